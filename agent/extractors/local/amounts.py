"""What a bare measure is of: "order ten boxes", where the gloves have run out → "ten boxes of gloves".

English; pure. Only where a sentence just before says what has run out, or counts the same things.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from agent.extractors.local.phrases import is_phrase
from agent.extractors.local.shorten import AT_MOST

_NUMBER = (
    r"(?:\d[\d.,]*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty"
    r"|sixty|a hundred|another|an? (?:new |fresh |spare |extra )?|some (?:more )?|another \w+"
    r"|(?:a )?(?:few|couple of)(?: more)?|a dozen|half a dozen)"
)
_UNIT = (
    r"(?:lit(?:re|er)s?|boxes|box|bags?|rolls?|packs?|packets?|pairs?|crates?|cases?|bottles?|tins?|cans?|kilos?|kg"
    r"|metres?|meters?|reams?|sacks?|tubs?|tubes?|jars?|cartons?|pallets?|bales?|gallons?|pints?|ton(?:ne)?s?"
    r"|lengths?|drums?|trays?|barrels?|kegs?|bundles?|buckets?|bunches|bunch|loaves|loaf|cylinders?|sachets?"
    r"|grams?|refills?|spools?|reels?|blocks?|bars)"
)
_MEASURE = re.compile(
    rf"^(?P<verb>(?:order|get|buy|bring|pick up|fetch|collect|send|provide|need|grab|purchase|pack|stock"
    rf"|source|reorder)(?: (?:me|us|in|up|over))?) (?P<many>{_NUMBER}"
    rf" ?(?:more |new |extra |big |small |large )?{_UNIT})"
    rf"(?P<end>$|,| (?!of\b)(?:from|at|in|on|for|by|before|after|to|and|with|until|today"
    rf"|tomorrow|again|please|if|when|as|so)\b)",
    re.IGNORECASE,
)
_LOW = r"(?:gone|finished|low|used up|running (?:out|low)|run out)"
_ARE_LOW = re.compile(
    rf"(?:^|[,.;:!] |\b(?:but|and|so|also|because|that|oh|btw|as) )(?:the |our )?(?P<what>(?!(?:we|i|they"
    rf"|you|it|he|she|there|that|this)\b)[\w'-]+(?: [\w'-]+){{0,4}}?)"
    rf"(?:'s| is| are|'re| has| have)(?: \w+ly| almost| all"
    rf"| about| just| getting| now| pretty| quite| very| too)* {_LOW}\b",
    re.IGNORECASE,
)
_WE_ARE_OUT = re.compile(
    r"\b(?:out|short|low|shortage|last|nearly through) (?:of|on)"
    r" (?:the |our |any )?(?P<what>[\w'-]+(?: [\w'-]+){0,3})(?=$|[,.;:!?]"
    r"| (?:again|already|since|here|in|on|at|and|so|but|by)\b)"
    r"|\b(?:no|hardly any|not many|not much|only \w+) (?:more )?(?P<none>[\w'-]+(?: [\w'-]+){0,3}?) left\b",
    re.IGNORECASE,
)
_THE_NUMBER = re.compile(
    r"\b(?P<det>(?:of |for |to |with |in |on )?(?:the|all|those|these|both|all the)) "
    r"(?P<number>two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{1,3})"
    r"(?P<end>$|[,.;:]| (?:by|before|and|to|in|on|at|from|for|with|again|today|tomorrow|until|as)\b)"
)
"""For "the reports of the seven"."""
_COUNT = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_TIMES = re.compile(
    r"(?:days?|weeks?|months?|years?|hours?|minutes?|nights?|times?|percent|miles?|degrees?|pm|am|o'clock|euros?"
    r"|pounds?|mornings?|evenings?|afternoons?)$",
    re.IGNORECASE,
)
_AGAIN = re.compile(r"(?: (?:again|already|now|too|though|since|still|yet))+$", re.IGNORECASE)
_NOT_STOCK = re.compile(
    rf"\b(?:office|breath|order|town|action|service|use|date|stock|luck|ideas|reach|sight|control|way|supplies"
    rf"|spirits|morale|prices?|battery|level|numbers?|pressure|keys?|staff|room|space|money|bag|wallet|phone"
    rf"|{_TIMES.pattern})",
    re.IGNORECASE,
)
"""What one is out of, or what is low, without any of it to be had by the box."""
_NUMBERS = dict(zip(_COUNT, range(2, 13), strict=True))


def amounts(goal: str, before: Sequence[str]) -> str:
    """The goal with its first such number named. `before`: nearest first."""
    named = _measured(goal, before) or _numbered(goal, before)
    return named if named and len(named.split()) <= AT_MOST else goal


def _measured(goal: str, before: Sequence[str]) -> str | None:
    found = _MEASURE.match(goal)
    what = next((said for line in before[:2] for said in _run_out(line)), None) if found else None
    if found is None or what is None:
        return None
    return f"{goal[: found.end('many')]} of {what}{goal[found.start('end') :]}"


def _run_out(line: str) -> Iterator[str]:
    for pattern in (_WE_ARE_OUT, _ARE_LOW):
        for found in pattern.finditer(line):
            what = found["what"] or found.groupdict().get("none") or ""
            what = _AGAIN.sub("", what)
            if what and is_phrase(what) and not what[:1].isdigit() and not _NOT_STOCK.search(what):
                yield what[:1].lower() + what[1:] if what[1:].islower() else what


def _numbered(goal: str, before: Sequence[str]) -> str | None:
    found = _THE_NUMBER.search(goal)
    if found is None:
        return None
    kinds = {kind for line in before for kind in _counted(line, found["number"].casefold())}
    return (
        f"{goal[: found.end('number')]} {kinds.pop()}{goal[found.start('end') :]}"
        if len(kinds) == 1
        else None
    )


def _counted(line: str, number: str) -> Iterator[str]:
    """What the line counts as many of: "seven paintings"."""
    same = rf"(?:{number}|{_NUMBERS[number]})" if number in _NUMBERS else number
    for found in re.finditer(
        rf"\b{same} (?P<what>(?:[a-z-]+ )?[a-z-]+)"
        rf"(?= (?:at|in|on|from|of|for|to|with|can|have|are|is|were|who|that"
        rf"|by|and|had|do|on)\b|[,.;:!?]|$)",
        line,
        re.IGNORECASE,
    ):
        what = found["what"]
        if (
            what.endswith(("s", "people", "men", "women", "children"))
            and is_phrase(what)
            and not _TIMES.search(what)
        ):
            yield what
