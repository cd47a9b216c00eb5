/// Names and addresses folded to what travel documents print: Latin letters without marks, as in ICAO Doc 9303-3 section 6
/// (table A); letters of other scripts as they are, in upper case.
enum NameFold {
    /// The words of a text, folded. An apostrophe joins, everything else that is no letter or digit separates.
    static func parts(_ text: String) -> [[UInt8]] {
        var parts: [[UInt8]] = []
        var part: [UInt8] = []
        func close() {
            if !part.isEmpty { parts.append(part) }
            part = []
        }
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x41...0x5A, 0x30...0x39: part.append(UInt8(scalar.value))
            case 0x61...0x7A: part.append(UInt8(scalar.value - 0x20))
            case 0x27, 0x60, 0xB4, 0x2019, 0x2BC, 0x300...0x36F: continue
            case 0..<0xC0: close()
            case 0xC0..<0x180: if let letters = latin(scalar.value) { part += letters } else { close() }
            default:
                let properties = scalar.properties
                if properties.isAlphabetic || properties.numericType != nil {
                    part += properties.uppercaseMapping.utf8
                } else if properties.generalCategory != .nonspacingMark && properties.generalCategory != .format {
                    close()
                }
            }
        }
        close()
        return parts
    }

    /// Upper and lower case of Latin-1 Supplement and Latin Extended-A, in the order of their code points from U+00C0.
    private static let table: [StaticString] = [
        "A", "A", "A", "A", "AE", "AA", "AE", "C", "E", "E", "E", "E", "I", "I", "I", "I",
        "D", "N", "O", "O", "O", "O", "OE", "", "OE", "U", "U", "U", "UE", "Y", "TH", "SS",
        "A", "A", "A", "A", "AE", "AA", "AE", "C", "E", "E", "E", "E", "I", "I", "I", "I",
        "D", "N", "O", "O", "O", "O", "OE", "", "OE", "U", "U", "U", "UE", "Y", "TH", "Y",
        "A", "A", "A", "A", "A", "A", "C", "C", "C", "C", "C", "C", "C", "C", "D", "D",
        "D", "D", "E", "E", "E", "E", "E", "E", "E", "E", "E", "E", "G", "G", "G", "G",
        "G", "G", "G", "G", "H", "H", "H", "H", "I", "I", "I", "I", "I", "I", "I", "I",
        "I", "I", "IJ", "IJ", "J", "J", "K", "K", "K", "L", "L", "L", "L", "L", "L", "L",
        "L", "L", "L", "N", "N", "N", "N", "N", "N", "N", "N", "N", "O", "O", "O", "O",
        "O", "O", "OE", "OE", "R", "R", "R", "R", "R", "R", "S", "S", "S", "S", "S", "S",
        "S", "S", "T", "T", "T", "T", "T", "T", "U", "U", "U", "U", "U", "U", "U", "U",
        "U", "U", "U", "U", "W", "W", "Y", "Y", "Y", "Z", "Z", "Z", "Z", "Z", "Z", "S",
    ]

    private static func latin(_ value: UInt32) -> [UInt8]? {
        let index = Int(value) - 0xC0
        guard table.indices.contains(index) else { return nil }
        let letters = Array(table[index].description.utf8)
        return letters.isEmpty ? nil : letters
    }
}
