import Testing
import Travel
import TravelMessages

/// BGM and the flight block of PAXLST, segment groups 1 to 3.
@Suite struct PAXLSTHeaderTests {
    @Test(arguments: [
        ("BGM+745", TravelMessage.Action.manifest), ("BGM+745+CP", .change), ("BGM+745+XR", .cancel), ("BGM+745+RP", .reduction),
        ("BGM+250", .manifest), ("BGM+250+C", .manifest), ("BGM+250+CC", .crewChange), ("BGM+250+FC", .crewChange),
        ("BGM+266+CL", .closeOut), ("BGM+266+CLNB", .closeOutNotOnBoard), ("BGM+266+CLOB", .closeOutOnBoard),
        ("BGM+266+XF", .cancelFlight), ("BGM+266+CF", .changeFlight), ("BGM+336+G", .masterCrew), ("BGM+655", .gatePass),
        ("BGM+745+2026112500017", .manifest), ("bgm+745+cp", .change),
    ])
    func actions(bgm: String, action: TravelMessage.Action) {
        #expect(listMessage(["NAD+FL+++A:B"], bgm: bgm).action == action)
    }

    @Test(arguments: ["BGM+745+QQ", "BGM+999", "BGM+266", "BGM+"])
    func unknownActionsAreKeptAndNamed(bgm: String) {
        let message = listMessage(["NAD+FL+++A:B"], bgm: bgm)
        #expect(message.action == .unknown)
        #expect(message.travellers.count == 1)
        #expect(message.findings.map(\.code) == [.actionUnknown])
        #expect(message.remainder.map(\.segment) == ["BGM"])
    }

    @Test func withoutBGMItIsAList() {
        let message = listMessage(["NAD+FL+++A:B"], bgm: "RFF+TN:1")
        #expect(message.action == .manifest)
        #expect(message.findings.map(\.code) == [.actionUnknown])
    }

    private func route(_ segments: String...) -> [String] {
        listMessage(["NAD+FL+++A:B"], flight: segments).legs.map { leg in
            let flight = (leg.carrier ?? "") + (leg.number ?? "") + (leg.suffix ?? "")
            let times = [leg.departure, leg.arrival].map { $0.map { "\($0)".dropFirst(8).prefix(5) } ?? "-" }
            return "\(flight) \(leg.from ?? "?")\(leg.to ?? "?") \(times[0]) \(times[1])"
        }
    }

    /// Pattern (a): last place abroad, first place here.
    @Test func oneHop() {
        #expect(
            route("TDT+20+XY123+++XY", "LOC+125+AAA", "DTM+189:2611251200:201", "LOC+87+BBB", "DTM+232:2611251400:201")
                == ["XY123 AAABBB 25T12 25T14"])
    }

    /// Pattern (b): progressive, in one TDT.
    @Test func progressiveInOneBlock() {
        #expect(
            route(
                "TDT+20+XY123+++XY", "LOC+125+AAA", "DTM+189:2611251200:201", "LOC+92+BBB", "DTM+232:2611251400:201",
                "DTM+189:2611251500:201", "LOC+87+CCC", "DTM+232:2611251600:201")
                == ["XY123 AAABBB 25T12 25T14", "XY123 BBBCCC 25T15 25T16"])
    }

    /// Pattern (c): a block for each hop, 92 at both ends.
    @Test func aBlockForEachHop() {
        #expect(
            route(
                "TDT+20+XY123", "LOC+92+AAA", "DTM+189:2611251200:201", "LOC+92+BBB", "DTM+232:2611251400:201", "TDT+20+XY124",
                "LOC+92+BBB",
                "DTM+189:2611251500:201", "LOC+92+CCC", "DTM+232:2611251600:201")
                == ["XY123 AAABBB 25T12 25T14", "XY124 BBBCCC 25T15 25T16"])
    }

    @Test func bothEndsOfAHopInOneBlock() {
        #expect(
            route(
                "TDT+20+XY123", "LOC+125+AAA", "DTM+189:2611251200:201", "LOC+92+BBB", "DTM+232:2611251400:201", "LOC+92+BBB",
                "DTM+189:2611251500:201", "LOC+87+CCC", "DTM+232:2611251600:201")
                == ["XY123 AAABBB 25T12 25T14", "XY123 BBBCCC 25T15 25T16"])
    }

    /// Pattern (d): onward within the state.
    @Test func onwardWithinTheState() {
        #expect(
            route(
                "TDT+20+XY123", "LOC+125+AAA", "DTM+189:2611251200:201", "LOC+87+BBB", "DTM+232:2611251400:201", "LOC+92+CCC", "LOC+130+DDD"
            )
                == ["XY123 AAABBB 25T12 25T14", "XY123 BBBCCC - -", "XY123 CCCDDD - -"])
    }

    @Test func oddOrdersMeanTheSame() {
        let expected = ["XY123 AAABBB 25T12 25T14"]
        #expect(
            route("TDT+20+XY123", "DTM+189:2611251200:201", "DTM+232:2611251400:201", "LOC+125+AAA", "LOC+87+BBB") == expected)
        #expect(
            route("TDT+20+XY123", "LOC+125+AAA", "DTM+189:2611251200:201", "DTM+232:2611251400:201", "LOC+87+BBB") == expected)
        #expect(
            route("TDT+20+XY123", "LOC+87+BBB", "DTM+232:2611251400:201", "LOC+125+AAA", "DTM+189:2611251200:201") == expected)
        #expect(
            route("TDT+20+XY123", "LOC+125+AAA", "DTM+189:20261125:1200:203", "LOC+87+BBB", "DTM+232+202611251400+203") == expected)
    }

    @Test func aRoundTripEndsWhereItBegan() {
        #expect(route("TDT+20+XY123", "LOC+125+AAA", "LOC+87+AAA") == ["XY123 AAAAAA - -"])
    }

    /// P14: padding off, suffix apart, carrier from the number or beside it.
    @Test(arguments: [
        ("TDT+20+XY0160+++XY", "XY", "160", nil as String?), ("TDT+20+0160+++XY", "XY", "160", nil),
        ("TDT+20+XY160A+++XY", "XY", "160", "A"),
        ("TDT+20+XY 160", "XY", "160", nil), ("TDT+20+QXZ160D", "QXZ", "160", "D"), ("TDT+20+9Q1", "9Q", "1", nil),
        ("TDT+20+Q91234", "Q9", "1234", nil), ("TDT+20+xy160", "XY", "160", nil), ("TDT+20+ABC160+++XY", "XY", "160", nil),
    ])
    func flightNumbers(segment: String, carrier: String, number: String, suffix: String?) throws {
        let leg = try #require(listMessage(["NAD+FL+++A:B"], flight: [segment, "LOC+125+AAA", "DTM+189:2611251200:201"]).legs.first)
        #expect(leg.carrier == carrier && leg.number == number && leg.suffix == suffix)
    }

    @Test func aFlightWithoutNumberOrTimeIsAFinding() {
        let message = listMessage(["NAD+FL+++A:B"], flight: [])
        #expect(message.findings.map(\.code) == [.flightMissing, .departureMissing])
        #expect(message.travellers.count == 1)
    }

    @Test func aDateWithoutATimeStartsTheDay() {
        let message = listMessage(["NAD+FL+++A:B"], flight: ["TDT+20+XY1", "LOC+125+AAA", "DTM+189:261125"])
        #expect(message.legs.first?.departure == LocalDateTime(iso8601: "2026-11-25T00:00"))
        #expect(message.findings.map(\.code) == [.timeMissing])
    }

    /// Close-out: those listed are named by reference only, and that is all there has to be.
    @Test func closeOutNamesPeopleByReference() {
        let message = listMessage(
            ["NAD+FL", "RFF+ABO:REF0001", "RFF+AVF:ABC123", "NAD+ZZZ", "RFF+ABO:REF0002"], bgm: "BGM+266+CLOB")
        #expect(message.action == .closeOutOnBoard)
        #expect(message.travellers.map(\.value.uniqueReference) == ["REF0001", "REF0002"])
        #expect(message.findings.isEmpty)
    }

    /// P13: header segments of other dialects are kept, and nobody is made of them.
    @Test func headerDialectsAreKept() {
        let message = listMessage(
            ["NAD+FL+++A:B"],
            flight: [
                "RFF+AVF:XX1234", "DTM+179:20261125:102", "NAD+BA+++TRAVEL AGENCY", "GR6+1", "TDT+20+XY1", "LOC+125+AAA",
                "DTM+189:2611251200",
            ])
        #expect(message.travellers.count == 1)
        #expect(message.remainder.map(\.segment) == ["RFF", "DTM", "GR6"])
        #expect(message.reporter.map(\.value) == ["TRAVEL AGENCY"])
    }
}
