"""Why nobody wrote a mail for anybody, by its headers. Pure.

A wrong yes hides work, a wrong no costs a look, so one header alone seldom counts:

delivery failure   a report of delivery (RFC 3464), X-Failed-Recipients, or a mail system as sender with a
                   null return path or Auto-Submitted.
automatic reply    Auto-Submitted: auto-replied (RFC 3834), X-Autoreply and its kin, Precedence:
                   auto_reply, a read receipt (RFC 8098), or a null return path, which no person's mail has.
calendar notice    nothing but a calendar's request, reply or cancellation.
newsletter         List-Unsubscribe, and one more sign of sending in bulk: Precedence bulk, list or junk;
                   List-Unsubscribe-Post (RFC 8058), which Gmail asks of bulk senders; a sender that takes no
                   answers. Not on a discussion list, which carries work: one that takes posts (List-Post),
                   or a mail that answers another.
bulk mail          Precedence bulk or junk with List-Id or with a sender that takes no answers; or
                   Auto-Submitted with X-Auto-Response-Suppress and such a sender; again not on a
                   discussion list. Each of these headers alone does not count: ticket systems and web forms
                   set them on people's words.
"""

from __future__ import annotations

import re

from agent.models import Party
from agent.sources.headers import Headers, parameters
from agent.text.marks import words

MAIL_SYSTEMS = words("mailer-daemon postmaster mail-daemon mailerdaemon")
TAKES_NO_ANSWERS = re.compile(
    r"(?:do[-_.]?)?no[-_.]?t?[-_.]?reply|donotreply|newsletter|mailings?|news", re.IGNORECASE
)
REPLIES = words("x-autoreply x-autorespond x-autoresponder x-auto-reply x-autoreply-from")
FIRST_WORD = re.compile(r"[^a-z-]")
BULK = words("bulk junk list")
CALENDAR_METHODS = words("REQUEST REPLY CANCEL COUNTER DECLINECOUNTER")


def automatic(headers: Headers, sender: Party | None, calendar: str) -> str:
    """The reason in plain words, "" where a person may have written it.

    `calendar`: the method of a mail that is nothing but a calendar file, else "".
    """
    kind, given = parameters(headers.last("content-type"))
    report = given.get("report-type", "").lower() if kind == "multipart/report" else ""
    local = (sender.email if sender else "").partition("@")[0].lower()
    null_path = headers.get("return-path").strip() == "<>"
    submitted = FIRST_WORD.split(headers.get("auto-submitted").lower().strip(), maxsplit=1)[0]
    made = submitted not in ("", "no")
    if report in ("delivery-status", "disposition-notification"):
        return "delivery failure" if report == "delivery-status" else "automatic reply"
    if "x-failed-recipients" in headers or (local in MAIL_SYSTEMS and (null_path or made)):
        return "delivery failure"
    if calendar in CALENDAR_METHODS:
        return "calendar notice"
    return _reply(headers, submitted, null_path=null_path) or _bulk(headers, local, made=made)


def _reply(headers: Headers, submitted: str, *, null_path: bool) -> str:
    counts = (
        submitted == "auto-replied"
        or any(headers.get(name).lower() not in ("", "no", "false") for name in REPLIES)
        or headers.get("precedence").strip().lower() == "auto_reply"
        or null_path
    )
    return "automatic reply" if counts else ""


def _bulk(headers: Headers, local: str, *, made: bool) -> str:
    if _is_discussion(headers):
        return ""
    precedence = headers.get("precedence").strip().lower()
    deaf = bool(TAKES_NO_ANSWERS.fullmatch(local))
    if "list-unsubscribe" in headers and (precedence in BULK or "list-unsubscribe-post" in headers or deaf):
        return "newsletter"
    bulk = precedence in ("bulk", "junk") and ("list-id" in headers or deaf)
    notice = made and deaf and "x-auto-response-suppress" in headers
    return "bulk mail" if bulk or notice else ""


def _is_discussion(headers: Headers) -> bool:
    """Somebody may answer to everybody, or just did."""
    posts = headers.get("list-post").strip().lower()
    return posts not in ("", "no") or "in-reply-to" in headers or "mailing-list" in headers
