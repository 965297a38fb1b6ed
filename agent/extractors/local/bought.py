"""What a purchase form says is to be bought, where a remark only says which one. English; pure."""

from __future__ import annotations

import re

from agent.extractors.local.draft import content
from agent.extractors.local.forms import Form
from agent.extractors.local.numbers import is_plural
from agent.extractors.local.shorten import AT_MOST

_BUYS = frozenset({"order", "buy", "purchase", "get"})
_WHICH = re.compile(r"(?:it|them|the [\w-]+(?: [\w-]+)? ones?|the [\w-]+ one)\b", re.IGNORECASE)


def bought(words: str, form: Form) -> str | None:
    """For "order the thin one": "order 60 rolls of film"; none where the words ask for something else."""
    verb, _, what = words.partition(" ")
    if form.title is None or not form.buying or verb.casefold() not in _BUYS:
        return None
    article, many = form.title.words.strip(" ."), (form.quantity or "").strip()
    if not (_WHICH.match(what) or content(what) & content(article)):
        return None
    if many.isdigit() and many != "1" and not is_plural(article):
        order = f"{verb} {article}, quantity {many}"
    else:
        order = " ".join(f"{verb} {many} {'' if not many or many.isdigit() else 'of'} {article}".split())
    return order if len(order.split()) <= AT_MOST else None
