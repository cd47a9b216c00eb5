import Casework
import Foundation
public import Storage
public import Travel
import TravelMessages

/// How the unit stands: what comes in, what waits, what it works with. It shows no person.
public struct UnitStatus: Sendable {
    public struct Version: Hashable, Sendable {
        public var name: String
        public var version: Int
    }
    public var stored: StorageStatus
    /// Something is refused until others have been written.
    public var isFull: Bool
    /// Writings that failed since the start.
    public var failedWrites: Int
    /// Steps that failed and were put back since the start.
    public var failedSteps: Int
    /// Why the last round of work could not be done; nil while rounds are done.
    public var fault: String?
    public var program: String
    public var reader: Int
    public var profile: Version
    /// SHA-256 of the profile's file.
    public var profileDigest: [UInt8]
    public var lists: [Version]
    public var indicators: [Version]

    /// The doors by which a transmission can come.
    public static let doors = ["api", "inbox", "command"]
    /// How far anything is counted.
    public static let mostCounted = 1_000
}

/// Whether messages still come in.
public struct Feed: Hashable, Sendable {
    /// When the last transmission was received; nil before the first.
    public var newest: Instant?
    /// After so many seconds without one, pages say so.
    public var quietSeconds: Int64

    public init(newest: Instant?, quietSeconds: Int64) {
        self.newest = newest
        self.quietSeconds = quietSeconds
    }

    /// Seconds since the last one, where they are too many. A clock that was set back makes none.
    public func silence(at now: Instant) -> Int64? { newest.map { now - $0 }.flatMap { $0 >= quietSeconds ? $0 : nil } }
}

extension Unit {
    /// Version of the program, as `plimsoll --version` says it.
    public static let programVersion = "0.1.0"

    public func status(_ workers: Workers) async throws -> UnitStatus {
        let stored = try await storage.profile()
        return UnitStatus(
            stored: try await storage.status(doors: UnitStatus.doors, at: clock.now(), limit: UnitStatus.mostCounted),
            isFull: storage.isFull, failedWrites: storage.failures, failedSteps: workers.failed, fault: workers.fault,
            program: Self.programVersion, reader: TransmissionReading.readerVersion,
            profile: UnitStatus.Version(name: rules.profile.state, version: rules.profile.version), profileDigest: stored?.sha256 ?? [],
            lists: try await storage.watchlists().map { UnitStatus.Version(name: $0.name, version: $0.version) },
            indicators: rules.indicators.map { UnitStatus.Version(name: $0.name, version: $0.version) })
    }

    /// When something came in last.
    public func feed() async throws -> Feed {
        Feed(newest: try await storage.newestReceipt(), quietSeconds: rules.profile.quietSeconds)
    }
}
