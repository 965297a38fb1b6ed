"""A requester in a real browser: fills in a form, follows the private link, answers what is asked."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from agent.models import Decision, DecisionKind
from agent.review import confirm
from agent.sections import ServeSettings
from agent.settings import Settings
from agent.stores.people import User
from agent.wiring import open_services, open_store
from agent.worker import drain
from tests.browser.test_looks import violations
from tests.forms import EMBEDDER, FILLED, REPAIRS, forms_in
from tests.served import ANA, listening, settings_at

PHONE = {"width": 360, "height": 740}
MOMENT = 1100
"""Milliseconds after which a form counts as filled in by a person."""


class Frame(BaseHTTPRequestHandler):
    """A page of another origin that shows what its query names in a frame."""

    def do_GET(self):
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        inner = self.path.partition("?")[2]
        self.wfile.write(f'<iframe src="{inner}" width="340" height="700"></iframe>'.encode())

    def log_message(self, *said):
        """Quiet."""


@contextmanager
def another_site():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Frame)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://localhost:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


@dataclass
class Office:
    settings: Settings
    address: str

    @contextmanager
    def services(self):
        with open_store(self.settings) as store, open_services(self.settings, store) as services:
            yield services

    def read(self):
        """What was sent in; hands out the newest proposal."""
        with self.services() as services:
            drain(services)
            return services.proposals.find()[-1]

    def confirm(self, seen):
        with self.services() as services:
            decision = Decision(
                kind=DecisionKind.CONFIRM, proposal_id=seen.id, revision=seen.revision, digest=seen.digest,
                by=ANA, at=services.now(),
            )  # fmt: skip
            work = confirm(decision, services)
            drain(services)
            return work


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    folder = tmp_path_factory.mktemp("office")
    forms = forms_in(folder / "forms")
    unhindered = ServeSettings(submissions_per_minute=100, visits_per_minute=1000)
    settings = settings_at(folder / "home", forms=forms, serve=unhindered)
    with open_store(settings) as store:
        store.people.add(User(name=ANA))
    with listening(settings) as address:
        yield Office(settings, address)


@pytest.fixture
def page(chromium):
    """With all that it complained of."""
    page = chromium.new_page(viewport=PHONE, reduced_motion="reduce")
    page.complaints = []
    page.on("console", lambda said: page.complaints.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    page.set_default_timeout(10_000)
    yield page
    page.close()


def too_wide(page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")


def fill_in(page):
    page.get_by_label("Your request").press_sequentially(FILLED["summary"])
    page.get_by_label("Your name").fill(FILLED["name"])


def test_a_requester_asks_is_asked_back_answers_and_sees_what_becomes_of_it(office, page):
    page.goto(f"{office.address}/f/repairs")
    fill_in(page)
    page.get_by_label("Details").fill("<img src=x onerror=\"document.title='owned'\">")
    assert violations(page) == [] and not too_wide(page)
    page.wait_for_timeout(MOMENT)
    page.get_by_role("button", name="Send").click()
    link = page.locator(".address").input_value()
    assert violations(page) == [] and not too_wide(page)
    seen = office.read()

    with page.expect_popup() as opened:
        page.get_by_role("button", name="See what becomes of it").click()
    private = opened.value
    assert private.url == link and private.evaluate("document.referrer") == ""
    assert private.locator("[aria-current=step]").inner_text() == "Being clarified"
    assert violations(private) == [] and not too_wide(private)
    private.get_by_role("textbox").fill("whatever")
    private.get_by_role("button", name="Send answers").click()
    private.get_by_text("Please name a day").wait_for()
    assert violations(private) == []
    private.get_by_role("textbox").fill("by 3 December 2026")
    private.get_by_role("button", name="Send answers").click()
    private.get_by_text("your answer was taken in").wait_for()

    now = office.read()
    assert (now.id, now.revision, str(now.item.due.value)) == (seen.id, 2, "2026-12-03")
    work = office.confirm(now)
    private.goto(link)
    assert private.locator("[aria-current=step]").inner_text() == "Confirmed"
    assert work.id in private.inner_text("main")
    private.close()

    page.goto(f"{office.address}/f/repairs")
    fill_in(page)  # the next one is told that it is under way
    page.locator("#similar li").wait_for()
    assert page.locator("#similar li").all_inner_texts() == [work.item.goal.value]
    assert ANA not in page.inner_text("main")
    assert violations(page) == [] and page.complaints == []


def test_a_requester_without_scripts_misses_nothing_that_is_needed(office, chromium):
    context = chromium.new_context(java_script_enabled=False, viewport=PHONE)
    page = context.new_page()
    page.goto(f"{office.address}/f/facilities?lang=de")
    page.wait_for_timeout(MOMENT)
    page.get_by_role("button", name="Absenden").click()
    assert page.locator(".problem a").all_inner_texts() == ["Ihr Anliegen", "Ihr Name"]
    page.get_by_label("Ihr Anliegen").fill("Bitte das Tor bald reparieren")
    page.get_by_label("Ihr Name").fill("Jo")
    page.wait_for_timeout(MOMENT)
    page.get_by_role("button", name="Absenden").click()
    link = page.locator(".address").input_value()
    office.read()
    page.goto(link)
    page.get_by_role("textbox").fill("bis 3. Dezember 2026")
    page.get_by_role("button", name="Antworten absenden").click()
    assert "Danke, Ihre Antwort ist angekommen." in page.inner_text("main")
    assert str(office.read().item.due.value) == "2026-12-03"
    context.close()


def test_a_form_is_shown_and_sent_in_a_frame_of_the_origins_that_it_names_and_no_other(
    office, page, tmp_path
):
    with another_site() as outside:
        inner = page.frame_locator("iframe")
        with page.expect_console_message(lambda said: "frame-ancestors" in said.text):
            page.goto(f"{outside}/?{office.address}/f/repairs")
        assert inner.locator("form").count() == 0
        forms = forms_in(tmp_path / "forms")
        (forms / "repairs.yaml").write_text(REPAIRS.replace(EMBEDDER, outside), "utf-8")
        with listening(office.settings.model_copy(update={"forms": forms})) as address:
            page.goto(f"{outside}/?{address}/f/repairs")
            fill_in(inner)
            page.wait_for_timeout(MOMENT)
            inner.get_by_role("button", name="Send").click()
            assert "/r/" in inner.locator(".address").input_value()
