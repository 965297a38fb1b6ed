"""A reviewer works with the keyboard alone, in a real browser."""

from __future__ import annotations

from playwright.sync_api import expect

from agent.stores.people import User
from tests.browsing import ANA

TEXTS = [f"Please order {thing} for the office by Friday." for thing in ("toner", "paper", "chairs", "lamps")]
LOOKED_AT = 700
"""Milliseconds; nothing is decided sooner."""


def key(page, name: str) -> None:
    page.wait_for_timeout(LOOKED_AT)
    page.keyboard.press(name)


def goal(page):
    return page.locator("#goal")


def shows(page, words: str) -> None:
    """It is there and has the focus: keys mean it from here on."""
    expect(goal(page)).to_have_text(words)
    expect(goal(page)).to_be_focused()


def open_first(site, count: int = 2):
    made = site.propose(*TEXTS[:count])
    page = site.page()
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    shows(page, made[0].item.goal.value)
    return page, made


def test_twenty_letters_no_mouse_and_the_work_is_in_the_registry(site):
    page, made = open_first(site, 4)
    key(page, "c")
    expect(page.locator(".flash")).to_contain_text("Confirmed")
    shows(page, made[1].item.goal.value)
    key(page, "r")
    page.keyboard.type("done already")
    page.keyboard.press("Enter")
    shows(page, made[2].item.goal.value)
    key(page, "e")
    page.keyboard.type("Order eight chairs")
    page.keyboard.press("Enter")
    expect(page.locator(".field.goal .basis")).to_contain_text("set by a person")
    key(page, "c")
    shows(page, made[3].item.goal.value)
    key(page, "s")
    page.keyboard.press("Enter")
    shows(page, "That was the last one here")
    expect(page.locator("#queue")).to_contain_text("nothing waits for you")
    goals = {work.item.goal.value for work in site.store.registry.find()}
    assert goals == {made[0].item.goal.value, "Order eight chairs"}
    states = [site.services.proposals.get(one.id).state for one in made]
    assert states == ["confirmed", "rejected", "confirmed", "snoozed"]
    key(page, "u")
    shows(page, made[3].item.goal.value)
    assert site.services.proposals.get(made[3].id).state == "pending"
    site.store.audit.verify()


def test_a_key_that_is_pressed_twice_decides_once(site):
    page, made = open_first(site)
    key(page, "c")
    page.keyboard.press("c")
    shows(page, made[1].item.goal.value)
    page.keyboard.press("c")
    expect(page.locator("#said")).to_have_text("Wait a moment.")
    assert site.services.proposals.get(made[1].id).state == "pending"


def test_focus_brings_the_words_of_a_field_out(site):
    page, _ = open_first(site)
    quiet = page.evaluate("getComputedStyle(document.querySelector('mark.due')).backgroundColor")
    page.get_by_role("link", name="Due", exact=True).focus()
    assert page.evaluate("getComputedStyle(document.querySelector('mark.due')).backgroundColor") != quiet


def test_the_others_are_told_and_the_second_keeps_what_they_typed(site):
    site.store.people.add(User(name="Ben Ortiz"))
    page, made = open_first(site)
    ben = site.page("Ben Ortiz", f"/proposals/{made[0].id}")
    ben.get_by_text("Filter", exact=True).click()
    ben.locator("#search").fill("half a wo")
    ben.locator("#goal").focus()
    key(ben, "r")
    ben.keyboard.type("asked for twice")
    key(page, "e")
    page.keyboard.type("Order two boxes of toner")
    page.keyboard.press("Enter")
    shows(page, "Order two boxes of toner")
    expect(ben.locator("#moved")).to_be_visible()
    expect(page.locator("#moved")).to_be_hidden()
    expect(ben.locator(f"#row-{made[0].id} .goal")).to_have_text("Order two boxes of toner")
    expect(ben.locator("#search")).to_have_value("half a wo")
    expect(ben.get_by_label("Goes to")).to_be_visible()
    ben.keyboard.press("Enter")
    expect(ben.locator(".changed ins").first).to_have_text("Order two boxes of toner")
    expect(ben.locator("input[name=reason]")).to_have_value("asked for twice")
    assert site.services.proposals.get(made[0].id).state == "pending"
    ben.faults[:] = [fault for fault in ben.faults if "409" not in fault]


def test_only_what_was_opened_is_selected_and_confirmed_together(site):
    page, made = open_first(site, 3)
    key(page, "x")
    page.keyboard.press("j")
    shows(page, made[1].item.goal.value)
    page.keyboard.press("x")
    expect(page.locator("#many")).to_have_text("2")
    assert page.locator(f"#row-{made[2].id} input").is_disabled()
    page.keyboard.press("C")
    shows(page, "2 of 2 confirmed")
    states = [site.services.proposals.get(one.id).state for one in made]
    assert states == ["confirmed", "confirmed", "pending"]


def test_keys_can_be_left_off_and_type_in_fields(site):
    page, made = open_first(site)
    page.keyboard.press("/")
    page.keyboard.type("cr?")
    expect(page.locator("#search")).to_have_value("cr?")
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    page.get_by_label("Single keys decide").uncheck()
    page.keyboard.press("Escape")
    key(page, "c")
    page.wait_for_timeout(200)
    assert site.services.proposals.get(made[0].id).state == "pending"


def test_what_arrives_late_leaves_the_search_to_who_types_in_it(site):
    page, made = open_first(site)
    held = []

    def hold(route) -> None:
        held.append(route)

    page.route("**/proposals/*", hold)
    with page.expect_request(f"**/proposals/{made[1].id}*"):
        page.keyboard.press("j")
    page.keyboard.press("/")
    page.keyboard.type("cr")
    held[0].continue_()
    expect(goal(page)).to_have_text(made[1].item.goal.value)
    page.keyboard.type("ate")
    expect(page.locator("#search")).to_have_value("crate")


def test_without_scripts_a_confirm_and_a_rejection_work(site):
    made = site.propose(*TEXTS[:2])
    page = site.page(path=f"/proposals/{made[0].id}", java_script_enabled=False)
    page.get_by_role("button", name="Confirm").click()
    expect(page.locator(".flash")).to_contain_text("Confirmed")
    page.locator("#act-reject summary").click()
    page.get_by_label("Why, for those who look later").fill("not ours")
    page.locator("form.reject button").click()
    states = [site.services.proposals.get(one.id).state for one in made]
    assert states == ["confirmed", "rejected"]
    assert site.store.registry.find()[0].confirmed_by == ANA
