"""What counts as a detail, and what has to stay readable."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest

from agent.text.details import details

KEY = "-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkq\nhkiG9w0BAQEFAAS\n-----END PRIVATE KEY-----"
FOUND = [
    ("mail O'Brien@x.example, please", "email", "O'Brien@x.example"),
    ("<mailto:bob.x+y@sub.example.co.uk>.", "email", "bob.x+y@sub.example.co.uk"),
    ("an jörg.müller@straße.example.", "email", "jörg.müller@straße.example"),
    ("Call +49 30 1234567 today", "phone", "+49 30 1234567"),
    ("Tel:089/1234567", "phone", "089/1234567"),
    ("room 5 030 1234567 now", "phone", "030 1234567"),
    ("０３０ １２３４５６７", "phone", "０３０ １２３４５６７"),
    ("ring 030–1234567", "phone", "030–1234567"),
    ("(212) 555-0123", "phone", "(212) 555-0123"),
    ("to DE89 3704 0044 0532 0130 00 AND on", "iban", "DE89 3704 0044 0532 0130 00"),
    ("IBAN:GB82WEST12345698765432.", "iban", "GB82WEST12345698765432"),
    ("7 4111 1111 1111 1111 9", "card", "4111 1111 1111 1111"),
    ("378282246310005", "card", "378282246310005"),
    ("Password: hunter2", "secret", "hunter2"),
    ("Passwort: sommerferien", "secret", "sommerferien"),
    ('"api_key": "a-b-c-d"', "secret", "a-b-c-d"),
    ("the password is S3cret!", "secret", "S3cret"),
    ("PIN\t= 0815", "secret", "0815"),
    ("Authorization: Bearer abc.def.ghi", "secret", "abc.def.ghi"),
    ("https://user:pw@host.example/x", "secret", "user:pw@host.example"),
    ("https://host.example/x?token=abc&z=1", "secret", "abc&z=1"),
    ("key AKIAIOSFODNN7EXAMPLE", "secret", "AKIAIOSFODNN7EXAMPLE"),
    ("ghp_0123456789abcdefghij", "secret", "ghp_0123456789abcdefghij"),
    ("eyJhbGciOiJIUzI1.eyJzdWIiOiIx.abc", "secret", "eyJhbGciOiJIUzI1.eyJzdWIiOiIx.abc"),
    ("9f86d081884c7d659a2feaa0c55ad015", "secret", "9f86d081884c7d659a2feaa0c55ad015"),
    (f"use this:\n{KEY}\nthanks", "secret", KEY),
    ("ask «eva@x.example»", "email", "eva@x.example"),
    ("ask 「eva@x.example」", "email", "eva@x.example"),
    ("write to eva@\nx.example please", "email", "eva@\nx.example"),
    ("eva [at] x [dot] example", "email", "eva [at] x [dot] example"),
    ("call +49 30\n> 1234567 today", "phone", "+49 30\n> 1234567"),
    ("> DE89 3704 0044\n> 0532 0130 00", "iban", "DE89 3704 0044\n> 0532 0130 00"),
    ("DE89.3704.0044.0532.0130.00", "iban", "DE89.3704.0044.0532.0130.00"),
    ("4111 1111\r\n1111 1111", "card", "4111 1111\r\n1111 1111"),
    ("000\n4111 1111 1111 1111", "card", "4111 1111 1111 1111"),
    ("４１１１ １１１１ １１１１ １１１１", "card", "４１１１ １１１１ １１１１ １１１１"),
    ("4111\u20111111\u20111111\u20111111", "card", "4111\u20111111\u20111111\u20111111"),
    ("sk-abcdefghijklmnop\nqrstuvwxyz0123", "secret", "sk-abcdefghijklmnop\nqrstuvwxyz0123"),
    ("DB_PASSWORD=hunter2", "secret", "hunter2"),
    ("wachtwoord: fiets12", "secret", "fiets12"),
    ("PIN 1234 please", "secret", "1234"),
    ("Authorization: Basic dXNlcjpwYXNz", "secret", "dXNlcjpwYXNz"),
]
PLAIN = [
    "by 01.02.2026 10:30, or on 2026-12-04 at 10:00",
    "pay 1.250.000 EUR for order 4500012345",
    "The password is expired. Token: please refresh it.",
    "4111 1111 1111 1112 is no card, DE89 3704 1044 1532 1130 11 is no IBAN",
    "meet @ 5, ask @ana, see room 3.14 in building 20",
    "https://host.example/projects/A-Very-Long-Title-With-42-Words/issues?page=2",
    "2026 2027 2028, 100 200 300, version 1.2.3.4",
    "4500012345\n6789\n4500012346",
    "Basic training for bearer securities (at) noon",
    "floor +1\n2 chairs",
]


@pytest.mark.parametrize(("text", "kind", "words"), FOUND, ids=lambda value: value[:30])
def test_a_detail_is_found_whole_and_alone(text, kind, words):
    assert [(d.kind.value, text[d.start : d.end]) for d in details(text)] == [(kind, words)]


@pytest.mark.parametrize("text", PLAIN)
def test_days_sums_and_numbers_of_orders_stay(text):
    assert details(text) == []


def test_what_overlaps_is_one_detail():
    text = "https://ana:pw@mail.example/?password=ana@mail.example"
    found = details(text)
    assert all(one.end <= other.start for one, other in pairwise(found))


@pytest.mark.parametrize(
    "piece",
    [
        "1 ",
        "@",
        "a@",
        "DE89 ",
        "1234 ",
        "0301 ",
        "password: ",
        "://a:",
        "eyJ",
        "sk-",
        "sk-\n",
        "4\n",
        "DE89 \n",
    ],
)
def test_no_text_takes_long(piece):
    started = time.perf_counter()
    details(piece * (50_000 // len(piece)))
    assert time.perf_counter() - started < 5
