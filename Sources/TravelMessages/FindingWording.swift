extension Finding {
    /// The finding in words, for a carrier's engineer: what was seen, and what was made of it. Never a text of the message.
    public var message: String { code.wording(arguments) }
}

/// `1 time`, `12 times`.
private func times(_ count: String) -> String { count == "1" ? "1 time" : "\(count) times" }

/// In brackets which qualifier, and how often in the message.
private func which(_ qualifier: String, _ count: String) -> String {
    let parts = [qualifier, count.isEmpty || count == "1" ? "" : times(count)].filter { !$0.isEmpty }
    return parts.isEmpty ? "" : " (\(parts.joined(separator: ", ")))"
}

extension FindingCode {
    fileprivate func wording(_ arguments: [String]) -> String {
        let first = arguments.first ?? ""
        let second = arguments.count > 1 ? arguments[1] : ""
        return switch self {
        case .nothingReadable: "No PAXLST or PNRGOV message was found."
        case .junkOutsideInterchange: "\(first) bytes outside of any interchange were passed over."
        case .envelopeMissing: "The header or trailer of the interchange (UNB, UNZ) is missing; the message was read without it."
        case .messageCut: "The message ends without UNT; what should follow is missing."
        case .messageTypeUnknown: "UNH does not name a message type that is read here (PAXLST, PNRGOV)."
        case .segmentCountWrong: "UNT announces \(first) segments; there are \(second)."
        case .messageCountWrong: "The trailer announces \(first) messages or groups; there are \(second)."
        case .referenceMismatch: "The trailer's reference is not the header's."
        case .travellerCountWrong: "CNT announces \(first) people; there are \(second)."
        case .bookingCountWrong: "EQN announces \(first) bookings; there are \(second)."
        case .preparationTimeUnreadable: "UNB says no date and time of preparation that can be read."
        case .partMarkMissing: "The message is part \(first) of a list, and does not say whether more parts follow."
        case .messageRepeated: "The message says the same as an earlier one of this transmission."
        case .segmentUnreadable: "What stands here is no segment, and was passed over."
        case .segmentUnexpected: "This segment is not expected here; it was kept as it is."
        case .segmentTooLong: "The segment is too long to be read, and was passed over."
        case .separatorsUnusual: "UNA is missing or does not fit; the separators were taken from the text."
        case .segmentMissing: "The message has no \(first)."
        case .separatorsDeclared: "UNA names other separators than the standard's; they were used."
        case .separatorInText: "A separator stands in the text without a release character; it was read as part of the text."
        case .linesBroken: "Lines are broken inside segments (\(times(first))); the breaks were taken out."
        case .blanksBetweenSegments: "Blanks or empty segments stand between segments (\(times(first))); they were passed over."
        case .encodingRepaired: "The text is no UTF-8; it was read as ISO 8859-1."
        case .charactersUnannounced:
            "Characters stand here that the syntax identifier does not announce (segments: \(first)); they were read as UTF-8."
        case .valueMissing: "The segment names no value\(which(first, second)); nothing was taken from it."
        case .valueTooLong: "The value is too long; its beginning was read."
        case .terminatorMissing: "The segment has no terminator; it was ended where the next one begins."
        case .tagInLowerCase: "The segment's tag is in lower case."
        case .tooMuch: "More \(first.isEmpty ? "findings" : first) than are read\(second.isEmpty ? "" : " (\(second))")."
        case .dateUnreadable: "The date cannot be read."
        case .dateFormatUnusual:
            "The date does not stand in the format that it announces\(which(first, second)); it was read by its length."
        case .dateImplausible: "The date can hardly be right; it was kept."
        case .timeMissing: "The date has no time of day; the start of the day was taken."
        case .arrivalEstimated: "The leg has no arrival, or one before its departure; it was estimated from the distance."
        case .zoneUnknown: "The airport's time zone is not known; the earliest plausible moment was taken."
        case .preparedInFuture: "The message says that it was prepared after it was received; the receipt counts."
        case .qualifierMisplaced: "The value stands in another place than the standard's; it was read from there."
        case .codeUnknown: "The code \(first.isEmpty ? "is missing" : "\(first) is not known here")."
        case .countUnreadable: "The number cannot be read."
        case .nameMissing: "The traveller has no name."
        case .nameInOnePart: "Surname and given names stand in one part; they were taken apart."
        case .titleRemoved: "A title beside the name was set apart."
        case .nameReferenceRemoved: "A number behind the name was taken for a reference and left out of it."
        case .titleGlued: "The name may end in a title; a second reading without it is screened too."
        case .flightMissing: "The message names no flight number."
        case .flightNumberPadded: "The flight number is padded with zeros; it was read without them."
        case .carrierInICAO: "The carrier is named by its ICAO designator."
        case .departureMissing: "The message says no time of departure."
        case .documentIncomplete: "The document lacks its number, its kind, or whose it is."
        case .documentShifted: "The parts of the document stand shifted; each was read by what it can be."
        case .documentUnassigned: "The document could not be given to one traveller; it is shown with the booking."
        case .travellerUnidentified: "The traveller has neither a name nor a document nor a reference."
        case .travellerRepeated: "The traveller stands here once more; both were read as one."
        case .travellerInDocumentOnly: "The booking names nobody but in this document; its holder was read as a traveller."
        case .referenceUnknown: "The reference points to nobody in this booking, or to several."
        case .checkInUnassigned: "Check-in data could not be given to one traveller; they are kept with the booking."
        case .bookingWithoutLocator: "The booking has no record locator."
        case .bookingEmptied: "The booking is empty: it was cancelled, or this flight taken out of it."
        case .tagRangeCapped: "The range of bag tags is too long to be right; it was cut to \(first)."
        case .actionUnknown:
            "The message says no action that is known here\(first.isEmpty ? "" : " (\(arguments.joined(separator: " ")))")."
        }
    }
}
