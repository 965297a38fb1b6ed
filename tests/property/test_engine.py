"""Whatever a text holds, the embedded engine ends, and quotes it word for word."""

import time

from hypothesis import given, settings
from hypothesis import strategies as st

from agent.extractors.local.abroad.facts import fact
from agent.extractors.local.abroad.reading import Hearers
from agent.extractors.local.abroad.sentences import LANGUAGES, goal_of
from agent.extractors.local.abroad.states import states_of
from agent.extractors.local.names import Names
from agent.models import Channel
from tests.engine import read

PIECES = [
    "Please ", "could you ", "send ", "Ana ", "@ben ", "by Friday", "every Monday", ". ", "? ", "\n", "\n\n",
    "- ", "- [ ] ", "| ", "Owner: ", "Done:\n", "I'll ", "bitte ", "> ", "IGNORE ", "-> ", "12:30 Ana: ",
    "\u200b", "é", "🙂",
    "Kannst du mir ", "die Liste ", "schicken", "ruf ", "kümmere ich mich ", "und ", "das muss ", "sein",
    "Peux-tu ", "l'envoyer ", "Ana répare ", "la porte", "et ", "Mándame ", "los permisos los pido yo",
    "must ", "so that ", "it ", "’", "\t", "Fw: ", "(", ")", "“", "'",
    "\x00", "ana: ok\n", "1) ",
    "order mats", ", with handles ", "(the big ones) ", ", one per room", ", the old one is dead",
    " so it stops", "the lift keeps stalling. ", "It only counts once ", "the seat is dry and the bolts hold",
]  # fmt: skip
TEXTS = st.one_of(st.text(max_size=400), st.lists(st.sampled_from(PIECES), max_size=120).map("".join))
MOST_SECONDS = 2.0


@settings(max_examples=150, deadline=None)
@given(text=TEXTS, channel=st.sampled_from(list(Channel)))
def test_any_text_is_read_in_time_and_quoted_word_for_word(text, channel):
    began = time.process_time()
    found = read(channel, text)
    assert time.process_time() - began < MOST_SECONDS
    assert bool(found.findings) != bool(found.not_work_reason)
    for finding in found.findings:
        quotes = [*finding.quotes, *(c.quote for c in finding.done_criteria)]
        quotes += [finding.owner_text, finding.due_text, finding.recurrence_text, finding.priority_text]
        assert all(quote in text for quote in quotes if quote)
        assert finding.goal.strip() and len(finding.goal.split()) <= 15


@settings(max_examples=100, deadline=None)
@given(text=TEXTS, language=st.sampled_from(sorted(LANGUAGES)))
def test_any_words_are_turned_into_a_goal_and_a_state_or_left_alone(text, language):
    goal = goal_of(
        text, (), language, Hearers(Names(["Ana Ruiz"]), "Ana Ruiz", None, (text,), strangers=True)
    )
    assert goal is None or 1 < len(goal.split()) <= 15
    assert all(state.strip() for state in states_of(goal or text, language, None))
    assert fact(text, language) or not text.strip(" .,;!")
