"""rules.yaml → typed rules → Route. Pure.

    version: 1
    rules:
      - name: invoices                       # goes with the route, so that a reviewer sees why
        when: '"invoice" in text'            # see agent/conditions.py: Facts
        route: {team: Finance, labels: [money], priority_floor: high}
      - name: everything else
        when: always                         # the last rule, and only the last, catches all
        route: {team: Triage}

A route may have: team, owner, labels, priority_floor (urgent, high, normal, low), destination
(`registry` where none is named).
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from agent.conditions import Condition, Facts, compile_condition
from agent.errors import RulesInvalid
from agent.models import Priority, Route
from agent.text.lined import BOOL, LinedYaml, shown, suggest

if TYPE_CHECKING:
    from yaml import Node

__all__ = ["Facts", "Rule", "Rules", "load", "route"]

VERSION = "1"
MOST_RULES = 500
ALWAYS = ("always", "true")
RULE_KEYS = ("name", "when", "route")
ROUTE_KEYS = ("team", "owner", "labels", "priority_floor", "destination")


@dataclass(frozen=True, slots=True)
class Rule:
    """Where items go that meet a condition."""

    name: str
    when: str
    """As it is written; `always` for the catch-all."""
    route: Route
    condition: Condition | None = field(default=None, compare=False, repr=False)
    """Compiled; None for the catch-all."""


@dataclass(frozen=True, slots=True)
class Rules:
    """Routing rules in their order; the last catches all."""

    rules: tuple[Rule, ...]

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(rule.name for rule in self.rules)


@dataclass(frozen=True, slots=True)
class _Known:
    """What a route may name; an empty collection of teams is not checked."""

    teams: Collection[str]
    destinations: Collection[str]


def route(rules: Rules, facts: Facts) -> Route:
    """The route of the first rule that fits. Raises RulesInvalid where a condition fails on these facts."""
    from rule_engine import EngineError

    for rule in rules.rules:
        try:
            if rule.condition is None or rule.condition.matches(facts):
                return rule.route
        except (EngineError, ArithmeticError, LookupError, RecursionError) as exc:
            raise RulesInvalid(
                f"rule {rule.name!r} cannot be applied to this item: {exc}; change its condition"
            ) from exc
    raise RulesInvalid("no rule fits; end the rules with one that says `when: always`")


def load(
    text: str,
    source: str = "rules.yaml",
    *,
    teams: Collection[str] = (),
    destinations: Collection[str] = ("registry",),
) -> Rules:
    """Raises RulesInvalid with every mistake, each with its line and what to do about it."""
    sheet = LinedYaml(text, source)
    fields = sheet.mapping(sheet.root, ("version", "rules"), "the file") if sheet.root else {}
    nodes = sheet.listing(fields.get("rules"), "'rules'")
    if fields or not sheet.mistakes:
        _check_head(sheet, fields, nodes)
    known = _Known(teams, destinations)
    rules = [_rule(sheet, node, known) for node in nodes[:MOST_RULES]]
    _check_names(sheet, rules, nodes)
    _check_catch_all(sheet, rules, nodes)
    if sheet.mistakes:
        raise RulesInvalid("\n".join(sheet.mistakes))
    return Rules(tuple(rules))


def _check_head(sheet: LinedYaml, fields: dict[str, Node], nodes: list[Node]) -> None:
    version = fields.get("version")
    if version is None or version.value != VERSION:
        sheet.mistake(version or 1, f"this program reads rules of `version: {VERSION}`; say so at the top")
    if not nodes:
        sheet.mistake(
            fields.get("rules") or 1, "there are no rules; add at least one that says `when: always`"
        )
    if len(nodes) > MOST_RULES:
        sheet.mistake(nodes[MOST_RULES], f"there are {len(nodes)} rules; at most {MOST_RULES} are allowed")


def _rule(sheet: LinedYaml, node: Node, known: _Known) -> Rule:
    fields = sheet.mapping(node, RULE_KEYS, "a rule")
    for key in RULE_KEYS:
        if node.tag.endswith(":map") and key not in fields:
            sheet.mistake(node, f"a rule has no {key!r}; add one")
    name = sheet.text(fields.get("name"), "'name'")
    when, condition = _condition(sheet, fields.get("when"))
    return Rule(
        name=name, when=when, route=_route(sheet, fields.get("route"), name, known), condition=condition
    )


def _condition(sheet: LinedYaml, node: Node | None) -> tuple[str, Condition | None]:
    if node is not None and node.tag == BOOL and node.value.lower() == "true":
        return ALWAYS[0], None
    expression = sheet.text(node, "'when'")
    if node is None or not expression:
        return "", None
    if expression.lower() in ALWAYS:
        return ALWAYS[0], None
    condition, mistakes = compile_condition(expression)
    for says in mistakes:
        sheet.mistake(node, says)
    return expression, condition


def _route(sheet: LinedYaml, node: Node | None, rule: str, known: _Known) -> Route:
    if node is None:
        return Route(rule=rule)
    fields = sheet.mapping(node, ROUTE_KEYS, "a route")
    team = sheet.text(fields.get("team"), "'team'")
    destination = sheet.text(fields.get("destination"), "'destination'")
    if known.teams:
        _check_known(sheet, fields.get("team"), team, known.teams, "team")
    _check_known(sheet, fields.get("destination"), destination, known.destinations, "destination")
    return Route(
        rule=rule,
        team=team or None,
        owner=sheet.text(fields.get("owner"), "'owner'") or None,
        labels=sheet.texts(fields.get("labels"), "'labels'"),
        priority_floor=_priority(sheet, fields.get("priority_floor")),
        destination=destination or "registry",
    )


def _priority(sheet: LinedYaml, node: Node | None) -> Priority | None:
    word, known = sheet.text(node, "'priority_floor'"), [priority.value for priority in Priority]
    if node is not None and word:
        _check_known(sheet, node, word, known, "priority")
    return Priority(word) if word in known else None


def _check_known(sheet: LinedYaml, node: Node | None, word: str, known: Collection[str], what: str) -> None:
    if node is not None and word and word not in known:
        near = suggest(word, known) or f"; there is {', '.join(known)}"
        sheet.mistake(node, f"there is no {what} {shown(word)}{near}")


def _check_names(sheet: LinedYaml, rules: list[Rule], nodes: list[Node]) -> None:
    seen: set[str] = set()
    for rule, node in zip(rules, nodes, strict=False):
        if rule.name and rule.name.casefold() in seen:
            sheet.mistake(node, f"there is another rule named {shown(rule.name)}; give each its own name")
        seen.add(rule.name.casefold())


def _check_catch_all(sheet: LinedYaml, rules: list[Rule], nodes: list[Node]) -> None:
    for rule, node in list(zip(rules, nodes, strict=False))[:-1]:
        if rule.when == ALWAYS[0]:
            sheet.mistake(
                node, f"rule {shown(rule.name)} catches all, so no later rule is used; move it to the end"
            )
    if rules and rules[-1].when and rules[-1].when != ALWAYS[0]:
        sheet.mistake(
            nodes[-1], "the last rule must catch all that is left; add one that says `when: always`"
        )
