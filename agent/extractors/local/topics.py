"""What a sentence is about, and whether it only points at it. Pure."""

from __future__ import annotations

import re

_OBJECT = re.compile(
    r"\b[a-z]+ (?:it|this|that|them|these|those|one)(?= (?:by|within|before|until|to|in|on|at|for|from"
    r"|off|up|out|over|back|today|tomorrow|asap|again|once|please|with|as|when|if|right|now)\b|[,.;:!?]|$)",
    re.IGNORECASE,
)
_ABOUT_IT = re.compile(r"\b(?:darum|dafür|davon|m'en|t'en|s'en|de ello|de eso)\b", re.IGNORECASE)
_SUBJECT_NP = re.compile(
    r"(?P<what>.{3,80}?)(?= (?:is|are|isn't|aren't|was|were|has|have|hasn't|keeps?|lapses|went"
    r"|goes|does|doesn't|can't|still|needs?|must|which|fehlt|fehlen|ist|sind|est)\b|[,.:;?!(]"
    r"|$)",
    re.IGNORECASE,
)
REPLY = re.compile(r"(?:(?:re|fwd?|aw|wg|tr|rv|sv)\s*:\s*)+", re.IGNORECASE)


def topic_of(text: str) -> str:
    """What a sentence is about: the words before its verb."""
    text = re.sub(
        r"^.{0,40}?\b(?:said|says|told (?:us|me)|agrees?|mentioned|reports?|reported|thinks?"
        r"|noticed|aufgefallen,) (?:that |dass )?",
        "",
        text.strip(),
        flags=re.IGNORECASE,
    )
    text = re.sub(r"^[A-Z]\w+, (?=(?:the|our|my|we|a|an) )", "", text)
    bare = re.sub(
        r"^(?:but|and|so|about|as per|there'?s?|only thing|also)[, ]+", "", text.strip(), flags=re.IGNORECASE
    )
    found = _SUBJECT_NP.match(bare)
    what = found["what"] if found else bare
    short = " ".join(REPLY.sub("", what).split()[:7]).strip(" ,.-")
    return (
        ""
        if re.match(
            r"(?:i|we|he|she|it|they|you|this|that|nobody|everyone|no|oh|ok|yes|sorry|thanks|good|great"
            r"|so|then|ugh|lol|hi|hello|morning)\b",
            short,
            re.IGNORECASE,
        )
        else short
    )


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
