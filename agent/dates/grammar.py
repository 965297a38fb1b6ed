"""Tables of patterns over token classes, and the one pass that applies a table.

A pattern is a line of class names: `WEEKDAY COMMA? DAY MONTH`. A name with `?` may be left out,
`A|B` is either. A table is compiled into a trie of class names, so that a pass costs the same
however many patterns the table has. At each place the longest match that its function accepts
becomes one token; tables work on what the tables before them made (a cascade).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import time
from functools import cache
from typing import TypeAlias, TypeVar

from agent.dates.moments import Amount, Calendar, Frame, Span
from agent.dates.tokens import Senses, Token

T = TypeVar("T")
GOES_ON = frozenset({"WEEKDAY", "UNIT", "MONTH"})
"""'two months after next Friday' is no month after next."""
MOST_TOKENS = 16
"""No pattern is longer."""


@dataclass(frozen=True, slots=True)
class Match:
    """Tokens that fit a pattern, and the class as which each was read."""

    tokens: tuple[Token, ...]
    classes: tuple[str, ...]
    frame: Frame
    before: Token | None
    after: Token | None

    def all(self, sense: str, kind: type[T]) -> list[T]:
        """The values of every token read as `sense`."""
        if sense not in self.classes:
            return []
        values = [t.senses[c] for t, c in zip(self.tokens, self.classes, strict=True) if c == sense]
        return [v for v in values if isinstance(v, kind)]

    def get(self, sense: str, kind: type[T]) -> T:
        """The value of the first token read as `sense`, which the pattern has."""
        return self.all(sense, kind)[0]

    def number(self, sense: str) -> int:
        return self.get(sense, int)

    def maybe(self, sense: str) -> int | None:
        return next(iter(self.all(sense, int)), None)

    def has(self, sense: str) -> bool:
        return sense in self.classes

    @property
    def span(self) -> Span:
        return self.get("WHEN", Span)

    @property
    def amount(self) -> Amount:
        return self.get("AMOUNT", Amount)

    @property
    def calendar(self) -> Calendar:
        return self.get("CALENDAR", Calendar)

    @property
    def time(self) -> time | None:
        return next(iter(self.all("TIME", time)), None)

    def near(self, sense: str) -> bool:
        """Whether the token right before or after is of that class."""
        return any(t is not None and sense in t.senses for t in (self.before, self.after))


def when(span: Span | None) -> Senses | None:
    """The token that a span makes."""
    return {"WHEN": span} if span is not None else None


Make: TypeAlias = Callable[[Match], Senses | None]
Table: TypeAlias = tuple[tuple[str, Make], ...]


@dataclass(slots=True)
class Node:
    next: dict[str, Node] = field(default_factory=dict)
    make: Make | None = None


@cache
def compiled(table: Table) -> Node:
    """The trie of a table; where two patterns are the same the first counts."""
    root = Node()
    for pattern, make in table:
        for path in _paths(pattern.split()):
            node = root
            for name in path:
                node = node.next.setdefault(name, Node())
            node.make = node.make or make
    return root


def _paths(elements: Sequence[str]) -> Iterator[tuple[str, ...]]:
    if not elements:
        yield ()
        return
    head, rest = elements[0], list(_paths(elements[1:]))
    if head.endswith("?"):
        yield from rest
    for name in head.rstrip("?").split("|"):
        yield from ((name, *path) for path in rest)


def stretches(tokens: list[Token], anchors: frozenset[str]) -> Iterator[list[Token]]:
    """The parts of a text that can matter: tokens of these classes and what is within reach of them."""
    start = end = 0
    for index, token in enumerate(tokens):
        if anchors.isdisjoint(token.senses):
            continue
        if index - MOST_TOKENS > end:
            yield tokens[start:end]
            start = index - MOST_TOKENS
        end = index + MOST_TOKENS
    yield tokens[start:end]


def reduce(tokens: list[Token], table: Table, frame: Frame) -> list[Token]:
    """One pass of a table over the tokens."""
    root = compiled(table)
    starts = root.next.keys()
    out: list[Token] = []
    done = 0
    for index, token in enumerate(tokens):
        if index < done:
            continue
        made = None if starts.isdisjoint(token.senses) else _longest(tokens, index, root, frame)
        if made is None:
            out.append(token)
            continue
        length, senses = made
        done = index + length
        out.append(Token(token.start, tokens[done - 1].end, senses))
    return out


def _longest(tokens: list[Token], index: int, root: Node, frame: Frame) -> tuple[int, Senses] | None:
    for classes, make in reversed(_walk(tokens, index, root)):
        end = index + len(classes)
        before = tokens[index - 1] if index else None
        after = tokens[end] if end < len(tokens) else None
        senses = make(Match(tuple(tokens[index:end]), classes, frame, before, after))
        if senses is not None:
            return len(classes), senses
    return None


def _walk(tokens: list[Token], index: int, root: Node) -> list[tuple[tuple[str, ...], Make]]:
    """All the ways in which the table matches here, shorter ones first."""
    found: list[tuple[tuple[str, ...], Make]] = []
    states: list[tuple[tuple[str, ...], Node]] = [((), root)]
    for token in tokens[index : index + MOST_TOKENS]:
        states = [((*path, s), node.next[s]) for path, node in states for s in token.senses if s in node.next]
        if not states:
            break
        found += [(path, node.make) for path, node in states if node.make]
    return found
