"""Routing: every kind of mistake in the rules is named, and the first rule that fits decides."""

from __future__ import annotations

import dataclasses
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

import agent
from agent import people
from agent.errors import RulesInvalid
from agent.models import (
    Basis,
    Channel,
    Evidence,
    FieldName,
    Intake,
    Item,
    Kind,
    Party,
    Priority,
    Sourced,
    Topic,
)
from agent.routing import Facts, load, route

DEFAULTS = Path(agent.__file__).parent / "defaults"
HEAD = "version: 1\nrules:\n"
LAST = "- {name: rest, when: always, route: {}}\n"


def rule(when, route="{}", name="one"):
    return f"- name: {name}\n  when: {when}\n  route: {route}\n"


def mistakes(text, **known):
    with pytest.raises(RulesInvalid) as caught:
        load(text, "r.yaml", **known)
    return str(caught.value).splitlines()


@pytest.mark.parametrize(
    ("when", "says"),
    [
        ('kindd == "request"', "unknown symbol 'kindd'; did you mean 'kind'?"),
        ("$anny([true])", "there is no function '$anny' here; did you mean '$any'?"),
        ('$now > d"2026-01-01"', "there is no function '$now' here"),
        ('text.startswith("a")', "unknown attribute 'startswith'; did you mean 'starts_with'?"),
        ("kind > 3", "the types do not fit"),
        ('duplicates == "none"', "a number is never equal to a text"),
        ("kind == 3", "a number is never equal to a text"),
        ("due_in_days <= 2", "due_in_days may be null; write (due_in_days ?? 999)"),
        ('text =~ "(a+)+$"', "regular expressions (=~) are not allowed; use in, starts_with or ends_with"),
        ('text =~~ "a"', "regular expressions (=~) are not allowed"),
        ('text !~ "a"', "regular expressions (!~) are not allowed"),
        ("true # '\\n and text =~ \"(a+)+$\" #'", "regular expressions (=~) are not allowed"),
        ("1 << 999999999999 > 1", "the operator << is not allowed"),
        ('kind == "requst"', "kind is never 'requst'; did you mean 'request'?"),
        ('channel in ["email", "fax"]', "channel is never 'fax'; use one of email, note"),
        ('"onwer" in unclear', "unclear is never 'onwer'; did you mean 'owner'?"),
        ('"Invoice" in text', "text is lower-cased; write 'invoice'"),
        ("goal", "the condition is not true or false by itself"),
        ("1 / 0 > 1", "division by zero"),
        ('recipients[0] == "a"', "ask with in or $any instead of [...]"),
        ("kind ==", "syntax error"),
        ("(" * 1500, "syntax error"),
        ("-" * 1900 + "1 > 0", "nested too deeply"),
        ("true or " * 400 + "true", "the condition has 3204 characters; at most 2000 are allowed"),
    ],
)
def test_each_mistake_in_a_condition_is_named_with_its_line_and_what_to_do(when, says):
    quoted = (
        '"' + when.replace("\\n", "\n").replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'
    )
    found = mistakes(HEAD + rule(quoted) + LAST)
    assert found[0].startswith("r.yaml:4: ")
    assert says in found[0]


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("rules:\n" + LAST, 1, "rules of `version: 1`"),
        ("version: 2\nrules:\n" + LAST, 1, "rules of `version: 1`"),
        ("version: 1", 1, "there are no rules; add at least one"),
        ("", 1, "there are no rules"),
        ("version: 1\nrules: {}", 2, "'rules' must be a list"),
        (
            HEAD + "- {name: a, wen: true, when: always, route: {}}",
            3,
            "unknown key 'wen'; did you mean 'when'?",
        ),
        (HEAD + rule("always", "{taem: X}"), 5, "a route has an unknown key 'taem'; did you mean 'team'?"),
        (HEAD + rule("always", "{labels: x}"), 5, "'labels' must be a list"),
        (HEAD + rule("always", "{team: [x]}"), 5, "'team' must be text"),
        (HEAD + rule("always", "x"), 5, "a route must be a mapping with the keys team, owner"),
        (HEAD + rule("always", "{priority_floor: hihg}"), 5, "no priority 'hihg'; did you mean 'high'?"),
        (HEAD + rule("always", "{team: Finanse}"), 5, "no team 'Finanse'; did you mean 'Finance'?"),
        (HEAD + rule("always", "{destination: githb}"), 5, "no destination 'githb'; did you mean 'github'?"),
        (HEAD + rule("always", "{destination: moon}"), 5, "no destination 'moon'; there is registry, github"),
        (HEAD + rule("recurring") + rule("recurring") + LAST, 6, "another rule named 'one'"),
        (
            HEAD + rule("true") + LAST,
            3,
            "rule 'one' catches all, so no later rule is used; move it to the end",
        ),
        (HEAD + rule("recurring"), 3, "the last rule must catch all that is left"),
        (HEAD + "- {when: always, route: {}}", 3, "a rule has no 'name'; add one"),
        (HEAD + "- {name: a, route: {}}", 3, "a rule has no 'when'; add one"),
        (HEAD + "- {name: a, when: always}", 3, "a rule has no 'route'; add one"),
        (HEAD + rule("7"), 4, "'when' must be text; put it in quotes"),
        (HEAD + "- one", 3, "a rule must be a mapping"),
        (HEAD + LAST * 501, 503, "there are 501 rules; at most 500 are allowed"),
        ("rules: [", 1, "this is not YAML"),
    ],
)
def test_each_mistake_in_the_file_is_named_with_its_line_and_what_to_do(text, line, says):
    found = mistakes(text, teams=["Finance", "IT"], destinations=["registry", "github"])
    assert any(m.startswith(f"r.yaml:{line}: ") and says in m for m in found), found


def test_all_mistakes_are_listed_at_once():
    bad = HEAD + rule("'\"a\" in txt'", "{team: X}") + rule("due_in_days > 1", "{color: red}", "two")
    assert [message.split(":")[1] for message in mistakes(bad, teams=["IT"])] == ["4", "5", "6", "7", "8"]


def test_the_first_rule_that_fits_decides_and_its_name_goes_with_the_route():
    text = (
        HEAD
        + rule("labels == labels and recurring", "{team: A}", "a")
        + rule("recurring or duplicates > 0", "{team: B}", "b")
        + LAST
    )
    rules = load(text)
    assert route(rules, Facts(recurring=True)).rule == "a"
    assert route(rules, Facts(duplicates=1.0)).team == "B"
    assert route(rules, Facts()).rule == "rest"


@pytest.mark.parametrize(
    ("when", "facts", "fits"),
    [
        ("(due_in_days ?? 999) <= 2", Facts(due_in_days=2.0), True),
        ("(due_in_days ?? 999) <= 2", Facts(), False),
        ('"owner" in unclear', Facts(unclear=("owner",)), True),
        ('"hr" in words', Facts(text="three", words=("three",)), False),
        ('sender_domain.ends_with("bank.example")', Facts(sender_domain="my.bank.example"), True),
        ('$any([r.starts_with("ops@") for r in recipients])', Facts(recipients=("ops@a.example",)), True),
        ('priority in ["urgent", "high"] and not recurring', Facts(priority="high"), True),
        ("duplicates > 0", Facts(duplicates=1.0), True),
        ('text == "a =~ b"', Facts(text="a =~ b"), True),
    ],
)
def test_conditions_ask_about_typed_facts(when, facts, fits):
    found = route(load(HEAD + rule("'" + when + "'") + LAST), facts)
    assert (found.rule == "one") is fits


def test_a_condition_that_fails_on_an_item_names_its_rule_instead_of_passing_it_by():
    rules = load(HEAD + rule("'1 / (duplicates - 3) > 0'") + LAST)
    with pytest.raises(RulesInvalid, match="rule 'one' cannot be applied"):
        route(rules, Facts(duplicates=3.0))


def test_a_route_carries_all_that_its_rule_says():
    text = HEAD + rule(
        "always", "{team: IT, owner: Sam, labels: [a, b], priority_floor: high, destination: github}"
    )
    found = route(load(text, destinations=("registry", "github")), Facts())
    assert (found.team, found.owner, found.labels) == ("IT", "Sam", ("a", "b"))
    assert (found.priority_floor, found.destination) == (Priority.HIGH, "github")


def test_rules_are_frozen():
    rules = load(HEAD + LAST)
    with pytest.raises(dataclasses.FrozenInstanceError):
        rules.rules = ()


def test_facts_are_drawn_from_an_item():
    quote = Evidence(field=FieldName.GOAL, quote="Pay the Invoice", start=0, end=15)
    item = Item(
        goal=Sourced[str](value="Pay the Loom invoice", basis=Basis.STATED, evidence=(quote,)),
        kind=Kind.REQUEST,
        owner=Sourced[str | None](value=None, basis=Basis.MISSING),
        priority=Sourced[Priority](value=Priority.HIGH, basis=Basis.INFERRED),
        due=Sourced[date | None](value=date(2026, 11, 6), basis=Basis.INFERRED),
        recurrence=Sourced[str | None](value=None, basis=Basis.MISSING),
    )
    intake = Intake(
        id="i1",
        channel=Channel.EMAIL,
        sender=Party(email="Bo@Loom.example"),
        recipients=(Party(name="Deb"), Party(email="Ops@mill.example")),
        received_at=datetime(2026, 11, 2, 23, tzinfo=UTC),
        text="Pay the Invoice",
        sha256="0",
    )
    facts = Facts.of(item, intake, unclear=(Topic.OWNER,))
    assert (facts.due_in_days, facts.owner, facts.sender_domain) == (4.0, "", "loom.example")
    assert facts.recipients == ("ops@mill.example",)
    assert facts.words == ("pay", "the", "loom", "invoice")
    assert (facts.kind, facts.priority, facts.unclear) == ("request", "high", ("owner",))


def default_rules():
    directory = people.load((DEFAULTS / "people.yaml").read_text(encoding="utf-8"))
    teams = [team.name for team in directory.teams]
    return load((DEFAULTS / "rules.yaml").read_text(encoding="utf-8"), teams=teams)


@pytest.mark.parametrize(
    ("facts", "name"),
    [
        (Facts(text="the fire exit is blocked"), "safety"),
        (Facts(words=("phishing",), text="a phishing mail"), "security incident"),
        (Facts(text="pay the invoice", due_in_days=3.0), "money due this week"),
        (Facts(text="pay the invoice"), "money"),
        (Facts(text="reset my password"), "access"),
        (Facts(text="the radiator is cold"), "building"),
        (Facts(text="holiday rota", words=("holiday", "rota")), "staff matters"),
        (Facts(recurring=True), "recurring operations"),
        (Facts(unclear=("owner",)), "unclear"),
        (Facts(text="three chairs", words=("three", "chairs")), "everything else"),
    ],
)
def test_the_default_rules_send_plain_cases_where_people_expect(facts, name):
    assert route(default_rules(), facts).rule == name


def test_the_rule_engine_is_imported_only_when_rules_are_loaded():
    seen = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys, agent.routing; print('rule_engine' in sys.modules, 'yaml' in sys.modules)",
        ],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(agent.__file__).parent.parent,
    )
    assert seen.stdout.split() == ["False", "False"]
