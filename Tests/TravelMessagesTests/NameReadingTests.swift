import Testing
import Travel
import TravelMessages

/// Names as SSR, TIF and NAD have them (AIRIMP 3.1, PNRGOV guide: TIF 9936 and 9942; ICAO Doc 9303-3).
@Suite("Name reading")
struct NameReadingTests {
    @Test("A title that stands apart is taken off, and nothing else")
    func standingTitle() {
        let reading = readName(family: "SMITH", given: "DREW MR")
        #expect(reading.names == [PersonName(family: "SMITH", given: "DREW")])
        #expect(reading.titles == ["MR"])
        #expect(reading.codes == [.titleRemoved])
    }

    @Test(
        "Names that begin or end like a title stay whole, with no second reading",
        arguments: ["NASIR", "YASIR", "DRAGAN", "MRINAL", "SIRAJ", "DREW", "ADAMS", "ALEXANDR", "AMR", "MISSY", "MSTISLAV"])
    func namesLikeTitles(given: String) {
        #expect(readName(family: "SMITH", given: given).names == [PersonName(family: "SMITH", given: given)])
        #expect(readName(family: "SMITH", given: given + " MRS").names == [PersonName(family: "SMITH", given: given)])
    }

    @Test("Surnames that end like a title or a suffix stay whole", arguments: ["ALNASR", "WILLIAMS", "ALEXANDR", "NASIR", "SR"])
    func surnamesLikeTitles(family: String) {
        let reading = readName(family: family, given: "ANNA")
        #expect(reading.names == [PersonName(family: family, given: "ANNA")])
        #expect(reading.titles.isEmpty)
        #expect(reading.codes.isEmpty)
    }

    @Test(
        "A glued title stays in the name as received; the cut form is a second reading",
        arguments: [("MOANMISS", "MOAN"), ("ANNAMRS", "ANNA"), ("JOHANMR", "JOHAN"), ("ANNA MARIAMRS", "ANNA MARIA"), ("TIMMSTR", "TIM")])
    func gluedTitle(given: String, cut: String) {
        let reading = readName(family: "LINDE", given: given)
        #expect(reading.names == [PersonName(family: "LINDE", given: given), PersonName(family: "LINDE", given: cut, reading: .titleCut)])
        #expect(reading.titles.isEmpty)
        #expect(reading.codes == [.titleGlued])
    }

    @Test("A single-letter surname that was doubled keeps both letters as received")
    func doubledLetter() {
        let reading = readName(family: "YY", given: "MOANMISS")
        #expect(reading.names == [PersonName(family: "YY", given: "MOANMISS"), PersonName(family: "Y", given: "MOAN", reading: .titleCut)])
    }

    @Test("A title where the given name belongs is a title: the name stood in one part")
    func titleForGivenName() {
        let reading = readName(family: "ATUYETMAIVAN", given: "MISS")
        #expect(reading.names == [PersonName(family: "ATUYETMAIVAN", given: "")])
        #expect(reading.titles == ["MISS"])
        #expect(reading.codes.contains(.nameInOnePart))
    }

    @Test("FNU is no name: the name as received keeps it, the second reading does not")
    func firstNameUnknown() {
        let reading = readName(family: "SURYONO", given: "FNU")
        #expect(
            reading.names == [PersonName(family: "SURYONO", given: "FNU"), PersonName(family: "SURYONO", given: "", reading: .titleCut)])
        #expect(reading.codes == [.nameInOnePart])
    }

    @Test("A whole name in one part is split at its slash, or kept whole with a finding")
    func onePart() {
        #expect(readName(family: "SMITH/DREW MR", given: "").names == [PersonName(family: "SMITH", given: "DREW")])
        let unsplit = readName(family: "DREW SMITH", given: "")
        #expect(unsplit.names == [PersonName(family: "DREW SMITH", given: "")])
        #expect(unsplit.codes == [.nameInOnePart])
    }

    @Test("References and age marks behind a name are no part of it")
    func marks() {
        #expect(readName(family: "SMITH", given: "DREW-1").names == [PersonName(family: "SMITH", given: "DREW")])
        #expect(readName(family: "SMITH", given: "DREW-1").codes == [.nameReferenceRemoved])
        #expect(readName(family: "SMITH-JONES", given: "ANNA-MARIA").names == [PersonName(family: "SMITH-JONES", given: "ANNA-MARIA")])
        let child = readName(family: "SMITH", given: "TIM MSTR(CHD)")
        #expect(child.names == [PersonName(family: "SMITH", given: "TIM")])
        #expect(child.category == .child)
        let infant = readName(family: "SMITH", given: "ANNA INF")
        #expect(infant.names == [PersonName(family: "SMITH", given: "ANNA")])
        #expect(infant.category == .infant)
    }

    @Test("Blanks are one blank; several titles go, and a name is always left")
    func blanksAndTitles() {
        let reading = readName(family: " VAN  DER LINDE ", given: "DR ANNA  MARIA PROF MRS")
        #expect(reading.names == [PersonName(family: "VAN DER LINDE", given: "ANNA MARIA")])
        #expect(reading.titles == ["DR", "PROF", "MRS"])
        #expect(readName(family: "MR", given: "SIR").names == [PersonName(family: "MR", given: "SIR")])
        #expect(readName(family: "", given: "").codes == [.nameMissing])
    }

    @Test("Any script and any length passes unchanged")
    func anyScript() {
        #expect(readName(family: "МИЛЕНА", given: "O\u{301}YS").names[0] == PersonName(family: "МИЛЕНА", given: "O\u{301}YS"))
        let long = String(repeating: "A", count: 10_000)
        #expect(readName(family: long, given: long).names[0].family == long)
    }
}
