import Casework
import Storage
import Travel

/// Bookings that share one telephone or card, and what follows for each: nothing, or how many unrelated families it was seen
/// with. Pure: what is stored does not matter here.
struct SharingGroup {
    /// More bookings than this within an indicator's window make a token a hub.
    static let hub = 64
    /// At most so many bookings of a token are read.
    static let readLimit = 257

    struct Member: Sendable {
        var booking: JudgedBooking
        var facts: ScreenedPassage.Opened<BookingFacts>
        var relations: BookingRelations
    }
    struct Finding: Hashable {
        /// Index of the member.
        var member: Int
        var families: Int
        var bookings: Int
        /// Bookings of the member's own family among them, itself included.
        var related: Int
        /// Other members that were counted.
        var others: [Int]
    }

    /// How many bookings stand in the fullest window. `days` in ascending order of departure.
    static func fullestWindow(_ dates: [LocalDate], days: Int) -> Int {
        let sorted = dates.map(\.daysSince1970).sorted()
        var first = 0
        var most = 0
        for last in sorted.indices {
            while sorted[last] - sorted[first] > days { first += 1 }
            most = max(most, last - first + 1)
        }
        return most
    }

    /// For each member the window with most unrelated families, where these are at least `threshold`: all members of the
    /// window are told, in whatever order they came.
    static func findings(_ members: [Member], days: Int, threshold: Int) -> [Finding] {
        let order = members.indices.sorted { (members[$0].booking.date, $0) < (members[$1].booking.date, $1) }
        let day = members.map { $0.booking.date.daysSince1970 }
        var best: [Int: Finding] = [:]
        for (position, last) in order.enumerated() {
            let window = order[...position].filter { day[last] - day[$0] <= days }
            let families = BookingFamilies.find(window.map { members[$0].relations })
            guard families.count >= threshold else { continue }
            for family in families {
                for index in family {
                    let member = window[index]
                    if let known = best[member], (known.families, known.bookings) >= (families.count, window.count) { continue }
                    best[member] = Finding(
                        member: member, families: families.count, bookings: window.count, related: family.count,
                        others: window.filter { $0 != member })
                }
            }
        }
        return best.values.sorted { $0.member < $1.member }
    }
}
