"""What tells two pieces of work apart, however alike their words: numbers, places, names, templates. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import islice

from agent.models import FieldName, Item
from agent.text.actions import opposite
from agent.text.identifiers import Identifiers, identifiers, placed
from agent.text.overlap import FUNCTION_WORDS, content_words, is_any_work, is_unspaced, shared_share

READ = 4000
"""Characters of a body that are compared."""
SHOWN = 6
"""Words of a reason."""
_NUMBER_OR_WORD = re.compile(r"\w+(?:[.,:/-]\w+)*")
_ADDRESSED_TABLE = """
    mr mrs ms miss dr prof sir nurse mister frau herr madame monsieur mme senhor senhora señor señora dhr mevr
    gp
    """
_ADDRESSED = frozenset(_ADDRESSED_TABLE.split())
_SHORT_FORM = 3
_ONE_SLIP = 0.85
"""Of all letters in the same order: a slip of the pen in a name, not another name."""


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two that are compared."""

    item: Item
    goal: Mapping[str, str]
    words: Mapping[str, str]
    goal_text: frozenset[str]
    all_text: frozenset[str]
    """Every word in lower case, of the goal and of all that is compared."""
    places: Mapping[str, str]
    told_apart: Identifiers
    counted: Mapping[tuple[str, int], Mapping[str, str]]
    """Numbers of the goal by the word beside them, and on which side it stands."""
    verb: str
    """The first word of the goal, in lower case."""


def side(item: Item, body: str) -> Side:
    goal = content_words(item.goal.value)
    text = body[:READ]
    plain = re.findall(r"\w+", item.goal.value.casefold())
    tokens = _NUMBER_OR_WORD.findall(f"{item.goal.value} {text}".casefold())
    return Side(
        item=item,
        goal=goal,
        words=goal | content_words(text),
        goal_text=frozenset(plain),
        all_text=frozenset((*plain, *re.findall(r"\w+", text.casefold()), *tokens)),
        places=content_words(" ".join(placed(item.goal.value))),
        told_apart=identifiers(_without_dates(item)),
        counted=_counted(item.goal.value),
        verb=plain[0] if plain else "",
    )


def other_subject(new: Side, old: Side, template: float, *, changes: bool) -> Iterator[str]:
    """Reasons why it is other work. Where the new text speaks of a change, it may name the old one."""
    yield from _other_number(new, old)
    ours, theirs = new.told_apart.environments, old.told_apart.environments
    if each_has_its_own(ours, theirs):
        yield f"different environment: {either(ours, theirs)}"
    yield from _other_place(new, old, template, changes=changes)
    if opposite(new.verb, old.verb):
        yield f"opposite actions: {new.verb} / {old.verb}"


def share_only_a_verb(new: Side, old: Side) -> bool:
    """Send the report, send the flowers: what is to be done with something is all that both say."""
    shared = new.words.keys() & old.words.keys()
    verbs_only = bool(shared) and all(is_any_work(key) for key in shared)
    return verbs_only and bool(_own_things(new, old)) and bool(_own_things(old, new))


def other_period(new: Side, old: Side) -> Iterator[str]:
    ours, theirs = new.told_apart.periods, old.told_apart.periods
    if each_has_its_own(ours, theirs):
        yield f"different period: {either(ours, theirs)}"


def _other_number(new: Side, old: Side) -> Iterator[str]:
    ours, theirs = new.told_apart.numbers, old.told_apart.numbers
    told = False
    for label in ours.keys() & theirs.keys():
        if not ours[label].keys() & theirs[label].keys():
            what = f"both say {label!r} but the numbers differ" if label else "the numbers differ"
            yield f"{what}: {either(ours[label], theirs[label])}"
            told = True
    for beside in () if told else new.counted.keys() & old.counted.keys():
        mine = {low: n for low, n in new.counted[beside].items() if low not in old.all_text}
        other = {low: n for low, n in old.counted[beside].items() if low not in new.all_text}
        if len(mine) == len(new.counted[beside]) and len(other) == len(old.counted[beside]):
            yield f"both say {beside[0]!r} but the numbers differ: {either(mine, other)}"
            return


def _other_place(new: Side, old: Side, template: float, *, changes: bool) -> Iterator[str]:
    """Each goal has a name or a place that the other has not."""
    people = _people(new.item) | _people(old.item)
    # "Leeds instead of York" names both
    said = new.all_text if changes else new.goal_text
    names = _own(_but(new.told_apart.names, people | old.goal_text), old.told_apart.names)
    others = _own(_but(old.told_apart.names, people | said), new.told_apart.names)
    if names and others:
        yield f"different site or name: {either(names, others)}"
        return
    ours = _own(without(new.places, old.goal), old.goal)
    theirs = _own(without(old.places, new.words if changes else new.goal), new.goal)
    alike = shared_share(without(new.goal, ours), without(old.goal, theirs))
    if ours and theirs and alike >= template:  # one template, filled in twice
        yield f"the same but for: {either(ours, theirs)}"
        return
    ours, theirs = _own_things(new, old), _own_things(old, new)
    if ours and theirs and shared_share(new.goal, old.goal) >= template and not changes:
        yield f"the same but for: {either(ours, theirs)}"


def _own_things(one: Side, other: Side) -> dict[str, str]:
    """What a goal speaks of and the other text nowhere does; what is to be done can be said in many words."""
    things = _own(without(one.goal, other.words), other.goal)
    return {
        key: word
        for key, word in things.items()
        if not is_any_work(key) and not is_unspaced(word) and word.casefold() != one.verb
    }


def _own(words: Mapping[str, str], others: Mapping[str, str]) -> dict[str, str]:
    """Those that the others do not say, not even shortened or misspelt; forms of address say nothing."""
    return {
        key: word
        for key, word in words.items()
        if word.casefold() not in _ADDRESSED
        and not any(_one_name(word.casefold(), other.casefold()) for other in others.values())
    }


def _counted(goal: str) -> dict[tuple[str, int], dict[str, str]]:
    tokens = _NUMBER_OR_WORD.findall(goal)
    counted: dict[tuple[str, int], dict[str, str]] = {}
    for at, token in enumerate(tokens):
        for step in (-1, 1) if any(map(str.isdigit, token)) else ():
            beside = tokens[at + step].casefold() if 0 <= at + step < len(tokens) else ""
            if len(beside) > 1 and beside.isalpha() and beside not in FUNCTION_WORDS:
                counted.setdefault((beside, step), {})[token.casefold()] = token
    return counted


def _but(names: Mapping[str, str], known: frozenset[str]) -> dict[str, str]:
    return {low: name for low, name in names.items() if low not in known}


def _one_name(one: str, other: str) -> bool:
    """St and Street, P and Piotr, Hse and House, Adeymi and Adeyemi."""
    short, long = sorted((one, other), key=len)
    letters = iter(long)
    if len(short) <= _SHORT_FORM:
        return short[0] == long[0] and all(letter in letters for letter in short)
    return SequenceMatcher(None, short, long).ratio() >= _ONE_SLIP


def _without_dates(item: Item) -> str:
    """The goal and its key sentences, without the words that say when."""
    quotes = (evidence.quote for evidence in item.evidence if evidence.field is FieldName.GOAL)
    text = ". ".join((item.goal.value, *quotes))
    for evidence in (*item.due.evidence, *item.recurrence.evidence):
        text = text.replace(evidence.quote, " ")
    return text.replace(item.due_phrase, " ") if item.due_phrase else text


def _people(item: Item) -> frozenset[str]:
    """The words of the owner's name: who does it is no other subject."""
    return frozenset(re.findall(r"\w+", (item.owner.value or "").casefold()))


def without(words: Mapping[str, str], others: Mapping[str, str]) -> dict[str, str]:
    return {key: word for key, word in words.items() if key not in others}


def each_has_its_own(ours: Mapping[str, str], theirs: Mapping[str, str]) -> bool:
    return bool(ours.keys() - theirs.keys() and theirs.keys() - ours.keys())


def either(ours: Mapping[str, str], theirs: Mapping[str, str]) -> str:
    """What only the new text has / what only the existing work has."""
    both = (without(ours, theirs).values(), without(theirs, ours).values())
    return " / ".join(", ".join(islice(words, SHOWN)) for words in both)
