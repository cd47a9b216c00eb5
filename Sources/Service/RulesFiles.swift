import Casework
import Foundation
import Storage
import Travel

/// Takes the folder's profile and indicators in: what has changed since the last start becomes a new version, in the log.
enum RulesFiles {
    static func takeIn(folder: UnitFolder, storage: Storage, access: Access, at now: Instant) async throws -> Rules {
        let yaml = try folder.text(of: folder.profile)
        let profile = try Rules.profile(yaml: yaml, path: folder.profile)
        let digest = sha256(Array(yaml.utf8))
        let stored = try await storage.profile()
        var version = stored?.version ?? 0
        if stored?.sha256 != digest {
            version += 1
            var act = Act(access, .profileChanged, at: now)
            act.insert(ProfileVersionRow(version: version, yaml: yaml, sha256: digest, at: now))
            // Whoever is still to come is judged by what holds now.
            act.add(Work(.rescreen, key: Work.rules, due: now))
            try await storage.commit(act)
        }
        var numbered = profile
        numbered.version = version
        return Rules(profile: numbered, indicators: try await indicators(folder: folder, storage: storage, access: access, at: now))
    }

    private static func indicators(folder: UnitFolder, storage: Storage, access: Access, at now: Instant) async throws -> [Indicator] {
        let files = ((try? FileManager.default.contentsOfDirectory(atPath: folder.indicators)) ?? []).filter { $0.hasSuffix(".yaml") }
            .sorted()
        let stored = Dictionary(uniqueKeysWithValues: try await storage.allIndicators().map { ($0.name, $0) })
        var indicators: [Indicator] = []
        var named: Set<String> = []
        var act = Act(access, .indicatorPublished, at: now)
        for file in files {
            let path = folder.indicators + "/" + file
            let yaml = try folder.text(of: path)
            var indicator = try Rules.indicator(yaml: yaml, path: path)
            guard named.insert(indicator.name).inserted else {
                throw ServiceError.indicatorUnusable(path: path, reason: "another file has the name \(indicator.name) already")
            }
            let known = stored[indicator.name]
            indicator.version = known?.version ?? 0
            // What two people have switched off rests until two people let it run again, whatever its file says.
            let rests = try await storage.lastSwitch(ofIndicator: indicator.name)?.kind == .indicatorOff
            if known?.yaml != yaml || known?.active == rests {
                indicator.version += 1
                act.insert(IndicatorVersionRow(name: indicator.name, version: indicator.version, yaml: yaml, active: !rests, at: now))
            }
            if !rests { indicators.append(indicator) }
        }
        for (name, known) in stored where known.active && !named.contains(name) {
            act.insert(IndicatorVersionRow(name: name, version: known.version + 1, yaml: known.yaml, active: false, at: now))
        }
        if !act.rows.isEmpty {
            act.add(Work(.rescreen, key: Work.rules, due: now))
            try await storage.commit(act)
        }
        // One whose last day has passed does not run: it has to be justified anew.
        return indicators.filter { $0.expiry >= now.utc.date }
    }
}
