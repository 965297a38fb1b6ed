from __future__ import annotations

import shutil
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from agent.settings import Settings
from agent.wiring import Store, open_store
from tests.browsing import ANA, open_house, propose
from tests.served import listening, settings_at

LEAN = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
WIDE = {"width": 1440, "height": 900}
AWAKE = "!document.querySelector('#queue:not([data-htmx-powered])')"
"""htmx starts a moment after the page has loaded; a link that is followed before loads a whole page."""


@pytest.fixture(scope="module")
def chromium():
    """One for the tests of a file: while it is there, its event loop keeps others out of this thread."""
    program = shutil.which("chromium")
    if program is None:
        pytest.skip("there is no chromium: .ci/browser installs it")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=[*LEAN])
        yield browser
        browser.close()


@dataclass
class Site:
    """A server on a real port, its store beside it, and browsers of people who are logged in."""

    url: str
    store: Store
    chromium: Browser
    services: object
    contexts: list[BrowserContext]

    def page(self, user: str = ANA, path: str = "/", **context: object) -> Page:
        """Logged in by a link; whatever a page does that it may not do is told as an error."""
        opened = self.chromium.new_context(**{"viewport": WIDE, "reduced_motion": "reduce", **context})
        self.contexts.append(opened)
        page = opened.new_page()
        page.set_default_timeout(10_000)
        page.faults = []
        page.on("pageerror", lambda error: page.faults.append(str(error)))
        page.on("console", lambda said: said.type == "error" and page.faults.append(said.text))
        page.on("request", lambda asked: self._check(asked.url, page.faults))
        page.goto(f"{self.url}/login/{self.store.sessions.link(user)}")
        page.get_by_role("button", name=f"Go on as {user}").click()
        page.wait_for_url(f"{self.url}/")
        if path != "/":
            page.goto(self.url + path)
        if context.get("java_script_enabled", True):
            page.wait_for_function(AWAKE)
        return page

    def propose(self, *texts: str) -> list:
        return [propose(self.services, text) for text in texts]

    def _check(self, url: str, faults: list[str]) -> None:
        if not url.startswith((self.url, "data:image/svg+xml")):
            faults.append(f"asked {url}")


@pytest.fixture
def site(tmp_path, chromium):
    settings: Settings = settings_at(tmp_path / "home")
    with open_store(settings) as store, open_house(settings, store) as services, listening(settings) as url:
        opened = Site(url, store, chromium, services, [])
        yield opened
        faults = [fault for context in opened.contexts for page in context.pages for fault in page.faults]
        for context in opened.contexts:
            context.close()
        assert faults == []
