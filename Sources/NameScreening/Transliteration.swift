import Foundation

/// Any script to Latin letters, by the ICU transforms inside Foundation. The only door through which Foundation is used:
/// it costs microseconds a word, so ASCII never comes here.
enum Transliteration {
    /// Canonical composition (NFC), so that a letter and its mark are one scalar.
    static func composed(_ text: String) -> String { text.precomposedStringWithCanonicalMapping }

    /// ICU `Any-Latin; Latin-ASCII`; empty where ICU has no answer.
    static func latin(_ text: String) -> String {
        text.applyingTransform(StringTransform("Any-Latin; Latin-ASCII"), reverse: false) ?? ""
    }
}
