"""Who may ask, from where, with what: everything else is refused before it does anything."""

from __future__ import annotations

import hashlib
import json

import pytest

from agent.errors import ClarifyError, ModelNotAsked, StoreBusy
from api import problems
from tests.databases import execute, tables
from tests.served import ROW, bearer

ROUTES = [
    ("POST", "/v1/intakes", "intake"),
    ("GET", "/v1/intakes", "read"),
    ("GET", "/v1/intakes/I-000000000000", "read"),
    ("GET", "/v1/proposals", "read"),
    ("GET", "/v1/proposals/P-000000000000", "read"),
    ("GET", "/v1/proposals/P-000000000000/similar", "read"),
    ("GET", "/v1/proposals/P-000000000000/merge?into=W-000000000000", "read"),
    ("POST", "/v1/proposals/P-000000000000/confirm", "confirm"),
    ("POST", "/v1/proposals/P-000000000000/edit", "confirm"),
    ("POST", "/v1/proposals/P-000000000000/reject", "confirm"),
    ("POST", "/v1/proposals/P-000000000000/merge", "confirm"),
    ("POST", "/v1/proposals/P-000000000000/snooze", "confirm"),
    ("POST", "/v1/proposals/P-000000000000/answer", "confirm"),
    ("POST", "/v1/proposals/P-000000000000/undo", "confirm"),
    ("GET", "/v1/work-items", "read"),
    ("GET", "/v1/work-items/W-000000000000", "read"),
    ("POST", "/v1/work-items/W-000000000000/done", "confirm"),
    ("POST", "/v1/work-items/W-000000000000/reopen", "confirm"),
    ("POST", "/v1/extract", "read"),
    ("GET", "/v1/intakes/I-000000000000/draft", "read"),
    ("GET", "/v1/proposals/P-000000000000/draft", "read"),
    ("GET", "/v1/forms", ("intake", "read")),
    ("GET", "/v1/forms/none", ("intake", "read")),
    ("POST", "/v1/forms/none", "intake"),
    ("GET", "/v1/people", "read"),
    ("GET", "/v1/rules", "read"),
    ("GET", "/v1/figures", "read"),
]
BODIES = {
    "/v1/forms/none": {"fields": {}},
    "/v1/intakes": ROW,
    "/v1/extract": ROW,
    "/v1/proposals/P-000000000000/confirm": {"revision": 1, "digest": "0" * 64},
}
EVERYWHERE = {"x-content-type-options": "nosniff", "cache-control": "no-store"}


def is_problem(answer, status: int, name: str | None = None) -> bool:
    said = answer.json()
    assert answer.status_code == said["status"] == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert EVERYWHERE.items() <= dict(answer.headers).items()
    assert name is None or said["type"] == f"urn:problem-type:clarify:{name}"
    return bool(said["title"] and said["detail"])


def body_of(method: str, path: str) -> dict | None:
    return BODIES.get(path, {}) if method == "POST" else None


def test_every_route_but_health_is_in_the_table_of_scopes(shared_client):
    told = shared_client("GET", "/openapi.json").json()["paths"]
    secured = [
        (method.upper(), path)
        for path, found in told.items()
        for method, operation in found.items()
        if operation.get("security")
    ]
    assert len(secured) == len(ROUTES)
    assert {path for path in told if not path.startswith("/v1/")} == {
        "/health/live", "/health/ready", "/metrics",
    }  # fmt: skip


@pytest.mark.parametrize(("method", "path", "_scope"), ROUTES)
@pytest.mark.parametrize(
    "header",
    [
        None,
        b"",
        b"Bearer",
        b"Bearer clf_000000000000.x",
        b"Basic clf_000000000000.x",
        b"Bearer \xff\xfe\x80.\xe9",
        b"Bearer clf_\xe9.\xe9",
        b"Bearer " + b"A" * 5000,
    ],
)
def test_without_a_token_that_counts_nothing_is_answered(shared_client, method, path, _scope, header):
    headers = {} if header is None else {"Authorization": header}
    answer = shared_client.http.request(method, path, json=body_of(method, path), headers=headers)
    assert is_problem(answer, 401, "unauthenticated")
    assert answer.headers["www-authenticate"].startswith("Bearer")


@pytest.mark.parametrize(("method", "path", "wanted"), ROUTES)
@pytest.mark.parametrize("scope", ["intake", "read", "confirm"])
def test_a_token_may_do_what_its_scope_says_and_nothing_else(client, method, path, wanted, scope):
    answer = client(method, path, scope=scope, json=body_of(method, path))
    if scope in (wanted if isinstance(wanted, tuple) else (wanted,)):
        assert answer.status_code in (200, 202, 404)
    else:
        assert is_problem(answer, 403, "missing-scope")


def test_a_token_that_was_taken_back_does_not_count(client):
    token = client.tokens["read"]
    assert client("GET", "/v1/intakes", scope="read").status_code == 200
    client.store.api_keys.revoke(token.removeprefix("clf_").split(".")[0])
    assert is_problem(client("GET", "/v1/intakes", scope="read"), 401)


@pytest.mark.parametrize("change", [lambda t: t[:-1], lambda t: t + "x", lambda t: t.removeprefix("clf_")])
def test_a_token_that_is_nearly_right_does_not_count(client, change):
    assert is_problem(client.http.get("/v1/intakes", headers=bearer(change(client.tokens["read"]))), 401)


def test_the_database_holds_a_digest_and_no_secret(client, database_url):
    token = client.tokens["read"]
    client("GET", "/v1/intakes", scope="read")
    secret = token.split(".")[1]
    held = "".join(str(execute(database_url, f"SELECT * FROM {name}")) for name in tables(database_url))
    assert hashlib.sha256(secret.encode()).hexdigest() in held
    assert secret not in held
    used = {one.id: one.used_at for one in client.store.api_keys.find()}
    assert used[token.removeprefix("clf_").split(".")[0]] is not None


@pytest.mark.parametrize(
    "content",
    [
        b'{"text": NaN}',
        b'{"text": Infinity}',
        b'{"text": "a", "text": "b"}',
        b'{"text": "\\ud800"}',
        b'{"text": "\\u0000"}',
        b'{"text": "\xff"}',
        b"{",
        b"",
        b"[" * 100_000,
        json.dumps(ROW).encode() + b"{}",
        json.dumps(ROW).encode("utf-16"),
    ],
    ids=["NaN", "Infinity", "twice", "surrogate", "NUL", "no UTF-8", "cut", "empty", "deep", "two", "UTF-16"],
)
def test_json_that_is_not_strict_is_refused(client, content):
    answer = client("POST", "/v1/intakes", content=content, headers={"Content-Type": "application/json"})
    assert is_problem(answer, 400 if content else 422)
    assert client.store.intakes.find() == []


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "", "application/jsonx"])
def test_a_body_of_another_type_is_refused(shared_client, kind):
    answer = shared_client(
        "POST", "/v1/intakes", content=json.dumps(ROW).encode(), headers={"Content-Type": kind}
    )
    assert is_problem(answer, 415)


def test_a_charset_may_be_named(client):
    given = {"content": json.dumps(ROW), "headers": {"Content-Type": "application/json; charset=utf-8"}}
    assert client("POST", "/v1/intakes", **given).status_code == 202


@pytest.mark.parametrize("chunked", [False, True])
@pytest.mark.parametrize("scope", ["intake", "read"])
def test_a_body_that_is_too_large_is_refused_before_it_is_read(client, chunked, scope):
    most = client.settings.serve.body_bytes
    seen = []

    def chunks():
        for number in range(100):
            seen.append(number)
            yield b" " * (most // 4)

    content = chunks() if chunked else b" " * (most + 1)
    answer = client(
        "POST", "/v1/intakes", scope=scope, content=content, headers={"Content-Type": "application/json"}
    )
    assert is_problem(answer, 413, "body-too-large")


@pytest.mark.parametrize("length", ["-1", "x", "1e3", "９"])
def test_a_length_that_is_no_number_is_refused(client, length):
    answer = client("POST", "/v1/intakes", content=b"{}", headers={"Content-Length": length.encode()})
    assert is_problem(answer, 413)


@pytest.mark.parametrize(
    "host",
    ["evil.example", "localhost.evil.example", "localhost@evil.example", "", "[::1", "localhost:0", "a b"],
)
def test_a_host_that_is_not_ours_is_refused(shared_client, host):
    assert is_problem(shared_client("GET", "/health/live", headers={"Host": host}), 421)


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:8000", "127.0.0.1:9", "[::1]:8000"])
def test_a_host_that_is_ours_is_answered(shared_client, host):
    assert shared_client("GET", "/health/live", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    ("origin", "status"),
    [
        ("http://localhost", 200),
        ("https://localhost", 200),
        ("http://localhost:1", 403),
        ("http://evil.example", 403),
        ("null", 403),
        ("", 403),
    ],
)
def test_a_page_of_another_site_may_not_ask(shared_client, origin, status):
    assert shared_client("GET", "/v1/intakes", headers={"Origin": origin}).status_code == status


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/nowhere", 404),
        ("GET", "/v1/intakes/", 404),
        ("PUT", "/v1/intakes", 405),
        ("GET", "/docs", 404),
    ],
)
def test_what_is_not_there_is_a_problem_as_well(shared_client, method, path, status):
    answer = shared_client(method, path)
    assert is_problem(answer, status)
    if status == 405:
        assert set(answer.headers["allow"].split(", ")) == {"GET", "POST"}


@pytest.mark.parametrize(
    "thing", ["intakes/I-1", "proposals/P-", "work-items/W-0000000000001", "intakes/%00"]
)
def test_an_id_is_given_whole(shared_client, thing):
    assert is_problem(shared_client("GET", f"/v1/{thing}"), 422)


def kinds(error=ClarifyError):
    yield error
    for child in error.__subclasses__():
        yield from kinds(child)


@pytest.mark.parametrize("error", list(kinds()), ids=lambda error: error.__name__)
def test_every_error_of_clarify_has_a_meaning(error):
    waits = {"retry_after": 7.2} if issubclass(error, ModelNotAsked) else {}
    answer = problems.of_error(error("what /a/file said", **waits))
    said = json.loads(answer.body)
    assert answer.status_code == problems.MEANINGS[error].status == said["status"]
    assert ("/a/file" in said["detail"]) == (answer.status_code < 500)
    assert answer.headers.get("retry-after") == (("8" if waits else "5") if error.retryable else None)


@pytest.mark.parametrize(
    ("fault", "status"),
    [(StoreBusy("held by 4711"), 503), (RuntimeError("at 4711"), 500), (KeyError("4711"), 500)],
)
def test_what_fails_inside_is_not_told_outside(client, monkeypatch, fault, status):
    from agent.stores.intakes import SqlIntakes

    def failing(*_given):
        raise fault

    monkeypatch.setattr(SqlIntakes, "page", failing)
    answer = client("GET", "/v1/intakes")
    assert is_problem(answer, status)
    assert "4711" not in answer.text and "Error" not in answer.text
