import EDIFACT
import Testing

/// The examples of the library's catalogue, line for line: a test compares the two.
@Suite("Examples of the catalogue")
struct ExampleTests {
    @Test func segmentsAreRead() throws {
        let message = Array("UNH+1+PAXLST:D:05B:UN:IATA'NAD+FL+++O?'HARA:ADA'BROKEN LINE'DTM+329:850712'UNT+4+1'".utf8)
        let segments = SegmentList(message)
        for segment in segments where segment.tag == "NAD" {
            #expect(segment.text(1) == "FL")
            #expect(segment.text(4, 1) == "O'HARA")
            #expect(segment.text(4, 2) == "ADA")
            #expect(message[segment.range].first == UInt8(ascii: "N"))
        }
        #expect(segments.diagnostics.map(\.kind) == [.unreadableSegment])
    }

    @Test func segmentsAreWritten() throws {
        var writer = SegmentWriter()
        writer.segment("NAD", "FL", [], [], ["O'HARA", "ADA"])
        #expect(String(decoding: writer.bytes, as: UTF8.self) == "NAD+FL+++O?'HARA:ADA'")
    }
}
