import Foundation
import Simulator
import TransparencyLog
import Travel
import TravelMessages

/// What mutations begin with: messages and lists of an invented world, the unit's standard files, a checkpoint that was signed.
enum FuzzSeeds {
    /// The same every time, the small ones first.
    static func of(_ target: FuzzTarget) throws -> [[UInt8]] {
        switch target {
        case .edifact, .door: messages
        case .paxlst: messages.filter { $0.firstRange(of: Array("PAXLST".utf8)) != nil }
        case .pnrgov: messages.filter { $0.firstRange(of: Array("PNRGOV".utf8)) != nil }
        case .watchlist: lists
        case .form: forms
        case .profile: try files("profile")
        case .indicator: try files("indicators")
        case .configuration: [configuration]
        case .checkpoint: try checkpoints()
        }
    }

    private static let world: World? = try? World.generate(
        WorldConfiguration(seed: 20_261_125, now: Instant(seconds: 1_795_000_000), travellers: 1_000))

    /// A few people of each message of the world, and what is known to be sent wrong.
    private static let messages: [[UInt8]] = (world?.messages ?? []).prefix(60).flatMap { sent in
        readTransmission(sent.bytes).messages.prefix(1).flatMap { message -> [[UInt8]] in
            var message = message
            if message.kind == .paxlst {
                message.travellers = Array(message.travellers.prefix(2))
                message.announcedPassengers = nil
            } else {
                message.bookings = Array(message.bookings.prefix(1))
                message.travellers = Array(message.travellers.prefix((message.bookings.last?.value.travellers.last ?? -1) + 1))
                message.announcedBookings = nil
            }
            let clean = message.kind == .paxlst ? PAXLSTWriter.write([message]) : PNRGOVWriter.write([message])
            let mutator = MessageMutator(clean, kind: message.kind)
            return [clean] + (0..<3).map { mutator.mutant(seed: $0).bytes }
        }
    }.filter { $0.count < 4_096 }.sorted { $0.count < $1.count }

    private static let lists: [[UInt8]] = (world?.watchlists ?? []).map { list in
        Array(list.csv.split(separator: "\n").prefix(4).joined(separator: "\n").utf8)
    }

    private static var forms: [[UInt8]] {
        let file =
            "--edge\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\nsecret\r\n--edge\r\n"
            + "Content-Disposition: form-data; name=\"file\"; filename=\"list.csv\"\r\nContent-Type: text/csv\r\n\r\nlist,last_name\r\n"
            + "\r\n--edge--\r\n"
        return [
            file, "csrf=secret&purpose=assessment&text=a+few%20words%C3%A9", "multipart/form-data; boundary=\"edge\"",
            "/alerts/0192?show=all",
        ].map { Array($0.utf8) }
    }

    private static let configuration = Array(
        "# What serve takes.\nhost: 127.0.0.1\nport: 8080\nbodyMebibytes: 64\nbehindProxy: false\n".utf8)

    /// Files of the repository, where these sources stand in it.
    private static func files(_ folder: String) throws -> [[UInt8]] {
        let root = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let path = root.appendingPathComponent(folder)
        return try FileManager.default.contentsOfDirectory(atPath: path.path).sorted().filter { $0.hasSuffix(".yaml") }.map { name in
            let text = try String(contentsOf: path.appendingPathComponent(name), encoding: .utf8)
            return Array(text.replacing("state: STATE", with: "state: UTO").utf8)
        }
    }

    private static func checkpoints() throws -> [[UInt8]] {
        let signer = try CheckpointPromises.signer()
        let note = try CheckpointPromises.signed().signed(by: signer)
        let witness = try NoteSigner(
            name: NoteKeyName("witness.example/1"), algorithm: .cosignatureV1, seed: [UInt8](repeating: 9, count: 32))
        let cosigned = try note.adding([witness.cosign(CheckpointPromises.signed(), timestamp: 1_795_000_000)])
        return [note.bytes, cosigned.bytes, Array(signer.verifierKey.vkey.utf8), Array(witness.verifierKey.vkey.utf8)]
    }
}
