import Casework
import Service
import Storage
import Travel

/// The page of a traveller.
extension AlertModels {
    func page(_ file: TravellerFile) -> TravellerPage {
        let detail = file.detail
        let voyage = detail.voyage
        let day = voyage.designator.date
        return TravellerPage(
            who: person(file.traveller, on: day), flight: .flight(voyage.key), voyage: route(voyage), event: event(voyage),
            times: times(voyage), status: detail.status, isListed: detail.isListed, alerts: detail.alerts.map(alert),
            hits: file.hits.map(headline), threshold: profile.threshold,
            identity: identity(api: file.api, pnr: file.pnr, booking: file.booking, conflicts: file.conflicts),
            journey: journey(voyage.route, file.booking), companions: file.companions.map { companion($0, on: day) },
            booking: file.booking.map { booking($0, file) }, hasBooking: detail.booking != nil, messages: file.messages.map(message),
            others: file.others.map(other), othersAreCut: file.others.count == TravellerFile.mostOthers, seen: seen(file.readings))
    }

    private func alert(_ state: AlertState) -> TravellerPage.AlertLine {
        TravellerPage.AlertLine(
            id: state.alert.description, number: state.alert.short, severity: severity(state.severity), status: status(state.status),
            raised: state.raised, score: state.score)
    }

    /// Without what it rests on, which the alert's page has.
    private func headline(_ file: HitFile) -> HitPart {
        var part = hit(file)
        part.supporting = []
        part.opposing = []
        part.match = nil
        return part
    }

    private func booking(_ booking: Booking, _ file: TravellerFile) -> BookingPart {
        let made = booking.created.map { Instant(seconds: $0.secondsSince1970) }
        let left = made.flatMap { made in file.detail.voyage.departure.map { $0 - made } }
        return BookingPart(
            booking: booking, own: [file.api, file.pnr].compactMap { $0 }.flatMap(\.contacts), made: made.map { Moment($0) },
            beforeDeparture: left, isLate: left.map { $0 < FlightFile.lateBooking } ?? false)
    }

    private func other(_ other: TravellerFile.Other) -> TravellerPage.Other {
        let voyage = other.glance.voyage
        return TravellerPage.Other(
            address: .traveller(other.glance.key), flight: .flight(voyage.key), day: voyage.designator.date, voyage: self.voyage(voyage),
            who: person(other.traveller, on: voyage.designator.date), status: other.glance.status,
            alert: other.glance.alert.map { ($0.alert.description, $0.alert.short, status($0.status)) })
    }
}
