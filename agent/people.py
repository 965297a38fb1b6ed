"""The directory: names, aliases, teams → owner; a tie is unassigned. Pure.

Nobody is ever made up: an owner is somebody of the directory, somebody on the envelope of the
text, or a name exactly as the text writes it. Whoever is only mentioned, approves or has left owns nothing.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from agent.known import Fit, Known, by_address, by_name, entries, names, near_misses, parts
from agent.models import Channel, Finding, Intake, Noun, OwnerRole
from agent.roster import EMPTY, Away, Directory, Person, Team, load
from agent.text import mentions
from agent.text.address import greeted, speakers, to_header, written_name
from agent.text.mentions import Part
from agent.text.names import ARTICLES, GENERIC, LONGEST_NAME, Rank, spellings, without_titles, word_set
from agent.text.parts import parts_of

__all__ = ["EMPTY", "Away", "Directory", "Person", "Resolution", "Team", "load", "owner", "resolve"]

I_WORDS = word_set("i me myself ill im ive id ich mich mir je moi yo ja")
YOU_WORDS = word_set("you u ya yourself youre du dich dir sie ihnen ihr euch tu vous toi usted vas")
ANYBODY = word_set(
    "someone somebody anyone anybody whoever one either any who jemand quelquun alguien"
    " iemand alguém qualcuno"
)
NOBODY = ANYBODY | word_set(
    "we us they them he him she her it everyone everybody all both nobody none tbd tba tbc wir uns man er "
    "nous on ils elle nosotros unassigned unknown team guys folks"
)
SHORTEST = 3
"""Letters of a name in short."""
LINES_UP = 20
"""How many lines up a chat message may have begun."""


class Resolution(Noun):
    """Whom words mean. Without a name the work is unassigned, and `candidates` says who it may be."""

    name: str | None = None
    candidates: tuple[str, ...] = ()
    reason: str
    warning: str | None = None
    """What a reviewer should know about the person: away, gone, placed elsewhere by the text."""
    deputy: str = ""
    """Who stands in for a person who is away."""
    tied: bool = False
    """The candidates fit the words equally well."""


def resolve(words: str, directory: Directory, on: date | None = None) -> Resolution:
    """Whom `words` mean: a name or part of one, an alias, an address, a @handle, a role or a team.

    A tie, a near miss and several names at once are unassigned, with the candidates. `on` is the day
    that the question is asked; without it everybody who is marked as away is reported as away.
    """
    words = " ".join(words.split()) if len(words) <= LONGEST_NAME else ""
    if not words:
        return Resolution(reason="the text gives no name")
    known = entries(directory)
    addressed = by_address(words, known)
    if addressed:
        return _settled(words, Fit(entries=(addressed,)), on)
    exact = tuple(entry for entry in known if entry.rank(words) is Rank.EXACT)
    fit = Fit(entries=exact) if exact else by_name(words, known)
    if _names_nobody(words) and not _is_spelt_as_name(words, fit):
        return _nobody(words, known)
    return _settled(words, fit, on) if fit.entries else _unsettled(words, known)


def _names_nobody(words: str) -> bool:
    """A pronoun, or "someone from …"."""
    said = spellings(words)[0]
    return not said or said[0] in ANYBODY or set(said) <= I_WORDS | YOU_WORDS | NOBODY | ARTICLES


def _is_spelt_as_name(words: str, fit: Fit) -> bool:
    """IT is a team where "it" is a pronoun."""
    capitals = any(map(_is_acronym, words.replace("-", " ").split()))
    return bool(fit.entries) and (capitals or any(words in entry.names for entry in fit.entries))


def _is_acronym(word: str) -> bool:
    return word.isupper() and len(word) > 1


def _nobody(words: str, known: list[Known]) -> Resolution:
    vague = NOBODY | {"of", "from"}
    spelt = (word for word in words.split() if _is_acronym(word) or not set(spellings(word)[0]) & vague)
    rest = " ".join(spelt)
    candidates = [name for part in parts(rest) for name in names(by_name(part, known).entries)]
    return Resolution(
        candidates=tuple(dict.fromkeys(candidates)), reason=f"{words!r} is nobody in particular"
    )


def _settled(words: str, fit: Fit, on: date | None) -> Resolution:
    """One is the owner; more are a tie, unless all but one have left."""
    staying = [e for e in fit.entries if not (e.person and e.person.left)] or list(fit.entries)
    found = names(staying)
    if len(found) > 1:
        return Resolution(candidates=tuple(found), reason=f"{words!r} fits {len(found)} names", tied=True)
    warning = _warning(staying[0], on)
    if fit.elsewhere and not warning:
        warning = f"the text says {fit.elsewhere!r}, the directory does not"
    return Resolution(name=found[0], reason=f"{words!r} is {found[0]}", warning=warning)


def _warning(entry: Known, on: date | None) -> str | None:
    person = entry.person
    if person and person.left:
        return f"{person.name} has left"
    if person and person.away and (on is None or on <= person.away.until):
        note = f" ({person.away.note})" if person.away.note else ""
        return f"{person.name} is away until {person.away.until.isoformat()}{note}"
    return None


def _unsettled(words: str, known: list[Known]) -> Resolution:
    """Several names at once, a near miss, or nobody we know."""
    several = parts(words)
    found = [name for part in several for name in names(by_name(part, known).entries)]
    if len(several) > 1 and found:
        return Resolution(
            candidates=tuple(dict.fromkeys(found)), reason=f"{words!r} names more than one owner"
        )
    near = near_misses(words, known)
    if near:
        return Resolution(candidates=tuple(near), reason=f"{words!r} is spelt nearly like a known name")
    return Resolution(reason=f"{words!r} is not in the directory")


def owner(finding: Finding, intake: Intake, directory: Directory) -> Resolution:
    """Who is to do the work that an engine found, by the role that the text gives them.

    Where the text says "I" or "you" and the envelope names nobody, the name is "sender" or "recipient".
    """
    known, words = directory.with_intake(intake), finding.owner_text or ""
    role = _role(finding.owner_role, words)
    if role is OwnerRole.SENDER:
        return _there(_sender(finding, intake, known), known)
    if role is OwnerRole.RECIPIENT:
        found = _recipient(words, intake, known)
    elif role is OwnerRole.NAMED:
        found = _named(words, intake, known)
    else:
        somebody = words and not _names_nobody(words)
        return Resolution(reason=f"{words!r} is not said to do it" if somebody else "the text names nobody")
    return _there(_doing(found, words, intake, known), known)


SPOKEN_OF = {
    Part.APPROVER: "the text names {} only as the one who approves",
    Part.COPIED: "the text has {} only in copy",
    Part.THANKED: "the text only thanks {}",
    Part.REPORTED: "the text only tells what {} said or wants",
    Part.OBJECT: "the text names {} only as the one it goes to, is for or is about",
}


def _doing(found: Resolution, words: str, intake: Intake, directory: Directory) -> Resolution:
    """Not whom the text names only as somebody who approves, is told, thanked or spoken of."""
    said = set(spellings(words[:LONGEST_NAME])[0])
    if found.name is None or not said or said <= YOU_WORDS:
        return found
    person = directory.person(found.name)
    names = {found.name, words[:LONGEST_NAME], *(person.aliases if person else ())}
    names |= {f"@{person.handle}"} if person and person.handle else set()
    parts = parts_of(intake.text, intake.channel, intake.own_end)
    named_as = [mention.part for mention in mentions.mentions(intake.text, names, parts.counts)]
    if not named_as or not set(named_as) <= SPOKEN_OF.keys():
        return found
    return Resolution(candidates=(found.name,), reason=SPOKEN_OF[named_as[0]].format(found.name))


def _there(found: Resolution, directory: Directory) -> Resolution:
    """Somebody who has left does nothing more; their team may."""
    person = directory.person(found.name)
    if person is None:
        return found
    if person.left:
        return Resolution(candidates=directory.colleagues(person.name), reason=f"{person.name} has left")
    if found.warning and person.away and person.away.deputy:
        return found.model_copy(update={"deputy": person.away.deputy})
    return found


def _role(role: OwnerRole, words: str) -> OwnerRole:
    """An engine may call "I" or "you" a name; it is the sender or the recipient all the same."""
    said = set(spellings(words[:LONGEST_NAME])[0])
    if role is not OwnerRole.NAMED or not said:
        return role
    if said <= I_WORDS:
        return OwnerRole.SENDER
    return OwnerRole.RECIPIENT if said <= YOU_WORDS else role


def _sender(finding: Finding, intake: Intake, directory: Directory) -> Resolution:
    """In a chat or in minutes the one who speaks need not be the one who sent the text."""
    if intake.channel in (Channel.CHAT, Channel.MEETING):
        said = _said(finding.owner_text or "", intake, directory)
        if said.name or said.tied:
            return said
        spoken = speaker(finding.quotes[0] if finding.quotes else "", intake, directory)
        if spoken:
            return spoken
    if not intake.sender or not str(intake.sender).strip():
        return Resolution(name="sender", reason="the sender, whose name is not known")
    return _of_party(directory.name_of(intake.sender), "the sender", intake, directory)


def speaker(quote: str, intake: Intake, directory: Directory) -> Resolution | None:
    """Whoever the transcript says is talking; a name beside a time is a speaker, known or not."""
    up = LINES_UP if intake.channel is Channel.CHAT else 0
    for words, timed in speakers(intake.text, quote, up):
        said = _said(words, intake, directory)
        if said.name or said.tied:
            return said
        if timed and intake.channel is Channel.CHAT and words in intake.text:
            return Resolution(name=words, reason="not in the directory")
    return None


def _recipient(words: str, intake: Intake, directory: Directory) -> Resolution:
    said = _said(words, intake, directory)
    if said.name or said.candidates:
        return said
    parties = {directory.name_of(party): party for party in intake.recipients if str(party).strip()}
    if not parties:
        return Resolution(name="recipient", reason="the recipient, whose name is not known")
    header = to_header(intake.text)
    addressed = [n for n, party in parties.items() if party.email and party.email.casefold() in header]
    for meant in (list(parties), greeted(list(parties), intake.text), addressed):
        if len(meant) == 1:
            return _of_party(meant[0], "the recipient", intake, directory)
    return Resolution(
        candidates=tuple(parties), reason=f"the text went to {len(parties)} recipients", tied=True
    )


def _named(words: str, intake: Intake, directory: Directory) -> Resolution:
    said = _said(words, intake, directory)
    written = written_name(words[:LONGEST_NAME])
    if said.name or said.candidates or not written or _names_nobody(words):
        return said
    if written not in intake.text:
        return Resolution(reason=f"{written!r} is not in the text")
    return Resolution(name=written, reason="not in the directory")


def _said(words: str, intake: Intake, directory: Directory) -> Resolution:
    """What the words mean; of several with the same name, the only one who is on this text."""
    said = resolve(words, directory, intake.received_at.date())
    parties = [directory.name_of(party) for party in (intake.sender, *intake.recipients) if party]
    if not (said.name or said.candidates) and (short := _in_short(words, {*parties, *intake.people})):
        return _of_party(short, f"{words!r} is short for {short}", intake, directory)
    present = [name for name in said.candidates if name in {*parties, *intake.people}]
    if not said.tied or len(present) != 1:
        return said
    reason = f"the only one of {len(said.candidates)} named so who is on this text"
    return _of_party(present[0], reason, intake, directory)


def _in_short(words: str, present: Collection[str]) -> str | None:
    """For "Kev", and "Kev forklift", the one Kevin on this text; nobody where there are two."""
    said = without_titles(spellings(words[:LONGEST_NAME])[0])
    aside = words.split()[1:]
    no_name = set(said) & (ARTICLES | GENERIC | NOBODY) or not words.strip()[:1].isupper()
    if no_name or not said or len(said[0]) < SHORTEST or not all(word.islower() for word in aside):
        return None
    whole = {name: without_titles(spellings(name)[0]) for name in present if " " in name.strip()}
    found = [name for name, parts in whole.items() if parts and parts[0].startswith(said[0])]
    return found[0] if len(found) == 1 else None


def _of_party(name: str, why: str, intake: Intake, directory: Directory) -> Resolution:
    entry = next((known for known in entries(directory) if known.name == name), None)
    warning = _warning(entry, intake.received_at.date()) if entry else None
    return Resolution(name=name, reason=why, warning=warning)
