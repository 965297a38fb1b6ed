"""Who promises without a will: "I rewrite chapter 2". Pure."""

from __future__ import annotations

import re

from agent.extractors.local import cues, verbs
from agent.extractors.local.clauses import STATES

_I_DO = re.compile(r"(?:and |so |then )?i (?:also |then |myself )?(?P<verb>[a-z-]+) (?!to\b)", re.IGNORECASE)
_I_ABROAD = re.compile(r"(?<![\w'])(?:ich|je|yo|eu|ik|io)(?!\w)|(?<![\w'])j'", re.IGNORECASE)
_I_ASK = re.compile(
    r"(?:brauche?|möchte|hätte|bitte|habe|bin|war|würde) ?ich|ich (?:brauche?|möchte|hätte|bitte|habe"
    r"|bin|war|würde)"
    r"|j'ai|je (?:voudrais|souhaite|suis|demande|vous saurais)|yo (?:necesito|quiero)|eu (?:preciso"
    r"|quero|gostaria)"
    r"|ik (?:heb|wil|zou|ben)|io (?:ho|vorrei|sono)",
    re.IGNORECASE,
)

BEGS = re.compile(
    r"\bje (?:vous|te) (?:prie|remercie|demande|serais)\b|\bich bitte (?:sie|dich|euch)\b"
    r"|\b(?:le|les|te|os) (?:ruego|pido|agradezco|agradecería)\b|\bi (?:beg|urge|ask) (?:of )?you\b",
    re.IGNORECASE,
)
"""Says "I" and asks somebody else."""


def says_i(text: str) -> bool:
    """For "I rewrite chapter 2", "den Entwurf stelle ich zu", "los pido yo": a promise without a will."""
    if found := _I_DO.match(text):
        acts = verbs.is_base(found["verb"]) and found["verb"].casefold() not in STATES
        return acts and not cues.ASK.search(text)
    text = BEGS.sub("", text)
    asks = "?" in text or cues.ASK_OTHERS.search(text) or _I_ASK.search(text)
    return not asks and bool(_I_ABROAD.search(text))
