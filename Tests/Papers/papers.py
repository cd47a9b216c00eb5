"""Pastes the shell blocks of docs/connect-a-carrier.md, in their order and in one folder, into a shell beside a unit on loopback.

Each block has to end well, and the answers have to be what the page says. Needs Python's own library, bash and curl; the last line counts.
"""
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "Kills"))
import kills  # noqa: E402
from kills import PLIMSOLL, check, command  # noqa: E402

PAGE = HERE.parents[1] / "docs" / "connect-a-carrier.md"


def main(place: pathlib.Path) -> None:
    unit = str(place / "unit")
    command("setup", "--folder", unit, "--state", "MLT")
    server, base = kills.serve(unit)
    try:
        blocks = re.findall(r"^```sh\n(.*?)^```$", PAGE.read_text(), re.S | re.M)
        check("the page has blocks to paste", len(blocks) >= 7, str(len(blocks)))
        work = place / "work"
        work.mkdir()
        environment = {**os.environ, "UNIT": base, "PLIMSOLL_FOLDER": unit, "CARRIER": "QX",
                       "PATH": f"{pathlib.Path(PLIMSOLL).parent}:{os.environ['PATH']}"}
        # One shell for all of them, as somebody has who pastes; each block says when it has ended.
        script = "set -euo pipefail\n" + "".join(f"{block}printf '\\n== {number}\\n'\n" for number, block in enumerate(blocks))
        done = subprocess.run(["bash", "-c", script], cwd=work, env=environment, capture_output=True, text=True, timeout=120)
        parts = re.split(r"^== (\d+)\n", done.stdout, flags=re.M)
        ended = [int(part) for part in parts[1::2]]
        for number in range(len(blocks)):
            check(f"block {number + 1} ends well", number in ended, done.stdout[-500:] + done.stderr)
        outputs = dict(zip(ended, parts[0::2]))
        answer = json.loads((work / "answer.json").read_text())
        check("the message was read, with one traveller", answer["status"] == "read" and answer["messages"][0]["travellers"] == 1, str(answer))
        check("asked again, the answer is the same", any(json.dumps(answer["transmission"]) in text for text in list(outputs.values())[5:]))
        check("with the new key the same bytes are a receipt", any('"duplicateOf"' in text for text in outputs.values()))
        check("a revoked key is answered with 401", outputs.get(len(blocks) - 1, "").strip().endswith("401"), str(outputs.get(len(blocks) - 1)))
    finally:
        server.terminate()
        server.wait(timeout=60)


if __name__ == "__main__":
    folder = pathlib.Path(tempfile.mkdtemp(prefix="plimsoll-papers-"))
    try:
        main(folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    print(f"{kills.passed} passed, {kills.failed} failed")
    sys.exit(1 if kills.failed else 0)
