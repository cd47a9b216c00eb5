/// What changed since a snapshot was built: entries added or replaced, and keys withdrawn. Small; a large change deserves a new snapshot.
public struct Delta: Sendable {
    /// Added entries. One whose key the snapshot has takes the place of that one.
    public let added: [ScreeningEntry]
    /// Keys that are no longer on the list. One that is also among the added counts as added.
    public let withdrawn: [EntryKey]
    let snapshot: Snapshot

    public init(added: [ScreeningEntry] = [], withdrawn: [EntryKey] = []) {
        self.added = SnapshotBuilder.ordered(added)
        self.withdrawn = Set(withdrawn).subtracting(added.map(\.key)).sorted()
        snapshot = Snapshot(self.added)
    }

    /// This change and then another, as one.
    public func followed(by later: Delta) -> Delta {
        let gone = Set(later.withdrawn)
        return Delta(added: added.filter { !gone.contains($0.key) } + later.added, withdrawn: withdrawn + later.withdrawn)
    }

    public var isEmpty: Bool { added.isEmpty && withdrawn.isEmpty }
}
