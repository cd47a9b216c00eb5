import Analysis
public import Casework
import Foundation
import Storage
import Travel
import Yams

/// What the unit judges by at a moment: profile and indicators, each a version that stands in the log.
public struct Rules: Sendable {
    public var profile: StateProfile
    public var indicators: [Indicator]

    static func profile(yaml: String, path: String) throws -> StateProfile {
        let profile: StateProfile
        do {
            profile = try YAMLDecoder().decode(StateProfile.self, from: yaml)
        } catch {
            throw ServiceError.profileUnusable(path: path, faults: [Self.words(error)])
        }
        guard profile.faults.isEmpty else { throw ServiceError.profileUnusable(path: path, faults: profile.faults) }
        return profile
    }

    static func indicator(yaml: String, path: String) throws -> Indicator {
        let indicator: Indicator
        do {
            indicator = try YAMLDecoder().decode(Indicator.self, from: yaml)
        } catch {
            throw ServiceError.indicatorUnusable(path: path, reason: Self.words(error))
        }
        let faults = AnalysisRules.faults(of: indicator)
        guard faults.isEmpty else { throw ServiceError.indicatorUnusable(path: path, reason: faults.joined(separator: "; ")) }
        return indicator
    }

    /// Those that run and whose last day has not passed, from the versions that are stored.
    static func running(storage: Storage, on day: LocalDate) async throws -> [Indicator] {
        try await storage.indicators().map { stored in
            var indicator = try indicator(yaml: stored.yaml, path: stored.name)
            indicator.version = stored.version
            return indicator
        }.filter { $0.expiry >= day }
    }

    private static func words(_ error: any Error) -> String {
        switch error {
        case DecodingError.keyNotFound(let key, _): "the line \(key.stringValue): is missing"
        case DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context),
            DecodingError.dataCorrupted(let context):
            (context.codingPath.map(\.stringValue).joined(separator: ".") + ": " + context.debugDescription)
        default: "\(error)"
        }
    }
}
