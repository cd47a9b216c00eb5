extension Texts {
    static let profile: [String: Catalogue.Entry] = [
        "profile.title": "Your account",
        "profile.rights": "What you may do",
        "profile.rights.hint":
            "It follows from your role. Roles and their rights stand in the state profile, and a change of it in the log.",
        "profile.sessions": "Where you are signed in",
        "profile.sessions.caption": "Your sessions, the one that was used last first",
        "profile.began": "Since",
        "profile.used": "Last used",
        "profile.ends": "Ends at the latest",
        "profile.end": "End",
        "profile.end.one": "End the session that began {began}",
        "profile.own": "this one",
        "profile.alone": "There is no other session.",
        "profile.end-others": "End all others",
        "profile.end-others.hint":
            "You do not know one of them? End all others and change your password, then tell your administrator. Programs that act for you have sessions too.",
        "profile.appearance.hint":
            "Kept in this browser alone, as four words that say nothing about you. Single keys never act while you type.",
        "profile.password": "Change your password",
        "profile.password.old": "Password until now",
        "profile.password.submit": "Change password",
        "profile.password.hint": "All your other sessions end. The change stands in the log, the password nowhere.",
        "error.password-old-missing": "Enter the password that you have now.",
        "error.password-old-wrong": "That is not the password that you have now.",
        "error.password-same": "That is the password that you have now. Choose another.",
        "error.password-meanwhile": "Your account or password was changed at the same moment. Sign in again and look.",
    ]
}
