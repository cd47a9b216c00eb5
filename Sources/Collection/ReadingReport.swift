public import Casework
import Storage
public import TravelMessages

/// What became of a transmission: the answer to its sender. Holds no value of a person.
public struct ReadingReport: Hashable, Sendable {
    public struct Message: Hashable, Sendable {
        public var id: Identifier
        public var kind: TravelMessage.Kind
        public var action: TravelMessage.Action
        public var travellers: Int
        public var bookings: Int
        public var findings: [Finding]
        /// The first message with the same body: then this one changed nothing.
        public var duplicateOf: Identifier?

        public init(
            id: Identifier, kind: TravelMessage.Kind, action: TravelMessage.Action, travellers: Int, bookings: Int, findings: [Finding],
            duplicateOf: Identifier? = nil
        ) {
            self.id = id
            self.kind = kind
            self.action = action
            self.travellers = travellers
            self.bookings = bookings
            self.findings = findings
            self.duplicateOf = duplicateOf
        }
    }

    public var transmission: Identifier
    public var duplicateOf: Identifier?
    public var messages: [Message]
    /// Findings that belong to no message.
    public var findings: [Finding]

    public init(transmission: Identifier, duplicateOf: Identifier? = nil, messages: [Message] = [], findings: [Finding] = []) {
        self.transmission = transmission
        self.duplicateOf = duplicateOf
        self.messages = messages
        self.findings = findings
    }
}

extension ReadingReport.Message {
    init(_ stored: MessageState) {
        self.init(
            id: stored.id, kind: TravelMessage.Kind(rawValue: stored.kind) ?? .paxlst,
            action: TravelMessage.Action(rawValue: stored.action) ?? .unknown, travellers: stored.travellers, bookings: stored.bookings,
            findings: decodeFindings(stored.findings), duplicateOf: stored.duplicateOf)
    }
}

func decodeFindings(_ json: String) -> [Finding] { (try? FactsJSON.decode([Finding].self, from: Array(json.utf8))) ?? [] }

func encodeJSON(_ value: some Encodable) throws -> String { String(decoding: try FactsJSON.encode(value), as: UTF8.self) }
