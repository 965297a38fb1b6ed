"""Names for the pronouns of a German goal: "mir die Liste schicken" → "Ana die Liste schicken". Pure."""

from __future__ import annotations

import re

from agent.extractors.local.abroad.german_things import pronoun_resolved
from agent.extractors.local.abroad.reading import Hearers

_PREPOSITION = r"(?:mit|von|bei|zu|an|für|ohne|gegen|über|um|auf|durch|nach)"
_ALONE = r"(?<!\w)(?<!mit )(?<!von )(?<!bei )(?<!zu )(?<!an )(?<!für )(?<!über )(?:{0})(?!\w)"
_MINE = re.compile(_ALONE.format("mir|mich|uns"), re.IGNORECASE)
_YOURS = re.compile(_ALONE.format("dir|dich|euch|Ihnen|Sie"))
_MINE_BEHIND = re.compile(rf"(?<!\w)(?P<to>{_PREPOSITION}) (?:mir|mich|uns)(?!\w)", re.IGNORECASE)
_THEIRS = re.compile(_ALONE.format("ihnen"))
_ONES = re.compile(_ALONE.format("ihm|ihr"))
_SEVERAL = re.compile(
    r"(?:aber |und |also )?(?:die|unsere|alle) (?P<noun>[A-ZÄÖÜ][\w-]+) (?:\w+ )?\w+(?:en|n|sind)\b",
    re.IGNORECASE,
)
_NOUN = (
    r"(?:(?:neuen?|alten?|letzten?) )?[\wäöüß-]+(?: (?:vom|von|der|des|für|zum|zur) (?:(?:die|den|das"
    r"|der) )?[\wäöüß-]+)?"
)
_PREFIX = 3
"""Longer than "AW"."""
_IT = re.compile(
    r"(?P<it>es|sie|ihn|(?:das|diese[sn]?)(?! (?:[a-zäöüß]+e[nrs]? )*(?-i:[A-ZÄÖÜ]))) (?!ganze )"
    r"(?=(?:[\w-]+ ){0,5}[a-zäöüß]+n\b)",
    re.IGNORECASE,
)
_SUBJECT = re.compile(
    r"(?:aber |und |also |auch )?(?:(?P<article>der|die|das|den|unser\w*|ein\w*)"
    r" (?P<adj>(?:[a-zäöüß]+e[nr]? )?))?"
    r"(?P<noun>(?-i:[A-ZÄÖÜ])[\w/-]+(?: (?:vom|von|aus|auf|für|im|in|der|des|zum"
    r"|zur|am|an)"
    r"(?: (?:den|die|das|dem|der))?(?: [a-zäöü]+en)? (?-i:[A-ZÄÖÜ\d])[\w-]+)?)(?=(?P<label>: )|"
    r" (?:ist|sind|war|geht|gehen|läuft|tropft|fehlt|fehlen|leuchtet|klemmt|bricht|hat|haben|muss"
    r"|müssen|macht|steht|stehen|liegt|liegen|hängen|verliert|funktioniert|kommt|kommen|[a-zäöüß]+t)\b)",
    re.IGNORECASE,
)
_SAID = re.compile(
    rf"(?:\b(?:auf|um|an|für) )?\b(?P<np>(?P<article>die|das|den) {_NOUN})[^\w]*$", re.IGNORECASE
)
_BOTH = re.compile(
    r"^(?P<what>es|ihn|sie|das|den|die) (?P<whom>mir|dir|uns|euch|ihm|ihr|ihnen) ", re.IGNORECASE
)
_POINTING = re.compile(
    r"(?P<article>die|das|den) (?!\w+ \w*[A-ZÄÖÜ])(?=(?:ihm|ihr|ihnen|mir|dir|euch)? ?[a-zäöüß]+n$)",
    re.IGNORECASE,
)


def german_resolved(goal: str, ahead: str, hearers: Hearers) -> str:
    """`ahead`: what the sentence said before."""
    goal = (
        goal[:1].lower() + goal[1:]
        if re.match(r"(?:Ihnen|Mir|Uns|Dir|Euch|Die|Den|Das|Sie|Es|Ihn|Sich) ", goal)
        else goal
    )
    goal = _BOTH.sub(r"\g<whom> \g<what> ", goal)
    said = (ahead, *hearers.before)
    if hearers.author:
        goal = _MINE_BEHIND.sub(lambda m: f"{m['to']} {hearers.author}", goal)
        goal = _to_front(goal, _MINE, hearers.author)
    if _YOURS.search(goal):
        goal = _to_front(goal, _YOURS, hearers.addressee or "")
    if _THEIRS.search(goal) and (several := next((m for s in said if (m := _SEVERAL.match(s))), None)):
        noun = several["noun"]
        goal = _to_front(goal, _THEIRS, f"den {noun if noun.endswith(('n', 's')) else noun + 'n'}")
    one = next((found[-1].name for s in said if (found := hearers.names.find(s))), None)
    if one and _ONES.search(goal):
        goal = _to_front(goal, _ONES, one)
    goal = _with_things(goal, said, hearers)
    return goal[:1].upper() + goal[1:]


def _with_things(goal: str, said: tuple[str, ...], hearers: Hearers) -> str:
    """What is done something to, by its name, behind whom it is done for."""
    whom = hearers.names.at_start(goal)
    at = whom.end + 1 if whom else 0
    body = pronoun_resolved(_pointed(goal[at:], said), said, hearers.names, whom=whom is not None)
    return goal[:at] + _thing(body, said)


def to_oneself(goal: str) -> str:
    """What I do for myself: "mir das anschauen" → "das anschauen", "mich melden" → "sich melden"."""
    own = _MINE.search(goal)
    if own is None or goal.startswith("Sich "):
        return goal
    rest = " ".join(_MINE.sub(" ", goal, count=1).split())
    kept = own[0].lower() == "mich" or re.search(r"(?:vornehmen|merken|überlegen|besorgen)$", goal)
    return f"Sich {rest[:1].lower()}{rest[1:]}" if kept else rest[:1].upper() + rest[1:]


def _to_front(goal: str, pronoun: re.Pattern[str], name: str) -> str:
    found = pronoun.search(goal)
    if found is None:
        return goal
    rest = " ".join(pronoun.sub(" ", goal, count=1).split())
    behind = " und " in goal[: found.start()]
    if not name or behind or pronoun.search(rest):
        return rest if not name else " ".join(pronoun.sub(name, goal, count=1).split())
    return f"{name} {rest}"


def _thing(goal: str, said: tuple[str, ...]) -> str:
    """For "das anschauen", behind "die Hebebühne geht nicht mehr": what a sentence before began with."""
    found = _IT.match(goal)
    subject = next((m for s in said if (m := _SUBJECT.match(s))), None) if found else None
    asked = re.search(r"klären$|fragen$|prüfen$", goal)
    if (
        found is None
        or subject is None
        or asked
        or not (
            subject["article"]
            or (subject["label"] and len(subject["noun"]) > _PREFIX)
            or "-" in subject["noun"]
        )
    ):
        return goal
    if (found["it"].lower() == "ihn") != (subject["article"] in {"der", "Der", "den"}):
        return goal
    article = {"der": "den", "ein": "einen"}.get(
        (subject["article"] or "").lower(), (subject["article"] or "").lower()
    )
    adj = subject["adj"] or ""
    adj = re.sub(r"e(?= )", "en", adj) if article == "den" else "" if article in {"ein", "einen"} else adj
    return " ".join(w for w in (article, adj.strip(), subject["noun"], goal[found.end() :]) if w)


def _pointed(goal: str, said: tuple[str, ...]) -> str:
    """For "die schick ich ihr", behind "sie wartet auf die Berichte vom April"."""
    found = _POINTING.search(goal)
    if found is None:
        return goal
    named = _SAID.search(said[0]) if said[0] else None
    if named is None or named["article"].lower() != found["article"].lower():
        return goal
    return (
        f"{goal[: found.start()]}{named['np'].lower() if named['np'].islower() else named['np']}"
        f" {goal[found.end() :]}"
    )
