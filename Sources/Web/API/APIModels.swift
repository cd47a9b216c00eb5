import Casework
import Service
import Storage
import Travel

/// A flight, as every answer names it.
struct APIVoyage: Encodable {
    /// Month and name lead to the flight: `/api/v1/flights/{month}/{voyage}`.
    var month: String
    var voyage: String
    var carrier: String?
    var number: String?
    var origin: String?
    /// Local date first announced.
    var date: String?
    var status: String
    var legs: [Leg]
    /// The landing here, or the departure from here; absent where no message says it.
    var moment: String?
    var place: String?
    /// False for people whose message names no flight: they stand on the transmission's own list.
    var isPlaced: Bool

    init(_ voyage: JudgedVoyage) {
        month = voyage.key.monthText
        self.voyage = voyage.key.voyage.description
        isPlaced = voyage.placed
        if voyage.placed {
            carrier = voyage.designator.carrier
            number = voyage.designator.number
            origin = voyage.designator.origin
            date = voyage.designator.date.description
        }
        status = voyage.status
        legs = voyage.route
        moment = voyage.moment?.rfc3339
        place = voyage.momentPlace
    }
}

/// Leads to a traveller: `/api/v1/travellers/{month}/{voyage}/{passage}`.
struct APIPassage: Encodable {
    var month: String
    var voyage: String
    var passage: String

    init(_ key: PassageKey) {
        month = key.voyageKey.monthText
        voyage = key.voyage.description
        passage = key.passage.description
    }
}

/// Somebody as lists show them: absent names are those whose key is gone.
struct APIPerson: Encodable {
    var at: APIPassage
    var family: String?
    var given: String?

    init(_ key: PassageKey, _ traveller: Traveller?) {
        at = APIPassage(key)
        family = traveller?.name.family
        given = traveller?.name.given
    }
}

/// Another of the same booking.
struct APICompanion: Encodable {
    var person: APIPerson
    var status: String
    var openAlert: String?

    init(_ companion: AlertFile.Companion) {
        person = APIPerson(companion.row.key, companion.traveller)
        status = companion.row.status
        openAlert = companion.row.openAlert?.description
    }
}

/// A code with what it speaks of.
struct APIReason: Encodable {
    var code: String
    var arguments: [String]

    init(_ reason: Reason) {
        code = reason.code
        arguments = reason.arguments
    }
}

/// One reason to look at a passage, with what adds up to its weight.
struct APIHit: Encodable {
    /// The entry of a list as it was when it was hit.
    struct Entry: Encodable {
        var list: String
        var reference: String
        var version: Int
        var name: String
        var category: String
        var owner: String
        var legalBasis: String
        var reason: String
        var action: String
    }
    /// Where a piece of evidence stands.
    struct Evidence: Encodable {
        var message: String
        var kind: String?
        var field: String
        var offset: Int?
        var length: Int?
    }
    var source: String
    var headline: APIReason
    /// Thousandths.
    var weight: Int
    var parts: [ScorePart]
    var supporting: [APIReason]
    var opposing: [APIReason]
    var evidence: [Evidence]
    var entry: Entry?
    var indicator: String?
    var opened: String
    var ended: String?
    var endReason: String?

    init(_ hit: HitFile) {
        source = hit.state.source.rawValue
        headline = APIReason(hit.headline)
        weight = hit.state.weight
        parts = hit.explanation?.parts ?? []
        supporting = (hit.explanation?.supporting ?? []).map { APIReason($0) }
        opposing = (hit.explanation?.opposing ?? []).map { APIReason($0) }
        evidence = (hit.explanation?.places ?? []).prefix(64).map { place in
            Evidence(
                message: place.message.description, kind: hit.kinds[place.message], field: place.field.rawValue,
                offset: place.extent?.offset, length: place.extent?.length)
        }
        entry = hit.entry.map { entry in
            Entry(
                list: entry.list, reference: entry.reference, version: entry.version, name: entry.name, category: entry.category,
                owner: entry.owner, legalBasis: entry.legalBasis, reason: entry.reason, action: entry.action)
        }
        indicator = hit.indicatorName
        opened = hit.state.opened.rfc3339
        ended = hit.state.ended?.rfc3339
        endReason = hit.state.endReason
    }
}

/// A message that speaks of a passage.
struct APISpeaking: Encodable {
    /// Leads to it: `/api/v1/evidence/{message}`.
    var message: String
    var kind: String
    var action: String
    var sender: String
    var received: String
    var changed: [String]
    /// A full list that did not name the person.
    var isAbsence: Bool

    init(_ message: AlertFile.Message) {
        self.message = message.stored.id.description
        kind = message.stored.kind
        action = message.stored.action
        sender = message.stored.sender
        received = message.stored.received.rfc3339
        changed = message.changed.map(\.rawValue)
        isAbsence = message.isAbsence
    }
}

/// Who read or decided it, and which entry of the log says so.
struct APIAct: Encodable {
    var entry: Int64
    var type: String
    var account: String?
    var role: String?
    var purpose: String
    var at: String

    init(_ line: MatterLine) {
        entry = line.entry
        type = line.type
        account = line.accountName
        role = line.role
        purpose = line.purpose
        at = line.at.rfc3339
    }
}
