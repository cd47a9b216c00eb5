public import Casework

/// What can go wrong in the running unit; each says what to do next.
public enum ServiceError: Error, Hashable, Sendable, CustomStringConvertible {
    case fileUnreadable(path: String, reason: String)
    case profileUnusable(path: String, faults: [String])
    case indicatorUnusable(path: String, reason: String)
    case notAllowed(permission: Permission, role: Role?)
    case noAccountForUser(user: Int)
    case severalAccounts(user: Int, names: [String])
    case unknownAccount(name: String)
    case accountExists(name: String)
    case nameUnusable(name: String)
    case inspectorNeedsInspector
    case dutiesTogether(name: String, user: Int)
    case purposeUnknown(purpose: String, known: [String])
    case unitRunning(folder: String)
    case socket(reason: String)
    /// Durable, and not read yet: the work to read it waits.
    case keptUnread(transmission: Identifier)
    case unknown(what: String)
    case request(String)

    public var description: String {
        switch self {
        case .fileUnreadable(let path, let reason): "\(path): \(reason)"
        case .profileUnusable(let path, let faults): "\(path) cannot be used:\n  " + faults.joined(separator: "\n  ")
        case .indicatorUnusable(let path, let reason): "\(path) is not an indicator: \(reason)"
        case .notAllowed(let permission, let role):
            "this needs the permission \(permission.rawValue)" + (role.map { ", which the role \($0.rawValue) does not have" } ?? "")
        case .noAccountForUser(let user):
            "the operating-system user \(user) answers for no account here: an administrator maps one with `plimsoll accounts map NAME --user \(user)`"
        case .severalAccounts(let user, let names):
            "the operating-system user \(user) answers for several accounts (\(names.joined(separator: ", "))): say which with --as NAME"
        case .unknownAccount(let name): "no account \(name): `plimsoll accounts list` shows them"
        case .accountExists(let name): "there is an account \(name) already: choose another name"
        case .nameUnusable(let name): "\(name) is no name of an account: 2 to 64 letters, digits, dots, hyphens or underscores"
        case .inspectorNeedsInspector:
            "after the first transmission only an inspector can make or end the account of an inspector: that is what keeps them independent"
        case .dutiesTogether(let name, let user):
            "the user \(user) administers this unit, and it has people in it: \(name) has to answer for another user of the machine"
        case .purposeUnknown(let purpose, let known):
            "\(purpose) is not a purpose of the state profile; those are \(known.joined(separator: ", "))"
        case .unitRunning(let folder): "a unit is running in \(folder) and does not answer on its socket: stop it, or wait"
        case .socket(let reason): "the running unit cannot be reached: \(reason)"
        case .keptUnread(let transmission): "kept as transmission \(transmission), and not read yet: it will be, do not send it again"
        case .unknown(let what): "no such \(what)"
        case .request(let fault): fault
        }
    }
}
