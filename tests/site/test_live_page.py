"""The live page in Chromium, as somebody uses it: `make browser`.

`SCREENSHOTS=folder` keeps pictures of it there.
"""

from __future__ import annotations

import http.server
import json
import os
import shutil
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from built import ROOT, SITE, why_not

import ktpmsg
from ktpmsg import Formats

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ktpmsg import Report

playwright: Any = pytest.importorskip("playwright.sync_api", reason="needs the extra browser")
_REASON = why_not()
if not _REASON and not (SITE / "live" / "files").is_dir():
    _REASON = "the site was built without Pyodide"
if _REASON:
    pytest.skip(_REASON, allow_module_level=True)
pytestmark = pytest.mark.browser

FOLDERS = {"en": "", "id": "id/"}
EXAMPLES = json.loads((ROOT / "docs" / "live" / "examples.json").read_text(encoding="utf-8"))
WORDS = json.loads((ROOT / "docs" / "live" / "words.json").read_text(encoding="utf-8"))
CHAT = "".join(
    ((ROOT / "examples" / "chat.txt").read_text(encoding="utf-8") * 10).splitlines(keepends=True)[
        :1000
    ]
)
PUSKESMAS = ROOT / "examples" / "formats" / "puskesmas.lark"
# Of each text that is seen: the least ratio of its colour to that of what is behind it.
CONTRASTS = """() => {
  const context = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const over = (below, color) => {
    context.fillStyle = below;
    context.fillRect(0, 0, 1, 1);
    context.fillStyle = color;
    context.fillRect(0, 0, 1, 1);
    const [r, g, b] = context.getImageData(0, 0, 1, 1).data;
    return `rgb(${r}, ${g}, ${b})`;
  };
  const light = (color) => {
    const [r, g, b] = color.match(/\\d+/g).map((part) => {
      const share = part / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const found = [];
  for (const element of document.querySelectorAll("#live *")) {
    const text = element.matches("textarea, select") ? element.value : [...element.childNodes]
      .filter((node) => node.nodeType === Node.TEXT_NODE).map((node) => node.data).join("");
    if (!text.trim() || !element.checkVisibility() || element.tagName === "OPTION") continue;
    if (["checkbox", "radio"].includes(element.type)) continue;
    const around = [];
    for (let one = element; one; one = one.parentElement) around.unshift(one);
    const behind = around.reduce((below, one) => over(below, getComputedStyle(one).backgroundColor), "#fff");
    const color = over(behind, getComputedStyle(element).color);
    const [low, high] = [light(behind), light(color)].sort((one, two) => one - two);
    found.push([(high + 0.05) / (low + 0.05), text.trim().slice(0, 30)]);
  }
  return found;
}"""


class Server:
    """The site at an address of this machine; what it was asked for; a gate before some files."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.missing = ""
        self.open = threading.Event()
        self.open.set()
        server = self

        class Handler(http.server.SimpleHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            extensions_map = {  # noqa: RUF012 - as in the base class
                **http.server.SimpleHTTPRequestHandler.extensions_map,
                ".mjs": "text/javascript",
                ".wasm": "application/wasm",
            }

            def __init__(self, *args: Any) -> None:
                super().__init__(*args, directory=str(SITE))

            def do_GET(self) -> None:
                server.asked.append(self.path)
                if self.path.endswith(".wasm"):
                    server.open.wait(60)
                if server.missing and self.path.endswith(server.missing):
                    self.send_error(404)
                else:
                    super().do_GET()

            def log_message(self, *_: Any) -> None:
                """Nothing."""

        self._http = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._http.daemon_threads = True
        self.address = f"http://127.0.0.1:{self._http.server_port}/"
        threading.Thread(target=self._http.serve_forever, daemon=True).start()

    def close(self) -> None:
        """End it."""
        self.open.set()
        self._http.shutdown()
        self._http.server_close()


class Live:
    """The page in a window of its own."""

    def __init__(self, browser: Any, server: Server, lang: str, width: int, scheme: str) -> None:
        self.lang = lang
        self.name = f"{lang}-{width}-{scheme}"
        self.said: list[str] = []
        self.elsewhere: list[str] = []
        self._context = browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme=scheme, has_touch=width < 600
        )
        self.page = self._context.new_page()
        self.page.on("console", lambda one: self.said.append(f"{one.type}: {one.text}"))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self._context.on("request", lambda one: self._hear(one.url, server.address))
        self.page.goto(f"{server.address}{FOLDERS[lang]}live/index.html")

    def _hear(self, url: str, address: str) -> None:
        if not url.startswith((address, f"blob:{address}", "data:")):
            self.elsewhere.append(url)

    def ready(self) -> Live:
        """The page when Python runs."""
        self.page.wait_for_selector("#live[data-ready]", timeout=120_000)
        return self

    def words(self, key: str, **facts: object) -> str:
        """What the page says for a key."""
        text: str = WORDS[key][self.lang]
        return text.format(**facts)

    def do(self, action: Any) -> None:
        """Do something by which the page asks, and wait for the answer."""
        last = self.page.locator(".live-results").get_attribute("data-answered") or "0"
        action()
        self.page.wait_for_function(
            "last => { const results = document.querySelector('.live-results');"
            " return results.ariaBusy === 'false' && Number(results.dataset.answered) > last; }",
            arg=int(last),
        )

    def text(self, selector: str) -> str:
        """The text of an element, as it was put there."""
        found: str | None = self.page.locator(selector).text_content()
        return found or ""

    def picture(self, name: str) -> None:
        """Keep a picture of all of the page, where somebody asked for that."""
        folder = os.environ.get("SCREENSHOTS")
        if folder:
            self.page.evaluate("scrollTo(0, 0)")
            path = Path(folder) / f"{self.name}-{name}.png"
            self.page.screenshot(path=path, full_page=True)

    def close(self) -> None:
        """Close the window."""
        self._context.close()


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """The site."""
    made = Server()
    yield made
    made.close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Chromium: that of the system, or else the one that Playwright installed."""
    names = ("chromium", "chromium-browser", "google-chrome")
    path = next(filter(None, map(shutil.which, names)), None)
    # As root there is no sandbox; it is only our own page that is shown.
    args = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    with playwright.sync_playwright() as started:
        made = started.chromium.launch(executable_path=path, args=args)
        yield made
        made.close()


@pytest.fixture(scope="module")
def windows(browser: Any, server: Server) -> Iterator[dict[str, Live]]:
    """The page on a desk and on a phone, in both languages and colours."""
    made = {
        "en": Live(browser, server, "en", 1280, "light"),
        "id": Live(browser, server, "id", 390, "dark"),
    }
    yield {lang: live.ready() for lang, live in made.items()}
    for live in made.values():
        live.close()


@pytest.fixture(params=["en", "id"])
def live(request: pytest.FixtureRequest, windows: dict[str, Live]) -> Iterator[Live]:
    """A page that is as at the beginning; nothing may be asked of others, nor go wrong unseen."""
    one = windows[request.param]
    if one.page.locator("details.live-office[open]").count():
        one.do(lambda: one.page.select_option("#live-office", ""))
        one.page.click("details.live-office summary")
    yield one
    assert one.elsewhere == []
    assert one.said == []


def assert_shown(live: Live, report: Report[Any]) -> None:
    """All that the library says of a message is on the page."""
    assert live.text(".live-drawing") == report.draw(live.lang)
    shown = live.page.locator(".live-problem > code").all_text_contents()
    assert shown == [problem.code.value for problem in report.problems]
    for lang in ("en", "id"):
        assert live.text(f"[data-reply=reply-{lang}] pre") == report.reply(lang)
        assert live.text(f"[data-reply=short-{lang}] pre") == report.reply(lang, short=True)


# --- messages


@pytest.mark.parametrize("name", ["good", "mended", "faulty"])
def test_a_message(live: Live, name: str) -> None:
    """Drawing, problems, record and replies are those of the library, as soon as it is typed."""
    live.do(lambda: live.page.fill("#live-text", EXAMPLES[name]))
    report = ktpmsg.check(EXAMPLES[name])

    assert_shown(live, report)
    assert (
        live.page.locator("[role=status]").text_content() == report.draw(live.lang).split("\n")[0]
    )
    assert live.page.locator("#live-reveal").is_visible() is report.ok
    if not report.ok:
        assert live.words("no-record") in live.text(".live-record-section")
    live.picture(name)


def test_the_record_is_masked_until_somebody_asks(live: Live) -> None:
    """By a switch; and it is masked again when that is off."""
    live.do(lambda: live.page.fill("#live-text", EXAMPLES["mended"]))
    assert "3308155508959001" not in live.text(".live-report")
    assert "330815**********" in live.text(".live-record")
    live.do(lambda: live.page.check("#live-reveal"))
    assert "3308155508959001" in live.text(".live-record")
    assert EXAMPLES["good"] in live.text(".live-record")
    live.do(lambda: live.page.uncheck("#live-reveal"))
    assert "3308155508959001" not in live.text(".live-report")


def test_examples_and_clear(live: Live) -> None:
    """Each button puts a text there."""
    for name in ("good", "mended", "faulty"):
        live.do(lambda name=name: live.page.click(f"[data-example={name}]"))
        assert live.page.input_value("#live-text") == EXAMPLES[name]
        assert live.page.locator(".live-report").get_attribute("data-verdict") == name
    clear = live.page.locator("#live").get_by_role("button", name=live.words("clear"))
    live.do(clear.click)
    assert live.page.input_value("#live-text") == ""
    assert live.page.locator(".live-report").is_hidden()
    assert live.text("[role=status]") == live.words("blank")


# --- a chat


def test_a_chat_of_a_thousand_lines(live: Live) -> None:
    """All messages are counted and listed; the arrow keys choose one, which is shown."""
    live.do(lambda: live.page.check("input[value=chat]"))
    live.do(lambda: live.page.fill("#live-text", CHAT))
    reports = list(ktpmsg.find(CHAT))
    good = sum(report.ok and not report.repairs for report in reports)
    faulty = sum(not report.ok for report in reports)

    facts = {"good": good, "faulty": faulty, "mended": len(reports) - good - faulty}
    thousand = "1,000" if live.lang == "en" else "1.000"
    found = live.words("found", count=len(reports), lines=thousand, **facts)
    assert live.text("[role=status]") == found
    assert live.page.locator("[role=option]").count() == len(reports)

    live.page.focus("[role=listbox]")
    for key, at in [("Home", 0), ("ArrowDown", 1), ("PageDown", 11), ("End", len(reports) - 1)]:
        live.do(lambda key=key: live.page.keyboard.press(key))
        chosen = live.page.locator("[aria-selected=true]")
        assert chosen.get_attribute("id") == f"live-option-{at}"
        marked = live.page.get_attribute("[role=listbox]", "aria-activedescendant")
        assert marked == f"live-option-{at}"
        assert_shown(live, reports[at])
    live.do(lambda: live.page.click("#live-option-8"))
    assert_shown(live, reports[8])
    live.picture("chat")
    live.do(lambda: live.page.click("[data-example=good]"))
    assert live.page.locator("[role=listbox]").is_hidden()


# --- an office's grammar


def test_an_office_and_a_mistake_in_its_grammar(live: Live) -> None:
    """The mistake is told with its line, which a button leads to; then nothing is read."""
    page = live.page
    page.click("details.live-office summary")
    live.do(lambda: page.select_option("#live-office", "0"))
    grammar = PUSKESMAS.read_text(encoding="utf-8")
    assert page.input_value("#live-grammar") == grammar
    message = page.input_value("#live-text")
    assert_shown(live, Formats(grammar).check(message))
    assert live.text(".live-formats li >> nth=0") == "#PERIKSA#NIK#Nama#Poli#Tanggal#No HP"

    lines = grammar.split("\n")
    line = next(at for at, text in enumerate(lines, 1) if text.startswith("batal:"))
    wrong = [*lines[: line - 1], lines[line - 1].replace('"#"', "#", 1), *lines[line:]]
    live.do(lambda: page.fill("#live-grammar", "\n".join(wrong)))
    alert = live.text("#live-mistake")
    assert live.words("mistake-line", line=line) in alert
    assert wrong[line - 1] in alert
    assert "a # without quotes" in alert
    assert page.get_attribute("#live-grammar", "aria-invalid") == "true"
    assert page.locator(".live-report").is_hidden()
    assert live.text("[role=status]") == live.words("mistake-first")
    live.picture("mistake")

    page.get_by_role("button", name=live.words("mistake-go", line=line)).click()
    assert page.evaluate("getSelection().toString()") == wrong[line - 1]

    changed = grammar.replace('"PERIKSA"i', '"DAFTAR"i')
    live.do(lambda: page.fill("#live-grammar", changed))
    assert live.text("#live-mistake") == ""
    live.do(lambda: page.fill("#live-text", message.replace("PERIKSA", "DAFTAR")))
    assert page.locator(".live-report").get_attribute("data-verdict") == "good"
    live.picture("office")


# --- how it is used


def test_by_keyboard(live: Live) -> None:
    """The tab key leads to all that can be used, in the order in which it is seen."""
    page = live.page
    live.do(lambda: page.click("[data-example=good]"))
    page.click("#live-private")
    page.evaluate("document.activeElement.blur()")
    reached = []
    page.focus("input[name=live-mode]:checked")
    for _ in range(18):
        reached.append(
            page.evaluate(
                "(({ activeElement: one }) => one.id || one.dataset.example || one.tagName)(document)"
            )
        )
        page.keyboard.press("Tab")
    assert reached[1:5] == ["good", "mended", "faulty", "chat"]
    assert reached[6:8] == ["live-text", "SUMMARY"]
    assert reached[9] == "live-reveal"
    page.focus("#live-text")
    page.keyboard.press("Control+A")
    live.do(lambda: page.keyboard.type("#KTP#1"))
    assert_shown(live, ktpmsg.check("#KTP#1"))
    page.focus("details.live-office summary")
    page.keyboard.press("Enter")
    assert page.locator("#live-office").is_visible()
    page.focus("#live-text")
    shown = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert shown == "solid"


def test_everything_has_a_name(live: Live) -> None:
    """For those who hear the page: each control, region and figure says what it is."""
    live.do(lambda: live.page.click("[data-example=faulty]"))
    live.page.click("details.live-office summary")
    controls = "#live :is(button, input, select, textarea, [role=region], [role=listbox], progress)"
    for control in live.page.locator(controls).all():
        label = control.evaluate(
            "one => one.ariaLabel || one.labels?.[0]?.textContent || one.textContent"
            " || document.getElementById(one.getAttribute('aria-labelledby'))?.textContent"
        )
        assert label
        assert label.strip()
    assert live.page.locator("[role=status]").count() == 1
    assert live.page.locator("#live-mistake[role=alert]").count() == 1


@pytest.mark.parametrize("width", [320, 390, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_width_and_colour(live: Live, width: int, scheme: str) -> None:
    """Nothing is wider than the window, and each text stands out from what is behind it."""
    page = live.page
    before = page.viewport_size
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 900})
    for name in ("faulty", "chat"):
        live.do(lambda name=name: page.click(f"[data-example={name}]"))
        if name == "chat":
            live.do(lambda: page.click("#live-option-8"))
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        low = [one for one in page.evaluate(CONTRASTS) if one[0] < 4.5]
        assert low == []
        live.name = f"{live.lang}-{width}-{scheme}"
        live.picture(name)
    if width < 600:  # smaller text makes a phone zoom in
        assert (
            page.evaluate("getComputedStyle(document.querySelector('#live-text')).fontSize")
            == "16px"
        )
    page.set_viewport_size(before)


# --- loading, and nobody else


def test_it_loads_with_a_progress_bar(browser: Any, server: Server) -> None:
    """It counts the bytes; what is typed before the end is answered then."""
    server.open.clear()
    live = Live(browser, server, "en", 1280, "light")
    try:
        live.page.wait_for_function("() => document.querySelector('#live-bar')?.value > 0")
        part = live.page.evaluate(
            "(({ value, max }) => value / max)(document.querySelector('#live-bar'))"
        )
        assert 0 < part < 0.6
        assert "MB" in live.text("#live-bar-text")
        assert live.words("private") in live.text("#live")
        live.page.fill("#live-text", EXAMPLES["faulty"])
        live.picture("loading")
        server.open.set()
        live.ready()
        live.page.wait_for_selector(".live-report:not([hidden])")
        assert_shown(live, ktpmsg.check(EXAMPLES["faulty"]))
        assert live.page.locator("#live-bar").is_hidden()
        assert (live.said, live.elsewhere) == ([], [])
    finally:
        server.open.set()
        live.close()


def test_a_file_that_is_missing_is_told(browser: Any, server: Server) -> None:
    """The page says that it does not work, and does not wait for ever."""
    server.missing = "answering.py"
    live = Live(browser, server, "id", 390, "light")
    try:
        live.page.wait_for_selector(".live-mistake:not([hidden]):not(:empty)", timeout=120_000)
        assert live.words("failed") in live.text("#live > .live-mistake")
        assert live.page.locator("#live-bar").is_hidden()
    finally:
        server.missing = ""
        live.close()


def test_no_other_server_can_be_asked(live: Live) -> None:
    """Not even by a script in the page or where Python runs: the policy of the page forbids it."""
    other = Server()
    try:
        ask = "url => fetch(url, { mode: 'no-cors' }).then(() => 'asked', () => 'refused')"
        assert live.page.evaluate(ask, other.address) == "refused"
        (worker,) = [one for one in live.page.workers if one.url.startswith("blob:")]
        assert worker.evaluate(ask, other.address) == "refused"
        picture = "url => { new Image().src = url; navigator.sendBeacon(url, 'x'); }"
        live.page.evaluate(picture, other.address)
        live.page.evaluate("new Promise(done => setTimeout(done, 300))")
        assert other.asked == []
        assert "Content Security Policy" in "".join(live.said)
    finally:
        other.close()
        live.said.clear()
        live.elsewhere.clear()


def test_what_is_typed_is_kept_nowhere(live: Live) -> None:
    """Neither in the address, nor in anything that the browser keeps for the page."""
    live.do(lambda: live.page.fill("#live-text", EXAMPLES["good"]))
    kept = live.page.evaluate(
        "async () => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie,"
        " location.href, history.state, await indexedDB.databases(), await caches.keys()])"
    )
    assert "3308155508959001" not in kept
    assert "KTP" not in kept


def test_the_rest_of_the_page_works(live: Live) -> None:
    """The theme's search and its menus, under the policy of this page."""
    page = live.page
    if page.viewport_size["width"] < 600:
        page.click("label.md-header__button[for=__search]")
    page.locator(".md-search__input").press_sequentially("NIK", delay=50)
    page.wait_for_selector(".md-search-result__item", timeout=30_000)
    page.keyboard.press("Escape")
    page.evaluate("document.querySelector('#__search').checked = false")
