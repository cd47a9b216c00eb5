import Testing
import Travel
import TravelMessages

func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

/// Envelope of ISO 9735-1: interchange, group, message; counts and references.
@Suite struct ReaderEnvelopeTests {
    static let list = """
        UNA:+.? '
        UNB+UNOA:4+XYAIR:ZZ+PIUZZ:ZZ+261125:0630+000077++APIS'
        UNG+PAXLST+XYAIR:ZZ+PIUZZ:ZZ+261125:0630+1+UN+D:05B'
        UNH+M1+PAXLST:D:05B:UN:IATA+XY123/261125+01:F'
        BGM+745'
        RFF+TN:T0001:::1'
        NAD+MS+++HELPDESK XY'
        COM+202 555 0100:TE+ops.at.xy.example:EM'
        TDT+20+XY0123+++XY'
        LOC+125+AAA'
        DTM+189:2611251200:201'
        LOC+87+BBB'
        DTM+232:2611251400:201'
        NAD+FL+++LINDQVIST:ASTRID MRS'
        ATT+2++F'
        DTM+329:850712'
        CNT+42:1'
        UNT+15+M1'
        UNE+1+1'
        UNZ+1+000077'
        """

    private func codes(_ reading: TransmissionReading) -> [FindingCode] {
        (reading.findings + reading.messages.flatMap(\.findings)).map(\.code)
    }

    @Test func envelopeIsDescribed() throws {
        let reading = readTransmission(bytes(Self.list))
        let message = try #require(reading.messages.first)
        #expect(reading.messages.count == 1)
        #expect(message.kind == .paxlst)
        #expect(message.release == "D:05B")
        #expect(message.action == .manifest)
        #expect(message.sender == "XYAIR" && message.recipient == "PIUZZ")
        #expect(message.prepared == LocalDateTime(iso8601: "2026-11-25T06:30"))
        #expect(message.interchangeReference == "000077")
        #expect(message.messageReference == "M1")
        #expect(message.commonReference == "XY123/261125")
        #expect(message.part == 1 && message.isFinalPart == true)
        #expect(message.transactionReference == "T0001")
        #expect(message.reporter.map(\.value) == ["HELPDESK XY", "202 555 0100", "ops.at.xy.example"])
        #expect(message.reporter.map(\.kind) == [.other, .telephone, .email])
        let text = Array(Self.list.utf8)
        #expect(String(decoding: text[message.extent.range], as: UTF8.self).hasPrefix("UNH+M1"))
        #expect(String(decoding: text[message.extent.range], as: UTF8.self).hasSuffix("UNT+15+M1'"))
        #expect(String(decoding: text[message.body.range], as: UTF8.self).hasPrefix("BGM+745'"))
        #expect(String(decoding: text[message.body.range], as: UTF8.self).hasSuffix("CNT+42:1'"))
        #expect(codes(reading) == [.flightNumberPadded, .titleRemoved])
    }

    @Test func groupsAreOptional() {
        let text = Self.list.replacing("UNG+PAXLST+XYAIR:ZZ+PIUZZ:ZZ+261125:0630+1+UN+D:05B'\n", with: "").replacing("UNE+1+1'\n", with: "")
        #expect(codes(readTransmission(bytes(text))) == [.flightNumberPadded, .titleRemoved])
    }

    @Test(arguments: [
        ("UNT+15+M1'", "UNT+16+M1'", FindingCode.segmentCountWrong, ["16", "15"]),
        ("UNT+15+M1'", "UNT+15+M2'", .referenceMismatch, ["M1", "M2"]),
        ("UNE+1+1'", "UNE+2+1'", .messageCountWrong, ["2", "1"]),
        ("UNE+1+1'", "UNE+1+9'", .referenceMismatch, ["1", "9"]),
        ("UNZ+1+000077'", "UNZ+3+000077'", .messageCountWrong, ["3", "1"]),
        ("UNZ+1+000077'", "UNZ+1+77'", .referenceMismatch, ["000077", "77"]),
        ("CNT+42:1'", "CNT+42:4'", .travellerCountWrong, ["4", "1"]),
        ("CNT+42:1'", "CNT+42:FOUR'", .countUnreadable, []),
        ("UNT+15+M1'", "UNT++M1'", .countUnreadable, []),
    ])
    func countsAndReferencesAreChecked(right: String, wrong: String, code: FindingCode, arguments: [String]) throws {
        let text = bytes(Self.list.replacing(right, with: wrong))
        let reading = readTransmission(text)
        let finding = try #require((reading.findings + reading.messages[0].findings).first { $0.code == code })
        #expect(finding.arguments == arguments)
        #expect(String(decoding: text[finding.offset...].prefix(3), as: UTF8.self) == wrong.prefix(3) || code == .countUnreadable)
        #expect(finding.severity == .note)
        #expect(reading.messages[0].travellers.count == 1)
    }

    @Test func severalMessagesAndInterchangesInOneFile() {
        let second = Self.list.replacing("UNA:+.? '\n", with: "").replacing("'", with: "~").replacing("M1", with: "M2")
        let reading = readTransmission(bytes(Self.list + "\n--\n" + "UNA:+.? ~" + second))
        #expect(reading.messages.map(\.messageReference) == ["M1", "M2"])
        #expect(reading.messages.allSatisfy { $0.travellers.count == 1 })
        #expect(reading.findings.map(\.code) == [.junkOutsideInterchange, .separatorsDeclared])
    }

    @Test func aMessageWithoutAnyEnvelopeIsRead() throws {
        let reading = readTransmission(bytes("UNH+1+PAXLST:D:02B:UN'BGM+745'TDT+20+XY1'NAD+FL+++LINDQVIST:ASTRID'UNT+5+1'"))
        #expect(reading.messages.first?.travellers.first?.value.name.family == "LINDQVIST")
        #expect(reading.findings.map(\.code) == [.envelopeMissing])
    }

    @Test func cutMessagesKeepWhatIsThere() throws {
        let cut = try #require(Self.list.firstRange(of: "DTM+329"))
        let reading = readTransmission(bytes(String(Self.list[..<cut.lowerBound])))
        #expect(reading.messages.first?.travellers.first?.value.sex == .female)
        #expect(reading.messages.first?.findings.contains { $0.code == .messageCut && $0.severity == .lost } == true)
        #expect(reading.findings.map(\.code) == [.envelopeMissing])
    }

    /// A second UNH before the UNT of the first: both are read.
    @Test func aMissingTrailerEndsAtTheNextHeader() {
        let reading = readTransmission(
            bytes(
                "UNB+UNOA:4+X+Y+261125:0630+1'UNH+1+PAXLST:D:05B'BGM+745'NAD+FL+++A:B'UNH+2+PAXLST:D:05B'BGM+745'NAD+FL+++C:D'UNT+4+2'UNZ+2+1'"
            ))
        #expect(reading.messages.map { $0.travellers.first?.value.name.family } == ["A", "C"])
        #expect(reading.messages[0].findings.contains { $0.code == .messageCut })
    }

    @Test func otherMessageTypesAreNamedAndTheRestIsRead() {
        let reading = readTransmission(
            bytes(
                "UNB+UNOA:4+X+Y+261125:0630+1'UNH+1+CUSRES:D:05B'BGM+962'UNT+3+1'UNH+2+PAXLST:D:05B'BGM+745'NAD+FL+++C:D'UNT+4+2'UNZ+2+1'"))
        #expect(reading.messages.count == 1)
        #expect(reading.findings.map(\.code) == [.messageTypeUnknown])
        #expect(reading.findings.first?.arguments == ["CUSRES"])
    }

    @Test func nothingReadable() {
        for input in [[], [UInt8](repeating: 0, count: 100), bytes("Hello, world"), bytes("UNB+UNOA:4+X'UNZ+0+1'")] {
            let reading = readTransmission(input)
            #expect(reading.messages.isEmpty)
            #expect(reading.findings.contains { $0.code == .nothingReadable && $0.severity == .lost })
        }
    }

    /// Bytes beyond ASCII: ISO 8859-1 where the syntax says so, a finding where it does not.
    @Test func encodingIsAFindingOnlyWhereTheSyntaxForbidsIt() {
        func reading(_ syntax: String) -> TransmissionReading {
            readTransmission(
                bytes("UNB+\(syntax):3+X+Y+261125:0630+1'UNH+1+PAXLST:D:05B'BGM+745'NAD+FL+++M") + [0xDC]
                    + bytes("LLER:J'UNT+4+1'UNZ+1+1'"))
        }
        #expect(reading("UNOC").messages[0].travellers[0].value.name.family == "MÜLLER")
        #expect(!reading("UNOC").messages[0].findings.contains { $0.code == .encodingRepaired })
        #expect(reading("UNOA").messages[0].findings.contains { $0.code == .encodingRepaired })
    }

    @Test func absurdPreparationTimesAreAFinding() {
        for date in ["999999:0630", "261125:9999", "", "X:Y", "123456789012345678901234:1"] {
            let reading = readTransmission(bytes(Self.list.replacing("261125:0630+000077", with: date + "+000077")))
            #expect(reading.messages[0].prepared == nil)
            #expect(reading.findings.contains { $0.code == .preparationTimeUnreadable })
            #expect(reading.messages[0].travellers[0].value.birthDate?.description == "1985-07-12")
        }
    }
}
