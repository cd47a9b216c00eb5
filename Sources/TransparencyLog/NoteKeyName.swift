/// The name of a key in a signed note (C2SP signed-note, "Format"): not empty, without Unicode spaces, control characters and `+`.
///
/// A URL without its scheme is recommended. Names are equal where their bytes are: `é` has two spellings, and they are two names.
public struct NoteKeyName: Sendable, Hashable {
    /// The name as it stands in signature lines.
    public let text: String

    /// Takes a name; throws ``NoteError/invalidKeyName`` where a signature line could not carry it.
    public init(_ text: String) throws(NoteError) {
        let isAllowed = text.unicodeScalars.allSatisfy { scalar in
            scalar.value >= 0x20 && scalar != "+" && !scalar.properties.isWhitespace
        }
        guard !text.isEmpty, isAllowed else { throw .invalidKeyName }
        self.text = text
    }

    /// Byte for byte.
    public static func == (left: NoteKeyName, right: NoteKeyName) -> Bool {
        left.text.utf8.elementsEqual(right.text.utf8)
    }

    /// Over the bytes, as equality is.
    public func hash(into hasher: inout Hasher) {
        for byte in text.utf8 { hasher.combine(byte) }
    }
}

extension NoteKeyName: CustomStringConvertible {
    /// The name.
    public var description: String { text }
}
