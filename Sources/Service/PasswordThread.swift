import Dispatch
public import Storage

/// One thread for passwords: a guess costs 0.3 s of a core and 128 MiB on purpose, and must not take them from anybody else.
public final class PasswordThread: Sendable {
    private let queue = DispatchQueue(label: "plimsoll-passwords")
    public let parameters: PasswordHash.Parameters

    public init(parameters: PasswordHash.Parameters = .standard) { self.parameters = parameters }

    public func hash(_ password: String) async throws -> PasswordHash {
        try await withCheckedThrowingContinuation { continuation in
            queue.async { [parameters] in continuation.resume(with: Result { try PasswordHash(password, parameters: parameters) }) }
        }
    }

    public func matches(_ password: String, _ hash: PasswordHash) async -> Bool {
        await withCheckedContinuation { continuation in
            queue.async { continuation.resume(returning: hash.matches(password)) }
        }
    }
}
