"""What stands around every page: where its scripts come from, and whose forms count."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest

from api.pages.assets import FOLDER, assets
from api.pages.policy import Policy
from api.pages.rendering import TEMPLATES
from tests.browsing import OWN

VENDORED = {
    "vendor/htmx.min.js": "a0abb04f2f45a1f89d1d4844023245537e5e6014c87b144553e0607b4cc32130",
    "vendor/hx-sse.min.js": "18ef2761356ec1fe0bb6d92612315b37517a7c1e9856b661c5ae81fef239d103",
    "vendor/pico.min.css": "fbc9a63fc9fc9f72d12fd7fc9806e11fa9f77ae4f9cad146b27003a1119ba3db",
}
OWN_FILES = sorted(
    path
    for path in (*TEMPLATES.rglob("*.html"), *FOLDER.rglob("*"))
    if path.is_file() and "vendor" not in path.parts
)


def test_what_others_made_is_there_unchanged_with_its_licence_and_named():
    found = {name: hashlib.sha256(one.content).hexdigest() for name, one in assets().items()}
    scripts = {
        name: digest for name, digest in found.items() if name.startswith("vendor/") and "LICENSE" not in name
    }
    assert scripts == VENDORED
    assert {"vendor/htmx.LICENSE.txt", "vendor/pico.LICENSE.txt"} <= set(found)
    notice = (Path(__file__).resolve().parents[2] / "NOTICE").read_text(encoding="utf-8")
    assert "htmx 4.0.1" in notice and "Pico CSS 2.1.1" in notice


@pytest.mark.parametrize("path", OWN_FILES, ids=lambda path: path.name)
def test_a_file_of_the_pages_is_short_and_asks_nobody_else(path):
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) < 300
    assert not re.search(r"https?://(?!www\.w3\.org/2000/svg)", text)
    if path.suffix == ".html":
        assert not re.search(
            r"<script(?![^>]*\ssrc=)|\sstyle=|\son\w+=|\|\s*safe|<style|javascript:|hx-on", text
        )


def test_a_page_may_run_our_scripts_and_nothing_else(shared):
    headers = shared.get("/login/none").headers
    rules = dict(rule.split(" ", 1) for rule in headers["content-security-policy"].split("; "))
    assert (rules["default-src"], rules["script-src"], rules["style-src"]) == ("'none'", "'self'", "'self'")
    assert rules["frame-ancestors"] == "'none'" and headers["x-frame-options"] == "DENY"
    assert (headers["x-content-type-options"], headers["cache-control"]) == ("nosniff", "no-store")
    assert headers["referrer-policy"] == "same-origin"


def test_a_page_may_be_framed_where_it_says_so():
    headers = Policy(frame_ancestors=("https://intranet.example",)).headers()
    assert "frame-ancestors https://intranet.example" in headers["Content-Security-Policy"]
    assert "X-Frame-Options" not in headers


def test_a_style_sheet_is_kept_by_browsers_and_nothing_else_is_in_its_folder(shared):
    [sheet] = re.findall(r'href="(/static/[0-9a-f]+/house.css)"', shared.get("/login/none").text)
    found = shared.get(sheet)
    assert found.status_code == 200 and "immutable" in found.headers["cache-control"]
    assert found.headers["content-type"].startswith("text/css")
    for other in (
        "/static/0000000000000000/house.css",
        "/static/x/../assets.py",
        "/static/x/%2e%2e/assets.py",
    ):
        assert shared.get(other).status_code == 404


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example", "Sec-Fetch-Site": "cross-site"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site", "Origin": "http://localhost"},
    ],
)
def test_a_form_of_another_site_does_nothing(shared, headers):
    session = shared.http.cookies["clarify_session"]
    assert shared.send("/logout", headers=headers).status_code == 403
    assert shared.http.post("/login", data={"name": "x"}, headers=headers).status_code == 403
    assert shared.store.sessions.user(session)


@pytest.mark.parametrize("token", [None, "", "0" * 64, "ä"])
def test_a_form_without_the_token_of_its_session_does_nothing(shared, token):
    session = shared.http.cookies["clarify_session"]
    fields = {} if token is None else {"csrf": token}
    refused = shared.send("/logout", fields, headers=OWN, csrf=False)
    assert refused.status_code == 403 and "another session" in refused.text
    assert shared.store.sessions.user(session)


def test_a_page_for_people_who_are_logged_in_sends_others_to_the_login(stranger):
    asked = stranger.http.post("/logout", headers=OWN, follow_redirects=False)
    assert (asked.status_code, asked.headers["location"]) == (303, "/login?next=/")
    part = stranger.http.post("/logout", headers={**OWN, "HX-Request": "true"}, follow_redirects=False)
    assert (part.status_code, part.headers["hx-redirect"]) == (200, "/login?next=/")
