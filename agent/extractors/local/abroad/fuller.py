"""A thing by its full name, as an earlier sentence of a German, French or Spanish text calls it. Pure.

Only where the earlier sentences agree on one fuller name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from agent.extractors.local.abroad.german_things import german_fuller
from agent.extractors.local.abroad.sentences import AT_MOST
from agent.text.marks import words

_ARTICLE = r"(?:(?:les?|la|el|los|las) |l')"
_BARE = re.compile(
    rf"(?<![\w'-])(?P<art>{_ARTICLE})(?P<noun>[a-zà-ÿ-]{{3,}})(?=$| (?:à|au|aux|a|al|et|y|chez)\b)",
    re.IGNORECASE,
)
_OF = (
    r"(?P<of> (?:de la |de l'|de los |de las |de |du |des |d'|del )(?P<first>[\w'-]+)"
    r"(?: (?:de la |de l'|de los |de las |de |du |des |d'|del )[\w'-]+)?)(?![\w'-])"
)
_NO_OWNER = words(
    "lundi mardi mercredi jeudi vendredi samedi dimanche janvier février mars avril mai juin juillet août"
    " septembre octobre novembre décembre hier demain aujourd'hui ce cette cet ces soir matin tout tous"
    " lunes martes miércoles jueves viernes sábado domingo enero febrero marzo abril mayo junio julio agosto"
    " septiembre noviembre diciembre ayer mañana hoy este esta estos estas ese esa plus más moins menos nuevo"
    " nouveau semana semaine mes mois año año année él ella ellos ellas elle lui eux notre nuestro"
)
_GENERAL = words(
    "fin début cosa chose parte partie día jour hora heure reste resto suite tour vez fois point"
)


def fuller(goal: str, before: Sequence[str], language: str) -> str:
    """The goal with the first thing in it called by its full name. `before`: nearest first."""
    named = german_fuller(goal, before) if language == "de" else _romance(goal, before)
    return named if len(named.split()) <= AT_MOST else goal


def _romance(goal: str, before: Sequence[str]) -> str:
    found = next((m for m in _BARE.finditer(goal) if m["noun"].lower() not in _GENERAL), None)
    if found is None:
        return goal
    noun = re.compile(rf"(?<![\w-])(?:[\w]+ |l'|d'){re.escape(found['noun'])}{_OF}", re.IGNORECASE)
    called = {m["of"] for text in before for m in noun.finditer(text) if m["first"].lower() not in _NO_OWNER}
    return f"{goal[: found.end()]}{called.pop()}{goal[found.end() :]}" if len(called) == 1 else goal
