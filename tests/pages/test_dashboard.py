"""The dashboard: numbers as words and tables, and drawings that a browser keeps for a minute."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from selectolax.lexbor import LexborHTMLParser

from api.pages.plots import Plot


def test_who_is_not_logged_in_sees_neither_the_page_nor_a_drawing(stranger):
    for path in ("/dashboard", "/dashboard/a-day.svg"):
        said = stranger.get(path, follow_redirects=False)
        assert (said.status_code, said.headers["location"][:11]) == (303, "/login?next")


def test_an_empty_store_says_what_will_be_here_and_then_it_is_each_drawing_with_its_table(browser):
    assert "Nothing to count yet" in browser.get("/dashboard?days=90").text
    proposal = browser.propose("Please order toner for the printer by Friday.")
    found = LexborHTMLParser(browser.get("/dashboard").text)
    tiles = {tile.css_first("dt").text(): tile.css_first(".value").text() for tile in found.css(".tile")}
    assert (tiles["Arrived"], tiles["Waiting"], tiles["Time to clear"], tiles["Overdue"]) == (
        "1",
        "1",
        "–",
        "0",
    )
    assert found.css_first(".by-team tbody th").text() == proposal.route.team
    drawings = [image.attributes["src"] for image in found.css("figure img[alt]")]
    assert drawings == [f"/dashboard/{plot}.svg?days=30" for plot in Plot]
    assert len(found.css("details table")) == len(Plot)
    for path in drawings:
        drawn = browser.get(path)
        assert drawn.headers["content-type"] == "image/svg+xml" and len(drawn.content) < 40_000
        assert drawn.headers["cache-control"] == "private, max-age=60"
        words = [text.text for text in ET.fromstring(drawn.text).iter("{http://www.w3.org/2000/svg}text")]  # noqa: S314 our own
        assert words and "prefers-color-scheme" in drawn.text
        same = browser.get(path, headers={"If-None-Match": drawn.headers["etag"]})
        assert (same.status_code, same.content) == (304, b"")
    assert browser.get("/dashboard?days=31").status_code == 422
    assert browser.get("/dashboard/none.svg").status_code == 422
