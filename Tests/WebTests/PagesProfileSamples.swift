import Casework
import Travel

@testable import Web

/// One's own account: alone, and with many sessions and everything wrong.
extension PagesSamples {
    static let profile = ProfilePage(
        name: hostile, role: hostile, permissions: Permission.allCases.map(\.rawValue) + [hostile],
        sessions: (0..<6).map { index in
            .init(
                id: "0\(index)", began: now - Int64(index) * 5_000, used: now - Int64(index) * 300, ends: now + 9_000, isOwn: index == 2)
        }, leastPasswordLength: 12,
        errors: [
            FieldError("old", "sign-in-limited", wait: 900), FieldError("password", "password-same"),
            FieldError("again", "password-differs"),
        ])
    static let ownProfile = ProfilePage(
        name: "vella", role: "analyst", permissions: ["alerts.read", "alerts.decide"],
        sessions: [.init(id: "00", began: now - 90, used: now, ends: now + 43_110, isOwn: true)], leastPasswordLength: 12)

    static func profilePages(theme: Shell.Theme) -> [(name: String, html: HTML)] {
        var strong = shell(.profile, theme: theme, notice: "password-changed")
        strong.contrast = .more
        return [("profile", profile.html(in: shell(.profile, theme: theme))), ("profile-own", ownProfile.html(in: strong))]
    }
}
