/// The segments of an input, in order: what is left when service strings, line breaks and junk are taken away.
///
/// Reads any bytes: nothing in them makes it fail, work is linear in their number, and what it had to pass over or to
/// guess is in ``diagnostics``. Several interchanges may follow one another, each with its own service characters.
public struct SegmentList: Sendable, RandomAccessCollection {
    @usableFromInline let tables: SegmentTables
    public let diagnostics: [SyntaxDiagnostic]

    /// Longest segment that is read, in bytes.
    public static let maximumSegmentLength = 1 << 20
    /// Most components in one segment.
    public static let maximumComponents = 1 << 15
    /// Longest input, in bytes.
    public static let maximumInputLength = 1 << 30

    /// Finds the segments of `bytes`.
    public init(_ bytes: [UInt8]) {
        var lexer = Lexer(bytes)
        lexer.run()
        diagnostics = lexer.diagnostics
        tables = lexer.tables()
    }

    public var bytes: [UInt8] { tables.bytes }
    @inlinable
    public var startIndex: Int { 0 }
    @inlinable
    public var endIndex: Int { tables.entries.count }
    @inlinable
    public var count: Int { tables.entries.count }

    /// The segment at a position that exists.
    @inlinable
    public subscript(position: Int) -> Segment { Segment(tables: tables, entry: tables.entries[position]) }

    /// The tag at a position that exists, without making a segment of it.
    @inlinable
    public func tag(at position: Int) -> Tag { Tag(packed: tables.entries[position].tag) }
}
