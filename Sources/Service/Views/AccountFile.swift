public import Casework
public import Storage
import Travel

/// What whoever manages accounts may do with one, as the commands have it.
extension Unit {
    /// Roles for which whoever has that access may make an account now.
    public func rolesToMake(_ account: AccountState) async throws -> [Role] {
        let permissions = rules.profile.permissions(of: account.role)
        var isFirst = false
        if permissions.contains(.accountsManage) {
            let isThere = try await storage.accounts().contains { $0.role == .inspector && $0.isActive }
            let hasBegun = try await storage.hasTransmissions()
            isFirst = !hasBegun && !isThere
        }
        return Role.allCases.filter { role in
            role == .inspector ? permissions.contains(.inspectorsManage) || isFirst : permissions.contains(.accountsManage)
        }
    }

    /// Makes an account; that of an inspector as `accounts add` does for those who may, else as the first one alone.
    /// - Returns: the account, and the secret of the link that sets its password once
    /// - Throws: ``ServiceError``
    public func makeAccount(name: String, role: Role, by account: AccountState, session: Identifier?) async throws
        -> (account: Identifier, link: String)
    {
        let mayInspectors = rules.profile.permissions(of: account.role).contains(.inspectorsManage)
        let permission: Permission = role == .inspector && mayInspectors ? .inspectorsManage : .accountsManage
        let access = try access(account, permission, purpose: "operation", session: session)
        if role == .inspector, !mayInspectors {
            let link = try await UnitSetup.inspector(name: name, unit: self, access: access)
            guard let made = try await storage.account(named: name) else { throw ServiceError.unknownAccount(name: name) }
            return (made.account, link)
        }
        return try await accounts.add(name: name, role: role, osUser: nil, access: access)
    }

    /// Whether an inspector alone may renew this account's link, or end it: what ``Accounts`` asks for when it is done.
    public func needsInspector(_ line: AccountLine) async throws -> (toInvite: Bool, toEnd: Bool) {
        guard line.state.role == .inspector else { return (false, false) }
        let hasBegun = try await storage.hasTransmissions()
        return (line.hasPassword || hasBegun, hasBegun)
    }
}
