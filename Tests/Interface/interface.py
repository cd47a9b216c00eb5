"""Asks a running unit's interface what docs/openapi.yaml says can be asked, and much that it says cannot, with Schemathesis.

    scripts/test-interface [--examples N] [--seed N]

Starts `plimsoll serve` itself on a free port as it runs, and stops it by its own process id. The last line counts.
"""
import argparse
import http.cookiejar
import json
import os
import pathlib
import re
import signal
import subprocess
import sys
import tempfile
import urllib.parse
import urllib.request

PASSWORD = "an invented sentence, long"
ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
# A valid text need not be a cursor that some page gave, and 428 is what RFC 6585 has for a missing If-Match.
LEFT_OUT = "positive_data_acceptance,missing_required_header"
passed = failed = 0


def check(what: str, holds: bool, detail: str = "") -> None:
    global passed, failed
    passed, failed = passed + bool(holds), failed + (not holds)
    print(f"  {'ok  ' if holds else 'FAIL'}  {what}  {'' if holds else detail}")


def command(*arguments: str) -> str:
    done = subprocess.run([PLIMSOLL, *arguments], capture_output=True, text=True, timeout=240)
    if done.returncode:
        raise SystemExit(f"plimsoll {' '.join(arguments)}: exit {done.returncode}\n{done.stdout}\n{done.stderr}")
    return done.stdout


def make_unit(folder: pathlib.Path) -> tuple[str, dict[str, str]]:
    """A unit with a small world in it; its folder, and the one-time links by account."""
    unit = str(folder / "unit")
    command("simulate", "--out", str(folder / "world"), "--seed", "12", "--travellers", "250", "--quiet")
    made = json.loads(command("setup", "--folder", unit, "--state", "MLT", "--analyst", "vella", "--list-owner", "grech", "--json"))
    command("accounts", "map", "--folder", unit, "grech", "--user", str(os.getuid()))
    for path in sorted((folder / "world/lists").glob("*.csv")):
        command("lists", "import", "--folder", unit, str(path))
    command("ingest", "--folder", unit, "--as", "administrator", "--quiet", str(folder / "world/messages"))
    return unit, {link["account"]: link["path"] for link in made["links"]}


def set_password(address: str, link: str) -> None:
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))
    page = browser.open(address + link).read().decode()
    token = re.search(r'name="csrf" value="([^"]+)"', page).group(1)
    form = urllib.parse.urlencode({"password": PASSWORD, "again": PASSWORD, "csrf": token}).encode()
    browser.open(address + link, form).read()


def sign_in(address: str) -> str:
    body = json.dumps({"account": "vella", "password": PASSWORD}).encode()
    request = urllib.request.Request(address + "/api/v1/session", body, {"Content-Type": "application/json"})
    return json.load(urllib.request.urlopen(request))["token"]


def schemathesis(name: str, address: str, token: str, options: argparse.Namespace, *more: str) -> None:
    done = subprocess.run(
        [str(pathlib.Path(sys.executable).parent / "schemathesis"), "run", str(ROOT / "docs/openapi.yaml"), "--url", address,
         "--header", f"Authorization: Bearer {token}", "--checks", "all", "--exclude-checks", LEFT_OUT, "--phases", "coverage,fuzzing",
         "--max-examples", str(options.examples), "--seed", str(options.seed), "--generation-database", "none", "--no-color",
         "--suppress-health-check", "all", "--warnings", "off", "--request-timeout", "60", "--max-response-time", "60", *more],
        capture_output=True, text=True, timeout=3_600, cwd=tempfile.gettempdir())
    ran = re.search(r"(\d+) generated", done.stdout)
    check(f"{name}: {ran.group(0) if ran else 'no'} requests, every answer as it is described", done.returncode == 0 and ran,
          "\n" + done.stdout + done.stderr)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--examples", type=int, default=15)
    parser.add_argument("--seed", type=int, default=20261125)
    options = parser.parse_args(sys.argv[2:])
    with tempfile.TemporaryDirectory(prefix="plimsoll-interface-") as name:
        folder = pathlib.Path(name)
        unit, links = make_unit(folder)
        key = json.loads(command("carriers", "add", "--folder", unit, "--as", "administrator", "QX", "Quiet Air", "--json"))["key"]
        errors = open(folder / "errors.txt", "w+")
        server = subprocess.Popen(
            [PLIMSOLL, "serve", "--folder", unit, "--port", "0"], stdout=subprocess.PIPE, stderr=errors, text=True)
        try:
            address = re.search(r"http://\S+", server.stdout.readline()).group(0).rstrip("/")
            set_password(address, links["vella"])
            # Signing out would end the token of the run; it has tests of its own.
            schemathesis("for people", address, sign_in(address), options, "--exclude-tag", "carriers", "--exclude-operation-id", "signOut")
            schemathesis("for carriers", address, key, options, "--include-tag", "carriers")
            ready = urllib.request.urlopen(address + "/readyz").status
            check("the unit is ready afterwards", ready == 200, str(ready))
            errors.seek(0)
            said = errors.read()
            check("nothing went wrong inside", "a request failed" not in said, said[-500:])
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait(20)
        verified = subprocess.run([PLIMSOLL, "verify", "--folder", unit, "--quiet"], capture_output=True, text=True)
        check("the log verifies afterwards", verified.returncode == 0, verified.stdout[-500:])
    print(f"{passed} passed, {failed} failed")
    raise SystemExit(failed > 0)


PLIMSOLL = sys.argv[1]
main()
