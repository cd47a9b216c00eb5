import Foundation
import Synchronization

/// The one who may write in a unit's folder. The lock ends with the process, however it ends.
final class FolderLock: Sendable {
    private let descriptor: Mutex<Int32?>

    /// - Throws: ``StorageError/locked(folder:)`` when another process holds it.
    init(folder: String) throws {
        let path = folder + "/lock"
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw StorageError.refused("\(path) cannot be opened: \(String(cString: strerror(errno)))") }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            throw StorageError.locked(folder: folder)
        }
        self.descriptor = Mutex(descriptor)
    }

    deinit { release() }

    func release() {
        descriptor.withLock { held in
            if let held {
                // Unlocked, not only closed: a child that was just forked holds a copy until it has become another program.
                flock(held, LOCK_UN)
                close(held)
            }
            held = nil
        }
    }
}
