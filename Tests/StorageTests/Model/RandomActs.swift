import Casework
import Storage
import Travel

/// Acts at random, over few names, so that they meet: some rely on what is so, some on what is so no more.
struct RandomActs {
    private var state: UInt64
    private(set) var now = TemporaryUnit.now
    private var serial: UInt64 = 0

    static let accounts = (1...5 as ClosedRange<UInt64>).map(identifier)
    static let lists = (101...103 as ClosedRange<UInt64>).map(identifier)
    static let carriers = (201...203 as ClosedRange<UInt64>).map(identifier)
    static let alerts = (301...306 as ClosedRange<UInt64>).map(identifier)
    static let proposals = (401...406 as ClosedRange<UInt64>).map(identifier)
    static let passages = (501...503 as ClosedRange<UInt64>).map {
        PassageKey(month: 202_611, voyage: identifier(500), passage: identifier($0))
    }
    static let hashes = (1...6 as ClosedRange<UInt8>).map { [UInt8](repeating: $0, count: 32) }
    static let transmissions = (601...612 as ClosedRange<UInt64>).map(identifier)

    init(seed: UInt64) { state = seed }

    /// SplitMix64 (Steele, Lea, Flood 2014).
    mutating func below(_ bound: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((z ^ (z >> 31)) % UInt64(max(1, bound)))
    }
    mutating func pick<Element>(_ list: [Element]) -> Element { list[below(list.count)] }
    private mutating func chance(_ of: Int) -> Bool { below(of) == 0 }

    /// Time goes on, and now and then a long way.
    mutating func pass() { now = now + Int64(chance(20) ? 3_000 : below(40)) }

    /// One to three things at once.
    mutating func act(_ model: ModelStore, claims: [WorkClaim]) -> Act {
        var act = Act(operation, chance(8) ? nil : pick([.accountChanged, .listImported, .alertChanged, .carrierChanged]), at: now)
        for _ in 0...below(3) {
            switch below(14) {
            case 0: account(model, &act)
            case 1: list(model, &act)
            case 2: carrier(model, &act)
            case 3: indicator(model, &act)
            case 4: proposal(model, &act)
            case 5: alert(model, &act)
            case 6: hit(&act)
            case 7: receipt(&act)
            case 8: session(&act)
            case 9: invitation(&act)
            case 10: attempt(&act)
            case 11, 12: work(&act)
            default: end(claims, &act)
            }
        }
        return act
    }

    /// Mostly the next version; now and then one that is taken or far ahead.
    private mutating func next(_ version: Int?) -> Int { (version ?? 0) + (chance(8) ? below(3) : 1) }

    private mutating func account(_ model: ModelStore, _ act: inout Act) {
        let account = pick(Self.accounts)
        let known = model.accounts.first { $0.account == account }
        let name = pick(["vella", "Vella", "grech", "borg"])
        if chance(2) { act.expectations.append(known == nil ? .noAccount(named: name) : .account(account, version: known?.version ?? 0)) }
        if chance(6) { act.expectations.append(.account(pick(Self.accounts), version: below(4))) }
        act.insert(
            AccountVersionRow(
                account: account, version: next(known?.version), name: name, role: pick(Role.allCases), status: pick(["active", "ended"]),
                osUser: chance(2) ? below(3) : nil))
        if chance(3) { act.transient.append(.sessionsEnded(account: account)) }
    }

    private mutating func list(_ model: ModelStore, _ act: inout Act) {
        let list = pick(Self.lists)
        let known = model.watchlists.first { $0.list == list }
        let version = next(known?.version)
        let name = pick(["First", "Second", "Third"])
        if known == nil, chance(2) { act.expectations.append(.noList(named: name)) }
        if let known, chance(2) { act.expectations.append(.list(list, version: known.version - (chance(5) ? 1 : 0))) }
        act.insert(
            WatchlistVersionRow(
                list: list, version: version, name: name, owner: "Unit 7", legalBasis: "Act \(below(3))", at: now, author: nil,
                counts: EntryCounts()))
        for _ in 0..<below(4) {
            let entry = identifier(UInt64(110 + below(6)))
            let key: [Value] = [.bytes(list.bytes), .bytes(entry.bytes)]
            let last = model.newest("list_entry_version", key: 2).first { Array($0.prefix(2)) == key }?[2].int
            act.insert(
                ListEntryVersionRow(
                    list: list, entry: entry, version: next(last), reference: [1], withdrawn: chance(3), validFrom: nil, validTo: nil,
                    digest: [2], key: 1, sealed: [3], listVersion: version))
        }
    }

    private mutating func carrier(_ model: ModelStore, _ act: inout Act) {
        let carrier = pick(Self.carriers)
        let known = model.carriers.first { $0.carrier == carrier }
        let code = pick(["QX", "XQ"])
        if chance(3) { act.expectations.append(.noCarrier(code: code)) }
        act.insert(
            CarrierVersionRow(
                carrier: carrier, version: next(known?.version), code: code, name: "Example Air", status: pick(["active", "ended"])))
        guard chance(2) else { return }
        let hash = pick(Self.hashes)
        let last = model.newest("api_key_version", key: 1).first { $0[0] == .bytes(hash) }?[1].int
        act.insert(
            ApiKeyVersionRow(
                hash: hash, version: next(last), carrier: carrier,
                status: pick([ApiKeyState.Status.active, .revoked, .until(now + 60)]).text))
    }

    private mutating func indicator(_ model: ModelStore, _ act: inout Act) {
        let name = pick(["late-purchase", "one-card"])
        let last = model.newest("indicator_version", key: 1).first { $0[0] == .text(name) }?[1].int
        act.insert(IndicatorVersionRow(name: name, version: next(last), yaml: "name: \(below(9))", active: chance(2), at: now))
    }

    private mutating func proposal(_ model: ModelStore, _ act: inout Act) {
        let proposal = pick(Self.proposals)
        guard let known = model.proposals.first(where: { $0.proposal == proposal }) else {
            act.insert(
                ProposalRow(
                    proposal: proposal, kind: pick(ProposalKind.allCases), subject: "one-card", base: 1, author: pick(Self.accounts),
                    at: now, expires: now + 3_600, digest: [4]))
            return
        }
        if !chance(4) { act.expectations.append(.waiting(proposal)) }
        act.insert(
            ProposalStepRow(
                proposal: proposal, version: next(known.version), at: now, account: pick(Self.accounts),
                step: pick([.signed, .refused, .withdrawn]), digest: [4]))
    }

    private mutating func alert(_ model: ModelStore, _ act: inout Act) {
        let alert = pick(Self.alerts)
        let passage = pick(Self.passages)
        guard let known = model.alerts.first(where: { $0.alert == alert }) else {
            if chance(2) { act.expectations.append(.lastAlert(passage, chance(2) ? nil : pick(Self.alerts))) }
            act.insert(
                AlertRow(
                    alert: alert, key: passage, raised: now, deadline: now + Int64(below(9_000)), score: below(2_000),
                    severity: pick(Severity.allCases), profile: 1, status: .open, linked: nil, delay: nil, weighed: below(3)))
            act.add(Work(.expire, key: alert.bytes, due: now + Int64(below(9_000))))
            return
        }
        if !chance(4) { act.expectations.append(.alert(alert, version: known.version - (chance(6) ? 1 : 0))) }
        act.insert(
            AlertStepRow(
                alert: alert, version: next(known.version), at: now, step: pick(AlertStepRow.Step.allCases),
                status: pick(AlertStatus.allCases), reason: "", score: below(2_000), severity: pick(Severity.allCases),
                deadline: now + Int64(below(9_000)), weighed: chance(2) ? below(5) : nil))
    }

    private mutating func hit(_ act: inout Act) {
        let passage = pick(Self.passages)
        let hit = identifier(UInt64(700 + below(8)))
        if chance(2) {
            act.insert(HitEndRow(key: passage, hit: hit, at: now, reason: "data-changed"))
        } else {
            act.insert(
                HitRow(
                    key: passage, hit: hit, at: now, source: .name, subject: [5], subjectVersion: 1, cause: [], weight: below(900),
                    digest: [6]))
        }
    }

    /// Bytes come in: the receipt, the journal and the work to read them in one act. Some have been received before.
    private mutating func receipt(_ act: inout Act) {
        let transmission = pick(Self.transmissions)
        let digest = pick(Self.hashes)
        let first = chance(2)
        if first { act.expectations.append(.noTransmission(digests: [pick(Self.hashes), digest])) }
        act.insert(
            TransmissionRow(
                month: 202_611, id: transmission, received: now, door: "api", carrier: nil, bytes: 9, digest: digest,
                duplicateOf: first ? nil : pick(Self.transmissions)))
        if chance(3) { act.expectations.append(.noRequest(hash: pick(Self.hashes), now: now)) }
        if chance(3) {
            act.transient.append(.request(hash: pick(Self.hashes), transmission: transmission, digest: digest, expires: now + 600))
        }
        act.transient.append(.journal(transmission: transmission, month: 202_611, key: 1, sealed: [7]))
        act.add(Work(.read, key: transmission.bytes, due: now))
    }

    private mutating func session(_ act: inout Act) {
        let hash = pick(Self.hashes)
        switch below(5) {
        case 0: act.transient.append(.sessionEnded(hash: hash))
        case 2: act.transient.append(.otherSessionsEnded(account: pick(Self.accounts), but: hash))
        case 1: act.transient.append(.sessionSeen(hash: hash, at: now))
        default:
            serial += 1
            act.transient.append(
                .session(
                    Session(
                        hash: hash, id: identifier(900 + serial), account: pick(Self.accounts), created: now,
                        expires: now + Int64(below(4_000)), formToken: "token")))
        }
    }

    private mutating func invitation(_ act: inout Act) {
        let (hash, account) = (pick(Self.hashes), pick(Self.accounts))
        if chance(2) {
            act.expectations.append(.invitation(hash: hash, account: account, now: now))
        } else {
            act.transient.append(.invitation(hash: hash, account: account, expires: now + Int64(below(4_000))))
        }
    }

    private mutating func attempt(_ act: inout Act) {
        let (key, window) = (pick(Self.hashes), now.seconds / 900)
        if chance(2) { act.expectations.append(.attempts(key: key, window: window, below: 1 + below(4))) }
        act.transient.append(chance(4) ? .attemptTakenBack(key: key, window: window) : .attempt(key: key, window: window))
    }

    private mutating func work(_ act: inout Act) {
        act.add(Work(pick(Work.Kind.allCases), key: [UInt8(below(3))], due: now + Int64(below(1_500)) - 300))
    }

    private mutating func end(_ claims: [WorkClaim], _ act: inout Act) {
        guard !claims.isEmpty else { return }
        let claim = pick(claims)
        if chance(3) {
            act.transient.append(.postponed(claim, until: now + Int64(below(400))))
        } else {
            act.transient.append(.finished(claim))
            if claim.kind == .read, let transmission = Identifier(bytes: claim.key) {
                act.transient.append(.journalTaken(transmission: transmission))
            }
        }
    }
}
