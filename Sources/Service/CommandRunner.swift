import Analysis
import Casework
public import Collection
import Foundation
import Oversight
import Response
import Storage
import Travel
import TravelMessages

/// Runs commands for a user of the operating system, as the account that the user answers for, with that account's role.
extension Unit {
    public func answer(_ command: Command, as name: String?, user: Int) async -> CommandAnswer {
        do {
            let account = try await commandAccount(name, user: user, permission: command.permission)
            return try await run(command, account: account, user: user)
        } catch {
            return .failed(error)
        }
    }

    func commandAccount(_ name: String?, user: Int, permission: Permission) async throws -> AccountState {
        let mapped = try await storage.accounts(ofUser: user)
        if let name {
            guard let account = mapped.first(where: { $0.name == name }) else { throw ServiceError.unknownAccount(name: name) }
            return account
        }
        if mapped.isEmpty { throw ServiceError.noAccountForUser(user: user) }
        if mapped.count == 1 { return mapped[0] }
        let able = mapped.filter { rules.profile.permissions(of: $0.role).contains(permission) }
        guard able.count == 1 else { throw ServiceError.severalAccounts(user: user, names: mapped.map(\.name)) }
        return able[0]
    }

    private func run(_ command: Command, account: AccountState, user: Int) async throws -> CommandAnswer {
        let access = try access(account, command.permission, purpose: command.purpose, reference: "os-user \(user)")
        switch command {
        case .ingest(let bytes):
            return CommandAnswer(report: try await ingest(Array(bytes), door: "command", access: access))
        case .settle:
            return try await settle()
        case .importList(let csv, let strict, let replace):
            let outcome = try await judgement.signatures.importList(
                Array(csv), access: access, strictness: strict ? .all : .lenient, replace: replace)
            return CommandAnswer(outcome: outcome)
        case .listProposals:
            return try await proposalsAnswer()
        case .signProposal(let id):
            let state = try await sign(try await proposalIdentifier(id), account: account, access: access)
            return try CommandAnswer(
                lines: ["signed: \(CommandAnswer.counts(state.counts))"],
                object: ["proposal": state.proposal.description, "status": "signed"])
        case .refuseProposal(let id, let reason):
            let proposal = try await proposalIdentifier(id)
            try await judgement.signatures.refuse(proposal, reason: reason, account: account, access: access)
            return try CommandAnswer(
                lines: ["refused: nothing was changed"], object: ["proposal": proposal.description, "status": "refused"])
        case .withdrawProposal(let id):
            let proposal = try await proposalIdentifier(id)
            try await judgement.signatures.withdraw(proposal, account: account, access: access)
            return try CommandAnswer(
                lines: ["withdrawn: nothing was changed"], object: ["proposal": proposal.description, "status": "withdrawn"])
        case .addCarrier(let code, let name):
            let (_, key) = try await carriers.add(code: code, name: name, access: access)
            return try CommandAnswer(
                lines: ["API key of \(code), shown once:", key], object: ["carrier": code, "key": key])
        case .listCarriers:
            return try await carrierList()
        case .rotateKey(let code, let hours):
            let (key, ends) = try await carriers.rotate(code: code, overlapHours: hours, access: access)
            return try CommandAnswer(
                lines: ["new API key of \(code), shown once; the others end at \(ends.rfc3339):", key],
                object: ["carrier": code, "key": key, "othersEnd": ends.rfc3339])
        case .revokeKey(let code, let name):
            let names = try await carriers.revoke(code: code, name: name, access: access)
            return try CommandAnswer(
                lines: ["revoked: \(names.joined(separator: ", "))"], object: ["carrier": code, "revoked": names])
        case .addAccount(let name, let role, let osUser):
            return try CommandAnswer.link(name, try await accounts.add(name: name, role: role, osUser: osUser, access: access).link)
        case .addInspector(let name):
            return try CommandAnswer.link(name, try await UnitSetup.inspector(name: name, unit: self, access: access))
        case .mapAccount(let name, let osUser):
            try await accounts.map(name: name, osUser: osUser, access: access)
            return CommandAnswer(lines: [osUser.map { "\(name) now answers for the user \($0)" } ?? "\(name) answers for nobody now"])
        case .endAccount(let name):
            try await accounts.end(name: name, access: access)
            return CommandAnswer(lines: ["\(name) has ended, and all its sessions with it"])
        case .inviteAccount(let name):
            guard let found = try await storage.account(named: name) else { throw ServiceError.unknownAccount(name: name) }
            return try CommandAnswer.link(name, try await accounts.invite(found.account, access: access))
        case .listAccounts:
            let all = try await storage.accounts()
            return try CommandAnswer(
                lines: all.map { "\($0.name)  \($0.role.rawValue)  \($0.status)" + ($0.osUser.map { "  user \($0)" } ?? "") },
                object: ["accounts": all.map { ["name": $0.name, "role": $0.role.rawValue, "status": $0.status] }])
        case .listAlerts(let all, _):
            return try await alertListAnswer(all: all, access: access)
        case .showAlert(let id, _):
            return try await alertAnswer(id, access: access)
        case .exportAlerts(let after, _):
            let page = try await alertExport(after: after, access: access)
            return CommandAnswer(lines: [], json: String(decoding: try JSONEncoder().encode(page), as: UTF8.self))
        case .decideAlert(let id, let version, let request):
            return try await decide(id, version: version, request: request, access: access)
        case .checkpoint:
            let note = try await checkpointer.advance() ?? ""
            return try CommandAnswer(
                lines: [note.trimmingCharacters(in: .newlines)], object: ["checkpoint": note, "key": logKey])
        case .backUp(let path):
            let manifest = try await Backup.make(of: self, to: path, access: access)
            var lines = [
                "\(path): the log's first \(manifest.entries) entries, and everything that was acknowledged before \(manifest.made)"
            ]
            if manifest.unread > 0 { lines.append("\(manifest.unread) transmissions in it have not been read, and need keys/days to be") }
            lines.append("no key is in it: keep keys/folder.key and keys/log.key in another place, under another person's care")
            return try CommandAnswer(
                lines: lines, object: ["path": path, "made": manifest.made, "entries": manifest.entries, "unread": manifest.unread])
        case .status:
            return try await status()
        }
    }

    private func decide(_ id: String, version: Int, request: DecisionRequest, access: Access) async throws -> CommandAnswer {
        let alert = try await alertIdentifier(id)
        var disposition = try request.disposition()
        if case .dismiss(.duplicate, let other) = disposition, !other.isEmpty {
            disposition = .dismiss(.duplicate, detail: try await alertIdentifier(other).description)
        }
        switch try await decide(alert, version: version, disposition: disposition, text: request.text, access: access) {
        case .recorded(let version, let status, let late):
            try await checkpointer.advance()
            let lines = [
                "recorded: alert \(alert.short) is \(status.rawValue)" + (late ? ", after its deadline" : "") + ", version \(version)"
            ]
            return try CommandAnswer(
                lines: lines, object: ["alert": alert.description, "status": status.rawValue, "late": late, "version": version])
        case .conflict(let conflict):
            throw ServiceError.request(
                "not recorded: \(conflict.accountName ?? "the unit") was first (\(conflict.step), now \(conflict.status.rawValue), version \(conflict.version)); read it again"
            )
        }
    }

    /// An alert by its 32 digits or its last eight.
    func alertIdentifier(_ text: String) async throws -> Identifier {
        if let id = Identifier(text) { return id }
        let found = try await storage.alerts(endingWith: text.lowercased())
        switch found.count {
        case 1: return found[0]
        case 0: throw ServiceError.unknown(what: "alert \(text)")
        default: throw ServiceError.request("several alerts end with \(text): give all 32 digits")
        }
    }

    /// Does what is due. A step that met somebody else's change was put back for a moment: that moment is waited for, a few times.
    private func settle() async throws -> CommandAnswer {
        let workers = Workers(unit: self)
        var done = try await workers.drain()
        var waiting = try await storage.waitingWork()
        for _ in 0..<5 where waiting > 0 {
            try await Task.sleep(for: .seconds(2))
            done += try await workers.drain()
            waiting = try await storage.waitingWork()
        }
        try await checkpointer.advance()
        let rest = waiting == 0 ? "nothing is due" : "\(waiting) put back: a running unit does them, or the next `plimsoll ingest`"
        return try CommandAnswer(lines: ["screened: \(done) steps done, \(rest)"], object: ["steps": done, "waiting": waiting])
    }

    /// A line for each carrier, and below it one for each of its keys.
    private func carrierList() async throws -> CommandAnswer {
        var lines: [String] = []
        var objects: [[String: Any]] = []
        let now = clock.now()
        for carrier in try await storage.carriers() {
            lines.append("\(carrier.code)  \(carrier.name)  \(carrier.status)  \(carrier.keys) key\(carrier.keys == 1 ? "" : "s")")
            let keys = try await storage.apiKeys(of: carrier.carrier)
            lines += keys.map { "  key \($0.name)  \($0.status.text)" + ($0.status.isUsable(at: now) ? "" : ", has ended") }
            objects.append([
                "code": carrier.code, "name": carrier.name, "status": carrier.status,
                "keys": keys.map { ["key": $0.name, "status": $0.status.text] },
            ])
        }
        return try CommandAnswer(lines: lines.isEmpty ? ["no carriers yet"] : lines, object: ["carriers": objects])
    }

    private func status() async throws -> CommandAnswer {
        let size = try await storage.logSize()
        let durability = try await storage.durability()
        return try CommandAnswer(
            lines: ["log: \(size) entries", "profile version \(rules.profile.version), \(rules.indicators.count) indicators"],
            object: [
                "entries": size, "profile": rules.profile.version, "indicators": rules.indicators.map(\.name),
                "durability": [
                    "journalMode": durability.journalMode, "synchronous": durability.synchronous, "mappedBytes": durability.mappedBytes,
                ] as [String: Any],
            ])
    }
}

extension Command {
    /// Purpose that the command names, or the one that fits what it does.
    var purpose: String {
        switch self {
        case .listAlerts(_, let purpose), .showAlert(_, let purpose), .exportAlerts(_, let purpose): purpose
        case .decideAlert: "assessment"
        default: "operation"
        }
    }
}

extension CommandAnswer {
    init(lines: [String], object: [String: Any]) throws {
        let data = try JSONSerialization.data(withJSONObject: object, options: [.sortedKeys, .withoutEscapingSlashes])
        self.init(lines: lines, json: String(decoding: data, as: UTF8.self))
    }

    static func link(_ name: String, _ secret: String) throws -> CommandAnswer {
        try CommandAnswer(
            lines: ["one-time link of \(name), good for 48 hours: /set-password/\(secret)"],
            object: ["account": name, "path": "/set-password/" + secret])
    }

    init(report: ReadingReport) {
        let travellers = report.messages.reduce(0) { $0 + $1.travellers }
        let findings = report.messages.flatMap(\.findings) + report.findings
        var line =
            "\(report.transmission.short)  \(report.messages.count) message\(report.messages.count == 1 ? "" : "s"), \(travellers) travellers"
        if report.duplicateOf != nil { line += ", received before" }
        let worst = findings.map(\.severity).max()
        if let worst, worst > .note { line += ", \(findings.count) findings (worst: \(worst.rawValue))" }
        let json = try? JSONEncoder().encode(Self.Transmission(report))
        self.init(lines: [line], json: json.map { String(decoding: $0, as: UTF8.self) } ?? "{}")
    }

    init(outcome: WatchlistImport.Outcome) {
        var lines = outcome.faults.map { "line \($0.line): \($0.message)" }
        let counts = "\(outcome.added) added, \(outcome.changed) changed, \(outcome.unchanged) unchanged, \(outcome.withdrawn) withdrawn"
        lines.append(outcome.isImported ? counts : "nothing imported, since --strict was asked and there are faults")
        if let proposal = outcome.proposal {
            lines.append("nothing is imported yet: a second person has to sign, since this unit has received messages")
            lines.append("they read it on the page /lists/proposals/\(proposal), or sign with `plimsoll lists sign \(proposal)`")
            lines.append("or refuse it with `plimsoll lists refuse \(proposal) --reason …`")
        }
        var object: [String: Any] = [
            "added": outcome.added, "changed": outcome.changed, "unchanged": outcome.unchanged, "withdrawn": outcome.withdrawn,
            "imported": outcome.isImported,
            "faults": outcome.faults.map {
                ["line": $0.line, "code": $0.code.rawValue, "severity": $0.severity.rawValue] as [String: Any]
            },
        ]
        object["proposal"] = outcome.proposal?.description
        let data = try? JSONSerialization.data(withJSONObject: object, options: [.sortedKeys])
        self.init(
            lines: lines, json: data.map { String(decoding: $0, as: UTF8.self) } ?? "{}",
            failure: outcome.isImported ? nil : lines.joined(separator: "\n"))
    }

    /// The answer to whoever sent a transmission, as both doors give it.
    public struct Transmission: Encodable, Sendable {
        public struct Message: Encodable, Sendable {
            var id: String
            var type: String
            var action: String
            var travellers: Int
            var bookings: Int
            var duplicateOf: String?
            var findings: [Finding]
        }
        /// `read`; while it is `reading`, nothing but the name is known.
        var status = "read"
        var transmission: String
        var duplicateOf: String?
        var messages: [Message]
        var findings: [Finding]

        public init(_ report: ReadingReport) {
            transmission = report.transmission.description
            duplicateOf = report.duplicateOf?.description
            messages = report.messages.map {
                Message(
                    id: $0.id.description, type: $0.kind.rawValue, action: $0.action.rawValue, travellers: $0.travellers,
                    bookings: $0.bookings, duplicateOf: $0.duplicateOf?.description, findings: $0.findings)
            }
            findings = report.findings
        }
    }
}
