/// Two languages that nobody speaks, made from the English texts: what a translation can do to a page shows before there is one.
///
/// Their tags are those of the Unicode CLDR's pseudo-locales: `en-XA` and `ar-XB`.
extension Catalogue {
    /// Every text half as long again, in letters with marks, between brackets: what is cut off, runs out at the side, or is not in
    /// the catalogue is seen at once.
    static let long = english.changed(language: "en-XA", direction: .leftToRight) { text in
        // In pieces of eight, so that a line can be broken as between words.
        let length = text.count(where: \.isLetter)
        let fillers = (0..<(length + 1) / 2).map { $0 % 8 == 7 ? " " : "·" }.joined()
        let end = text.lastIndex(where: { $0 != " " }).map { text.index(after: $0) } ?? text.endIndex
        let letters = String(text[..<end].map { marked[$0] ?? $0 })
        return length > 1 ? letters + " " + fillers + text[end...] : letters + text[end...]
    } whole: {
        "[\($0)]"
    }

    /// Every text from right to left: what is laid out by left and right, and not by start and end, stands on the wrong side.
    static let mirrored = english.changed(language: "ar-XB", direction: .rightToLeft) { text in
        // Right-to-left override … pop directional formatting, so that Latin letters run as Arabic ones do.
        text.contains(where: \.isLetter) ? "\u{202E}\(text)\u{202C}" : text
    } whole: {
        $0
    }

    /// The catalogue of a BCP 47 tag; English for every other.
    static func language(_ tag: String) -> Catalogue { [english, long, mirrored].first { $0.language == tag } ?? english }

    /// The same catalogue with other texts; places stay where they are.
    private func changed(
        language: String, direction: Direction, text: (String) -> String, whole: (String) -> String
    ) -> Catalogue {
        func pattern(_ pattern: Pattern) -> Pattern {
            guard !pattern.source.isEmpty else { return pattern }
            return Pattern(
                whole(
                    pattern.parts.map { part in
                        switch part {
                        case .text(let words): text(words)
                        case .place(let name): "{\(name)}"
                        }
                    }.joined()))
        }
        let changed = entries.mapValues { entry -> Entry in
            switch entry {
            case .one(let one): .one(pattern(one))
            case .plural(let place, let forms): .plural(by: place, forms.mapValues(pattern))
            }
        }
        return Catalogue(language: language, direction: direction, plural: plural, [changed])
    }

    private static let marked: [Character: Character] = [
        "a": "á", "c": "ç", "d": "đ", "e": "é", "g": "ğ", "h": "ħ", "i": "í", "k": "ķ", "l": "ł", "n": "ñ", "o": "ö", "r": "ř", "s": "š",
        "t": "ţ", "u": "ü", "w": "ŵ", "y": "ý", "z": "ž", "A": "Å", "C": "Č", "D": "Ð", "E": "Ê", "G": "Ĝ", "H": "Ĥ", "I": "Î", "L": "Ł",
        "N": "Ñ", "O": "Ø", "R": "Ř", "S": "Š", "T": "Ŧ", "U": "Ů", "W": "Ŵ", "Y": "Ÿ", "Z": "Ž",
    ]
}
