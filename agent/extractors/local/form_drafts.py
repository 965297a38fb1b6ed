"""The work of a form: what its sentences ask for, else what its fields are about. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from agent.extractors.local import cues, forms, verbs
from agent.extractors.local.draft import Draft, content
from agent.extractors.local.drafts import gather
from agent.extractors.local.lines import Context, Line, SentenceKind, same_place
from agent.extractors.local.owners import Addressees
from agent.extractors.local.signs import signs
from agent.extractors.local.tails import has_verb
from agent.extractors.local.writing import of_people

_REMARK = re.compile(
    r"(?:(?:other |further |additional |any )?(?:remarks?|comments?|notes?)\b|anything else|additional info"
    r"|(?:delivery |special |access )instructions|(?:sonstige )?(?:bemerkung|hinweis|anmerkung"
    r"|kommentar)(?:en|e)?\b"
    r"|(?:autres )?(?:remarques?|commentaires?)\b|observaciones|comentarios|notas)",
    re.IGNORECASE,
)
_POLITE = re.compile(
    r"(?:(?:please|pls|kindly|bitte|and|but|also|just|merci de|por favor)\b[, ]*)*", re.IGNORECASE
)
_HOW = re.compile(
    r"(?:(?:ring|call|phone|text|knock|use|leave|put|place|come|park|deliver|drop|ask for|mind|keep|handle"
    r"|don't|do not"
    r"|never|be (?:careful|aware|there|on time)|wait|enter|report to|go (?:to|in|through|round)|take care"
    r"|note)\b"
    r"|[^.?!]*\b(?:klingeln|anrufen|(?:ab)?stellen|(?:ab|hin)?legen|benutzen|anmelden|beachten|sonner|appeler"
    r"|déposer|laisser|llamar|dejar)\W*$)",
    re.IGNORECASE,
)
"""How somebody gets at it, or where it goes."""
_ALSO = re.compile(r"\b(?:also|in addition|außerdem|aussi|también)\b", re.IGNORECASE)
_WORDS = re.compile(r"[^\W\d_]{4,}")
_ASKING = frozenset({"ask", "ask others", "order", "order later", "promises"})
_OVER = frozenset({SentenceKind.HOSTILE, SentenceKind.DONE, SentenceKind.CANCEL})

Classified = tuple[Line, SentenceKind]


def drafts_of(read: Sequence[Classified], context: Context, heard: Addressees) -> list[Draft]:
    """The drafts of a form in the order of its fields."""
    found = gather(forms.prose(read), context, heard)
    drafts = [d for d in found if not any(o is not d and _is_title_of(d.key, o.key) for o in found)]
    lines = of_people(read)
    if forms.is_settled(lines):
        return [d for d in drafts if cues.ASK.search(d.key.plain) and not _tells_how(d.key)]
    for draft in drafts:
        if forms.is_trouble(draft.key) and _ASKING.isdisjoint(signs(draft.key, context)):
            draft.kind = SentenceKind.PROBLEM
    if not all(_is_remark(draft.key) for draft in drafts):
        return drafts
    rows = [row for row in read if row[0] in lines and not (drafts and _is_remark(row[0]))]
    form = forms.read(lines)
    main = forms.main_request(form, rows)
    if main is None or (drafts and not forms.is_about(main[0], form)):
        return drafts
    asides = [draft for draft in drafts if _only_tells_how(draft, main[0], form)]
    others = [draft for draft in drafts if draft not in asides]
    if not all(_ALSO.search(draft.key.plain) for draft in others):
        return drafts
    about = [(ln, k) for ln, k in read if k is SentenceKind.CRITERION or _is_of_it(ln, k, main[0])]
    near = [(ln, SentenceKind.OTHER) for draft in asides for ln in draft.lines()]
    return [Draft(main[0], main[1], heard.default, [main[0]], [*about, *near]), *others]


def _is_title_of(line: Line, other: Line) -> bool:
    """Does a field only name what another asks for: "Request: New banner", "Please order the banner"?"""
    if not forms.TITLE.match(line.sentence.label or "") or not cues.ASK.search(other.plain):
        return False
    if has_verb(line.plain) or verbs.is_base(line.plain.split()[0]):
        return False
    said, asked = ({word.casefold() for word in _WORDS.findall(one.plain)} for one in (line, other))
    return not said.isdisjoint(asked)


def _is_remark(line: Line) -> bool:
    return bool(_REMARK.match(line.sentence.label or ""))


def _only_tells_how(remark: Draft, main: Line, form: forms.Form) -> bool:
    """For "Please ring before you come", or "Please take the blue ones" in an order of gloves."""
    asked = remark.key.plain
    same = form.buying and form.title is main and not content(asked).isdisjoint(content(main.plain))
    return _tells_how(remark.key) or same


def _tells_how(line: Line) -> bool:
    return _is_remark(line) and bool(_HOW.match(_POLITE.sub("", line.plain, count=1)))


def _is_of_it(line: Line, kind: SentenceKind, key: Line) -> bool:
    """Does it stand in the same field, and is still to come?"""
    return line is not key and same_place(line, key) and kind not in _OVER
