import EDIFACT
import Travel

/// Gathers the places and times of a flight block (segment groups 2 and 3) and makes legs of them.
///
/// Four patterns are in use: 125 and 87; 125, 92 …, 87; one TDT for each hop with a pair of 92; and 125, 87, 92, 130 for
/// onward hops within the state. They are one rule: the order of the places, with a place that is named twice in a row,
/// as the end of one hop and the start of the next, read once.
struct PAXLSTRoute {
    private struct Stop {
        var qualifier: Tag
        var code: String
        var arrival: LocalDateTime?
        var departure: LocalDateTime?
    }

    private var flight: ConveyanceReference?
    private var isOpen = false
    private var stops: [Stop] = []
    /// Times that stand before any place.
    private var departure: LocalDateTime?
    private var arrival: LocalDateTime?

    private(set) var legs: [Leg] = []

    static var departurePlace: Tag { Tag("1", "2", "5") }
    static var arrivalPlace: Tag { Tag("8", "7") }
    static var otherPlace: Tag { Tag("9", "2") }
    static var finalPlace: Tag { Tag("1", "3", "0") }

    static func isPlace(_ qualifier: Tag?) -> Bool {
        qualifier == departurePlace || qualifier == arrivalPlace || qualifier == otherPlace || qualifier == finalPlace
    }

    /// A transport segment begins the next hop or chain of hops.
    mutating func begin(_ flight: ConveyanceReference?) {
        close()
        self.flight = flight
        isOpen = true
    }

    mutating func add(place: String, qualifier: Tag) {
        isOpen = true
        if let last = stops.last, last.code == place {
            // The same place twice is one stop, unless the flight returns to where it began.
            guard last.qualifier == Self.departurePlace, qualifier == Self.arrivalPlace else { return }
        }
        stops.append(Stop(qualifier: qualifier, code: place))
    }

    mutating func add(departure time: LocalDateTime) {
        isOpen = true
        if stops.isEmpty { departure = time } else { stops[stops.count - 1].departure = time }
    }

    mutating func add(arrival time: LocalDateTime) {
        isOpen = true
        if stops.isEmpty { arrival = time } else { stops[stops.count - 1].arrival = time }
    }

    /// Ends the chain that is open.
    mutating func close() {
        defer {
            flight = nil
            isOpen = false
            stops = []
            departure = nil
            arrival = nil
        }
        guard isOpen else { return }
        if stops.count == 2, stops[0].qualifier == Self.arrivalPlace, stops[1].qualifier == Self.departurePlace { stops.swapAt(0, 1) }
        if stops.isEmpty {
            guard flight != nil else { return }
            legs.append(leg(nil, nil))
            return
        }
        if stops.count == 1 {
            let only = stops[0]
            let isDeparture = only.qualifier == Self.departurePlace || only.qualifier == Self.otherPlace && only.arrival == nil
            legs.append(isDeparture ? leg(only, nil) : leg(nil, only))
            return
        }
        // Both times beside the first place: the arrival is the last one's.
        let final = stops.count - 1
        if stops[final].arrival == nil { stops[final].arrival = arrival ?? stops[0].arrival }
        if stops[0].departure == nil { stops[0].departure = departure }
        for index in 1...final { legs.append(leg(stops[index - 1], stops[index])) }
    }

    private func leg(_ from: Stop?, _ to: Stop?) -> Leg {
        Leg(
            carrier: flight?.carrier, number: flight?.number, suffix: flight?.suffix, from: from?.code, to: to?.code,
            departure: from?.departure ?? (from == nil || stops.count < 2 ? departure : nil),
            arrival: to?.arrival ?? (to == nil || stops.count < 2 ? arrival ?? from?.arrival : nil))
    }
}
