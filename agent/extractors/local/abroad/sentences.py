"""Which clause of a sentence in another language asks or promises, and what for. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from agent.extractors.local import cues_detail
from agent.extractors.local.abroad import dutch_clauses, german_clauses, romance_clauses
from agent.extractors.local.abroad.pronouns import german_resolved, to_oneself
from agent.extractors.local.abroad.reading import Hearers, Reading, Who
from agent.extractors.local.abroad.times import without_times
from agent.extractors.local.abroad.tongues import TONGUES
from agent.text.language import language_of

LANGUAGES = frozenset({"de", "nl", *TONGUES})
_MOST = 12
"""So many clauses of a sentence are looked at."""
_LEAST = 2
_LONGEST = 600
"""Characters of a sentence that are looked at."""
AT_MOST = 15
_UNTIL = (
    r"(?:(?:bis(?: spätestens)?(?: zum| zur)?|spätestens(?: am| bis)?|am|vor|avant(?: le)?|d'ici(?:"
    r" le| à)?|pour(?: le)?|au plus tard(?: le)?"
    r"|antes del?|para(?: el)?|hasta(?: el)?|a más tardar(?: el)?|até(?: ao| à| a)?|entro(?: il)?"
    r"|vóór|voor|uiterlijk|tegen)[ ]+)"
)
_SAME_DAY = r"(?: mismo| même)?(?!\w)(?:(?<=\d)\.(?= [a-zäöüß]))?"
"""What may follow a day and goes with it: "hoy mismo", "am 17."."""
_DANGLING = re.compile(
    r"(?: (?:a más tardar|al|antes de|antes|hasta|para|au plus tard|d'ici|avant|bis|spätestens|à|a"
    r"|de|am|ab|vor|jusqu'au))+$"
)
_COMMON = re.compile(
    r"(?:\b(?:le|la|les|el|los|al|der|die|das|dem|den|zur|zum|du|au|o|il) |l')$", re.IGNORECASE
)
_JOINT = re.compile(r"[,;:.!?] +|\n|\s+[-–—>]+\s+|,? (?:und|et|y|e|en|mais|aber|pero) (?=\w)|\) |¿")
_TWO = re.compile(r"(?P<first>.{12,}? [a-zäöüß]+n) und .+ [a-zäöüß]+n$")
"""Two German clauses with their verbs at their ends."""
_LEAD = re.compile(
    r"(?:(?:und|aber|also|so|ok(?:ay)?|ach(?: ja)?|ja|nein|gut|dann|danach|außerdem|zudem|ferner"
    r"|noch was|ps|ah|oh"
    r"|et|mais|alors|donc|puis|pis|bon|oui|ensuite|par contre|sinon|enfin|aussi|par ailleurs|d'accord"
    r"|y|e|pero|vale|bueno|oye|entonces|además|asimismo|genial|bien|sí|por cierto|de acuerdo"
    r"|mañana|hoy|sin falta|demain|aujourd'hui|morgen(?: früh)?|heute|lundi|mardi|mercredi|jeudi|vendredi"
    r"|mas|então|olha|ma|allora|poi|inoltre|maar|dus|verder|ook)\b[,:]? +)+"
    r"|(?:todo|aktion|action|à faire|pendiente|to-do)\W{1,3}",
    re.IGNORECASE,
)
_CALLED = re.compile(
    r"\s*(?:\([^)]{0,30}\))?\s*[,:–—-]+\s+"
    r"|\s+(?=(?:tu|vous|usted|ustedes|du|kannst|könntest|könnten|magst|peux|pourrais|pouvez|puedes|podrías"
    r"|bitte|por favor) )",
    re.IGNORECASE,
)


def reading_of(text: str, language: str, hearers: Hearers, *, mixed: bool = False) -> Reading | None:
    """Of the clauses of the sentence the first that asks or promises by its form; its spans are of `text`.

    `mixed`: may it be in another language than the text it is of?
    """
    text = text[:_LONGEST]
    found = _first(text, language, hearers)
    if found or not mixed:
        return found
    own = language_of(text)
    return _first(text, own, hearers) if own in LANGUAGES and own != language else None


def _first(text: str, language: str, hearers: Hearers) -> Reading | None:
    bare = None
    for i, at in enumerate(_starts(text, hearers)):
        found = _clause(text, at, language, hearers)
        if found is None or (
            language != "de" and i and found.who is Who.NAMED and text[:at].rstrip().endswith(",")
        ):
            continue
        if found.span:
            found = replace(found, span=(found.span[0] + at, found.span[1] + at))
        if found.plain:
            return found
        first = not i or text[:at].rstrip().endswith((":", "->", "→"))
        bare = bare or (found if first else None)
    return bare


def _clause(text: str, at: int, language: str, hearers: Hearers) -> Reading | None:
    ahead = text[:at].rstrip(" ,;:-–—")
    if tongue := TONGUES.get(language):
        return romance_clauses.read(tongue, text[at:], hearers, ahead)
    if language == "nl":
        return dutch_clauses.read(text[at:], hearers)
    behind = text[:at].rstrip().endswith(",")
    found = german_clauses.follows(text[at:], hearers) if behind else None
    found = found or german_clauses.read(text[at:], hearers)
    if found is None:
        return None
    known = replace(hearers, addressee=None) if found.who is Who.YOU else hearers
    goal = without_times(to_oneself(found.goal) if found.who is Who.ME else found.goal, "de")
    return replace(found, goal=german_resolved(goal, ahead, known))


def _starts(text: str, hearers: Hearers) -> Iterator[int]:
    greeting = cues_detail.GREETING.match(text)
    first = (
        greeting.end()
        if greeting and greeting.end() < len(text) and len(greeting["who"].split()) < _MOST
        else 0
    )
    seen: set[int] = set()
    for start in (first, *(m.end() for m in _JOINT.finditer(text, first))):
        at = _behind_lead(text, start, hearers)
        if at not in seen and at < len(text):
            seen.add(at)
            yield at
        if len(seen) >= _MOST:
            return


def _behind_lead(text: str, at: int, hearers: Hearers) -> int:
    at += len(text[at:]) - len(text[at:].lstrip(" ,*_@¡"))
    if lead := _LEAD.match(text, at):
        at = lead.end()
    called = hearers.names.at_start(text[at : at + 100])
    after = _CALLED.match(text, at + called.end) if called else None
    return after.end() if after else at


def goal_of(text: str, drop: Sequence[str], language: str, hearers: Hearers) -> str | None:
    """The outcome that the sentence names, in at most 15 words; None where its form does not tell.

    `drop`: phrases such as the deadline.
    """
    if language not in LANGUAGES:
        return None
    bare = re.sub(r"(?<=\d) ?([ap])\. ?m\.", r" \1m", text.replace("’", "'"))
    for phrase in sorted(drop, key=len, reverse=True):
        bare = re.sub(rf"(?:{_UNTIL})?{re.escape(phrase.replace('’', chr(39)))}{_SAME_DAY}", " ", bare)
    bare = re.sub(r"[ \t]+([,.;:?!])", r"\1", re.sub(r"[ \t]+", " ", bare)).strip()
    bare = _without_call(bare, hearers)
    found = reading_of(bare, language, hearers, mixed=True)
    if found is None or len(found.goal.split()) < _LEAST:
        return None
    own = language_of(found.goal) or language
    own = "de" if "de" in {own, language} and own != "nl" else own
    goal = _cased(_DANGLING.sub("", without_times(_DANGLING.sub("", found.goal), own)), hearers)
    return _brief(goal, own)


def _without_call(text: str, hearers: Hearers) -> str:
    """Without whom it calls at its end: "tu peux la changer, Ben ?"."""
    last = next(iter(reversed(hearers.names.find(text))), None)
    called = last and re.fullmatch(r"\W*", text[last.end :]) and text[: last.start].rstrip().endswith(",")
    return text[: last.start].rstrip(" ,") + text[last.end :].lstrip() if last and called else text


def _cased(goal: str, hearers: Hearers) -> str:
    """Names as they are written: "den herrn lang anrufen" → "Herrn Lang anrufen"."""
    for mention in reversed(hearers.names.find(goal)):
        common = _COMMON.search(goal[: mention.start])
        if goal[mention.start : mention.end].islower() and not common:
            goal = goal[: mention.start] + goal[mention.start : mention.end].title() + goal[mention.end :]
    goal = re.sub(
        r"(?<![\w])(?:den |die )?(herrn?|frau)(?= [A-ZÄÖÜ])",
        lambda m: m[1].title(),
        goal,
        flags=re.IGNORECASE,
    )
    return goal[:1].upper() + goal[1:]


def _brief(goal: str, language: str) -> str:
    """Of a goal that is too long the last phrases go, in German those before its verb."""
    if language == "de" and len(goal.split()) > AT_MOST and (two := _TWO.match(goal)):
        goal = two["first"]
    body, verb = (goal, "") if language != "de" else goal.rsplit(" ", 1)
    while len(body.split()) + bool(verb) > AT_MOST:
        cut = re.sub(
            r"(?:,| (?:und|et|y|e)| (?:mit|für|in|im|an|am|auf|aus|bei|beim|von|vom|zu|zum|zur|nach"
            r"|wegen|avec|pour|dans|sur|par|chez|con|para|en|por|sobre|sin|sans|com))(?= )(?!.*(?:,|"
            r" (?:und|et|y|e|mit|für|in|im|an|am|auf|aus|bei|beim|von|vom|zu|zum|zur|nach|wegen|avec"
            r"|pour|dans|sur|par|chez|con|para|en|por|sobre|sin|sans|com)) ).*$",
            "",
            body,
        )
        body = (
            cut
            if cut != body and len(cut.split()) > _LEAST
            else " ".join(body.split()[: AT_MOST - bool(verb)])
        )
    return f"{body} {verb}".strip()
