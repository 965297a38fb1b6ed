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
    if not (_WHICH.match(what) or content(what) & content(form.title.words)):
        return None
    order = purchase(verb, form.title.words, form.quantity)
    return order if len(order.split()) <= AT_MOST else None


def purchase(verb: str, title: str, quantity: str | None) -> str:
    """For "60 rolls" and "Clear film": "Buy 60 rolls of clear film"."""
    article, many = within(title.strip(" .")), (quantity or "").strip()
    if many.isdigit() and many != "1" and not is_plural(article):
        return f"{verb} {article}, quantity {many}"
    of = "" if not many or many.isdigit() or many.endswith(" of") else "of"
    return " ".join(f"{verb} {many} {of} {article}".split())


def within(title: str) -> str:
    """As it stands in a sentence: "window cleaning" for "Window cleaning"."""
    return re.sub(r"^[A-Z][a-z]+(?= [a-z]{3,})", lambda found: found[0].lower(), title)
