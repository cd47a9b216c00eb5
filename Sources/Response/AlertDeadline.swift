public import Casework
public import Storage
public import Travel

/// Until when an alert is of use: the landing here, or the departure from here, less the time that the airport's officers
/// need to have somebody at the gate (state profile).
///
/// Where the voyage says no such moment, the earliest plausible one holds: its departure, else the first minute of its local
/// day in the easternmost zone (UTC+14). A deadline too early costs an analyst some minutes, one too late a chance.
public enum AlertDeadline {
    public static func of(_ voyage: JudgedVoyage, profile: StateProfile) -> Instant {
        moment(of: voyage) - Int64(profile.handlingMinutes(at: voyage.momentPlace)) * 60
    }

    private static func moment(of voyage: JudgedVoyage) -> Instant {
        if let moment = voyage.moment ?? voyage.departure { return moment }
        return Instant(seconds: Int64(voyage.designator.date.daysSince1970) * 86_400 - 14 * 3_600)
    }
}
