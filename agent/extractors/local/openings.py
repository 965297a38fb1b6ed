"""How sentences open that ask or promise, before the work itself. Tables of patterns, no logic."""

from __future__ import annotations

import re

SURE = 5
"""The first openings are so plain that any verb may follow them."""
MODAL = (
    r"(?:will|'ll|is going to|are going to|should|must|needs? to|has to|have to|ought to|shall"
    r"|can|could|would|is to|are to|to)"
)
ADVERBS = r"(?:also |then |just |please |kindly |maybe |really |urgently |now |already |still )*"
BEFORE = re.compile(
    r"^(?:\([^()]{1,40}\)\s*[-–:]*\s*|(?:action|todo|to-do)\b\W{1,3}|(?:low|high|top) priority,?"
    r" (?:but |and )?"
    r"|(?:from now(?: on)?|as of (?:today|now)|starting now),? |(?:then|so|ok|and|right|well),? (?=@))",
    re.IGNORECASE,
)
"""What stands before the work and is no part of it."""
OPENINGS = tuple(
    re.compile(p, re.IGNORECASE)
    for p in (
        rf".{{0,60}}?\b(?:would|do) you mind {ADVERBS}",
        r".{0,60}?\b(?:i'm|i am|we're|we are) (?=\w+ing (?:it|that|this|them|the|a|an|my|our)\b)",
        r".{0,60}?\b(?:would|could) you (?:please )?be (?:so (?:kind|good) (?:as )?|able )to ",
        (
            rf".{{0,60}}?\b(?:can|could|would|will|may) (?:you|u|ya|someone|somebody|anyone|anybody"
            rf"|(?:one|either|any|both) of (?:you|us)|i|we) {ADVERBS}"
        ),
        (
            rf".{{0,40}}?\b(?:would (?:\w+ )?(?:help|be \w+)|(?:be|very|most|much) (?:grateful|obliged"
            rf"|appreciat\w+)(?: it)?|appreciate(?: it)?) if (?:you|someone|we|the \w+)(?: could| can| "
            rf"would)? {ADVERBS}"
        ),
        rf".{{0,40}}?\b(?:i|we)(?:'d| would)? {ADVERBS}(?:need|want|like) (?:you|someone) to {ADVERBS}",
        (
            r".{0,40}?\b(?:i|we|you)(?:'ll| will| shall|'m going to| am going to|'re going to| must| "
            r"need to| have to| should| ought to| can|'d| would) (?:really |also |then |just |please "
            r")*"
        ),
        (
            rf".{{0,40}}?\b(?:someone|somebody|one of us|anyone|everyone)(?: (?:from|in|on) [\w "
            rf"]{{1,40}}?)? {MODAL} {ADVERBS}"
        ),
        (
            r".{0,40}?\b(?:i|he|she|they) (?:very |has |have )?(?:kindly )?(?:promised|agreed|offered"
            r"|volunteered) to "
        ),
        r".{0,30}?\b(?:she|he|they|the \w+) (?:wants?|needs?|asks?|asked|would like) (?:you|us|someone) to ",
        r"(?:[\w!.]+ ){0,2}?ill ",
        r".{0,30}?\blet me ",
        r".{0,30}?\blet's ",
        (
            r".{0,20}?\b(?:must|gotta|need to|have to|remember to"
            r"|(?:don't|do not) forget to|(?:make|be) sure to) "
        ),
        rf"(?:{ADVERBS}|so |and )*(?:please|pls|plz|kindly|bitte|veuillez|merci de|por favor) {ADVERBS}",
        r"ich (?:werde|kümmere mich um) ",
        (
            r"(?:könn(?:t)?en|würden) (?:sie"
            r"|wir) (?:bitte )?"
        ),
        r"(?:kannst|könntest|würdest) du (?:bitte )?",
        (
            r"pourr(?:iez|ais)-(?:vous"
            r"|tu) "
        ),
        r"(?:(?:so|ok|okay|then|and)[ ,]+)?(?:you|i|we) ",
        r"(?:(?:so|and|also)[ ,]+)?(?:can|could|would|will) (?:the (?:\w+ ){1,3}?|\w+ )(?:also |please )?",
        r"(?:peux-tu|pouvez-vous|peux tu|est-ce que tu peux) ",
        r"(?:yo )?me encargo de |je m'occupe (?:de |du )|ich kümmere mich um ",
        r"je vais ",
        r"(?:podrías?|puedes) ",
        r"voy a ",
    )
)
