"""Programs elsewhere are told once for each change of state, signed, and never where nothing may be sent."""

from __future__ import annotations

import json
import socket
import threading
import time
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address

import pytest
from pydantic import ValidationError
from standardwebhooks import Webhook

from agent.destinations.webhook import send
from agent.errors import WebhookRefused, WebhookUnavailable
from agent.models import WorkStatus
from agent.outbound import MOST_BYTES, ForbiddenAddress, NoAnswer, is_public, is_usable, post
from agent.receivers import WebhookSettings, new_secret
from agent.terms import JobKind, JobState, WebhookEvent
from agent.worker import MOST_NOTICES, drain
from tests.houses import ANA, MONDAY, Clock, house
from tests.receivers import receiving

SECRET = new_secret()


@pytest.fixture
def receiver():
    with receiving() as one:
        yield one


def hook(receiver, **given) -> WebhookSettings:
    return WebhookSettings(**{"url": receiver.url, "secret": SECRET, "allow_private": True, **given})


@pytest.fixture
def home(database_url, receiver):
    with house(database_url, clock=Clock(datetime.now(UTC)), receivers={"tracker": hook(receiver)}) as opened:
        yield opened


def test_each_change_of_state_is_told_once_and_signed(home, receiver):
    [proposal] = home.propose("do order chairs")
    work = home.confirm(proposal)
    drain(home.services)
    home.services.registry.set_status(work.id, WorkStatus.DONE, ANA)
    drain(home.services)
    drain(home.services)

    assert receiver.types() == ["intake.ready", "proposal.confirmed", "work.done"]
    said = [Webhook(SECRET).verify(body, headers) for headers, body in receiver.heard]
    assert [one["data"]["id"] for one in said] == [proposal.intake_id, proposal.id, work.id]
    assert said[1]["data"]["work"] == work.id
    assert said[1]["data"]["by"] == ANA
    assert [one["data"]["path"].split("/")[2] for one in said] == ["intakes", "proposals", "work"]
    assert b"chairs" not in b"".join(body for _, body in receiver.heard)


def test_what_was_not_heard_is_told_again_with_the_same_id_and_bytes(home, receiver):
    receiver.answers = [(500, {}), (302, {"location": "http://127.0.0.1:1/"}), (204, {})]
    home.propose("do order chairs")
    for _ in range(2):
        home.clock.at += timedelta(hours=1)
        drain(home.services)
    (first, body), *others = receiver.heard
    assert len(others) == 2
    assert {(headers["webhook-id"], said) for headers, said in others} == {(first["webhook-id"], body)}
    assert first["webhook-timestamp"] != others[-1][0]["webhook-timestamp"]


def test_a_receiver_names_the_time_of_the_next_try(home, receiver):
    receiver.answers = [(429, {"retry-after": "7200"})]
    home.propose("do order chairs")
    [waiting] = notices(home, JobState.READY)
    assert waiting.run_at - home.clock.at > timedelta(hours=1, minutes=55)
    assert "429" in waiting.reason


def test_who_is_gone_is_given_up_and_can_be_asked_again(home, receiver):
    receiver.answers = [(410, {})]
    home.propose("do order chairs")
    [dead] = notices(home, JobState.DEAD)
    assert "410" in dead.reason
    home.services.jobs.requeue(dead.id)
    drain(home.services)
    assert receiver.types() == ["intake.ready"] * 2
    assert not notices(home, JobState.DEAD)


def test_nobody_is_told_for_ever(home, receiver):
    receiver.answers = [(503, {})] * (MOST_NOTICES + 5)
    home.propose("do order chairs")
    for _ in range(MOST_NOTICES + 5):
        home.clock.at += timedelta(hours=1)
        drain(home.services)
    assert len(receiver.heard) == MOST_NOTICES
    assert len(notices(home, JobState.DEAD)) == 1


def test_who_listens_to_some_is_told_of_these(database_url, receiver):
    receivers = {
        "all": hook(receiver),
        "done": hook(receiver, events=[WebhookEvent.WORK_DONE]),
    }
    with house(database_url, receivers=receivers) as home:
        home.propose("do order chairs")
        home.propose("Thanks for the chairs.")
        assert receiver.types() == ["intake.ready"] * 2
        assert [json.loads(body)["data"]["state"] for _, body in receiver.heard] == ["extracted", "not_work"]


def test_a_receiver_that_left_the_settings_is_given_up_with_the_reason(database_url, receiver):
    with house(database_url, receivers={"tracker": hook(receiver, url="http://127.0.0.1:1/")}) as home:
        home.propose("do order chairs")
        assert "not reached" in notices(home, JobState.READY)[0].reason
    with house(database_url) as home:
        home.clock.at += timedelta(days=1)
        drain(home.services)
        assert "'tracker'" in notices(home, JobState.DEAD)[0].reason


def notices(home, state: JobState):
    return [job for job in home.services.jobs.find((state,)) if job.kind is JobKind.NOTIFY]


INSIDE = ["127.0.0.1", "10.1.2.3", "192.168.0.9", "100.64.0.1", "::1", "fd00::1", "::ffff:10.0.0.1"]
NOWHERE = [
    "169.254.169.254",
    "fe80::1",
    "224.0.0.1",
    "0.0.0.0",  # noqa: S104 an address that is refused
    "::ffff:169.254.169.254",
    "64:ff9b::a9fe:a9fe",
]


@pytest.mark.parametrize("address", INSIDE + NOWHERE + ["64:ff9b::a01:203", "2002:7f00:1::"])
def test_no_address_of_ones_own_networks_is_public(address):
    assert not is_public(ip_address(address))


@pytest.mark.parametrize("address", NOWHERE)
def test_nothing_is_sent_where_clouds_keep_their_secrets(address):
    assert not is_usable(ip_address(address))


@pytest.mark.parametrize("address", ["8.8.8.8", "2606:4700:4700::1111", "64:ff9b::808:808"])
def test_the_internet_may_be_told(address):
    assert is_public(ip_address(address))
    assert is_usable(ip_address(address))


def test_a_name_that_leads_inside_is_refused_before_anything_is_sent(receiver):
    url = receiver.url.replace("127.0.0.1", "localhost")
    with pytest.raises(ForbiddenAddress, match="may be sent"):
        post(url, b"{}", {}, seconds=2)
    assert not receiver.heard
    assert post(url, b"{}", {}, seconds=2, private=True).status == 204


def test_a_receiver_inside_is_not_told_unless_it_may_be_there():
    outside = WebhookSettings(url="https://localhost:1/", secret=SECRET)
    inside = outside.model_copy(update={"allow_private": True})
    with pytest.raises(WebhookRefused, match="may be sent"):
        send("m1", b"{}", outside, MONDAY)
    with pytest.raises(WebhookUnavailable, match="not reached"):
        send("m1", b"{}", inside, MONDAY)


def test_a_name_nobody_knows_is_tried_again_later():
    with pytest.raises(NoAnswer):
        post("https://no-such-name.invalid/", b"{}", {}, seconds=2)


@pytest.mark.parametrize("pause", [0.01, 0.0])
def test_an_answer_ends_in_time_and_is_not_endless(pause):
    """One that drips, and one that pours."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        thread = threading.Thread(target=drip, args=(server, pause))
        thread.start()
        began = time.monotonic()
        with pytest.raises(NoAnswer):
            post(f"http://127.0.0.1:{server.getsockname()[1]}/", b"{}", {}, seconds=0.5, private=True)
        assert time.monotonic() - began < 5
        thread.join()


def drip(server: socket.socket, pause: float) -> None:
    connection, _ = server.accept()
    with connection:
        try:
            connection.sendall(b"HTTP/1.1 200 OK\r\ncontent-length: 100000000\r\n\r\n")
            while True:
                connection.sendall(b"x" * (1 if pause else MOST_BYTES))
                time.sleep(pause)
        except OSError:
            return


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"url": "http://example.com/"}, "https://"),
        ({"url": "https://ana:pw@example.com/"}, "without a password"),
        ({"url": "ftp://example.com/"}, "https://"),
        ({"url": "https:///x"}, "a host"),
        ({"secret": "whsec_c2hvcnQ="}, "no secret"),
        ({"secret": "swordfish"}, "no secret"),
        ({"events": ["work.eaten"]}, "work.done"),
    ],
)
def test_a_receiver_that_cannot_be_is_said_when_the_settings_are_read(given, told):
    with pytest.raises(ValidationError, match=told) as refused:
        WebhookSettings(**{"url": "https://example.com/x", "secret": SECRET, **given})
    assert "swordfish" not in str(refused.value)
