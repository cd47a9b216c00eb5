public import Casework
public import Storage
public import Travel

/// Until when an alert is of use: the landing here, or the departure from here, less the time that the airport's officers
/// need to have somebody at the gate (state profile).
///
/// Where the voyage says no such moment, the earliest plausible one holds: its departure, else the first minute of its local
/// day in the easternmost zone (UTC+14). A deadline too early costs an analyst some minutes, one too late a chance. What
/// nobody knows the time of has not passed, though: until the day is over everywhere (UTC-12), and for people whom a message
/// puts on no flight or day at all, officers have at least their handling time from the receipt.
public enum AlertDeadline {
    public static func of(_ voyage: JudgedVoyage, received: Instant, profile: StateProfile) -> Instant {
        let handling = Int64(profile.handlingMinutes(at: voyage.momentPlace)) * 60
        if voyage.placed, let moment = voyage.moment ?? voyage.departure { return moment - handling }
        let day = Instant(seconds: Int64(voyage.designator.date.daysSince1970) * 86_400)
        let earliest = day - 14 * 3_600 - handling
        guard voyage.placed else { return received + handling }
        let isOver = day + 36 * 3_600 <= received
        return isOver ? earliest : max(earliest, received + handling)
    }
}
