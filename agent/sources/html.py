"""HTML mail to the text that a reader sees; what a reader does not see is handed out apart."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from agent.sources.links import shown_link
from agent.sources.looks import MOST_RULES, Look, inside, sheet_rules
from agent.text.marks import words

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

TAG = re.compile(r"<(/?)([a-z][a-z0-9]{0,15})", re.IGNORECASE)
CLOSED_BY_OTHERS = words("br hr img meta p li dd dt")
CLOSED_IN_PAGES = CLOSED_BY_OTHERS | words(
    "td th tr tbody thead tfoot option link input col wbr area base source"
)
"""Tags that need no end: they do not nest by being left open, the second lot only outside drawings."""

DEEPEST = 500
"""Elements inside each other; a parser takes quadratic time over what is nested without end."""
DEEPEST_QUOTE = 20
MOST_RULE_WORK = 400_000_000
"""Characters of a page times rules of its style sheets."""

QUOTE, UNQUOTE = "\ue000", "\ue001"
"""Where quoted words begin and end, while the page becomes text."""
MARKS = str.maketrans("", "", QUOTE + UNQUOTE)
CELL = " | "

NO_WORDS = words("head script style title meta link base col colgroup datalist")
UNSEEN = words("template noscript iframe object audio video canvas")
PARAGRAPHS = words("p h1 h2 h3 h4 h5 h6 hr")
GROUPS = words("table ul ol dl pre blockquote")
LINES = words(
    "div tr li dd dt section article header footer center address form fieldset figure main nav aside "
    "details summary option caption"
)
BLANKS = re.compile(r"[ \t\r\n\f]+")
SPACES = re.compile(r"[ \t\xa0]+")
EMPTY_LINES = re.compile(r"\n{3,}")
INVISIBLE_TAG = re.compile(r"<[^<>]{0,2000}>|\[(?:if [^\]]{0,100}|endif|CDATA\[)\]?>?|\]\]")


def html_text(html: str) -> tuple[str, str]:
    """What is seen, with lists, table cells, links and quoted words kept apart, and what was hidden in the
    page, comments and descriptions of pictures included.

    Raises ValueError where it cannot be read in bounded time, MemoryError where not in the memory at hand.
    """
    from selectolax.lexbor import LexborHTMLParser, SelectolaxError

    if _depth(html) > DEEPEST:
        raise ValueError(f"out of bounds: elements are nested deeper than {DEEPEST}")
    try:
        tree = LexborHTMLParser(html)
    except SelectolaxError as exc:
        raise MemoryError from exc  # it reads any page, if there is room
    page = _Page(_sheets(tree, len(html)))
    if tree.root is not None:
        page.read(tree.root)
    return _quoted(_tidy("".join(page.seen))), _tidy(" ".join(" ".join(page.hidden).split()))


class _Page:
    """One walk through a page, in its order."""

    def __init__(self, rules: dict[int, str]) -> None:
        self.rules = rules
        self.seen: list[str] = []
        self.hidden: list[str] = []
        self.gap: int | None = 0
        """Line breaks before the next words; None: a cell begins."""
        self.bullet = ""
        self.lists: list[int | None] = []
        """The number of the last point of each list around; None where points have no numbers."""
        self.rows: list[int] = []
        """How much was seen when each row around began."""
        self.links: list[int] = []

    def read(self, root: LexborNode) -> None:
        todo: list[tuple[LexborNode, Look, bool]] = [(root, Look(), False)]
        while todo:
            node, look, ended = todo.pop()
            tag = node.tag or ""
            if ended:
                self._end(tag, node)
            elif tag == "-text":
                self._write(node.text_content or "", look)
            elif tag == "-comment":
                self._hide(INVISIBLE_TAG.sub(" ", node.comment_content or ""))
            elif tag in UNSEEN:
                self._hide(INVISIBLE_TAG.sub(" ", node.html or ""))
            elif tag not in NO_WORDS:
                todo += self._element(node, tag, look)

    def _element(self, node: LexborNode, tag: str, look: Look) -> list[tuple[LexborNode, Look, bool]]:
        """What is to be read next, the last one first."""
        attributes = node.attributes
        rules = self.rules.get(node.mem_id, "") if self.rules else ""
        if attributes or rules or tag == "pre":
            look = inside(look, tag, attributes, rules)
            self._hide(attributes.get("alt") or "")
        todo = []
        if not look.hidden:
            self._begin(tag, attributes)
            todo.append((node, look, True))
        child = node.last_child
        while child is not None:
            todo.append((child, look, False))
            child = child.prev
        return todo

    def _begin(self, tag: str, attributes: dict[str, str | None]) -> None:
        self._part(tag)
        if tag == "br" and self.gap is not None:
            self.gap += 1
        elif tag in ("ul", "ol"):
            self.lists.append(_first(attributes.get("start")) if tag == "ol" else None)
        elif tag == "li":
            self._point()
        elif tag == "blockquote":
            self._mark(QUOTE)
        elif tag == "tr":
            self.rows.append(len(self.seen))
        elif tag in ("td", "th") and self.rows and len(self.seen) > self.rows[-1]:
            self.gap = None
        elif tag == "a":
            self.links.append(len(self.seen))

    def _end(self, tag: str, node: LexborNode) -> None:
        self._part(tag)
        if tag in ("ul", "ol") and self.lists:
            self.lists.pop()
        elif tag == "li":
            self.bullet = ""
        elif tag == "blockquote":
            self._mark(UNQUOTE)
        elif tag == "tr" and self.rows:
            self.rows.pop()
        elif tag == "a" and self.links:
            self._link(self.links.pop(), node.attributes.get("href") or "")

    def _part(self, tag: str) -> None:
        """A block keeps a distance, but not from the cell that it begins."""
        if tag in GROUPS:
            self.gap = max(self.gap or 0, 1 if self.lists or self.rows else 2)
        elif self.gap is not None and tag in PARAGRAPHS:
            self.gap = max(self.gap, 2)
        elif self.gap is not None and tag in LINES:
            self.gap = max(self.gap, 1)

    def _point(self) -> None:
        number = self.lists[-1] if self.lists else None
        self.bullet = "- " if number is None else f"{number}. "
        if number is not None:
            self.lists[-1] = number + 1

    def _mark(self, mark: str) -> None:
        self.seen.append("\n" * max(self.gap or 0, 1) + f"{mark}\n")
        self.gap = 0

    def _link(self, start: int, address: str) -> None:
        if shown := shown_link("".join(self.seen[start:]), address):
            self.seen[-1] = self.seen[-1].rstrip()
            self.seen.append(f" ({shown})")

    def _hide(self, text: str) -> None:
        if any(map(str.isalnum, text)):
            self.hidden.append(text.translate(MARKS))

    def _write(self, text: str, look: Look) -> None:
        if not text.isascii():
            text = text.translate(MARKS)
        if look.hidden:
            self._hide(text)
            return
        if not look.kept:
            text = BLANKS.sub(" ", text)
        if text.strip():
            self.seen += (CELL if self.gap is None else "\n" * self.gap, self.bullet, text)
            self.gap, self.bullet = 0, ""
        elif self.gap == 0:
            self.seen.append(text)


def _first(start: str | None) -> int:
    return int(start) if start and start.isascii() and start.isdigit() and len(start) < len("100000") else 1


def _sheets(tree: LexborHTMLParser, size: int) -> dict[int, str]:
    """What the style sheets of the page say of its elements. Raises ValueError where they are out of
    bounds: what they hide would be taken for seen.
    """
    from selectolax.lexbor import SelectolaxError

    rules = [rule for node in tree.css("style") for rule in sheet_rules(node.text() or "")]
    found: dict[int, str] = {}
    if len(rules) > MOST_RULES or len(rules) * size > MOST_RULE_WORK:
        raise ValueError(f"out of bounds: its style sheets have {len(rules):,} rules")
    for selector, style in rules:
        if ":" in selector:
            continue
        try:
            nodes = tree.css(selector)
        except SelectolaxError:
            continue  # it styles nothing
        for node in nodes:
            found[node.mem_id] = f"{found.get(node.mem_id, '')};{style}"
    return found


def _tidy(text: str) -> str:
    lines = (line.strip() for line in SPACES.sub(" ", text).split("\n"))
    return EMPTY_LINES.sub("\n\n", "\n".join(lines)).strip()


def _quoted(text: str) -> str:
    """Each line of quoted words begins with as many marks as it is quoted deep, as in plain mail."""
    lines, depth = [], 0
    for line in text.split("\n"):
        if line in (QUOTE, UNQUOTE):
            depth = max(0, depth + (1 if line == QUOTE else -1))
        else:
            lines.append(f"{'>' * min(depth, DEEPEST_QUOTE)} {line}".rstrip() if depth else line)
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
