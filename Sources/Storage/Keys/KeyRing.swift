import Casework
import Crypto
import Foundation
import Synchronization
import Travel

/// All living keys of the database, unwrapped once at start.
///
/// Identity keys belong to the month of receipt (the law counts from transfer), token keys to a half-year, journal keys to a
/// day. A key is committed, wrapped, before anything is sealed with it.
final class KeyRing: Sendable {
    enum Kind: String, CaseIterable {
        case identity, token, day, lists
    }
    private struct State {
        var byNumber: [Int: NumberedKey] = [:]
        var byPeriod: [String: NumberedKey] = [:]
        /// The highest number there ever was: that of a destroyed key is not given again.
        var last = 0
        /// The keys of one day, which every step of that day asks for.
        var latest: (day: Int, keys: KeySet)?
    }
    private let folder: KeyFolder
    private let state = Mutex(State())

    init(folder: KeyFolder) { self.folder = folder }

    static func period(_ kind: Kind, at instant: Instant) -> String {
        let date = instant.utc.date
        return switch kind {
        case .identity: String(date.description.prefix(7))
        case .token: "\(date.year)-H\(date.month <= 6 ? 1 : 2)"
        case .day: date.description
        case .lists: "\(date.year)"
        }
    }

    /// Takes in a key of the database. One whose day's file has been destroyed stays outside: what it sealed is gone.
    func add(number: Int, kind: String, period: String, wrapped: [UInt8]) throws {
        state.withLock { $0.last = max($0.last, number) }
        guard let wrapping = kind == Kind.day.rawValue ? try folder.days.key(period) : folder.folderKey else { return }
        let plain = try Sealing.open(wrapped, with: wrapping, at: "key\(number)/\(kind)/\(period)", table: "data_key")
        let key = NumberedKey(number: number, kind: kind, period: period, key: SymmetricKey(data: plain))
        state.withLock {
            $0.byNumber[number] = key
            $0.byPeriod[kind + period] = key
            $0.latest = nil
        }
    }

    /// A key that does not exist yet, wrapped, as the row to commit; nil when somebody has made it meanwhile.
    func make(_ kind: Kind, at instant: Instant) throws -> DataKeyRow? {
        let period = Self.period(kind, at: instant)
        let number = state.withLock { state -> Int? in
            state.byPeriod[kind.rawValue + period] == nil ? state.last + 1 : nil
        }
        guard let number else { return nil }
        let wrapping = kind == .day ? try folder.days.make(period) : folder.folderKey
        let wrapped = try Sealing.seal(SystemRandom.bytes(32), with: wrapping, at: "key\(number)/\(kind.rawValue)/\(period)")
        return DataKeyRow(number: number, kind: kind.rawValue, period: period, wrapped: wrapped, made: instant)
    }

    /// Keys of the journal's days before that one.
    func days(before day: LocalDate) -> [NumberedKey] {
        let first = day.description
        return state.withLock { $0.byNumber.values.filter { $0.kind == Kind.day.rawValue && $0.period < first } }
            .sorted { $0.period < $1.period }
    }

    /// Destroys the key of a day, on the disk and in memory.
    func destroy(_ day: NumberedKey) throws {
        try folder.days.destroy(day.period)
        state.withLock {
            $0.byNumber[day.number] = nil
            $0.byPeriod[day.kind + day.period] = nil
            $0.latest = nil
        }
    }

    func key(number: Int) throws -> SymmetricKey {
        guard let key = state.withLock({ $0.byNumber[number] }) else { throw StorageError.keyGone(number: number) }
        return key.key
    }

    func missing(at instant: Instant) -> [Kind] {
        state.withLock { state in Kind.allCases.filter { state.byPeriod[$0.rawValue + Self.period($0, at: instant)] == nil } }
    }

    /// The keys of a moment, or nil while one is missing.
    func set(at instant: Instant) -> KeySet? {
        let day = instant.utc.date.daysSince1970
        return state.withLock { state in
            // No period is shorter than a day.
            if let latest = state.latest, latest.day == day { return latest.keys }
            func current(_ kind: Kind) -> NumberedKey? { state.byPeriod[kind.rawValue + Self.period(kind, at: instant)] }
            guard let identity = current(.identity), let journal = current(.day), let lists = current(.lists), let token = current(.token)
            else { return nil }
            let earlier = state.byNumber.values.filter { $0.kind == Kind.token.rawValue && $0.number != token.number }
                .sorted { $0.period > $1.period }
            let keys = KeySet(identity: identity, day: journal, lists: lists, tokens: [token] + earlier)
            state.latest = (day, keys)
            return keys
        }
    }
}
