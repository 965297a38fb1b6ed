"""Sentences of other languages that tell what is done already. Pure."""

from __future__ import annotations

import re
from functools import lru_cache

from agent.extractors.local.abroad import french
from agent.extractors.local.abroad.moods import Mood

_I = re.IGNORECASE
_LONGEST = 300
_TOLD = {
    "de": re.compile(
        r"[^,;:?]*?\b(?:hab|habe|hat|haben|wurde|wurden|ist|sind|habt)\b(?: [^,;:?.]*?)? (?!noch )"
        r"(?:[a-zäöü]*ge[a-zäöüß]+(?:t|en)|(?:be|er|ver|ent|über|unter)[a-zäöüß]+(?:t|en)"
        r"|[a-zäöüß]+iert|erledigt)(?=\s*(?:[,;:.!]|und |$))",
        _I,
    ),
    "fr": re.compile(
        r"[^,;:?]*?(?<!\w)(?:a|ont|ai|j'ai|avons|as|avez|l'a|les a|l'ai|les ai|est|sont) (?:déjà "
        r"|bien |aussi |enfin |été |tous? |toutes )*"
        r"(?!pas\b)[^\W\d_]{2,}(?:é|ée|és|ées|i|ie|is|ise|it|ite|u|ue|us|ues|ert)(?![\w'-])",
        _I,
    ),
    "es": re.compile(
        r"[^;:?]*?\b(?:(?:ha|han|he|hemos|has|está|están) (?:ya |sido )?[^\W\d_]+(?:ado|ada|ido|ida"
        r"|to|ta|cho|cha)s?\b"
        r"|ya (?:(?:lo|la|los|las|se|le|les|te) )*[^\W\d_]+(?:é|ó|aron|ieron|steis|í)(?![\w])"
        r"|(?:lo|la|los|las|se) [^\W\d_]+(?:ó|aron|ieron)(?!\w))",
        _I,
    ),
}
_OPEN = re.compile(
    r"\?|\b(?:noch nicht|noch kein|pas encore|todavía no|aún no|bitte|muss|müssen|soll|sollen|sollte"
    r"|faut|doit|doivent|merci de"
    r"|s'est engagé|promis|chargé|convenu|quedó|quedado|comprometido|encargado|acordado|tiene que"
    r"|hay que|favor|erst|zugesagt|beauftragt|gebeten"
    r"|nicht|défectueux|en panne|roto|rota|kaputt|défaut|mal)\b",
    _I,
)
_MADE = re.compile(
    r"(?P<made>[^\W\d_]+(?:é|és|ée|ées|i|is|u|us))(?= (?:le|la|les|l'|un|une|des|du|\d|à|par|au)\b| l')", _I
)


def is_told(text: str, language: str) -> bool:
    """For "La mairie a changé les serrures", "El autoclave lo arregló mantenimiento"."""
    told = _TOLD.get(language)
    found = told.match(text[:_LONGEST]) if told else None
    return found is not None and not _OPEN.search(found[0]) and not text.rstrip().endswith("?")


def is_listed(text: str) -> bool:
    """For "commandé les encres", in a French list of what was and is to be done."""
    found = _MADE.match(text)
    return found is not None and re.sub(r"e?s?$", "", found["made"].lower()) in _participles()


@lru_cache(maxsize=1)
def _participles() -> frozenset[str]:
    return frozenset(p for verb in french.forms(Mood.BARE) if (p := french.participle(verb)))
