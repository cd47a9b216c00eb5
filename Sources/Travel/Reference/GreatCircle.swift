#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// Kilometres along the great circle between two places, on a sphere of the Earth's mean radius (6,371.0088 km; within
/// 0.6 % of the ellipsoid). Haversine formula, which stays exact for places close together.
public func greatCircleKilometres(from a: Airport, to b: Airport) -> Double {
    let degree = Double.pi / 180
    let half = (sin((b.latitude - a.latitude) * degree / 2), sin((b.longitude - a.longitude) * degree / 2))
    let h = half.0 * half.0 + cos(a.latitude * degree) * cos(b.latitude * degree) * half.1 * half.1
    return 2 * 6_371.0088 * asin(min(1, h.squareRoot()))
}
