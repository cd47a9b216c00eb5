import Foundation

// Zone rules come with Foundation, not from the system: a change of rules needs a new build.

/// The moment at which a clock on the wall of `airport` shows `local`.
///
/// A time that a clock shows twice, when it is put back, means the earlier of the two moments; a time that it never shows,
/// when it is put forward, is read by the new time, which is the earlier reading: a deadline too early costs an analyst
/// some minutes, one too late a chance. A zone that is not known, or an airport without one, gives ``earliestInstant(of:)``.
public func instant(of local: LocalDateTime, at airport: Airport) -> Instant {
    guard let name = airport.zone, let zone = TimeZone(identifier: name) else { return earliestInstant(of: local) }
    let wall = local.secondsSince1970
    func offset(_ seconds: Int64) -> Int64 { Int64(zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(seconds)))) }
    // Whatever change there is near that wall time, the offsets a day before and a day after are those around it.
    let before = offset(wall - 86_400)
    let after = offset(wall + 86_400)
    if before == after, offset(wall - before) == before { return Instant(seconds: wall - before) }
    let candidates = [before, after, offset(wall)]
    let real = candidates.filter { offset(wall - $0) == $0 }
    let chosen = real.max() ?? candidates.max() ?? 0
    return Instant(seconds: wall - chosen)
}

/// The earliest moment at which any clock on Earth shows `local`: the easternmost zone, UTC+14.
public func earliestInstant(of local: LocalDateTime) -> Instant {
    Instant(seconds: local.secondsSince1970 - 14 * 3_600)
}

/// What a clock on the wall of `airport` shows at `instant`; nil when its zone is not known.
public func localTime(of instant: Instant, at airport: Airport) -> LocalDateTime? {
    guard let name = airport.zone, let zone = TimeZone(identifier: name) else { return nil }
    let seconds = instant.seconds
    return LocalDateTime(secondsSince1970: seconds + Int64(zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(seconds)))))
}
