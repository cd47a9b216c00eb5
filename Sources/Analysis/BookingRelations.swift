import Casework
import Travel

/// What can make two bookings related: locators, surnames, postal addresses, documents. Everything here is normalised.
struct BookingRelations: Hashable, Sendable {
    let locators: Set<[UInt8]>
    let surnames: Set<[UInt8]>
    let addresses: Set<[UInt8]>
    let documents: Set<[UInt8]>

    /// Where people live or are written to. A billing address says who pays, a destination where they are taken to, an
    /// agency's where it was booked: none of them makes two travellers belong together.
    private static let homes: Set<Contact.Role> = [.contact, .home, .residence, .other, .mobile, .emergency]

    init(_ facts: BookingFacts) {
        locators = Set(facts.booking.locators.compactMap(TokenValue.locator))
        surnames = Set(facts.names.flatMap(Self.surnames))
        addresses = Set(
            facts.booking.contacts.filter { $0.kind == .address && Self.homes.contains($0.role) }.compactMap {
                TokenValue.address(street: $0.value, city: $0.city, postcode: $0.postcode)
            })
        documents = Set(facts.documents.compactMap(TokenValue.document))
    }

    func sharesSurname(with other: BookingRelations) -> Bool { !surnames.isDisjoint(with: other.surnames) }

    /// Whether a text about somebody who pays (a name, a sponsor's line) has a surname of the booking in it.
    func names(_ text: String) -> [UInt8]? {
        let words = Self.words(text)
        return surnames.filter { words.contains($0) }.min { $0.lexicographicallyPrecedes($1) }
    }

    /// The words of a text, folded, with each two neighbours also as one.
    static func words(_ text: String) -> Set<[UInt8]> {
        // Folding a name sorts nothing when all of it stands as surname.
        guard let folded = TokenValue.surname(PersonName(family: text, given: "")) else { return [] }
        let words = folded.split(separator: 0x20).map { Array($0) }
        return Set(words + zip(words, words.dropFirst()).map { $0 + $1 } + [folded])
    }

    /// The whole surname and its parts of three letters or more that are not particles: who is called GARCIA LOPEZ may well
    /// be related to a LOPEZ. A person of one name has that as surname.
    private static func surnames(_ name: PersonName) -> [[UInt8]] {
        let named = name.family.isEmpty ? PersonName(family: name.given, given: "") : name
        guard let folded = TokenValue.surname(named) else { return [] }
        let parts = folded.split(separator: 0x20).map { Array($0) }
        return [Array(parts.joined())] + parts.filter { $0.count >= 3 && !particles.contains($0) }
    }

    private static let particles: Set<[UInt8]> = Set(
        [
            "VAN", "VON", "DEN", "DER", "DEL", "DOS", "DAS", "DELLA", "BIN", "BINT", "BEN", "IBN", "ABU", "ABD", "SAN", "SANTA", "LOS",
            "LAS", "ZUR", "TER", "MRS", "MISS", "MSTR",
        ]
        .map { Array($0.utf8) })

    var all: [[UInt8]] {
        func marked(_ kind: UInt8, _ values: Set<[UInt8]>) -> [[UInt8]] { values.map { [kind] + $0 } }
        return marked(1, locators) + marked(2, surnames) + marked(3, addresses) + marked(4, documents)
    }
}

/// Bookings grouped into families: those that share a locator, a surname, a postal address or a document, directly or over others.
enum BookingFamilies {
    /// - Returns: indices by family, families and members in ascending order.
    static func find(_ members: [BookingRelations]) -> [[Int]] {
        var parent = Array(members.indices)
        func root(_ index: Int) -> Int {
            var index = index
            while parent[index] != index {
                parent[index] = parent[parent[index]]
                index = parent[index]
            }
            return index
        }
        var first: [[UInt8]: Int] = [:]
        for (index, member) in members.enumerated() {
            for value in member.all {
                if let other = first[value] {
                    let (a, b) = (root(other), root(index))
                    parent[max(a, b)] = min(a, b)
                } else {
                    first[value] = index
                }
            }
        }
        return Dictionary(grouping: members.indices, by: root).values.sorted { $0[0] < $1[0] }
    }
}
