import ArgumentParser
import Casework
import Foundation
import Service
import Simulator
import Travel

/// Invents a small world as real messages.
struct Simulate: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Invent a small world: carriers' messages, two watchlists, and what was planted in it.",
        discussion: """
            Writes messages/, lists/ and truth.json into a folder. The same seed, time and size give the same bytes. All people are
            invented; document numbers begin with UT, e-mail addresses end in .example.

            EXAMPLE
              plimsoll simulate --out world --seed 7 --travellers 4000
            """)

    @Option(help: "Folder to write into; must not exist.", completion: .directory)
    var out: String
    @Option(help: "Seed.")
    var seed: UInt64 = 1
    @Option(help: "About how many travellers.")
    var travellers = 4_000
    @Option(help: "The moment that the world is around, RFC 3339 in UTC. Default: now.")
    var now: String?
    @Option(help: "IATA codes of the state's airports, separated by commas.")
    var hubs = "MLA"
    @Flag(help: "Only errors.")
    var quiet = false

    func run() throws {
        var moment = DomainClock.real.now()
        if let now {
            guard let given = Instant(rfc3339: now) else { throw ValidationError("--now: expected a time such as 2026-11-25T08:00:00Z") }
            moment = given
        }
        guard !FileManager.default.fileExists(atPath: out) else { throw ValidationError("\(out) exists: choose another folder") }
        let world = try World.generate(
            WorldConfiguration(seed: seed, now: moment, hubs: hubs.split(separator: ",").map(String.init), travellers: travellers))
        for folder in ["messages", "lists"] {
            try FileManager.default.createDirectory(atPath: out + "/" + folder, withIntermediateDirectories: true)
        }
        for message in world.messages { try write(Data(message.bytes), "messages/" + message.fileName) }
        for list in world.watchlists { try write(Data(list.csv.utf8), "lists/" + list.fileName) }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        try write(try encoder.encode(world.truth), "truth.json")
        // Also as `ingest --replay` will want it: which file came when.
        let received = world.messages.map { "\($0.fileName),\($0.receivedAt.rfc3339)" }
        try write(Data((["file,received_at"] + received).joined(separator: "\n").appending("\n").utf8), "received.csv")
        guard !quiet else { return }
        print(
            "\(world.flights.count) flights, \(world.bookings.count) bookings, \(world.travellers) travellers, \(world.messages.count) messages, seed \(seed), around \(moment.rfc3339)"
        )
    }

    private func write(_ data: Data, _ name: String) throws {
        guard FileManager.default.createFile(atPath: out + "/" + name, contents: data) else {
            throw ServiceError.fileUnreadable(path: out + "/" + name, reason: "could not be written")
        }
    }
}
