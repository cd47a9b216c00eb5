public import Casework
public import Travel

/// One look at a passage: with which versions of everything.
public struct AssessmentRow: CommittedRow {
    public static let table = Table(
        "assessment", .committed, key: [.integer("month"), .bytes("voyage"), .bytes("passage"), .bytes("id")],
        [
            .integer("at"), .integer("passage_version"), .integer("api_version", optional: true), .integer("pnr_version", optional: true),
            .text("lists"), .text("indicators"), .integer("profile"), .integer("engine"), .integer("hits"),
        ])
    public var key: PassageKey
    public var id: Identifier
    public var at: Instant
    public var passageVersion: Int
    public var apiVersion: Int?
    public var pnrVersion: Int?
    /// Version of the snapshot of all lists: the number of the log entry that last changed one.
    public var lists: String
    public var indicators: String
    public var profile: Int
    public var engine: Int
    public var hits: Int

    public init(
        key: PassageKey, id: Identifier, at: Instant, passageVersion: Int, apiVersion: Int?, pnrVersion: Int?, lists: String,
        indicators: String, profile: Int, engine: Int, hits: Int
    ) {
        self.key = key
        self.id = id
        self.at = at
        self.passageVersion = passageVersion
        self.apiVersion = apiVersion
        self.pnrVersion = pnrVersion
        self.lists = lists
        self.indicators = indicators
        self.profile = profile
        self.engine = engine
        self.hits = hits
    }

    public var values: [Value] {
        [
            .integer(Int64(key.month)), .bytes(key.voyage.bytes), .bytes(key.passage.bytes), .bytes(id.bytes), .integer(at.microseconds),
            .integer(Int64(passageVersion)), .integer(apiVersion), .integer(pnrVersion), .text(lists), .text(indicators),
            .integer(Int64(profile)), .integer(Int64(engine)), .integer(Int64(hits)),
        ]
    }
}

/// A reason to look at a passage. Its explanation stands sealed beside it, in ``IdentityRow`` with the hit as subject.
public struct HitRow: CommittedRow {
    public static let table = Table(
        "hit", .committed, key: [.integer("month"), .bytes("voyage"), .bytes("passage"), .bytes("hit")],
        [
            .integer("at"), .text("source"), .bytes("subject"), .integer("subject_version"), .bytes("cause"), .integer("weight"),
            .bytes("digest"),
        ])
    public var key: PassageKey
    public var hit: Identifier
    public var at: Instant
    public var source: HitSource
    /// List entry, or the indicator's name in UTF-8.
    public var subject: [UInt8]
    public var subjectVersion: Int
    /// What tells two hits of one subject apart: the group's token; empty where there is one alone.
    public var cause: [UInt8]
    /// Thousandths.
    public var weight: Int
    /// Keyed digest of the explanation: equal means that the hit still holds as it is.
    public var digest: [UInt8]

    public init(
        key: PassageKey, hit: Identifier, at: Instant, source: HitSource, subject: [UInt8], subjectVersion: Int, cause: [UInt8],
        weight: Int, digest: [UInt8]
    ) {
        self.key = key
        self.hit = hit
        self.at = at
        self.source = source
        self.subject = subject
        self.subjectVersion = subjectVersion
        self.cause = cause
        self.weight = weight
        self.digest = digest
    }

    public var values: [Value] {
        [
            .integer(Int64(key.month)), .bytes(key.voyage.bytes), .bytes(key.passage.bytes), .bytes(hit.bytes), .integer(at.microseconds),
            .text(source.rawValue), .bytes(subject), .integer(Int64(subjectVersion)), .bytes(cause), .integer(Int64(weight)),
            .bytes(digest),
        ]
    }
}

/// A hit does not hold any more; it stays, with the reason.
public struct HitEndRow: CommittedRow {
    public static let table = Table(
        "hit_end", .committed, key: [.integer("month"), .bytes("voyage"), .bytes("passage"), .bytes("hit")],
        [.integer("at"), .text("reason")])
    public var key: PassageKey
    public var hit: Identifier
    public var at: Instant
    /// Code: data-changed, entry-changed, entry-withdrawn, group-changed, replaced, hub.
    public var reason: String

    public init(key: PassageKey, hit: Identifier, at: Instant, reason: String) {
        self.key = key
        self.hit = hit
        self.at = at
        self.reason = reason
    }

    public var values: [Value] {
        [
            .integer(Int64(key.month)), .bytes(key.voyage.bytes), .bytes(key.passage.bytes), .bytes(hit.bytes), .integer(at.microseconds),
            .text(reason),
        ]
    }
}

/// All reasons for one passage, with a deadline.
public struct AlertRow: CommittedRow {
    public static let table = Table(
        "alert", .committed, key: [.bytes("alert")],
        [
            .integer("month"), .bytes("voyage"), .bytes("passage"), .integer("raised"), .integer("deadline"), .integer("score"),
            .integer("severity"), .integer("profile"), .text("status"), .bytes("linked", optional: true),
            .integer("delay", optional: true), .integer("weighed"),
        ])
    public var alert: Identifier
    public var key: PassageKey
    public var raised: Instant
    public var deadline: Instant
    public var score: Int
    public var severity: Severity
    public var profile: Int
    /// Open, or at once expired when the assessment came too late.
    public var status: AlertStatus
    /// The decided alert of the same passage that this one follows.
    public var linked: Identifier?
    /// Seconds past the deadline, where the person was announced in time and the finding was not.
    public var delay: Int?
    /// How many changes of the passage's hits had been seen: later ones are news.
    public var weighed: Int

    public init(
        alert: Identifier, key: PassageKey, raised: Instant, deadline: Instant, score: Int, severity: Severity, profile: Int,
        status: AlertStatus, linked: Identifier?, delay: Int?, weighed: Int
    ) {
        self.alert = alert
        self.key = key
        self.raised = raised
        self.deadline = deadline
        self.score = score
        self.severity = severity
        self.profile = profile
        self.status = status
        self.linked = linked
        self.delay = delay
        self.weighed = weighed
    }

    public var values: [Value] {
        [
            .bytes(alert.bytes), .integer(Int64(key.month)), .bytes(key.voyage.bytes), .bytes(key.passage.bytes),
            .integer(raised.microseconds), .integer(deadline.microseconds), .integer(Int64(score)), .integer(Int64(severity.rawValue)),
            .integer(Int64(profile)), .text(status.rawValue), .bytes(linked?.bytes), .integer(delay), .integer(Int64(weighed)),
        ]
    }
}

/// Something that happened to an alert: evidence, a decision, an expiry.
public struct AlertStepRow: CommittedRow {
    public static let table = Table(
        "alert_step", .committed, key: [.bytes("alert"), .integer("version")],
        [
            .integer("at"), .text("step"), .bytes("account", optional: true), .text("status"), .text("reason"), .text("detail"),
            .integer("late"), .integer("score"), .integer("severity"), .integer("deadline"), .integer("sealing_key", optional: true),
            .bytes("note", optional: true), .integer("weighed", optional: true),
        ])
    public enum Step: String, Sendable, CaseIterable {
        case evidence, decided, expired, overtaken
        case deadlineMoved = "deadline-moved"
    }
    public var alert: Identifier
    /// The version that the alert has after this step; the alert itself is version 1.
    public var version: Int
    public var at: Instant
    public var step: Step
    public var account: Identifier?
    public var status: AlertStatus
    public var reason: String
    public var detail: String
    public var late: Bool
    public var score: Int
    public var severity: Severity
    public var deadline: Instant
    /// The analyst's text, sealed.
    public var note: (key: Int, sealed: [UInt8])?
    /// As in ``AlertRow``, where the step weighed the evidence anew.
    public var weighed: Int?

    public init(
        alert: Identifier, version: Int, at: Instant, step: Step, account: Identifier? = nil, status: AlertStatus, reason: String,
        detail: String = "", late: Bool = false, score: Int, severity: Severity, deadline: Instant,
        note: (key: Int, sealed: [UInt8])? = nil,
        weighed: Int? = nil
    ) {
        self.alert = alert
        self.version = version
        self.at = at
        self.step = step
        self.account = account
        self.status = status
        self.reason = reason
        self.detail = detail
        self.late = late
        self.score = score
        self.severity = severity
        self.deadline = deadline
        self.note = note
        self.weighed = weighed
    }

    public var values: [Value] {
        [
            .bytes(alert.bytes), .integer(Int64(version)), .integer(at.microseconds), .text(step.rawValue), .bytes(account?.bytes),
            .text(status.rawValue), .text(reason), .text(detail), .integer(late ? 1 : 0), .integer(Int64(score)),
            .integer(Int64(severity.rawValue)), .integer(deadline.microseconds), .integer(note?.key), .bytes(note?.sealed),
            .integer(weighed),
        ]
    }
}
