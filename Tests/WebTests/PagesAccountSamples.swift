import Casework
import Travel

@testable import Web

/// Accounts and carriers with everything that strains them.
extension PagesSamples {
    static let accountRows = [
        AccountRow(
            id: "0a1", name: "a-name-of-exactly-sixty-four-letters-which-is-the-most-that-it-has", role: "data-protection-officer",
            state: "active", lastSignIn: now - 90_000, osUser: 1_001),
        AccountRow(id: "0a2", name: hostile, role: hostile, state: hostile, linkUntil: now + 900),
        AccountRow(id: "0a3", name: "vella", role: "analyst", state: "waiting", linkUntil: now + 172_800),
        AccountRow(id: "0a4", name: "grech", role: "list-owner", state: "ended", lastSignIn: now - 9_000_000),
    ]
    static let accountList = AccountsPage(
        rows: accountRows, roles: Role.allCases.map(\.rawValue).filter { $0 != "inspector" }, next: "0a4", isFirstPage: false)
    static let wrongAccount = AccountsPage(
        rows: [], roles: Role.allCases.map(\.rawValue), filledName: hostile, filledRole: "inspector",
        errors: [FieldError("name", "account-name"), FieldError("role", "account-inspector")])
    static let account = AccountPage(
        row: accountRows[0], permissions: Permission.allCases.map(\.rawValue) + [hostile], errors: [FieldError("sure", "not-sure")])
    static let inspectorAccount = AccountPage(
        row: accountRows[1], permissions: [], inviteNeedsInspector: true, endNeedsInspector: true,
        errors: [FieldError("end", "account-inspector"), FieldError("link", "account-inspector")])
    static let carrierList = CarriersPage(
        rows: [CarrierRow(code: "QX", name: hostile, keys: 2), CarrierRow(code: "XQ", name: "Invented Airways", keys: 0)])
    static let wrongCarrier = CarriersPage(
        rows: [], filledCode: hostile, filledName: hostile,
        errors: [FieldError("code", "carrier-code"), FieldError("name", "carrier-name")])
    static let carrier = CarrierPage(
        code: "QX", name: hostile,
        keys: [
            .init(name: "1f2e3d4c", until: nil, isUsable: true), .init(name: "5b6a7988", until: now + 3_600, isUsable: true),
            .init(name: "0badcafe", until: now - 3_600, isUsable: false),
        ], hours: hostile, errors: [FieldError("hours", "key-hours"), FieldError("sure", "not-sure"), FieldError("keys", "key-unknown")])

    static func accountPages(theme: Shell.Theme) -> [(name: String, html: HTML)] {
        let shell = shell(.accounts, theme: theme)
        let link = OncePage(
            kind: .link, name: hostile, secret: "https://unit.example/set-password/" + hostile, until: now + 172_800, back: .account("0a1"))
        let key = OncePage(kind: .key, name: "QX", secret: "plk_" + hostile, until: now, back: .carrier("QX"))
        return [
            ("accounts", accountList.html(in: shell)), ("accounts-wrong", wrongAccount.html(in: shell)),
            ("account", account.html(in: shell)), ("account-inspector", inspectorAccount.html(in: shell)),
            ("account-ended", AccountPage(row: accountRows[3], permissions: ["lists.read"]).html(in: shell)),
            ("account-own", AccountPage(row: accountRows[0], permissions: ["accounts.manage"], isOwn: true).html(in: shell)),
            ("carriers", carrierList.html(in: shell)), ("carriers-wrong", wrongCarrier.html(in: shell)),
            ("carrier", carrier.html(in: shell)),
            ("carrier-empty", CarrierPage(code: "XQ", name: "Invented Airways", keys: []).html(in: shell)),
            ("once-link", link.html(in: shell)), ("once-key", key.html(in: shell)),
        ]
    }
}
