"""A long text is cut at its own borders, and what is read twice in an overlap is one thing."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from agent.extractors.parts import Read, cut, merged
from agent.models import Asked, Criterion, Finding, OwnerRole, Priority, Topic
from agent.text.normalise import Span

PARAGRAPHS = "".join(f"Paragraph {n} says this and that, and then it ends.\n\n" for n in range(100))


def cut_up(text: str, most: int, segments=(), whole=()) -> list[Span]:
    return cut(text, most, segments, [Span(*span) for span in whole])


def test_a_text_that_fits_is_one_part():
    assert cut_up("short", 5) == [Span(0, 5)]


def test_parts_begin_and_end_at_paragraphs_and_overlap():
    spans = cut_up(PARAGRAPHS, 1_000)
    assert spans[0].start == 0 and spans[-1].end == len(PARAGRAPHS)
    for before, after in pairwise(spans):
        assert before.start < after.start < before.end < after.end
        assert PARAGRAPHS[: before.end].endswith("\n\n") and PARAGRAPHS[: after.start].endswith("\n\n")


def test_a_segment_is_a_better_border_than_a_paragraph():
    assert cut_up(PARAGRAPHS, 1_000, segments=[700])[0] == Span(0, 700)


@given(
    st.text(st.sampled_from("ab .\n"), max_size=400),
    st.integers(20, 60),
    st.lists(st.tuples(st.integers(0, 400), st.integers(1, 90)), max_size=4),
)
def test_parts_cover_every_character_and_cut_nothing_that_is_whole(text, most, rough):
    whole, at = [], 0
    for start, length in sorted(rough):
        if start >= at and start + length <= len(text):
            whole.append((start, start + length))
            at = start + length
    spans = cut_up(text, most, whole=whole)
    assert (spans[0].start, spans[-1].end) == (0, len(text))
    for before, after in pairwise(spans):
        assert before.start < after.start <= before.end < after.end
    for span in spans:
        assert span.end - span.start <= most or any(end == span.end for _, end in whole)
        assert not any(s < place < e for s, e in whole for place in (span.start, span.end))


TEXT = "Ana asks Bo to order chairs. Then book the room by Friday. Please sign. Lunch was fine. Please sign."
BOOK = "book the room by Friday"


def two(first: list[Finding], second: list[Finding]) -> tuple[Finding, ...]:
    """As read in two parts that both hold the sentence about the room."""
    return merged([Read(Span(0, 60), tuple(first)), Read(Span(29, len(TEXT)), tuple(second))], TEXT)


def test_what_both_parts_read_at_the_same_place_is_one_and_keeps_what_either_knows():
    early = Finding(
        goal="Book the room", quotes=(BOOK,), questions=(Asked(topic=Topic.SCOPE, text="Which room?"),)
    )
    late = Finding(
        goal="Book a room",
        quotes=("Then book the room by Friday.",),
        due_text="by Friday",
        owner_role=OwnerRole.NAMED,
        owner_text="Bo",
        priority=Priority.HIGH,
        priority_text="by Friday",
        done_criteria=(Criterion(text="Booked", quote="book"),),
        questions=(Asked(topic=Topic.SCOPE, text="which room?"),),
    )
    [found] = two([early], [late])
    assert (found.goal, found.due_text, found.owner_text) == ("Book the room", "by Friday", "Bo")
    assert (found.priority, len(found.done_criteria), len(found.questions)) == (Priority.HIGH, 1, 1)
    assert found.quotes == (BOOK, "Then book the room by Friday.")
    assert found.near == TEXT.index(BOOK)


def test_two_things_asked_in_one_sentence_stay_two():
    book = Finding(goal="Book the room", quotes=(BOOK,))
    pay = Finding(goal="Pay the deposit", quotes=(BOOK,))
    assert [f.goal for f in two([book], [pay])] == ["Book the room", "Pay the deposit"]
    assert [f.goal for f in two([book, pay], [pay, book])] == ["Book the room", "Pay the deposit"]


def test_the_same_words_at_another_place_are_another_item():
    sign = Finding(goal="Sign", quotes=("Please sign.",))
    parts = [Read(Span(0, 72), (sign,)), Read(Span(72, len(TEXT)), (sign,))]
    found = merged(parts, TEXT)
    assert [f.near for f in found] == [TEXT.index("Please"), TEXT.rindex("Please")]


def test_an_item_whose_words_are_in_no_part_is_kept():
    invented = Finding(goal="Fly", quotes=("fly to the moon",))
    assert len(two([invented], [invented])) == 2
