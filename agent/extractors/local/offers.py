"""What one offers in a talk and the next one says yes to: a promise. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from agent.extractors.local.lines import Line, SentenceKind

MAY_I = re.compile(
    r"(?:[^\W\d_]+, )?(?:(?:shall|should) (?:i|we)|(?:do you |d'you )?want (?:me|us) to"
    r"|would you like me to) ",
    re.IGNORECASE,
)
"""Before what is offered in a question."""
_OFFERS = re.compile(
    rf"(?:{MAY_I.pattern}|(?:[^\W\d_]+, )?(?:(?:i|we) (?:could|can|might|would be (?:happy|glad) to)"
    r"|(?:i'd be )?(?:happy|glad) to) )(?:also |just )?"
    r"(?!see\b|hear\b|tell\b(?! (?:the|him|her|them|everyone|everybody)\b)|imagine\b|understand\b|not\b"
    r"|be\b|have\b)[a-z]",
    re.IGNORECASE,
)
_AGREES = re.compile(
    r"(?:(?:ok(?:ay)?|oh+|ah|yes|yep|yeah|great|good|perfect|fine|brilliant|lovely|thanks|cool"
    r"|sure)[,.! –-]+)*"
    r"(?:please |then |yes |you )*(?:do(?: that| so| it)?(?: please)?(?=[,.;!]|$)|go ahead|go for it"
    r"|yes,? please"
    r"|let's(?=[,.;!]|$)|please(?=[.!]|$)"
    r"|(?:that|it)(?: would|'d) (?:help|be (?:so |really |very )?(?:great|good|lovely|perfect|brilliant|super"
    r"|wonderful|kind|a (?:great |big )?help)))",
    re.IGNORECASE,
)


def agreed(read: Sequence[tuple[Line, SentenceKind]]) -> Iterator[tuple[Line, SentenceKind]]:
    """The same, where "I could look at the logs", answered by "ok, do that", is promised."""
    replies: set[int] = set()
    for at, (line, kind) in enumerate(read):
        offered = kind is not SentenceKind.HOSTILE and _OFFERS.match(line.plain)
        reply = _agrees(line, read[at + 1 :]) if offered else None
        if reply:
            replies.add(reply.number)
            yield line, SentenceKind.COMMITMENT
        else:
            yield line, SentenceKind.ACK if line.number in replies else kind


def _agrees(offer: Line, after: Sequence[tuple[Line, SentenceKind]]) -> Line | None:
    """What the next one to speak says, where it is yes and asks for nothing more."""
    said = offer.sentence.speaker
    reply = next((line for line, _ in after if line.sentence.speaker != said), None)
    if not said or reply is None or not reply.sentence.speaker:
        return None
    return reply if _AGREES.match(reply.plain) else None
