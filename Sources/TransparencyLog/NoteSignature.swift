/// A signature line of a note (C2SP signed-note, "Signatures"): whose, by which key, and the bytes that the key's algorithm defines.
public struct NoteSignature: Sendable, Hashable {
    /// The key's name.
    public let name: NoteKeyName
    /// The key's number: with the name it says which key and which algorithm.
    public let keyID: UInt32
    /// The signature without the key's number.
    public let bytes: [UInt8]

    /// Puts a signature together; ``line`` writes it.
    public init(name: NoteKeyName, keyID: UInt32, bytes: [UInt8]) {
        self.name = name
        self.keyID = keyID
        self.bytes = bytes
    }

    /// Reads `— name base64`, without its newline; nil for anything else.
    init?(line: ArraySlice<UInt8>) {
        guard line.starts(with: Self.start) else { return nil }
        let rest = line.dropFirst(Self.start.count)
        guard let space = rest.firstIndex(of: 0x20),
            let name = try? NoteKeyName(String(decoding: rest[..<space], as: UTF8.self)),
            let blob = Base64.decode(rest[(space + 1)...]), blob.count > 4
        else { return nil }
        self.name = name
        keyID = blob[..<4].reduce(0) { $0 << 8 | UInt32($1) }
        bytes = Array(blob[4...])
    }

    /// The line with its newline.
    public var line: String {
        let blob = withUnsafeBytes(of: keyID.bigEndian) { Array($0) } + bytes
        return "\u{2014} \(name.text) \(Base64.encode(blob))\n"
    }

    private static let start: [UInt8] = Array("\u{2014} ".utf8)
}
