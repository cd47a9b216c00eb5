import Analysis
import Casework
import Testing
import Travel

let header =
    "list,category,last_name,first_name,middle_name,dob,sex,nationality,doc_type,doc_number,doc_issuing_country,owner,legal_basis,reason,action,valid_from,valid_to,reference"

/// A list's file, line by line.
@Suite struct WatchlistFileTests {
    private func read(_ lines: String...) -> (rows: [WatchlistRow], faults: [WatchlistFault]) {
        WatchlistFile.read(Array(([header] + lines).joined(separator: "\r\n").utf8))
    }

    @Test(
        "Dates as people write them",
        arguments: [
            ("1985-07-12", "1985-07-12"), ("1985-07", "1985-07"), ("1965", "1965"), ("22.05.1981", "1981-05-22"),
            ("7 Feb 1973", "1973-02-07"),
            ("27 FEB 1973", "1973-02-27"),
        ])
    func dates(written: String, meant: String) throws {
        let (rows, faults) = read("Own,person,VELDOR,TAMARA,,\(written),F,UTO,P,XA100001,UTO,Unit 1,Act 1,r,a,,,R-1")
        #expect(rows.first?.facts.births.first?.description == meant)
        #expect(faults.isEmpty)
    }

    @Test func aDayThatDoesNotExistKeepsItsYearAndIsNamed() throws {
        let (rows, faults) = read("Own,person,VELDOR,TAMARA,,1998-02-29,,,,,,,,,,,,R-1")
        #expect(rows.first?.facts.births.map(\.description) == ["1998"])
        #expect(faults == [WatchlistFault(line: 2, severity: .warning, code: .impossibleDay, detail: "dob")])
    }

    @Test func badLinesAreNamedAndGoodOnesRemain() throws {
        let (rows, faults) = read(
            "Own,person,VELDOR", "Own,person,,,,1970,,,P,XA1,,,,,,,,R-2", "Own,person,KOZUN,MIRA,,,X,ZZZ,,,,,,,,,,R-3",
            "Own,person,DORIK,SEL,,,,,,,,,,,,2026-13-01,,R-4", "Own,person,DORIK,SEL,,,,,,,,,,,,2026-05-01,2026-04-01,R-5",
            ",person,DORIK,SEL,,,,,,,,,,,,,,R-6", "Own,person,OTHER,ONE,,,,,,,,,,,,,,R-3")
        #expect(rows.map(\.line) == [4])
        #expect(rows.first?.facts.sex == .unspecified)
        #expect(
            faults.filter { $0.severity == .rejected }.map { "\($0.line) \($0.code.rawValue)" } == [
                "2 column-count", "3 no-name", "5 unreadable-date", "6 validity-reversed", "7 no-list", "8 repeated-reference",
            ])
        #expect(faults.contains { $0.line == 4 && $0.code == .unknownState && $0.severity == .warning })
        for fault in faults { #expect(!fault.message.contains("DORIK") && !fault.message.contains("KOZUN")) }
    }

    @Test func columnsStandInAnyOrderAndAnUnknownOneIsNamedByItsNumber() throws {
        let (rows, faults) = WatchlistFile.read(Array("reference,shoe size,first_name,last_name,list\nR-1,44,MIRA,KOZUN,Own\n".utf8))
        #expect(rows.map(\.facts.names) == [[PersonName(family: "KOZUN", given: "MIRA")]])
        #expect(faults == [WatchlistFault(line: 1, severity: .warning, code: .unknownColumn, detail: "2")])
    }

    /// RFC 4180 section 2, rules 5 to 7.
    @Test func quotesCommasLineBreaksAndAByteOrderMark() throws {
        let text =
            "\u{FEFF}list,last_name,reason,reference\r\nOwn,\"KOZUN, SEN\",\"first\r\n\"\"second\"\"\",R-1\r\nOwn,Đoàn,,R-2\nOwn,ЖУК,,R-3"
        let (rows, faults) = WatchlistFile.read(Array(text.utf8))
        #expect(faults.isEmpty)
        #expect(rows.map(\.line) == [2, 4, 5])
        #expect(rows.map { $0.facts.names[0].family } == ["KOZUN, SEN", "Đoàn", "ЖУК"])
        #expect(rows[0].facts.reason == "first\r\n\"second\"")
    }

    @Test func whatIsNoListAtAllIsSaidAndNothingBreaks() {
        #expect(WatchlistFile.read([]).faults.map(\.code) == [.emptyFile])
        #expect(WatchlistFile.read([0xFF, 0xFE, 0x00, 0x22]).rows.isEmpty)
        #expect(WatchlistFile.read(Array("a;b;c\n1;2;3".utf8)).faults.contains { $0.code == .missingColumn })
        #expect(read("Own,person,\"KOZUN,,,,,,,,,,,,,,,").faults.map(\.code) == [.openQuote])
        let bad = WatchlistFile.read(Array("list,last_name\nOwn,".utf8) + [0xC3, 0x28] + Array("AB\nOwn,CD".utf8))
        #expect(bad.rows.count == 1 && bad.faults.map(\.code) == [.notUTF8])
    }
}
