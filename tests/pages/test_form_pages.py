"""The pages of requesters, in a browser without scripts: forms, and what becomes of what was sent in."""

from __future__ import annotations

import re
import shutil
from contextlib import contextmanager
from datetime import date, timedelta

import pytest
from selectolax.lexbor import LexborHTMLParser

from agent.forms import LANGUAGES, Wrong
from agent.models import Decision, DecisionKind
from agent.requesters import Stage
from agent.review import confirm
from agent.sections import ServeSettings
from agent.stores.access import links
from agent.worker import drain
from api.pages.strangers import network
from api.pages.words import words
from tests.browsing import ANA, OWN, browse, form_of
from tests.forms import EMBEDDER, FILLED, forms_in

XSS = "\"><script>alert(1)</script><img src=x onerror=alert(1)>'{{7*7}}&lt;"
LINK = re.compile(r"/r/[\w-]{43}")


@contextmanager
def opened(folder):
    """Somebody who is not logged in, where there are forms; they may send in as often as they like."""
    unhindered = ServeSettings(submissions_per_minute=1000, visits_per_minute=1000)
    with browse(folder / "home", forms=forms_in(folder / "forms"), serve=unhindered) as page:
        yield page


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    """The same for the whole file, where tests only add."""
    with opened(tmp_path_factory.mktemp("forms")) as page:
        yield page


@pytest.fixture
def fresh(tmp_path):
    with opened(tmp_path) as page:
        yield page


def stamp(page, form="repairs", age=10):
    at = page.services.now() - timedelta(seconds=age)
    return page.http.app.state.served.stamps.make(form, at)


def send(page, form="repairs", headers=None, **fields):
    given = {**FILLED, "_stamp": stamp(page, form), "_language": "en", "_website": "", **fields}
    return page.http.post(f"/f/{form}", data=given, headers={**OWN, **(headers or {})})


def sent(page, **fields):
    """The path of the private link, where the text was read."""
    path = LINK.search(send(page, **fields).text)[0]
    drain(page.services)
    return path


def stored(page):
    return [status.intake for status in page.services.intakes.find()]


def proposal(page):
    """The newest."""
    return page.services.proposals.find()[-1]


@contextmanager
def nothing_stored(page):
    before = len(stored(page))
    yield
    assert len(stored(page)) == before


def answer(page, path, said, headers=None, **data):
    fields = dict.fromkeys(form_fields(page.get(path).text), said)
    return page.http.post(
        path, data={**fields, **data}, headers={**OWN, **(headers or {})}, follow_redirects=False
    )


def form_fields(html):
    return [one.attributes["name"] for one in LexborHTMLParser(html).css("form textarea")]


class TestForm:
    def test_a_form_is_shown_to_anybody_and_listed_nowhere(self, page):
        shown = page.get("/f/repairs")
        found = LexborHTMLParser(shown.text)
        labels = [label.attributes["for"] for label in found.css(".field > label")]
        assert labels == ["summary", "details", "urgency", "needed_by", "name", "email"]
        assert all(found.css_first(f"#{name}").attributes["name"] == name for name in labels)
        assert (shown.headers["x-robots-tag"], shown.headers["cache-control"]) == (
            "noindex, nofollow",
            "no-store",
        )
        assert not shown.cookies

    @pytest.mark.parametrize(("form", "ancestors"), [("repairs", EMBEDDER), ("facilities", "'none'")])
    def test_only_pages_that_the_form_names_may_frame_it(self, page, form, ancestors):
        for shown in (page.get(f"/f/{form}"), send(page, form)):
            assert f"frame-ancestors {ancestors}" in shown.headers["content-security-policy"].split("; ")
            assert ("x-frame-options" in shown.headers) == (form == "facilities")

    def test_what_was_filled_in_is_a_text_and_its_requester_gets_a_link(self, page):
        said = send(page, needed_by="2026-12-03", email="jean@potters.example")
        intake = stored(page)[-1]
        assert (said.status_code, intake.form_team, intake.sender.email) == (
            200, "Operations", "jean@potters.example",
        )  # fmt: skip
        assert "Needed by: 2026-12-03" in intake.text
        assert page.get(LINK.search(said.text)[0]).status_code == 200

    def test_the_same_page_sent_twice_is_one_text(self, page):
        once, before = stamp(page), len(stored(page))
        paths = {LINK.search(send(page, _stamp=once).text)[0] for _ in range(2)}
        assert (len(stored(page)) - before, len(paths)) == (1, 2)

    def test_what_does_not_fit_is_told_by_its_field_and_nothing_has_to_be_typed_again(self, page):
        with nothing_stored(page):
            said = send(page, email="jean", details="It is broken.")
        found = LexborHTMLParser(said.text)
        field = found.css_first("#email")
        assert (said.status_code, field.attributes["value"]) == (422, "jean")
        assert (
            found.css_first(f"#{field.attributes['aria-describedby']}").text()
            == words("en").wrong[Wrong.NO_EMAIL]
        )
        assert found.css_first("#details").text().strip() == "It is broken."
        assert found.css_first(".problem a").attributes["href"] == "#email"

    @pytest.mark.parametrize("field", ["summary", "details", "urgency", "needed_by", "name", "email"])
    def test_what_is_typed_is_shown_as_it_was_typed_and_never_run(self, page, field):
        wrong = {} if field in ("needed_by", "email", "urgency") else {"email": "wrong"}
        shown = send(page, **{field: XSS, **wrong}).text
        assert "<script>alert" not in shown and "<img src=x" not in shown
        if field != "urgency":
            found = LexborHTMLParser(shown).css_first(f"#{field}")
            assert (found.attributes.get("value") or found.text()).strip() == XSS

    def test_a_page_speaks_the_language_that_is_asked_for(self, page):
        german = page.get("/f/facilities", headers={"Accept-Language": "fr;q=0.9, de-AT, en"})
        assert '<html lang="de">' in german.text and "Etwas für die Haustechnik" in german.text
        assert '<html lang="en">' in page.get("/f/facilities?lang=en", headers={"Accept-Language": "de"}).text
        sent = send(page, "facilities", _language="de", urgency="Hoch")
        assert "Danke." in sent.text and stored(page)[-1].text.startswith("Ihr Anliegen: ")
        assert '<html lang="de">' in page.get(LINK.search(sent.text)[0]).text

    @pytest.mark.parametrize("path", ["/f/none", "/f/REPAIRS", "/f/..%2Frepairs", "/r/" + "x" * 43, "/r/x"])
    def test_what_is_not_there_is_told_in_words_of_the_browser(self, page, path):
        said = page.get(path, headers={"Accept-Language": "de"})
        assert said.status_code == 404 and "repairs" not in said.text.replace(path, "")


class TestRobots:
    @pytest.mark.parametrize(
        "age", [0, 25 * 3600, -60], ids=["at once", "a day later", "before it was shown"]
    )
    def test_a_page_counts_after_a_moment_and_for_a_day(self, page, age):
        with nothing_stored(page):
            said = send(page, _stamp=stamp(page, age=age))
        assert said.status_code == 422
        assert FILLED["summary"] in said.text and words("en").again in said.text

    @pytest.mark.parametrize("mark", ["", "1.x.y", "\ud7ff", "9" * 500])
    def test_who_did_not_fetch_the_page_sends_nothing_in(self, page, mark):
        with nothing_stored(page):
            assert send(page, _stamp=mark).status_code == 422

    def test_the_page_of_another_form_or_of_another_house_does_not_count(self, page):
        theirs = stamp(page, "facilities")
        forged = stamp(page)[:-1] + "x"
        assert {send(page, _stamp=mark).status_code for mark in (theirs, forged)} == {422}

    def test_a_program_that_fills_in_everything_sends_nothing_in(self, page):
        with nothing_stored(page):
            said = send(page, _website="https://buy.example")
        assert said.status_code == 422
        assert form_of(said.text, "/f/repairs")["_website"] == ""

    @pytest.mark.parametrize(
        "headers",
        [
            {"Sec-Fetch-Site": "cross-site"},
            {"Sec-Fetch-Site": "same-site"},
            {"Origin": "https://evil.example"},
            {"Origin": "null", "Sec-Fetch-Site": "cross-site"},
        ],
    )
    def test_a_page_of_another_site_sends_nothing_in(self, page, headers):
        with nothing_stored(page):
            assert send(page, headers=headers).status_code == 403

    def test_an_address_sends_in_and_looks_only_so_often(self, tmp_path):
        serve = ServeSettings(submissions_per_minute=2, visits_per_minute=4)
        with browse(tmp_path / "home", forms=forms_in(tmp_path / "forms"), serve=serve) as page:
            answers = [send(page) for _ in range(3)]
            assert [said.status_code for said in answers] == [200, 200, 429]
            assert int(answers[-1].headers["retry-after"]) > 0 and len(stored(page)) == 2
            assert [page.get("/f/repairs").status_code for _ in range(5)] == [200] * 4 + [429]
            assert page.get("/r/" + "x" * 43).status_code == 429
            looks = [page.http.post("/f/repairs/similar", headers=OWN).status_code for _ in range(5)]
            assert looks == [200] * 4 + [204]

    def test_a_household_is_one_address(self):
        assert network("2001:db8:1:2:3:4:5:6") == network("2001:db8:1:2::1") != network("2001:db8:1:3::1")
        assert network("192.0.2.1") != network("192.0.2.2")


class TestSimilar:
    def look(self, page, form="repairs", **fields):
        return page.http.post(f"/f/{form}/similar", data={**FILLED, **fields}, headers=OWN)

    def confirmed(self, page):
        sent(page, summary="Please repair the <i>garden</i> gate soon")
        seen = proposal(page)
        decision = Decision(
            kind=DecisionKind.CONFIRM, proposal_id=seen.id, revision=seen.revision, digest=seen.digest,
            by=ANA, at=page.services.now(),
        )  # fmt: skip
        confirm(decision, page.services)
        drain(page.services)

    def test_what_the_team_works_on_is_shown_nobodys_name_and_nothing_where_nobody_can_tell(self, fresh):
        assert self.look(fresh).text.strip() == ""
        self.confirmed(fresh)
        shown = self.look(fresh).text
        assert "&lt;i&gt;garden&lt;/i&gt; gate" in shown and ANA not in shown and "Jean" not in shown
        assert self.look(fresh, summary="Send flowers to the museum").text.strip() == ""
        off = self.look(fresh, "facilities")
        assert (off.status_code, off.text) == (204, "")
        shutil.rmtree(fresh.http.app.state.served.settings.home / "index")
        said = self.look(fresh)
        assert (said.status_code, said.text.strip()) == (200, "")


class TestLink:
    def test_a_private_page_tells_no_other_site_where_it_is_and_is_kept_nowhere(self, page):
        headers = page.get(sent(page)).headers
        assert headers["referrer-policy"] == "no-referrer"
        assert (headers["cache-control"], headers["x-robots-tag"]) == ("no-store", "noindex, nofollow")
        assert "frame-ancestors 'none'" in headers["content-security-policy"]

    def test_an_answer_changes_the_proposal_and_confirms_nothing(self, page):
        path = sent(page)
        shown = page.get(path).text
        assert words("en").stages[Stage.CLARIFYING] in shown and len(form_fields(shown)) == 1
        said = answer(
            page, path, "", headers={"Origin": "null"}, **{self.name(page, "due"): "by 3 December 2026"}
        )
        assert (said.status_code, said.headers["location"]) == (303, f"{path}?answered=1")
        assert (proposal(page).item.due.value, proposal(page).state) == (date(2026, 12, 3), "pending")
        assert words("en").answered in page.get(said.headers["location"]).text
        assert page.services.registry.find() == []

    def test_what_cannot_be_understood_is_asked_again_with_what_was_typed(self, page):
        path = sent(page)
        said = answer(page, path, XSS)
        assert said.status_code == 422 and "<script>alert" not in said.text
        assert words("en").unclear_due in said.text
        assert LexborHTMLParser(said.text).css_first("textarea").text().strip() == XSS
        assert proposal(page).revision == 1

    def test_who_answers_too_late_is_told(self, page):
        path = sent(page)
        name = self.name(page, "due")
        answer(page, path, "I don't know")
        said = answer(page, path, "", **{name: "by 3 December 2026"})
        assert said.status_code == 422 and words("en").gone in said.text
        assert proposal(page).item.due.value is None

    @pytest.mark.parametrize("end", ["revoked", "expired"])
    def test_a_link_that_does_not_count_answers_like_one_that_never_was(self, page, end):
        path = sent(page)
        link = page.store.links.find()[-1]
        if end == "revoked":
            page.store.links.revoke(link.id)
        else:
            with page.store.database.write() as connection:
                connection.execute(
                    links.update().where(links.c.id == link.id).values(expires_at=link.created_at)
                )
        gone = page.get(path)
        assert (gone.status_code, gone.text) == (404, page.get("/r/" + "x" * 43).text)
        assert answer(page, path, "", **{self.name(page, "due"): "tomorrow"}).status_code == 404
        assert proposal(page).revision == 1

    def test_questions_and_the_page_are_in_the_requesters_language(self, page):
        fields = {
            "summary": "Bitte die Startseite bald besser machen", "name": "Jo", "_language": "de",
            "_stamp": stamp(page, "facilities"), "_website": "",
        }  # fmt: skip
        path = LINK.search(page.http.post("/f/facilities", data=fields, headers=OWN).text)[0]
        drain(page.services)
        shown = page.get(path).text
        assert words("de").asked in shown and re.search(
            r"(Sie schreiben|Bis zu welchem Tag|Was genau)", shown
        )

    def name(self, page, topic):
        return f"{proposal(page).id}.{topic}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_have_all_words_in_each_language(language):
    said = words(language)
    assert (set(said.wrong), set(said.stages), set(said.stage_notes)) == (set(Wrong), set(Stage), set(Stage))
    assert said.wrong[Wrong.TOO_LONG].format(most=1) and said.slow_down_note.format(seconds=1)
    assert all(said.stage_notes[stage].format(work="W-1") for stage in Stage)
    assert language == "en" or said.send != words("en").send
