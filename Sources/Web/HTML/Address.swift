/// A place on this server: a path with query and fragment. There is no way to make one with a scheme or another host, so
/// a value from outside can never become a link to `javascript:` or elsewhere.
struct Address: Hashable, Sendable {
    let text: String

    /// `/a/b?key=value#fragment`; every part is percent-encoded (RFC 3986, unreserved characters stay).
    init(_ segments: String..., query: [(String, String)] = [], fragment: String? = nil) {
        var text = ""
        for segment in segments where !segment.isEmpty {
            // "." and ".." would climb, encoded or not.
            text += "/" + (segment == "." || segment == ".." ? "_" : Self.encode(segment))
        }
        if text.isEmpty { text = "/" }
        for (index, pair) in query.enumerated() {
            text += (index == 0 ? "?" : "&") + Self.encode(pair.0) + "=" + Self.encode(pair.1)
        }
        if let fragment { text += "#" + Self.encode(fragment) }
        self.text = text
    }

    private init(verbatim text: String) { self.text = text }

    /// A place on the page that is being looked at.
    static func fragment(_ id: String) -> Address { Address(verbatim: "#" + encode(id)) }

    /// A path that came back from a browser (where to go after signing in), or nil when it could lead off this server.
    init?(untrustedPath path: String) {
        let bytes = Array(path.utf8)
        guard bytes.first == 0x2F, bytes.count <= 2_000 else { return nil }
        if bytes.count > 1, bytes[1] == 0x2F || bytes[1] == 0x5C { return nil }
        guard bytes.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != 0x5C && $0 != 0x22 && $0 != 0x3C && $0 != 0x3E }) else { return nil }
        text = path
    }

    private static func encode(_ text: String) -> String {
        var out = ""
        for byte in text.utf8 {
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E: out.unicodeScalars.append(Unicode.Scalar(byte))
            default: out += "%" + hex(byte >> 4) + hex(byte & 15)
            }
        }
        return out
    }

    private static func hex(_ nibble: UInt8) -> String { String(nibble, radix: 16, uppercase: true) }
}

extension Address {
    static let root = Address()
    static let signIn = Address("sign-in")
    static let signOut = Address("sign-out")
    static let settings = Address("settings")
    static let alerts = Address("alerts")
    static let findAlert = Address("alerts", "find")
    static let newAlerts = Address("alerts", "new")
    static let flights = Address("flights")
    static let lists = Address("lists")
    static let importList = Address("lists", "import")
    static let indicators = Address("indicators")
    static let messages = Address("messages")
    static let profile = Address("profile")
    static let changePassword = Address("profile", "password")
    static let endOtherSessions = Address("profile", "sessions", "end")
    static let accounts = Address("accounts")
    static let carriers = Address("carriers")
    static let log = Address("log")
    static let search = Address("search")
    static let status = Address("status")
    static let feed = Address("feed")
    static let keyboard = Address("help", "keyboard")

    static func found(_ secret: String) -> Address { Address("search", secret) }
    static func setPassword(_ linkToken: String) -> Address { Address("set-password", linkToken) }
    static func alert(_ id: String, _ fragment: String? = nil) -> Address { Address("alerts", id, fragment: fragment) }
    static func decide(_ alert: String) -> Address { Address("alerts", alert, "decide") }
    /// The message, at the byte where a fact stands: `from` says which part of a long one.
    static func message(_ id: String, byte: Int? = nil) -> Address {
        Address("messages", id, query: byte.map { [("from", String($0))] } ?? [], fragment: byte.map { "b\($0)" })
    }
    static func messageFindings(_ id: String) -> Address { Address("messages", id, fragment: "findings") }
    static func alerts(after cursor: String) -> Address { Address("alerts", query: [("after", cursor)]) }
    /// The month as `2026-11`.
    static func flight(_ month: String, _ id: String, query: [(String, String)] = [], fragment: String? = nil) -> Address {
        Address("flights", month, id, query: query, fragment: fragment)
    }
    static func list(_ id: String, after: String? = nil) -> Address {
        Address("lists", id, query: after.map { [("after", $0)] } ?? [], fragment: after == nil ? nil : "entries")
    }
    static func entry(_ id: String, of list: String) -> Address { Address("lists", list, "entries", id) }
    static func proposal(_ id: String, query: [(String, String)] = [], fragment: String? = nil) -> Address {
        Address("lists", "proposals", id, query: query, fragment: fragment)
    }
    static func proposal(_ id: String, _ step: String) -> Address { Address("lists", "proposals", id, step) }
    static func indicator(_ name: String) -> Address { Address("indicators", name) }
    static func indicator(_ name: String, _ step: String) -> Address { Address("indicators", name, step) }
    static func endSession(_ id: String) -> Address { Address("profile", "sessions", id, "end") }
    static func accounts(after account: String) -> Address { Address("accounts", query: [("after", account)]) }
    static func account(_ id: String) -> Address { Address("accounts", id) }
    static func account(_ id: String, _ step: String) -> Address { Address("accounts", id, step) }
    static func carrier(_ code: String) -> Address { Address("carriers", code) }
    static func carrier(_ code: String, _ step: String) -> Address { Address("carriers", code, step) }
    static func log(before number: Int64) -> Address { Address("log", query: [("before", String(number))]) }
}
