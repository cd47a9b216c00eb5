"""Drives the desk in headless Chromium: sign in, read, decide, verify; keyboard alone; axe on every page.

    scripts/test-pages [--keep FOLDER] [--pictures FOLDER]

Starts `plimsoll serve` itself on a free port as it runs, and stops it by its own process id. The last line counts.
"""
import datetime
import json
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

PLIMSOLL = sys.argv[1]
PICTURES = pathlib.Path(sys.argv[sys.argv.index("--pictures") + 1]) if "--pictures" in sys.argv else None
PASSWORD = "an invented sentence, long"
passed = failed = 0


def check(what: str, holds: bool, detail: str = "") -> bool:
    global passed, failed
    if holds:
        passed += 1
        print(f"  ok    {what}")
    else:
        failed += 1
        print(f"  FAIL  {what}  {detail}")
    return holds


def command(*arguments: str, expect: int = 0) -> str:
    done = subprocess.run([PLIMSOLL, *arguments], capture_output=True, text=True, timeout=240)
    if done.returncode != expect:
        raise SystemExit(f"plimsoll {' '.join(arguments)}: exit {done.returncode}, expected {expect}\n{done.stdout}\n{done.stderr}")
    return done.stdout


def make_unit(folder: pathlib.Path) -> dict[str, str]:
    """A unit with a small world in it; returns the one-time links by account."""
    unit = str(folder / "unit")
    command("simulate", "--out", str(folder / "world"), "--seed", "11", "--travellers", "250", "--quiet")
    made = json.loads(command(
        "setup", "--folder", unit, "--state", "MLT", "--analyst", "vella", "--list-owner", "grech", "--inspector", "borg",
        "--supervisor", "farrugia", "--json"))
    galea = json.loads(command("accounts", "add", "--folder", unit, "--as", "administrator", "galea", "list-owner", "--json"))
    made["links"].append(galea)
    for name in ("vella", "grech"):
        command("accounts", "map", "--folder", unit, name, "--user", str(os.getuid()))
    for path in sorted((folder / "world/lists").glob("*.csv")):
        command("lists", "import", "--folder", unit, str(path))
    command("ingest", "--folder", unit, "--as", "administrator", "--quiet", str(folder / "world/messages"))
    return {link["account"]: link["path"] for link in made["links"]}


def serve(unit: str, *options: str) -> tuple[subprocess.Popen, str]:
    server = subprocess.Popen([PLIMSOLL, "serve", "--folder", unit, "--port", "0", *options], stdout=subprocess.PIPE, text=True)
    line = server.stdout.readline()
    found = re.search(r"http://\S+", line)
    if not found:
        raise SystemExit(f"the server did not say where it listens: {line!r}")
    return server, found.group(0).rstrip("/")


def axe_problems(page) -> list[str]:
    results = Axe().run(page).response["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html'][:120]}" for one in results]


def audit(page, name: str) -> None:
    """axe and no sideways scrolling, in both lights and both widths."""
    for width, scheme in ((1280, "light"), (1280, "dark"), (390, "light"), (390, "dark")):
        page.set_viewport_size({"width": width, "height": 860})
        page.emulate_media(color_scheme=scheme)
        problems = axe_problems(page)
        check(f"{name}: axe finds nothing ({width} px, {scheme})", not problems, "; ".join(problems))
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        check(f"{name}: nothing runs out at the side ({width} px, {scheme})", wide <= 0, f"{wide} px")
        if PICTURES:
            page.screenshot(path=str(PICTURES / f"{name}-{width}-{scheme}.png"), full_page=True)
            if name in ("alerts", "alert-open"):
                page.screenshot(path=str(PICTURES / f"{name}-{width}-{scheme}-top.png"))
    page.set_viewport_size({"width": 1000, "height": 860})
    page.emulate_media(color_scheme="light")


def audit_layout(page, name: str, language: str, direction: str) -> None:
    """In a language that nobody speaks: nothing runs out at the side, nothing is cut off, everything is mirrored."""
    check(f"{name}: speaks {language}", page.evaluate("[document.documentElement.lang, document.documentElement.dir]") == [language, direction])
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 860})
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        check(f"{name}: nothing runs out at the side ({language}, {width} px)", wide <= 0, f"{wide} px")
        cut = page.evaluate(CUT_OFF)
        check(f"{name}: no text is cut off ({language}, {width} px)", not cut, "; ".join(cut))
        if PICTURES:
            page.screenshot(path=str(PICTURES / f"{name}-{width}-{language}.png"), full_page=True)


# Boxes that hide what runs over them, and texts that stand outside the page on either side.
CUT_OFF = """() => {
  const found = [];
  for (const element of document.querySelectorAll('main *, header *, nav *')) {
    const style = getComputedStyle(element);
    const box = element.getBoundingClientRect();
    if (!box.width || !box.height || element.closest('.visually-hidden')) continue;
    const hides = style.overflowX === 'hidden' || style.overflowX === 'clip' || style.textOverflow === 'ellipsis';
    if (hides && element.scrollWidth > element.clientWidth + 1 && box.width > 2) found.push('hidden: ' + element.outerHTML.slice(0, 90));
    const scrolls = element.closest('[tabindex="0"], .scroll, pre, table');
    if (!scrolls && element.children.length === 0 && element.textContent.trim()
        && (box.left < -1 || box.right > document.documentElement.clientWidth + 1)) found.push('outside: ' + element.outerHTML.slice(0, 90));
  }
  return found.slice(0, 3);
}"""


def set_password(page, base: str, link: str) -> None:
    page.goto(base + link)
    page.fill("input[name=password]", PASSWORD)
    page.fill("input[name=again]", PASSWORD)
    page.click("main button.main")


def sign_in(page, base: str, name: str) -> None:
    page.goto(base + "/")
    page.fill("input[name=account]", name)
    page.fill("input[name=password]", PASSWORD)
    page.click("main button.main")


def stop(server: subprocess.Popen) -> None:
    server.send_signal(signal.SIGTERM)
    try:
        code = server.wait(timeout=20)
        check("the server stops within 20 s of SIGTERM", code == 0, f"exit {code}")
    except subprocess.TimeoutExpired:
        server.kill()
        check("the server stops within 20 s of SIGTERM", False)


def run(folder: pathlib.Path) -> None:
    unit = str(folder / "unit")
    print("making a unit with a small world")
    links = make_unit(folder)
    server, base = serve(unit)
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
            seen = desk(browser, base, links, unit, folder)
            browser.close()
            stop(server)
            layouts(playwright, unit, seen)
    finally:
        if server.poll() is None:
            stop(server)
    report = subprocess.run(
        [PLIMSOLL, "verify", "--folder", unit, "--against", str(folder / "checkpoint.txt")], capture_output=True, text=True)
    check("verify passes against the checkpoint that was kept", report.returncode == 0, report.stdout)
    subprocess.run(["sqlite3", f"{unit}/plimsoll.sqlite", "UPDATE alert_step SET reason = 'x' WHERE step = 'decided'"], check=True)
    report = subprocess.run([PLIMSOLL, "verify", "--folder", unit], capture_output=True, text=True)
    check("a decision changed by hand is named", report.returncode == 3 and "row alert_step" in report.stdout, report.stdout)


def flights(page, base: str, alert_url: str) -> tuple[str, str]:
    """The board, a flight and a traveller by links and forms alone; returns a flight with open alerts and the alert's person."""
    print("without JavaScript: flights, a flight, a traveller")
    page.goto(base + "/flights")
    rows = page.locator("a.row-link[href^='/flights/20']")
    everything = rows.count()
    check("the board has flights", everything > 0)
    page.check("input[name=alerts]")
    page.click("form.filters button.main")
    check("the board shows those with open alerts alone", 0 < rows.count() <= everything and "alerts=open" in page.url, page.url)
    with_alerts = base + rows.first.get_attribute("href")
    page.click("form.filters a.plain")
    code = rows.first.inner_text().split()[-2]
    page.fill("input[name=carrier]", code)
    page.click("form.filters button.main")
    check("the board shows one carrier's alone", 0 < rows.count() <= everything and f"carrier={code}" in page.url, page.url)
    page.goto(alert_url)
    flight_url = base + page.locator(".alert-title a[href^='/flights/']").first.get_attribute("href")
    traveller_url = base + page.locator(".alert-title a[href^='/travellers/']").first.get_attribute("href")
    page.goto(flight_url)
    people = page.locator("#people a.row-link")
    check("the flight has travellers", people.count() > 0)
    page.click("nav.orders a[href*='order=seat']")
    check("by seat they are as many", people.count() > 0 and "order=seat" in page.url, page.url)
    people.first.click()
    check("a traveller has a page", "/travellers/20" in page.url and page.locator("#who").count() == 1, page.url)
    page.goto(traveller_url)
    check("the page says who opened the alert", "vella" in page.inner_text("#seen"), page.inner_text("#seen"))
    return with_alerts, traveller_url


LIST = """list,category,last_name,first_name,dob,sex,nationality,doc_type,doc_number,doc_issuing_country,owner,legal_basis,reason,action,valid_from,reference
Invented list,missing,VELDOR,TAMARA,1985-07-12,F,MLT,P,XA1000001,MLT,Unit 1,Act 1,invented,meet in person,2026-01-01,R-1
Invented list,missing,{second},1990,M,MLT,,,,Unit 1,Act 1,{reason},meet in person,,R-2
"""


def lists(browser, base: str, links: dict[str, str], folder: pathlib.Path) -> tuple[dict[str, str], dict]:
    """Two people and a list, without JavaScript: proposed, looked at, signed; then a second version."""
    people = {}
    for name in ("grech", "galea"):
        people[name] = browser.new_context(java_script_enabled=False).new_page()
        set_password(people[name], base, links[name])
    author, signer = people["grech"], people["galea"]

    def propose(text: str, replace: bool) -> str:
        path = folder / "list.csv"
        path.write_text(text)
        author.goto(base + "/lists")
        author.set_input_files("input[name=file]", str(path))
        if replace:
            author.check("input[name=replace]")
        author.click("#import button.main")
        return author.url

    propose("list,last_name\nInvented list,VELDOR,too many\n", False)
    check("a wrong file says its line", "columns" in author.inner_text("#import") and author.locator("#import table").count() == 1)
    first = propose(LIST.format(second="كوزون,ميرا", reason="invented"), False)
    check("a file becomes a proposal", "/lists/proposals/" in first, first)
    check("its author is not offered the signature", author.locator("form[action$='/sign']").count() == 0)
    signer.goto(first)
    signer.click("form[action$='/sign'] button")
    check("another account signs it", "signed" in signer.inner_text("#about"), signer.url)
    second = propose(LIST.format(second="كوزون,ميرا", reason="found <b>again</b>").replace("R-1", "R-3"), True)
    signer.goto(second)
    check("the difference stands field by field", signer.locator("#changed del").count() == 1, signer.inner_text("#changed"))
    check("what would go is warned of", "More than a tenth" in signer.inner_text(".warning"))
    signer.goto(base + "/lists")
    signer.click("text=Invented list")
    list_url = signer.url
    signer.click("#entries a.row-link >> nth=0")
    entry_url = signer.url
    author.goto(base + "/indicators")
    author.click("a.row-link >> nth=0")
    indicator_url = author.url
    author.click("form[action$='/switch'] button")
    check("a switch is a proposal", "proposed to switch it off" in author.inner_text("#switch"))
    return {"lists": base + "/lists", "list": list_url, "entry": entry_url, "proposal": second, "indicators": base + "/indicators",
            "indicator": indicator_url}, signer.context.storage_state()


def messages(page, base: str) -> str:
    """The list of messages by its form alone; returns the address of a list that was asked for."""
    print("without JavaScript: messages")
    page.goto(base + "/messages")
    rows = page.locator("a.row-link[href^='/messages/0']")
    everything = rows.count()
    check("messages are listed", everything > 0)
    page.select_option("select[name=severity]", "note")
    page.fill("input[name=from]", "2020-01-01T00:00")
    page.click("form.filters button.main")
    found = page.url
    check("a severity chooses, and stays in the address", "severity=note" in found and rows.count() <= everything, found)
    page.goto(base + "/messages?to=2020-01-01T00:00")
    check("before anything came there is nothing", rows.count() == 0)
    page.goto(base + "/messages?from=soon")
    check("a time that is none is said at its field", page.locator("#from-error").count() == 1)
    page.goto(base + "/messages")
    page.goto(base + rows.first.get_attribute("href"))
    check("a row leads to its message", "UNH" in page.inner_text("main"), page.url)
    return found


def search(page, base: str, traveller_url: str) -> str:
    """A search by the name of somebody who is known; returns the address of what it found."""
    print("without JavaScript: search")
    page.goto(traveller_url)
    name = page.locator(".alert-title h1 .name").first.inner_text()
    day = datetime.date.fromisoformat(page.locator("time[datetime]").first.get_attribute("datetime")[:10])
    page.goto(base + "/search")
    page.fill("input[name=name]", name)
    page.eval_on_selector_all("[required]", "all => all.forEach(one => one.removeAttribute('required'))")
    page.click("form.panel button.main")
    check("without purpose and matter nothing is searched", page.locator("#purpose-error, #reference-error").count() == 2, page.url)
    page.select_option("select[name=purpose]", "case-request")
    page.fill("input[name=reference]", "2026-0417")
    page.fill("input[name=from]", (day - datetime.timedelta(days=3)).isoformat())
    page.fill("input[name=to]", (day + datetime.timedelta(days=3)).isoformat())
    page.click("form.panel button.main")
    found = page.url
    check("the address of what was found says nothing", re.fullmatch(re.escape(base) + r"/search/[\w-]{43}", found) is not None, found)
    links = [link.get_attribute("href") for link in page.locator("a.row-link").all()]
    check("whoever is known is found", traveller_url[len(base):] in links, f"{len(links)} found")
    return found


def accounts(browser, base: str, link: str) -> tuple[dict[str, str], dict]:
    """An administrator's accounts and carriers, without JavaScript; returns their addresses and who has signed in."""
    print("without JavaScript: accounts and carriers")
    page = browser.new_context(java_script_enabled=False).new_page()
    set_password(page, base, link)

    def make(name: str, role: str) -> str:
        page.goto(base + "/accounts")
        page.fill("#make input[name=name]", name)
        page.select_option("#make select[name=role]", role)
        page.click("#make button.main")
        return page.locator("#secret").input_value() if page.locator("#secret").count() else ""

    made = make("camilleri", "analyst")
    check("an account is made with a link that is shown once", made.startswith(base + "/set-password/"), made[:30])
    check("a name that is taken is said at its field", make("Camilleri", "analyst") == "" and page.locator("#name-error").count() == 1)
    check("an inspector cannot be made here", page.locator("option[value=inspector]").count() == 0)
    other = browser.new_context(java_script_enabled=False).new_page()
    set_password(other, base, made[len(base):])
    check("the link signs in", other.url.startswith(base + "/alerts"), other.url)
    page.goto(base + "/accounts")
    page.click("a.row-link:has-text('camilleri')")
    account_url = page.url
    check("the account's page has rights, link and end", all(page.locator(part).count() == 1 for part in ("#rights", "#link", "#end")))
    page.check("#end input[name=sure]")
    page.click("#end button")
    check("an account that ended says so", "has ended" in page.inner_text("main") and page.locator("#end").count() == 0)
    other.goto(base + "/alerts")
    check("and its sessions with it", "/sign-in" in other.url, other.url)
    page.goto(base + "/carriers")
    page.fill("#make input[name=code]", "QY")
    page.fill("#make input[name=name]", "Invented Airlines")
    page.click("#make button.main")
    check("a carrier's key is shown once", page.locator("#secret").input_value().startswith("plk_"))
    page.click("a.main:has-text('I have it')")
    carrier_url = page.url
    page.fill("#rotate input[name=hours]", "24")
    page.click("#rotate button.main")
    check("a new key overlaps the old", "other keys end" in page.inner_text("main"))
    page.goto(carrier_url)
    check("both are named", page.locator("#keys tbody tr").count() == 2 and "works until" in page.inner_text("#keys"))
    page.click("#keys form button >> nth=0")
    check("a revoked key is gone", page.locator("#keys tbody tr").count() == 1, page.url)
    page.goto(base + "/accounts")
    page.click("a.row-link:has-text('borg')")
    check("an inspector's account is renewed and ended by an inspector alone",
          page.locator("form[action$='/end'], form[action$='/invite']").count() == 0)
    return {"accounts": base + "/accounts", "account": account_url, "account-inspector": page.url, "carriers": base + "/carriers",
            "carrier": carrier_url}, page.context.storage_state()


def profile(browser, base: str, state: dict) -> None:
    """One's own account without JavaScript, beside the session that galea has already; the password is changed."""
    print("without JavaScript: one's own account")
    first, second = (browser.new_context(java_script_enabled=False, storage_state=one).new_page() for one in (state, None))
    # Passwords are slow on purpose, and slower in a debug build on a busy machine.
    second.set_default_timeout(120_000)
    sign_in(second, base, "galea")
    second.goto(base + "/profile")
    check("another session is shown, with its end", second.locator("#sessions form[action$='/end']").count() >= 2)
    check("rights stand in words", "import watchlists" in second.inner_text("#rights"))

    def change(old: str, new: str) -> None:
        second.fill("#old", old)
        second.fill("#password", new)
        second.fill("#again", new)
        second.click("#change button.main")

    change("not the one that it is", "another invented sentence")
    check("a wrong old password is said at its field", second.locator("#old-error").count() == 1)
    change(PASSWORD, "another invented sentence")
    check("the password is changed", "is changed" in second.inner_text(".notice"), second.url)
    first.goto(base + "/profile")
    check("the other session has ended", "/sign-in" in first.url, first.url)
    second.check("#appearance input[name=contrast][value=more]", force=True)
    second.check("#appearance input[name=keys][value=off]", force=True)
    second.click("#appearance button")
    check("high contrast is kept without a script", second.locator("html[data-contrast=more]").count() == 1 and second.url == base + "/profile")
    strong = browser.new_context(storage_state=second.context.storage_state()).new_page()
    strong.goto(base + "/profile")
    strong.keyboard.press("g")
    strong.keyboard.press("o")
    strong.keyboard.press("?")
    check("single keys that are off do nothing", strong.url == base + "/profile", strong.url)
    audit(strong, "profile-contrast")
    strong.goto(base + "/lists")
    audit(strong, "lists-contrast")


def wait(page, seconds: int) -> None:
    """Lets the page's clock run on, with a moment for what it asks: answers come in real time."""
    for _ in range(seconds // 10):
        page.clock.run_for(10_000)
        time.sleep(0.3)


def silence(browser, state, base: str) -> None:
    """A desk whose server does not answer any more says so within a minute, and takes it back. A clock belongs to a whole context."""
    print("a page that cannot be renewed")
    context = browser.new_context(storage_state=state)
    page = context.new_page()
    page.clock.install()
    page.goto(base + "/flights")
    stale = page.locator("[data-stale]")
    wait(page, 60)
    check("while the server answers, nothing is said", stale.is_hidden())
    context.set_offline(True)
    wait(page, 60)
    check("a page that cannot be renewed says so within a minute", stale.is_visible() and "2 min old" in stale.inner_text(), stale.inner_text())
    context.set_offline(False)
    wait(page, 20)
    check("and takes it back when it can", stale.is_hidden())
    context.close()
    context = browser.new_context(storage_state=state)
    page = context.new_page()
    page.goto(base + "/flights")
    apart = page.locator("[data-skew]")
    check("clocks that agree are not spoken of", apart.is_hidden())
    page.clock.install(time="2026-01-01T00:00:00Z")
    page.goto(base + "/flights")
    check("clocks that differ are", apart.is_visible() and "differs by" in apart.inner_text())
    context.close()


def layouts(playwright, unit: str, seen: list[tuple[dict, dict[str, str]]]) -> None:
    """Every page once more, in a long and in a mirrored language."""
    for language, direction in (("en-XA", "ltr"), ("ar-XB", "rtl")):
        print(f"every page in {language}")
        server, base = serve(unit, "--language", language)
        try:
            browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
            for state, pages in seen:
                page = browser.new_context(storage_state=state).new_page()
                for name, path in pages.items():
                    page.goto(base + path)
                    audit_layout(page, name, language, direction)
            browser.close()
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait(timeout=20)


def desk(browser, base: str, links: dict[str, str], unit: str, folder: pathlib.Path) -> list[tuple[dict, dict[str, str]]]:
    """Drives everything; returns whose session saw which pages, by name and path."""
    errors: list[str] = []
    plain = browser.new_context(java_script_enabled=False)
    page = plain.new_page()

    print("without JavaScript: link, alerts, alert, message, decision, log")
    page.goto(base + "/alerts")
    check("somebody who has not signed in is sent to sign in", page.locator("input[name=password]").count() == 1, page.url)
    set_password(page, base, links["vella"])
    check("the one-time link signs in", page.url.startswith(base + "/alerts"), page.url)
    rows = page.locator("a[href^='/alerts/0']")
    check("the queue has alerts", rows.count() > 0)
    count = rows.count()
    rows.first.click()
    alert_url = page.url.split("?")[0]
    text = page.inner_text("main")
    check("the alert gives reasons", "Why" in text or "reason" in text.lower())
    page.screenshot(path=str(folder / "alert.png"))
    message = page.locator("a[href^='/messages/']").first
    check("a reason leads to its message", message.count() == 1)
    href = message.get_attribute("href")
    page.goto(base + href)
    check("the message shows raw segments", "UNH" in page.inner_text("main"))
    message_url = page.url

    page.goto(alert_url)
    page.check("input[name=decision][value=refer]")
    page.fill("textarea[name=text]", "Invented: the document is the one on the list.")
    page.click("form[action$='/decide'] button.main")
    check("after a decision the queue is there again", page.url.startswith(base + "/alerts"), page.url)
    page.goto(alert_url)
    check("the decision is on its page", "Invented: the document" in page.inner_text("main"), page.url)
    page.goto(base + "/log")
    check("the decision is in the log", "alert" in page.inner_text("main").lower())
    checkpoint = command("checkpoint", "--folder", unit, "--as", "vella")
    (folder / "checkpoint.txt").write_text(checkpoint)
    check("a checkpoint can be kept", "\n— " in checkpoint)
    second = command("alerts", "list", "--folder", unit, "--as", "vella")
    check("the command line sees one alert fewer through the socket", len(second.splitlines()) <= count)
    flight_url, traveller_url = flights(page, base, alert_url)
    print("lists and indicators: proposed and signed without JavaScript")
    owned, owner_state = lists(browser, base, links, folder)
    messages_url = messages(page, base)
    found_url = search(page, base, traveller_url)
    managed, administrator_state = accounts(browser, base, links["administrator"])

    print("every page: axe, widths, lights")
    state = plain.storage_state()
    context = browser.new_context(storage_state=state)
    page = context.new_page()
    page.on("console", lambda entry: errors.append(entry.text) if entry.type == "error" else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(base + "/alerts")
    open_url = base + page.locator("a[href^='/alerts/0']").first.get_attribute("href")
    pages = {
        "alerts": base + "/alerts", "alert": alert_url, "alert-open": open_url, "search": base + "/search", "found": found_url, "message": message_url, "messages": base + "/messages", "messages-found": messages_url, "log": base + "/log",
        "flights": base + "/flights", "flight": flight_url, "traveller": traveller_url, "keyboard": base + "/help/keyboard", "profile": base + "/profile", "missing": base + "/no-such-page",
    }
    for name, url in pages.items():
        page.goto(url)
        audit(page, name)
    owner = browser.new_context(storage_state=owner_state).new_page()
    for name, url in owned.items():
        owner.goto(url)
        audit(owner, name)
    administrator = browser.new_context(storage_state=administrator_state).new_page()
    for name, url in managed.items():
        administrator.goto(url)
        audit(administrator, name)
    profile(browser, base, owner_state)
    stranger = browser.new_context().new_page()
    stranger.goto(base + "/")
    audit(stranger, "sign-in")
    stranger.goto(base + links["borg"])
    audit(stranger, "set-password")

    page.goto(traveller_url)
    sheets = page.pdf(format="A4", prefer_css_page_size=True)
    count = len(re.findall(rb"/Type\s*/Page\b", sheets))
    check("a traveller prints on two sheets of A4", 1 <= count <= 2, f"{count} sheets")
    if PICTURES:
        (PICTURES / "traveller.pdf").write_bytes(sheets)

    print("an alert by keyboard alone")
    page.goto(base + "/alerts")
    page.keyboard.press("j")
    focused = page.evaluate("document.activeElement.closest('tr, li, article') !== null || document.activeElement.tagName")
    check("j takes the focus to a row", focused not in (False, "BODY"), str(focused))
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/alerts/0"))
    check("Enter opens it", "/alerts/0" in page.url)
    page.keyboard.press("g")
    page.keyboard.press("o")
    page.wait_for_url(re.compile(r"/log"))
    check("g o goes to the log", page.url.endswith("/log"))
    for key, where in (("l", "lists"), ("i", "indicators")):
        page.keyboard.press("g")
        page.keyboard.press(key)
        page.wait_for_url(re.compile("/" + where))
        check(f"g {key} goes to {where}", page.url.endswith("/" + where))
    page.keyboard.press("g")
    page.keyboard.press("f")
    page.wait_for_url(re.compile(r"/flights$"))
    check("g f goes to the flights", page.url.endswith("/flights"))
    page.keyboard.press("g")
    page.keyboard.press("m")
    page.wait_for_url(re.compile(r"/messages$"))
    check("g m goes to the messages", page.url.endswith("/messages"))
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/messages/0"))
    check("j and Enter open a message", "/messages/0" in page.url)
    page.goto(base + "/flights")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/flights/20"))
    check("j and Enter open a flight", "/flights/20" in page.url)
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/travellers/20"))
    check("j and Enter open a traveller", "/travellers/20" in page.url)
    page.keyboard.press("/")
    page.wait_for_url(re.compile(r"/search$"))
    check("/ goes to the search", page.url.endswith("/search"))
    page.keyboard.press("/")
    check("there, / goes to the name", page.evaluate("document.activeElement.id") == "name")
    page.goto(found_url)
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/travellers/20"))
    check("j and Enter open whoever was found", "/travellers/20" in page.url)
    page.goto(base + "/alerts")
    page.keyboard.press("n")
    check("n goes to the alert's number", page.evaluate("document.activeElement.id") == "number")
    page.goto(base + "/alerts")
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("(document.activeElement.getAttribute('href') || '').startsWith('/alerts/0')"):
            break
    check("Tab alone finds an alert", page.evaluate("(document.activeElement.getAttribute('href') || '').startsWith('/alerts/0')"))
    check("no errors in the console", not [e for e in errors if "404" not in e], "; ".join(errors))

    silence(browser, state, base)
    print("roles and headers")
    other = browser.new_context()
    page = other.new_page()
    set_password(page, base, links["borg"])
    page.goto(alert_url)
    check("an inspector reads the alert and cannot decide", page.locator("form[action$='/decide']").count() == 0)
    check("what somebody else searched is not shown", page.goto(found_url).status == 410)
    page.goto(base + links["borg"])
    check("a used link works no more", page.locator("input[name=password]").count() == 0)
    operator = browser.new_context(storage_state=administrator_state)
    page = operator.new_page()
    page.on("console", lambda entry: errors.append(entry.text) if entry.type == "error" else None)
    page.goto(base + "/log")
    for key, where in (("a", "accounts"), ("c", "carriers")):
        page.keyboard.press("g")
        page.keyboard.press(key)
        page.wait_for_url(re.compile(f"/{where}$"))
        check(f"g {key} goes to {where}", page.url.endswith("/" + where))
    page.keyboard.press("g")
    page.keyboard.press("s")
    page.wait_for_url(re.compile(r"/status$"))
    check("g s goes to the status", page.url.endswith("/status"))
    check("the status has doors, queues and versions", all(page.locator(part).count() == 1 for part in ("#doors", "#work", "#versions")))
    audit(page, "status")
    check("an administrator is shown no alert", page.goto(alert_url).status == 403)
    super_context = browser.new_context()
    page = super_context.new_page()
    set_password(page, base, links["farrugia"])
    answer = page.goto(alert_url)
    check("a supervisor is not shown the alert", answer.status == 403, str(answer.status))
    for url in (base + "/flights", base + "/messages", base + "/search", flight_url, traveller_url):
        answer = page.goto(url)
        check(f"a supervisor is not shown {url.split('/')[3]}", answer.status == 403, str(answer.status))
    check("pages say what may run in them", "default-src 'none'" in (answer.headers.get("content-security-policy") or "") or
          "default-src" in (answer.headers.get("content-security-policy") or ""))
    forged = other.request.post(alert_url + "/decide", form={"version": "1", "decision": "refer", "text": "x", "csrf": "wrong"})
    check("a form without its token is refused", forged.status in (400, 403), str(forged.status))
    for path, status in (("/livez", 200), ("/readyz", 200), ("/metrics", 200)):
        check(f"{path} answers", other.request.get(base + path).status == status)
    refused = other.request.post(base + "/api/v1/messages", data=b"UNA")
    check("a carrier without a key is refused with a problem", refused.status == 401 and "problem+json" in refused.headers["content-type"])
    key = command("carriers", "add", "--folder", unit, "--as", "administrator", "QX", "Invented Airways").splitlines()[-1]
    sample = sorted((folder / "world/messages").iterdir())[0].read_bytes()
    sent = other.request.post(base + "/api/v1/messages", data=sample, headers={"Authorization": f"Bearer {key}"})
    check("the same bytes again are a receipt that points at the first", sent.ok and sent.json().get("duplicateOf"), sent.text()[:200])
    sessions = [(state, pages), (owner_state, owned), (administrator_state, managed | {"status": base + "/status"})]
    return [({}, {"sign-in": "/"})] + [(one, {name: url.removeprefix(base) for name, url in all.items()}) for one, all in sessions]


if __name__ == "__main__":
    started = time.monotonic()
    place = pathlib.Path(sys.argv[sys.argv.index("--keep") + 1]) if "--keep" in sys.argv else pathlib.Path(tempfile.mkdtemp(prefix="plimsoll-pages-"))
    place.mkdir(parents=True, exist_ok=True)
    if PICTURES:
        PICTURES.mkdir(parents=True, exist_ok=True)
    try:
        run(place)
    finally:
        if "--keep" not in sys.argv:
            shutil.rmtree(place, ignore_errors=True)
    print(f"pages: {time.monotonic() - started:.0f} s")
    print(f"{passed} passed, {failed} failed")
    sys.exit(1 if failed else 0)
