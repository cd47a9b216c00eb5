import Foundation
import Synchronization

/// The local door for commands: a socket in the unit's folder. Who is at the other end, the kernel says (SO_PEERCRED).
///
/// Each request and each answer is four bytes of length (big-endian) and that much JSON.
public final class ControlSocket: Sendable {
    static let lengthLimit = 96 << 20
    private let descriptor: Int32
    private let path: String
    private let answer: @Sendable (Command, _ name: String?, _ user: Int) async -> CommandAnswer
    private let stopped = Mutex(false)

    /// Listens. Whoever may enter the folder may ask, and is known by user; the folder is made for its owner alone, so an operator
    /// who wants other users' commands opens it to their group (chmod g+x). The keys stand in a folder of their own.
    public init(path: String, answer: @escaping @Sendable (Command, String?, Int) async -> CommandAnswer) throws {
        self.path = path
        self.answer = answer
        unlink(path)
        descriptor = try Self.socket(path: path) { bind($0, $1, $2) }
        chmod(path, 0o666)
        guard listen(descriptor, 16) == 0 else {
            close(descriptor)
            throw ServiceError.socket(reason: "listen: \(String(cString: strerror(errno)))")
        }
    }

    public func start() {
        let thread = Thread { [self] in
            while true {
                let connection = accept(descriptor, nil, nil)
                if connection < 0 {
                    if stopped.withLock({ $0 }) { return }
                    usleep(20_000)
                    continue
                }
                let serving = Thread { self.serve(connection) }
                serving.name = "plimsoll-command"
                serving.start()
            }
        }
        thread.name = "plimsoll-commands"
        thread.start()
    }

    public func stop() {
        stopped.withLock { $0 = true }
        shutdown(descriptor, Int32(SHUT_RDWR))
        close(descriptor)
        unlink(path)
    }

    private func serve(_ connection: Int32) {
        defer { close(connection) }
        guard let user = Self.peer(of: connection) else { return }
        while let data = Self.receive(connection) {
            let answer: CommandAnswer
            if let request = try? JSONDecoder().decode(Request.self, from: data) {
                let done = DispatchSemaphore(value: 0)
                let result = Mutex<CommandAnswer?>(nil)
                Task { [self] in
                    let value = await self.answer(request.command, request.account, user)
                    result.withLock { $0 = value }
                    done.signal()
                }
                done.wait()
                answer = result.withLock { $0 } ?? CommandAnswer(lines: [], failure: "the command gave no answer")
            } else {
                answer = CommandAnswer(
                    lines: [], failure: "the request is not one that this version knows: use the same version of plimsoll")
            }
            guard let encoded = try? JSONEncoder().encode(answer), Self.send(connection, encoded) else { return }
        }
    }

    struct Request: Codable {
        var account: String?
        var command: Command
    }

    /// A connection to the unit that runs in the folder.
    public final class Client: Sendable {
        private let descriptor: Int32

        /// Nil when no unit listens there.
        public init?(path: String) {
            guard FileManager.default.fileExists(atPath: path),
                let descriptor = try? ControlSocket.socket(path: path, { connect($0, $1, $2) })
            else { return nil }
            self.descriptor = descriptor
        }

        deinit { close(descriptor) }

        public func ask(_ command: Command, as account: String?) throws -> CommandAnswer {
            let encoded = try JSONEncoder().encode(Request(account: account, command: command))
            guard ControlSocket.send(descriptor, encoded), let data = ControlSocket.receive(descriptor) else {
                throw ServiceError.socket(reason: "it hung up; what was acknowledged before is kept")
            }
            return try JSONDecoder().decode(CommandAnswer.self, from: data)
        }
    }

    private static func socket(path: String, _ use: (Int32, UnsafePointer<sockaddr>, socklen_t) -> Int32) throws -> Int32 {
        let descriptor = Glibc.socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { throw ServiceError.socket(reason: String(cString: strerror(errno))) }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let bytes = Array(path.utf8)
        let room = MemoryLayout.size(ofValue: address.sun_path)
        guard bytes.count < room else {
            close(descriptor)
            throw ServiceError.socket(reason: "the path \(path) is longer than \(room - 1) bytes: choose a shorter folder")
        }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
        let result = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { use(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size)) }
        }
        guard result == 0 else {
            let reason = String(cString: strerror(errno))
            close(descriptor)
            throw ServiceError.socket(reason: reason)
        }
        return descriptor
    }

    /// The user at the other end: second of the three numbers of `struct ucred`.
    private static func peer(of connection: Int32) -> Int? {
        var credentials: [UInt32] = [0, 0, 0]
        var length = socklen_t(12)
        guard getsockopt(connection, SOL_SOCKET, SO_PEERCRED, &credentials, &length) == 0, length == 12 else { return nil }
        return Int(credentials[1])
    }

    private static func receive(_ descriptor: Int32) -> Data? {
        guard let head = read(descriptor, count: 4) else { return nil }
        let length = head.reduce(0) { $0 << 8 | Int($1) }
        guard length <= lengthLimit else { return nil }
        return read(descriptor, count: length).map { Data($0) }
    }

    private static func read(_ descriptor: Int32, count: Int) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: count)
        var done = 0
        while done < count {
            let got = bytes.withUnsafeMutableBytes { buffer in
                recv(descriptor, buffer.baseAddress.map { $0 + done }, count - done, 0)
            }
            if got <= 0 { return nil }
            done += got
        }
        return bytes
    }

    private static func send(_ descriptor: Int32, _ data: Data) -> Bool {
        let length = UInt32(clamping: data.count)
        let bytes = [UInt8(length >> 24), UInt8(length >> 16 & 255), UInt8(length >> 8 & 255), UInt8(length & 255)] + data
        var done = 0
        while done < bytes.count {
            let sent = bytes.withUnsafeBytes { buffer in
                Glibc.send(descriptor, buffer.baseAddress.map { $0 + done }, bytes.count - done, Int32(MSG_NOSIGNAL))
            }
            if sent <= 0 { return false }
            done += sent
        }
        return true
    }
}
