"""The bundled sample inbox: every file can be read, the manifest is complete, the company is known."""

from __future__ import annotations

import email.policy
from datetime import UTC, datetime
from email import message_from_bytes
from pathlib import Path

import pytest
import yaml

import agent
from agent import people
from agent.models import Channel, Finding, Intake, OwnerRole, Party
from agent.people import owner, resolve

DEFAULTS = Path(agent.__file__).parent / "defaults"
INBOX = DEFAULTS / "inbox"
FILES = yaml.safe_load((INBOX / "inbox.yaml").read_text(encoding="utf-8"))["files"]
DIRECTORY = people.load((DEFAULTS / "people.yaml").read_text(encoding="utf-8"))
COMPANY = "@halden-mill.example"
MAILS = [entry for entry in FILES if entry["file"].endswith(".eml")]
PLAIN = [entry for entry in FILES if not entry["file"].endswith(".eml")]


def name(entry):
    return entry["file"]


def mail(entry):
    return message_from_bytes((INBOX / entry["file"]).read_bytes(), policy=email.policy.default)


def parties(entry):
    """Name and address of whoever the file or the manifest puts on the envelope."""
    if entry in MAILS:
        headers = [mail(entry)[header] for header in ("From", "To", "Cc") if mail(entry)[header]]
        return [(a.display_name, a.addr_spec) for header in headers for a in header.addresses]
    listed = [entry["sender"], *entry.get("recipients", [])]
    return [(party["name"], party["email"]) for party in listed]


def test_the_manifest_lists_every_file_once_in_the_order_of_arrival():
    listed = [name(entry) for entry in FILES]
    assert listed == sorted(path.name for path in INBOX.iterdir() if path.name != "inbox.yaml")
    assert len(listed) == 14
    times = [datetime.fromisoformat(entry["received_at"]) for entry in FILES]
    assert times == sorted(times)


@pytest.mark.parametrize("entry", FILES, ids=name)
def test_every_text_has_a_channel_and_a_time_in_the_week(entry):
    assert set(entry) <= {"file", "channel", "received_at", "sender", "recipients"}
    assert Channel(entry["channel"])
    at = datetime.fromisoformat(entry["received_at"])
    assert datetime(2026, 11, 2, tzinfo=UTC) <= at < datetime(2026, 11, 7, tzinfo=UTC)


@pytest.mark.parametrize("entry", MAILS, ids=name)
def test_every_mail_parses_without_defects_and_agrees_with_the_manifest(entry):
    message = mail(entry)
    assert [defect for part in message.walk() for defect in part.defects] == []
    assert message["Date"].datetime == datetime.fromisoformat(entry["received_at"])
    assert message["Subject"]
    assert message["Message-ID"]
    body = message.get_body(("plain", "html")).get_content()
    assert len(body) > 100
    assert "\ufffd" not in body
    assert "sender" not in entry


@pytest.mark.parametrize("entry", PLAIN, ids=name)
def test_every_plain_file_is_text_and_the_manifest_says_who_sent_it(entry):
    assert len((INBOX / entry["file"]).read_text(encoding="utf-8")) > 100
    assert entry["sender"]["name"]


@pytest.mark.parametrize("entry", FILES, ids=name)
def test_everybody_of_the_company_is_in_the_directory(entry):
    known = {p.email: p.name for p in (*DIRECTORY.people, *DIRECTORY.teams)}
    ours = [(said, address) for said, address in parties(entry) if address.endswith(COMPANY)]
    for said, address in ours:
        assert address in known or address.startswith("no-reply@")
        assert said in ("", known.get(address, said))
    assert all(address.endswith(".example") for _, address in parties(entry))


def test_message_ids_are_unique():
    ids = [mail(entry)["Message-ID"] for entry in MAILS]
    assert len(set(ids)) == len(ids)


def test_the_formats_are_mixed():
    structures = {(mail(entry).get_content_type(), entry["channel"]) for entry in MAILS}
    assert {("text/html", "email"), ("multipart/alternative", "email"), ("text/plain", "form")} <= structures
    assert {entry["channel"] for entry in FILES} == set(Channel)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Deb", "Deborah Castellan"),
        ("Ellie", "Eleanor Voss"),
        ("Mrs Castellan", "Deborah Castellan"),
        ("Sam W", "Sam Whitlock"),
        ("@samo", "Sam Okafor"),
        ("the IT desk", "IT"),
        ("HR", "People"),
    ],
)
def test_people_are_found_by_the_names_that_the_texts_use(words, found):
    assert resolve(words, DIRECTORY).name == found


def test_the_sam_of_the_minutes_is_either_sam():
    entry = next(entry for entry in FILES if entry["channel"] == "meeting")
    text = (INBOX / entry["file"]).read_text(encoding="utf-8")
    intake = Intake(
        id="i1",
        channel=Channel.MEETING,
        sender=Party(**entry["sender"]),
        received_at=datetime.fromisoformat(entry["received_at"]),
        text=text,
        sha256="0",
    )
    quote = "Sam will look at it before the film night on the 14th."
    assert quote in text
    finding = Finding(goal="Look at it", quotes=(quote,), owner_role=OwnerRole.NAMED, owner_text="Sam")
    found = owner(finding, intake, DIRECTORY)
    assert (found.name, found.candidates) == (None, ("Sam Whitlock", "Sam Okafor"))
