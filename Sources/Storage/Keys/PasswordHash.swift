import Crypto
import CryptoExtras
import Foundation

/// A password as scrypt keeps it (RFC 7914). The parameters stand beside each hash, so that they can rise with the years.
public struct PasswordHash: Hashable, Sendable {
    /// What a guess costs.
    public struct Parameters: Hashable, Sendable {
        public var cost: Int
        public var blockSize: Int
        public var parallelism: Int

        public init(cost: Int, blockSize: Int, parallelism: Int) {
            self.cost = cost
            self.blockSize = blockSize
            self.parallelism = parallelism
        }
        /// N = 2^17, r = 8, p = 1: 128 MiB and about 0.3 s a guess.
        public static let standard = Parameters(cost: 1 << 17, blockSize: 8, parallelism: 1)
    }

    public var cost: Int
    public var blockSize: Int
    public var parallelism: Int
    public var salt: [UInt8]
    public var hash: [UInt8]

    public init(cost: Int, blockSize: Int, parallelism: Int, salt: [UInt8], hash: [UInt8]) {
        self.cost = cost
        self.blockSize = blockSize
        self.parallelism = parallelism
        self.salt = salt
        self.hash = hash
    }

    /// Hashes a new password. Takes 0.3 s with the standard parameters: call it on a thread that may wait.
    public init(_ password: String, parameters: Parameters = .standard) throws {
        let salt = SystemRandom.bytes(16)
        hash = try Self.derive(password, salt: salt, parameters: parameters)
        self.salt = salt
        cost = parameters.cost
        blockSize = parameters.blockSize
        parallelism = parameters.parallelism
    }

    /// Whether the password is the one; compares without an early end. As slow as hashing.
    public func matches(_ password: String) -> Bool {
        let parameters = Parameters(cost: cost, blockSize: blockSize, parallelism: parallelism)
        guard let other = try? Self.derive(password, salt: salt, parameters: parameters), other.count == hash.count else { return false }
        return zip(hash, other).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
    }

    private static func derive(_ password: String, salt: [UInt8], parameters: Parameters) throws -> [UInt8] {
        do {
            let key = try KDF.Scrypt.deriveKey(
                from: Array(password.precomposedStringWithCompatibilityMapping.utf8), salt: salt, outputByteCount: 32,
                rounds: parameters.cost, blockSize: parameters.blockSize, parallelism: parameters.parallelism,
                maxMemory: 256 * parameters.cost * parameters.blockSize)
            return key.withUnsafeBytes { Array($0) }
        } catch {
            throw StorageError.refused("the password could not be hashed: \(error)")
        }
    }
}
