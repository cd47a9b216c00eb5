import Casework
import Crypto
import Foundation

/// A symmetric key with the number that blobs and tokens name it by.
struct NumberedKey: Sendable {
    let number: Int
    let kind: String
    let period: String
    let key: SymmetricKey
    /// Begun once: a token is short, and half of its time would be the beginning.
    let mac: HMAC<SHA256>

    init(number: Int, kind: String, period: String, key: SymmetricKey) {
        self.number = number
        self.kind = kind
        self.period = period
        self.key = key
        mac = HMAC(key: key)
    }
}

/// Values under AES-256-GCM. A blob is a format byte, twelve bytes of nonce, ciphertext and tag; the key of the row that it
/// stands in is associated data, so that blobs cannot change places.
enum Sealing {
    static let format: UInt8 = 1

    static func seal(_ plain: [UInt8], with key: SymmetricKey, at place: String) throws -> [UInt8] {
        do {
            let nonce = try AES.GCM.Nonce(data: SystemRandom.bytes(12))
            let box = try AES.GCM.seal(plain, using: key, nonce: nonce, authenticating: Array(place.utf8))
            var sealed: [UInt8] = []
            sealed.reserveCapacity(plain.count + 29)
            sealed.append(format)
            sealed += nonce
            sealed += box.ciphertext
            sealed += box.tag
            return sealed
        } catch {
            throw StorageError.refused("sealing failed")
        }
    }

    static func open(_ sealed: [UInt8], with key: SymmetricKey, at place: String, table: String) throws -> [UInt8] {
        guard sealed.count >= 29, sealed[0] == format else { throw StorageError.notAuthentic(table: table) }
        do {
            let box = try AES.GCM.SealedBox(combined: Data(sealed[1...]))
            return SystemBytes.array(try AES.GCM.open(box, using: key, authenticating: Array(place.utf8)))
        } catch {
            throw StorageError.notAuthentic(table: table)
        }
    }
}

enum SystemBytes {
    static func array(_ bytes: some Sequence<UInt8>) -> [UInt8] { Array(bytes) }
}

/// SHA-256 of bytes that nobody has to keep secret, or that have enough secret of their own.
public func sha256(_ bytes: [UInt8]) -> [UInt8] { SystemBytes.array(SHA256.hash(data: bytes)) }
