"""HTML mail to the text that a reader sees; what a reader does not see is handed out apart."""

from __future__ import annotations

import re

from agent.text.marks import words

UNSEEN_TAGS = "head, script, style, template, noscript, title"
HIDDEN_STYLE = re.compile(
    r"display:none|visibility:hidden|font-size:0(?![.\d])|opacity:0(?![.\d])|mso-hide:all"
)
KEEPS_LINES = re.compile(r"<pre|white-space:\s{0,9}pre", re.IGNORECASE)
TAG = re.compile(r"<(/?)([a-z][a-z0-9]{0,15})", re.IGNORECASE)
CLOSED_BY_OTHERS = words("br hr img meta p li dd dt")
CLOSED_IN_PAGES = CLOSED_BY_OTHERS | words(
    "td th tr tbody thead tfoot option link input col wbr area base source"
)
"""Tags that need no end: they do not nest by being left open, the second lot only outside drawings."""

DEEPEST = 500
"""Elements inside each other; a parser takes quadratic time over what is nested without end."""

QUOTE, UNQUOTE = "\ue000", "\ue001"
"""Where quoted words begin and end, while the page becomes text."""

PARAGRAPHS = "p, h1, h2, h3, h4, h5, h6, table, ul, ol, hr"
LINES = "div, tr, br, pre"


def html_text(html: str) -> tuple[str, str]:
    """What is seen, with lists, table cells and quoted words kept apart, and what was hidden in the page.

    Raises ValueError where it is nested too deeply to be read in bounded time.
    """
    from selectolax.lexbor import LexborHTMLParser

    if _depth(html) > DEEPEST:
        raise ValueError(f"elements are nested deeper than {DEEPEST}")
    html = html.replace(QUOTE, "").replace(UNQUOTE, "")
    tree = LexborHTMLParser(html if KEEPS_LINES.search(html) else html.replace("\n", " "))
    for node in tree.css(UNSEEN_TAGS):
        node.decompose()
    hidden = []
    for node in tree.css("[style], [hidden]"):
        style = re.sub(r"\s", "", node.attributes.get("style") or "").lower()
        if "hidden" in node.attributes or HIDDEN_STYLE.search(style):
            hidden.append(_tidy(node.text(separator=" ")))
            node.decompose()
    for node in tree.css("li"):
        node.insert_before("\n- ")
    for node in tree.css("td, th"):
        node.insert_after(" | ")
    for node in tree.css("blockquote"):
        node.insert_before(f"\n{QUOTE}\n")
        node.insert_after(f"\n{UNQUOTE}\n")
    for node in tree.css(PARAGRAPHS):
        node.insert_after("\n\n")
    for node in tree.css(LINES):
        node.insert_after("\n")
    seen = tree.body.text(separator="") if tree.body else ""
    return _quoted(_tidy(seen)), _tidy(" ".join(hidden))


def _tidy(text: str) -> str:
    lines = (re.sub(r"[ \t\xa0]+", " ", line).strip() for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _quoted(text: str) -> str:
    """Each line of quoted words begins with as many marks as it is quoted deep, as in plain mail."""
    lines, depth = [], 0
    for line in text.split("\n"):
        if line in (QUOTE, UNQUOTE):
            depth = max(0, depth + (1 if line == QUOTE else -1))
        else:
            lines.append(f"{'>' * depth} {line}".rstrip() if depth else line)
    return "\n".join(lines).strip()


def _depth(html: str) -> int:
    """How deep the elements are nested at most, those left open included."""
    free = CLOSED_BY_OTHERS if re.search(r"<(?:svg|math)", html, re.IGNORECASE) else CLOSED_IN_PAGES
    depth = deepest = 0
    for end, name in TAG.findall(html):
        if name.lower() not in free:
            depth = max(0, depth + (-1 if end else 1))
            deepest = max(deepest, depth)
    return deepest
