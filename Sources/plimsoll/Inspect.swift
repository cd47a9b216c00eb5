import ArgumentParser
import Foundation
import TravelMessages

/// What a message says, without storing anything.
struct Inspect: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show what messages say, with the raw segment beside each fact. Nothing is stored.",
        discussion: """
            Exit status 0 when something could be read, 2 when nothing could.

            EXAMPLE
              plimsoll inspect manifest.edi
              plimsoll inspect --format json push.edi | jq '.messages[].travellers[].family'
            """)

    enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }

    @Option(help: "text or json (docs/schema/inspect.schema.json).")
    var format: Format = .text

    @Argument(help: "Files; - reads standard input.", completion: .file())
    var files: [String]

    func validate() throws {
        if files.isEmpty { throw ValidationError("name at least one file, or - for standard input") }
    }

    func run() throws {
        var inputs: [Inspection.Input] = []
        for file in files {
            guard let data = Files.read(file) else {
                Terminal.error("\(file): missing or unreadable")
                throw ExitCode(2)
            }
            let bytes = Array(data)
            inputs.append(Inspection.Input(file: file, reading: readTransmission(bytes), bytes: bytes))
        }
        let inspection = Inspection(inputs)
        print(format == .json ? inspection.json() : inspection.text(colour: Terminal.hasColour))
        if !inspection.isReadable { throw ExitCode(2) }
    }
}

enum Files {
    static func read(_ path: String) -> Data? {
        if path == "-" { return try? FileHandle.standardInput.readToEnd() ?? Data() }
        // Pipes too, as a shell hands them over for `<(…)`.
        guard let handle = FileHandle(forReadingAtPath: path) else { return nil }
        defer { try? handle.close() }
        return try? handle.readToEnd() ?? Data()
    }

    /// Files below a path in the order of their names; the path itself when it is a file. Hidden and `.part` files are not taken.
    static func below(_ path: String) -> [String] {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue else { return [path] }
        let names = (FileManager.default.enumerator(atPath: path)?.allObjects as? [String]) ?? []
        return names.filter { name in
            var isInner: ObjCBool = false
            let full = path + "/" + name
            let last = name.split(separator: "/").last ?? ""
            return !last.hasPrefix(".") && !last.hasSuffix(".part") && FileManager.default.fileExists(atPath: full, isDirectory: &isInner)
                && !isInner.boolValue
        }.sorted().map { path + "/" + $0 }
    }
}
