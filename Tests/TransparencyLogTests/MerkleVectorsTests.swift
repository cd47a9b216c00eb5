import Foundation
import Testing
import TransparencyLog

/// Public vectors for RFC 6962 proofs, below `$SUITES/transparency`: one JSON file each, hashes in base64.
@Suite("Public Merkle proof vectors")
struct MerkleVectorsTests {
    private struct InclusionVector: Decodable {
        let leafIdx: UInt64
        let treeSize: UInt64
        let root: String?
        let leafHash: String?
        let proof: [String]?
        let wantErr: Bool
    }

    private struct ConsistencyVector: Decodable {
        let size1: UInt64
        let size2: UInt64
        let root1: String?
        let root2: String?
        let proof: [String]?
        let wantErr: Bool
    }

    /// The folder; nil where the suites are not here and nobody asked for them.
    private func folder(_ kind: String) throws -> URL? {
        let environment = ProcessInfo.processInfo.environment
        guard let suites = environment["SUITES"], !suites.isEmpty else {
            if environment["PLIMSOLL_CONFORMANCE"] == "1" {
                Issue.record("PLIMSOLL_CONFORMANCE=1 but SUITES is not set: name the folder that holds transparency/\(kind)")
            } else {
                print("Merkle vectors (\(kind)) were not run: `make conformance` runs them when SUITES names the public suites.")
            }
            return nil
        }
        return URL(fileURLWithPath: suites).appendingPathComponent("transparency").appendingPathComponent(kind)
    }

    private func files(in folder: URL) throws -> [URL] {
        let found = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)?.compactMap { $0 as? URL } ?? []
        let files = found.filter { $0.pathExtension == "json" }.sorted { $0.path < $1.path }
        try #require(!files.isEmpty, "there are no vectors in \(folder.path): point SUITES at the folder above transparency/")
        return files
    }

    /// A hash that is not 32 bytes cannot be one, and is what some vectors are about.
    private func hashes(_ texts: [String]) -> [MerkleHash]? {
        let hashes = texts.compactMap { MerkleHash(base64: $0) }
        return hashes.count == texts.count ? hashes : nil
    }

    /// Some vectors write a short text where the root does not matter beyond being the same on both sides: any hash of it will do.
    private func root(_ text: String?) -> MerkleHash {
        let text = text ?? ""
        return MerkleHash(base64: text) ?? .leaf(Array(text.utf8))
    }

    @Test("inclusion: each vector is accepted or refused as it says")
    func inclusion() throws {
        guard let folder = try folder("inclusion") else { return }
        let files = try files(in: folder)
        for file in files {
            let vector = try JSONDecoder().decode(InclusionVector.self, from: Data(contentsOf: file))
            let isAccepted: Bool
            if let path = hashes(vector.proof ?? []), let ends = hashes([vector.leafHash ?? "", vector.root ?? ""]) {
                let proof = InclusionProof(leafIndex: vector.leafIdx, treeSize: vector.treeSize, path: path)
                isAccepted = (try? proof.verify(leafHash: ends[0], root: ends[1])) != nil
            } else {
                isAccepted = false
            }
            #expect(isAccepted != vector.wantErr, "\(file.lastPathComponent) in \(file.deletingLastPathComponent().lastPathComponent)")
        }
        print("Merkle vectors (inclusion): \(files.count) run")
    }

    @Test("consistency: each vector is accepted or refused as it says; an older size of 0 is for the caller to answer")
    func consistency() throws {
        guard let folder = try folder("consistency") else { return }
        let files = try files(in: folder)
        var emptyOldTrees = 0
        for file in files {
            let vector = try JSONDecoder().decode(ConsistencyVector.self, from: Data(contentsOf: file))
            let name = "\(file.lastPathComponent) in \(file.deletingLastPathComponent().lastPathComponent)"
            let path = hashes(vector.proof ?? [])
            let roots = [root(vector.root1), root(vector.root2)]
            if vector.size1 == 0 {
                // The proof function refuses these whatever they hold; C2SP tlog-witness answers them before any proof.
                emptyOldTrees += 1
                let proof = ConsistencyProof(oldSize: 0, newSize: vector.size2, path: path ?? [])
                #expect(throws: MerkleProofError.oldTreeEmpty, "\(name)") {
                    try proof.verify(oldRoot: roots[0], newRoot: roots[1])
                }
                continue
            }
            let isAccepted: Bool
            if let path {
                let proof = ConsistencyProof(oldSize: vector.size1, newSize: vector.size2, path: path)
                isAccepted = (try? proof.verify(oldRoot: roots[0], newRoot: roots[1])) != nil
            } else {
                isAccepted = false
            }
            #expect(isAccepted != vector.wantErr, "\(name)")
        }
        print("Merkle vectors (consistency): \(files.count) run, \(emptyOldTrees) of them with an empty older tree")
    }
}
