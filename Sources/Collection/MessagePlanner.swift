import Casework
import Storage
import Travel
import TravelMessages

/// Works out what a message changes on its voyage, from the voyage as it stands. Reads and writes nothing.
struct MessagePlanner {
    let context: MessageContext
    let state: VoyageState?
    let parts: ListParts
    /// Passages that the other parts of the same list named.
    let namedByOthers: Set<Identifier>
    let identifiers: IdentifierSource
    let now: Instant

    private var plan: MessagePlan
    private var matching: PassageMatching
    private var findings: [Finding]
    private var repeats: [Identifier] = []
    /// Passages that this message names.
    private var named: Set<Identifier> = []
    private var bookingStates: [Identifier: BookingState]
    private var highest: [Identifier: Int] = [:]
    private var changed: Set<[UInt8]> = []

    private var message: TravelMessage { context.message }
    private var keys: KeySet { context.keys }
    private var voyage: VoyageKey { plan.voyage }

    init(
        _ context: MessageContext, voyage: VoyageKey, state: VoyageState?, parts: ListParts, namedByOthers: Set<Identifier>,
        identifiers: IdentifierSource, now: Instant
    ) {
        self.context = context
        self.state = state
        self.parts = parts
        self.namedByOthers = namedByOthers
        self.identifiers = identifiers
        self.now = now
        plan = MessagePlan(voyage: voyage)
        matching = PassageMatching(state, kind: context.message.kind)
        findings = context.findings + parts.countFindings(context.message)
        bookingStates = Dictionary((state?.bookings ?? []).map { ($0.booking, $0) }) { first, _ in first }
        for passage in state?.passages ?? [] { highest[passage.passage] = passage.highest }
        for booking in state?.bookings ?? [] { highest[booking.booking] = booking.highest }
    }

    mutating func plan(route: Route, profile: StateProfile) throws -> (plan: MessagePlan, findings: [Finding]) {
        try planVoyage(route, profile)
        var bookingOf: [Int: Int] = [:]
        for (index, booking) in message.bookings.enumerated() {
            for traveller in booking.value.travellers where message.travellers.indices.contains(traveller) { bookingOf[traveller] = index }
        }
        var bookingNames: [Identifier?] = []
        for booking in message.bookings { bookingNames.append(try planBooking(booking)) }
        for (index, traveller) in message.travellers.enumerated() {
            let booking = bookingOf[index]
            try planTraveller(
                traveller, booking: booking.flatMap { bookingNames[$0] } ?? bookingByLocator(traveller.value),
                isEmptied: booking.map { message.bookings[$0].value.cancelled } ?? false)
        }
        planAbsence(bookingNames)
        var closing = context
        closing.findings = findings
        plan.message = try closing.row(
            voyage: voyage, duplicateOf: nil, travellers: message.travellers.count, bookings: message.bookings.count, repeats: repeats)
        return (plan, findings)
    }

    // MARK: The voyage

    private mutating func planVoyage(_ route: Route, _ profile: StateProfile) throws {
        let known = state.flatMap { try? FactsJSON.decode([Leg].self, from: Array($0.legs.utf8)) } ?? []
        let isNewest = state.map { context.ordered >= $0.ordered } ?? true
        let legs = isNewest ? Route.merged(known, with: route.legs) : known
        let times = VoyageTimes(legs, state: profile.state, offset: message.extent.offset)
        findings += times.findings
        let isPlaced = state?.placed ?? (route.designator != nil)
        var status = state?.status ?? "planned"
        if isNewest {
            switch message.action {
            case .cancelFlight: status = "cancelled"
            case .closeOut, .closeOutOnBoard, .closeOutNotOnBoard: status = "closed"
            case .manifest, .update, .change, .changeFlight: if status == "cancelled", !message.travellers.isEmpty { status = "planned" }
            default: break
            }
        }
        let json = try encodeJSON(legs)
        if let state {
            plan.expectations.append(.voyage(voyage, version: state.version))
            let sameTimes = state.departure == times.departure && state.arrival == times.arrival && state.moment == times.moment
            guard json != state.legs || status != state.status || !sameTimes || state.momentPlace != times.momentPlace else { return }
            if state.moment != times.moment || state.status != status || state.momentPlace != times.momentPlace {
                for passage in state.passages where passage.status == "expected" { work(.assess, passage.passage) }
            }
        } else if let designator = route.designator {
            for departure in route.departures {
                plan.expectations.append(
                    .noVoyage(carrier: designator.carrier, number: designator.number, origin: departure.origin, date: departure.date))
            }
        }
        let designator =
            state?.designator ?? route.designator
            ?? VoyageDesignator(carrier: "", number: "", origin: "", date: context.transmission.received.utc.date)
        plan.voyageVersion = VoyageVersionRow(
            voyage: voyage, version: (state?.facts ?? 0) + 1, message: context.id, designator: designator, legs: json, status: status,
            departure: times.departure, arrival: times.arrival, moment: times.moment, momentPlace: times.momentPlace,
            ordered: max(context.ordered, state?.ordered ?? context.ordered), placed: isPlaced)
    }

    // MARK: Bookings

    private mutating func planBooking(_ said: Evidenced<Booking>) throws -> Identifier? {
        let travellers = said.value.travellers.compactMap { message.travellers.indices.contains($0) ? message.travellers[$0].value : nil }
        let tokens = BookingTokens(said.value, travellers: travellers, voyage: voyage, keys: keys)
        let stored = state?.bookingTokens ?? [:]
        let found = tokens.lookups.lazy.compactMap { stored[$0]?.first }.first ?? newBookings.first(tokens.lookups)
        let name = found ?? identifiers.next()
        for token in tokens.lookups { newBookings.names[token] = name }
        let known = bookingStates[name]

        var bare = said.value.withoutCardNumbers()
        bare.travellers = []
        let facts = BookingFacts(
            booking: bare, names: travellers.flatMap(\.names),
            documents: travellers.flatMap(\.documents).compactMap(\.number).compactMap { TokenValue.document($0) }.map {
                String(decoding: $0, as: UTF8.self)
            })
        let plain = PackedFacts.encode(facts)
        let value = plain + [0x1F] + Array(tokens.cards.joined(separator: [0x1F]))
        if let known, keys.digests(value).contains(known.digest) {
            repeats.append(name)
            return name
        }
        let version = next(name)
        let shared = said.value.cancelled ? [] : tokens.shared
        let row = BookingVersionRow(
            voyage: voyage, booking: name, version: version, message: context.id, extent: said.extent,
            created: said.value.created.map { Instant(seconds: $0.secondsSince1970) }, cancelled: said.value.cancelled,
            size: said.value.travellers.count, digest: keys.digest(value), sharedTokens: Token.pack(shared),
            voyageTokens: Token.pack(tokens.voyage), places: PackedFacts.encode(PackedPlaces(said.places)))
        plan.groups.append([
            StoredRow(try keys.sealIdentity(plain, voyage: voyage, subject: name, version: version)), StoredRow(row),
        ])
        // A group that the booking leaves is work as much as one that it joins.
        for token in Set(shared).union(Token.unpack(known?.sharedTokens ?? [])) where token.kind == .telephone || token.kind == .card {
            plan.add(.link, token.packed, due: now)
        }
        for passage in state?.passages ?? [] where passage.booking == name && passage.status == "expected" {
            work(.assess, passage.passage)
        }
        bookingStates[name]?.digest = row.digest
        bookingStates[name]?.sharedTokens = row.sharedTokens
        return name
    }

    /// Bookings that this message brought, by the tokens of their locators.
    private struct NewBookings {
        var names: [[UInt8]: Identifier] = [:]
        func first(_ lookups: [[UInt8]]) -> Identifier? { lookups.lazy.compactMap { names[$0] }.first }
    }
    private var newBookings = NewBookings()

    private func bookingByLocator(_ traveller: Traveller) -> Identifier? {
        guard let state, !state.bookingTokens.isEmpty else { return nil }
        for locator in traveller.locators.prefix(3) {
            guard let value = TokenValue.locator(locator) else { continue }
            for token in keys.lookups(.locator, voyage.voyage.bytes + value) {
                if let booking = state.bookingTokens[token.bytes]?.first { return booking }
            }
        }
        return nil
    }

    // MARK: Travellers

    private mutating func planTraveller(_ said: Evidenced<Traveller>, booking: Identifier?, isEmptied: Bool) throws {
        let tokens = TravellerTokens(said.value, sender: context.sender, voyage: voyage, keys: keys)
        let plain = PackedFacts.encode(said.value)
        let digests = keys.digests(plain)
        let match = matching.match(tokens, digests: digests)
        let reason = isEmptied ? "booking-emptied" : message.action.takesOffNamed

        guard let match, var passage = matching.passages[match.passage] else {
            let name = identifiers.next()
            matching.claim(name)
            named.insert(name)
            try addVersion(said, passage: name, booking: booking, plain: plain, tokens: tokens)
            link(booking)
            if let reason { change(name, .off, reason) }
            work(reason == nil ? .assess : .raise, name)
            return
        }
        matching.claim(match.passage)
        if let other = match.other.flatMap({ matching.passages[$0] }) {
            matching.claim(other.passage)
            let (older, younger) = other.passage < passage.passage ? (other, passage) : (passage, other)
            retire(younger, into: older, match.otherCriterion ?? match.criterion)
            passage = older
        }
        named.insert(passage.passage)
        let isOfOtherKind = matching.facts(passage) == nil
        let known = matching.facts(passage)
        if let reason {
            takeOff(passage, reason)
            return
        }
        let isUnchanged = known.map { facts in
            digests.contains(facts.digest) && (message.kind == .paxlst || facts.booking == booking)
        }
        if isUnchanged == true || (message.action.isBoardingOnly && known != nil) {
            repeats.append(passage.passage)
        } else {
            try addVersion(said, passage: passage.passage, booking: booking, plain: plain, tokens: tokens)
            work(.assess, passage.passage)
            if let booking, booking != passage.booking {
                link(booking)
                link(passage.booking)
            }
            if isOfOtherKind, match.other == nil { change(passage.passage, .joined, match.criterion.rawValue) }
        }
        if passage.status == "off", isNewerThanLeaving(passage) {
            change(passage.passage, .on, "named-again")
            work(.assess, passage.passage)
            work(.raise, passage.passage)
            link(passage.booking)
        }
        if !passage.listed, matching.facts(passage).map({ context.ordered >= $0.ordered }) ?? true {
            change(passage.passage, .listed, "named-again")
        }
    }

    private mutating func addVersion(
        _ said: Evidenced<Traveller>, passage: Identifier, booking: Identifier?, plain: [UInt8], tokens: TravellerTokens
    ) throws {
        let version = next(passage)
        let row = TravellerVersionRow(
            key: PassageKey(voyage, passage), version: version, kind: message.kind.rawValue, message: context.id, extent: said.extent,
            role: said.value.role.rawValue, booking: booking, digest: keys.digest(plain), sharedTokens: Token.pack(tokens.shared),
            voyageTokens: Token.pack(tokens.voyage), places: PackedFacts.encode(PackedPlaces(said.places)))
        plan.groups.append([
            StoredRow(try keys.sealIdentity(plain, voyage: voyage, subject: passage, version: version)), StoredRow(row),
        ])
    }

    /// API and PNR made two passages of one person: the older stays.
    private mutating func retire(_ younger: PassageState, into older: PassageState, _ criterion: TravellerTokens.Criterion) {
        change(younger.passage, .retired, criterion.rawValue, into: older.passage)
        change(older.passage, .joined, criterion.rawValue)
        let facts = matching.isAPI ? younger.pnr : younger.api
        plan.retirements.append(
            MessagePlan.Retirement(
                from: younger, into: older.passage, facts: facts, version: facts == nil ? 0 : next(older.passage),
                kind: (matching.isAPI ? TravelMessage.Kind.pnrgov : .paxlst).rawValue))
        work(.raise, younger.passage)
        work(.assess, younger.passage)
        work(.assess, older.passage)
        link(younger.booking)
        link(older.booking)
    }

    /// The groups of a booking are looked at again, since who is in it has changed. What the message itself changes of the
    /// booking's tokens is work already.
    private mutating func link(_ booking: Identifier?) {
        guard let booking, let known = bookingStates[booking] else { return }
        for token in Token.unpack(known.sharedTokens) where token.kind == .telephone || token.kind == .card {
            plan.add(.link, token.packed, due: now)
        }
    }

    // MARK: Who is on and who is off

    private mutating func takeOff(_ passage: PassageState, _ reason: String) {
        guard passage.status == "expected" else { return }
        if let facts = matching.facts(passage), facts.sender == context.sender, facts.ordered > context.ordered { return }
        if let last = boarding(passage.passage).last, !last.isOff, !isNotOlder(than: last) { return }
        change(passage.passage, .off, reason)
        work(.raise, passage.passage)
        link(passage.booking)
    }

    private func isNewerThanLeaving(_ passage: PassageState) -> Bool {
        guard let last = boarding(passage.passage).last(where: \.isOff) else { return true }
        return isNotOlder(than: last)
    }

    private func boarding(_ passage: Identifier) -> [BoardingChange] {
        (state?.boarding ?? []).filter { $0.passage == passage }.sorted { ($0.ordered, $0.message) < ($1.ordered, $1.message) }
    }

    private func isNotOlder(than change: BoardingChange) -> Bool {
        guard let cause = state?.messages.first(where: { $0.id == change.message }) else { return true }
        return context.isNotOlder(than: change.ordered, kind: cause.kind, sender: cause.sender)
    }

    /// Whom the message does not name: absence takes nobody off but from a close-out of those on board, a cancelled flight or
    /// an emptied booking; a full list marks who is missing from it.
    private mutating func planAbsence(_ bookings: [Identifier?]) {
        let passages = (state?.passages ?? []).filter { $0.status != "retired" && !retired.contains($0.passage) }
        if message.action == .cancelFlight {
            for passage in passages { takeOff(passage, "voyage-cancelled") }
            return
        }
        let emptied = Set(zip(message.bookings, bookings).compactMap { $0.value.cancelled ? $1 : nil })
        for passage in passages where passage.booking.map(emptied.contains) == true { takeOff(passage, "booking-emptied") }

        guard parts.isComplete, message.action == .closeOutOnBoard || message.action == .manifest else { return }
        let all = named.union(namedByOthers)
        let hasCrew = message.travellers.contains { isCrew($0.value.role.rawValue) }
        let hasPassengers = message.travellers.isEmpty || message.travellers.contains { !isCrew($0.value.role.rawValue) }
        for passage in passages where !all.contains(passage.passage) && passage.status == "expected" {
            guard isCrew(passage.role) ? hasCrew : hasPassengers else { continue }
            if message.action == .closeOutOnBoard {
                takeOff(passage, "closed-out")
            } else if let facts = matching.facts(passage), facts.sender == context.sender, facts.ordered <= context.ordered, passage.listed
            {
                change(passage.passage, .notListed, "absent")
            }
        }
    }

    private func isCrew(_ role: String) -> Bool {
        role == TravellerRole.crew.rawValue || role == TravellerRole.transitCrew.rawValue
    }

    private var retired: Set<Identifier> { Set(plan.retirements.map(\.from.passage)) }

    private mutating func change(
        _ passage: Identifier, _ effect: PassageChangeRow.Effect, _ reason: String, into: Identifier? = nil
    ) {
        guard changed.insert(passage.bytes + Array(effect.rawValue.utf8)).inserted else { return }
        plan.changes.append(
            PassageChangeRow(
                key: PassageKey(voyage, passage), message: context.id, effect: effect, reason: reason, into: into, ordered: context.ordered)
        )
    }

    private mutating func work(_ kind: Work.Kind, _ passage: Identifier) {
        plan.add(kind, PassageKey(voyage, passage).packed, due: now)
    }

    private mutating func next(_ subject: Identifier) -> Int {
        let version = highest[subject, default: 0] + 1
        highest[subject] = version
        return version
    }
}
