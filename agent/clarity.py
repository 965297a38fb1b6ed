"""What is clear, what a person must settle, and which few questions are worth asking. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from agent.models import Asked, Gap, Item, OwnerRole, Question, Route, Topic

MOST_QUESTIONS = 3
"""An intake that comes back with more questions than this does not get answered."""

ASKABLE = (Topic.OWNER, Topic.DUE, Topic.DONE_CRITERIA, Topic.SCOPE, Topic.APPROVAL)

LONGEST_QUESTION = 300

NOBODY = (None, OwnerRole.SENDER, OwnerRole.RECIPIENT)
"""Owners that are no person: a text may say "I" or "you" without anybody on its envelope."""

DEFAULT_TEXT = {
    Topic.OWNER: "Who will do this: “{goal}”?",
    Topic.DUE: "By which date is this needed: “{goal}”?",
    Topic.DONE_CRITERIA: "How will you know that this is done: “{goal}”?",
    Topic.SCOPE: "What exactly is to be delivered: “{goal}”?",
    Topic.APPROVAL: "Whose approval does this need: “{goal}”?",
}


def questions(item: Item, gaps: Iterable[Gap], asked: Iterable[Asked]) -> tuple[Question, ...]:
    """The questions whose answer changes who does it, when, or what is delivered; one a topic.

    Our own gaps come first, then what the engine would ask; never about a field that is known.
    """
    chosen: dict[Topic, Question] = {}
    for gap in gaps:
        if gap.topic is Topic.OWNER:
            chosen[gap.topic] = _question(item, gap.topic, choices=gap.candidates)
    for wish in asked:
        if wish.topic in ASKABLE and wish.topic not in chosen and not _known(item, wish.topic):
            chosen[wish.topic] = _question(item, wish.topic, wish.text)
    return tuple(chosen.values())[:MOST_QUESTIONS]


def unanswered(questions: Iterable[Question], item: Item, route: Route) -> tuple[Question, ...]:
    """Those of the questions that neither the item nor the rule that takes it answers."""
    routed = {Topic.OWNER} if route.owner_of(item).value not in NOBODY else set()
    return tuple(q for q in questions if q.topic not in routed and not _known(item, q.topic))


def _question(item: Item, topic: Topic, text: str = "", choices: tuple[str, ...] = ()) -> Question:
    text = text.strip() or DEFAULT_TEXT[topic].format(goal=item.goal.value)
    return Question(topic=topic, text=text[:LONGEST_QUESTION], choices=choices)


def _known(item: Item, topic: Topic) -> bool:
    if topic is Topic.OWNER:
        return item.owner.value not in NOBODY
    if topic is Topic.DUE:
        return item.due.value is not None or item.recurrence.value is not None
    return False
