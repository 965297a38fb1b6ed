"""Which new words are only a sign-off, a name and how to reach somebody. Pure, linear in the text.

What people write after their name ("PS: please call", "One more thing …") stays their words.
"""

from __future__ import annotations

import re

from agent.text import marks
from agent.text.lines import Line, SegmentKind, mark, next_words

_MOST_BELOW = 40
"""So many lines, gaps included, may stand below a name that closes a mail."""
_LINES = 15
_WIDTH = 120
_CONTACT_WIDTH = 300
_NAME_WORDS = 4
_SHORT_NAME = 3
_SENTENCE = 5
_LONG_SENTENCE = 9

_CONTACT = re.compile(
    r"@[\w-]+\.|https?://|www\.|\+\d[\d ()/.-]{6,}"
    r"|\b(?:tel|phone|fon|mobile?|mob|cell|fax|t|m|p|f)[.:]* ?[+(]?\d|\d[\d ()/.-]{8,}|[|•·]",
    re.IGNORECASE,
)
_LISTED = re.compile(r"[ \t]*(?:[-*•] |\d{1,2}[.)] |\[[ x]?\])", re.IGNORECASE)
_ASKS = re.compile(
    r"[ \t]*(?:(?i:please|pls|can you|could you|would you|will you|i (?:will|need|can|have)|i'll"
    r"|we (?:need|will)|let me|let us|don't|remember|bitte|kannst|können|könnten|ich|wir|merci de|pouvez"
    r"|pourriez|je|nous|por favor|puedes?|podrías?|necesit\w+|graag|kun|wil|ik|pode|poderia|preciso|call|ask"
    r"|tell|remind|ring)\b"
    r"|(?i:send|book|check|order|pay|print|bring|buy|fix|review|confirm|cancel|update|share|sign) [a-z])"
)
"""How requests begin; the last need a small letter behind them, for "Order Management" is a post."""
_OF_OFFICES = re.compile(
    r"\bworking (?:days|hours|pattern)|\bwork(?:ing)? (?:part[- ]time|flexibl[ye])|\boffice hours"
    r"|\bwe(?:'re| are) hiring|\bfollow us|\bexcuse (?:any |my |the )?(?:typos|brevity)|\barbeitszeiten"
    r"|\bbürozeiten|\bin teilzeit|\bwerkdagen|\bhorario de atención|\bjours de (?:présence|travail)",
    re.IGNORECASE,
)
"""Sentences that stand below names, not requests."""
_NAME = re.compile(
    r"[ \t]*[*_/~-]{0,2}[ \t]?(?:(?:dr|prof|mr|mrs|ms|herr|frau|mme|sr|sra)\.? )?"
    r"[A-ZÀ-ÖØ-Þ][\w.'’-]*"
    r"(?: (?:[A-ZÀ-ÖØ-Þ][\w.'’-]*|van|von|der|den|de|da|di|del|la|le|al|bin|y|e|und|and|&)){0,4}"
    r"[ \t]*[*_/~]{0,2}[.,!]?[ \t]*$",
)
_OF_MANY = re.compile(
    r"\b(?:team|department|crew|board|committee|vorstand|verwaltung|sekretariat|équipe|equipo"
    r"|equipe)[.!]?[ \t]*$",
    re.IGNORECASE,
)
_NAME_AND_MORE = re.compile(
    r"(?P<name>[A-ZÀ-ÖØ-Þ][\w.'’-]*(?: [A-ZÀ-ÖØ-Þ][\w.'’-]+){0,3}?)"
    r"(?:(?: [A-Z][a-z.]{0,2}[A-Z][A-Za-z.]{0,3})*, ?(?!(?:I|we|you|please)\b)\S"
    r"|(?: [A-Z]{2,5})+$| \([^)]+\)$)"
)
"""What people are may stand behind their names: letters, a comma, brackets."""
_DASH_NAME = re.compile(r"[ \t]*[-–—~]{1,2}[A-ZÀ-ÖØ-Þ][\w.'’-]*(?: [A-ZÀ-ÖØ-Þ][\w.'’-]*){0,2}[ \t]*$")


def mark_signature(run: list[Line], author: frozenset[str]) -> None:
    """Mark what closes one stretch of new words; `author` has the parts of the sender's name."""
    i, said, closed = 0, False, False
    while (i := next_words(run, i)) < len(run):
        end = _end(run, i, author, said=said) if _opens(run, i, author, said=said, closed=closed) else 0
        if end:
            mark(run[i:end], SegmentKind.SIGNATURE)
            i, closed = end, True
        else:
            closed = closed and bool(marks.POSTSCRIPT.match(run[i].text) or not run[i - 1].blank)
            said = True
            i += 1


def name_parts(text: str) -> list[str]:
    return [t for t in text.casefold().replace(".", " ").replace(",", " ").split() if t.strip("/\\-—–\"'")]


def _opens(run: list[Line], i: int, author: frozenset[str], *, said: bool, closed: bool) -> bool:
    """May a signature begin here? `said`: there are words before it; `closed`: so is a signature."""
    text = run[i].text
    if len(text) > _WIDTH:
        return closed and _is_contact(text)
    if marks.DELIMITER.match(text):
        return _rules_off(run, i, author)
    if _signs_off(text, author):
        return not marks.THANKS.match(text) or (said and _closes(run, i, author))
    if is_author(text, author) or (said and _with_post(run, i, author)):
        return not _announced(run, i)
    sent = marks.SENT_FROM.match(text) and not text.rstrip().endswith("?")
    return bool(sent) or (said and _opens_apart(run, i, author, closed=closed))


def _with_post(run: list[Line], i: int, author: frozenset[str]) -> bool:
    """Is it the author's name and what they are, as the last words: "Ana Ruiz RN, charge nurse"?"""
    text = run[i].text.strip()
    found = _NAME_AND_MORE.match(text) if run[i - 1].blank else None
    if found is None or text.endswith("?") or _LISTED.match(text) or not is_author(found["name"], author):
        return False
    below = [line.text for line in run[i + 1 : i + 1 + _MOST_BELOW] if not line.blank]
    return len(run) - i <= _MOST_BELOW and all(map(_belongs, below))


def _rules_off(run: list[Line], i: int, author: frozenset[str]) -> bool:
    """Is the rule that of a signature, and no comment of code or dash between words?"""
    below = next_words(run, i + 1)
    if below == len(run) or run[below].text.startswith("--"):
        return False
    return run[i].text.startswith("--") or _closes(run, i, author)


def _opens_apart(run: list[Line], i: int, author: frozenset[str], *, closed: bool) -> bool:
    """What counts only behind a gap: a name with a dash as the last line, a joke on "Sent from my …"."""
    if not (run[i - 1].blank or run[i - 1].kind is SegmentKind.SIGNATURE):
        return False
    text = run[i].text
    dashed = (
        not author
        and _DASH_NAME.match(text)
        and next_words(run, i + 1) == len(run)
        and not _announced(run, i)
    )
    return bool(dashed or marks.SENT_SOMEHOW.match(text) or (closed and _is_contact(text)))


def _signs_off(text: str, author: frozenset[str]) -> bool:
    """Is the line only a sign-off, with the name of the author or, behind a comma, any name?"""
    if all(marks.SIGN_OFF.match(part) for part in text.split(" / ")):
        return True  # also in two languages
    words, _, last = text.rstrip(" \t.!").rpartition(" ")
    return last.casefold() in author and bool(marks.SIGN_OFF.match(words.rstrip(" -–—")))


def _closes(run: list[Line], i: int, author: frozenset[str]) -> bool:
    """Thanks close a mail where nothing or a name comes below them; elsewhere they are said in passing."""
    below = next_words(run, i + 1)
    if below == len(run):
        return True
    text = run[below].text[:_WIDTH]
    ends = (marks.DELIMITER, marks.POSTSCRIPT, marks.SENT_FROM)
    named = _is_name(text, author) or _signs_off(text, author) or _is_contact(text)
    return named or any(end.match(text) for end in ends)


def _announced(run: list[Line], i: int) -> bool:
    """Do the words before end in a colon? Then a list begins here."""
    while i and run[i - 1].blank:
        i -= 1
    return i > 0 and run[i - 1].text.rstrip().endswith(":")


def _end(run: list[Line], i: int, author: frozenset[str], *, said: bool) -> int:
    """The index behind the signature that opens at `i`; 0 where what follows says that it is none."""
    ruled = bool(marks.DELIMITER.match(run[i].text))
    seen = 0
    for j in range(i + 1, len(run)):
        text = run[j].text
        if run[j].blank:
            continue
        if marks.POSTSCRIPT.match(text) or (marks.DELIMITER.match(text) and not ruled):
            return j
        if seen >= _LINES or not _belongs(text):
            if ruled and (seen or run[i].text.startswith("-- ")):
                return j if _is_sentence(text) and run[j - 1].blank and seen else _saying(run, j, seen)
            kept_apart = run[j - 1].blank or not is_author(run[i].text, author)
            return j if said and kept_apart and _is_named(run, i, author) else 0
        seen += 1
    return len(run)


def _saying(run: list[Line], j: int, seen: int) -> int:
    """Behind the rule "-- " stands what somebody signs with, also sayings: up to the next gap."""
    while j < len(run) and not run[j].blank and seen < _LINES:
        j, seen = j + 1, seen + 1
    return j


def _is_named(run: list[Line], i: int, author: frozenset[str]) -> bool:
    """Is it the author's name, or a sign-off with a name on or below its line?"""
    text = run[i].text
    if is_author(text, author) or marks.SENT_FROM.match(text) or marks.SENT_SOMEHOW.match(text):
        return True
    if re.search(r"[,.!]+[ \t]*[^\W\d_]", text) or text.rpartition(" ")[2].casefold() in author:
        return True
    below = run[i + 1].text if i + 1 < len(run) else ""
    if not below.strip() and i + 2 < len(run):
        below = run[i + 2].text
    return len(below) <= _WIDTH and _is_name(below, author)


def _is_name(text: str, author: frozenset[str]) -> bool:
    name = text.partition("(")[0]  # behind it: pronouns, a post
    if _OF_MANY.search(name):
        return len(name.split()) <= _SENTENCE
    return is_author(name, author) or (bool(_NAME.match(name)) and len(name.split()) <= _NAME_WORDS)


def _belongs(text: str) -> bool:
    """Can the line be part of a signature: a name, a post, an address, a number?"""
    if _OF_OFFICES.search(text) and not text.rstrip().endswith("?"):
        return True
    if _ASKS.match(text) and len(text.split()) > 1:
        return False
    if _is_contact(text):
        return True
    return (
        len(text) <= _WIDTH
        and not _is_sentence(text)
        and not (_LISTED.match(text) or text.rstrip().endswith(":"))
    )


def _is_contact(text: str) -> bool:
    plain = len(text) <= _CONTACT_WIDTH and bool(_CONTACT.search(text)) and not _LISTED.match(text)
    return plain and not (_ASKS.match(text) or (_lower_share(text) and len(text.split()) >= _LONG_SENTENCE))


def _is_sentence(text: str) -> bool:
    words = text.split()
    stripped = text.rstrip(" \t*_\"')”")
    if stripped[-1:] in "?!" and len(words) >= _SHORT_NAME:
        return True
    if stripped.endswith(".") and len(words) >= _SENTENCE and _lower_share(text):
        return True
    return len(words) >= _LONG_SENTENCE and _lower_share(text)


def _lower_share(text: str) -> bool:
    """Do most words begin small, as in a sentence and not in a name or a post?"""
    words = [w for w in text.split() if w[0].isalpha()]
    return sum(w[0].islower() for w in words) * 2 >= len(words) > 0


def is_author(text: str, author: frozenset[str]) -> bool:
    """Is the line no more than the author's name, or its initials?"""
    tokens = name_parts(text.strip().lstrip("/-—–*_ ").rstrip("-—–,!*_ "))
    initials = {name[0] for name in author}
    short = (
        0 < len(tokens) <= _NAME_WORDS
        and text.strip().lstrip("-*• ")[:1] != "@"
        and not text.rstrip().endswith(":")
    )
    if len(author) > 1 and [*sorted("".join(tokens))] == sorted(name[0] for name in author):
        return True  # AR, of Ana Ruiz
    if len(tokens) == 1 and len(tokens[0]) >= _SHORT_NAME and any(tokens[0] in name for name in author):
        return True  # Seun, of Oluwaseun
    return short and all(t in author or t in initials for t in tokens)
