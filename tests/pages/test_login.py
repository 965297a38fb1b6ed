"""How people get in, and out: by a link that counts once, or a password; never further than they may."""

from __future__ import annotations

import sqlalchemy as sa

from agent.stores.schema import login_links, sessions, users
from api.rates import Rates
from tests.browsing import ANA, OWN, PASSWORD, browse

SESSION = "clarify_session"


def enter(browser, name=ANA, password=PASSWORD, **more):
    fields = {"name": name, "password": password, **more}
    return browser.http.post("/login", data=fields, headers=OWN, follow_redirects=False)


def is_in(browser) -> bool:
    return browser.get("/login", follow_redirects=False).status_code == 303


def test_a_link_counts_once_and_only_when_its_button_is_pressed(stranger):
    link = stranger.store.sessions.link(ANA)
    assert ANA in stranger.get(f"/login/{link}").text
    assert not is_in(stranger)
    assert (
        stranger.http.post(f"/login/{link}", headers=OWN, follow_redirects=False).headers["location"] == "/"
    )
    assert is_in(stranger)
    assert stranger.get(f"/login/{link}").status_code == 404
    assert stranger.http.post(f"/login/{link}", headers=OWN).status_code == 404


def test_the_cookie_is_out_of_reach_and_only_its_digest_is_kept(stranger):
    link = stranger.store.sessions.link(ANA)
    said = stranger.http.post(f"/login/{link}", headers=OWN, follow_redirects=False).headers["set-cookie"]
    assert {"HttpOnly", "SameSite=lax", "Path=/"} <= set(said.split("; ")) and "Secure" not in said
    with stranger.store.database.read() as connection:
        kept = str([connection.execute(sa.select(table)).all() for table in (sessions, login_links, users)])
    assert stranger.http.cookies[SESSION] not in kept and link not in kept


def test_with_tls_the_cookie_is_bound_to_the_host(stranger):
    link = stranger.store.sessions.link(ANA)
    secure = {"Origin": "https://localhost"}
    said = stranger.http.post(f"https://localhost/login/{link}", headers=secure, follow_redirects=False)
    assert (
        said.headers["set-cookie"].startswith("__Host-clarify_session=")
        and "; Secure" in said.headers["set-cookie"]
    )


def test_a_password_lets_in_by_name_or_email_and_goes_on_where_one_wanted_to(stranger):
    stranger.store.passwords.set(ANA, PASSWORD)
    for name in (ANA.upper(), "ana@example.org"):
        stranger.http.cookies.clear()
        assert enter(stranger, name, next="/work").headers["location"] == "/work"
        assert is_in(stranger)


def test_a_wrong_name_and_a_wrong_password_are_told_alike(stranger):
    stranger.store.passwords.set(ANA, PASSWORD)
    refused = [enter(stranger, ANA, "another password"), enter(stranger, "Nobody", PASSWORD)]
    assert [answer.status_code for answer in refused] == [401, 401]
    assert refused[0].text.replace(ANA, "Nobody") == refused[1].text
    assert not is_in(stranger)


def test_whoever_has_no_password_is_not_let_in_without_one(stranger):
    assert [enter(stranger, ANA, words).status_code for words in ("", "x")] == [401, 401]


def test_login_never_leads_to_another_site(stranger):
    for place in ("https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"):
        stranger.http.cookies.clear()
        link = stranger.store.sessions.link(ANA)
        stranger.http.post(f"/login/{link}", headers=OWN)
        gone = stranger.get("/login", params={"next": place}, follow_redirects=False)
        assert gone.headers["location"] == "/"


def test_tries_are_counted_whether_the_name_is_known_or_not(stranger):
    stranger.http.app.state.logins = Rates(9), Rates(1)
    assert [enter(stranger, "Nobody").status_code for _ in range(2)] == [401, 429]
    assert [enter(stranger, ANA).status_code for _ in range(2)] == [401, 429]


def test_a_login_changes_the_session_and_ends_the_old_one(browser):
    old = browser.http.cookies[SESSION]
    browser.log_in(ANA)
    assert browser.http.cookies[SESSION] != old
    assert browser.store.sessions.user(old) is None


def test_after_the_logout_the_session_counts_nowhere(browser):
    session = browser.http.cookies[SESSION]
    assert browser.send("/logout", headers=OWN).status_code == 200
    assert SESSION not in browser.http.cookies and browser.store.sessions.user(session) is None


def test_another_password_or_none_ends_every_session_and_link(browser):
    for words in (PASSWORD, None):
        browser.log_in(ANA)
        link = browser.store.sessions.link(ANA)
        browser.store.passwords.set(ANA, words)
        assert not is_in(browser) and browser.store.sessions.linked(link) is None


def test_a_session_of_another_workspace_counts_for_nothing(browser, tmp_path):
    session = browser.http.cookies[SESSION]
    with browse(tmp_path / "home", workspace="theirs") as theirs:
        theirs.http.cookies.set(SESSION, session)
        assert not is_in(theirs)


def test_a_session_ends_by_itself(tmp_path):
    with browse(tmp_path / "home", serve=_hours(1e-9)) as opened:
        opened.log_in(ANA)
        assert not is_in(opened)


def _hours(hours):
    from agent.sections import ServeSettings

    return ServeSettings(session_hours=hours)
