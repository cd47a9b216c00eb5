public import Casework
import Foundation
import Travel

extension DomainClock {
    /// The machine's clock, in UTC: the one place in the house that reads it.
    public static let real = DomainClock { Instant(microseconds: Int64((Date().timeIntervalSince1970 * 1_000_000).rounded(.down))) }
}
