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
            plimsoll.yaml in the folder says the same as these options; PLIMSOLL_… in the environment stands over it, and an option
            over both. `plimsoll configuration show` prints what is in effect.

            EXAMPLE
              plimsoll serve --folder unit --port 8480
              plimsoll serve --folder unit --host 10.0.0.5 --behind-proxy
              plimsoll serve --folder unit --inbox /srv/inbox
            """)

    @OptionGroup var options: UnitOptions
    @OptionGroup var settings: ConfigurationOptions

    func run() async throws {
        let configuration = try settings.read(folder: options.unitFolder)
        let unit = try await Unit(folder: options.unitFolder, waitingActs: configuration.number(.waitingActs))
        let workers = Workers(unit: unit)
        let quiet = options.quiet
        do {
            let socket = try ControlSocket(path: options.unitFolder.socket) { command, account, user in
                await unit.answer(command, as: account, user: user)
            }
            let server = try WebServer(
                unit: unit, workers: workers,
                configuration: WebConfiguration(
                    configuration,
                    onBound: { host, port in
                        // For whoever starts it by script, also when the port was a free one.
                        if !quiet { print("listening on http://\(host.contains(":") ? "[\(host)]" : host):\(port)/") }
                        fflush(nil)
                    }))
            try await unit.take(configuration)
            socket.start()
            defer { socket.stop() }
            let inbox = try configuration.path(.inbox).map { try Inbox(folder: $0, unit: unit) }
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
