import Travel

/// What bookings look like, by purpose. Anchors: party sizes 1: 62.7 %, 2: 25.6 %, 3 and more: 11.7 %; days from booking to
/// departure with median 47 to 51 and log(days + 1) about N(3.85, 1.23); published behaviour of airline customers.
struct PurposeTraits: Sendable {
    let purpose: TravelPurpose
    /// Share of bookings.
    let share: Double
    /// Weights of parties of 1, 2, 3 …
    let parties: [Double]
    /// log(days + 1) from booking to departure.
    let lead: (mean: Double, deviation: Double)
    /// Days away, about; nil where most do not come back soon.
    let stay: Double?
    let ages: ClosedRange<Int>
    /// Children may be among the party.
    let isFamily: Bool
    let agencyShare: Double
    let cardShare: Double
    /// Somebody else organises and pays for several bookings: an employer, a school, a shipping company.
    let hasOrganiser: Bool

    static let all: [PurposeTraits] = [
        .init(
            purpose: .leisure, share: 0.37, parties: [35, 44, 9, 8, 2.4, 1.2, 0.4], lead: (4.25, 1.05), stay: 9, ages: 19...79,
            isFamily: true, agencyShare: 0.4, cardShare: 0.92, hasOrganiser: false),
        .init(
            purpose: .visiting, share: 0.24, parties: [68, 20, 7, 4, 1], lead: (4.0, 1.1), stay: 18, ages: 18...83, isFamily: true,
            agencyShare: 0.35, cardShare: 0.85, hasOrganiser: false),
        .init(
            purpose: .business, share: 0.21, parties: [93, 6, 1], lead: (2.75, 1.0), stay: 3, ages: 24...66, isFamily: false,
            agencyShare: 0.6, cardShare: 0.95, hasOrganiser: false),
        .init(
            purpose: .student, share: 0.05, parties: [92, 8], lead: (3.9, 0.9), stay: 120, ages: 18...28, isFamily: false,
            agencyShare: 0.25, cardShare: 0.85, hasOrganiser: false),
        .init(
            purpose: .worker, share: 0.05, parties: [85, 13, 2], lead: (3.1, 0.9), stay: nil, ages: 19...58, isFamily: false,
            agencyShare: 0.5, cardShare: 0.95, hasOrganiser: true),
        .init(
            purpose: .group, share: 0.012, parties: [0, 0, 0, 0, 1, 1, 2, 2, 3], lead: (4.6, 0.5), stay: 6, ages: 16...70, isFamily: false,
            agencyShare: 0.9, cardShare: 0.4, hasOrganiser: false),
        .init(
            purpose: .seafarer, share: 0.02, parties: [75, 20, 5], lead: (1.9, 0.7), stay: nil, ages: 20...61, isFamily: false,
            agencyShare: 0.9, cardShare: 0.9, hasOrganiser: true),
        .init(
            purpose: .resettlement, share: 0.01, parties: [20, 20, 20, 20, 20], lead: (3.2, 0.4), stay: nil, ages: 19...60, isFamily: true,
            agencyShare: 1, cardShare: 0, hasOrganiser: true),
        .init(
            purpose: .languageSchool, share: 0.018, parties: [80, 15, 5], lead: (4.4, 0.5), stay: 21, ages: 14...22, isFamily: false,
            agencyShare: 0.6, cardShare: 0.9, hasOrganiser: true),
    ]
}

/// Who pays and answers for several bookings, lawfully: its address stands in each of them.
struct Organiser: Sendable {
    let name: String
    let address: Contact
    let telephone: String
    let card: String
}
