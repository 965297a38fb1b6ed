"""What pages look like to those who see little, on a phone, and to whoever wants to break them."""

from __future__ import annotations

from dataclasses import replace

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from agent.models import Arrival, Channel, Party
from agent.pipeline import clarify
from agent.text.normalise import marked
from agent.worker import drain
from tests.browsing import NOVEMBER
from tests.fakes import LineEngine, MemoryIndex
from tests.hostile import HOSTILE, SHAPES

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True}
TEXT = "Could someone please improve the onboarding page by Friday?"
TONER = "Please order toner for the printer by Friday."
LOOKED_AT = 700
"""Milliseconds; nothing is decided sooner."""

TELLS = """
addEventListener('securitypolicyviolation', (event) => console.error('refused', event.blockedURI));
const odd = 'script:not([src]), iframe, object, embed, base, [http-equiv], [onerror], [onload], .item img';
addEventListener('htmx:after:swap', () => document.querySelector(odd) && console.error('it is code'));
"""
OPENS = """async (paths) => {
  const shown = [];
  for (const path of paths) {
    await htmx.ajax('GET', path, {target: '#detail', swap: 'innerHTML'});
    shown.push(document.querySelector('#goal').textContent.trim().replace(/\\s+/g, ' '));
  }
  return shown;
}"""


def violations(page, dark_too: bool = True) -> list[str]:
    """Of every rule; in dark mode only colours differ."""
    found = Axe().run(page).response["violations"]
    if dark_too:
        page.emulate_media(color_scheme="dark")
        only = {"runOnly": ["color-contrast"]}
        found += page.evaluate("(only) => axe.run(only)", only)["violations"]
        page.emulate_media(color_scheme="light")
    return [f"{one['id']}: {node['target']}" for one in found for node in one["nodes"]]


def test_a_machine_finds_nothing_that_shuts_anybody_out(site):
    [work, waits, again] = site.propose(TONER, TEXT, f"{TONER} Thanks.")
    page = site.page(path=f"/proposals/{work.id}")
    page.wait_for_timeout(LOOKED_AT)
    page.keyboard.press("c")
    expect(page.locator(".flash")).to_be_visible()
    drain(site.services)
    assert violations(page) == []
    for path in (
        "/?state=merged&ready=clear",
        "/work",
        "/dashboard",
        f"/proposals/{again.id}",
        "/proposals/P-0",
    ):
        page.goto(site.url + path)
        assert (path, violations(page)) == (path, [])
    page.goto(f"{site.url}/proposals/{waits.id}")
    for letter in "em?":
        page.keyboard.press(letter)
        assert (letter, violations(page)) == (letter, [])
        page.keyboard.press("Escape")
    page.keyboard.press("g")
    page.keyboard.press("w")
    page.wait_for_url(f"{site.url}/work")
    page.context.clear_cookies()
    page.goto(f"{site.url}/login")
    assert violations(page) == []
    page.faults[:] = [fault for fault in page.faults if "404" not in fault and "422" not in fault]


def test_on_a_phone_nothing_is_cut_off_and_a_finger_is_enough(site):
    first, second = site.propose(TEXT, TONER)
    page = site.page(**PHONE)
    too_wide = "document.documentElement.scrollWidth > innerWidth"
    assert not page.evaluate(too_wide)
    page.locator(f"#row-{first.id} a").tap()
    expect(page.locator("#goal")).to_have_text(first.item.goal.value)
    expect(page.locator("#queue")).to_be_hidden()
    assert not page.evaluate(too_wide)
    page.locator("#act-edit summary").tap()
    assert not page.evaluate(too_wide)
    page.locator("#act-edit summary").tap()
    page.get_by_role("button", name="Confirm").tap()
    expect(page.locator("#goal")).to_have_text(second.item.goal.value)
    page.get_by_role("link", name="Queue").tap()
    expect(page.locator("#queue")).to_be_visible()
    for path in ("/work", "/dashboard"):
        page.goto(site.url + path)
        assert not page.evaluate(too_wide)


def test_two_hundred_texts_that_want_to_be_code_stay_texts(site):
    """Each as a goal, an owner, the words behind both, in the text and the notes; some as a sender too."""
    services = replace(site.services, extractor=LineEngine(), index=MemoryIndex())
    services.index.rebuild([])
    for at in range(0, len(HOSTILE), 20):
        clarify(services.intakes.receive(_hostile(HOSTILE[at : at + 20]))[0], services)
    made = site.store.proposals.find()
    assert len(made) == len(HOSTILE) == 200
    page, ran = site.page(), []
    page.on("dialog", lambda dialog: (ran.append(dialog.message), dialog.dismiss()))
    page.add_init_script(TELLS)
    page.goto(f"{site.url}/?q=%3Cscript%3E&team=%22%3E%3Cscript%3E")
    page.goto(f"{site.url}/proposals/{made[0].id}")
    opened = [*made[: len(SHAPES)], *made[len(SHAPES) :: 20]]  # each shape, and each text
    shown = page.evaluate(OPENS, [f"/proposals/{one.id}" for one in opened])
    assert shown == [_marked(one.item.goal.value) for one in opened]
    while later := page.locator(".more a").all():
        later[0].click()
        page.wait_for_load_state()
        assert page.locator("#queue .row").count() == 50
    assert ran == [] and page.url.startswith(site.url)


def _marked(goal: str) -> str:
    return " ".join(marked(goal).split())


def _hostile(some: list[str]) -> Arrival:
    text = "\n".join(f"{words}: do {words}" for words in some)
    return Arrival(
        source_id=some[0], channel=Channel.NOTE, sender=Party(name=some[0]), received_at=NOVEMBER, text=text,
        notes=(some[1],), raw=text.encode(),
    )  # fmt: skip
