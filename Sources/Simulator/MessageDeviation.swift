public import TravelMessages

/// One way in which carriers' messages are known to differ from the implementation guides.
///
/// None of them takes away a family name, a birth date or a document's number, so that a reader can be held to finding them.
public enum MessageDeviation: String, Hashable, Sendable, CaseIterable {
    // Lists
    case emptyDocument, emptyResidence, dateBehindPlus, yearsWithCentury, nameInOnePart, titleApart, titleGlued, bagsMisplaced, endlessTags
    case noTag, strayGroup, agencyInHeader, paddedFlight
    // Pushes
    case travellerTwice, noTrigger, noOriginator, noTotal, documentOneOff, documentsBehindFlights, timeWithoutDate, checkInWithoutDate
    case countInPush
    // Both
    case smallTag, strayLine, wrongCount, wrongReference, blanksBetween, junkAround, noEnvelope
    // Of each of these groups a message has one at most.
    case declaredSeparators, guessedSeparators, shortServiceString, typographicTerminators
    case lines, brokenLines, lostTerminator
    case noLastTerminator, twice

    /// What a reader has to say about it: one of these. Empty where the guides allow it, or leave it to the sender.
    public var codes: Set<FindingCode> {
        switch self {
        case .emptyDocument, .emptyResidence, .noTag, .checkInWithoutDate: [.valueMissing]
        case .dateBehindPlus, .yearsWithCentury: [.dateFormatUnusual]
        case .nameInOnePart: [.nameInOnePart]
        case .titleApart: [.titleRemoved]
        case .titleGlued: [.titleGlued]
        case .bagsMisplaced: [.qualifierMisplaced]
        case .endlessTags: [.tagRangeCapped]
        case .strayGroup, .countInPush: [.segmentUnexpected]
        case .agencyInHeader: [.codeUnknown]
        case .paddedFlight: [.flightNumberPadded]
        case .travellerTwice: [.travellerRepeated]
        case .noOriginator, .noTotal: [.segmentMissing]
        case .documentOneOff: [.documentShifted]
        case .timeWithoutDate: [.dateUnreadable]
        case .smallTag: [.tagInLowerCase]
        case .strayLine: [.segmentUnreadable]
        case .wrongCount: [.segmentCountWrong]
        case .wrongReference: [.referenceMismatch]
        case .blanksBetween: [.blanksBetweenSegments]
        // Behind an interchange that does not end, it is a part of it.
        case .junkAround: [.junkOutsideInterchange, .segmentUnreadable, .referenceMismatch]
        case .noEnvelope: [.envelopeMissing]
        case .declaredSeparators: [.separatorsDeclared]
        case .guessedSeparators, .shortServiceString, .typographicTerminators: [.separatorsUnusual]
        case .brokenLines: [.linesBroken]
        case .lostTerminator, .noLastTerminator: [.terminatorMissing]
        case .twice: [.messageRepeated]
        case .noTrigger, .documentsBehindFlights, .lines: []
        }
    }

    /// Whether both can be told in one message.
    func isCompatible(with other: MessageDeviation) -> Bool {
        if let group, group == other.group { return false }
        let pair: Set<MessageDeviation> = [self, other]
        // A line break within the three bytes of a quote would be another thing; L between two quotes may be a name; and without
        // its trigger a booking has no documents of its own behind the flights of another.
        let impossible: [Set<MessageDeviation>] = [
            [.typographicTerminators, .brokenLines], [.typographicTerminators, .strayLine], [.noTrigger, .documentsBehindFlights],
        ]
        return !impossible.contains(pair)
    }

    /// Groups of which a message has one at most, because each of them changes the same bytes.
    private var group: Int? {
        switch self {
        case .nameInOnePart, .titleApart, .titleGlued: 1
        case .declaredSeparators, .guessedSeparators, .shortServiceString, .typographicTerminators: 2
        case .lines, .brokenLines, .lostTerminator: 3
        case .noLastTerminator, .twice, .noEnvelope: 4
        case .dateBehindPlus, .yearsWithCentury: 5
        case .noTrigger, .timeWithoutDate: 6
        case .documentOneOff, .documentsBehindFlights: 7
        case .wrongCount, .wrongReference: 8
        default: nil
        }
    }
}
