"""Kills the writing process with SIGKILL at random moments under load, five times (seeded), and then counts.

Every transmission that was acknowledged must be there, none twice, everything readable must have been read, and
`plimsoll verify` must pass. Needs only Python's own library; the last line counts.
"""
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
ROUNDS = int(os.environ.get("KILLS", "5"))
SEED = int(os.environ.get("SEED", "20261125"))
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


def serve(unit: str) -> tuple[subprocess.Popen, str]:
    server = subprocess.Popen([PLIMSOLL, "serve", "--folder", unit, "--port", "0"], stdout=subprocess.PIPE, text=True)
    found = re.search(r"http://\S+", server.stdout.readline())
    if not found:
        raise SystemExit("the server did not start")
    return server, found.group(0).rstrip("/")


def run(folder: pathlib.Path) -> None:
    unit = str(folder / "unit")
    command("setup", "--folder", unit, "--state", "MLT")
    key = command("carriers", "add", "--folder", unit, "QX", "Invented Airways").splitlines()[-1]
    chance = random.Random(SEED)
    acknowledged: dict[int, str] = {}
    lock = threading.Lock()
    numbers = iter(range(1, 10_000_000))
    print(f"{ROUNDS} kills, seed {SEED}")
    for turn in range(ROUNDS):
        server, base = serve(unit)
        senders = [Sender(base, key, numbers, acknowledged, lock) for _ in range(6)]
        for sender in senders:
            sender.start()
        pause = chance.uniform(0.8, 2.5)
        time.sleep(pause)
        server.send_signal(signal.SIGKILL)
        server.wait()
        for sender in senders:
            sender.stopping = True
        for sender in senders:
            sender.join(timeout=30)
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
    check("something was acknowledged", len(acknowledged) > 20, str(len(acknowledged)))
    missing = [n for n, t in acknowledged.items() if t not in stored]
    check("every acknowledged transmission is there", not missing, str(missing[:5]))
    unread = [n for n, t in acknowledged.items() if read.get(t) != 1]
    check("each of them was read, and once", not unread, str(unread[:5]))
    check("no bytes stand twice", digests[0] == digests[1], str(digests))
    check("one passage for each message", people == len(read), f"{people} passages, {len(read)} messages")
    report = subprocess.run([PLIMSOLL, "verify", "--quiet", "--folder", unit], capture_output=True, text=True)
    check("verify passes at the end", report.returncode == 0, report.stdout)


if __name__ == "__main__":
    place = pathlib.Path(tempfile.mkdtemp(prefix="plimsoll-kills-"))
    try:
        run(place)
    finally:
        shutil.rmtree(place, ignore_errors=True)
    print(f"{passed} passed, {failed} failed")
    sys.exit(1 if failed else 0)
