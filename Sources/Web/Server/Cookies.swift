import HTTPTypes
import Storage

/// The cookies of this server. All are for it alone, unreadable for scripts, and never sent from other sites (RFC 6265bis).
struct Cookies: Sendable {
    enum Name: String, Sendable, CaseIterable {
        case session = "plimsoll-session"
        /// Ties the forms of those who have not signed in to their browser.
        case form = "plimsoll-form"
        case view = "plimsoll-view"
        case notice = "plimsoll-notice"
    }
    /// Behind a proxy cookies travel over TLS alone, and their name says so.
    var areSecure: Bool

    private func name(_ name: Name) -> String { areSecure ? "__Host-" + name.rawValue : name.rawValue }

    func read(_ headers: HTTPFields) -> [Name: String] {
        var found: [Name: String] = [:]
        for field in headers[values: .cookie].prefix(8) {
            for pair in field.split(separator: ";").prefix(64) {
                let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                guard parts.count == 2 else { continue }
                let key = parts[0].filter { $0 != " " }
                for known in Name.allCases where name(known) == key && found[known] == nil && parts[1].utf8.count <= 512 {
                    found[known] = String(parts[1])
                }
            }
        }
        return found
    }

    func set(_ cookie: Name, _ value: String, seconds: Int64? = nil, in answer: inout WebAnswer) {
        var text = "\(name(cookie))=\(value); Path=/; HttpOnly; SameSite=Strict"
        if let seconds { text += "; Max-Age=\(seconds)" }
        if areSecure { text += "; Secure" }
        answer.headers.append(HTTPField(name: .setCookie, value: text))
    }

    func remove(_ cookie: Name, in answer: inout WebAnswer) { set(cookie, "", seconds: 0, in: &answer) }
}

/// Comparison and derivation of the secrets in forms.
enum FormSecret {
    /// Takes as long for a wrong byte at the beginning as for one at the end.
    static func equal(_ a: String, _ b: String) -> Bool {
        let (a, b) = (sha256(Array(a.utf8)), sha256(Array(b.utf8)))
        var difference: UInt8 = 0
        for (left, right) in zip(a, b) { difference |= left ^ right }
        return difference == 0
    }

    static func make() -> String { text(SystemRandom.bytes(32)) }

    /// What the forms of a browser without session carry: it cannot be made without the cookie's secret.
    static func token(of secret: String) -> String { text(sha256(Array("form token:\(secret)".utf8))) }

    private static func text(_ bytes: [UInt8]) -> String {
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}
