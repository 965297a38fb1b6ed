"""What is said to be wanted, owed or still to come, put as an order: "the racks need moving" → "move the
racks", "only the forms are still outstanding with me" → "send me the forms". English; pure.
"""

from __future__ import annotations

import re

from agent.extractors.local import verbs
from agent.extractors.local.tails import has_verb, is_clause
from agent.text.marks import words

_THING = r"(?P<what>(?!(?i:i|we|you|he|she|they|who|what|there|nobody|everybody|somebody)\b)[^,;:?!]{2,90}?)"
_US = r"(?:me|us)\b"
_WANTS_DOING = re.compile(
    r"(?:(?:also|but|and|so|then),? )?(?:" + _THING + r" )?(?:still |also |really |all |badly |both )*"
    r"(?:wants?|needs?|requires?|could do with|will need|(?:is|are) (?:long )?(?:due|overdue) for)"
    r" (?:a (?:good|proper) )?(?P<verb>[a-z-]+ing)\b(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_AFTER_VERB = re.compile(
    r"\s*(?:$|[,.;:!?(–—-])|\s+(?:in|on|at|by|to|from|with|for|off|out|up|down|over|back|again|before|after"
    r"|and|or|into|under|as|until|till|properly|please|pls|thoroughly|a|an|one|half|now|too|away|round"
    r"|this|next|today|tomorrow|\w+ly)\b",
    re.IGNORECASE,
)
_LACKING = r"(?:outstanding|missing|lacking|to come)"
_NAMED = r"(?:the|your|a|an|any|his|her|their|\d+|two|three|some)\b[^,;:?!]{2,90}"
_TO_COME = tuple(
    re.compile(p, re.IGNORECASE | re.DOTALL)
    for p in (
        (
            rf"(?:(?:but|and|so|now|that leaves),? )?(?:only |just )?{_THING} (?:is"
            rf"|are|'s|'re) (?:still |now |yet "
            rf"|all )*(?:{_LACKING}|owed|owing|due|overdue)(?: here)? (?:(?:with|to|for) {_US}"
            rf"|from (?:you|your "
            r"(?:side|end|part))\b|(?:on|at) (?:my|our) (?:side|end|part|desk)\b)"
        ),
        (
            rf"(?:still |only |all that is )*(?:{_LACKING}|open)(?: (?:with {_US}|from you"
            r"|on (?:my|our) (?:side|end)))?: (?P<what>[^,;:?!]{2,90})"
        ),
        (
            r"(?:.{0,20}?\b)?(?:i'm|i am|we're|we are) (?:still |just |only )+(?:missing|short of|lacking"
            rf"|waiting (?:for|on)) (?P<what>{_NAMED})"
        ),
        (
            r"(?:.{0,20}?\b)?(?:i|we) (?:still )?(?:(?:have|'ve) not|haven't|never|did not"
            r"|didn't)(?: yet| ever)?"
            rf" (?:had|got|gotten|received|get|receive) (?P<what>{_NAMED})"
        ),
        (
            rf"(?:what|all(?: that)?)(?:'s| is)?(?: still)? {_LACKING}(?: from you)?"
            r" (?:is|are) (?P<what>[^,;:?!]{2,90})"
        ),
        (
            rf"(?:.{{0,12}}?\b)?you (?:still )?owe {_US} (?P<what>(?!\w+ (?:one|favour"
            r"|favor)\b)[^,;:?!]{2,90})"
        ),
        (
            r"(?:.{0,12}?\b)?(?:i|we)(?:'d| would) (?:really |very much )?(?:like|love|prefer) to (?:have|get"
            r"|receive) (?:back )?(?:from you )?(?:on [^,;]{1,30}? )?"
            r"(?P<what>(?:the|your|a|an|all|both|my|our)\b.{2,120})"
        ),
        (
            r"(?:.{0,12}?\b)?any (?:joy|luck|sign|chance) (?:yet )?(?:with|of|on|in getting)"
            r" (?P<what>(?!\w+ing\b).{3,90})"
        ),
    )
)
"""What is outstanding, missing, waited for, owed or asked after."""
_MUST_MOVE = re.compile(
    r"(?P<what>(?:the|that|this|those|these|it|our|both|all)\b[^,.;:?!]{0,50}?) (?:must|ha(?:s"
    r"|ve) to|needs? to|should"
    r"|(?:is|are) to) (?:come|go) (?P<where>out|off|down|away|back(?: (?:in|on|up|out))?)"
    r"(?P<rest>(?: (?:and|at|before|by|again|on|from)\b|[,.;!]|$).*)",
    re.IGNORECASE | re.DOTALL,
)
_MOVES_ITSELF = re.compile(
    r"(?:(?:er|or|ist|ian|ant|man|men|people|team|crew|lad|guy|bus|train|van|coach|bill|report|price|news"
    r"|lights?|child|children)s?|rest|prices)$",
    re.IGNORECASE,
)
_OWED = re.compile(
    r"(?P<what>[^,;:?!]{3,60})(?::| [-–—]) i (?:still )?owe (?P<whom>you|them|him|her)(?: (?:both|all|two))?"
    r" (?:that|this|it|those|these|one)\b(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_I_OWE = re.compile(
    r"(?:.{0,12}?\b)?(?:i|we) (?:still )?owe (?P<whom>you|them|him|her)(?: (?:both|all|two))? "
    r"(?P<what>(?:the|a|an|that|some|those|these|my|our)\b(?! (?:favour|favor|apology|drink|pint"
    r"|lot|beer|lunch)).+)",
    re.IGNORECASE | re.DOTALL,
)
_PASSIVE = re.compile(
    r"(?P<what>.{2,90}?) (?:must|needs? to|ha(?:s|ve) to|should|ought to|is to|are to|to"
    r"|will) be (?:\w+ly )?(?P<verb>\w+)\b(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_PUT = re.compile(
    r"(?P<what>[^,;:?!]{3,60}?) (?P<where>(?:in|on) (?:my|our) (?:tray|in-?tray|inbox|desk|table"
    r"|post ?box|mailbox"
    r"|pigeon ?hole|shelf|chair|hands?|locker|drawer))\b(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_SEND = re.compile(
    r"(?P<what>[^,;:?!]{3,60}?) (?P<where>(?:over |back |out |through |across |straight )?to (?:me|us)\b)"
    r"(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_NO_PAPER = words(
    "thanks thank welcome sorry news message answer reply word note best regards access according due next "
    "close new up down good nice happy glad it that this one all as given said made sent"
)
PAPERS = words(
    "list lists number numbers figure figures split report reports invoice invoices quote quotes quotation "
    "certificate certificates contract contracts draft drafts copy copies photo photos picture pictures "
    "drawing drawings plan plans form forms paperwork papers schedule schedules rota rotas minutes statement "
    "statements proof proofs offer offers price prices estimate estimates receipt receipts slip slips detail "
    "details address addresses data file files accounts budget breakdown feedback comments confirmation "
    "permit permits licence licences license reference references document documents scan scans totals "
    "names name dates date readings reading results result specification spec transcript timesheet "
    "timesheets summary overview slides wording password link menu agenda signature signatures"
)
"""What is sent rather than fetched or mended."""
_POINTERS = words("it this that them these those both all")
_TO_BE_MADE = re.compile(
    r"(?:the|this|that|these|those|my|our|your|it|them"
    r"|all)(?: [\w-]+){0,4}? (?:(?P<state>behind (?:us|me)|out of here|back"
    r"|gone|ready|in place|up and running|out of the way|sorted)|(?P<verb>\w+(?:ed|en|ne|nt|ught"
    r"|ut)|said|told"
    r"|sold|paid|laid|found|held|shut|read))\b"
)
"""For "I need the floor mopped", "the paint gone"."""
_DETERMINED = re.compile(
    r"(?:the|a|an|my|our|your|his|her|their|this|that|these|those|all|both|some|any|each|every|one|two|three"
    r"|four|five|six|several|\d+)\b|[A-Z][\w-]*'s\b|(?-i:[A-Z]{2})|\w+'s\b",
    re.IGNORECASE,
)

_LET_HAVE = re.compile(
    r"(?:[^,;:]{0,30}?\b(?:can|could|would|will) (?:you|someone|somebody) )?"
    r"(?:please |pls |also |just |kindly )*"
    r"let (?P<who>me|us|him|her|them|(?:the|our|my) \w+|(?-i:[A-Z])[\w'-]*(?: (?-i:[A-Z])[\w'-]*)?) have "
    r"(?:please )?"
    r"(?P<what>(?!(?:to|it|them|this|that|\w+ (?:way|say))\b|an? (?:go|say|rest|break|look|think|try)\b).+)",
    re.IGNORECASE | re.DOTALL,
)


def order(text: str) -> str | None:
    """The order that the words come to, with "me" and "you" as they stand; None where they come to none."""
    return _given(text) or _doing(text) or _moved(text) or _owed(text) or _to_come(text) or _placed(text)


def _given(text: str) -> str | None:
    """For "let the auditors have the ledger": "give the auditors the ledger"."""
    found = _LET_HAVE.fullmatch(text)
    return f"give {found['who']} {found['what']}" if found else None


def _doing(text: str) -> str | None:
    found = _WANTS_DOING.match(text)
    verb = verbs.base(found["verb"]) or _plain(found["verb"]) if found else None
    if found is None or verb is None or not _AFTER_VERB.match(found["rest"]):
        return None
    what = found["what"]
    return f"{verb} {the(what) if what else 'it'}{found['rest']}"


def _plain(gerund: str) -> str | None:
    """For "shifting", "topping", "soaking": the verb, where its spelling leaves no doubt."""
    stem = gerund.casefold().removesuffix("ing")
    if re.search(r"([bdgkmnprt])\1$", stem):
        return stem[:-1]
    sure = re.search(r"(?:[lnrfcspx][tdkhp]|sh|ch|ck|ll|ss|ff|zz|x|[aeo][aeiou][lnmkpdt]|[aeo]w)$", stem)
    return stem if sure and re.search(r"[aeiou]", stem) else None


def _moved(text: str) -> str | None:
    """For "that one must come out and go back in": "take that one out and put it back in"."""
    found = _MUST_MOVE.match(text)
    if found is None or _MOVES_ITSELF.search(found["what"]):
        return None
    rest = re.sub(r"^ and (?:then )?go back\b", " and put it back", found["rest"])
    verb = "put" if found["where"].startswith("back") else "take"
    return f"{verb} {the(found['what'])} {found['where']}{rest}"


def _owed(text: str) -> str | None:
    if found := _OWED.match(text):
        return f"send {found['whom']} {the(found['what'])}{found['rest']}"
    if found := _I_OWE.match(text):
        return f"send {found['whom']} {found['what']}"
    return None


def _to_come(text: str) -> str | None:
    found = next((found for pattern in _TO_COME if (found := pattern.match(text))), None)
    if found is None:
        return None
    what = re.sub(r",? (?:from|by) you$", "", found["what"].strip(" .!?"))
    what = re.sub(r"^any (?:of )?", "the ", re.sub(r"^(?:only|just) ", "", what, flags=re.IGNORECASE))
    if "any" in found[0][:16].casefold() and not is_paper(what):
        return f"tell me the news of {the(what)}"
    return None if is_clause(what) else f"send me {the(what)}"


def _placed(text: str) -> str | None:
    """For "risk assessment in my tray", which has no verb at all."""
    for pattern, verb in ((_PUT, "put"), (_SEND, "send")):
        found = pattern.match(text)
        if found is None or has_verb(found["what"]) or is_clause(text):
            continue
        said = found["what"].casefold().split()
        last = said[-1]
        if any(verbs.is_base(word) for word in said[:-1]) or (verbs.base(last) and last not in PAPERS):
            continue
        if said[0] in _NO_PAPER or last in _NO_PAPER:
            continue
        if verb == "put" or is_paper(found["what"]) or "envelope" in last:
            return f"{verb} {the(found['what'])} {found['where']}{found['rest']}"
    return None


def is_paper(what: str) -> bool:
    """Is it something that is sent: its head a list, a price, a report?"""
    head = re.split(r" (?:of|for|from|on|in|at|to|by|with|about|that|which|per)\b", what, maxsplit=1)[
        0
    ].split()
    return bool(head) and head[-1].casefold().strip(".,") in PAPERS


def the(what: str) -> str:
    """With an article where it has none."""
    what = what.strip()
    if what.casefold() in _POINTERS:
        return what.casefold()
    if _DETERMINED.match(what):
        return (
            what[:1].lower() + what[1:] if re.match(r"[A-Z][a-z]*\b(?!')", what) and _is_small(what) else what
        )
    lower = what[:1].lower() + what[1:] if re.match(r"[A-Z][a-z]+ [a-z]", what) else what
    return f"the {lower}"


def _is_small(what: str) -> bool:
    first = what.split(maxsplit=1)[0].casefold()
    return _DETERMINED.match(f"{first} ") is not None and "'" not in first


def needed(what: str) -> str:
    """What "I need" is followed by, as an order: "the floor mopped": "get the floor mopped"."""
    if found := re.match(r"to (?:be told|know|hear) (?=wh|how|if\b)", what):
        return f"Tell me {what[found.end() :]}"
    if found := re.match(r"to (?P<verb>see|have|get|receive|hear|know) (?P<rest>.+)", what, re.DOTALL):
        verb = {"see": "Show me", "hear": "Tell me", "know": "Tell me"}.get(found["verb"], "Send me")
        return f"{verb} {found['rest']}"
    made = _TO_BE_MADE.match(what)
    done = made is not None and (made["state"] or verbs.base(made["verb"]))
    if not done and is_paper(what):
        return f"Send me {what}"
    return f"{'Get' if done else 'Provide'} {what}"


def active_form(text: str) -> str | None:
    """For "the filter must be replaced": "replace the filter"."""
    if not (found := _PASSIVE.match(text)):
        return None
    what = _lower_first(re.split(r"[,;] (?:and|but|so|which) ", found["what"])[-1])
    if verb := verbs.base(found["verb"]):
        return f"{verb} {what}{found['rest']}"
    stays = found["verb"] in {"with", "in", "on", "at", "ready"}
    return f"Get {what} {found['verb']}{found['rest']}" if stays else None


def _lower_first(text: str) -> str:
    return text if re.match(r"[A-Z]{2}|I\b", text) else text[:1].lower() + text[1:]
