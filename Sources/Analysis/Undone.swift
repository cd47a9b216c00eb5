public import Storage

/// A piece of work that could not be done now; it stays, and is done again.
public struct Undone: Sendable {
    public var claim: WorkClaim
    public var reason: any Error

    init(_ claim: WorkClaim, _ reason: any Error) {
        self.claim = claim
        self.reason = reason
    }

    /// Those of the claims whose act was not written.
    /// - Parameter results: of the claims' acts, in the order of the claims
    static func among(_ claims: [WorkClaim], _ results: [Result<Int64?, any Error>]) -> [Undone] {
        zip(claims, results).compactMap { claim, result in
            if case .failure(let reason) = result { Undone(claim, reason) } else { nil }
        }
    }
}
