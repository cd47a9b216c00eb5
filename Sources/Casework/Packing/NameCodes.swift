import Travel

// The bytes of names: a new name gets a new byte, and no byte a new name.

extension TravellerRole: PackedCode {
    var packedCode: UInt8 {
        switch self {
        case .passenger: 1
        case .crew: 2
        case .transit: 3
        case .transitCrew: 4
        }
    }
    init?(packedCode: UInt8) {
        switch packedCode {
        case 1: self = .passenger
        case 2: self = .crew
        case 3: self = .transit
        case 4: self = .transitCrew
        default: return nil
        }
    }
}

extension TravellerCategory: PackedCode {
    var packedCode: UInt8 {
        switch self {
        case .adult: 1
        case .child: 2
        case .infant: 3
        }
    }
    init?(packedCode: UInt8) {
        switch packedCode {
        case 1: self = .adult
        case 2: self = .child
        case 3: self = .infant
        default: return nil
        }
    }
}

extension Travel.Sex: PackedCode {
    var packedCode: UInt8 {
        switch self {
        case .female: 1
        case .male: 2
        case .unspecified: 3
        case .unknown: 4
        }
    }
    init?(packedCode: UInt8) {
        switch packedCode {
        case 1: self = .female
        case 2: self = .male
        case 3: self = .unspecified
        case 4: self = .unknown
        default: return nil
        }
    }
}

extension PersonName.Reading: PackedCode {
    var packedCode: UInt8 {
        switch self {
        case .received: 1
        case .titleCut: 2
        case .document: 3
        }
    }
    init?(packedCode: UInt8) {
        switch packedCode {
        case 1: self = .received
        case 2: self = .titleCut
        case 3: self = .document
        default: return nil
        }
    }
}

extension Contact.Kind: PackedCode {
    var packedCode: UInt8 {
        switch self {
        case .telephone: 1
        case .email: 2
        case .address: 3
        case .other: 4
        }
    }
    init?(packedCode: UInt8) {
        switch packedCode {
        case 1: self = .telephone
        case 2: self = .email
        case 3: self = .address
        case 4: self = .other
        default: return nil
        }
    }
}

extension Contact.Role: PackedCode {
    var packedCode: UInt8 {
        switch self {
        case .contact: 1
        case .home: 2
        case .business: 3
        case .mobile: 4
        case .agency: 5
        case .residence: 6
        case .destination: 7
        case .emergency: 8
        case .billing: 9
        case .sponsor: 10
        case .other: 11
        }
    }
    init?(packedCode: UInt8) {
        switch packedCode {
        case 1: self = .contact
        case 2: self = .home
        case 3: self = .business
        case 4: self = .mobile
        case 5: self = .agency
        case 6: self = .residence
        case 7: self = .destination
        case 8: self = .emergency
        case 9: self = .billing
        case 10: self = .sponsor
        case 11: self = .other
        default: return nil
        }
    }
}

extension ItinerarySegment.Kind: PackedCode {
    var packedCode: UInt8 {
        switch self {
        case .flight: 1
        case .surface: 2
        case .open: 3
        case .other: 4
        }
    }
    init?(packedCode: UInt8) {
        switch packedCode {
        case 1: self = .flight
        case 2: self = .surface
        case 3: self = .open
        case 4: self = .other
        default: return nil
        }
    }
}

extension Remark.Kind: PackedCode {
    var packedCode: UInt8 {
        switch self {
        case .otherService: 1
        case .sponsor: 2
        case .fareCalculation: 3
        case .history: 4
        case .other: 5
        }
    }
    init?(packedCode: UInt8) {
        switch packedCode {
        case 1: self = .otherService
        case 2: self = .sponsor
        case 3: self = .fareCalculation
        case 4: self = .history
        case 5: self = .other
        default: return nil
        }
    }
}

extension FactField: PackedCode {
    var packedCode: UInt8 {
        switch self {
        case .name: 1
        case .sex: 2
        case .birthDate: 3
        case .nationality: 4
        case .residence: 5
        case .placeOfBirth: 6
        case .document: 7
        case .contact: 8
        case .seat: 9
        case .baggage: 10
        case .locator: 11
        case .embark: 12
        case .disembark: 13
        case .service: 14
        case .ticket: 15
        case .frequentFlyer: 16
        case .created: 17
        case .itinerary: 18
        case .payment: 19
        case .agency: 20
        case .split: 21
        case .remark: 22
        case .role: 23
        case .remainder: 24
        }
    }
    init?(packedCode: UInt8) {
        switch packedCode {
        case 1: self = .name
        case 2: self = .sex
        case 3: self = .birthDate
        case 4: self = .nationality
        case 5: self = .residence
        case 6: self = .placeOfBirth
        case 7: self = .document
        case 8: self = .contact
        case 9: self = .seat
        case 10: self = .baggage
        case 11: self = .locator
        case 12: self = .embark
        case 13: self = .disembark
        case 14: self = .service
        case 15: self = .ticket
        case 16: self = .frequentFlyer
        case 17: self = .created
        case 18: self = .itinerary
        case 19: self = .payment
        case 20: self = .agency
        case 21: self = .split
        case 22: self = .remark
        case 23: self = .role
        case 24: self = .remainder
        default: return nil
        }
    }
}
