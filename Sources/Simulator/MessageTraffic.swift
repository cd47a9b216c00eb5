import Travel
import TravelMessages

/// Which files are sent when: bookings 48 and 24 hours before departure and at its close, people at departure.
struct MessageTraffic {
    private let configuration: WorldConfiguration
    private let flights: [SimulatedFlight]
    private let records: BookingMessages
    private let lists: PassengerLists

    init(_ configuration: WorldConfiguration, flights: [SimulatedFlight], recipient: String) {
        self.configuration = configuration
        self.flights = flights
        records = BookingMessages(flights: flights, recipient: recipient)
        lists = PassengerLists(flights: flights, recipient: recipient)
    }

    func messages(_ bookings: [SimulatedBooking]) -> [SimulatedMessage] {
        var byFlight: [Int: [SimulatedBooking]] = [:]
        for booking in bookings { byFlight[booking.flight, default: []].append(booking) }
        var messages: [SimulatedMessage] = []
        for index in flights.indices { messages += self.messages(of: index, byFlight[index] ?? []) }
        return messages.sorted { ($0.receivedAt, $0.fileName) < ($1.receivedAt, $1.fileName) }
    }

    private func messages(of index: Int, _ bookings: [SimulatedBooking]) -> [SimulatedMessage] {
        let flight = flights[index]
        let spared = Set(bookings.filter { $0.layer != .bookings }.map(\.locator))
        let hasFaults = configuration.layers.contains(.faults)
        let faults = MessageFaults(seed: configuration.seed, flight: index, day: flight.day)
        var messages: [SimulatedMessage] = []
        func send(_ message: TravelMessage, _ occasion: SimulatedMessage.Occasion, at moment: Instant, bytes: [UInt8]) {
            guard moment <= configuration.now, flight.cancelled.map({ moment <= $0 }) ?? true else { return }
            messages.append(
                SimulatedMessage(
                    fileName: Self.fileName(flight, occasion, at: moment), bytes: bytes, receivedAt: moment, kind: message.kind,
                    occasion: occasion, voyage: flight.voyage))
        }
        for (number, occasion) in [SimulatedMessage.Occasion.early, .update, .close].enumerated() {
            let moment = BookingMessages.moment(occasion, of: flight) + Int64(20 + (index * 37) % 80)
            var bytes: [UInt8] = []
            let message = records.message(occasion, of: index, bookings)
            if let message { bytes = PNRGOVWriter.write([message], lineBreaks: index % 3 == 0) }
            if hasFaults { faults.spoil(&bytes, occasion: number, rate: 0.07) }
            if let message { send(message, occasion, at: moment, bytes: bytes) }
        }
        if let cancelled = flight.cancelled {
            let message = lists.message(.cancelFlight, of: index, [], at: cancelled, number: 7)
            send(message, .flightCancelled, at: cancelled, bytes: PAXLSTWriter.write([message]))
            return messages
        }
        sendLists(of: index, bookings, sparing: spared, hasFaults ? faults : nil, send)
        return messages
    }

    private func sendLists(
        of index: Int, _ bookings: [SimulatedBooking], sparing spared: Set<String>, _ faults: MessageFaults?,
        _ send: (TravelMessage, SimulatedMessage.Occasion, Instant, [UInt8]) -> Void
    ) {
        let departure = flights[index].departure
        let listed = departure - 1_200 + Int64((index * 53) % 240)
        var manifest = lists.manifest(of: index, bookings, at: listed)
        guard !manifest.travellers.isEmpty else { return }
        var corrected: Traveller?
        var offloaded: Traveller?
        if let faults {
            faults.spoil(&manifest, sparing: spared)
            corrected = faults.mistyped(in: &manifest, sparing: spared)
            offloaded = faults.offloaded(in: manifest, sparing: spared)
        }
        send(manifest, .manifest, listed, PAXLSTWriter.write([manifest], lineBreaks: index % 4 == 1))
        if let corrected {
            let message = lists.message(.change, of: index, [corrected], at: departure - 700, number: 5)
            send(message, .correction, departure - 700, PAXLSTWriter.write([message]))
        }
        if let offloaded {
            let message = lists.message(.cancel, of: index, [offloaded], at: departure - 420, number: 6)
            send(message, .offload, departure - 420, PAXLSTWriter.write([message]))
        }
    }

    private static func fileName(_ flight: SimulatedFlight, _ occasion: SimulatedMessage.Occasion, at moment: Instant) -> String {
        let time = moment.utc
        func two(_ value: Int) -> String { SerialNumbers.digits(UInt64(value), 2) }
        return "\(time.date.year)\(two(time.date.month))\(two(time.date.day))T\(two(time.hour))\(two(time.minute))\(two(time.second))-"
            + "\(flight.carrier)\(flight.number)-\(flight.from)-\(occasion.rawValue).edi"
    }
}
