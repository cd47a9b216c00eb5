import ArgumentParser
import Foundation
import Service

/// What can be set for `serve`, on the command line: over the environment, which is over the file.
struct ConfigurationOptions: ParsableArguments {
    @Option(help: "The configuration file. Default: PLIMSOLL_CONFIGURATION, else plimsoll.yaml of the folder.", completion: .file())
    var configuration: String?
    @Option(help: "Address to listen on.")
    var host: String?
    @Option(help: "Port to listen on; 0 takes a free one.")
    var port: Int?
    @Option(help: "A folder as a door: files that are renamed into it are taken in.", completion: .directory)
    var inbox: String?
    @Flag(
        inversion: .prefixedNo,
        help: "A proxy that speaks TLS stands in front; its X-Forwarded-For and X-Forwarded-Proto are believed.")
    var behindProxy: Bool?
    @Flag(inversion: .prefixedNo, help: "Say on every page that the data are invented.")
    var demonstration: Bool?
    @Option(help: "Language of the pages: en; en-XA (long) and ar-XB (mirrored) try a layout before a translation.")
    var language: String?
    @Option(help: "What the server writes to standard error: debug, info, warning, error or critical.")
    var logLevel: String?
    @Option(help: "Connections at once; further ones wait.")
    var connections: Int?
    @Option(help: "Seconds that a carrier waits for the reading before it is told where to ask again.")
    var patienceSeconds: Int?
    @Option(help: "Largest body at the door for carriers, in MiB.")
    var bodyMebibytes: Int?
    @Option(help: "Bodies at once, over all connections, in MiB.")
    var heldMebibytes: Int?
    @Option(help: "Acts that may wait to be written before doors answer 503.")
    var waitingActs: Int?

    /// - Throws: `ConfigurationError`
    func read(folder: UnitFolder) throws -> UnitConfiguration {
        var options: [Setting: String] = [:]
        options[.host] = host
        options[.port] = port.map(String.init)
        options[.inbox] = inbox
        options[.behindProxy] = behindProxy.map(String.init)
        options[.demonstration] = demonstration.map(String.init)
        options[.language] = language
        options[.logLevel] = logLevel
        options[.connections] = connections.map(String.init)
        options[.patienceSeconds] = patienceSeconds.map(String.init)
        options[.bodyMebibytes] = bodyMebibytes.map(String.init)
        options[.heldMebibytes] = heldMebibytes.map(String.init)
        options[.waitingActs] = waitingActs.map(String.init)
        return try .read(
            folder: folder, named: configuration, environment: ProcessInfo.processInfo.environment, options: options)
    }
}

/// What a unit would be served with.
struct ConfigurationCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "configuration", abstract: "Show what `serve` would take, and where each value comes from.",
        discussion: "EXAMPLE\n  plimsoll configuration show --folder unit", subcommands: [Show.self])

    /// All values.
    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print each value in effect and where it comes from.",
            discussion: """
                Takes the options of `serve`, so that a command line can be tried before it is used. The digest is the one that stands
                in the log.

                EXAMPLE
                  plimsoll configuration show --folder unit
                  PLIMSOLL_PORT=8481 plimsoll configuration show --folder unit --json
                """)
        @OptionGroup var options: UnitOptions
        @OptionGroup var settings: ConfigurationOptions

        func run() throws {
            let found = try settings.read(folder: options.unitFolder)
            let digest = found.digest.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
            if options.json {
                let values = Setting.allCases.map { ["key": $0.rawValue, "value": found[$0].text, "from": found[$0].source.description] }
                let data = try JSONSerialization.data(
                    withJSONObject: ["sha256": digest, "values": values], options: [.sortedKeys, .withoutEscapingSlashes])
                return print(String(decoding: data, as: UTF8.self))
            }
            for setting in Setting.allCases { print("\(setting.rawValue): \(found[setting].text)   # \(found[setting].source)") }
            if !options.quiet { print("# sha256 \(digest)") }
        }
    }
}
