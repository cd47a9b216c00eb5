import Casework
import Service
import Storage
import Testing
import Travel

/// What has come in about a flight, and what should have.
@Suite struct FlightReportTests {
    private let departure = Instant(seconds: 1_795_000_000)
    private let ids = IdentifierSource(clock: .fixed(Instant(seconds: 1_795_000_000))) { 5 }

    private func summary(
        _ coverage: VoyageCoverage, messages: [VoyageMessage] = [], status: String = "planned", departure: Instant?
    ) -> VoyageSummary {
        let key = VoyageKey(month: 202611, voyage: ids.next())
        let day = LocalDate(daysSince1970: 20_000)
        return VoyageSummary(
            voyage: JudgedVoyage(
                key: key, designator: VoyageDesignator(carrier: "QX", number: "1", origin: "AMS", date: day), legs: "[]", status: status,
                departure: departure, arrival: nil, moment: departure, momentPlace: nil, placed: true),
            coverage: coverage, openAlerts: [:], messages: messages)
    }
    private func message(
        _ kind: String = "PAXLST", _ action: String = "manifest", at received: Instant? = nil, part: Int? = nil, last: Bool? = nil,
        reference: String = "R1", sender: String = "QX", travellers: Int = 10, isDuplicate: Bool = false
    ) -> VoyageMessage {
        VoyageMessage(
            id: ids.next(), transmission: ids.next(), kind: kind, action: action, sender: sender, commonReference: reference, part: part,
            finalPart: last, received: received ?? departure - 7_200, isDuplicate: isDuplicate, travellers: travellers)
    }
    private func parts(_ messages: [VoyageMessage]) -> [FlightReport.MissingParts] { FlightReport.missingParts(messages) }

    @Test func messagesOfAKindHaveNotComeOrComeBeforeOrAfterTheDepartureOrClosedTheFlight() {
        func progress(_ messages: [VoyageMessage], departure: Instant?) -> [FlightReport.Progress] {
            let report = FlightReport(summary(VoyageCoverage(), messages: messages, departure: departure), now: self.departure)
            return [report.api, report.pnr]
        }
        #expect(progress([], departure: departure) == [.none, .none])
        #expect(progress([message()], departure: departure) == [.before, .none])
        #expect(progress([message("PNRGOV", at: departure), message()], departure: departure) == [.before, .after])
        #expect(progress([message(), message("PAXLST", "close-out")], departure: departure) == [.closedOut, .none])
        #expect(progress([message()], departure: nil) == [.received, .none])
        let newest = FlightReport(
            summary(VoyageCoverage(), messages: [message(at: departure - 60), message()], departure: departure), now: departure
        ).newest
        #expect(newest == departure - 60)
    }

    @Test func bookingsAreMissedFromADayBeforeAndPassengerListsFromTheDepartureOn() {
        let coverage = VoyageCoverage(expected: 10, crew: 2, withAPI: 7, withPNR: 5, withBoth: 4, withoutPNR: 3)
        func gaps(_ seconds: Int64, status: String = "planned") -> [FlightReport.Gap] {
            FlightReport(summary(coverage, status: status, departure: departure), now: departure + seconds).gaps
        }
        #expect(gaps(-86_401).isEmpty)
        #expect(gaps(-86_400) == [.withoutPNR(3, of: 8)])
        #expect(gaps(-1) == [.withoutPNR(3, of: 8)])
        #expect(gaps(0) == [.withoutAPI(3, of: 10), .withoutPNR(3, of: 8)])
        #expect(gaps(0, status: "cancelled").isEmpty, "nobody waits for lists of a flight that does not go")
    }

    @Test func ofAListInPartsTheMissingOnesAreNamed() {
        #expect(parts([message(part: 3, last: true), message(part: 1, last: false)]).map(\.parts) == [[2]])
        let open = parts([message(part: 4, last: false), message(part: 2, last: false)])
        #expect(open.map(\.parts) == [[1, 3]] && open.map(\.hasLast) == [false])
        #expect(parts([message(part: 2, last: true), message(part: 1, last: false)]).isEmpty)
        // The same part in another envelope fills no gap.
        #expect(parts([message(part: 2, last: true, isDuplicate: true), message(part: 1, last: false)]).map(\.hasLast) == [false])
    }

    @Test func partsBelongTogetherByReferenceAndSender() {
        let messages = [
            message(part: 2, last: true, reference: "R1"), message(part: 1, last: false, reference: "R2"),
            message(part: 1, last: false, reference: "R1", sender: "XY"),
        ]
        #expect(parts(messages).map(\.parts) == [[1], [], []])
        #expect(parts(messages).map(\.sender) == ["QX", "QX", "XY"])
    }

    @Test func aLaterWholeListEndsTheWaitingForAnEarlierOne() {
        let torn = message(part: 1, last: false, reference: "OLD", travellers: 10)
        #expect(parts([message(travellers: 10), torn]).isEmpty)
        #expect(parts([message(part: 2, last: true, reference: "NEW"), message(part: 1, last: false, reference: "NEW"), torn]).isEmpty)
        // But not one of the crew alone, of another sender or kind, or one that only changes somebody.
        #expect(parts([message(travellers: 6), torn]).count == 1)
        #expect(parts([message(sender: "XY"), torn]).count == 1)
        #expect(parts([message("PNRGOV"), torn]).count == 1)
        #expect(parts([message("PAXLST", "change"), torn]).count == 1)
        #expect(parts([torn, message()]).count == 1, "an earlier one does not either")
    }

    @Test func numbersThatNoListHasMakeNoWork() {
        #expect(parts([message(part: Int.max, last: true)]).isEmpty)
        #expect(parts([message(part: 0, last: true), message(part: -5, last: false)]).isEmpty)
    }
}
