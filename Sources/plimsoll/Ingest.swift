import ArgumentParser
import Foundation
import Service

/// Takes messages in from files.
struct Ingest: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Take messages in from a file, a folder, or standard input, and screen who is in them.",
        discussion: """
            Each file is one transmission: durable before it is counted. The same bytes twice are one transmission.

            EXAMPLE
              plimsoll ingest --folder unit messages/
              cat push.edi | plimsoll ingest --folder unit -
            """)

    @OptionGroup var options: UnitOptions
    @Flag(help: "Do not wait until everybody who came in has been screened.")
    var noWait = false
    @Argument(help: "A file, a folder, or -.", completion: .file())
    var paths: [String]

    func validate() throws {
        if paths.isEmpty { throw ValidationError("name a file, a folder, or - for standard input") }
    }

    func run() async throws {
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
}
