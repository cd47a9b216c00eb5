import Dispatch
public import Storage
import Synchronization

/// One thread for passwords: a guess costs 0.3 s of a core and 128 MiB on purpose, and must not take them from anybody else.
public final class PasswordThread: Sendable {
    private let queue = DispatchQueue(label: "plimsoll-passwords")
    private let waiting = Mutex(0)
    /// Guesses that may wait for the thread; further ones are asked to come back.
    static let waitingLimit = 16
    public let parameters: PasswordHash.Parameters

    public init(parameters: PasswordHash.Parameters = .standard) { self.parameters = parameters }

    public func hash(_ password: String) async throws -> PasswordHash {
        try await withCheckedThrowingContinuation { continuation in
            queue.async { [parameters] in continuation.resume(with: Result { try PasswordHash(password, parameters: parameters) }) }
        }
    }

    /// - Throws: ``StorageError/full`` when too many guesses wait already.
    public func matches(_ password: String, _ hash: PasswordHash) async throws -> Bool {
        try waiting.withLock {
            guard $0 < Self.waitingLimit else { throw StorageError.full }
            $0 += 1
        }
        defer { waiting.withLock { $0 -= 1 } }
        return await withCheckedContinuation { continuation in
            queue.async { continuation.resume(returning: hash.matches(password)) }
        }
    }
}
