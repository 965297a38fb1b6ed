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
    r"(?!see\b|hear\b|tell\b|imagine\b|understand\b|not\b|be\b|have\b)[a-z]",
    re.IGNORECASE,
)
_AGREES = re.compile(
    r"(?:(?:ok(?:ay)?|yes|yep|yeah|great|good|perfect|fine|brilliant|thanks|cool|sure)[,.! –-]+)*"
    r"(?:please |then |yes )*(?:do(?: that| so| it)?(?: please)?(?=[,.;!]|$)|go ahead|yes,? please"
    r"|that(?: would|'d) (?:help|be (?:great|good|lovely|perfect|brilliant|super|wonderful|a help)))",
    re.IGNORECASE,
)
_UNSETTLED = frozenset({SentenceKind.OTHER, SentenceKind.ACK, SentenceKind.QUESTION, SentenceKind.REQUEST})


def agreed(read: Sequence[tuple[Line, SentenceKind]]) -> Iterator[tuple[Line, SentenceKind]]:
    """The same, where "I could look at the logs", answered by "ok, do that", is promised."""
    for at, (line, kind) in enumerate(read):
        taken = kind in _UNSETTLED and _OFFERS.match(line.plain) and _agrees(line, read[at + 1 :])
        yield line, SentenceKind.COMMITMENT if taken else kind


def _agrees(offer: Line, after: Sequence[tuple[Line, SentenceKind]]) -> bool:
    """Does the next one to speak say yes?"""
    said = offer.sentence.speaker
    reply = next((line for line, _ in after if line.sentence.speaker != said), None)
    return bool(said and reply and reply.sentence.speaker and _AGREES.match(reply.plain))
