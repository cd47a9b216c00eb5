import Testing

@testable import Web

/// WCAG 2.2, 1.4.3 and 1.4.11, computed from the table of which the stylesheet is made.
struct PagesPaletteTests {
    static let texts: [(String, [String])] = [
        ("text", ["bg", "surface", "surface-2", "accent-bg", "off-bg"]), ("text-2", ["bg", "surface", "surface-2", "accent-bg"]),
        ("accent", ["bg", "surface", "surface-2", "accent-bg"]), ("on-accent", ["accent"]), ("p1", ["p1-bg", "surface"]), ("p2", ["p2-bg"]),
        ("p3", ["p3-bg"]), ("p4", ["p4-bg"]), ("ok", ["ok-bg"]), ("off", ["off-bg"]), ("seal", ["seal-bg"]),
    ]

    @Test("Every text has a contrast of 4.5:1 or more on each ground it stands on", arguments: [true, false])
    func text(night: Bool) throws {
        for (name, grounds) in Self.texts {
            for ground in grounds { #expect(try Self.contrast(name, ground, night) >= 4.5, "\(name) on \(ground)") }
        }
    }

    @Test("Lines round controls, and the focus, have 3:1 or more", arguments: [true, false])
    func controls(night: Bool) throws {
        for name in ["control", "focus", "accent"] {
            for ground in ["bg", "surface"] { #expect(try Self.contrast(name, ground, night) >= 3, "\(name) on \(ground)") }
        }
    }

    @Test("Night, chosen by the reader or by the device, has the same colours; day can be forced against the device")
    func blocks() {
        let sheet = Palette.stylesheet
        #expect(sheet.contains("prefers-color-scheme:dark){:root:not([data-theme=light]){color-scheme:dark;--bg:#12161A"))
        #expect(sheet.contains(":root[data-theme=night]{color-scheme:dark;--bg:#12161A"))
        for colour in Palette.colours { #expect(sheet.components(of: "--\(colour.name):#\(colour.night);") >= 2, "\(colour.name)") }
    }

    @Test("With more contrast every text has 7:1 or more, and lines round controls 4.5:1 (WCAG 1.4.6)", arguments: [true, false])
    func strong(night: Bool) throws {
        for (name, grounds) in Self.texts {
            for ground in grounds { #expect(try Self.contrast(name, ground, night, strong: true) >= 7, "\(name) on \(ground)") }
        }
        for name in ["control", "focus", "line"] {
            #expect(try Self.contrast(name, "surface", night, strong: true) >= 4.5, "\(name)")
        }
    }

    @Test("More contrast is chosen by the reader or by the device, in both lights, and never on paper")
    func strongBlocks() {
        let sheet = Palette.stylesheet
        #expect(sheet.contains("@media screen and (prefers-contrast:more){:root{color-scheme:light;--bg:#FFFFFF"))
        #expect(sheet.contains(":root[data-contrast=more][data-theme=night]{color-scheme:dark;--bg:#000000"))
        #expect(
            sheet.contains("(prefers-color-scheme:dark){:root[data-contrast=more]:not([data-theme=light]){color-scheme:dark;--bg:#000000"))
        for block in sheet.split(separator: "@media").filter({ $0.contains("contrast") }) {
            #expect(block.hasPrefix(" screen"), "\(block.prefix(60))")
        }
    }

    static func contrast(_ a: String, _ b: String, _ night: Bool, strong: Bool = false) throws -> Double {
        func luminance(_ name: String) throws -> Double {
            let table = strong ? Palette.strong + Palette.colours : Palette.colours
            let colour = try #require(table.first { $0.name == name })
            let value = try #require(UInt32(night ? colour.night : colour.day, radix: 16))
            let parts = [16, 8, 0].map { shift -> Double in
                let part = Double(value >> UInt32(shift) & 255) / 255
                // (x + 0.055) / 1.055 to the power of 2.4, without Foundation: a fifth root by Newton, then its twelfth power.
                if part <= 0.04045 { return part / 12.92 }
                let base = (part + 0.055) / 1.055
                var root = 1.0
                for _ in 0..<60 { root -= (root * root * root * root * root - base) / (5 * root * root * root * root) }
                return (0..<12).reduce(1.0) { product, _ in product * root }
            }
            return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
        }
        let (x, y) = (try luminance(a), try luminance(b))
        return (max(x, y) + 0.05) / (min(x, y) + 0.05)
    }
}

extension String {
    fileprivate func components(of part: String) -> Int { split(separator: part, omittingEmptySubsequences: false).count - 1 }
}
