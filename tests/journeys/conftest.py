"""A real browser for the journeys, and what is looked for on every page it opens.

The server of these tests sends static files as the real one does (WhiteNoise, from STATIC_ROOT), so
`npm run build` and `collectstatic` come first; `./samspil test` runs both.
"""

import os
import shutil
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.contrib.staticfiles import handlers
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    ViewportSize,
    sync_playwright,
)
from pytest_django.live_server_helper import LiveServer

from samspil.config.suite import BROWSERS
from samspil.kit.view_choices import COOKIE

PHONE: ViewportSize = {"width": 360, "height": 740}
SMALLEST: ViewportSize = {"width": 320, "height": 640}
DESKTOP: ViewportSize = {"width": 1280, "height": 900}
AXE_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# What colours and room can spoil on a page whose words and parts were looked at.
LOOKS_RULES = ["color-contrast", "link-in-text-block", "target-size"]
# Root may not use Chromium's sandbox; the rest keeps it from calling home.
CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # Two browsers share the cores with all else; threads that compile ahead only take from one another.
    "--js-flags=--single-threaded",
]


def _chromium() -> str:
    """Return the browser's path; without one skip, but fail where CI says it must be there."""
    named = os.environ.get("CHROMIUM", "")
    found = named or next(filter(None, map(shutil.which, BROWSERS)), "")
    if found and Path(found).exists():
        return found
    reason = "no Chromium found: install it, or name it in CHROMIUM"
    if os.environ.get("CI"):
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start one browser for all journeys of this worker.

    Playwright keeps its own event loop running in this thread, which Django takes for asynchronous
    code and refuses the database. Nothing here is asynchronous, so for as long as that loop runs
    Django is told not to mind.
    """
    path = _chromium()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        with sync_playwright() as playwright:
            started = playwright.chromium.launch(executable_path=path, args=CHROMIUM_FLAGS)
            yield started
            started.close()


@pytest.fixture(scope="session")
def static_files() -> None:
    """Say what is missing when the static files are not built."""
    if not (Path(settings.STATIC_ROOT) / "staticfiles.json").exists():
        pytest.fail(
            "static files are not built: run ./samspil test, or npm run build and collectstatic"
        )


@pytest.fixture(scope="session")
def live_server(request: pytest.FixtureRequest, static_files: None) -> Iterator[LiveServer]:
    """Serve the site with WhiteNoise in front of the static files, not Django's handler for tests."""
    request.getfixturevalue("django_db_setup")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(handlers, "StaticFilesHandler", lambda application: application)
        patch.setattr(settings, "WHITENOISE_AUTOREFRESH", False, raising=False)
        server = LiveServer("localhost")
    yield server
    server.stop()


@dataclass
class Watch:
    """What a page did that no page of ours may do."""

    origin: str
    problems: list[str] = field(default_factory=list)
    expected_statuses: set[int] = field(default_factory=set)

    def expect(self, *statuses: int) -> None:
        """Let answers with these statuses pass; Chromium reports them as errors in its console."""
        self.expected_statuses.update(statuses)

    def console(self, message: ConsoleMessage) -> None:
        """Note an error in the console, a breach of the content security policy among them."""
        excused = any(f"status of {status}" in message.text for status in self.expected_statuses)
        if message.type == "error" and not excused:
            self.problems.append(f"console: {message.text}")

    def request(self, address: str) -> None:
        """Note a request to anybody else."""
        parts = urlsplit(address)
        if parts.scheme in {"http", "https"} and f"{parts.scheme}://{parts.netloc}" != self.origin:
            self.problems.append(f"third party: {address}")

    def check(self) -> None:
        """Fail when anything was noted."""
        assert not self.problems, "\n".join(self.problems)


WATCHES: dict[BrowserContext, Watch] = {}
# Windows that a test is done with, by how they were opened: a new one costs more than all pages of a short journey.
DONE_WITH: dict[str, list[BrowserContext]] = defaultdict(list)


def _window(browser: Browser, options: dict[str, Any]) -> BrowserContext:
    """Return a window without cookies; everything it does is told to its watch."""
    if left := DONE_WITH[repr(options)]:
        return left.pop()
    context = browser.new_context(**options)
    context.set_default_timeout(10_000)
    context.on("console", lambda message: WATCHES[context].console(message))
    context.on("weberror", lambda error: WATCHES[context].problems.append(f"script: {error.error}"))
    context.on("request", lambda request: WATCHES[context].request(request.url))
    return context


type OpenBrowser = Callable[..., Page]


@pytest.fixture
def open_browser(browser: Browser, live_server: LiveServer) -> Iterator[OpenBrowser]:
    """Return a function that opens a page of its own, with Playwright's options for a context.

    Every page is watched: at the end of the test errors in the console, breaches of the content
    security policy, failed scripts and requests to others fail it (`watch_of(page).expect(404)`
    for an answer that is meant).
    """
    opened: list[tuple[str, BrowserContext]] = []

    def open_one(**options: Any) -> Page:
        chosen: dict[str, Any] = {
            "base_url": live_server.url,
            "viewport": PHONE,
            "locale": "da-DK",
            **options,
        }
        context = _window(browser, chosen)
        WATCHES[context] = Watch(live_server.url)
        opened.append((repr(chosen), context))
        return context.new_page()

    yield open_one
    watches = [WATCHES[context] for _options, context in opened]
    for options, context in opened:
        for page in context.pages:
            page.close()
        context.clear_cookies()
        DONE_WITH[options].append(context)
    for watch in watches:
        watch.check()


def watch_of(page: Page) -> Watch:
    """Return what is noted about a page."""
    return WATCHES[page.context]


def path_of(address: str) -> str:
    """Return an address without host and query."""
    return urlsplit(address).path


def choose_view(page: Page, choices: str) -> None:
    """Let a page look as somebody chose under "Visning": easy, bigger, light, dark, with dots."""
    page.context.add_cookies([{"name": COOKIE, "value": choices, "url": watch_of(page).origin}])


@pytest.fixture
def page(open_browser: OpenBrowser, transactional_db: None) -> Page:
    """Return a page on a phone."""
    return open_browser()


@pytest.fixture
def desktop(open_browser: OpenBrowser, transactional_db: None) -> Page:
    """Return a page on a desktop computer."""
    return open_browser(viewport=DESKTOP)


@pytest.fixture
def no_js_page(open_browser: OpenBrowser, transactional_db: None) -> Page:
    """Return a page on a phone that runs no script."""
    return open_browser(java_script_enabled=False)


@pytest.fixture(scope="session")
def axe_source() -> str:
    """Return axe-core's program text."""
    file = Path(settings.BUILD) / "test-assets" / "axe.min.js"
    if not file.exists():
        pytest.fail("axe-core is not built: run npm ci and npm run build", pytrace=False)
    return file.read_text()


class Axe(Protocol):
    """Fails with a readable list when a page has accessibility errors."""

    def __call__(self, page: Page, *, only: Iterable[str] = ()) -> None: ...


@pytest.fixture
def axe(axe_source: str) -> Axe:
    """Return a function that checks a page as it looks now, by all our rules or `only` those named."""

    def check(page: Page, *, only: Iterable[str] = ()) -> None:
        # evaluate() goes through the developer tools, so the page's own policy stays strict.
        if not page.evaluate("() => typeof window.axe?.run === 'function'"):
            page.evaluate(f"() => {{ {axe_source} }}")
        rules = (
            {"type": "rule", "values": [*only]} if only else {"type": "tag", "values": AXE_RULES}
        )
        violations = page.evaluate(
            """async (runOnly) => {
                const found = await axe.run({runOnly, resultTypes: ["violations"]});
                return found.violations;
            }""",
            rules,
        )
        lines = [
            f"{each['id']} ({each['impact']}): {each['help']}\n"
            + "\n".join(
                f"    {' '.join(map(str, node['target']))}\n      {node['html'][:160]}"
                for node in each["nodes"][:5]
            )
            for each in violations
        ]
        assert not lines, f"axe on {page.url}:\n" + "\n".join(lines)

    return check


def has_no_sideways_scroll(page: Page) -> None:
    """Fail when a page is wider than its window, naming the elements that stick out."""
    wide = page.evaluate(
        """() => {
            const width = document.documentElement.clientWidth;
            if (document.documentElement.scrollWidth <= width) return [];
            return [...document.querySelectorAll("body *")]
                .filter((element) => element.getBoundingClientRect().right > width + 1)
                .slice(0, 5)
                .map((element) => element.outerHTML.slice(0, 120));
        }"""
    )
    assert not wide, f"{page.url} is wider than its window:\n" + "\n".join(wide)


@dataclass(frozen=True, kw_only=True)
class Look:
    """One way of looking at a page; `view` is what was chosen under "Visning"."""

    window: ViewportSize
    view: str = ""
    dark: bool = False
    forced: bool = False

    def __str__(self) -> str:
        words = (self.view, "dark" * self.dark, "forced colours" * self.forced)
        return " ".join(filter(None, (f"{self.window['width']} px", *words)))

    def take(self, page: Page) -> None:
        """Let an open page look so, colours faded in."""
        page.set_viewport_size(self.window)
        page.emulate_media(
            color_scheme="dark" if self.dark else "light",
            forced_colors="active" if self.forced else "none",
        )
        page.evaluate(FADED_IN)


# What ends may let what inherits from it begin.
FADED_IN = """() => {
    const fading = () => document.getAnimations().filter((each) => each instanceof CSSTransition);
    for (let now = fading(); now.length; now = fading()) now.forEach((each) => each.finish());
}"""
LIGHT_AND_DARK = (
    Look(window=SMALLEST),  # also 400 % zoom of a desktop window
    Look(window=DESKTOP, dark=True),
)
EVERYWHERE = (
    Look(window=SMALLEST),
    Look(window=DESKTOP, dark=True),
    Look(window=PHONE, view="easy.bigger", forced=True),
)
THOROUGHLY = (
    *LIGHT_AND_DARK,
    Look(window=SMALLEST, dark=True),
    Look(window=DESKTOP),
    Look(window=PHONE, view="easy.bigger", forced=True),
    Look(window=SMALLEST, view="easy.bigger.dark"),
)


class CheckPages(Protocol):
    """Opens pages, looks at each in several ways, and fails when axe finds something."""

    def __call__(
        self,
        *addresses: str,
        ways: Iterable[Look] = LIGHT_AND_DARK,
        cookies: Sequence[Any] = (),
        status: int = 200,
        page: Page | None = None,
    ) -> None: ...


@pytest.fixture
def check_pages(
    open_browser: OpenBrowser, axe: Axe, axe_source: str, transactional_db: None
) -> CheckPages:
    """Return a function that looks at many pages in one browser.

    Each page is fetched once for each chosen view, then seen in its ways. In the dark, and where only
    colours differ from what was seen, only the rules about looks are asked again. `cookies` are set first,
    for a log-in; `status` is the answer that is meant; `page` is a window to use instead of a new one.
    """

    def look(page: Page, ways: Sequence[Look]) -> None:
        seen: set[int] = set()
        for way in ways:
            way.take(page)
            width = way.window["width"]
            try:
                has_no_sideways_scroll(page)
                axe(page, only=LOOKS_RULES if way.dark or width in seen else ())
            except AssertionError as error:
                error.add_note(f"seen at {way}")
                raise
            if not way.dark:
                seen.add(width)

    def check(
        *addresses: str,
        ways: Iterable[Look] = LIGHT_AND_DARK,
        cookies: Sequence[Any] = (),
        status: int = 200,
        page: Page | None = None,
    ) -> None:
        if page is None:
            page = open_browser()
            # Compiled once for all that the page shows, not once for each.
            page.add_init_script(axe_source)
        watch_of(page).expect(status)
        page.context.add_cookies([*cookies])
        for view, same in groupby(ways, key=lambda way: way.view):
            if view:
                choose_view(page, view)
            together = [*same]
            for address in addresses:
                together[0].take(page)
                answer = page.goto(address)
                assert answer is not None
                assert (answer.status, path_of(page.url)) == (status, path_of(address)), address
                look(page, together)

    return check


def weight_of_first_view(page: Page, address: str) -> int:
    """Open an address with an empty cache and return how many bytes went over the wire."""
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.setCacheDisabled", {"cacheDisabled": True})
    received: list[float] = []
    session.on("Network.loadingFinished", lambda event: received.append(event["encodedDataLength"]))
    page.goto(address, wait_until="networkidle")
    session.detach()
    return round(sum(received))
