/// What the lexer noticed: a kind and where, never a text.
public struct SyntaxDiagnostic: Hashable, Sendable {
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        /// Bytes before, between or after interchanges.
        case junk
        /// UNA is there and cannot be used; other characters were found in the text.
        case serviceStringUnusable
        /// UNA is missing and the text is evidently written with other characters than the default ones.
        case separatorsGuessed
        /// Bytes between two segments that are no segment.
        case unreadableSegment
        /// A segment ended at a line break, without its terminator.
        case missingTerminator
        /// The input ends inside a segment.
        case cut
        /// A segment longer than ``SegmentList/maximumSegmentLength``, or with more separators than
        /// ``SegmentList/maximumComponents``; it was passed over.
        case segmentTooLong
        /// A tag in lower case.
        case lowerCaseTag
        /// A segment that is no UTF-8; its text is read as ISO 8859-1.
        case notUTF8
        /// More input than can be addressed; the rest was not read.
        case inputTooLong
        /// More diagnostics than are kept.
        case diagnosticsCapped
    }

    public var kind: Kind
    /// Offset and length in bytes.
    public var offset: Int
    public var length: Int

    public init(_ kind: Kind, offset: Int, length: Int) {
        self.kind = kind
        self.offset = offset
        self.length = length
    }
}
