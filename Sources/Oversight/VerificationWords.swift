import Storage

extension VerificationReport {
    /// The report in plain words, a line each: what was checked, what is wrong, and what this cannot prove.
    public var lines: [String] {
        var lines = ["checked \(entries) log entries that bind \(rows) rows, \(checkpoints) signed checkpoints, and every derived table"]
        for fault in faults { lines.append("FAULT  " + Self.words(fault)) }
        if let keptSize {
            lines.append(
                faults.isEmpty
                    ? "the log continues the checkpoint that you kept (size \(keptSize)): nothing up to there was changed, removed or re-ordered"
                    : "compared with the checkpoint that you kept (size \(keptSize))")
        } else {
            lines.append(
                "without a checkpoint kept elsewhere (--against FILE) this cannot prove that the whole folder was not replaced by another"
                    + " one that is sound in itself, or by an older copy of itself")
        }
        if uncovered > 0 {
            lines.append(
                "the last \(uncovered) entries are not under a signed checkpoint yet; the unit signs one within a second of each commit")
        }
        if let firstSetBack {
            lines.append(
                "the hours of \(setBack) entries lie before those of earlier entries (the first: entry \(firstSetBack)): the clock of the"
                    + " machine was set back, or had been ahead; what is in them may have happened later than it says")
        }
        if overdue > 0 {
            lines.append(
                "\(overdue) step\(overdue == 1 ? "" : "s") waited for more than a day before the newest entry (a transmission to be read, a passage to be screened,"
                    + " an alert to expire): the unit did not run, or cannot do them")
        }
        lines.append("not provable by any log: what an insider did outside the system, and what was never entered")
        lines.append(
            faults.isEmpty ? "GOOD: every row stands as it was committed" : "NOT GOOD: \(faults.count) fault\(faults.count == 1 ? "" : "s")"
        )
        return lines
    }

    /// A line per fault.
    public var faultLines: [String] { faults.map(Self.words) }

    static func words(_ fault: Fault) -> String {
        switch fault {
        case .stored(let fault): words(fault)
        case .signature(let size): "the stored checkpoint of size \(size) is not signed by this log's key, or was edited"
        case .empty: "there is not one entry: the log of a unit begins with its setup, so all of it was taken away"
        case .unsigned: "there are entries and no checkpoint at all: the checkpoints were taken away"
        case .frontier(let size):
            "what the tree continues from at checkpoint \(size) was edited: the unit would sign roots that no entries give"
        case .root(let size):
            "the first \(size) entries do not give the root that was signed at that size: an entry was changed, or entries changed places"
        case .shortened(let size, true):
            "the log is shorter than the checkpoint that you kept (size \(size)): entries were dropped, or an older folder was put back"
        case .shortened(let size, false): "the log is shorter than its own checkpoint of size \(size): entries were dropped"
        case .keptSignature(let reason): "the checkpoint given with --against cannot be used: \(reason)"
        case .keptRoot(let size): "the first \(size) entries are not those of the checkpoint that you kept: history was rewritten"
        }
    }

    private static func thing(_ loss: Loss) -> String {
        switch loss {
        case .transmission: "the reading of transmission"
        case .passage: "the screening of passage"
        case .alert: "the expiry of alert"
        }
    }

    static func words(_ fault: AuditFault) -> String {
        switch fault {
        case .entryMissing(let number): "entry \(number) is missing, or numbers are out of order"
        case .rowChanged(let entry, let place, let key): "row \(place) \(key) was changed after entry \(entry) bound it"
        case .rowDeleted(let entry, let place, let key):
            "row \(place) \(key), bound by entry \(entry), was deleted, and no entry says that it was forgotten"
        case .rowAdded(let place, let key): "row \(place) \(key) was added by hand: no entry binds it"
        case .leavesChanged(let entry, let rows):
            "entry \(entry) does not agree with its own leaves: the entry, or one of its rows together with the stored leaf, was changed. It covers "
                + (rows.isEmpty ? "rows whose leaves are gone" : rows.joined(separator: ", "))
        case .derivedDiffers(let place, let key, true):
            "derived row \(place) \(key) does not follow from what was committed: edited by hand"
        case .derivedDiffers(let place, let key, false):
            "derived row \(place) \(key) follows from what was committed, but stands otherwise, or is missing"
        case .schemaDiffers(let kind, let name):
            "\(kind) \(name) is not one that this version makes, or is missing: whatever acts by itself in the database can take work or rows away"
        case .workLost(.transmission, let key):
            "transmission \(key) was acknowledged and never read, and its bytes are not in the journal: they were taken away"
        case .workLost(.passage, let key):
            "passage \(key) is expected on board, its newest facts were never screened, and no work waits to do it"
        case .workLost(.alert, let key): "alert \(key) is open, and no work waits to let it expire: it was taken away"
        case .workHeld(let loss, let key):
            "\(Self.thing(loss)) \(key) is not done, and its work was put off to a time that the program never sets: it would never come"
        case .accessForged(let place, let account):
            "a \(place == "session" ? "session" : "one-time link") of account \(account) was put there by hand, or its time was changed: no"
                + " \(place == "session" ? "sign-in made it" : "entry issued it"), and whoever holds it acts in that name"
        case .fileDamaged(let reason):
            "the file does not hold together (\(reason)): what is looked up along an index can miss rows that are there"
        case .signatureMissing(let entry, let place, let key):
            "\(place) \(key) of entry \(entry) takes two people, and was signed by its author or by nobody"
        case .actMissing(let entry): "entry \(entry) does not begin with its act: it says of nobody that they did it"
        case .replayFailed(let entry, let row, let reason): "row \(row) of entry \(entry) cannot be played back: \(reason)"
        }
    }
}
