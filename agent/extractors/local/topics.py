"""Whether a sentence only points at what it is about. Pure."""

from __future__ import annotations

import re

from agent.models import Channel, Intake

_OBJECT = re.compile(
    r"\b[a-z]+ (?:it|this|that|them|these|those|one)(?= (?:by|within|before|until|to|in|on|at|for|from"
    r"|off|up|out|over|back|today|tomorrow|asap|again|once|please|with|as|when|if|right|now)\b|[,.;:!?]|$)",
    re.IGNORECASE,
)
_ABOUT_IT = re.compile(r"\b(?:darum|dafür|davon|m'en|t'en|s'en|de ello|de eso)\b", re.IGNORECASE)
REPLY = re.compile(r"(?:(?:re|fwd?|aw|wg|tr|rv|sv)\s*:\s*)+", re.IGNORECASE)


def is_anaphoric(text: str) -> bool:
    """Is the object of the sentence only a pronoun?"""
    verb = _OBJECT.search(text)
    return bool(verb or _ABOUT_IT.search(text)) or bool(
        re.search(
            r"\b(?:take|do|confirm|check|fix|swap|send|handle|sort|repair|replace|chase|finish|update"
            r"|ring|call|use|diese|change|lassen Sie) (?:it|this|that|them|these|those|diese[nrs]?)\b",
            text,
            re.IGNORECASE,
        )
    )


def subject_of(intake: Intake) -> str | None:
    """What a mail is headed by."""
    found = re.search(
        r"^(?:subject|betreff|objet|asunto|onderwerp|assunto|oggetto):[ \t]*(.+)$",
        intake.text[:5000],
        re.IGNORECASE | re.MULTILINE,
    )
    return found[1] if found and intake.channel is Channel.EMAIL else None
