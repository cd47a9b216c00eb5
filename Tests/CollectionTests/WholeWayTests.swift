import Casework
import Storage
import Testing
import Travel
import TravelMessages

@testable import Collection

@Suite("Collect: real messages, as carriers send them")
struct WholeWayTests {
    @Test("Given PAXLST and PNRGOV of one flight as bytes, when both are read, then each person is one passage with both")
    func both() async throws {
        let quay = try Quay()
        let people = (0..<20).map { index in
            person(
                "FAMILY" + String(UnicodeScalar(UInt8(65 + index))), "GIVEN", born: "1990-02-\(index < 9 ? "0" : "")\(index + 1)",
                document: "N\(7_000_000 + index)", locator: "ABC\(100 + index)")
        }
        var list = api(people, prepared: "2026-11-24T11:00")
        list.travellers = list.travellers.map { Evidenced($0.value, extent: $0.extent) }
        let push = pnr(
            people.map { person in
                var bare = Traveller(names: person.names)
                bare.travellerReference = "1"
                return (booking(person.locators[0].value, telephone: "+4791200\(person.locators[0].value.suffix(3))"), [bare])
            }, prepared: "2026-11-24T10:00")
        let first = try await quay.send(bytes: PNRGOVWriter.write([push]))
        #expect(first.messages.first?.travellers == 20 && first.messages.first?.bookings == 20)
        try await quay.send(bytes: PAXLSTWriter.write([list]))
        let voyage = try await quay.voyage()
        #expect(voyage.passages.count == 20 && voyage.bookings.count == 20)
        #expect(voyage.passages.allSatisfy { $0.api != nil && $0.pnr != nil && $0.booking != nil })
        #expect(voyage.moment == Instant(rfc3339: "2026-11-25T10:45:00Z"))
    }
}
