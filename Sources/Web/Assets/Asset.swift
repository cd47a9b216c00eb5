/// A file that pages need, kept in the binary. Its address carries a digest of its content, so that browsers may keep it
/// for ever and still never use an old one.
struct Asset: Sendable {
    let contentType: String
    let bytes: [UInt8]
    /// 16 hexadecimal digits.
    let digest: String
    let address: Address

    init(_ text: String, contentType: String, suffix: String) {
        bytes = Array(text.utf8)
        self.contentType = contentType
        // FNV-1a, 64 bits: tells versions apart, protects nothing.
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        let digits = String(hash, radix: 16)
        digest = String(repeating: "0", count: 16 - digits.utf8.count) + digits
        address = Address("assets", digest + "." + suffix)
    }

    static let stylesheet = Asset(
        Palette.stylesheet
            + "\(Stylesheet.base)\(Stylesheet.controls)\(Stylesheet.tables)\(Stylesheet.pages)\(Stylesheet.flights)\(Stylesheet.media)\(Stylesheet.flightMedia)",
        contentType: "text/css; charset=utf-8", suffix: "css")
    static let script = Asset("\(Script.text)", contentType: "text/javascript; charset=utf-8", suffix: "js")
    static let icon = Asset(
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="6" fill="#1F5A99"/>\
        <g fill="none" stroke="#fff" stroke-width="3"><circle cx="16" cy="16" r="8"/><path d="M3 16h26"/></g></svg>
        """, contentType: "image/svg+xml", suffix: "svg")

    static let all = [stylesheet, script, icon]

    /// The asset with that file name (`DIGEST.css`), or nil.
    static func named(_ file: String) -> Asset? { all.first { $0.address == Address("assets", file) } }

    static let cacheControl = "public, max-age=31536000, immutable"
}

/// Headers that every page carries.
enum PageHeaders {
    /// Nothing from elsewhere, nothing inline, no frame, forms only to ourselves.
    static let contentSecurityPolicy =
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

    /// Names and values, for pages with people on them: kept by no cache.
    static let all = [
        ("Content-Type", "text/html; charset=utf-8"), ("Content-Security-Policy", contentSecurityPolicy),
        ("X-Content-Type-Options", "nosniff"), ("Referrer-Policy", "no-referrer"), ("Cache-Control", "no-store"),
        ("Cross-Origin-Opener-Policy", "same-origin"), ("Cross-Origin-Resource-Policy", "same-origin"),
        ("Permissions-Policy", "camera=(), geolocation=(), microphone=()"),
    ]
}
