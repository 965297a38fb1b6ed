"""What names a mail folder, and what does not."""

from __future__ import annotations

import pytest

from agent.errors import InputError
from agent.sources.imap import is_address, parse_address


@pytest.mark.parametrize(
    ("words", "account", "folder"),
    [
        ("imaps://ana@mail.example/Work", "ana@mail.example:993", "Work"),
        ("IMAPS://ana@MAIL.example", "ana@mail.example:993", "INBOX"),
        ("imaps://ana@mail.example/inbox", "ana@mail.example:993", "INBOX"),
        (
            "imaps://ana%40example.org@mail.example:1993/a%2Fb%20c",
            "ana@example.org@mail.example:1993",
            "a/b c",
        ),
        ("imaps://ana@example.org@mail.example/a/b", "ana@example.org@mail.example:993", "a/b"),
        ("imap://ana@127.0.0.9:1143/Work", "ana@127.0.0.9:1143", "Work"),
        ("imap://ana@[::1]/Work", "ana@[::1]:143", "Work"),
        ("imap://ana@localhost/Work", "ana@localhost:143", "Work"),
    ],
)
def test_an_address_tells_account_and_folder(words, account, folder):
    address = parse_address(words, allow_plain=False)
    assert is_address(words)
    assert (address.account, address.folder) == (account, folder)
    assert address.tls == words.lower().startswith("imaps")


@pytest.mark.parametrize(
    "words",
    [
        "imaps://", "imaps:ana@mail.example", "imaps://mail.example/INBOX", "imaps://ana@/INBOX",
        "imaps://ana@mail.example:99999/INBOX", "imaps://ana@mail.example/INBOX?x=1", "imaps://ana@mail.example/a#b",
        "imaps://ana%0AA1@mail.example/INBOX", "imaps://ana@mail.example/a%0D%0Ab", "imaps://[::1/INBOX",
        "imaps://:@mail.example/INBOX", "imaps://ana:@mail.example/INBOX", "imap://ana@10.0.0.1/INBOX",
        "imap://ana@localhost.example/INBOX",
    ],
)  # fmt: skip
def test_anything_else_is_refused(words):
    assert is_address(words)
    with pytest.raises(InputError):
        parse_address(words, allow_plain=False)


def test_without_tls_only_where_that_is_allowed():
    assert not parse_address("imap://ana@10.0.0.1/INBOX", allow_plain=True).tls


def test_a_file_is_no_address():
    assert not any(map(is_address, ("imap.txt", "./imap:x", "mail/imaps:", "-")))
