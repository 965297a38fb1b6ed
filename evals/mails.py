"""Mails as people send them, made up, to measure how fast they are read."""

from __future__ import annotations

import os
from email.message import EmailMessage

from agent.models import Channel, Noun
from agent.sources.confined import Confined
from agent.text.segments import segments

MAIL_KINDS = ("plain", "alternative", "page", "attached")

LINE = "Please order toner {} for the printer on the third floor by Friday, thank you."
ANSWERED = "> An old line that somebody wrote before, and that is quoted in full."


def ordinary_mail(kind: str, number: int) -> bytes:
    """Five kilobytes or so with the headers of an answer, new lines, a signature and a quotation."""
    mail = _answer(number)
    lines = [LINE.format(n) for n in range(15)] + ["", "Kind regards", "Ana Novak", ""]
    quoted = ["On Mon, Nov 2, 2026 Ben Ortiz wrote:"] + [ANSWERED] * 20
    if kind == "page":
        mail.set_content(_page(lines), subtype="html")
        return mail.as_bytes()
    mail.set_content("\n".join(lines + quoted))
    if kind == "alternative":
        mail.add_alternative(_page(lines), subtype="html")
    if kind == "attached":
        mail.add_attachment(
            b"%PDF-1.4" + bytes(20_000), maintype="application", subtype="pdf", filename="a.pdf"
        )
        mail.add_attachment("a,b\n1,2\n" * 50, subtype="csv", filename="a.csv")
    return mail.as_bytes()


def _answer(number: int) -> EmailMessage:
    mail = EmailMessage()
    mail["From"] = "Ana Novak <ana@example.org>"
    mail["To"] = "Ben Ortiz <ben@example.org>, c@example.org"
    mail["Subject"] = f"Re: Toner für Büro {number}"
    mail["Date"] = "Mon, 02 Nov 2026 10:00:00 +0100"
    mail["Message-ID"] = f"<{number}@example.org>"
    mail["In-Reply-To"] = "<1@example.org>"
    mail["References"] = "<0@example.org> <1@example.org>"
    for n in range(12):
        mail[f"X-Trace-{n}"] = "something " * 6
    return mail


def _page(lines: list[str]) -> str:
    head = "<html><head><style>p { color: #333; font-size: 14px }</style></head><body>"
    body = "".join(
        f"<p style='margin:0;color:#222'>{line} <a href='https://x.org'>here</a></p>" for line in lines
    )
    return f"{head}<table><tr><td>{body}</td></tr></table></body></html>"


class MailRate(Noun):
    kind: str
    mails: int
    bytes: int
    """Of one, on average."""
    mails_per_second: float
    """Of computing on one core, by both processes."""


def mail_rate(kind: str, mails: int) -> MailRate:
    raws = [ordinary_mail(kind, number) for number in range(mails + 1)]
    started = _computing(raws[:1])
    seconds = _computing(raws) - started
    size = sum(map(len, raws)) // len(raws)
    return MailRate(kind=kind, mails=mails, bytes=size, mails_per_second=round(mails / seconds, 1))


def _computing(raws: list[bytes]) -> float:
    """Seconds that this process and the one for mail computed, its start and its end included."""
    begin = sum(os.times()[:4])
    confined = Confined()
    for raw in raws:
        segments(confined.arrival(raw, "bench", most=200_000).text, Channel.EMAIL)
    del confined
    return sum(os.times()[:4]) - begin
