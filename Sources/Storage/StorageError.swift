import Casework

/// What can go wrong between the house and its database; each says what to do.
public enum StorageError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The folder has no unit in it.
    case noUnit(folder: String)
    /// The folder has a unit already.
    case unitExists(folder: String)
    /// Another process writes in this folder.
    case locked(folder: String)
    /// The database would acknowledge what is not on the disk.
    case notDurable(found: Int)
    /// The database has a table, index, trigger or view that is not ours, or lacks one.
    case schemaChanged(names: [String])
    /// The database was written by a newer version.
    case newerSchema(found: Int, known: Int)
    /// A file of keys is missing, or others can read it.
    case keyFile(path: String, fault: String)
    /// What the act relied on has changed since it was read.
    case conflict(table: String)
    /// What the act relied on does not exist.
    case missing(table: String)
    /// Too much is waiting to be written.
    case full
    /// The disk is full or failing, or somebody else holds the database: nothing was kept, and the same may work later.
    case unwritable(String)
    /// The engine refused; nothing was written.
    case refused(String)
    /// The storage was closed.
    case closed
    /// A sealed value does not open: wrong key, wrong place, or changed.
    case notAuthentic(table: String)
    /// The key of a sealed value has been destroyed, or is not in this folder.
    case keyGone(number: Int)

    public var description: String {
        switch self {
        case .noUnit(let folder): "no unit in \(folder): make one with `plimsoll setup --folder \(folder)`"
        case .unitExists(let folder): "there is a unit in \(folder) already: choose another folder"
        case .locked(let folder): "another process writes in \(folder): stop it, or let commands go through it"
        case .notDurable(let found):
            "the database would not wait for the disk (PRAGMA synchronous is \(found), expected 2): refusing to start"
        case .schemaChanged(let names):
            "the database was changed by hand (\(names.joined(separator: ", "))): refusing to start; `plimsoll verify` says more"
        case .newerSchema(let found, let known): "the database has schema \(found), this program knows \(known): install the newer program"
        case .keyFile(let path, let fault): "key file \(path): \(fault)"
        case .conflict(let table): "somebody else changed the \(table) meanwhile: read it again and decide anew"
        case .missing(let table): "no such \(table)"
        case .full: "too much is waiting to be written: try again in a few seconds"
        case .unwritable(let reason):
            "the database cannot be written now (\(reason)), and nothing of this was kept: look at the disk and at who else has the file open, and try again"
        case .refused(let reason): "the database refused: \(reason)"
        case .closed: "the unit is stopping"
        case .notAuthentic(let table): "a sealed value of \(table) does not open: run `plimsoll verify`"
        case .keyGone(let number): "key \(number) is not here any more: what it sealed cannot be read"
        }
    }
}
