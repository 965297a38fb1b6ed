"""YAML read node by node, so that every mistake in a settings file is named with its line. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from difflib import get_close_matches
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from yaml import Node

NULL, BOOL = "tag:yaml.org,2002:null", "tag:yaml.org,2002:bool"
TEXT = "tag:yaml.org,2002:str"
TRUE_WORDS = frozenset({"true", "yes", "on", "y"})
LONGEST_SUGGESTED = 80


def suggest(word: str, known: Collection[str]) -> str:
    """The known word that was probably meant, as the end of a sentence; empty where none is near."""
    if len(word) > LONGEST_SUGGESTED:
        return ""
    folded = {name.casefold(): name for name in known if len(name) <= LONGEST_SUGGESTED}
    near = get_close_matches(word.casefold(), folded, n=1)
    return f"; did you mean {folded[near[0]]!r}?" if near else ""


def shown(word: str) -> str:
    """A word as a message quotes it: never longer than a line."""
    return repr(word if len(word) <= LONGEST_SUGGESTED else word[:LONGEST_SUGGESTED] + "…")


class LinedYaml:
    """A YAML text and the mistakes found in it so far; `root` is None where it is no YAML at all."""

    def __init__(self, text: str, source: str) -> None:
        self.source = source
        self._found: list[tuple[int, str]] = []
        self.root = self._compose(text)

    @property
    def mistakes(self) -> list[str]:
        """`source:line: what is wrong; what to do`, in the order of the lines."""
        return [f"{self.source}:{line}: {says}" for line, says in sorted(self._found, key=lambda m: m[0])]

    def mistake(self, node: Node | int, says: str) -> None:
        """`node`: where it is, or the number of the line."""
        self._found.append((node if isinstance(node, int) else line_of(node), says))

    def _compose(self, text: str) -> Node | None:
        import yaml

        try:
            root = yaml.compose(text, Loader=yaml.SafeLoader)
        except yaml.MarkedYAMLError as exc:
            mark = exc.problem_mark or exc.context_mark
            says = (
                f"this is not YAML: {exc.problem or exc.context}; put text with quotes or colons between '…'"
            )
            self.mistake(mark.line + 1 if mark else 1, says)
        except yaml.YAMLError as exc:
            self.mistake(1, f"this is not YAML: {str(exc).splitlines()[0]}")
        except RecursionError:
            self.mistake(1, "this is nested too deeply; a settings file needs four levels")
        else:
            return self._without_aliases(root)
        return None

    def _without_aliases(self, root: Node | None) -> Node | None:
        """A repeated node is an alias: a few lines could then stand for a file without end."""
        seen: set[int] = set()
        waiting = [root] if root else []
        while waiting:
            node = waiting.pop()
            if id(node) in seen:
                self.mistake(node, "anchors and aliases (& and *) are not allowed; write it out")
                return None
            seen.add(id(node))
            waiting.extend(_children(node))
        return root

    def mapping(self, node: Node | None, keys: Collection[str], what: str) -> dict[str, Node]:
        """The values by key; an unknown or repeated key is a mistake, an empty value is left out."""
        from yaml import MappingNode

        if not isinstance(node, MappingNode):
            self.mistake(node or 1, f"{what} must be a mapping with the keys {', '.join(keys)}")
            return {}
        values: dict[str, Node] = {}
        for key, value in node.value:
            word = str(key.value) if isinstance(key.value, str) else ""
            if word not in keys:
                self.mistake(key, f"{what} has an unknown key {shown(word)}{suggest(word, keys)}")
            elif word in values:
                self.mistake(key, f"{what} has the key {word!r} twice; keep one")
            elif value.tag != NULL:
                values[word] = value
        return values

    def listing(self, node: Node | None, what: str) -> list[Node]:
        from yaml import SequenceNode

        if node is None:
            return []
        if isinstance(node, SequenceNode):
            return list(node.value)
        self.mistake(node, f"{what} must be a list")
        return []

    def text(self, node: Node | None, what: str) -> str:
        """Empty where it is missing or a mistake."""
        from yaml import ScalarNode

        if node is None:
            return ""
        if isinstance(node, ScalarNode) and node.tag == TEXT and node.value.strip():
            return str(node.value).strip()
        says = "must be text; put it in quotes" if isinstance(node, ScalarNode) else "must be text"
        self.mistake(node, f"{what} {says}")
        return ""

    def texts(self, node: Node | None, what: str) -> tuple[str, ...]:
        words = (self.text(entry, f"each entry of {what}") for entry in self.listing(node, what))
        return tuple(word for word in words if word)

    def flag(self, node: Node | None, what: str) -> bool:
        if node is None:
            return False
        if node.tag != BOOL:
            self.mistake(node, f"{what} must be true or false")
        return node.tag == BOOL and node.value.lower() in TRUE_WORDS

    def day(self, node: Node | None, what: str) -> date | None:
        if node is None:
            return None
        try:
            return date.fromisoformat(node.value)
        except (TypeError, ValueError):
            self.mistake(node, f"{what} must be a date such as 2026-11-30")
            return None


def line_of(node: Node) -> int:
    return int(node.start_mark.line) + 1


def _children(node: Node) -> Iterable[Node]:
    from yaml import MappingNode, SequenceNode

    if isinstance(node, MappingNode):
        return [child for pair in node.value for child in pair]
    return node.value if isinstance(node, SequenceNode) else ()
