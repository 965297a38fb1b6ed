"""When a routing rule applies: an expression over typed facts, checked as far as can be before use. Pure.

The language is that of the `rule-engine` package. Refused on top of what it refuses: regular
expressions (a short one can hang on a short text), clock and chance, and comparisons that can
never be true.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING, Protocol

from agent.models import Channel, Intake, Item, Kind, Party, Priority, Topic
from agent.text.lined import shown, suggest

if TYPE_CHECKING:
    from rule_engine import Context, EngineError
    from rule_engine.ast import ExpressionBase

LONGEST_EXPRESSION = 2000
FUNCTIONS = frozenset({"abs", "all", "any", "filter", "map", "max", "min", "split", "sum"})
LOWER_CASE = ("goal", "text", "words")
"""Facts that are lower-cased: a capital letter asked of them is never found."""

_LITERALS = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'|#[^\n]*", re.DOTALL)
_WORDS = re.compile(r"\w+")
_REFUSED = re.compile(r"=~|!~|<<|>>|\$(\w+)")


@dataclass(frozen=True, slots=True)
class Facts:
    """What the condition of a rule can ask about. Texts are empty, not null, where nothing is known."""

    channel: str = "note"
    """email, note, meeting, chat or form."""
    kind: str = "request"
    """request, commitment, problem, question or recurring."""
    priority: str = "normal"
    """urgent, high, normal or low."""
    goal: str = ""
    """Lower-cased."""
    text: str = ""
    """All words that are evidence of the item, lower-cased."""
    words: tuple[str, ...] = ()
    """The words of `goal` and `text`, each whole: "hr" in words, where "hr" in text also fits "three"."""
    owner: str = ""
    team: str = ""
    """Of the owner."""
    sender_email: str = ""
    """Lower-cased, as the domain and the recipients are."""
    sender_domain: str = ""
    recipients: tuple[str, ...] = ()
    """Their mail addresses."""
    recurring: bool = False
    due_in_days: float | None = None
    """From the day the text arrived; null without a date: write (due_in_days ?? 999) <= 2."""
    labels: tuple[str, ...] = ()
    duplicates: float = 0.0
    """How many existing items are probably the same work."""
    unclear: tuple[str, ...] = ()
    """What is open: owner, due, done_criteria, scope, approval."""
    language: str = ""
    """Two letters, such as "en"; empty where it is not known."""
    form: str = ""
    """The id of the form that was filled in; empty where it was none of ours."""
    form_team: str = ""
    """Whose form it is."""

    @classmethod
    def of(
        cls,
        item: Item,
        intake: Intake,
        *,
        team: str = "",
        labels: tuple[str, ...] = (),
        duplicates: int = 0,
        unclear: tuple[Topic, ...] = (),
        language: str = "",
    ) -> Facts:
        goal, text = item.goal.value.lower(), "\n".join(e.quote for e in item.evidence).lower()
        sender, due = (intake.sender or Party()).email.lower(), item.due.value
        return cls(
            channel=intake.channel.value,
            kind=item.kind.value,
            priority=item.priority.value.value,
            goal=goal,
            text=text,
            words=tuple(dict.fromkeys(_WORDS.findall(f"{goal}\n{text}"))),
            owner=item.owner.value or "",
            team=team,
            sender_email=sender,
            sender_domain=sender.rpartition("@")[2],
            recipients=tuple(party.email.lower() for party in intake.recipients if party.email),
            recurring=bool(item.recurrence.value),
            due_in_days=float((due - intake.received_at.date()).days) if due else None,
            labels=labels,
            duplicates=float(duplicates),
            unclear=tuple(topic.value for topic in unclear),
            language=language,
            form=intake.form,
            form_team=intake.form_team,
        )


VOCABULARY: dict[str, type[StrEnum]] = {
    "channel": Channel,
    "kind": Kind,
    "priority": Priority,
    "unclear": Topic,
}
NAMES = tuple(field.name for field in fields(Facts))
TRIALS = (
    Facts(),
    Facts(
        recipients=("a@b.example",),
        due_in_days=1.0,
        labels=("x",),
        unclear=("owner",),
        words=("x",),
        text="x",
    ),
)
"""Facts that every condition must survive."""


class Condition(Protocol):
    """A compiled expression."""

    def matches(self, thing: Facts) -> bool: ...


def compile_condition(expression: str) -> tuple[Condition | None, list[str]]:
    """The condition, or None and everything that is wrong with the expression."""
    from rule_engine import EngineError, Rule

    mistakes = _refusals(expression)
    if mistakes:
        return None, mistakes
    try:
        rule = Rule(expression, context=_context())
        mistakes = list(dict.fromkeys(_never_true(rule.statement.expression)))
        for facts in TRIALS:
            rule.matches(facts)
    except EngineError as exc:
        mistakes.append(_explained(exc))
    except RecursionError:
        mistakes.append("the condition is nested too deeply; split the rule")
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as exc:
        mistakes.append(f"the condition cannot be evaluated: {exc}")
    return (None, mistakes) if mistakes else (rule, [])


@lru_cache(maxsize=1)
def _context() -> Context:
    from rule_engine import Context, resolve_attribute, type_resolver_from_dataclass

    return Context(type_resolver=type_resolver_from_dataclass(Facts), resolver=resolve_attribute)


def _refusals(expression: str) -> list[str]:
    """What is refused before the expression is parsed, since parsing already computes its constants."""
    if len(expression) > LONGEST_EXPRESSION:
        return [f"the condition has {len(expression)} characters; at most {LONGEST_EXPRESSION} are allowed"]
    found = []
    for match in _REFUSED.finditer(_LITERALS.sub('""', expression)):
        sign, function = match.group(0), match.group(1)
        if sign.endswith("~"):
            found.append(f"regular expressions ({sign}) are not allowed; use in, starts_with or ends_with")
        elif not function:
            found.append(f"the operator {sign} is not allowed")
        elif function not in FUNCTIONS:
            known = [f"${name}" for name in sorted(FUNCTIONS)]
            found.append(f"there is no function {shown(sign)} here{suggest(sign, known)}")
    return list(dict.fromkeys(found))


def _explained(exc: EngineError) -> str:
    from rule_engine import errors

    says = str(exc.message)
    if isinstance(exc, errors.SymbolResolutionError):
        known = (*NAMES, *(f"${name}" for name in FUNCTIONS))
        return f"unknown symbol {shown(exc.symbol_name)}{suggest(exc.symbol_name, known)}"
    if isinstance(exc, errors.AttributeResolutionError):
        near = suggest(exc.attribute_name, [exc.suggestion] if exc.suggestion else [])
        return f"unknown attribute {shown(exc.attribute_name)}{near}"
    if "nullable" in says:
        return "due_in_days may be null; write (due_in_days ?? 999)"
    if says.startswith("data type mismatch"):
        return (
            "the types do not fit: a text, a number, a list or a truth value stands where another is needed"
        )
    if isinstance(exc, errors.LookupError):
        return "an entry is asked for that an item need not have; ask with in or $any instead of [...]"
    return says


def _never_true(expression: ExpressionBase) -> Iterator[str]:
    """Comparisons that compile and can still never hold, each a sure sign of a slip."""
    from rule_engine import ast

    if expression.result_type.name not in ("BOOLEAN", "UNDEFINED"):
        yield "the condition is not true or false by itself; compare it with something"
    for node in _nodes(expression):
        if isinstance(node, ast.ContainsExpression):
            yield from _unknown_values(node.container, node.member)
            yield from _unknown_values(node.member, node.container)
        elif isinstance(node, ast.ComparisonExpression) and type(node) is ast.ComparisonExpression:
            yield from _unknown_values(node.left, node.right)
            yield from _unknown_values(node.right, node.left)
            kinds = {node.left.result_type.name, node.right.result_type.name}
            if len(kinds) > 1 and kinds <= {"STRING", "FLOAT", "BOOLEAN", "ARRAY"}:
                yield f"a {_PLAIN[min(kinds)]} is never equal to a {_PLAIN[max(kinds)]}"


_PLAIN = {"STRING": "text", "FLOAT": "number", "BOOLEAN": "truth value", "ARRAY": "list"}


def _unknown_values(symbol: ExpressionBase, other: ExpressionBase) -> Iterator[str]:
    """`kind == "requst"`, or a capital letter asked of a lower-cased fact."""
    from rule_engine import ast

    if not isinstance(symbol, ast.SymbolExpression) or symbol.scope:
        return
    known = [member.value for member in VOCABULARY.get(symbol.name, ())]
    for word in (node.value for node in _nodes(other) if isinstance(node, ast.StringExpression)):
        if known and word not in known:
            near = suggest(word, known) or f"; use one of {', '.join(known)}"
            yield f"{symbol.name} is never {shown(word)}{near}"
        if symbol.name in LOWER_CASE and word != word.lower():
            yield f"{symbol.name} is lower-cased; write {shown(word.lower())}"


def _nodes(expression: ExpressionBase) -> Iterator[ExpressionBase]:
    """The expression and all below it."""
    from rule_engine import ast

    waiting: list[object] = [expression]
    while waiting:
        node = waiting.pop()
        if isinstance(node, tuple | list):
            waiting.extend(node)
        elif isinstance(node, ast.ExpressionBase):
            yield node
            waiting.extend(getattr(node, name, None) for name in _CHILDREN)


_CHILDREN = (
    *("left", "right", "container", "member", "object", "function", "arguments", "value"),
    *("condition", "case_true", "case_false", "result", "iterable", "item", "start", "stop"),
)
