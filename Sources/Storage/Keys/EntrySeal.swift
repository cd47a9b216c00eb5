import Crypto

/// What shows that an entry was written by the process that holds the folder's key, in the time before a checkpoint covers it.
enum EntrySeal {
    static func make(of entry: LogEntryRow, key: SymmetricKey) -> [UInt8] {
        SystemBytes.array(HMAC<SHA256>.authenticationCode(for: entry.treeBytes, using: key))
    }
}
