public import Casework
import Foundation
public import Storage
import Travel

/// Accounts, one-time links, passwords and sessions. There is no default password anywhere: an account begins with a link that
/// works once.
public struct Accounts: Sendable {
    /// What a sign-in came to.
    public enum SignIn: Sendable {
        case signedIn(secret: String, session: Session, account: AccountState)
        /// Wrong name or password: which, nobody is told.
        case refused
        /// Too many attempts; wait so many seconds.
        case wait(seconds: Int)
    }

    public static let sessionSeconds: Int64 = 12 * 3_600
    public static let idleSeconds: Int64 = 45 * 60
    /// Failed attempts allowed per name and per address within a quarter of an hour.
    static let attemptsPerName = 5
    static let attemptsPerAddress = 20
    public static let leastPasswordLength = 12

    let storage: Storage
    let identifiers: IdentifierSource
    let passwords: PasswordThread
    /// Sessions and links live in real time, whatever the domain clock says.
    let realTime: DomainClock

    /// 256 random bits for a link or a cookie, as text that fits in a URL.
    static func secret() -> String {
        Data(SystemRandom.bytes(32)).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }

    static func usable(_ name: String) -> Bool {
        (2...64).contains(name.utf8.count)
            && name.utf8.allSatisfy { byte in
                (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                    || [0x2D, 0x2E, 0x5F].contains(byte)
            }
    }

    /// Makes an account without a password, and the link that sets one.
    public func add(name: String, role: Role, osUser: Int?, access: Access) async throws -> (account: Identifier, link: String) {
        guard Self.usable(name) else { throw ServiceError.nameUnusable(name: name) }
        if role == .inspector, access.role != .inspector, try await storage.hasTransmissions() {
            throw ServiceError.inspectorNeedsInspector
        }
        let account = identifiers.next()
        var act = Act(access, .accountChanged, at: realTime.now())
        act.expectations.append(.noAccount(named: name))
        act.insert(AccountVersionRow(account: account, version: 1, name: name, role: role, status: "active", osUser: osUser))
        do {
            try await storage.commit(act)
        } catch StorageError.conflict(let table) where table == Schema.account.name {
            throw ServiceError.accountExists(name: name)
        }
        return (account, try await invite(account, access: access))
    }

    /// Says which user of the operating system an account answers for.
    ///
    /// Once a unit has people in it, nobody who runs it may read them by the way: an account that is shown people is then not
    /// given to a user who answers for an administrator.
    public func map(name: String, osUser: Int?, access: Access) async throws {
        guard let account = try await storage.account(named: name) else { throw ServiceError.unknownAccount(name: name) }
        if let osUser, account.role != .administrator, try await storage.hasTransmissions(),
            try await storage.accounts(ofUser: osUser).contains(where: { $0.role == .administrator })
        {
            throw ServiceError.dutiesTogether(name: name, user: osUser)
        }
        try await change(account, osUser: osUser, status: account.status, access: access)
    }

    /// Ends an account and its sessions.
    public func end(name: String, access: Access) async throws {
        guard let account = try await storage.account(named: name) else { throw ServiceError.unknownAccount(name: name) }
        try await change(account, osUser: nil, status: "ended", access: access)
    }

    private func change(_ account: AccountState, osUser: Int?, status: String, access: Access) async throws {
        if account.role == .inspector, access.role != .inspector, try await storage.hasTransmissions() {
            throw ServiceError.inspectorNeedsInspector
        }
        var act = Act(access, .accountChanged, at: realTime.now())
        act.expectations.append(.account(account.account, version: account.version))
        act.insert(
            AccountVersionRow(
                account: account.account, version: account.version + 1, name: account.name, role: account.role, status: status,
                osUser: osUser))
        act.transient.append(.sessionsEnded(account: account.account))
        try await storage.commit(act)
    }

    /// A link that sets the password of the account, once; an earlier one stops working.
    public func invite(_ account: Identifier, access: Access) async throws -> String {
        guard let state = try await storage.account(account), state.isActive else { throw ServiceError.unknown(what: "active account") }
        if state.role == .inspector, access.role != .inspector {
            let isSet = try await storage.credential(of: account) != nil
            let hasBegun = try await storage.hasTransmissions()
            if isSet || hasBegun { throw ServiceError.inspectorNeedsInspector }
        }
        let secret = Self.secret()
        let now = realTime.now()
        var act = Act(access, .invitationIssued, at: now)
        act.access.reference = account.description
        act.transient.append(
            .invitation(hash: sha256(Array(secret.utf8)), account: account, expires: now + Schema.invitationSeconds))
        try await storage.commit(act)
        return secret
    }

    /// The account that a link is for, while it works.
    public func invited(_ secret: String) async throws -> AccountState? {
        guard let account = try await storage.invitation(hash: sha256(Array(secret.utf8)), now: realTime.now()) else { return nil }
        return try await storage.account(account).flatMap { $0.isActive ? $0 : nil }
    }

    /// What is wrong with a new password; nil when it will do. Length is what counts (NIST SP 800-63B section 5.1.1).
    public static func fault(inPassword password: String, name: String) -> String? {
        if password.count < leastPasswordLength { return "password-too-short" }
        if password.utf8.count > 1_024 { return "password-too-long" }
        if password.lowercased().contains(name.lowercased()) { return "password-has-name" }
        if Set(password).count < 5 { return "password-too-plain" }
        return nil
    }

    /// Uses the link: sets the password and signs in.
    /// - Throws: ``StorageError/missing(table:)`` when the link was used meanwhile.
    public func setPassword(_ password: String, link secret: String) async throws -> SignIn {
        guard let account = try await invited(secret) else { throw StorageError.missing(table: "invitation") }
        let hash = try await passwords.hash(password)
        let version = (try await storage.credential(of: account.account)?.version ?? 0) + 1
        let now = realTime.now()
        var act = Act(Access(account: account.account, role: account.role, purpose: "operation"), .passwordSet, at: now)
        act.expectations.append(.invitation(hash: sha256(Array(secret.utf8)), account: account.account, now: now))
        act.insert(CredentialRow(account: account.account, version: version, password: hash))
        act.transient.append(.sessionsEnded(account: account.account))
        try await storage.commit(act)
        return try await open(account)
    }

    /// Checks name and password. As slow for a name that does not exist as for one that does.
    public func signIn(name: String, password: String, address: String) async throws -> SignIn {
        let now = realTime.now()
        let window = now.seconds / 900
        let byName = sha256(Array("name:\(name.lowercased())".utf8))
        let byAddress = sha256(Array("address:\(address)".utf8))
        // Counted before the password is looked at, in the commit that checks the limit: asking in parallel gains nothing.
        var counted = Act(Access(account: nil, purpose: "operation"), nil, at: now)
        counted.expectations = [
            .attempts(key: byName, window: window, below: Self.attemptsPerName),
            .attempts(key: byAddress, window: window, below: Self.attemptsPerAddress),
        ]
        counted.transient = [.attempt(key: byName, window: window), .attempt(key: byAddress, window: window)]
        do {
            try await storage.commit(counted)
        } catch StorageError.conflict {
            // Attempts count in their window and the next.
            return .wait(seconds: Int(1_800 - now.seconds % 900))
        }
        let account = try await storage.account(named: name)
        let credential = try await credential(of: account)
        let stored = credential ?? Self.decoy(passwords.parameters)
        let matches = try await passwords.matches(password, stored)
        guard matches, credential != nil, let account, account.isActive else {
            try await storage.commit(
                Act(Access(account: account?.account, role: account?.role, purpose: "operation"), .signInRefused, at: now))
            return .refused
        }
        var back = Act(Access(account: nil, purpose: "operation"), nil, at: now)
        back.transient = [.attemptTakenBack(key: byName, window: window), .attemptTakenBack(key: byAddress, window: window)]
        try await storage.commit(back)
        return try await open(account)
    }

    private func credential(of account: AccountState?) async throws -> PasswordHash? {
        guard let account else { return nil }
        return try await storage.credential(of: account.account)?.password
    }

    /// What the password of an unknown name is compared with.
    private static func decoy(_ parameters: PasswordHash.Parameters) -> PasswordHash {
        PasswordHash(
            cost: parameters.cost, blockSize: parameters.blockSize, parallelism: parameters.parallelism,
            salt: [UInt8](repeating: 0, count: 16), hash: [UInt8](repeating: 0, count: 32))
    }

    private func open(_ account: AccountState) async throws -> SignIn {
        let now = realTime.now()
        let secret = Self.secret()
        let session = Session(
            hash: sha256(Array(secret.utf8)), id: identifiers.next(), account: account.account, created: now,
            expires: now + Self.sessionSeconds, formToken: Self.secret())
        var act = Act(
            Access(account: account.account, role: account.role, purpose: "operation", session: session.id), .signedIn, at: now)
        act.transient.append(.session(session))
        try await storage.commit(act)
        return .signedIn(secret: secret, session: session, account: account)
    }

    /// The session of a cookie, with its account as it is now; nil when it has ended.
    public func session(secret: String) async throws -> (session: Session, account: AccountState)? {
        let now = realTime.now()
        let hash = sha256(Array(secret.utf8))
        guard let (session, seen) = try await storage.session(hash: hash, now: now, idleSeconds: Self.idleSeconds),
            let account = try await storage.account(session.account), account.isActive
        else { return nil }
        if now - seen > 60 {
            var act = Act(.assessment, nil, at: now)
            act.transient.append(.sessionSeen(hash: hash, at: now))
            try await storage.commit(act)
        }
        return (session, account)
    }

    public func signOut(_ session: Session, account: AccountState) async throws {
        var act = Act(
            Access(account: account.account, role: account.role, purpose: "operation", session: session.id), .signedOut,
            at: realTime.now())
        act.transient.append(.sessionEnded(hash: session.hash))
        try await storage.commit(act)
    }
}
