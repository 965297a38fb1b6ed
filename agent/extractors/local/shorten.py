"""A goal cut to fifteen words: whole clauses go, from the end, never half of one. Pure."""

from __future__ import annotations

import re

from agent.extractors.local.tails import parted

AT_MOST = 15
_LEAST = 3
_MARKS = re.compile(r"\*\*|__|~~|`|^[#>]+ |\bhttps?://\S+")
_PIECES = re.compile(
    r"(?<=\w)\. (?=\w)|\s+[-–—]+\s+|;\s+|\s*>>\s*|\.{2,}\s*|(?<=[a-z\d)]): (?=[a-z]|I |We |Please )"
)
_ALWAYS = re.compile(
    r"(?:,|\s[-–—]) (?:and |but |so )?(?:nothing|no|not|ok(?:ay)?|right|shall we|will you|yes"
    r"|lol|high|low|top"
    r"|urgent|normal|if|when|since|maybe|ideally"
    r"|preferably|same|thanks|cheers|sorry|otherwise|because|to be|starting|beginning|first one"
    r"|it is|it's|this is|that's|that is"
    r"|that (?:by|before|on|until|within|at)|which|who|they|he|she|we|i|you|as)\b[^,;]*$",
    re.IGNORECASE,
)
_REASON = re.compile(
    r"\s+(?:because|so that|since (?:we|i|they|the)|(?<!soon )(?<!long )(?<!far )(?<!much )"
    r"(?<!many )(?<!well )(?<!quickly )as (?:we|they|i|the \w+ (?:team|is|are|will))"
    r"|before (?:then|he|she|they|we|it|anything|someone)\b|otherwise|in case(?! (?:no\b|#|[A-Z]?\d)))\b.*",
    re.IGNORECASE | re.DOTALL,
)
_WEAKER = tuple(
    re.compile(p, re.IGNORECASE | re.DOTALL)
    for p in (
        (
            r"(?:,|;|\.|\s[-–—])\s+(?:and|but|so|or|then|which|who|where|because|as|if|when|while|since"
            r"|until|otherwise)\b"
            r"(?!.*(?:,|;|\.|\s[-–—])\s+(?:and|but|so|or|then|which|who|where|because|as|if|when|while"
            r"|since|until)\b).*$"
        ),
        r",\s+[^,]*$",
        (
            r"\s+(?:which|who|where|when|while|until|if|as|although|so)\s+(?!.*\s(?:which|who|where"
            r"|when|while|until|if|as)\s).*$"
        ),
        r"\s+and\s+(?!.*\sand\s).*$",
        (
            r"\s+(?:including|with|without|for|from|about|regarding|via|in|on|at)\s+(?!.*\s(?:including"
            r"|with|without|for|from"
            r"|about|regarding|via|in|on|at)\s).*$"
        ),
    )
)
"""What goes when a goal is too long, in this order; each takes the last clause of its kind."""
_ENDS_SO = re.compile(
    r"^(?:tell|find out|ask|check|see|clarify|confirm|show|explain|establish|answer) (?:.* )?"
    r"(?:whether|if|where|when|what|which|who|whom|how|why)\b(?: [\w'-]+){2,}"
    r" (?:is|are|was|were|in|on|to|for|from|with|of|at)$"
    r"|^(?:get|let|bring|hand|plug|put|turn|fill|switch|leave|pull|have|keep|log|call)"
    r" (?:the|a|an|your|our|my|his|her|their|all|both|these|those|that|this|[A-Z][\w-]*)\b(?: [\w'-]+){0,6}"
    r" (?:in|on|to)$",
    re.IGNORECASE,
)
"""A question turned round may end so, and what a verb is parted from: "get the fitter in"."""
_DANGLING = re.compile(
    r"[ ,]+(?:or so|as (?:soon|long|far|well)"
    r"|or thereabouts|give or take|at the latest|and|or|the|a|an|to|of|for|with|by|in|on|at"
    r"|before|until|till|from|as|that|this"
    r"|und|et|y|starting"
    r"|beginning|due|first|ready|is|are|latest|no later than|(?:by|at|before|until|for) (?:about "
    r"|around |then|noon|lunch(?:time)?"
    r"|\d{1,2}(?:[:.]\d\d)?(?: ?[ap]\.?m\.?| o'clock)?))$",
    re.IGNORECASE,
)


def core(text: str, asks: re.Pattern[str]) -> str:
    """The piece of a sentence that asks, without what leads up to it: "So not now - please have …"."""
    pieces = [p for p in _PIECES.split(_MARKS.sub("", text)) if p.strip()]
    asking = [p for p in pieces if asks.match(p.lstrip())]
    if len(pieces) > 1 and asking and not asks.match(pieces[0].lstrip()):
        return asking[0].strip()
    return _MARKS.sub("", text)


def shorten(text: str) -> str:
    """At most fifteen words, the core of the sentence kept."""
    text = re.sub(r"\([^()]{25,}\)|\(\s*\)|\((?:he|she|they|it|i|we)\b[^()]*\)", "", _MARKS.sub("", text))
    text = _plain(_REASON.sub("", text))
    work = parted(text).work
    text = _plain(work) if " " in work else text
    for _ in range(_LEAST):
        text = _kept(text, _ALWAYS.sub("", text))
    for pattern in _WEAKER:
        while _is_long(text) and (cut := _kept(text, pattern.sub("", text))) != text:
            text = cut
    whole, text = not _is_long(text), " ".join(text.split(" ")[:AT_MOST])
    while not (whole and _ENDS_SO.search(text)) and (cut := _DANGLING.sub("", text).strip(" ,;:-")) != text:
        text = cut
    return text[:1].upper() + text[1:]


def _kept(before: str, after: str) -> str:
    """The shorter form, unless hardly anything would be left of it."""
    after = _plain(after)
    return after if len(after.split(" ")) >= _LEAST else before


def _is_long(text: str) -> bool:
    return len(text.split(" ")) > AT_MOST


def _plain(text: str) -> str:
    text = re.sub(r"\s+([,.;:!?])", r"\1", re.sub(r"\s+", " ", text))
    return text.strip(" ,.;:!?-–—>\"'")
