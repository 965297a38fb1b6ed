"""Who else is said to do something: "Tamika to hold", "Mateus copies", "Bob will". Pure."""

from __future__ import annotations

import re

from agent.extractors.local import cues, verbs
from agent.extractors.local.clauses import STATES
from agent.extractors.local.names import Mention, Names
from agent.text.marks import words

_FOLLOWED = re.compile(
    r"(?: \([^)]{1,30}\)| (?:in|from|at|of) [\w ]{1,20}?)?,? (?:has (?!to)|have (?!to)|still "
    r"|already |also |then |kindly "
    r"|very ){0,3}"
    + cues.THIRD
    + r"[, ]+(?:then |also |just |please |pls |kindly |quickly |now )?(?P<verb>[^\W\d_][\w'-]*)",
    re.IGNORECASE,
)
_PRONOUN = re.compile(
    r"\b(?:he|she|they)(?:'ll| will| is going to| agreed to| offered to) (?:also |then )?(?P<verb>[a-z-]+)"
    r"|\b(?:today|tomorrow|then|now|from now on),? (?:he|she) (?P<now>[a-z]+s)\b"
    r"|(?:^|[,;] )(?P<who>(?-i:[A-Z])[\w'-]+) (?:does|sees to|takes care of|looks after) (?:it"
    r"|that|this|them)\b",
    re.IGNORECASE,
)
_STRANGER = re.compile(
    r"(?P<who>(?<![\w-])" + cues.ROLE + r"|[A-ZÄÖÜÉ][\w'-]+(?: [A-ZÄÖÜÉ][\w'-]+){0,2})"
    r"(?= (?:will|'ll|to|should|must|needs? to|has to|is going to|soll|muss|please|pls|(?:has "
    r"|have )?(?:offered|agreed|promised|volunteered|undertook) to|(?:was|were|is|are) (?:asked|requested"
    r"|instructed|tasked|told) to) )"
)
NO_NAMES = words(
    "I We You They It This That These Those The There He She Who What When Where Why How "
    "Please If All Everyone Someone Somebody Nobody Anyone Client Customer Nothing Everything "
    "One Maybe Also And So But As Need Needs Want Have Has Had Next Still Just Remember Due "
    "Then Now Today Tonight Tomorrow First Second Third Later Again Yes No Ok Okay Well Right Great "
    "Perfect Sorry Kindly Quick Reminder Plus Hence Therefore Meanwhile Instead Otherwise Finally Lastly "
    "Firstly Secondly Action Todo Bitte Merci Gracias "
    "Going Able Happy Ready Thanks According Back Up Es Wir Ich Sie Er"
)
_WILL_HAPPEN = words("decide meet visit close open start take come run arrive")
_CAUSED = re.compile(r"\b(?:get|ask|tell|have|want|remind|help|let|bitte[nt]?|demande[rz]?) $", re.IGNORECASE)
"""Of "get Ostrander to issue it" somebody else is told."""
_STANDS_IN = re.compile(
    r" (?:covers?|stands? in|looks|reports|works) (?:for|to|like|at|in|as)\b| (?:tells|shows"
    r"|gives|informs) (?:me|us)\b"
)
"""What is no outcome: "Lena covers for me"."""
_TOLD = re.compile(
    r"(?: (?:will|shall|should|must|to|needs? to|has to|have to|is going to|is to|are to)"
    r"| (?:has |have |had )?(?:kindly )?(?:agreed|offered|volunteered|promised|undertook|undertaken) to"
    r"| (?:has been|was|were|is|are) (?:asked|requested|instructed|tasked|told) to"
    r"| said (?:that )?(?:he|she|they)(?:'d|'ll| would| will))"
    r" (?:also |then |please |kindly )*(?=[a-z])"
)
_BARE = re.compile(
    r" (?:(?:you|u)(?:'ll)? )?(?=(?P<verb>[a-z]+) (?:the|a|an|all|every|each|this|these|those|both|his|her"
    r"|their|our|your|my|it|them|up|out|off|down|in|back|two|three|\d+)\b)"
)
_IS_DOING = re.compile(r"(?: is| are|'s) (?:also |now |then )?(?P<verb>[a-z]+ing)\b")
GAVE_WORD = re.compile(
    r"\bi(?:'ve| have)? (?:gave|given) (?:him|her|them|\w+) my word\b"
    r"|^(?:also |and |then |so )?promised (?-i:[A-Z])[\w'-]+ (?:to|that|i(?:'d| would))\b"
    r"|\bi (?:promised|swore)(?: (?:him|her|them|it|so))?[ .!]*$"
    r"|\b(?:hab|habe) ich (?:ihm|ihr|ihnen) (?:versprochen|zugesagt)"
    r"|\bje (?:le|la|les) (?:lui |leur )?ai promis|\bse lo prometí",
    re.IGNORECASE,
)
"""Behind what somebody else gets: it is promised by who writes."""
_DECIDED = re.compile(
    r"(?:(?:so|then|also|and|therefore|hence|decided|agreed|resolved|action|result|outcome)\b ?[:,–-]? )?",
    re.IGNORECASE,
)
_THIRD = re.compile(
    r" (?!is |was |has |does |gets |says |knows |thinks |likes |wants |needs |hopes |means |seems |feels "
    r"|owns |receives |lives |sees )[a-z]+(?:[^s\W]s|sses) (?=(?:the|a|an|all|every|each|this|these|both"
    r"|his|her"
    r"|their|our|your|my|it|them|up|out|off|down|in|two|three|\d+)\b)"
)
_BARE_MODAL = re.compile(
    r",? (?:soll|sollte|sollen|muss|müssen|wird|kümmert sich|übernimmt|doit|devra|va|s'occupe|se charge"
    r"|s'est engagée? à|s'engage à|est chargée? d|debe|deberá|se encarga|se compromete a"
    r"|qued[aó]n? (?:en|de)"
    r"|fic(?:a|ou|am) de|vai|deve|trata d[aeo]s?|moet|zal|gaat|regelt|zorgt voor|si occupa d)\b"
)


def third_party(text: str, names: Names) -> tuple[int, int, bool] | None:
    """Span of a name that is said to do something, and whether as its promise."""
    for mention in names.find(text):
        if _CAUSED.search(text[: mention.start]):
            continue
        found = _FOLLOWED.match(text, mention.end)
        if (found and verbs.base(found["verb"])) or (
            found and found["verb"].casefold() in verbs.ACTIONS_DE | verbs.ACTIONS_FR
        ):
            return (
                mention.start,
                mention.end,
                "will" in found[0] or "offer" in found[0] or "agree" in found[0] or "'ll" in found[0],
            )
        if _BARE_MODAL.match(text, mention.end):
            return mention.start, mention.end, False
        after = text[mention.end :].split(None, 1)
        if (
            after
            and text[mention.end : mention.end + 1] == " "
            and (verbs.third_person(after[0]) or verbs.third_person_de(after[0]))
            and len(after) > 1
            and not _STANDS_IN.match(text, mention.end)
        ):
            return mention.start, mention.end, False
    return _stranger(text)


def told(text: str, names: Names) -> re.Match[str] | None:
    """What stands between the name and the verb at the start of work.

    For "Colin will bleed it", "Colin you bleed it", "Kestrel take down the bay".
    """
    start = names.at_start(text)
    if start is None:
        return None
    bare = _BARE.match(text, start.end)
    past = bare and bare["verb"] in verbs.SAME_IN_PAST and not bare[0].strip()
    orders = bare and verbs.is_base(bare["verb"]) and bare["verb"] not in STATES and not past
    return bare if orders else _TOLD.match(text, start.end)


def doing(text: str, names: Names) -> Mention | None:
    """For "Agnieszka is having them back on by eight": who is about to do it."""
    for mention in names.find(text):
        found = _IS_DOING.match(text, mention.end)
        if found and verbs.base(found["verb"]):
            return mention
    return None


def acts(text: str, names: Names) -> Mention | None:
    """For "So: Bogdan sands the loop every day": a known name and any verb of the third person."""
    lead = _DECIDED.match(text)
    at = lead.end() if lead else 0
    start = names.at_start(text[at:])
    if start is None or not _THIRD.match(text, at + start.end):
        return None
    return Mention(at + start.start, at + start.end, start.name)


def pronoun_promise(text: str) -> re.Match[str] | None:
    """For "she will do the report": somebody named before."""
    found = _PRONOUN.search(text)
    if found is None or found["who"]:
        return found
    return found if verbs.base(found["verb"] or "") or verbs.third_person(found["now"] or "") else None


def _stranger(text: str) -> tuple[int, int, bool] | None:
    """A capitalised name that nobody told us of: "Bob will call them"."""
    for found in _STRANGER.finditer(text):
        if verbs.is_base(found["who"]):
            continue
        if found["who"].split()[0] in NO_NAMES and not re.fullmatch(cues.ROLE, found["who"]):
            continue
        follows = _FOLLOWED.match(text, found.end())
        at_start = not text[: found.start()].strip()
        happens = follows and "will" in follows[0] and follows["verb"].casefold() in _WILL_HAPPEN
        if follows and not happens and verbs.base(follows["verb"]) and (at_start or " to " not in follows[0]):
            return found.start(), found.end(), "will" in follows[0] or "'ll" in follows[0]
    return None
