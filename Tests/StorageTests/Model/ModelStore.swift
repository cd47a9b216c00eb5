import Casework
import Storage
import Travel

/// The store as it is meant, in plain values: no engine, no index, no derived table, each answer computed from all rows ever added.
///
/// It is the oracle that random acts and questions are compared with. It takes the same `Act`, so that no kind of row is forgotten on
/// the way, and knows of the engine's projections nothing at all.
struct ModelStore {
    struct Place: Hashable {
        var kind: Work.Kind
        var key: [UInt8]
    }
    struct Task: Hashable {
        var due: Int64
        var lease: Int64 = 0
        var generation = 1
        var attempts = 0
    }
    struct Refusal: Error, Hashable {
        /// As in ``StorageError``, without words that are the engine's own.
        var kind: String
        init(_ kind: String) { self.kind = kind }
        init(_ error: StorageError) {
            kind =
                switch error {
                case .conflict(let table): "conflict \(table)"
                case .missing(let table): "missing \(table)"
                case .refused: "refused"
                case .unwritable: "unwritable"
                default: "\(error)"
                }
        }
    }

    /// Rows of each committed table, in the order of their commits.
    private(set) var rows: [String: [[Value]]] = [:]
    /// Hits and their ends, one after the other as they were committed.
    private(set) var hitChanges: [[Value]] = []
    private(set) var types: [String] = []
    private(set) var work: [Place: Task] = [:]
    private(set) var sessions: [[UInt8]: (session: Session, seen: Int64)] = [:]
    private(set) var invitations: [[UInt8]: (account: [UInt8], expires: Int64)] = [:]
    private(set) var attempts: [[UInt8]: [Int64: Int]] = [:]
    private(set) var requests: [[UInt8]: (transmission: [UInt8], digest: [UInt8], expires: Int64)] = [:]
    private(set) var journal: Set<[UInt8]> = []

    /// All or nothing: what is thrown leaves the store as it was.
    mutating func commit(_ act: Act) throws(Refusal) -> Int64? {
        var next = self
        let number = try next.apply(act)
        self = next
        return number
    }

    /// Whoever held work is gone, and what had been taken in is read again at once.
    mutating func reopen() {
        for (place, task) in work {
            work[place] = Task(
                due: place.kind == .read ? 0 : task.due, lease: 0, generation: task.generation, attempts: task.attempts)
        }
    }

    private mutating func apply(_ act: Act) throws(Refusal) -> Int64? {
        guard act.rows.count <= Act.rowLimit else { throw Refusal("refused") }
        for expectation in act.expectations { try check(expectation) }
        if let entry = act.entry {
            types.append(entry.rawValue)
            for row in act.rows {
                guard row.table.tableClass == .committed else { throw Refusal("refused") }
                let key = row.values.prefix(row.table.keyLength)
                guard !(rows[row.table.name] ?? []).contains(where: { $0.prefix(row.table.keyLength) == key }) else {
                    throw Refusal("conflict \(row.table.name)")
                }
                rows[row.table.name, default: []].append(row.values)
                if row.table.name == "hit" || row.table.name == "hit_end" { hitChanges.append(row.values) }
            }
        } else if !act.rows.isEmpty {
            throw Refusal("refused")
        }
        for change in act.transient { try apply(change, at: act.at.microseconds) }
        return act.entry == nil ? nil : Int64(types.count) - 1
    }

    private mutating func check(_ expectation: Expectation) throws(Refusal) {
        switch expectation {
        case .version(let table, let key, let version):
            guard let found = self.version(of: table.name, key) else { throw Refusal("missing \(table.name)") }
            guard found == version else { throw Refusal("conflict \(table.name)") }
        case .noAccount(let name):
            if accounts.contains(where: { $0.name.lowercased() == name.lowercased() }) { throw Refusal("conflict account") }
        case .noCarrier(let code):
            if newest("carrier_version", key: 1).contains(where: { $0[2] == .text(code) && $0[4] == .text("active") }) {
                throw Refusal("conflict carrier")
            }
        case .noList(let name):
            if watchlists.contains(where: { $0.name == name }) { throw Refusal("conflict watchlist") }
        case .noTransmission(let digests):
            if transmission(withDigest: digests) != nil { throw Refusal("conflict transmission") }
        case .noRequest(let hash, let now):
            if let request = requests[hash], request.expires > now.microseconds { throw Refusal("conflict request") }
        case .lastAlert(let passage, let alert):
            let last = alerts.filter { $0.key == passage }.max { ($0.raised, $0.alert) < ($1.raised, $1.alert) }
            guard last?.alert == alert else { throw Refusal("conflict alert_state") }
        case .attempts(let key, let window, let limit):
            let count = (attempts[key] ?? [:]).filter { $0.key >= window - 1 }.values.reduce(0, +)
            guard count < limit else { throw Refusal("conflict attempt") }
        case .invitation(let hash, let account, let now):
            guard let found = invitations[hash], found.account == account.bytes, found.expires > now.microseconds else {
                throw Refusal("missing invitation")
            }
            invitations[hash] = nil
        case .absent, .noMessage, .unread:
            // What these ask about, the random acts do not make.
            throw Refusal("not modelled")
        }
    }

    private func version(of table: String, _ key: [Value]) -> Int? {
        guard case .bytes(let bytes)? = key.first else { return nil }
        return switch table {
        case "account": accounts.first { $0.account.bytes == bytes }?.version
        case "watchlist": watchlists.first { $0.list.bytes == bytes }?.version
        case "alert_state": alerts.first { $0.alert.bytes == bytes }?.version
        case "proposal_state": proposals.first { $0.proposal.bytes == bytes }?.version
        default: nil
        }
    }

    // MARK: What nobody has to answer for

    private mutating func apply(_ change: TransientChange, at now: Int64) throws(Refusal) {
        switch change {
        case .work(let asked):
            let place = Place(kind: asked.kind, key: asked.key)
            guard var task = work[place] else {
                work[place] = Task(due: asked.due.microseconds)
                return
            }
            task.generation += 1
            // A deadline may move either way; a step is only ever wanted sooner.
            task.due = asked.kind == .expire ? asked.due.microseconds : min(task.due, asked.due.microseconds)
            work[place] = task
        case .finished(let claim):
            let place = Place(kind: claim.kind, key: claim.key)
            guard var task = work[place] else { return }
            guard task.generation != claim.generation else {
                work[place] = nil
                return
            }
            task.lease = 0
            task.attempts = 0
            work[place] = task
        case .postponed(let claim, let until):
            let place = Place(kind: claim.kind, key: claim.key)
            guard var task = work[place] else { return }
            task.lease = 0
            if task.generation == claim.generation { task.due = until.microseconds }
            work[place] = task
        case .journal(let transmission, _, _, _):
            guard journal.insert(transmission.bytes).inserted else { throw Refusal("refused") }
        case .journalTaken(let transmission): journal.remove(transmission.bytes)
        case .request(let hash, let transmission, let digest, let expires):
            requests = requests.filter { $0.value.expires > now }
            guard requests[hash] == nil else { throw Refusal("refused") }
            requests[hash] = (transmission.bytes, digest, expires.microseconds)
        case .session(let session):
            sessions = sessions.filter { $0.value.session.expires >= session.created }
            guard sessions[session.hash] == nil else { throw Refusal("refused") }
            sessions[session.hash] = (session, session.created.microseconds)
        case .sessionSeen(let hash, let at): sessions[hash]?.seen = at.microseconds
        case .sessionEnded(let hash): sessions[hash] = nil
        case .sessionsEnded(let account): sessions = sessions.filter { $0.value.session.account != account }
        case .otherSessionsEnded(let account, let hash):
            sessions = sessions.filter { $0.value.session.account != account || $0.key == hash }
        case .invitation(let hash, let account, let expires):
            invitations = invitations.filter { $0.value.account != account.bytes }
            guard invitations[hash] == nil else { throw Refusal("refused") }
            invitations[hash] = (account.bytes, expires.microseconds)
        case .attempt(let key, let window):
            for (other, windows) in attempts { attempts[other] = windows.filter { $0.key >= window - 1 } }
            attempts[key, default: [:]][window, default: 0] += 1
        case .attemptTakenBack(let key, let window):
            if let count = attempts[key]?[window], count > 0 { attempts[key]?[window] = count - 1 }
        case .event, .shown, .search, .probe, .checkpoint:
            // Nothing that is asked here depends on them.
            return
        }
    }

    /// Interactive work goes before batch, what is due before the rest, and nothing that somebody holds.
    mutating func claim(_ kinds: [Work.Kind], now: Instant, leaseSeconds: Int64) -> Set<WorkClaim> {
        let farthest = (now + 600).microseconds
        var claims: Set<WorkClaim> = []
        for (place, task) in work where kinds.contains(place.kind) {
            let isDue = task.due <= now.microseconds || place.kind != .expire && task.due > farthest
            guard isDue, task.lease <= now.microseconds || task.lease > farthest else { continue }
            var held = task
            held.lease = (now + leaseSeconds).microseconds
            held.attempts += 1
            work[place] = held
            claims.insert(
                WorkClaim(
                    kind: place.kind, key: place.key, due: Instant(microseconds: task.due), generation: held.generation,
                    attempts: held.attempts))
        }
        return claims
    }
}
