"""The embedder that asks a server: what it sends, what it takes, and what happens while that is away."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest
from pydantic import ValidationError

from agent.advice import similar
from agent.checks import checks
from agent.embedding import embedding
from agent.errors import EmbedderAway, EmbedderUnavailable, SettingsInvalid
from agent.index import static
from agent.index.likeness import CONTEXTUAL, shipped
from agent.indexing import EndpointSettings
from agent.settings import load_settings
from agent.terms import JobKind, JobState
from agent.worker import drain
from tests.embedding_servers import KEY, Embedding, answered, embedder
from tests.houses import house
from tests.indexes import ENTRIES, PRINTER, best, on_disk
from tests.llm_server import Turn, as_json, error, serving

TEXTS = ["Order toner", "Sign the lease"]


@pytest.fixture
def script():
    return Embedding([])


@pytest.fixture
def url(script):
    with serving(script) as address:
        yield address


def test_vectors_come_in_the_order_of_the_texts_and_of_unit_length(script, url):
    rows = embedder(url).embed(TEXTS)
    np.testing.assert_allclose(rows, static.shipped().embed(TEXTS), atol=1e-3)
    np.testing.assert_allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-6)
    assert script.requests == [{"model": "m1", "input": TEXTS, "encoding_format": "float"}]


def test_many_texts_go_in_batches_and_each_once(script, url):
    rows = embedder(url, batch=2).embed(["a", "b", "a", "c", "\n", ""])
    assert [request["input"] for request in script.requests] == [["a", "b"], ["c", "-"]]
    np.testing.assert_array_equal(rows[0], rows[2])
    np.testing.assert_array_equal(rows[4], rows[5])


def test_what_was_asked_in_the_last_minute_is_not_asked_again(script, url):
    times = iter(range(0, 1000, 15))
    asking = embedder(url, clock=lambda: float(next(times)))
    for _ in range(2):
        asking.embed(["a"])
    assert script.sent == ["a"]
    for _ in range(2):
        asking.embed(["a"])
    assert script.sent == ["a", "a"]


def test_a_text_is_cut_for_finding_and_half_a_character_is_none(script, url):
    embedder(url, most_characters=100).embed(["x" * 300, "\ud800 key"])
    assert script.sent == ["x" * 100, "? key"]


def test_the_key_goes_into_its_header_and_nowhere_else(script, url):
    asking = embedder(url, key=KEY, dimensions=2)
    assert asking.embed(["a"]).shape == (1, 2)
    assert script.headers[0]["authorization"] == f"Bearer {KEY}"
    assert script.requests[0]["dimensions"] == 2
    script.turns = [error(401, f"bad key {KEY}")] * 9
    with pytest.raises(EmbedderUnavailable, match=r"check index\.endpoint\.key") as refused:
        asking.embed(["b"])
    for told in (str(refused.value), repr(asking._settings), asking.name):
        assert KEY not in told


def test_a_busy_server_is_asked_again_after_the_wait_that_it_names(script, url):
    waits = []
    script.turns = [error(429, retry_after="7"), error(503), Turn(resets=True)]
    rows = embedder(url, sleep=waits.append, max_attempts=4).embed(TEXTS)
    assert rows.shape == (2, 256)
    assert waits[0] == 7
    assert len(waits) == 3


def test_after_the_last_attempt_nobody_asks_for_a_while(script, url):
    now = [0.0]
    script.turns = [error(500)] * 3
    asking = embedder(url, clock=lambda: now[0], max_attempts=3)
    for _ in range(2):
        with pytest.raises(EmbedderAway, match="HTTP 500") as away:
            asking.embed(TEXTS)
        assert away.value.retry_after == 15
    assert len(script.requests) == 3
    now[0] = 16
    assert len(asking.embed(TEXTS)) == 2


def test_a_wait_that_is_too_long_is_left_to_a_job(script, url):
    script.turns = [error(429, retry_after="900")]
    with pytest.raises(EmbedderAway, match="wait 900 s") as away:
        embedder(url).embed(TEXTS)
    assert away.value.retry_after == 900
    assert len(script.requests) == 1


@pytest.mark.parametrize(
    "turn", [Turn(hangs=True), Turn(drips=True, body=b" " * 200), Turn(half_closes=True)]
)
def test_an_answer_that_never_ends_is_not_waited_for(script, url, turn):
    script.turns = [turn]
    began = time.monotonic()
    with pytest.raises(EmbedderAway, match="gave no answer"):
        embedder(url, timeout_seconds=0.3, max_attempts=1).embed(TEXTS)
    assert time.monotonic() - began < 3


ONE = [1.0, 2.0]
WRONG = {
    "no JSON": Turn(body=b"<html>"),
    "nested": Turn(body=b"[" * 100_000),
    "an error with status 200": as_json({"error": {"message": "no"}}),
    "too few": answered([ONE]),
    "too many": answered([ONE, ONE, ONE]),
    "one twice": as_json({"data": [{"index": 0, "embedding": ONE}] * 2}),
    "no places": as_json({"data": [{"embedding": ONE}] * 2}),
    "different lengths": answered([ONE, [1.0]]),
    "no numbers": answered([[], []]),
    "no direction": answered([ONE, [0.0, 0.0]]),
    "too large a number": answered([ONE, [1e308, 1e308]]),
    "words": answered([ONE, ["x", "y"]]),
    "base64": answered(["AAAA", "AAAA"]),
    "not finite": Turn(
        body=b'{"data": [{"index": 0, "embedding": [NaN]}, {"index": 1, "embedding": [Infinity]}]}'
    ),
    "no body": Turn(),
}


@pytest.mark.parametrize("turn", WRONG.values(), ids=WRONG)
def test_a_broken_answer_is_an_error_and_never_a_vector(script, url, turn):
    script.turns = [turn]
    with pytest.raises(EmbedderUnavailable) as wrong:
        embedder(url).embed(TEXTS)
    assert not isinstance(wrong.value, EmbedderAway)
    assert len(script.requests) == 1


def test_vectors_of_another_length_than_asked_for_or_than_before_are_refused(script, url):
    script.turns = [answered([ONE]), answered([[*ONE, 3.0]])]
    asking = embedder(url)
    asking.embed(["a"])
    with pytest.raises(EmbedderUnavailable, match="3 dimensions, not 2"):
        asking.embed(["b"])
    script.turns = [*script.turns, answered([ONE])]
    with pytest.raises(EmbedderUnavailable, match="2 dimensions, not 3"):
        embedder(url, dimensions=3).embed(["c"])


@pytest.mark.parametrize(
    ("status", "told"), [(302, "no redirect is followed"), (400, "most_characters"), (404, "no such model")]
)
def test_what_waiting_does_not_mend_names_the_setting(script, url, status, told):
    script.turns = [error(status, "leaked words", location=f"{url}/elsewhere")]
    with pytest.raises(EmbedderUnavailable, match=told) as refused:
        embedder(url).embed(TEXTS)
    assert "leaked" not in str(refused.value)
    assert len(script.requests) == 1


def test_nothing_is_sent_where_clouds_keep_their_secrets():
    with pytest.raises(EmbedderUnavailable, match="nothing may be sent"):
        embedder("http://169.254.169.254/v1").embed(TEXTS)


def test_another_server_model_size_or_rule_is_another_embedder():
    names = [
        embedder("http://localhost:1/v1").name,
        embedder("http://localhost:2/v1").name,
        embedder("http://localhost:1/v1", dimensions=3).name,
        embedder("http://localhost:1/v1", str.upper).name,
    ]
    assert len(set(names)) == 4
    assert embedder("http://localhost:1/v1/", key=KEY, batch=3).name == names[0]


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"url": "ftp://x"}, "no address"),
        ({"url": f"https://{KEY}@x/v1"}, "no address"),
        ({"url": f"https://x/v1?key={KEY}"}, "no address"),
        ({"url": "http://elsewhere.example/v1", "key": KEY}, "read the key"),
        ({"key": f"{KEY}\nx: y", "url": "https://x"}, "no header"),
    ],
)
def test_settings_that_would_give_a_secret_away_are_refused_without_quoting_it(given, told):
    with pytest.raises(ValidationError, match=told) as refused:
        EndpointSettings(**given)
    assert KEY not in str(refused.value)


def set_up(monkeypatch, **settings):
    for name, value in settings.items():
        monkeypatch.setenv(f"CLARIFY_{name}", str(value))
    return load_settings()


def test_an_endpoint_needs_an_address_and_a_model(monkeypatch):
    with pytest.raises(SettingsInvalid, match=r"set endpoint\.url and endpoint\.model"):
        set_up(monkeypatch, INDEX__EMBEDDER="endpoint", INDEX__ENDPOINT__URL="https://x/v1")


def test_where_nothing_may_be_sent_the_shipped_model_stands_in(monkeypatch, url, script):
    given = {"INDEX__EMBEDDER": "endpoint", "INDEX__ENDPOINT__URL": url, "INDEX__ENDPOINT__MODEL": "m1"}
    settings = set_up(monkeypatch, **given, LLM__WORKSPACES='{"hr": "local_only"}')
    assert embedding(settings).embedder.name == embedder(url).name
    assert embedding(settings).likeness == shipped(CONTEXTUAL)
    confined = embedding(load_settings(workspace="hr"))
    assert confined.embedder is static.shipped()
    assert confined.likeness == shipped()
    confined.embedder.embed(TEXTS)
    assert script.requests == []


def test_details_are_replaced_where_they_may_not_be_sent(monkeypatch, url, script):
    given = {"INDEX__EMBEDDER": "endpoint", "INDEX__ENDPOINT__URL": url, "INDEX__ENDPOINT__MODEL": "m1"}
    asking = embedding(set_up(monkeypatch, **given, LLM__CONTENT="redacted")).embedder
    asking.embed(["Write to eve@firm.example and bob@firm.example"])
    assert script.sent == ["Write to [email-1] and [email-2]"]
    asking.embed(["Pay\n" + "x " * 490 + "to DE89 3704 0044 0532 0130 00"])
    assert script.sent[-1].endswith("x to [iban-1]")  # which the bound of a body would have cut in two
    assert asking.name != embedder(url).name


def test_the_doctor_tells_who_compares_and_whether_it_answers(monkeypatch, url, script):
    given = {"INDEX__EMBEDDER": "endpoint", "INDEX__ENDPOINT__URL": url, "INDEX__ENDPOINT__MODEL": "m1"}
    settings = set_up(monkeypatch, **given, INDEX__ENDPOINT__KEY=KEY, INDEX__ENDPOINT__MAX_ATTEMPTS="1")

    def told(settings):
        return {check.name: check for check in checks(settings) if check.name in ("embedder", "index")}

    fine = told(settings)
    assert fine["embedder"].found == f"m1 at {url}, content full: 256 dimensions"
    assert KEY not in str(fine)
    script.turns = [error(503)] * 99
    away = told(settings)
    assert not away["embedder"].fine
    assert away["index"].remedy == "mend the embedder, or wait for it"
    asked = len(script.requests)
    confined = told(set_up(monkeypatch, LLM__CONTENT="local_only"))["embedder"]
    assert "nothing is sent" in confined.found
    assert len(script.requests) == asked
    assert list(told(load_settings(index={"embedder": "static"}))) == ["index"]


def test_weights_of_ones_own_are_read_or_named(monkeypatch, tmp_path):
    file = tmp_path / "weights.json"
    with pytest.raises(SettingsInvalid, match="cannot be read"):
        embedding(set_up(monkeypatch, INDEX__WEIGHTS=file))
    file.write_text("{}", encoding="utf-8")
    with pytest.raises(SettingsInvalid, match="holds no weights"):
        embedding(load_settings())
    own = shipped().model_copy(update={"about": "ours"})
    file.write_text(own.model_dump_json(), encoding="utf-8")
    assert embedding(load_settings()).likeness.about == "ours"


def test_an_index_finds_by_its_vectors_and_says_so_while_they_cannot_be_had(script, url, tmp_path):
    now = [0.0]
    index = on_disk(tmp_path, embedder=embedder(url, clock=lambda: now[0], max_attempts=1))
    index.rebuild(ENTRIES)
    index.check()
    assert best(index, "printer needs toner") == "w1"
    now[0] = 100.0
    script.turns = [error(503)] * (len(script.requests) + 3)
    for ask in (lambda: index.search(PRINTER.title, "", 5), index.check, lambda: index.put([PRINTER])):
        with pytest.raises(EmbedderAway, match="HTTP 503"):
            ask()
        now[0] += 20
    assert best(index, "printer needs toner") == "w1"


def test_while_the_server_is_away_the_reviewer_reads_why_and_nothing_is_made_again(script, url, tmp_path):
    now = [0.0]
    asking = embedder(url, clock=lambda: now[0], max_attempts=1)
    with house(tmp_path) as home:
        index = on_disk(tmp_path, embedder=asking)
        home.services = replace(home.services, index=index)
        [first] = home.propose("do order toner for the printer on floor 3")
        build = index._builds.current().name
        now[0] += 100
        script.turns = [error(503)] * (len(script.requests) + 1)
        [seen] = home.propose("do order toner for the printer on floor 3 please")
        assert seen.similar.unavailable == "the embeddings endpoint is not able now (HTTP 503)"
        waiting = {job.kind for job in home.services.jobs.find([JobState.READY])}
        assert waiting == {JobKind.INDEX, JobKind.REBUILD}

        now[0] += 100
        for _ in range(2):
            home.clock.at += timedelta(minutes=1)
            drain(home.services)
        again = home.services.proposals.get(seen.id)
        found = similar(again.item, home.services.intakes.get(seen.intake_id), home.services)
        assert again.similar.unavailable is None
        assert [match.id for match in found.matches] == [first.id]
        assert index._builds.current().name == build
        index.check()
        assert {entry.id for entry in home.services.registry.entries()} == {first.id, seen.id}
