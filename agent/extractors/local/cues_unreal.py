"""How people say what would be, if: nobody asks for it. Tables of patterns, no logic."""

from __future__ import annotations

from agent.extractors.local.cues import any_of

UNREAL = any_of(
    r"if (?:[\w' ]{1,40}? )?(?:ever|were|had|wanted|won)\b[^.?!]*"
    r"\b(?:would|could|might|we'd|i'd|they'd)\b",
    r"had (?:someone|somebody|we|i|they|it|he|she) [^.?!]*\b(?:would|'d)\b",
    r"(?:somebody|someone|one|they|it|(?:the|room|hall) [\w ]{1,20}?) "
    r"would (?:then |also |at last )?have to\b",
    r"(?:sollten?|falls|wenn)\b[^.?!]*\b(?:müssten?|würden?|hätten?|bräuchten?)\b",
    r"s(?:i|')(?: \w+){0,3}? ?\w+(?:ais|ait|ions|aient)\b[^.?!]*\w+r(?:ais|ait|ions|aient)\b",
    r"si [^.?!]*\w+(?:ara|iera|ese|áramos|iéramos|aran|ieran)\b[^.?!]*\w+ría\w*",
    r"se [^.?!]*\w+(?:asse|esse|isse|ássemos|êssemos|assem|essem)\b",
    r"als (?:we|ik|ze|hij|zij|er) [^.?!]*\b(?:zou|zouden)\b",
    r"se [^.?!]*\w+(?:assi|essi|issi|asse|esse|assero|essero)\b[^.?!]*\w+re(?:i|bbe|mmo|bbero)\b",
)

KIND_WISH = any_of(
    r"grateful|appreciat|great\b|good\b|nice\b|lovely|helpful|happy|glad|love\b|kind\b|obliged|welcome"
    r"|dankbar|freuen|schön|toll|nett|super|lieb|hilfreich|reconnaissant|gentil|sympa|amable|agradec|grat[oi]"
    r"|fijn|graag",
)
"""With these, "if you could …" asks."""
