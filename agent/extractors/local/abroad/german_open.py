"""A German clause in which work is left to whoever does it: passive, "somebody", a bare infinitive. Pure."""

from __future__ import annotations

import re

from agent.extractors.local.abroad import german
from agent.extractors.local.abroad.german_phrases import FINITE, SHALL, at_end, tidy
from agent.extractors.local.abroad.reading import Hearers, Reading, Who

_I = re.IGNORECASE
_BEFORE = re.compile(
    r"^(?P<head>\S+(?: \S+){0,4}) (?P<verb>[a-zäöüß]{3,}n) (?P<why>(?:wegen|bezüglich) [^,.;(]+)"
)
"""For "Herrn Brandt zurückrufen wegen Angebot"."""
_PASSIVE = re.compile(
    rf"(?P<what>(?:(?:der|die|das|alle|beide|\d+|zwei|drei|vier) )?(?:[\w-]+ ){{1,6}}?)"
    rf"(?:(?:ist|sind|war|hat|haben|tropft|funktioniert)\b[^,.;]{{1,60}}? und )?{SHALL}"
    rf" (?P<how>(?:[\w.-]+ ){{0,6}}?)"
    r"(?P<made>[\wäöüß]+) werden\b|(?P<what2>(?:(?:der|die|das|alle|beide|\d+) )(?:[\w-]+"
    r" ){1,5}?)(?:ist|sind) "
    r"(?P<how2>(?:[\w.-]+ ){0,5}?)zu (?P<inf>[\wäöüß]+n)\b",
    _I,
)
_LEFT_OPEN = re.compile(
    r"(?P<before>[^,.;:?!]{2,50}?) (?:muss|müsste|sollte|soll|könnte) (?P<self>sich )?"
    r"(?:(?:mal|noch|bitte|dringend|unbedingt|endlich|wohl) )*(?:jemand|einer|wer)\b"
    r"(?: (?:von (?:euch|uns)|mal|noch|bitte|dringend|endlich))*",
    _I,
)
_THERE = frozenset({"da", "hier", "dort", "dann", "außerdem", "morgen", "heute", "und da", "also"})
_NOMINATIVE = re.compile(r"(?:ich|wir|er|es|sie|man|jemand)\b", _I)


def anyone(text: str, _: Hearers) -> Reading | None:
    """For "Um den Zaun muss sich einer kümmern", "Da müsste jemand die Rinne säubern"."""
    found = _LEFT_OPEN.match(text)
    goal = None
    if found:
        before = "" if found["before"].lower() in _THERE else found["before"]
        before = re.sub(r"^der (?=[A-ZÄÖÜ])", "den ", before[:1].lower() + before[1:])
        goal = at_end(f"{found['self'] or ''}{before} {text[found.end() :]}".strip())
    return Reading(Who.NOBODY, re.sub(r"\bdrum(?= )", "darum", goal)) if goal else None


def passive(text: str, _: Hearers) -> Reading | None:
    found = _PASSIVE.match(text)
    if found is None or _NOMINATIVE.match(text):
        return None
    verb = german.of_participle(found["made"]) if found["made"] else found["inf"]
    if verb is None:
        return None
    what = re.sub(r"^der ", "den ", (found["what"] or found["what2"]).strip(), flags=_I)
    return Reading(Who.OPEN, tidy(f"{what} {found['how'] or found['how2'] or ''} {verb}"))


def bare(text: str, _: Hearers) -> Reading | None:
    """For "als erstes die Mühle anrufen, muss am Mittwoch geliefert werden"."""
    goal = at_end(_BEFORE.sub(r"\g<head> \g<why> \g<verb>", text), strict=True)
    if goal is None or any(w.lower() in FINITE for w in goal.split(",")[0].split()):
        return None
    return Reading(Who.OPEN, goal, plain=False)
