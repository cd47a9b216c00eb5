"""What holds when something beneath the unit fails: the order of writing, syncing and answering, and then a full disk, a folder
that cannot be written, a database that somebody else holds, a disk that no longer syncs, and a clock that is set back.

For each: a clear error and no acknowledgement, nothing lost that was acknowledged, recovery without hands in the same process
once the fault ends, and `plimsoll verify` GOOD. Needs Python's own library, strace and a C compiler; the last line counts.
"""
import contextlib
import json
import os
import pathlib
import re
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "Kills"))
import kills  # noqa: E402
from kills import PLIMSOLL, check, command, message  # noqa: E402

HERE = pathlib.Path(__file__).resolve().parent


class Unit:
    """A unit in a folder of its own, and every transmission that it acknowledged."""

    def __init__(self, folder: pathlib.Path):
        self.folder = str(folder)
        command("setup", "--folder", self.folder, "--state", "MLT")
        self.key = command("carriers", "add", "--folder", self.folder, "QX", "Invented Airways").splitlines()[-1]
        self.acknowledged: dict[str, int] = {}
        self.numbers = iter(range(1, 10_000_000))
        self.outside = folder.parent

    def rows(self, sql: str) -> list[tuple]:
        with contextlib.closing(sqlite3.connect(f"file:{self.folder}/plimsoll.sqlite?mode=ro", uri=True, timeout=10)) as database:
            return database.execute(sql).fetchall()

    def verify(self) -> subprocess.CompletedProcess:
        return subprocess.run([PLIMSOLL, "verify", "--quiet", "--folder", self.folder], capture_output=True, text=True)

    def ingest(self) -> subprocess.CompletedProcess:
        """One message through the command's door; what is acknowledged is remembered."""
        number = next(self.numbers)
        file = self.outside / f"{number}.edi"
        file.write_bytes(message(number))
        done = subprocess.run(
            [PLIMSOLL, "ingest", "--folder", self.folder, "--quiet", "--json", "--no-wait", str(file)],
            capture_output=True, text=True, timeout=60)
        if done.stdout.startswith("["):
            for answer in json.loads(done.stdout):
                self.acknowledged[answer["transmission"]] = number
        return done


class Server:
    """A running unit. What stands before the program, and its environment, are the fault's."""

    def __init__(self, unit: Unit, before: tuple[str, ...] = (), environment: dict[str, str] | None = None):
        self.unit = unit
        # Python ignores SIGXFSZ, and so does what it starts: writing past a limit is then an error and no death.
        self.process = subprocess.Popen(
            [*before, PLIMSOLL, "serve", "--folder", unit.folder, "--port", "0"], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            text=True, env={**os.environ, **(environment or {})}, restore_signals=False)
        found = re.search(r"http://\S+", self.process.stdout.readline())
        if not found:
            raise SystemExit(f"the server did not start: {self.process.stderr.read()}")
        # So that a full pipe never holds it up.
        threading.Thread(target=self.process.stderr.read, daemon=True).start()
        self.base = found.group(0).rstrip("/")

    def post(self, timeout: float = 30) -> tuple[int, dict, str]:
        """Status, document and kind of the answer; what is acknowledged is remembered."""
        number = next(self.unit.numbers)
        request = urllib.request.Request(
            self.base + "/api/v1/messages", data=message(number), headers={"Authorization": f"Bearer {self.unit.key}"})
        try:
            with urllib.request.urlopen(request, timeout=timeout) as answer:
                document = json.load(answer)
                self.unit.acknowledged[document["transmission"]] = number
                return answer.status, document, answer.headers["Content-Type"]
        except urllib.error.HTTPError as error:
            return error.code, json.loads(error.read() or b"{}"), error.headers["Content-Type"]

    def ready(self) -> int:
        try:
            with urllib.request.urlopen(self.base + "/readyz", timeout=30) as answer:
                return answer.status
        except urllib.error.HTTPError as error:
            return error.code

    def wait_until_ready(self, seconds: float = 15) -> bool:
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if self.ready() == 200:
                return True
            time.sleep(0.2)
        return False

    def stop(self) -> int:
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(timeout=60)


def check_refusal(what: str, server: Server, unit: Unit) -> None:
    """While a fault lasts: both doors say so in their own way, and neither acknowledges."""
    before = dict(unit.acknowledged)
    status, document, kind = server.post()
    check(f"{what}: HTTP answers 503 with problem details and when to come again",
          status == 503 and kind == "application/problem+json" and bool(document.get("detail")), f"{status} {kind} {document}")
    done = unit.ingest()
    check(f"{what}: the command fails with 1 and says why", done.returncode == 1 and "cannot be written" in done.stderr,
          f"exit {done.returncode}: {done.stdout}{done.stderr}")
    check(f"{what}: nothing is acknowledged", unit.acknowledged == before)
    check(f"{what}: /readyz says 503", server.ready() == 503)


def check_recovery(what: str, server: Server, unit: Unit) -> None:
    """After a fault: the same process goes on, does what was left, and nothing that it ever acknowledged is missing."""
    check(f"{what}: the same process is ready again by itself", server.wait_until_ready() and server.process.poll() is None)
    status, document, _ = server.post()
    check(f"{what}: and takes messages again", status == 201, f"{status} {document}")
    # What was kept unread is read a minute later.
    deadline = time.monotonic() + 90
    left = waiting = 1
    while (left or waiting) and time.monotonic() < deadline:
        left = unit.rows("SELECT count(*) FROM journal")[0][0]
        waiting = unit.rows("SELECT count(*) FROM work WHERE kind <> 'expire'")[0][0]
        time.sleep(0.2)
    check(f"{what}: nothing waits any more", left == 0 and waiting == 0, f"{left} in the journal, {waiting} steps")
    check(f"{what}: it stops when told to", server.stop() == 0)
    check_stored(what, unit)


def check_stored(what: str, unit: Unit) -> None:
    read = dict(unit.rows("SELECT lower(hex(transmission)), count(*) FROM message GROUP BY 1"))
    missing = [number for transmission, number in unit.acknowledged.items() if read.get(transmission) != 1]
    check(f"{what}: each of the {len(unit.acknowledged)} acknowledged is there and was read once", not missing, str(missing[:5]))
    report = unit.verify()
    check(f"{what}: verify is GOOD", report.returncode == 0, report.stdout + report.stderr)


# The order of writing, syncing and answering

CALL = re.compile(r"^(\d+) +\d+\.\d+ (\w+)\((.*)$")
RESUMED = re.compile(r"^(\d+) +\d+\.\d+ <\.\.\. (\w+) resumed>(.*)$")
TRACED = "fdatasync,fsync,write,pwrite64,writev,sendto,sendmsg"


class Call:
    """A system call: places in the trace where it began and where it had returned, what it was made on, and its bytes."""

    def __init__(self, name: str, began: int, text: str):
        self.name, self.began, self.ended, self.text = name, began, None, text

    @staticmethod
    def plain(text: str) -> str:
        """Paths are written as bytes, like all strings; sockets as they are."""
        return re.sub(r"\\x([0-9a-f]{2})", lambda byte: chr(int(byte.group(1), 16)), text)

    def finish(self, place: int, rest: str) -> None:
        self.ended = place
        self.text += rest
        found = re.search(r"^\d+<(.*?)>(?:, |\)|$)", self.text)
        self.on = self.plain(found.group(1)) if found else ""
        self.result = self.text.rsplit(" = ", 1)[-1].split(" ")[0] if " = " in self.text else ""
        parts = re.findall(r'"((?:\\x[0-9a-f]{2})*)"', self.text)
        self.bytes = b"".join(bytes.fromhex(part.replace("\\x", "")) for part in parts)


def calls(trace: pathlib.Path) -> list[Call]:
    """All calls in the order in which they began. A call that another thread's interrupts stands on two lines."""
    done, open_calls = [], {}
    with trace.open(encoding="ascii", errors="replace") as lines:
        for place, line in enumerate(lines):
            line = line.rstrip("\n")
            if found := RESUMED.match(line):
                call = open_calls.pop(found.group(1), None)
                if call:
                    call.finish(place, found.group(3))
            elif found := CALL.match(line):
                thread, name, text = found.groups()
                unfinished = text.endswith("<unfinished ...>")
                call = Call(name, place, text.removesuffix("<unfinished ...>").rstrip() if unfinished else text)
                done.append(call)
                if unfinished:
                    open_calls[thread] = call
                else:
                    call.finish(place, "")
    return [call for call in done if call.ended is not None]


def check_order(door: str, trace: list[Call], answers: list[dict], is_socket) -> None:
    """For each answer: every commit that it speaks of was written to the log of the database, and a sync of that file began after
    the write and had returned before the first byte of the answer was on its way."""
    log = [call for call in trace if call.on.endswith("/plimsoll.sqlite-wal")]
    syncs = [call for call in log if call.name in ("fdatasync", "fsync") and call.result == "0"]
    sent = [call for call in trace if is_socket(call.on) and call.bytes]
    early, checked = [], 0
    for answer in answers:
        mine = next((call for call in sent if answer["transmission"].encode() in call.bytes), None)
        if mine is None:
            early.append(f"{answer['transmission']}: its answer is not in the trace")
            continue
        # Nothing at all may go out on that connection before; a command's connection has one answer.
        first = next(call for call in sent if call.on == mine.on) if door == "HTTP" else mine
        # What each commit wrote is found by what only it can have written: the identifiers that it made.
        for name in [answer["transmission"], *(part["id"] for part in answer["messages"])]:
            write = next((call for call in log if call.name == "pwrite64" and bytes.fromhex(name) in call.bytes), None)
            checked += 1
            if write is None or write.began > first.began:
                early.append(f"{name}: answered before it was written")
            elif not any(sync.began > write.ended and sync.ended < first.began for sync in syncs):
                early.append(f"{name}: answered before a sync of what was written had returned")
    check(f"{door}: {len(answers)} answers, {checked} commits: each was synced before the first byte of its answer",
          bool(answers) and not early, "; ".join(early[:3]))


def order(folder: pathlib.Path) -> None:
    print("the order of writing, syncing and answering")
    probe = subprocess.run(["strace", "-o", "/dev/null", "true"], capture_output=True, text=True) if shutil.which("strace") else None
    if probe is None or probe.returncode != 0:
        why = "strace is not installed: scripts/bootstrap test" if probe is None else (
            "ptrace is forbidden here, so the order cannot be seen (a container without SYS_PTRACE, a seccomp filter, or "
            "kernel.yama.ptrace_scope): " + probe.stderr.strip())
        check("system calls can be traced", False, why)
        return
    unit = Unit(folder / "unit")
    trace = folder / "trace.txt"
    server = Server(unit, ("strace", "-f", "-yy", "-ttt", "-xx", "-s", "5000", "-o", str(trace), "-e", f"trace={TRACED}"))
    posted = [server.post() for _ in range(8)]
    check("all of them were acknowledged", all(status == 201 for status, _, _ in posted), str(posted)[:300])
    ingested = [unit.ingest() for _ in range(4)]
    check("those of the command too", all(done.returncode == 0 for done in ingested), str(ingested)[:300])
    # strace hands no signal on: the program itself is told.
    child = int(pathlib.Path(f"/proc/{server.process.pid}/task/{server.process.pid}/children").read_text().split()[0])
    os.kill(child, signal.SIGTERM)
    server.process.wait(timeout=60)
    seen = calls(trace)
    check_order("HTTP", seen, [document for status, document, _ in posted if status == 201], lambda on: on.startswith("TCP"))
    check_order("command", seen, [json.loads(done.stdout)[0] for done in ingested if done.returncode == 0],
                lambda on: on.startswith("UNIX"))
    check_stored("after tracing", unit)


# A full disk

@contextlib.contextmanager
def small_disk(folder: pathlib.Path):
    """A folder with little room, and how to fill it and to make room again: a file system of its own for root, else nothing."""
    place = folder / "disk"
    place.mkdir()
    mounted = os.geteuid() == 0 and subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", str(place)], capture_output=True).returncode == 0
    try:
        yield place, mounted
    finally:
        if mounted:
            subprocess.run(["umount", "-l", str(place)], check=False)


def full_disk(folder: pathlib.Path) -> None:
    print("a full disk")
    with small_disk(folder) as (place, mounted):
        unit = Unit(place / "unit")
        unit.outside = folder
        server = Server(unit)
        for _ in range(5):
            server.post()
        check("a full disk: before it, messages are acknowledged", len(unit.acknowledged) == 5)
        filler = place / "filler"
        if mounted:
            with filler.open("wb", buffering=0) as file, contextlib.suppress(OSError):
                while True:
                    file.write(bytes(4_096))
        else:
            size = os.path.getsize(unit.folder + "/plimsoll.sqlite-wal")
            resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))
        # What was allocated before is used up first.
        for _ in range(400):
            if server.post()[0] != 201:
                break
        check_refusal("a full disk", server, unit)
        if mounted:
            filler.unlink()
        else:
            resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        check_recovery("a full disk", server, unit)


# A folder that cannot be written

def read_only(folder: pathlib.Path) -> None:
    print("a folder that cannot be written")
    with small_disk(folder) as (place, mounted):
        unit = Unit(place / "unit")
        unit.outside = folder
        check("read only: before it, the command takes a message", unit.ingest().returncode == 0)
        copy = place / "copy"
        copy.mkdir()
        with contextlib.closing(sqlite3.connect(unit.folder + "/plimsoll.sqlite")) as source, \
                contextlib.closing(sqlite3.connect(str(copy / "plimsoll.sqlite"))) as target:
            source.backup(target)

        def writable(yes: bool) -> None:
            if mounted:
                subprocess.run(["mount", "-o", f"remount,{'rw' if yes else 'ro'}", str(place)], check=True)
            else:
                for path in [pathlib.Path(unit.folder), *pathlib.Path(unit.folder).iterdir(), copy, *copy.iterdir()]:
                    path.chmod((0o700 if yes else 0o500) if path.is_dir() else (0o600 if yes else 0o400))

        writable(False)
        started = subprocess.run([PLIMSOLL, "serve", "--folder", unit.folder, "--port", "0"], capture_output=True, text=True, timeout=60)
        words = re.compile("cannot be opened|read-?only|[Pp]ermission denied")
        check("read only: serve does not start, and says why", started.returncode == 1 and bool(words.search(started.stderr)),
              f"exit {started.returncode}: {started.stderr}")
        before = dict(unit.acknowledged)
        done = unit.ingest()
        check("read only: the command takes nothing, and says why", done.returncode == 1 and bool(words.search(done.stderr)),
              f"exit {done.returncode}: {done.stderr}")
        check("read only: nothing is acknowledged", unit.acknowledged == before)
        report = unit.verify()
        check("read only: verify can still be run", report.returncode == 0, report.stdout + report.stderr)
        key = pathlib.Path(unit.folder, "log.vkey").read_text().strip()
        report = subprocess.run([PLIMSOLL, "verify", "--quiet", "--folder", str(copy), "--key", key], capture_output=True, text=True)
        check("read only: also over an inspector's copy of the database alone", report.returncode == 0, report.stdout + report.stderr)
        writable(True)
        check_recovery("read only", Server(unit), unit)


# A database that somebody else holds

def held(folder: pathlib.Path) -> None:
    print("a database that somebody else holds")
    unit = Unit(folder / "unit")
    server = Server(unit)
    server.post()
    # The writer waits ten seconds for a lock. What comes while it waits for another group waits its turn as well.
    for seconds in (3, 24):
        other = sqlite3.connect(unit.folder + "/plimsoll.sqlite", isolation_level=None, timeout=30)
        other.execute("BEGIN EXCLUSIVE")
        began = time.monotonic()
        answer: list[tuple] = []
        posting = threading.Thread(target=lambda: answer.append((*server.post(60), time.monotonic() - began)))
        posting.start()
        time.sleep(seconds)
        if seconds < 10:
            check("held for 3 s: nobody is answered meanwhile", not answer, str(answer))
        other.execute("COMMIT")
        other.close()
        posting.join(timeout=60)
        status, document, kind, after = answer[0]
        if seconds < 10:
            check("held for 3 s: the answer comes when it is free", status == 201 and after >= 3, f"{status} after {after:.1f} s {document}")
        else:
            check("held for 24 s: an answer after ten to twenty, with problem details, and no acknowledgement",
                  status == 503 and kind == "application/problem+json" and 9 < after < 22, f"{status} after {after:.1f} s {document}")
    check_recovery("held", server, unit)


# A disk that no longer syncs, and a clock that is set back

def shim(folder: pathlib.Path) -> dict[str, str] | None:
    compiler = next((name for name in ("cc", "gcc", "clang") if shutil.which(name)), None)
    library = folder / "fault.so"
    built = compiler and subprocess.run(
        [compiler, "-shared", "-fPIC", "-O2", "-o", str(library), str(HERE / "fault.c"), "-ldl"], capture_output=True, text=True)
    check("the faults' library is compiled", bool(built) and built.returncode == 0, built.stderr if built else "no C compiler: install gcc")
    if not built or built.returncode != 0:
        return None
    return {"LD_PRELOAD": str(library), "FAULTS_FOLDER": str(folder)}


def no_sync(folder: pathlib.Path) -> None:
    print("a disk that no longer syncs")
    environment = shim(folder)
    if environment is None:
        return
    unit = Unit(folder / "unit")
    server = Server(unit, environment=environment)
    for _ in range(5):
        server.post()
    check("no sync: before it, messages are acknowledged", len(unit.acknowledged) == 5)
    flag = folder / "sync"
    flag.touch()
    check_refusal("no sync", server, unit)
    flag.unlink()
    check("no sync: ready again", server.wait_until_ready())
    # Now and then, under load: some fail between the receipt and the reading.
    stopping = threading.Event()

    def send() -> None:
        while not stopping.is_set():
            server.post()

    senders = [threading.Thread(target=send) for _ in range(4)]
    for sender in senders:
        sender.start()
    for _ in range(12):
        time.sleep(0.2)
        flag.touch()
        time.sleep(0.05)
        flag.unlink()
    stopping.set()
    for sender in senders:
        sender.join(timeout=60)
    check("no sync, now and then: many are acknowledged all the same", len(unit.acknowledged) > 20, str(len(unit.acknowledged)))
    check_recovery("no sync", server, unit)


def clock_back(folder: pathlib.Path) -> None:
    print("a clock that is set back by a day")
    environment = shim(folder)
    if environment is None:
        return
    unit = Unit(folder / "unit")
    server = Server(unit, environment=environment)
    server.post()
    clock = folder / "clock"
    clock.write_text("-86400")
    status, document, _ = server.post()
    check("clock back: messages are taken", status == 201, f"{status} {document}")
    check("clock back: by command too", unit.ingest().returncode == 0)
    deadline = time.monotonic() + 20
    unscreened = 1
    while unscreened and time.monotonic() < deadline:
        unscreened = unit.rows("SELECT count(*) FROM passage WHERE assessed IS NULL")[0][0]
        time.sleep(0.2)
    check("clock back: who comes is screened", unscreened == 0, f"{unscreened} are not")
    check("clock back: the unit is ready", server.ready() == 200)
    report = unit.verify()
    check("clock back: verify tells it, and calls it no fault", report.returncode == 0 and "was set back" in report.stdout, report.stdout)
    clock.unlink()
    check_recovery("clock forward again", server, unit)


def backup(folder: pathlib.Path) -> None:
    print("a backup under load, a kill, and a restoration")
    server = Server(unit := Unit(folder / "unit"))
    stopping = threading.Event()

    def send() -> None:
        while not stopping.is_set():
            with contextlib.suppress(OSError, ValueError):
                server.post()

    senders = [threading.Thread(target=send) for _ in range(4)]
    [sender.start() for sender in senders]
    time.sleep(2)
    before = dict(unit.acknowledged)
    done = subprocess.run([PLIMSOLL, "backup", "--folder", unit.folder, str(folder / "copy")], capture_output=True, text=True)
    check("backup: is made while the unit takes messages in", done.returncode == 0 and len(unit.acknowledged) > len(before) > 0,
          f"{len(before)}, then {len(unit.acknowledged)}: {done.stdout}{done.stderr}")
    later = folder / "later.txt"
    later.write_text(command("checkpoint", "--folder", unit.folder))
    server.process.kill()
    stopping.set()
    [sender.join(timeout=60) for sender in senders]
    names = [path.name for path in (folder / "copy").rglob("*")]
    check("backup: no key is in it", "profile.yaml" in names and not any(name.endswith(".key") for name in names), str(names))
    other = folder / "restored"
    done = subprocess.run([PLIMSOLL, "restore", str(folder / "copy"), "--folder", str(other)], capture_output=True, text=True)
    check("restore: verifies before the folder gets its name", done.returncode == 0 and "GOOD: every row" in done.stdout, done.stdout + done.stderr)
    # What came during the copy may be unread in it; the old machine still has the keys of the days.
    shutil.copytree(f"{unit.folder}/keys", other / "keys")
    unit.folder = str(other)
    stored = {row[0] for row in unit.rows("SELECT lower(hex(transmission)) FROM evidence")}
    missing = [name for name in before if name not in stored]
    check("restore: everything acknowledged before the backup began is there, and read", not missing, f"{len(missing)} of {len(before)} missing")
    unit.acknowledged = before
    server = Server(unit)
    check_recovery("restore", server, unit)
    check("restore: the log says that there was one", unit.rows("SELECT count(*) FROM log_entry WHERE type = 'unit-restored'") == [(1,)])
    done = subprocess.run([PLIMSOLL, "verify", "--quiet", "--folder", unit.folder, "--against", str(later)], capture_output=True, text=True)
    check("restore: whoever kept a later checkpoint sees it", done.returncode == 3, done.stdout)


SUITES = {"order": order, "full-disk": full_disk, "read-only": read_only, "held": held, "no-sync": no_sync, "clock": clock_back,
          "backup": backup}

if __name__ == "__main__":
    wanted = sys.argv[2:] or list(SUITES)
    for name in wanted:
        place = pathlib.Path(tempfile.mkdtemp(prefix="plimsoll-faults-"))
        began = time.monotonic()
        try:
            SUITES[name](place)
        finally:
            shutil.rmtree(place, ignore_errors=True)
        print(f"  {time.monotonic() - began:.1f} s")
    print(f"{kills.passed} passed, {kills.failed} failed")
    sys.exit(1 if kills.failed else 0)
