import HTTPTypes

/// A request as the routes see it: nothing of the connection but who is at its other end.
struct WebRequest: Sendable {
    var method: HTTPRequest.Method
    /// As sent, without the query.
    var path: String
    var query: String
    var headers: HTTPFields
    /// Address of the other end of the connection, as text.
    var peer: String
    /// Reads the body once, up to so many bytes and seconds.
    var body: @Sendable (_ limit: Int, _ seconds: Int) async throws -> [UInt8]

    init(
        _ method: HTTPRequest.Method, target: String, headers: HTTPFields = [:], peer: String = "127.0.0.1",
        body: @escaping @Sendable (_ limit: Int, _ seconds: Int) async throws -> [UInt8] = { _, _ in [] }
    ) {
        let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        self.method = method
        path = parts.first.map(String.init) ?? "/"
        query = parts.count > 1 ? String(parts[1]) : ""
        self.headers = headers
        self.peer = peer
        self.body = body
    }

    /// Parts of the path, decoded; nil when a part is not UTF-8, or holds a slash or a control character.
    var segments: [String]? {
        var segments: [String] = []
        for part in path.split(separator: "/") {
            guard let text = FormFields.decode(part.utf8, plusIsSpace: false), !text.utf8.contains(where: { $0 < 0x20 || $0 == 0x2F })
            else {
                return nil
            }
            segments.append(text)
        }
        return segments
    }

    var parameters: FormFields { FormFields(query.utf8) ?? FormFields() }
}

/// Why a body could not be read.
enum BodyError: Error, Sendable {
    case tooLarge
    case tooSlow
    case cut
    /// Too much is on its way at once.
    case full
}

/// Fields of a form or a query (`application/x-www-form-urlencoded`, WHATWG URL section 5.1). Of a repeated one the first counts.
struct FormFields: Sendable {
    static let most = 64
    private var fields: [String: String] = [:]

    init() {}
    init(_ fields: [String: String]) { self.fields = fields }

    /// Nil when it is not UTF-8, or has more fields than any form of ours.
    init?(_ bytes: some Collection<UInt8>) {
        for pair in bytes.split(separator: 0x26) {
            let parts = pair.split(separator: 0x3D, maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = Self.decode(parts[0], plusIsSpace: true),
                let value = parts.count > 1 ? Self.decode(parts[1], plusIsSpace: true) : "", fields.count < Self.most
            else { return nil }
            if fields[name] == nil { fields[name] = value }
        }
    }

    subscript(_ name: String) -> String { fields[name] ?? "" }

    /// Nil where it was not sent; empty where it was sent without a value.
    func field(_ name: String) -> String? { fields[name] }

    static func decode(_ bytes: some Sequence<UInt8>, plusIsSpace: Bool) -> String? {
        var out: [UInt8] = []
        var iterator = bytes.makeIterator()
        while let byte = iterator.next() {
            switch byte {
            case 0x25:
                guard let high = iterator.next().flatMap(digit), let low = iterator.next().flatMap(digit) else { return nil }
                out.append(high << 4 | low)
            case 0x2B where plusIsSpace: out.append(0x20)
            default: out.append(byte)
            }
        }
        return String(validating: out, as: UTF8.self)
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x41...0x46: byte - 0x41 + 10
        case 0x61...0x66: byte - 0x61 + 10
        default: nil
        }
    }
}
