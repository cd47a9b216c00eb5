import ArgumentParser
import Foundation
import Service
import Travel

/// Takes messages in from files.
struct Ingest: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Take messages in from a file, a folder, or standard input, and screen who is in them.",
        discussion: """
            Each file is one transmission: durable before it is counted. The same bytes twice are one transmission.

            EXAMPLE
              plimsoll ingest --folder unit messages/
              cat push.edi | plimsoll ingest --folder unit -
              plimsoll ingest --folder unit --replay received.csv messages/

            With --replay, messages of the folder are taken in at the times of a file (columns file,received_at, in UTC): the clock
            of the unit follows them, with deadlines and expiries, as fast as the machine can. No unit may be running in the folder,
            and nothing later than the first line may have been received in it.
            """)

    @OptionGroup var options: UnitOptions
    @Option(help: "Take the messages in at the times of this file: file,received_at.", completion: .file())
    var replay: String?
    @Flag(help: "Do not wait until everybody who came in has been screened.")
    var noWait = false
    @Argument(help: "A file, a folder, or -.", completion: .file())
    var paths: [String]

    func validate() throws {
        if paths.isEmpty { throw ValidationError("name a file, a folder, or - for standard input") }
        if replay != nil, paths.count != 1 || paths.first == "-" { throw ValidationError("--replay: name the one folder of its files") }
        if replay != nil, noWait { throw ValidationError("--replay screens each message before the next comes: leave --no-wait out") }
    }

    func run() async throws {
        if let replay { return try await take(replay) }
        let files = paths.flatMap { $0 == "-" ? ["-"] : Files.below($0) }
        let door = try await UnitDoor.open(folder: options.unitFolder)
        var failed = 0
        var answers: [CommandAnswer] = []
        do {
            var progress = Progress("reading", total: files.count, silent: options.quiet)
            // A few at a time: they share commits, and each is answered only when its own is on the disk.
            try await withThrowingTaskGroup(of: (String, CommandAnswer).self) { group in
                var next = files.makeIterator()
                func add() {
                    guard let file = next.next() else { return }
                    let account = options.account
                    group.addTask {
                        guard let data = Files.read(file) else {
                            return (file, CommandAnswer(lines: [], failure: "missing or unreadable"))
                        }
                        return (file, try await door.ask(.ingest(bytes: data), as: account))
                    }
                }
                for _ in 0..<door.parallelism { add() }
                var done = 0
                while let (file, answer) = try await group.next() {
                    done += 1
                    if let failure = answer.failure {
                        failed += 1
                        Terminal.error("\(file): \(failure)")
                    } else {
                        answers.append(answer)
                    }
                    progress.update(done)
                    add()
                }
                progress.finish(done, unit: done == 1 ? "file" : "files")
            }
            if !noWait {
                let answer = try await door.ask(.settle, as: options.account)
                if let failure = answer.failure { throw ServiceError.request(failure) }
                if !options.quiet { for line in answer.lines { FileHandle.standardError.write(Data((line + "\n").utf8)) } }
            }
        } catch {
            await door.close()
            throw error
        }
        await door.close()
        if options.json {
            print("[" + answers.map(\.json).joined(separator: ",") + "]")
        } else {
            for answer in answers where !options.quiet { for line in answer.lines { print(line) } }
        }
        if failed > 0 { throw ExitCode(1) }
    }

    private func take(_ replay: String) async throws {
        guard let csv = Files.read(replay) else { throw ServiceError.fileUnreadable(path: replay, reason: "missing or unreadable") }
        let receipts = try Replay.receipts(Array(csv))
        var progress = Progress("replaying", total: receipts.count, silent: options.quiet)
        let outcome = try await Replay.run(
            folder: options.unitFolder, receipts: receipts, as: options.account, user: Int(getuid()),
            read: { file in Files.read(paths[0] + "/" + file).map { Array($0) } }, progress: { progress.update($0) })
        progress.finish(receipts.count, unit: "files")
        for failure in outcome.failures { Terminal.error(failure) }
        if options.json {
            let object: [String: Any] = [
                "transmissions": outcome.transmissions, "travellers": outcome.travellers, "failures": outcome.failures.count,
                "end": outcome.end.rfc3339,
            ]
            let data = try JSONSerialization.data(withJSONObject: object, options: [.sortedKeys])
            print(String(decoding: data, as: UTF8.self))
        } else if !options.quiet {
            print(
                "\(outcome.transmissions) transmissions naming \(outcome.travellers) travellers; the clock stands at \(outcome.end.rfc3339)"
            )
        }
        if !outcome.failures.isEmpty { throw ExitCode(1) }
    }
}
