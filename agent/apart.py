"""What tells two pieces of work apart, however alike their words: numbers, places, names, templates. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import islice, product

from agent.models import FieldName, Item
from agent.text.actions import contrary, opposite
from agent.text.identifiers import Identifiers, identifiers, placed
from agent.text.overlap import (
    FUNCTION_WORDS,
    content_words,
    is_any_work,
    is_unspaced,
    shared_share,
    stem,
)

READ = 4000
"""Characters of a body that are compared."""
SHOWN = 6
"""Words of a reason."""
_NUMBER_OR_WORD = re.compile(r"\w+(?:[.,:/-]\w+)*")
_ADDRESS = re.compile(r"\w[\w.-]{0,250}[.@]\w{0,60}[^\W\d]{2}")
_ADDRESSED_TABLE = """
    mr mrs ms miss dr prof sir nurse mister frau herr madame monsieur mme senhor senhora señor señora dhr mevr
    gp
    """
_ADDRESSED = frozenset(_ADDRESSED_TABLE.split())
_WEAK_TABLE = """
    new old same other next last first good bad big small long short free ready whole full today tomorrow
    morning afternoon evening week month year day time people person thing lot bit way side end start number
    one two three four five six seven eight nine ten twenty half neu neue neuen neuer alt alte zwei drei vier
    fünf tag woche monat jahr heute morgen nouveau nouvelle deux trois quatre cinq jour semaine mois aujourd
    demain nuevo nueva dos tres cuatro cinco día semana mes año hoy mañana nuovo nuova due tre quattro cinque
    giorno settimana mese oggi domani novo nova dois três quatro dia mês hoje amanhã nieuw nieuwe twee drie
    vier vijf dag maand jaar vandaag morgen monday tuesday wednesday thursday friday saturday sunday
    """
_WEAK = frozenset(map(stem, _WEAK_TABLE.split()))
_LONG_NUMBER = 3
_ENOUGH, _ONE_MATTER = 2, 0.55
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
    """Numbers and single capitals of the goal by the word beside them, and on which side it stands."""
    addresses: Mapping[str, str]
    """Names of hosts and mailboxes in the goal."""
    verbs: tuple[str, ...]
    """The first and the last word of the goal, in lower case: in some languages the verb stands last."""


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
        addresses={word.casefold(): word for word in item.goal.value.split() if _ADDRESS.fullmatch(word)},
        verbs=tuple(dict.fromkeys((plain[0], plain[-1]))) if plain else (),
    )


def other_subject(new: Side, old: Side, *, changes: bool) -> Iterator[str]:
    """Reasons why it is other work, however likely it looks. What speaks of a change may count otherwise."""
    yield from _other_number(new, old, changes=changes)
    if not new.addresses.keys() & old.addresses.keys() and each_has_its_own(new.addresses, old.addresses):
        yield f"different address: {either(new.addresses, old.addresses)}"
    ours, theirs = new.told_apart.environments, old.told_apart.environments
    if each_has_its_own(ours, theirs):
        yield f"different environment: {either(ours, theirs)}"
    yield from _other_name(new, old)
    if told := contrary(new.goal_text, old.goal_text):
        yield f"contrary words: {' / '.join(told)}"
    for mine, yours in product(new.verbs, old.verbs):
        if opposite(mine, yours):
            yield f"opposite actions: {mine} / {yours}"


def share_little(new: Side, old: Side) -> bool:
    """Send the report, send the flowers; a new sign, sign the new form: less than two things are in both.

    One of them is in both goals, or each in one. One thing is enough where goals are much the same, or one
    has nothing of its own.
    """
    things = [key for key in new.words.keys() & old.words.keys() if not _says_little(key)]
    in_goals = sum((key in new.goal) + (key in old.goal) for key in things)
    few = len(things) < _ENOUGH or in_goals < _ENOUGH
    return (
        few
        and shared_share(new.goal, old.goal) < _ONE_MATTER
        and bool(_own_things(new, old))
        and bool(_own_things(old, new))
    )


def _says_little(key: str) -> bool:
    return is_any_work(key) or key in _WEAK or (key.isdigit() and len(key) < _LONG_NUMBER)


def other_period(new: Side, old: Side) -> Iterator[str]:
    ours, theirs = new.told_apart.periods, old.told_apart.periods
    if each_has_its_own(ours, theirs):
        yield f"different period: {either(ours, theirs)}"


def _other_number(new: Side, old: Side, *, changes: bool) -> Iterator[str]:
    ours, theirs = new.told_apart.numbers, old.told_apart.numbers
    told = False
    for label in ours.keys() & theirs.keys():
        if changes and not label:
            continue  # an amount is what changes
        if not ours[label].keys() & theirs[label].keys():
            what = f"both say {label!r} but the numbers differ" if label else "the numbers differ"
            yield f"{what}: {either(ours[label], theirs[label])}"
            told = True
    for beside in () if told or changes else new.counted.keys() & old.counted.keys():
        mine = {low: n for low, n in new.counted[beside].items() if low not in old.all_text}
        other = {low: n for low, n in old.counted[beside].items() if low not in new.all_text}
        if len(mine) == len(new.counted[beside]) and len(other) == len(old.counted[beside]):
            yield f"both say {beside[0]!r} but the numbers differ: {either(mine, other)}"
            return


def _other_name(new: Side, old: Side) -> Iterator[str]:
    """Each goal has a name that the other text nowhere says, but for those of people who do the work."""
    people = _people(new.item) | _people(old.item)
    ours = _own(_but(new.told_apart.names, people | old.all_text), old.told_apart.names)
    theirs = _own(_but(old.told_apart.names, people | new.all_text), new.told_apart.names)
    if ours and theirs:
        yield f"different site or name: {either(ours, theirs)}"


def other_thing(new: Side, old: Side, template: float, *, changes: bool) -> Iterator[str]:
    """Goals of one template, each with a thing of its own; which may be one thing in other words.

    Where the new text speaks of a change, it may name the old one, and numbers are what changes.
    """
    ours = _own(without(new.places, old.words), old.goal)
    theirs = _own(without(old.places, new.words), new.goal)
    if changes:
        ours, theirs = (_without_numbers(words) for words in (ours, theirs))
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
        if not is_any_work(key) and not is_unspaced(word) and word.casefold() not in one.verbs[:1]
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
        for step in (-1, 1) if any(map(str.isdigit, token)) else (-1,) if _is_letter(token) else ():
            beside = tokens[at + step].casefold() if 0 <= at + step < len(tokens) else ""
            if len(beside) > 1 and beside.isalpha() and beside not in FUNCTION_WORDS:
                counted.setdefault((beside, step), {})[token.casefold()] = token
    return counted


def _without_numbers(words: Mapping[str, str]) -> dict[str, str]:
    return {key: word for key, word in words.items() if not key.isdigit()}


def _is_letter(word: str) -> bool:
    """Of hall A or block B."""
    return len(word) == 1 and word.isupper() and word != "I"


def _but(names: Mapping[str, str], known: frozenset[str]) -> dict[str, str]:
    return {low: name for low, name in names.items() if low not in known}


def _one_name(one: str, other: str) -> bool:
    """St and Street, P and Piotr, Hse and House, Adeymi and Adeyemi, Raum and Besprechungsraum."""
    short, long = sorted((one, other), key=len)
    letters = iter(long)
    if len(short) <= _SHORT_FORM:
        return short[0] == long[0] and all(letter in letters for letter in short)
    return long.endswith(short) or SequenceMatcher(None, short, long).ratio() >= _ONE_SLIP


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
