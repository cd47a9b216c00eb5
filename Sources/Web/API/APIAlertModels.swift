import Casework
import Response
import Service
import Storage
import Travel

/// An alert, as the queue shows it.
struct APIAlert: Encodable {
    var id: String
    /// What a decision has to name, and the entity tag of the alert.
    var version: Int
    var status: String
    /// P1, P2, P3 or P4.
    var severity: String
    var score: Int
    var deadline: String
    var raised: String
    /// The earlier alert of the same passage that this one follows.
    var follows: String?
    var flight: APIVoyage
    var person: APIPerson
    var reasons: [APIReason]

    init(_ state: AlertState, _ voyage: JudgedVoyage, _ traveller: Traveller?, reasons: [Reason]) {
        id = state.alert.description
        version = state.version
        status = state.status.rawValue
        severity = "P\(state.severity.rawValue)"
        score = state.score
        deadline = state.deadline.rfc3339
        raised = state.raised.rfc3339
        follows = state.linked?.description
        flight = APIVoyage(voyage)
        person = APIPerson(state.key, traveller)
        self.reasons = reasons.map { APIReason($0) }
    }

    init(_ line: AlertQueue.Line) {
        self.init(line.row.state, line.row.voyage, line.traveller, reasons: line.hits.map(\.headline))
    }
}

/// A page of the queue.
struct APIQueue: Encodable {
    var alerts: [APIAlert]
    /// Alerts that wait for a decision, up to a limit.
    var open: Int
    /// Behind which alert the next page begins; absent on the last.
    var next: String?
}

/// All that an alert's page shows.
struct APIAlertFile: Encodable {
    /// Something that happened to the alert.
    struct Step: Encodable {
        var version: Int
        var step: String
        var at: String
        var account: String?
        var status: String
        var reason: String
        var detail: String
        var isLate: Bool
        /// What the analyst wrote.
        var text: String?
    }
    /// A telephone or a card that so many bookings share that it links nobody.
    struct Hub: Encodable {
        var kind: String
        var bookings: Int
    }
    var alert: APIAlert
    var passageStatus: String
    /// What the passenger list says.
    var api: Traveller?
    /// What the booking's message says.
    var pnr: Traveller?
    var booking: Booking?
    /// Facts that both state, and differently.
    var conflicts: [String]
    var hits: [APIHit]
    var companions: [APICompanion]
    var messages: [APISpeaking]
    var hubs: [Hub]
    var steps: [Step]
    var linked: [String]
    var acts: [APIAct]
    /// Seconds that the unit was late, where the alert was expired when it was raised.
    var delay: Int?

    init(_ file: AlertFile) {
        alert = APIAlert(
            file.state, file.detail.row.voyage, file.traveller, reasons: file.hits.filter { $0.state.ended == nil }.map(\.headline))
        passageStatus = file.detail.row.passageStatus
        api = file.api
        pnr = file.pnr
        booking = file.booking?.withoutCardNumbers()
        conflicts = file.conflicts.map(\.rawValue).sorted()
        hits = file.hits.map { APIHit($0) }
        companions = file.companions.map { APICompanion($0) }
        messages = file.messages.map { APISpeaking($0) }
        hubs = file.hubs.map { Hub(kind: "\($0.kind)", bookings: $0.bookings) }
        steps = file.detail.steps.map { step in
            Step(
                version: step.version, step: step.step, at: step.at.rfc3339, account: step.accountName, status: step.status.rawValue,
                reason: step.reason, detail: step.detail, isLate: step.late, text: file.notes[step.version])
        }
        linked = file.linked.map(\.alert.description)
        acts = file.acts.map { APIAct($0) }
        delay = file.detail.delay
    }
}

/// A decision as a program sends it.
struct APIDecisionRequest: Decodable {
    /// refer or dismiss
    var decision: String
    /// Of a dismissal: one of the state profile's.
    var reason: String?
    /// The fact that explains it, or the alert that this one repeats.
    var detail: String?
    var text: String?

    var request: DecisionRequest {
        DecisionRequest(decision: decision, reason: reason ?? "", detail: detail ?? "", text: text ?? "")
    }
}

/// What became of a decision.
struct APIDecision: Encodable {
    var alert: String
    var version: Int
    var status: String
    /// After the last useful moment.
    var isLate: Bool
}
