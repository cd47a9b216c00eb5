import Analysis
import Casework
import Service
import Storage
import Travel

/// From what the unit knows about lists and proposals to what their pages show.
struct ListModels {
    let now: Instant

    func line(_ state: ProposalState) -> ProposalLine {
        ProposalLine(
            id: state.proposal.description, number: state.proposal.short, author: state.authorName, made: state.made,
            expires: state.expires,
            status: state.isExpired(at: now) ? "expired" : state.status.rawValue, decider: state.deciderName, counts: state.counts)
    }

    func version(_ version: ListVersion) -> VersionLine {
        VersionLine(
            version: version.version, at: version.at, by: version.author, signer: version.signer, proposal: version.proposal?.description,
            counts: version.counts)
    }

    func page(_ file: ListsFile, form: ImportForm?) -> ListsPage {
        ListsPage(
            lists: file.lists.map { line in
                ListsPage.Row(
                    id: line.list.list.description, name: line.list.name, owner: line.list.owner, legalBasis: line.list.legalBasis,
                    entries: line.list.entries, version: line.list.version, changed: line.newest?.at, by: line.newest?.author,
                    signer: line.newest?.signer, waiting: line.waiting)
            }, waiting: file.waiting.map(line), past: file.past.map(line), form: form)
    }

    func page(_ file: ListFile, isFirstPage: Bool, form: ImportForm?) -> ListPage {
        ListPage(
            id: file.list.list.description, name: file.list.name, owner: file.list.owner, legalBasis: file.list.legalBasis,
            count: file.list.entries, versions: file.versions.map(version),
            entries: file.entries.map { entry in
                ListPage.Entry(
                    id: entry.state.entry.description,
                    part: entry.facts.map { EntryPart(facts: $0, validFrom: entry.state.validFrom, validTo: entry.state.validTo) },
                    isWithdrawn: entry.state.withdrawn, version: entry.state.version, validFrom: entry.state.validFrom,
                    validTo: entry.state.validTo)
            }, next: file.next?.description, isFirstPage: isFirstPage, waiting: file.waiting.map(line), form: form)
    }

    func page(_ file: EntryFile, mayReadAlerts: Bool) -> EntryPage {
        var until: Instant?
        let versions = file.versions.map { version -> EntryPage.Version in
            defer { until = version.list.at }
            return EntryPage.Version(
                number: version.version, isWithdrawn: version.withdrawn, until: until, list: self.version(version.list))
        }
        var seen: Set<Identifier> = []
        let alerts = file.hits.compactMap(\.alert).filter { seen.insert($0).inserted }.map(\.description)
        return EntryPage(
            list: file.list.list.description, listName: file.list.name,
            part: file.facts.map { EntryPart(facts: $0, validFrom: file.state.validFrom, validTo: file.state.validTo) },
            isWithdrawn: file.state.withdrawn, versions: versions, hits: file.hits.count, hitsAreCut: file.hits.count == EntryFile.mostHits,
            alerts: mayReadAlerts ? alerts : nil)
    }

    func page(_ file: ProposalFile, role: ProposalPage.Role, after: [EntryEffect: Int]) -> ProposalPage {
        let id = file.state.proposal.description
        var next: [EntryEffect: Address] = [:]
        for (effect, ordinal) in file.next {
            var places = after
            places[effect] = ordinal
            let query = EntryEffect.allCases.compactMap { effect in places[effect].map { (effect.rawValue, String($0)) } }
            next[effect] = .proposal(id, query: query, fragment: effect.rawValue)
        }
        return ProposalPage(
            line: line(file.state), digest: file.state.digest.hexadecimal,
            lists: file.lists.map {
                ProposalPage.List(id: $0.list.description, name: $0.name, base: $0.base, entries: $0.entries, counts: $0.counts)
            },
            changes: file.changes.mapValues { changes in
                changes.map { change in
                    ProposalPage.Change(
                        before: change.before.map {
                            EntryPart(facts: $0, validFrom: change.validBefore.from, validTo: change.validBefore.to)
                        },
                        after: change.after.map {
                            EntryPart(facts: $0, validFrom: change.row.entry.validFrom, validTo: change.row.entry.validTo)
                        })
                }
            }, next: next, isCurrent: file.isCurrent, reason: file.reason, role: role)
    }

    func form(_ outcome: WatchlistImport.Outcome, replaces: Bool, takesTwo: Bool) -> ImportForm {
        let isRejected = outcome.faults.contains { $0.severity == .rejected }
        return ImportForm(
            takesTwo: takesTwo,
            faults: outcome.faults.prefix(ImportForm.mostFaults).map {
                ImportForm.Fault(line: $0.line, code: $0.code.rawValue, detail: $0.detail, isRejected: $0.severity == .rejected)
            }, faultCount: outcome.faults.count, errors: [FieldError("file", isRejected ? "file-faults" : "file-warnings")],
            replaces: replaces)
    }

    // MARK: Indicators

    func part(_ file: IndicatorFile, reader: Identifier?) -> IndicatorPart {
        IndicatorPart(
            name: file.stored.name, version: file.stored.version, text: file.indicator?.text ?? "", weight: file.indicator?.weight ?? 0,
            owner: file.indicator?.owner ?? "", expiry: file.indicator?.expiry, yaml: file.stored.yaml, isOn: file.stored.active,
            runs: file.runs,
            versions: file.versions.map {
                IndicatorPart.Version(
                    number: $0.version, isOn: $0.active, at: $0.at, author: $0.author, signer: $0.signer, digest: $0.digest.hexadecimal)
            }, days: file.days.map { IndicatorPart.Day(date: $0.date, hits: $0.hits) }, mostHits: IndicatorFile.mostHits,
            waiting: file.waiting.map {
                IndicatorPart.Waiting(
                    id: $0.proposal.description, on: $0.kind == .indicatorOn, author: $0.authorName, expires: $0.expires,
                    isOwn: $0.author == reader)
            })
    }
}

extension SignatureError {
    /// As `error.CODE` words it.
    var field: FieldError {
        switch self {
        case .unknown, .decided: FieldError("sign", "proposal-decided")
        case .ownProposal: FieldError("sign", "proposal-own")
        case .sameUser: FieldError("sign", "proposal-user")
        case .notAuthor: FieldError("sign", "proposal-author")
        case .stale: FieldError("sign", "proposal-stale")
        case .expired: FieldError("sign", "proposal-expired")
        case .altered: FieldError("sign", "proposal-altered")
        case .reasonMissing: FieldError("reason", "reason-missing")
        case .reasonTooLong: FieldError("reason", "reason-long")
        case .noChange: FieldError("switch", "proposal-same")
        case .waitsAlready: FieldError("switch", "proposal-waits")
        }
    }
}
