public import Casework
public import Storage
public import Travel

/// In which order the travellers of a flight are shown.
public enum FlightOrder: String, Hashable, Sendable, CaseIterable {
    /// Those who were booked together, together; then those who travel alone.
    case party
    case name
    case seat
}

/// A flight with its travellers.
public struct FlightFile: Sendable {
    /// Travellers of one booking, where there is more than one.
    public struct Party: Hashable, Sendable {
        /// A, B … Z, AA: in the order in which the bookings were first named.
        public var letter: String
        public var size: Int
    }
    /// Somebody on board, with who it is.
    public struct Person: Sendable {
        public var row: VoyageTraveller
        /// Nil where the key is gone.
        public var traveller: Traveller?
        public var party: Party?
        /// Seconds between booking and departure, where the booking was made late.
        public var lateBooking: Int64?
    }
    public var summary: VoyageSummary
    public var report: FlightReport
    public var people: [Person]
    /// On all pages.
    public var count: Int
    /// From 1.
    public var page: Int
    public var pages: Int
    public var order: FlightOrder
    /// Open alerts of everybody on the flight, the most severe first.
    public var openAlerts: [(alert: Identifier, severity: Severity)]

    /// A booking this near to the departure is marked as late.
    public static let lateBooking: Int64 = 48 * 3_600
    public static let pageSize = 200
    /// Messages that are shown.
    public static let mostMessages = 200
}

extension Unit {
    /// A flight and a page of its travellers. What it shows of them is one log entry, committed before the answer; the same page
    /// again in the same session names only who is new on it.
    /// - Throws: ``ServiceError/unknown(what:)``
    public func flightFile(_ key: VoyageKey, order: FlightOrder, page: Int, access: Access) async throws -> FlightFile {
        guard let summary = try await storage.voyage(key, messages: FlightFile.mostMessages) else {
            throw ServiceError.unknown(what: "flight")
        }
        let now = clock.now()
        let everybody = try await storage.travellers(of: key)
        let parties = FlightFile.parties(everybody)
        let sorted = try await sort(everybody, order, parties)
        let pages = max(1, (sorted.count + FlightFile.pageSize - 1) / FlightFile.pageSize)
        let number = min(max(1, page), pages)
        let shown = sorted.dropFirst((number - 1) * FlightFile.pageSize).prefix(FlightFile.pageSize)
        var access = access
        access.reference = key.voyage.description
        let opened = try await storage.open(
            identities: shown.compactMap(\.facts), access: access, what: "flight", at: now, naming: shown.map(\.key.passage), refresh: true)
        let people = shown.map { row in
            let booked = summary.voyage.departure.flatMap { departure in row.booked.map { departure - $0 } }
            return FlightFile.Person(
                row: row, traveller: opened.facts(Traveller.self, of: row.facts), party: row.booking.flatMap { parties[$0] },
                lateBooking: booked.flatMap { $0 < FlightFile.lateBooking ? $0 : nil })
        }
        return FlightFile(
            summary: summary, report: FlightReport(summary, now: now), people: people, count: sorted.count, page: number, pages: pages,
            order: order,
            openAlerts: everybody.compactMap { row in row.openAlert.map { ($0, row.severity ?? .p4) } }
                .sorted { ($0.severity.rawValue, $0.alert) < ($1.severity.rawValue, $1.alert) })
    }

    /// The order by name or seat stands in sealed facts. They are opened for it as a step of the unit, and nothing of them leaves
    /// it but the order; who is on the page then is opened for whoever asked, and recorded.
    private func sort(
        _ rows: [VoyageTraveller], _ order: FlightOrder, _ parties: [Identifier: FlightFile.Party]
    ) async throws -> [VoyageTraveller] {
        if order == .party {
            func rank(_ row: VoyageTraveller) -> (Int, Int, String, Identifier) {
                guard let booking = row.booking else { return (2, 0, "", row.key.passage) }
                guard let letter = parties[booking]?.letter else { return (1, 0, "", row.key.passage) }
                return (0, letter.utf8.count, letter, row.key.passage)
            }
            return rows.sorted { rank($0) < rank($1) }
        }
        let opened = try await storage.open(identities: rows.compactMap(\.facts), access: .assessment, what: "flight", at: clock.now())
        let keyed = rows.map { row -> (row: VoyageTraveller, key: FlightFile.SortKey) in
            (row, FlightFile.SortKey(opened.facts(Traveller.self, of: row.facts), order))
        }
        return keyed.sorted { ($0.key, $0.row.key.passage) < ($1.key, $1.row.key.passage) }.map(\.row)
    }
}

extension FlightFile {
    /// Bookings with more than one traveller, with their letters.
    static func parties(_ rows: [VoyageTraveller]) -> [Identifier: Party] {
        var sizes: [Identifier: Int] = [:]
        for booking in rows.compactMap(\.booking) { sizes[booking, default: 0] += 1 }
        var parties: [Identifier: Party] = [:]
        for (index, booking) in sizes.filter({ $0.value > 1 }).keys.sorted().enumerated() {
            parties[booking] = Party(letter: letter(index), size: sizes[booking] ?? 0)
        }
        return parties
    }

    /// 0: A, 25: Z, 26: AA.
    static func letter(_ index: Int) -> String {
        var rest = max(0, index)
        var text = ""
        repeat {
            text = String(UnicodeScalar(UInt8(0x41 + rest % 26))) + text
            rest = rest / 26 - 1
        } while rest >= 0
        return text
    }

    /// Names by family and given name; seats by row and letter. What is not known comes last.
    struct SortKey: Comparable {
        var isMissing: Int
        var number: Int
        var text: String
        var more: String

        init(_ traveller: Traveller?, _ order: FlightOrder) {
            let name = traveller?.name ?? PersonName(family: "", given: "")
            switch order {
            case .seat:
                let seat = traveller?.seat ?? ""
                let digits = seat.prefix { ("0"..."9").contains($0) }
                isMissing = seat.isEmpty ? 1 : 0
                number = Int(digits) ?? .max
                text = seat.dropFirst(digits.count).uppercased()
                more = name.family.lowercased()
            case .name, .party:
                isMissing = name.family.isEmpty && name.given.isEmpty ? 1 : 0
                number = 0
                text = name.family.lowercased()
                more = name.given.lowercased()
            }
        }

        static func < (a: SortKey, b: SortKey) -> Bool {
            (a.isMissing, a.number, a.text, a.more) < (b.isMissing, b.number, b.text, b.more)
        }
    }
}

extension VoyageTraveller {
    /// Where the facts stand that people see: a passenger list is nearer to the document than a booking is.
    var facts: SealedSubject? {
        (apiVersion ?? pnrVersion).map { SealedSubject(voyage: key.voyageKey, subject: key.passage, version: $0) }
    }
}
