import Casework
import Service
import Storage
import Travel

/// A page of the board.
struct APIBoard: Encodable {
    var from: String
    var to: String
    var flights: [APIFlight]
    /// Without a known time; on the first page only.
    var untimed: [APIFlight]
    /// Behind which flight the next page begins; absent on the last.
    var next: String?

    init(_ board: FlightBoard) {
        from = board.from.rfc3339
        to = board.to.rfc3339
        flights = board.lines.map { APIFlight($0.summary, $0.report) }
        untimed = board.untimed.map { APIFlight($0.summary, $0.report) }
        next = board.next?.text
    }
}

/// A flight with what has come in about it.
struct APIFlight: Encodable {
    /// How many of those expected are known from which kind of message.
    struct Coverage: Encodable {
        var expected: Int
        var crew: Int
        var withAPI: Int
        var withPNR: Int
        var withBoth: Int
        /// Cancelled, or not on board.
        var off: Int
    }
    /// Something that should be there by now.
    struct Gap: Encodable {
        /// missing-parts, without-api or without-pnr
        var code: String
        var kind: String?
        var sender: String?
        var parts: [Int]?
        /// False where the part that is marked as the last has not come.
        var hasLast: Bool?
        var count: Int?
        var of: Int?
    }
    var flight: APIVoyage
    var coverage: Coverage
    /// none, before-departure, after-departure, close-out or received
    var api: String
    var pnr: String
    var gaps: [Gap]
    /// By severity: how many wait for a decision.
    var openAlerts: [String: Int]
    var newest: String?

    init(_ summary: VoyageSummary, _ report: FlightReport) {
        flight = APIVoyage(summary.voyage)
        let coverage = summary.coverage
        self.coverage = Coverage(
            expected: coverage.expected, crew: coverage.crew, withAPI: coverage.withAPI, withPNR: coverage.withPNR,
            withBoth: coverage.withBoth, off: coverage.off)
        api = report.api.rawValue
        pnr = report.pnr.rawValue
        gaps = report.gaps.map { gap in
            switch gap {
            case .parts(let missing):
                Gap(code: "missing-parts", kind: missing.kind, sender: missing.sender, parts: missing.parts, hasLast: missing.hasLast)
            case .withoutAPI(let count, let all): Gap(code: "without-api", count: count, of: all)
            case .withoutPNR(let count, let all): Gap(code: "without-pnr", count: count, of: all)
            }
        }
        openAlerts = Dictionary(uniqueKeysWithValues: summary.openAlerts.map { ("P\($0.key.rawValue)", $0.value) })
        newest = report.newest?.rfc3339
    }
}

/// A flight with a page of its travellers.
struct APIFlightFile: Encodable {
    /// Somebody on it.
    struct Traveller: Encodable {
        var person: APIPerson
        var role: String
        var status: String
        /// False for somebody whom the last full list did not name.
        var isListed: Bool
        var hasAPI: Bool
        var hasPNR: Bool
        var seat: String?
        /// Letter of those who were booked together.
        var party: String?
        var partySize: Int?
        /// Seconds between booking and departure, where the booking was made late.
        var bookedBefore: Int64?
        var openAlert: String?
        var severity: String?
    }
    /// A message that speaks of it.
    struct Message: Encodable {
        var message: String
        var kind: String
        var action: String
        var sender: String
        var received: String
        var part: Int?
        var isDuplicate: Bool
        var travellers: Int
        var bookings: Int
        var findings: Int
    }
    var flight: APIFlight
    var travellers: [Traveller]
    /// On all pages.
    var count: Int
    var page: Int
    var pages: Int
    var messages: [Message]

    init(_ file: FlightFile) {
        flight = APIFlight(file.summary, file.report)
        travellers = file.people.map { person in
            Traveller(
                person: APIPerson(person.row.key, person.traveller), role: person.row.role, status: person.row.status,
                isListed: person.row.isListed, hasAPI: person.row.apiVersion != nil, hasPNR: person.row.pnrVersion != nil,
                seat: person.traveller?.seat, party: person.party?.letter, partySize: person.party?.size, bookedBefore: person.lateBooking,
                openAlert: person.row.openAlert?.description, severity: person.row.severity.map { "P\($0.rawValue)" })
        }
        count = file.count
        page = file.page
        pages = file.pages
        messages = file.summary.messages.map { message in
            Message(
                message: message.id.description, kind: message.kind, action: message.action, sender: message.sender,
                received: message.received.rfc3339, part: message.part, isDuplicate: message.isDuplicate, travellers: message.travellers,
                bookings: message.bookings, findings: message.findings)
        }
    }
}

/// All that is known of one traveller on one flight.
struct APITravellerFile: Encodable {
    /// Another flight on which somebody has the same document.
    struct Other: Encodable {
        var person: APIPerson
        var flight: APIVoyage
        var status: String
    }
    var person: APIPerson
    var flight: APIVoyage
    var role: String
    var status: String
    var isListed: Bool
    var api: Traveller?
    var pnr: Traveller?
    var booking: Booking?
    var conflicts: [String]
    var hits: [APIHit]
    var alerts: [String]
    var companions: [APICompanion]
    var messages: [APISpeaking]
    var others: [Other]
    /// Who has opened this before.
    var readings: [APIAct]

    init(_ file: TravellerFile) {
        person = APIPerson(file.detail.key, file.traveller)
        flight = APIVoyage(file.detail.voyage)
        role = file.detail.role
        status = file.detail.status
        isListed = file.detail.isListed
        api = file.api
        pnr = file.pnr
        booking = file.booking?.withoutCardNumbers()
        conflicts = file.conflicts.map(\.rawValue).sorted()
        hits = file.hits.map { APIHit($0) }
        alerts = file.detail.alerts.map(\.alert.description)
        companions = file.companions.map { APICompanion($0) }
        messages = file.messages.map { APISpeaking($0) }
        others = file.others.map { other in
            Other(
                person: APIPerson(other.glance.key, other.traveller), flight: APIVoyage(other.glance.voyage), status: other.glance.status)
        }
        readings = file.readings.map { APIAct($0) }
    }
}
