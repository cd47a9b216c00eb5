/// The colours, once: the stylesheet's day, night and device-chosen blocks are all made from this table.
///
/// Every pair of text and ground that pages use has a contrast of at least 4.5:1 in both lights, and lines round controls
/// at least 3:1 (WCAG 2.2, 1.4.3 and 1.4.11); a test computes them.
enum Palette {
    struct Colour: Sendable {
        var name: String
        /// sRGB, `RRGGBB`.
        var day: String
        var night: String

        init(_ name: String, _ day: String, _ night: String) {
            self.name = name
            self.day = day
            self.night = night
        }
    }

    static let colours = [
        Colour("bg", "F5F7F9", "12161A"), Colour("surface", "FFFFFF", "191F25"), Colour("surface-2", "EBEFF3", "222A32"),
        Colour("line", "CBD3DB", "37424D"), Colour("control", "6B7783", "7D8A97"), Colour("text", "1B2229", "D3DAE0"),
        Colour("text-2", "48535E", "A3AFBA"), Colour("accent", "1F5A99", "8CC2F5"), Colour("accent-bg", "E3EDF7", "16293A"),
        Colour("on-accent", "FFFFFF", "12161A"), Colour("focus", "0B4F9E", "8CC2F5"),
        Colour("p1", "8A1C21", "FF9C97"), Colour("p1-bg", "FBE9E9", "3A1D1F"), Colour("p2", "7A3E00", "F5B36B"),
        Colour("p2-bg", "FDF0E1", "37260F"), Colour("p3", "5C4A00", "E3CE6A"), Colour("p3-bg", "FAF4D6", "2F2A12"),
        Colour("p4", "1F4E79", "8CC2F5"), Colour("p4-bg", "E6F0F8", "16293A"), Colour("ok", "1E5B3A", "86D3A4"),
        Colour("ok-bg", "E6F3EB", "14301F"), Colour("off", "48535E", "A3AFBA"), Colour("off-bg", "EBEFF3", "222A32"),
        Colour("seal", "4B2A7B", "C9AEF2"), Colour("seal-bg", "EFE9F7", "2B2140"),
    ]

    /// What is stronger where the reader or the device asks for more contrast: at least 7:1 (WCAG 2.2, 1.4.6).
    static let strong = [
        Colour("bg", "FFFFFF", "000000"), Colour("surface", "FFFFFF", "000000"), Colour("surface-2", "F2F5F8", "14191E"),
        Colour("line", "48535E", "A3AFBA"), Colour("control", "1B2229", "D3DAE0"), Colour("text", "000000", "FFFFFF"),
        Colour("text-2", "1B2229", "E4E9ED"), Colour("accent", "0A3A6E", "B5DAFF"), Colour("on-accent", "FFFFFF", "000000"),
        Colour("focus", "0A3A6E", "B5DAFF"), Colour("p1", "74080D", "FFC2BF"), Colour("p2", "5E2F00", "FFD3A3"),
        Colour("p3", "443700", "F3E391"), Colour("p4", "0F3556", "B5DAFF"), Colour("ok", "0F4226", "AFEBC5"),
        Colour("off", "2B333B", "D3DAE0"), Colour("seal", "3A1D66", "DDCBFA"),
    ]

    static var stylesheet: String {
        let day = block(colours, \.day, "light")
        let night = block(colours, \.night, "dark")
        let strongDay = block(strong, \.day, "light")
        let strongNight = block(strong, \.night, "dark")
        return """
            :root{\(day)}
            @media (prefers-color-scheme:dark){:root:not([data-theme=light]){\(night)}}
            :root[data-theme=night]{\(night)}
            @media screen and (prefers-contrast:more){:root{\(strongDay)}:root[data-theme=night]{\(strongNight)}}
            @media screen and (prefers-contrast:more) and (prefers-color-scheme:dark){:root:not([data-theme=light]){\(strongNight)}}
            @media screen{:root[data-contrast=more]{\(strongDay)}:root[data-contrast=more][data-theme=night]{\(strongNight)}}
            @media screen and (prefers-color-scheme:dark){:root[data-contrast=more]:not([data-theme=light]){\(strongNight)}}
            @media print{:root,:root[data-theme=night],:root:not([data-theme=light]){\(day)--bg:#FFFFFF;}}

            """
    }

    private static func block(_ colours: [Colour], _ side: KeyPath<Colour, String>, _ scheme: String) -> String {
        "color-scheme:\(scheme);" + colours.map { "--\($0.name):#\($0[keyPath: side]);" }.joined()
    }
}
