"""Whom a store knows by name or address: envelopes, people, directory, users, and what texts say in headers.

Pure. Whoever stands only in running text is not known.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest

from agent.models import Channel, Intake, Noun
from agent.people import Directory
from agent.text import marks
from agent.text.address import speakers
from agent.text.names import GENERIC, TITLES, spellings, word_set
from evals.harvest.phrases import CALENDAR, is_everyday

MOST_WORDS = 5
"""Of a person's name."""
LONGEST_ATTRIBUTION = 200
"""Characters at the end of a line such as "On Friday Ana Novak wrote:"."""
TEAM_WORDS = GENERIC | word_set(
    """
    account accounting accounts admin administration agency agent association bank billing board care cast
    center centre clerk club committee community company consulting contact council customer daily desk
    digest dispatch emergency engineering estates events facilities finance fleet form foundation gmbh
    helpdesk hr inc info institute it kitchen lab legal limited list llc logistics ltd mail maintenance
    management marketing members news newsletter noreply nursing office operations ops orders payroll
    pharmacy post press procurement production purchasing reception registry reply roofers sales school
    security service services shift shop site society software store stores studio support systems
    transport treasurer university update updates volunteers warehouse webmaster website weekly workshop
    """
)
PARTICLES = word_set(
    "da das de del della den der des di do dos du el la le les van von und y zu zum zur ter ten"
)
TIMES = CALENDAR | word_set("am pm um uhr")
MORE_TITLES = word_set("dhr dra familie famille family meneer mevr mevrouw")
ADDRESS = re.compile(r"[\w.+%'-]{1,64}@(?:[\w-]{1,63}\.){1,8}\w{2,24}")
_SHOWN_BEFORE_ADDRESS = re.compile(
    r"(?:\"([^\"\n<>]{2,80})\"|([^\W\d_][^\"\n<>@:,;()|]{1,60}?))[ \t]*[<(\[](?:mailto:)?(?=[\w.+%'-]{1,64}@)"
)
_HEADER = re.compile(
    r"^[ \t>|*]{0,8}(?:from|to|cc|bcc|reply-to|von|an|kopie|de|à|para)[ \t]?:\*?[ \t]+(\S[^\n]{0,500})$",
    re.IGNORECASE | re.MULTILINE,
)
_FIELD = re.compile(
    r"^[ \t>|*]{0,8}(?:your |full |contact )?(?:name|nom|nombre|nome|naam)[ \t]?:[ \t]+(\S.{0,99})$",
    re.IGNORECASE | re.MULTILINE,
)
_FROM = re.compile(r"^[ \t>|*]{0,8}(?:from|von|de)[ \t]?:", re.IGNORECASE | re.MULTILINE)
_CLOCK = re.compile(r".{0,40}?(?<!\d)\d{1,2}:\d\d")
_WORD = re.compile(r"[^\W\d_][^\W\d_]*(?:[.'’-][^\W\d_]*)*")


class Someone(Noun):
    """A person or a team, by whatever is known of them."""

    name: str = ""
    email: str = ""
    aliases: tuple[str, ...] = ()
    handle: str = ""
    is_team: bool = False


def of_directory(directory: Directory) -> list[Someone]:
    people = [
        Someone(name=p.name, email=p.email, aliases=p.aliases, handle=p.handle) for p in directory.people
    ]
    teams = [Someone(name=t.name, email=t.email, aliases=t.aliases, is_team=True) for t in directory.teams]
    return [*people, *teams]


def of_intake(intake: Intake) -> list[Someone]:
    """On its envelope, among the people that came along, in headers, signatures and speakers of its text."""
    parties = [party for party in (intake.sender, *intake.recipients) if party]
    found = [named(party.name, party.email) for party in parties]
    found += [named(name) for name in (*intake.people, *_written_in(intake.text))]
    if intake.channel in (Channel.CHAT, Channel.MEETING):
        found += [named(name) for name in _speaking(intake.text)]
    return [someone for someone in found if someone.name or someone.email]


def named(name: str, email: str = "") -> Someone:
    """A person, unless the name tells that it is none."""
    name = " ".join(name.split())
    if "@" in name:
        name, email = "", email or name
    return Someone(name=name, email=email, is_team=bool(name) and not _is_personal(name))


def name_words(name: str) -> tuple[str, ...]:
    """The words of a person's name that tell who it is: without titles, initials, particles and asides."""
    bare = name.partition("(")[0].strip() or name
    if bare.count(",") == 1:
        last, _, first = bare.partition(",")
        bare = f"{first} {last}"
    no_names = TITLES | PARTICLES | MORE_TITLES
    words = [word for word in bare.split() if not set(spellings(word)[0]) <= no_names]
    capitals = [word for word in words if not word[:1].islower()] or words
    runs = [run for word in capitals for run in re.findall(r"[^\W\d_]+", word)]
    return tuple(run for run in runs if len(run) > 1)


def _is_personal(name: str) -> bool:
    words = name.partition("(")[0].replace(",", " ").split()
    said = {word for spelling in spellings(name) for word in spelling}
    return (
        0 < len(words) <= MOST_WORDS
        and not said & TEAM_WORDS
        and words[0].casefold() not in ("the", "die", "der", "das", "la", "le", "el")
        and not any(c.isdigit() or c in "&/+|" for c in name)
        and not (len(words) == 1 and name.isupper())
        and bool(name_words(name))
    )


def _written_in(text: str) -> Iterator[str]:
    """Names beside addresses, in header lines of messages within the text, over quoted replies, in fields of
    forms and under the end of a letter.
    """
    for found in _SHOWN_BEFORE_ADDRESS.finditer(text):
        if found[2]:
            yield from _last_name_in(found[2].split(), least=1)
        else:
            yield from _names([found[1]], least=1)
    if _FROM.search(text):
        yield from _names((part for found in _HEADER.finditer(text) for part in _parts(found[1])), least=2)
    yield from _names((found[1] for found in _FIELD.finditer(text)), least=2)
    lines = [line.strip(" \t>|*") for line in text.splitlines()]
    for line, following in zip_longest(lines, lines[1:], fillvalue=""):
        end = marks.ATTRIBUTION_END.search(line[-LONGEST_ATTRIBUTION:])
        if end:
            said = line[-LONGEST_ATTRIBUTION:][: end.start()].partition("<")[0].replace(",", " ").split()
            yield from _last_name_in(said, least=2)
        if marks.SIGN_OFF.match(line):
            yield from _names([following], least=1)


def _names(said: Iterable[str], *, least: int) -> Iterator[str]:
    for words in said:
        if _looks_written(words.replace(",", " ").split(), least=least) and not is_everyday(words):
            yield words


def _parts(said: str) -> Iterable[str]:
    bare = re.sub(r"<[^>]*>|\[[^\]]*\]|\"", "", said)
    return (part.strip(" \t*'") for part in bare.split(";" if ";" in bare else ","))


def _looks_written(words: Sequence[str], *, least: int) -> bool:
    """As names are: a few words with capitals, small particles between them."""
    if not least <= len(words) <= MOST_WORDS or not (words[0][:1].isupper() and words[-1][:1].isupper()):
        return False
    return all(_WORD.fullmatch(word) for word in words)


def _last_name_in(words: Sequence[str], *, least: int) -> Iterator[str]:
    """The capitalised words at the end: "Fri 10 Jul 2026 at 18:02 Nuala Prendergast"."""
    run: list[str] = []
    for word in reversed(words):
        if not _WORD.fullmatch(word) or word.casefold() in TIMES or not (word[:1].isupper() or run):
            break
        run.insert(0, word)
    while run and not run[0][:1].isupper():
        run.pop(0)
    if run and _looks_written(run, least=least):
        yield " ".join(run)


def _speaking(text: str) -> Iterator[str]:
    """Names beside a time at the beginning of a line."""
    for line in dict.fromkeys(text.splitlines()):
        if _CLOCK.match(line):
            yield from _names((name for name, _ in speakers(line, line, 0)), least=1)
