"""A question in words: in the language of the text, quoting the goal and what was unclear. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from agent.clarity.words import Language
from agent.models import Topic

LONGEST_QUESTION = 300
LONGEST_GOAL = 120
LONGEST_WORDS = 60
MOST_TOLD = 6
"""Choices that a sentence lists; more are only offered."""


def worded(
    topic: Topic,
    goal: str,
    said: Sequence[str],
    choices: Sequence[str],
    language: Language,
    *,
    to_writer: bool,
) -> str:
    """`said`: the words of the text that leave it open; `to_writer`: whoever is asked wrote them."""
    template = _template(topic, language, said=bool(said), choices=1 < len(choices) <= MOST_TOLD)
    says = language.both.join(_quoted(words, LONGEST_WORDS, language) for words in said)
    lead = language.you_wrote if to_writer else language.text_says
    text = template.format(
        goal=_quoted(goal, LONGEST_GOAL, language),
        says=lead.format(words=says),
        choices=_listed(choices, language),
    )
    return text[:LONGEST_QUESTION]


def in_place_of(name: str, goal: str, language: Language, *, left: bool) -> str:
    """Who does it instead of somebody who has left, or is away."""
    template = language.owner_gone if left else language.owner_away
    who = " ".join(name.split())[:LONGEST_WORDS]
    return template.format(who=who, goal=_quoted(goal, LONGEST_GOAL, language))[:LONGEST_QUESTION]


def _template(topic: Topic, language: Language, *, said: bool, choices: bool) -> str:
    if topic is Topic.SCOPE:
        return language.scope
    if topic is Topic.APPROVAL:
        return language.approval
    if topic is Topic.DONE_CRITERIA:
        return language.done_said if said else language.done
    if said and choices:
        return language.said_choices
    if topic is Topic.OWNER:
        return language.owner_said if said else language.owner_choices if choices else language.owner
    return language.due_said if said else language.due_choices if choices else language.due


def _quoted(words: str, longest: int, language: Language) -> str:
    plain = " ".join(words.split())
    begin, end = language.quotes
    return f"{begin}{plain if len(plain) <= longest else plain[: longest - 1] + '…'}{end}"


def _listed(choices: Sequence[str], language: Language) -> str:
    *others, last = choices or ("",)
    return f"{', '.join(others)}{language.either}{last}" if others else last
