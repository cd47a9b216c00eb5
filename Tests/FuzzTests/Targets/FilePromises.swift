import Analysis
import Casework
import Foundation
import HTTPTypes
import TransparencyLog
import Travel

@testable import Service
@testable import Web

/// Each row and each fault has its line, a line is one or the other, and no fault repeats a value of the file.
enum WatchlistPromises {
    static func broken(by bytes: [UInt8]) -> [String] {
        var broken: [String] = []
        let (rows, faults) = WatchlistFile.read(bytes)
        let lines = 1 + bytes.count { $0 == 0x0A || $0 == 0x0D }
        let rejected = Set(faults.filter { $0.severity == .rejected }.map(\.line))
        for row in rows {
            if !(1...lines).contains(row.line) { broken.append("a row on no line") }
            if rejected.contains(row.line) { broken.append("a row that is rejected and goes in") }
            if row.list.isEmpty || row.facts.names.allSatisfy({ $0.full.isEmpty }) { broken.append("a row without list or name") }
        }
        for fault in faults {
            if !(1...lines).contains(fault.line) { broken.append("a fault on no line: \(fault.code)") }
            if !fault.detail.isEmpty, !WatchlistFile.columns.contains(fault.detail), Int(fault.detail) == nil {
                broken.append("a fault that repeats a value: \(fault.code)")
            }
            if fault.message.isEmpty { broken.append("a fault without words") }
        }
        return broken
    }
}

/// Either it can be used, or the error says why; nothing else.
enum SettingsPromises {
    static func brokenProfile(by bytes: [UInt8]) -> [String] {
        broken(by: bytes) { text in
            let profile = try Rules.profile(yaml: text, path: "profile.yaml")
            return profile.faults.isEmpty ? [] : ["a profile with faults was taken"]
        }
    }

    static func brokenIndicator(by bytes: [UInt8]) -> [String] {
        broken(by: bytes) { text in
            let indicator = try Rules.indicator(yaml: text, path: "indicator.yaml")
            return AnalysisRules.faults(of: indicator).isEmpty ? [] : ["an indicator with faults was taken"]
        }
    }

    /// Whatever is in effect is allowed.
    static func brokenConfiguration(by bytes: [UInt8]) -> [String] {
        broken(by: bytes) { text in
            let configuration = try UnitConfiguration(file: ("plimsoll.yaml", text))
            let wrong = Setting.allCases.first {
                configuration[$0].source != .standard && $0.usable(configuration.text($0)) != configuration.text($0)
            }
            return wrong.map { ["\($0.rawValue) has a value that is not allowed"] } ?? []
        }
    }

    private static func broken(by bytes: [UInt8], _ body: (String) throws -> [String]) -> [String] {
        do {
            // As the folder's files are read: what is not UTF-8 is refused before.
            guard let text = String(validating: bytes, as: UTF8.self) else { return [] }
            return try body(text)
        } catch let error as ServiceError {
            return error.description.isEmpty ? ["an error without words"] : []
        } catch let error as ConfigurationError {
            return error.faults.isEmpty ? ["a refusal without a fault"] : []
        } catch {
            return ["an error of another kind: \(type(of: error))"]
        }
    }
}

/// A form is read whole, or not at all; a file is never longer than the body that brought it.
enum FormPromises {
    static func broken(by bytes: [UInt8]) -> [String] {
        var broken: [String] = []
        if let form = MultipartForm(bytes, boundary: "edge") {
            if (form.file?.count ?? 0) > bytes.count { broken.append("a file that is longer than its body") }
            if form.fields["csrf"].utf8.count > bytes.count { broken.append("a field that is longer than its body") }
        }
        _ = MultipartForm.boundary(of: String(decoding: bytes, as: UTF8.self))
        if let fields = FormFields(bytes), fields["csrf"].utf8.count > bytes.count * 3 {
            broken.append("a field that is longer than its body")
        }
        _ = WebRequest(.get, target: String(decoding: bytes, as: UTF8.self)).segments
        return broken
    }
}

/// What is read is exactly what was written, and nothing verifies but what the log signed.
enum CheckpointPromises {
    static let origin = "log.example/fuzz"

    static func signer() throws -> NoteSigner { try NoteSigner(name: NoteKeyName(origin), seed: [UInt8](repeating: 7, count: 32)) }

    /// The one text that the log of these tests has signed.
    static func signed() throws -> Checkpoint {
        try Checkpoint(origin: origin, size: 1_234, root: MerkleHash.leaf(Array("a leaf".utf8)))
    }

    static func broken(by bytes: [UInt8]) -> [String] {
        var broken: [String] = []
        if let key = try? NoteVerifierKey(vkey: String(decoding: bytes, as: UTF8.self)), Array(key.vkey.utf8) != bytes {
            broken.append("a key that is written otherwise than it was read")
        }
        guard let note = try? SignedNote(bytes: bytes) else { return broken }
        if note.bytes != bytes { broken.append("a note that is written otherwise than it was read") }
        if let checkpoint = try? Checkpoint(text: note.text), checkpoint.text != note.text {
            broken.append("a checkpoint that is written otherwise than it was read")
        }
        if let signer = try? signer(), let signed = try? signed(),
            let verified = try? VerifiedCheckpoint(note: note, origin: origin, logKey: signer.verifierKey), verified.checkpoint != signed
        {
            broken.append("a checkpoint that nobody signed")
        }
        return broken
    }
}
