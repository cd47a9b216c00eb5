/// What a log says of itself: its name, its size and its root (C2SP tlog-checkpoint, "Note text").
public struct Checkpoint: Sendable {
    /// The log's identity, a URL without scheme by recommendation; the first line.
    public let origin: String
    /// Number of leaves.
    public let size: UInt64
    /// Root of the tree of that size.
    public let root: MerkleHash
    /// Further lines, without meaning here. Their use is not recommended; they are kept so that signatures still hold.
    public let extensions: [String]

    /// States a checkpoint; throws where its text could not be read back.
    public init(origin: String, size: UInt64, root: MerkleHash, extensions: [String] = []) throws(CheckpointError) {
        guard Self.isLine(origin) else { throw .invalidOrigin }
        guard size <= UInt64(Int64.max) else { throw .invalidSize }
        guard size > 0 || root == .emptyTree else { throw .emptyTreeWithRoot }
        for (offset, line) in extensions.enumerated() where !Self.isLine(line) { throw .invalidExtension(line: offset + 4) }
        self.origin = origin
        self.size = size
        self.root = root
        self.extensions = extensions
    }

    /// Reads the text of a note strictly.
    public init(text: [UInt8]) throws(CheckpointError) {
        guard text.last == UInt8(ascii: "\n") else { throw .missingLines }
        let lines = text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).dropLast().map { Array($0) }
        guard lines.count >= 3 else { throw .missingLines }
        guard let origin = String(validating: lines[0], as: UTF8.self) else { throw .invalidOrigin }
        guard let size = Self.decimal(lines[1]) else { throw .invalidSize }
        guard let hash = Base64.decode(lines[2]), let root = MerkleHash(bytes: hash) else { throw .invalidRoot }
        var extensions: [String] = []
        for (offset, line) in lines[3...].enumerated() {
            guard let line = String(validating: line, as: UTF8.self) else { throw .invalidExtension(line: offset + 4) }
            extensions.append(line)
        }
        try self.init(origin: origin, size: size, root: root, extensions: extensions)
    }

    /// The text that is signed.
    public var text: [UInt8] {
        Array(([origin, String(size), root.base64] + extensions).map { $0 + "\n" }.joined().utf8)
    }

    /// The checkpoint as a note with the log's signature.
    public func signed(by signer: NoteSigner) throws(NoteError) -> SignedNote {
        try SignedNote(text: text, signatures: [try signer.sign(text)])
    }

    private static func isLine(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy { $0 >= 0x20 }
    }

    private static func decimal(_ digits: [UInt8]) -> UInt64? {
        guard digits.count == 1 || digits.first != UInt8(ascii: "0") else { return nil }
        guard !digits.isEmpty, digits.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) else { return nil }
        return UInt64(String(decoding: digits, as: UTF8.self))
    }
}

extension Checkpoint: Hashable {
    /// Byte for byte: an origin's spelling is part of it.
    public static func == (left: Checkpoint, right: Checkpoint) -> Bool { left.text == right.text }

    /// Over the text, as equality is.
    public func hash(into hasher: inout Hasher) { hasher.combine(text) }
}

/// A checkpoint whose log's signature holds, with those who cosigned it.
public struct VerifiedCheckpoint: Sendable, Hashable {
    /// What the log says.
    public let checkpoint: Checkpoint
    /// The known cosigners' signatures, each checked.
    public let cosignatures: [VerifiedSignature]

    /// Opens a note: the log's key must have signed it and its origin must be the one expected; of the cosigners, those that are present
    /// must hold. How many of them are enough is the caller's policy.
    ///
    /// Throws ``NoteError`` or ``CheckpointError``.
    public init(note: SignedNote, origin: String, logKey: NoteVerifierKey, cosigners: [NoteVerifierKey] = []) throws {
        let verified = try note.verify(with: [logKey] + cosigners)
        guard verified.contains(where: { $0.key == logKey }) else { throw NoteError.noKnownSignature }
        let checkpoint = try Checkpoint(text: note.text)
        guard checkpoint.origin.utf8.elementsEqual(origin.utf8) else { throw CheckpointError.otherOrigin }
        self.checkpoint = checkpoint
        cosignatures = verified.filter { $0.key != logKey }
    }
}

/// Why a text is not a checkpoint, or not the one that was asked for (C2SP tlog-checkpoint).
public enum CheckpointError: Error, Sendable, Hashable, CustomStringConvertible {
    /// Fewer than three lines, each with its newline.
    case missingLines
    /// The first line is empty or holds control characters.
    case invalidOrigin
    /// The second line is not a decimal number without leading zeros, at most 2^63 - 1.
    case invalidSize
    /// The third line is not 32 bytes in base64.
    case invalidRoot
    /// A tree without leaves has one possible root, and this is another.
    case emptyTreeWithRoot
    /// A further line (from 1) that is empty, or not text.
    case invalidExtension(line: Int)
    /// The checkpoint of another log.
    case otherOrigin

    /// What is wrong and what to do.
    public var description: String {
        switch self {
        case .missingLines: "a checkpoint has at least three lines, origin, size and root, each with its line end: copy it whole"
        case .invalidOrigin: "the checkpoint's first line is not the name of a log"
        case .invalidSize: "the checkpoint's second line is not a number of leaves in plain decimal digits"
        case .invalidRoot: "the checkpoint's third line is not a hash of 32 bytes in base64"
        case .emptyTreeWithRoot: "the checkpoint speaks of no leaves, and gives a root that such a tree does not have"
        case .invalidExtension(let line): "line \(line) of the checkpoint is empty or not text"
        case .otherOrigin: "the checkpoint is that of another log: compare its first line"
        }
    }
}
