import Foundation
import Travel

/// How a name in another script reads in Latin letters, for officers who do not read it. A reading of ours, never a fact.
enum LatinReading {
    /// Nil where the name is in Latin letters already.
    static func of(_ name: PersonName) -> String? {
        let text = [name.family, name.given].filter { !$0.isEmpty }.joined(separator: " ")
        // Latin letters with their marks end at U+024F; what lies above is another script, or punctuation.
        guard text.unicodeScalars.contains(where: { $0.value > 0x24F && $0.properties.isAlphabetic }) else { return nil }
        guard let latin = text.applyingTransform(StringTransform("Any-Latin; Latin-ASCII"), reverse: false), latin != text else {
            return nil
        }
        return latin
    }
}
