/// Working memory of queries, kept by the caller so that a query allocates nothing per candidate: one for each thread.
/// Holds nothing about the last query that the next one would see. Fits any index.
public struct SearchScratch: Sendable {
    /// What the last query cost.
    public struct Effort: Hashable, Sendable {
        /// Steps through postings: entries touched, each as often as it was met.
        public internal(set) var postings = 0
        /// Entries that shared enough to be looked at.
        public internal(set) var candidates = 0
        /// Entries compared part by part.
        public internal(set) var aligned = 0
        /// Comparisons of a part with a part while aligning.
        public internal(set) var comparisons = 0
    }
    public internal(set) var effort = Effort()

    struct Candidate {
        var segment: Int32
        var entry: Int32
        var reached: Float
    }

    struct Reached {
        var token: Int
        var similarity: Float
    }

    /// Per segment: the round in which an entry was reached, the part that did, and the weight so far.
    struct Marks {
        var rounds: [UInt32] = []
        var parts: [Int16] = []
        var weights: [Float] = []
    }
    var marks: [Marks] = [Marks(), Marks()]
    var round: UInt32 = 0
    /// Steps through postings that the current name reading has taken.
    var steps = 0
    var touched: [Int32] = []
    var reached: [Reached] = []
    var candidates: [Candidate] = []
    var alignment = Alignment()

    public init() {}

    /// Makes room for the index and begins a round in which no entry is marked.
    mutating func begin(_ index: ScreeningIndex) {
        if round == .max {
            round = 0
            marks = [Marks(), Marks()]
        }
        round += 1
        steps = 0
        for (number, segment) in index.segments.enumerated() where marks[number].rounds.count < segment.snapshot.count {
            marks[number].rounds = [UInt32](repeating: 0, count: segment.snapshot.count)
            marks[number].parts = [Int16](repeating: -1, count: segment.snapshot.count)
            marks[number].weights = [Float](repeating: 0, count: segment.snapshot.count)
        }
        candidates.removeAll(keepingCapacity: true)
    }
}
