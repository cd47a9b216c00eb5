import ArgumentParser
import Foundation
import Service
import Web

/// Runs the unit.
struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Run the unit: doors, workers, and the desk in the browser. Loopback only, unless a proxy is declared.",
        discussion: """
            Stops on SIGTERM and SIGINT after what it has begun. Other commands reach it through a socket in the folder.

            EXAMPLE
              plimsoll serve --folder unit --port 8480
              plimsoll serve --folder unit --host 10.0.0.5 --behind-proxy
              plimsoll serve --folder unit --inbox /srv/inbox
            """)

    @OptionGroup var options: UnitOptions
    @Option(help: "Address to listen on.")
    var host = "127.0.0.1"
    @Option(help: "Port to listen on; 0 takes a free one.")
    var port = 8480
    @Option(help: "A folder as a door: files that are renamed into it are taken in.", completion: .directory)
    var inbox: String?
    @Flag(help: "A proxy that speaks TLS stands in front; its X-Forwarded-For and X-Forwarded-Proto are believed.")
    var behindProxy = false
    @Flag(help: "Say on every page that the data are invented.")
    var demonstration = false

    func run() async throws {
        let unit = try await Unit(folder: options.unitFolder)
        let workers = Workers(unit: unit)
        let quiet = options.quiet
        do {
            let socket = try ControlSocket(path: options.unitFolder.socket) { command, account, user in
                await unit.answer(command, as: account, user: user)
            }
            let server = try WebServer(
                unit: unit, workers: workers,
                configuration: WebConfiguration(
                    host: host, port: port, behindProxy: behindProxy, isDemonstration: demonstration, hasInbox: inbox != nil,
                    onBound: { host, port in
                        // For whoever starts it by script, also when the port was a free one.
                        if !quiet { print("listening on http://\(host.contains(":") ? "[\(host)]" : host):\(port)/") }
                        fflush(nil)
                    }))
            socket.start()
            defer { socket.stop() }
            let inbox = try inbox.map { try Inbox(folder: $0, unit: unit) }
            try await withThrowingTaskGroup(of: Void.self) { group in
                if let inbox { group.addTask { await inbox.run() } }
                defer { group.cancelAll() }
                try await server.run()
            }
        } catch {
            await unit.close()
            throw error
        }
        await unit.close()
    }
}
