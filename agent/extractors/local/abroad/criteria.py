"""Done-criteria of one outcome: what the text says, cut to the fact, then what the goal implies. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from agent.extractors.local import facts
from agent.extractors.local.abroad.facts import fact
from agent.extractors.local.abroad.german_facts import halves
from agent.extractors.local.abroad.romance_facts import wishes
from agent.extractors.local.abroad.sentences import LANGUAGES
from agent.extractors.local.abroad.states import states_of
from agent.extractors.local.cured import implied
from agent.extractors.local.details import criteria_of
from agent.extractors.local.draft import Draft
from agent.extractors.local.ends import object_of
from agent.extractors.local.goals import Goal
from agent.models import Criterion

_EACH = re.compile(
    r"(?:[,;]|,? (?:et|und|y|e)) (?P<what>(?:(?:cada una?|chacune?|jede[rs]?|jeweils|todos|todas"
    r"|tous|toutes|alle)"
    r" (?:con|avec|mit|en|in|auf|sin|sans|ohne)|au maximum|au moins|como máximo|al menos|höchstens|mindestens"
    r"|(?:die|der|das|alle|jede[rs]?|beide) (?:(?!und\b|oder\b)[\wäöüß-]+ ){1,3}(?:muss|müssen|darf|dürfen)"
    r"|que (?:no )?qued(?:e|en)|queda[n]? (?:doble|bien|con|sin|todo)|qu'(?:il|elle)s? soi(?:t|ent)"
    r"|(?:les?|la|l'|chaque|el|la|los|las) ?(?:(?!et\b|y\b|ou\b|o\b)[\w'-]+ ){1,3}(?:doi(?:t|vent)"
    r"|deben?(?! haber)|tienen? que)(?! v\w+ir| ir\b| partir| le | la | me )"
    r"|(?:er|sie|es|das|der|die) (?:muss|müssen|darf|dürfen|soll|sollen|sollte|sollten)(?! ich| wir)"
    r"|(?:il|elle|ils|elles|ça) (?:doit|doivent)|(?:tiene|tienen) que (?:ser|estar|llevar|ir|caber)"
    r"|deben? (?:ser|estar|llevar|tener|incluir|ir|caber)|(?:chaque|cada|jede[rs]?) \w+(?: \w+)?"
    r" (?:doit|muss|debe|tiene que)) [^,.;?!]{4,70})",
    re.IGNORECASE,
)
"""Behind an order how each of the things is to be: "40 cajas, cada una con la etiqueta"."""


def criteria(draft: Draft, goal: Goal | None, language: str, author: str | None) -> tuple[Criterion, ...]:
    """`goal`: none where it is too vague to imply anything; `author`: who learns what is found out."""
    if language not in LANGUAGES:
        return _plain(draft, goal, author)
    thing = goal.words.rpartition(" ")[0] if goal and language == "de" else None
    stated = [
        Criterion(text=fact(part, language, thing), quote=part)
        for c in criteria_of(draft, ())
        for part in (halves(c.quote) if language == "de" else wishes(c.quote, language))
    ]
    ends = states_of(goal.words, language, author) if goal else ()
    return (
        *stated,
        *_each(draft, language, thing),
        *(Criterion(text=end, quote="", implied=True) for end in ends),
    )


def _plain(draft: Draft, goal: Goal | None, author: str | None) -> tuple[Criterion, ...]:
    thing = object_of(goal.words) if goal else None
    return tuple(
        c if c.implied else c.model_copy(update={"text": facts.fact(c.text, thing, author)})
        for c in criteria_of(draft, implied(draft, goal, author) if goal else (), facts.stands)
    )


def _each(draft: Draft, language: str, thing: str | None) -> Iterator[Criterion]:
    if found := _EACH.search(draft.key.plain):
        words = draft.key.words[found.start("what") : found.end("what")].rstrip()
        yield Criterion(text=fact(words, language, thing), quote=words)
