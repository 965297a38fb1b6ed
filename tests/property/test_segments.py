"""What holds for the parts of every mail."""

import itertools
import time

from hypothesis import example, given, settings
from hypothesis import strategies as st

from agent.models import Channel
from agent.text.segments import SegmentKind, segments

HEAD = "From: Ana Ruiz <ana@firm.example>\nSubject: {}\n\n"
LINES = st.sampled_from(
    """> quoted
>> quoted twice
On 4 May 2026, Ben <b@b.example> wrote:
Am 4. Mai 2026 schrieb Ben:
2026/5/4 Ben <b@b.example>:
-----Original Message-----
---------- Forwarded message ---------
Begin forwarded message:
> Begin forwarded message:
From: Ben <b@b.example>
> From: Ben <b@b.example>
Sent: Monday, 4 May 2026
To: Ana
Subject: Fwd: lift
Subject: Re: lift
________________________________
--
---
Best regards,
Thanks!
Ana
-Ana Ruiz
+44 113 496 0000
Sent from my iPhone
Sent from a small boat
PS: please call
This e-mail is confidential. Delete it if you received it in error.
walks mailing list
Unsubscribe
```
>>> import this
Please send the file.
Shall we meet on Friday?
- [ ] call Ben""".splitlines()
)
BODIES = st.lists(st.one_of(LINES, st.just(""), st.text(max_size=30)), max_size=30).map("\n".join)
SUBJECTS = st.sampled_from(("", "lift", "Re: lift", "Fwd: lift", "WG: AW: Lift"))
HOSTILE = st.lists(
    st.one_of(LINES, st.text(alphabet=" \t\n>-_=.,:;@<>|*[(1aA\u00a0", min_size=1, max_size=6)),
    min_size=1,
    max_size=4,
).map("\n".join)


def of_kind(text, kind):
    return [line for line in lines_by_kind(text) if line[0] is kind and line[1].strip()]


def lines_by_kind(text):
    return [
        (s.kind, line) for s in segments(text, Channel.EMAIL) for line in text[s.start : s.end].splitlines()
    ]


@given(SUBJECTS, BODIES, st.booleans(), st.sampled_from(Channel))
@settings(deadline=None)
def test_the_parts_of_a_mail_cover_it_and_meet(subject, body, headed, channel):
    text = (HEAD.format(subject) if headed else "") + body
    found = segments(text, channel)
    assert "".join(text[s.start : s.end] for s in found) == text
    assert all(a.end == b.start and a.kind is not b.kind for a, b in itertools.pairwise(found))
    assert all(s.start < s.end for s in found)


@given(BODIES)
@settings(deadline=None)
def test_what_is_quoted_as_a_whole_holds_no_new_words(body):
    text = HEAD.format("Re: lift") + "\n".join(f"> {line}" for line in body.splitlines())
    assert of_kind(text, SegmentKind.BODY) == []


@given(BODIES)
@settings(deadline=None)
def test_nothing_below_the_separator_of_a_reply_is_a_new_word(body):
    text = (
        f"{HEAD.format('Re: lift')}The lift works again.\n\n-----Original Message-----\nIt is stuck.\n{body}"
    )
    assert of_kind(text, SegmentKind.BODY) == [(SegmentKind.BODY, "The lift works again.")]


@given(BODIES)
@settings(deadline=None)
def test_words_above_what_is_forwarded_stay_new_words(body):
    text = f"{HEAD.format('Fwd: lift')}Can you look at it?\n\n---------- Forwarded message ---------\n{body}"
    assert (SegmentKind.BODY, "Can you look at it?") in lines_by_kind(text)


@given(HOSTILE, st.booleans())
@example("+44 113 496 0000\n\t\nBest regards,", False)
@example("Please send the file.\n\na|", False)
@settings(deadline=None, max_examples=25)
def test_a_hundred_thousand_hostile_characters_take_linear_time(unit, headed):
    text = (HEAD.format("Fwd: x") if headed else "") + unit * (100_000 // len(unit))
    began = time.process_time()
    segments(text, Channel.EMAIL)
    assert time.process_time() - began < 5
