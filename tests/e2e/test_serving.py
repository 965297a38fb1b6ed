"""`clarify serve` and its keys, as they are started and ended."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
from urllib.request import Request, urlopen

import pytest

from agent.settings import load_settings
from agent.stores.people import User
from agent.wiring import open_store

KEY = re.compile(r"clf_[0-9a-z]{12}\.[\w-]{43}")


def test_a_key_is_shown_once_listed_without_its_secret_and_taken_back(clarify):
    clarify.done("users", "add", "Ana Novak")
    made = clarify.done(
        "keys", "create", "website", "--scope", "read", "--scope", "intake", "--for", "ana novak"
    )
    key = made.out.strip()
    assert KEY.fullmatch(key)
    name, secret = key.removeprefix("clf_").split(".")
    listed = clarify.done("keys", "list").out
    assert listed == f"{name}  website  intake read  for Ana Novak  never used\n"
    assert secret not in clarify.done("keys", "list", "--json").out
    assert clarify("keys", "create", "website", "--scope", "read").code == 1
    clarify.done("keys", "revoke", "website")
    assert clarify.done("keys", "list", "--json").rows[0]["revoked_at"]
    assert clarify("keys", "revoke", name[:6]).code == 1
    clarify.done("verify")


@pytest.mark.parametrize(
    "words",
    [
        ("create", "site", "--scope", "confirm"),
        ("create", "site", "--scope", "read", "--for", "Nobody"),
        ("create", " ", "--scope", "read"),
        ("revoke", "site"),
    ],
)
def test_no_key_confirms_for_nobody_and_none_is_made_or_lost_by_mistake(clarify, words):
    said = clarify("keys", *words)
    assert said.code == 1 and said.err.startswith("clarify: ")
    assert clarify.done("keys", "list", "--json").rows == []


def test_people_get_a_password_a_link_and_are_removed_at_the_terminal(clarify):
    clarify.done("users", "add", "Ana Novak", "--password", stdin=b"a long enough password\n")
    clarify.done("users", "password", "ana novak", stdin=b"another long password\n")
    assert clarify("users", "password", "Ana Novak", stdin=b"short\n").code == 1
    link = clarify.done("users", "link", "Ana Novak", "--address", "http://localhost:9").out.strip()
    assert re.fullmatch(r"http://localhost:9/login/[\w-]{43}", link)
    with open_store(load_settings()) as store:
        assert store.passwords.check("Ana Novak", "another long password") == "Ana Novak"
        assert store.sessions.linked(link.rpartition("/")[2]) == "Ana Novak"
    clarify.done("users", "password", "Ana Novak", "--remove")
    clarify.done("users", "remove", "Ana Novak")
    assert clarify("users", "link", "Ana Novak").code == 1
    clarify.done("verify")


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1", "clarify.example"])  # noqa: S104 it must be refused
def test_other_machines_are_let_in_only_where_somebody_says_so(clarify, host):
    said = clarify("serve", "--host", host)
    assert said.code == 1
    assert "--allow-remote" in said.err


def test_a_port_that_is_taken_is_told(clarify):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        said = clarify("serve", "--port", taken.getsockname()[1])
    assert said.code == 1
    assert "cannot be listened on" in said.err


@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM])
def test_a_server_says_where_it_is_answers_and_ends_when_asked(tmp_path, end):
    with open_store(load_settings()) as store:
        store.people.add(User(name="Ana Novak"))
        cookie = {"Cookie": f"clarify_session={store.sessions.begin('Ana Novak')}"}
    server = subprocess.Popen(
        [sys.executable, "-m", "agent", "serve", "--port", "0"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        address = re.search(r"http://[\w.:]+", server.stdout.readline())[0]
        link = server.stdout.readline().rpartition(" ")[2].strip()
        with urlopen(link, timeout=30) as answer:  # noqa: S310 an address of our own server
            assert b"Go on as Ana Novak" in answer.read()
        with urlopen(f"{address}/health/live", timeout=30) as answer:  # noqa: S310 an address of our own server
            assert answer.status == 200
            assert "server" not in {name.lower() for name in answer.headers}
        listening = urlopen(Request(f"{address}/live", headers=cookie), timeout=30)  # noqa: S310 likewise
    finally:
        server.send_signal(end)
        _, err = server.communicate(timeout=30)
    listening.close()  # an open page holds nobody up
    assert "Traceback" not in err and "Cancel" not in err
    assert "/health/live" in err
