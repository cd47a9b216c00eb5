/// What an entry of the log is about. The type is public; what it covers is a root.
public enum LogEntryType: String, Hashable, Sendable, Codable, CaseIterable {
    case unitStarted = "unit-started"
    case unitStopped = "unit-stopped"
    case unitSetUp = "unit-set-up"
    /// A copy of the unit was begun; it holds this entry.
    case backupMade = "backup-made"
    /// The folder was set up again from a backup; the act's reference says which.
    case unitRestored = "unit-restored"
    case keyMade = "key-made"
    case keyDestroyed = "key-destroyed"
    /// What `serve` was started with differs from before; the act's reference names its SHA-256.
    case configurationTaken = "configuration-taken"
    case profileChanged = "profile-changed"
    case indicatorPublished = "indicator-published"
    case listImported = "list-imported"
    case changeProposed = "change-proposed"
    /// A part of what is proposed, before the proposal itself.
    case changePart = "change-part"
    case changeSigned = "change-signed"
    case changeRefused = "change-refused"
    case changeWithdrawn = "change-withdrawn"
    case accountChanged = "account-changed"
    case carrierChanged = "carrier-changed"
    case invitationIssued = "invitation-issued"
    case passwordSet = "password-set"
    case signedIn = "signed-in"
    case signInRefused = "sign-in-refused"
    case signedOut = "signed-out"
    case transmissionReceived = "transmission-received"
    case transmissionRead = "transmission-read"
    case messagePart = "message-part"
    case passageAssessed = "passage-assessed"
    case groupLinked = "group-linked"
    case alertChanged = "alert-changed"
    case alertDecided = "alert-decided"
    case personalDataRead = "personal-data-read"
    case forgotten = "forgotten"
}
