import Testing
import Travel
import TravelMessages

/// What an inspection shows: every fact with its name, the raw segment beside it, and nothing that a terminal obeys.
@Suite struct ReaderInspectionTests {
    private func inspection(_ text: String) -> Inspection {
        Inspection(reading: readTransmission(bytes(text)), bytes: bytes(text))
    }

    @Test func jsonNamesFactsAndPlaces() {
        let json = inspection(ReaderEnvelopeTests.list).json()
        for line in [
            "\"type\": \"PAXLST\"", "\"release\": \"D:05B\"", "\"action\": \"manifest\"", "\"offset\": 118", "\"carrier\": \"XY\"",
            "\"number\": \"123\"", "\"suffix\": null", "\"departure\": \"2026-11-25T12:00:00\"", "\"family\": \"LINDQVIST\"",
            "\"given\": \"ASTRID\"", "\"sex\": \"F\"", "\"birthDate\": \"1985-07-12\"", "\"role\": \"passenger\"", "\"bookings\": []",
            "\"code\": \"title-removed\"", "\"severity\": \"note\"", "\"segment\": \"NAD\"",
        ] { #expect(json.contains(line), "\(line)") }
        #expect(!json.contains("\"file\""))
    }

    @Test func textShowsTheSegmentBesideTheFact() {
        let text = inspection(ReaderEnvelopeTests.list).text(colour: false)
        let line = text.split(separator: "\n").first { $0.contains("birthDate") }
        #expect(line?.contains("1985-07-12") == true && line?.contains("DTM+329:850712") == true)
        #expect(!text.contains("\u{1B}"))
        #expect(inspection(ReaderEnvelopeTests.list).text(colour: true).contains("\u{1B}["))
    }

    /// Text of a message never commands the terminal, nor breaks the JSON.
    @Test func hostileTextIsHarmless() {
        let hostile = ReaderEnvelopeTests.list.replacing("LINDQVIST", with: "L\u{1B}[31mI\u{9B}N\u{202E}D\"\\X")
        let inspection = inspection(hostile)
        #expect(
            !inspection.text(colour: false).unicodeScalars.contains {
                $0.value < 0x20 && $0 != "\n" || $0.value == 0x9B || $0.value == 0x202E
            })
        #expect(inspection.json().contains("D\\\"\\\\X"))
    }

    @Test func nothingReadableIsSaid() {
        let inspection = inspection("Hello")
        #expect(!inspection.isReadable)
        #expect(inspection.text(colour: false).contains("Nothing readable."))
        #expect(inspection.json().contains("\"nothing-readable\""))
    }

    @Test func filesAreNamedWhereThereAreSeveral() {
        let input = bytes(ReaderEnvelopeTests.list)
        let inputs = ["a.edi", "b.edi"].map { Inspection.Input(file: $0, reading: readTransmission(input), bytes: input) }
        #expect(Inspection(inputs).json().contains("\"file\": \"b.edi\""))
    }

    /// Every code has its words, and none shows an empty argument.
    @Test(arguments: FindingCode.allCases)
    func everyFindingHasWords(code: FindingCode) {
        let message = Finding(code, .note, at: 0).message
        #expect(message.hasSuffix(".") && message.count > 10)
    }
}
