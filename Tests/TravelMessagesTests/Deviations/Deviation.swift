import Testing
import Travel
import TravelMessages

/// A fixture of one deviation from the implementation guides: what arrives, what has to be known of the travellers, and what
/// has to be said about it.
///
/// In the text a `¶` stands before each byte that a finding has to name. All findings are compared, in the order of their
/// offsets: one that is missing is a silent repair, and one too many is noise.
struct Deviation: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let bytes: [UInt8]
    /// `repaired lines-broken NAD @117`
    let findings: [String]
    /// `LINDQVIST/ASTRID 1985-07-12 L898902C3`
    let facts: [String]

    /// - Parameters:
    ///   - findings: severity, code, and segment (`-` for none), one for each mark
    ///   - latin1: the text goes out in ISO 8859-1
    init(_ title: String, _ marked: String, facts: [String] = Fixture.both, findings: [String], latin1: Bool = false) {
        testDescription = title
        var bytes: [UInt8] = []
        var marks: [Int] = []
        for scalar in marked.unicodeScalars {
            if scalar == "¶" {
                marks.append(bytes.count)
            } else if latin1, scalar.value < 0x100 {
                bytes.append(UInt8(scalar.value))
            } else {
                bytes += Array(String(scalar).utf8)
            }
        }
        self.bytes = bytes
        self.facts = facts
        self.findings = findings.indices.map { "\(findings[$0]) @\(marks.indices.contains($0) ? String(marks[$0]) : "no mark")" }
    }

    /// Reads the fixture, and compares everything.
    func holds(sourceLocation: SourceLocation = #_sourceLocation) {
        let reading = readTransmission(bytes)
        #expect(Self.facts(reading) == facts, sourceLocation: sourceLocation)
        #expect(Self.findings(reading) == findings, sourceLocation: sourceLocation)
    }

    static func facts(_ reading: TransmissionReading) -> [String] {
        reading.messages.flatMap(\.travellers).map { traveller in
            let value = traveller.value
            let numbers = value.documents.map { $0.number ?? "-" }.joined(separator: ",")
            return "\(value.name.family)/\(value.name.given) \(value.birthDate?.description ?? "-") \(numbers.isEmpty ? "-" : numbers)"
        }
    }

    static func findings(_ reading: TransmissionReading) -> [String] {
        (reading.findings + reading.messages.flatMap(\.findings)).sorted { $0.offset < $1.offset }.map {
            "\($0.severity.rawValue) \($0.code.rawValue) \($0.segment ?? "-") @\($0.offset)"
        }
    }
}

/// Messages of ours without any fault, to be changed by one.
enum Fixture {
    static let astrid =
        "NAD+FL+++LINDQVIST:ASTRID'ATT+2++F'DTM+329:850712'NAT+2+UTO'DOC+P:110:111+L898902C3'DTM+36:301231'LOC+91+UTO'"
    static let ole = "NAD+FL+++BERG:OLE'ATT+2++M'DTM+329:900203'DOC+P:110:111+X1234567'DTM+36:291130'"
    static let both = ["LINDQVIST/ASTRID 1985-07-12 L898902C3", "BERG/OLE 1990-02-03 X1234567"]
    static let one = [both[0]]

    static let flight = "TDT+20+XY123+++XY'LOC+125+AAA'DTM+189:2611251200:201'LOC+87+BBB'DTM+232:2611251400:201'"

    /// A list; the count of segments in UNT is right where nothing else is said.
    static func list(
        _ people: String = astrid + ole, una: String = "", syntax: String = "UNOA:4", header: String = "PAXLST:D:05B:UN:IATA",
        bgm: String = "BGM+745'", flight: String = flight, count: String = "", segments: Int? = nil
    ) -> String {
        let body = bgm + flight + people + count
        return una + "UNB+\(syntax)+XYAIR:ZZ+PIUZZ:ZZ+261125:0630+77'UNH+1+\(header)'" + body
            + "UNT+\(segments ?? terminators(body) + 2)+1'UNZ+1+77'"
    }

    static let own = "TVL+261126:0930:261126:1345+AAA+BBB+XY+123:K'RPI+1+HK'"
    static let documents =
        "SSR+DOCS:HK:1:XY:::::/P/UTO/L898902C3/UTO/12JUL85/F/31DEC30/LINDQVIST/ASTRID'"
    static let booking = "SRC'RCI+XY:ABC123::251126:0439'TIF+LINDQVIST:I+ASTRID:A:1'" + documents + own
    static let second =
        "SRC'RCI+XY:DEF456::241126:0911'TIF+BERG:I+OLE:A:1'SSR+DOCS:HK:1:XY:::::/P/UTO/X1234567/UTO/03FEB90/M/30NOV29/BERG/OLE'" + own
    static let level0 = "MSG+:22'ORG+XY:AAA'TVL+261126:0930:261126:1345+AAA+BBB+XY+123'"

    /// A push; the count of segments in UNT is right where nothing else is said.
    static func push(
        _ bookings: String = booking + second, una: String = "", header: String = "PNRGOV:13:1:IA", level0: String = level0 + "EQN+2'",
        segments: Int? = nil
    ) -> String {
        let body = level0 + bookings
        return una + "UNB+IATA:1+XY+PIU+261125:0800+77'UNH+1+\(header)'" + body
            + "UNT+\(segments ?? terminators(body) + 2)+1'UNZ+1+77'"
    }

    /// Apostrophes that are not released.
    static func terminators(_ text: String) -> Int {
        var count = 0
        var isReleased = false
        for character in text {
            if character == "'", !isReleased { count += 1 }
            isReleased = character == "?" && !isReleased
        }
        return count
    }

    /// The same text with other service characters.
    static func translated(_ text: String, _ component: Character, _ element: Character, _ release: Character, _ terminator: Character)
        -> String
    {
        String(
            text.map { character in
                switch character {
                case ":": component
                case "+": element
                case "?": release
                case "'": terminator
                default: character
                }
            })
    }

    /// The text in lines of so many characters, as a teleprinter line has them.
    static func wrapped(_ text: String, at width: Int, by lineBreak: String = "\r\n") -> String {
        var lines: [String] = []
        var line = ""
        var length = 0
        for character in text {
            line.append(character)
            if character != "¶" { length += 1 }
            if length == width {
                lines.append(line)
                line = ""
                length = 0
            }
        }
        return (lines + [line]).joined(separator: lineBreak)
    }
}
