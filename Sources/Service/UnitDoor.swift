import Casework
import Foundation

/// How the command line reaches a unit: through the socket of the one that runs, or by opening the folder itself.
public enum UnitDoor: Sendable {
    case running(ControlSocket.Client)
    case opened(Unit)

    /// - Throws: when the folder is locked and nobody answers on its socket.
    public static func open(folder: UnitFolder) async throws -> UnitDoor {
        if let client = ControlSocket.Client(path: folder.socket) { return .running(client) }
        return .opened(try await Unit(folder: folder))
    }

    public func ask(_ command: Command, as account: String?) async throws -> CommandAnswer {
        switch self {
        case .running(let client): try client.ask(command, as: account)
        case .opened(let unit): await unit.answer(command, as: account, user: Int(getuid()))
        }
    }

    /// How many commands make sense at once: a socket answers one after the other.
    public var parallelism: Int {
        switch self {
        case .running: 1
        case .opened: 16
        }
    }

    /// Writes what waits, where this process opened the unit.
    public func close() async {
        if case .opened(let unit) = self { await unit.close() }
    }
}
