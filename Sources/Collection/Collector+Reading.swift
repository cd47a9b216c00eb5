import Casework
import Dispatch
public import Storage
import Travel
import TravelMessages

extension Collector {
    /// How often a message is planned anew when others change its voyage meanwhile.
    private static let attemptLimit = 12

    /// Commit 2 and what comes before it: reads a transmission from the journal, message by message, each visible at once or
    /// not at all. After a kill, it goes on behind the last message that was stored.
    /// - Throws: ``CollectionError``, `StorageError`; the work stays, and can be done again.
    public func read(_ claim: WorkClaim) async throws -> ReadingReport {
        guard claim.kind == .read, let id = Identifier(bytes: claim.key) else { throw CollectionError.notReading }
        guard var transmission = try await storage.transmission(id) else { throw CollectionError.unknownTransmission }
        guard let bytes = try await storage.openJournal(id) else {
            // Read meanwhile by another: then its evidence copy is there. If not, the bytes were taken away.
            guard try await storage.transmission(id)?.hasEvidence == true else { throw CollectionError.journalGone }
            try await finish(claim, id, evidence: nil)
            return try await report(id) ?? ReadingReport(transmission: id)
        }
        let reading = await reading(of: bytes)
        let keys = try await storage.keys(at: transmission.received)
        var evidence: EvidenceRow?
        if !transmission.hasEvidence {
            let copy = EvidenceCopy.make(of: bytes, without: reading.messages.flatMap(\.cardNumbers))
            evidence = try keys.sealEvidence(
                copy, month: transmission.month, transmission: id, findings: try encodeJSON(reading.findings))
            transmission.findings = try encodeJSON(reading.findings)
        }
        let stored = try await storage.messages(ofTransmission: id)
        let known = Dictionary(stored.map { ($0.ordinal, $0) }) { first, _ in first }
        var unplaced = try await unplacedVoyage(stored)
        var messages: [ReadingReport.Message] = []
        var isFinished = false
        for (ordinal, message) in reading.messages.enumerated() {
            if let before = known[ordinal] {
                messages.append(ReadingReport.Message(before))
                continue
            }
            let isLast = ordinal == reading.messages.count - 1
            let context = MessageContext(
                message, id: identifiers.next(), ordinal: ordinal, of: transmission, bytes: bytes, keys: keys)
            let read = try await read(
                context, bytes: bytes, evidence: evidence, unplaced: unplaced, held: Held(claim: claim, isLast: isLast))
            evidence = nil
            if !read.isPlaced, unplaced == nil { unplaced = read.voyage }
            messages.append(read.report)
            isFinished = isLast
        }
        if !isFinished { try await finish(claim, id, evidence: evidence) }
        return ReadingReport(transmission: id, messages: messages, findings: reading.findings)
    }

    /// Reads on a thread of its own: a long message must not take one from those who serve everybody.
    private func reading(of bytes: [UInt8]) async -> TransmissionReading {
        await withCheckedContinuation { continuation in
            DispatchQueue.global().async { [reader] in continuation.resume(returning: reader(bytes)) }
        }
    }

    /// The work of the transmission: ended with its last message, put off with each one before.
    private struct Held {
        var claim: WorkClaim
        var isLast: Bool
    }

    private struct ReadMessage {
        var report: ReadingReport.Message
        var voyage: VoyageKey
        var isPlaced: Bool
    }

    /// Takes the bytes out of the journal and ends the work.
    private func finish(_ claim: WorkClaim, _ transmission: Identifier, evidence: EvidenceRow?) async throws {
        var act = Act(.assessment, evidence == nil ? nil : .transmissionRead, at: clock.now())
        if let evidence { act.insert(evidence) }
        act.transient = [.journalTaken(transmission: transmission), .finished(claim)]
        do {
            try await storage.commit(act)
        } catch StorageError.conflict where evidence != nil {
            // Another who read the same transmission has kept the copy already.
            try await finish(claim, transmission, evidence: nil)
        }
    }

    /// The voyage of this transmission's people without flight or date, from an attempt that was cut off.
    private func unplacedVoyage(_ stored: [MessageState]) async throws -> VoyageKey? {
        for key in Set(stored.filter { $0.duplicateOf == nil }.map(\.voyage)) {
            if let state = try await storage.voyageState(key), !state.placed { return key }
        }
        return nil
    }

    private func read(
        _ context: MessageContext, bytes: [UInt8], evidence: EvidenceRow?, unplaced: VoyageKey?, held: Held
    ) async throws -> ReadMessage {
        let digests = context.keys.digests(MessageContext.bodyValue(context.message, bytes))
        let route = Route(context.message.legs)
        var evidence = evidence
        for attempt in 0..<Self.attemptLimit {
            var context = context
            context.id = identifiers.next()
            do {
                if attempt > 0, let before = try await before(context) { return before }
                if let first = try await storage.message(withBodyDigest: digests) {
                    if first.transmission == context.transmission.id, first.ordinal == context.ordinal {
                        return ReadMessage(report: ReadingReport.Message(first), voyage: first.voyage, isPlaced: true)
                    }
                    return try await receipt(context, of: first, evidence: evidence, held: held)
                }
                return try await store(
                    context, digests: digests, route: route, evidence: evidence, unplaced: unplaced, held: held)
            } catch StorageError.conflict(let table) {
                // The copy is on the disk already: with the first slice of this attempt's forerunner, or by another reader.
                if table == EvidenceRow.table.name { evidence = nil }
                await Task.yield()
            } catch StorageError.missing {
                await Task.yield()
            }
        }
        throw CollectionError.contended(attempts: Self.attemptLimit)
    }

    /// The message as another reader of the same transmission has stored it meanwhile.
    private func before(_ context: MessageContext) async throws -> ReadMessage? {
        let stored = try await storage.messages(ofTransmission: context.transmission.id).first { $0.ordinal == context.ordinal }
        guard let stored else { return nil }
        let isPlaced = try await storage.voyageState(stored.voyage)?.placed ?? true
        return ReadMessage(report: ReadingReport.Message(stored), voyage: stored.voyage, isPlaced: isPlaced)
    }

    /// The same message body in another envelope: a receipt that points at the first.
    private func receipt(
        _ context: MessageContext, of first: MessageState, evidence: EvidenceRow?, held: Held
    ) async throws -> ReadMessage {
        let row = try context.row(voyage: first.voyage, duplicateOf: first.id, travellers: 0, bookings: 0, repeats: [])
        var act = Act(.assessment, .transmissionRead, at: clock.now())
        act.expectations.append(.unread(transmission: context.transmission.id, ordinal: context.ordinal))
        if let evidence { act.insert(evidence) }
        act.insert(row)
        end(&act, context, held)
        try await storage.commit(act)
        let report = ReadingReport.Message(
            id: context.id, kind: context.message.kind, action: context.message.action, travellers: 0, bookings: 0,
            findings: context.findings, duplicateOf: first.id)
        return ReadMessage(report: report, voyage: first.voyage, isPlaced: true)
    }

    private func store(
        _ context: MessageContext, digests: [[UInt8]], route: Route, evidence: EvidenceRow?, unplaced: VoyageKey?, held: Held
    ) async throws -> ReadMessage {
        let key = try await voyage(of: context, route, unplaced)
        let state = try await storage.voyageState(key)
        let parts = ListParts(context, among: state?.messages ?? [])
        var others: Set<Identifier> = []
        if parts.isComplete, !parts.others.isEmpty {
            others = try await storage.passages(named: parts.others.map(\.id), in: key)
            for part in parts.others {
                for start in stride(from: 0, to: part.repeats.count - 15, by: 16) {
                    if let name = Identifier(bytes: part.repeats[start..<start + 16]) { others.insert(name) }
                }
            }
        }
        let now = clock.now()
        var planner = MessagePlanner(
            context, voyage: key, state: state, parts: parts, namedByOthers: others, identifiers: identifiers, now: now)
        var (plan, findings) = try planner.plan(route: route, profile: profile())
        plan.expectations.append(.unread(transmission: context.transmission.id, ordinal: context.ordinal))
        plan.expectations.append(.noMessage(bodyDigests: digests))
        try await moveFacts(&plan, context, at: now)
        var acts = plan.acts(access: .assessment, at: now)
        if let evidence, !acts.isEmpty { acts[0].insert(evidence) }
        if !acts.isEmpty { end(&acts[acts.count - 1], context, held) }
        for act in acts { try await storage.commit(act) }
        let report = ReadingReport.Message(
            id: context.id, kind: context.message.kind, action: context.message.action, travellers: context.message.travellers.count,
            bookings: context.message.bookings.count, findings: findings)
        return ReadMessage(report: report, voyage: key, isPlaced: state?.placed ?? (route.designator != nil))
    }

    private func end(_ act: inout Act, _ context: MessageContext, _ held: Held) {
        guard held.isLast else {
            act.transient.append(.postponed(held.claim, until: act.at + Self.doorSeconds))
            return
        }
        act.transient.append(.journalTaken(transmission: context.transmission.id))
        act.transient.append(.finished(held.claim))
    }

    /// The voyage that the message speaks of, or the name of one that it is the first to speak of.
    private func voyage(of context: MessageContext, _ route: Route, _ unplaced: VoyageKey?) async throws -> VoyageKey {
        guard let designator = route.designator else {
            return unplaced ?? VoyageKey(month: context.transmission.month, voyage: identifiers.next())
        }
        for departure in route.departures {
            let calls = try await storage.calls(
                carrier: designator.carrier, number: designator.number, origin: departure.origin, from: departure.date,
                to: departure.date)
            if let call = calls.first { return call.voyage }
        }
        if context.message.action == .changeFlight {
            // Another date is another voyage unless a change message says so: the nearest one it is.
            for departure in route.departures {
                let calls = try await storage.calls(
                    carrier: designator.carrier, number: designator.number, origin: departure.origin,
                    from: departure.date.adding(days: -Self.changeDays), to: departure.date.adding(days: Self.changeDays))
                let day = departure.date.daysSince1970
                if let call = calls.min(by: { abs($0.date.daysSince1970 - day) < abs($1.date.daysSince1970 - day) }) { return call.voyage }
            }
        }
        return VoyageKey(month: designator.date.monthNumber, voyage: identifiers.next())
    }

    /// How far a change message may move a departure, in days.
    private static let changeDays = 3

    /// The facts of a retired passage, sealed again for the one that stays. Where they stand is left out: the places are those
    /// of an earlier message.
    private func moveFacts(_ plan: inout MessagePlan, _ context: MessageContext, at now: Instant) async throws {
        for retirement in plan.retirements {
            guard let facts = retirement.facts else { continue }
            let source = SealedSubject(voyage: plan.voyage, subject: retirement.from.passage, version: facts.version)
            guard let sealed = try await storage.reseal(source, as: retirement.into, version: retirement.version) else { continue }
            let row = TravellerVersionRow(
                key: PassageKey(plan.voyage, retirement.into), version: retirement.version, kind: retirement.kind, message: context.id,
                extent: context.message.extent, role: facts.role, booking: facts.booking, digest: facts.digest,
                sharedTokens: facts.sharedTokens, voyageTokens: facts.voyageTokens, places: PackedFacts.encode(PackedPlaces([])))
            plan.groups.append([StoredRow(sealed), StoredRow(row)])
        }
    }
}
