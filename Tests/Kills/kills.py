"""Kills the writing process with SIGKILL at random moments under load over both doors (HTTP, and the command through its
socket), `--runs` times (five), seeded by `--seed`, and then counts.

Every transmission that was acknowledged must be there, none twice, everything readable must have been read, and
`plimsoll verify` must pass. Needs only Python's own library; the last line counts.
"""
import argparse
import json
import os
import pathlib
import random
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request

PLIMSOLL = sys.argv[1]
# A unit is killed so many times; then a fresh one takes its place, so that verifying does not grow with the runs.
KILLS_PER_UNIT = 10
passed = failed = 0


def check(what: str, holds: bool, detail: str = "") -> None:
    global passed, failed
    passed, failed = (passed + 1, failed) if holds else (passed, failed + 1)
    print(f"  {'ok   ' if holds else 'FAIL '} {what}" + (f"  {detail}" if not holds else ""))


def command(*arguments: str) -> str:
    done = subprocess.run([PLIMSOLL, *arguments], capture_output=True, text=True, timeout=300)
    if done.returncode != 0:
        raise SystemExit(f"plimsoll {' '.join(arguments)}: exit {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout


def message(number: int) -> bytes:
    """A passenger list of one invented person; no two are alike."""
    letters = "".join(chr(65 + int(digit)) for digit in f"{number:06d}")
    body = (
        f"UNH+1+PAXLST:D:05B:UN:IATA'BGM+745'NAD+MS+++DESK:CARRIER'TDT+20+QX{number % 900 + 100}+++QX'"
        f"LOC+125+ADB'DTM+189:2612011200:201'LOC+87+MLA'DTM+232:2612011330:201'"
        f"NAD+FL+++K{letters}:INVENTED'ATT+2++F'DTM+329:900203'NAT+2+UTO'DOC+P:110:111+UT{number:07d}'LOC+91+UTO'CNT+42:1'")
    return (f"UNB+UNOA:4+QX+MLTPIU+261125:0700+{number}'{body}UNT+15+1'UNZ+1+{number}'").encode()


class Sender(threading.Thread):
    """Sends until told to stop; remembers what was acknowledged, and with which identifier."""

    def __init__(self, base: str, key: str, numbers, acknowledged: dict, lock: threading.Lock):
        super().__init__(daemon=True)
        self.base, self.key, self.numbers, self.acknowledged, self.lock = base, key, numbers, acknowledged, lock
        self.stopping = False

    def run(self) -> None:
        while not self.stopping:
            with self.lock:
                number = next(self.numbers)
            request = urllib.request.Request(
                self.base + "/api/v1/messages", data=message(number), headers={"Authorization": f"Bearer {self.key}"})
            try:
                with urllib.request.urlopen(request, timeout=20) as answer:
                    transmission = json.load(answer)["transmission"]
            except Exception:
                continue
            with self.lock:
                self.acknowledged[number] = transmission


class Feeder(threading.Thread):
    """The same through the command: beside the running unit by its socket; after a kill, by opening the folder itself."""

    def __init__(self, unit: str, folder: pathlib.Path, numbers, acknowledged: dict, lock: threading.Lock):
        super().__init__(daemon=True)
        self.unit, self.folder, self.numbers, self.acknowledged, self.lock = unit, folder, numbers, acknowledged, lock
        self.stopping = False
        self.taken: list[int] = []

    def run(self) -> None:
        while not self.stopping:
            with self.lock:
                wanted = [next(self.numbers) for _ in range(5)]
            files = []
            for number in wanted:
                files.append(self.folder / f"{number}.edi")
                files[-1].write_bytes(message(number))
            done = subprocess.run(
                [PLIMSOLL, "ingest", "--folder", self.unit, "--quiet", "--json", "--no-wait", *map(str, files)],
                capture_output=True, text=True, timeout=300)
            answers = json.loads(done.stdout) if done.stdout.startswith("[") else []
            # Answers stand in the order of the files where all of them were taken.
            if len(answers) == len(wanted):
                with self.lock:
                    self.taken.append(len(wanted))
                    self.acknowledged.update(zip(wanted, (answer["transmission"] for answer in answers)))
            for file in files:
                file.unlink()


def serve(unit: str) -> tuple[subprocess.Popen, str]:
    server = subprocess.Popen([PLIMSOLL, "serve", "--folder", unit, "--port", "0"], stdout=subprocess.PIPE, text=True)
    found = re.search(r"http://\S+", server.stdout.readline())
    if not found:
        raise SystemExit("the server did not start")
    return server, found.group(0).rstrip("/")


def run(folder: pathlib.Path, kills: int, chance: random.Random) -> None:
    unit = str(folder / "unit")
    command("setup", "--folder", unit, "--state", "MLT")
    key = command("carriers", "add", "--folder", unit, "QX", "Invented Airways").splitlines()[-1]
    acknowledged: dict[int, str] = {}
    lock = threading.Lock()
    fed = 0
    numbers = iter(range(1, 10_000_000))
    for turn in range(kills):
        server, base = serve(unit)
        senders = [Sender(base, key, numbers, acknowledged, lock) for _ in range(6)]
        senders.append(Feeder(unit, folder, numbers, acknowledged, lock))
        for sender in senders:
            sender.start()
        pause = chance.uniform(0.8, 2.5)
        time.sleep(pause)
        server.send_signal(signal.SIGKILL)
        server.wait()
        for sender in senders:
            sender.stopping = True
        for sender in senders:
            sender.join(timeout=300)
        fed += sum(senders[-1].taken)
        report = subprocess.run([PLIMSOLL, "verify", "--quiet", "--folder", unit], capture_output=True, text=True)
        check(f"kill {turn + 1} after {pause:.2f} s ({len(acknowledged)} acknowledged so far): verify passes",
              report.returncode == 0, report.stdout)

    # One more start finds the work that was left, and does it.
    server, base = serve(unit)
    deadline = time.monotonic() + 90
    while time.monotonic() < deadline:
        with sqlite3.connect(f"file:{unit}/plimsoll.sqlite?mode=ro", uri=True) as database:
            left = database.execute("SELECT count(*) FROM journal").fetchone()[0]
            waiting = database.execute("SELECT count(*) FROM work WHERE kind <> 'expire'").fetchone()[0]
        if left == 0 and waiting == 0:
            break
        time.sleep(0.5)
    check("nothing is left in the journal, and no work is left", left == 0 and waiting == 0, f"{left} in the journal, {waiting} steps")
    server.send_signal(signal.SIGTERM)
    server.wait(timeout=30)

    with sqlite3.connect(f"file:{unit}/plimsoll.sqlite?mode=ro", uri=True) as database:
        stored = {row[0] for row in database.execute("SELECT lower(hex(id)) FROM transmission")}
        read = dict(database.execute("SELECT lower(hex(transmission)), count(*) FROM message GROUP BY 1"))
        people = database.execute("SELECT count(*) FROM passage").fetchone()[0]
        digests = database.execute("SELECT count(*), count(DISTINCT digest) FROM transmission WHERE duplicate_of IS NULL").fetchone()
    check(f"something was acknowledged through both doors ({len(acknowledged) - fed} over HTTP, {fed} by command)",
          (fed > 0 or kills < 5) and len(acknowledged) - fed > 4 * kills)
    missing = [n for n, t in acknowledged.items() if t not in stored]
    check("every acknowledged transmission is there", not missing, str(missing[:5]))
    unread = [n for n, t in acknowledged.items() if read.get(t) != 1]
    check("each of them was read, and once", not unread, str(unread[:5]))
    check("no bytes stand twice", digests[0] == digests[1], str(digests))
    check("one passage for each message", people == len(read), f"{people} passages, {len(read)} messages")
    report = subprocess.run([PLIMSOLL, "verify", "--quiet", "--folder", unit], capture_output=True, text=True)
    check("verify passes at the end", report.returncode == 0, report.stdout)


if __name__ == "__main__":
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("plimsoll")
    options.add_argument("--runs", type=int, default=int(os.environ.get("KILLS", "5")), help="how many kills")
    options.add_argument("--seed", type=int, default=int(os.environ.get("SEED", "20261125")), help="decides the moments")
    options = options.parse_args()
    print(f"{options.runs} kills, seed {options.seed}")
    random_moments = random.Random(options.seed)
    for begin in range(0, options.runs, KILLS_PER_UNIT):
        place = pathlib.Path(tempfile.mkdtemp(prefix="plimsoll-kills-"))
        try:
            run(place, min(KILLS_PER_UNIT, options.runs - begin), random_moments)
        finally:
            shutil.rmtree(place, ignore_errors=True)
    print(f"{passed} passed, {failed} failed")
    sys.exit(1 if failed else 0)
