import Casework
import Travel

@testable import Storage

/// What can be asked, answered by looking at every row.
extension ModelStore {
    /// Of each key (its first so many columns) the row that was added last.
    func newest(_ table: String, key: Int) -> [[Value]] {
        var found: [ArraySlice<Value>: [Value]] = [:]
        for row in rows[table] ?? [] { found[row.prefix(key)] = row }
        return Array(found.values)
    }

    var accounts: [AccountState] {
        newest("account_version", key: 1).compactMap { row in
            guard let account = row[0].identifier, let role = Role(rawValue: row[3].text) else { return nil }
            return AccountState(
                account: account, version: row[1].int, name: row[2].text, role: role, status: row[4].text, osUser: row[5].optionalInt)
        }
    }

    func session(_ hash: [UInt8], now: Instant, idleSeconds: Int64) -> Session? {
        guard let (session, seen) = sessions[hash], session.expires > now, seen > (now - idleSeconds).microseconds else { return nil }
        return session
    }

    func invitation(_ hash: [UInt8], now: Instant) -> Identifier? {
        guard let found = invitations[hash], found.expires > now.microseconds else { return nil }
        return Identifier(bytes: found.account)
    }

    func request(_ hash: [UInt8], now: Instant) -> Identifier? {
        guard let found = requests[hash], found.expires > now.microseconds else { return nil }
        return Identifier(bytes: found.transmission)
    }

    func transmission(withDigest digests: [[UInt8]]) -> Identifier? {
        for digest in digests {
            let found = (rows["transmission"] ?? []).filter { $0[6] == .bytes(digest) && $0[7] == .null }
                .min { ($0[2].int, $0[1].bytes.hex) < ($1[2].int, $1[1].bytes.hex) }
            if let found { return found[1].identifier }
        }
        return nil
    }

    var newestReceipt: Instant? {
        (rows["transmission"] ?? []).max { ($0[0].int, $0[1].bytes.hex) < ($1[0].int, $1[1].bytes.hex) }
            .map { Instant(microseconds: Int64($0[2].int)) }
    }

    var carriers: [CarrierState] {
        let keys = newest("api_key_version", key: 1)
        return newest("carrier_version", key: 1).compactMap { row in
            guard let carrier = row[0].identifier else { return nil }
            return CarrierState(
                carrier: carrier, version: row[1].int, code: row[2].text, name: row[3].text, status: row[4].text,
                keys: keys.count { $0[2] == row[0] && $0[3] != .text("revoked") })
        }
    }

    func carrier(apiKey hash: [UInt8], now: Instant) -> Identifier? {
        guard let key = newest("api_key_version", key: 1).first(where: { $0[0] == .bytes(hash) }),
            ApiKeyState.Status(key[3].text)?.isUsable(at: now) == true
        else { return nil }
        return carriers.first { $0.carrier.bytes == key[2].bytes && $0.status == "active" }?.carrier
    }

    var watchlists: [WatchlistState] {
        let entries = newest("list_entry_version", key: 2)
        return newest("watchlist_version", key: 1).compactMap { row in
            guard let list = row[0].identifier else { return nil }
            return WatchlistState(
                list: list, version: row[1].int, name: row[2].text, owner: row[3].text, legalBasis: row[4].text,
                entries: entries.count { $0[0] == row[0] && $0[4] == .integer(0) })
        }
    }

    /// Name, version and text of those that run.
    var indicators: [String] {
        newest("indicator_version", key: 1).filter { $0[3] == .integer(1) }.map { "\($0[0].text) \($0[1].int) \($0[2].text)" }.sorted()
    }

    struct Proposal: Hashable {
        var proposal: Identifier
        var version: Int
        var status: String
        var author: String
        var decider: String?
    }
    var proposals: [Proposal] {
        let names = Dictionary(uniqueKeysWithValues: accounts.map { ($0.account.bytes, $0.name) })
        return (rows["proposal"] ?? []).compactMap { row in
            guard let proposal = row[0].identifier else { return nil }
            let last = (rows["proposal_step"] ?? []).last { $0[0] == row[0] }
            return Proposal(
                proposal: proposal, version: last?[1].int ?? 1, status: last?[4].text ?? "waiting", author: names[row[4].bytes] ?? "",
                decider: last.flatMap { names[$0[3].bytes] })
        }
    }

    var alerts: [AlertState] {
        (rows["alert"] ?? []).compactMap { row in
            guard let alert = row[0].identifier, let voyage = row[2].identifier, let passage = row[3].identifier,
                let status = AlertStatus(rawValue: row[9].text), let severity = Severity(rawValue: row[7].int)
            else { return nil }
            var state = AlertState(
                alert: alert, version: 1, status: status, deadline: row[5].instant, severity: severity, score: row[6].int,
                raised: row[4].instant, key: PassageKey(month: row[1].int, voyage: voyage, passage: passage), linked: row[10].identifier,
                changed: row[4].instant, weighed: row[12].int)
            for step in rows["alert_step"] ?? [] where step[0] == row[0] {
                state.version = step[1].int
                state.changed = step[2].instant
                state.status = AlertStatus(rawValue: step[5].text) ?? state.status
                state.score = step[9].int
                state.severity = Severity(rawValue: step[10].int) ?? state.severity
                state.deadline = step[11].instant
                state.weighed = step[14].optionalInt ?? state.weighed
            }
            return state
        }
    }

    /// Hits of a passage by name, and when they came and went: the changes of the passage's hits, counted as they were committed.
    func hits(of key: PassageKey) -> [String] {
        let place: [Value] = [.integer(Int64(key.month)), .bytes(key.voyage.bytes), .bytes(key.passage.bytes)]
        var found: [(name: String, weight: Int, came: Int, end: String?)] = []
        var changes = 0
        for row in hitChanges where Array(row.prefix(3)) == place {
            let name = row[3].bytes.hex
            if row.count == HitRow.table.columns.count {
                changes += 1
                found.append((name, row[9].int, changes, nil))
            } else if let index = found.firstIndex(where: { $0.name == name }) {
                changes += 1
                found[index].end = "ended \(row[4].int) \(row[5].text) \(changes)"
            }
        }
        return found.map { "\($0.name) \($0.weight) \($0.came) \($0.end ?? "holds")" }.sorted()
    }

    var nextDue: Instant? { work.values.map(\.due).min().map { Instant(microseconds: $0) } }
    var waitingWork: Int { work.keys.count { $0.kind != .expire } }
    func workDue(at now: Instant) -> Int { work.values.count { $0.due <= now.microseconds } }
}

extension Value {
    var int: Int { if case .integer(let number) = self { Int(number) } else { -1 } }
    var optionalInt: Int? { if case .integer(let number) = self { Int(number) } else { nil } }
    var text: String { if case .text(let text) = self { text } else { "" } }
    var bytes: [UInt8] { if case .bytes(let bytes) = self { bytes } else { [] } }
    var identifier: Identifier? { Identifier(bytes: bytes) }
    var instant: Instant { Instant(microseconds: Int64(int)) }
}

extension [UInt8] {
    var hex: String { map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined() }
}
