"""Whatever people answer, in whatever order: it counts once, in its own words, and takes nothing away."""

from __future__ import annotations

import email
import email.policy

from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from agent import clarity, routing
from agent.answers import answered
from agent.clarity import Asking
from agent.conditions import Facts
from agent.drafts import as_mail, drafts
from agent.errors import InvalidChange
from agent.models import Basis, Channel, Gap, Party, Question, Topic
from agent.people import EMPTY, load
from agent.replies import fill
from tests.asked import TEXT, asked_about, asking, said

KNOWN = load("people: [{name: Ben Ortiz, away: {until: 2027-01-01}}, {name: Zoe Marsh}, {name: Mo Ali}]")
RULES = routing.load("""
version: 1
rules:
  - {name: soon, when: '(due_in_days ?? 999) <= 30', route: {team: Soon}}
  - {name: leeds, when: '"leeds" in text', route: {team: Leeds}}
  - {name: bens, when: 'owner == "Ben Ortiz"', route: {team: Ben}}
  - {name: open, when: '"due" in unclear', route: {team: Triage}}
  - {name: rest, when: always, route: {team: Operations}}
""")
ASKED = asked_about(Topic.DUE, Topic.SCOPE).model_copy(
    update={
        "gaps": (
            Gap(topic=Topic.OWNER, reason="nobody is named"),
            Gap(topic=Topic.DUE, reason="no day"),
            Gap(topic=Topic.PRIORITY, reason="no words say so"),
        )
    }
)
PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""The first example loads the tables of words, zones and characters."""
UNKNOWN = ["don't know", "Keine Ahnung", "?"]
ANYTHING = st.text(min_size=1, max_size=60)
WORDS = {
    Topic.OWNER: st.sampled_from(["Ben", "ask Zoe", "I'll do it", "Kim Park", "mo ali", *UNKNOWN]),
    Topic.DUE: st.sampled_from(
        ["by Friday", "2026-12-24", "every Monday", "03/04", "Friday or Monday", "in three weeks", *UNKNOWN]
    ),
    Topic.DONE_CRITERIA: st.sampled_from(["Leeds is in", "signed; printed", *UNKNOWN]) | ANYTHING,
    Topic.SCOPE: st.sampled_from(["only Leeds", "Leeds is in", *UNKNOWN]) | ANYTHING,
    Topic.APPROVAL: st.sampled_from(["Ben", "nobody", "Ruth", *UNKNOWN]) | ANYTHING,
}
ANSWERS = st.sampled_from(list(WORDS)).flatmap(lambda topic: st.tuples(st.just(topic), WORDS[topic]))
STRENGTH = [Basis.MISSING, Basis.INFERRED, Basis.RULE, Basis.STATED]


def answer(proposal, given_answer, intake_id="I-2"):
    """As a decision does it: answered, then routed."""
    topic, words = given_answer
    try:
        made = answered(proposal, topic, said(words, intake_id=intake_id), KNOWN)
    except InvalidChange:
        assume(False)
    unclear = tuple(gap.topic for gap in made.gaps)
    route = routing.route(RULES, Facts.of(made.item, asking(), unclear=unclear))
    questions = clarity.questions(made.item, made.gaps, Asking(asking(), KNOWN, route, made.closed))
    return made.model_copy(update={"route": route, "questions": questions})


def outcome(proposal):
    return proposal.item, proposal.gaps, proposal.questions, proposal.closed, proposal.route


def strength(basis):
    return STRENGTH.index(Basis.STATED if basis is Basis.PERSON else basis)


@given(ANSWERS)
@PATIENT
def test_answering_twice_is_answering_once(one):
    once = answer(ASKED, one)
    assert outcome(answer(once, one, "I-3")) == outcome(once)


@given(ANSWERS, ANSWERS)
@example((Topic.SCOPE, "Leeds is in"), (Topic.DONE_CRITERIA, "Leeds is in"))
@example((Topic.APPROVAL, "x"), (Topic.SCOPE, "Approved by x"))
@PATIENT
def test_the_order_of_two_answers_does_not_matter(one, two):
    assume(one[0] is not two[0])
    this_way = answer(answer(ASKED, one, "I-2"), two, "I-3")
    that_way = answer(answer(ASKED, two, "I-3"), one, "I-2")
    assert outcome(this_way) == outcome(that_way)


@given(ANSWERS, ANSWERS)
@PATIENT
def test_no_field_becomes_less_ready_and_no_question_comes_back(one, two):
    """Who takes their own answer back may: "nobody" after whose approval it needed."""
    assume(one[0] is not two[0])
    first = answer(ASKED, one)
    second = answer(first, two, "I-3")
    for before, after in ((ASKED, first), (first, second)):
        for field, basis in before.item.readiness.items():
            assert strength(after.item.readiness[field]) >= strength(basis)
        assert {q.topic for q in after.questions} <= {q.topic for q in before.questions}
        assert set(before.closed) <= set(after.closed)
    assert one[0] in second.closed
    assert not {question.topic for question in second.questions} & set(second.closed)


@given(ANSWERS, ANSWERS)
@PATIENT
def test_every_quote_of_an_answer_stands_where_it_says(one, two):
    made = answer(answer(ASKED, one), two, "I-3")
    texts = {"": TEXT, "I-2": one[1], "I-3": two[1]}
    for evidence in (*made.item.evidence, *(e for gap in made.gaps for e in gap.evidence)):
        assert texts[evidence.source][evidence.start : evidence.end] == evidence.quote
    for told in made.amendments:
        assert told.quote and told.quote in texts[told.intake_id]


REPLIES = st.lists(
    st.sampled_from(["1. Ben", "2. by Friday", "3. Leeds", "2)", "Ben", "by Friday", "I'll", "?", "no idea",
                     "Thanks", "\n", "\n> 1. quoted", "Hi Zoe,", "12. May", ". "]) | st.text(max_size=12),
    max_size=12,
).map(" ".join)  # fmt: skip


@given(REPLIES, st.sampled_from([(), (Topic.DUE,), (Topic.DUE, Topic.SCOPE)]), st.booleans())
@PATIENT
def test_a_reply_fills_in_what_it_says_and_nothing_else(words, topics, alone):
    waiting = asked_about(*topics)
    text = f"From: Carla Meyer <carla@x.example>\nSubject: Re: Chairs\n\n{words}"
    reply = said(text, channel=Channel.EMAIL)
    found = fill([waiting], reply, KNOWN, alone=alone)
    assert len(found.places) <= len(waiting.questions)
    for made in found.changed.values():
        assert (made.revision, made.item.goal) == (waiting.revision, waiting.item.goal)
        assert len(made.closed) == len(found.places)
        for evidence in made.item.evidence:
            if evidence.source:
                assert text[evidence.start : evidence.end] == evidence.quote
                assert any(start <= evidence.start and evidence.end <= end for start, end in found.places)


HOSTILE = st.text(alphabet='aé\r\n:@<> ,;"\\=?\u2028\u202e\x00\x1b', max_size=40)


@given(HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE)
@PATIENT
def test_no_name_subject_or_id_puts_a_header_into_a_draft(name, address, subject, own, question):
    intake = asking(f"Subject: x\n\n{subject}").model_copy(
        update={
            "sender": Party(name=name, email=address),
            "source_id": f"<{own}>",
            "references": (f"<{own}x>", name),
        }
    )
    waiting = asked_about().model_copy(update={"questions": (Question(topic=Topic.DUE, text=question),)})
    (draft,) = drafts(intake, [waiting], EMPTY)
    raw = as_mail(draft)
    mail = email.message_from_bytes(raw, policy=email.policy.default)
    allowed = {"X-Unsent", "To", "Subject", "In-Reply-To", "References", "MIME-Version", "Content-Type",
               "Content-Transfer-Encoding"}  # fmt: skip
    assert set(mail.keys()) <= allowed and len(set(mail.keys())) == len(mail.keys())
    assert len(mail["To"].addresses if "To" in mail else ()) <= 1
    assert not mail.defects
    assert mail.get_content().replace("\r\n", "\n") == draft.text


@given(st.permutations(["Ben", "by Friday", "Leeds is in"]), st.booleans())
@PATIENT
def test_a_reply_to_our_own_draft_finds_its_questions(order, quoted):
    waiting = asked_about(Topic.DUE, Topic.SCOPE)
    answers = dict(
        zip((Topic.OWNER, Topic.DUE, Topic.SCOPE), ["Ben", "by Friday", "Leeds is in"], strict=True)
    )
    (draft,) = drafts(asking(), [waiting], EMPTY)
    numbers = {answers[q.topic]: number for number, q in enumerate(waiting.questions, start=1)}
    told = "\n".join(f"{numbers[words]}. {words}" for words in sorted(order, key=numbers.get))
    history = "\n".join(f"> {line}" for line in draft.text.splitlines()) if quoted else ""
    wrote = f"\n\nOn Mon, 23 Nov 2026 at 09:00, Ana wrote:\n{history}" if quoted else ""
    text = f"From: Carla Meyer <carla@x.example>\nSubject: Re: Chairs\n\n{told}{wrote}"
    reply = said(text, channel=Channel.EMAIL)
    (made,) = fill([waiting], reply, KNOWN, alone=False).changed.values()
    assert made.questions == ()
    assert made.item.owner.value == "Ben Ortiz" and made.item.due.value is not None
    assert [criterion.value for criterion in made.item.done_criteria] == ["Leeds is in"]
