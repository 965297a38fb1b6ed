"""How people say what would be, if: nobody asks for it. Tables of patterns, no logic."""

from __future__ import annotations

import re

from agent.extractors.local.cues import any_of

UNREAL = any_of(
    r"(?:you|one|he|she|they|somebody|someone|i|we)(?:'d| would) (?:then |also |probably |first )?have to"
    r" (?!have\b|ask (?:you|all|every))\w+",
    r"for a living\b",
    r"(?:man (?:müsste|sollte|könnte)|(?:müsste|sollte|könnte) man) (?:[\w]+ )??(?:mal|langsam|irgendwann"
    r"|eigentlich|vielleicht)\b",
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
    r"|dankbar|freuen|schön|toll|nett|super|lieb|hilfreich|reconnaissant|gentil|sympa|amable|agradec"
    r"|grat[oi]"
    r"|fijn|graag",
)
"""With these, "if you could …" asks."""

SPARED = any_of(
    r"(?:i|we) (?:really )?(?:do not|don't|didn't) (?:need|expect|ask|require) (?:anybody|anyone|somebody"
    r"|someone|you|them|her|him|people|any of you) (?:[\w' ]{1,30} )?to\b(?![^.?!]*\b(?:but|just|only"
    r"|please)\b)",
    r"(?:i|we) want (?:that|it|this) (?:said|known|understood|noted|clear|on record)\b",
    r"(?:nobody|no one|none of (?:you|us)) (?:needs|has|need|have) to\b",
    r"(?:nobody|no (?:problem|matter|need)|not worth|(?:doesn't|does not) (?:matter|bother|disturb)|but"
    r"|so)\b"
    r"[^.?!]{0,40}\bleave (?:it|that|this|them)(?: please| alone| be| as (?:it is|they are))?[ .!]*$",
    r"(?:ich|wir) brauchen? niemanden|niemand (?:muss|braucht)\b",
    r"personne n'a besoin|nadie tiene que|no necesito que",
)
"""For "I don't need anybody to come": nobody is asked."""

TOLD_OTHERS = any_of(
    r"(?:i|we)(?:'ve| have| had|'d)? (?:already |just |now )?(?:told|asked|instructed|reminded|warned) "
    r"(?!you\b|everyone\b|everybody\b)(?:(?!that\b|if\b|whether\b)[\w'-]+ ){1,4}?(?:not )?to [a-z]+",
)
"""For "I've told the agency to stop": what others were told before, and is no longer asked here."""

REMARK = re.compile(
    r"(?:(?:that was|it was|that's|very|really|most|quite) )*(?:interesting|good|nice|great|lovely|fun"
    r"|funny|sad"
    r"|strange|odd|a (?:joy|pleasure|delight)) to (?:read|see|hear|know|meet|learn)\b"
    r"|(?:do )?(?:have|enjoy) (?:a|an|your|the) (?:\w+ ){0,3}(?:trip|journey|flight|drive|crossing"
    r"|voyage|stay"
    r"|time|break|rest|party|evening|lunch|supper|summer|winter|christmas|easter)\b",
    re.IGNORECASE,
)
"""What is said out of kindness."""
