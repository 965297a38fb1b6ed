"""HTML mail to the text that a reader sees; what a reader does not see is handed out apart."""

from __future__ import annotations

import re

UNSEEN_TAGS = "head, script, style, template, noscript, title"
HIDDEN_STYLE = re.compile(
    r"display:none|visibility:hidden|font-size:0(?![.\d])|opacity:0(?![.\d])|mso-hide:all"
)
BLOCKS = "p, div, tr, br, h1, h2, h3, h4, h5, h6, table, ul, ol, blockquote, pre, hr"


def html_text(html: str) -> tuple[str, str]:
    """What is seen, with lists and table cells kept apart, and what was hidden in the page."""
    from selectolax.lexbor import LexborHTMLParser

    tree = LexborHTMLParser(html)
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
        node.insert_before("\n> ")
    for node in tree.css(BLOCKS):
        node.insert_after("\n")
    seen = tree.body.text(separator="") if tree.body else ""
    return _tidy(seen), _tidy(" ".join(hidden))


def _tidy(text: str) -> str:
    lines = (re.sub(r"[ \t\xa0]+", " ", line).strip() for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
