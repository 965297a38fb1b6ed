"""What bounds asking a model: time, size, pace, money, a model that is away; and answers that are kept."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime

import pytest

from agent.errors import (
    BudgetSpent,
    ModelAnswerInvalid,
    ModelMisconfigured,
    ModelResting,
    ModelTruncated,
    ModelUnavailable,
)
from agent.extractors import bounded
from agent.extractors.allowance import Kept
from agent.extractors.llm import LlmExtractor
from agent.models import Channel, Intake
from agent.sections import LlmSettings, Price
from agent.spending import Bill, KeptAnswer, Reservation
from tests.llm_server import Script, Turn, completion, error, in_memory, serving

TEXT = "Hallo, bitte bestellt die Stühle für den großen Raum und sagt mir bis Freitag, was das kostet."
GERMAN = json.dumps({"items": [{"quotes": [TEXT], "goal": "Die Stühle für den großen Raum bestellen"}]})
ENGLISH = json.dumps({"items": [{"quotes": [TEXT], "goal": "Order the chairs for the big room"}]})
GOOD = completion(GERMAN)
PRICE = Price(input=1, output=4)


@dataclass
class MemoryPurse:
    """A Purse with so much in it, and its book."""

    left: int = 10**12
    reserved: list[int] = field(default_factory=list)
    bills: list[Bill] = field(default_factory=list)

    def reserve(self, amount: int) -> Reservation:
        if amount > self.left:
            raise BudgetSpent("spent", retry_after=60)
        self.reserved.append(amount)
        return Reservation(date(2026, 5, 4), amount)

    def settle(self, reservation: Reservation, bill: Bill) -> None:
        assert reservation.amount == self.reserved[-1]
        self.bills.append(bill)


class MemoryAnswers(dict):
    """Answers in memory."""

    def find(self, key: str) -> KeptAnswer | None:
        return self.get(key)

    def keep(self, key: str, about: str, model: str, text: str) -> None:
        self[key] = KeptAnswer(model=model, text=text, made_at=datetime(2026, 5, 4, 9, 30, tzinfo=UTC))


def intake(text: str = TEXT, number: int = 1) -> Intake:
    at = datetime(2026, 5, 4, 9, 30, tzinfo=UTC)
    return Intake(id=f"i{number}", channel=Channel.NOTE, received_at=at, text=text, sha256="0" * 64)


@pytest.fixture
def waits() -> list[float]:
    return []


@pytest.fixture
def engine(waits) -> Iterator:
    """An extractor whose model plays the turns, and its script."""
    with ExitStack() as stack:

        def make(*turns: Turn, kept: Kept = Kept(), **changes: object) -> tuple[LlmExtractor, Script]:  # noqa: B008 it holds nothing
            script = Script(turns)
            client = stack.enter_context(in_memory(script))
            settings = {"base_url": "http://model.test/v1", "model": "m", **changes}
            config = LlmSettings.model_validate(settings)
            return LlmExtractor(config, kept=kept, http_client=client, sleep=waits.append), script

        yield make


class TestTimeAndSize:
    def read(self, turn: Turn, **changes: object) -> None:
        with serving(Script([turn])) as url:
            config = LlmSettings(base_url=url, model="m", max_attempts=1, **changes)
            with closing(LlmExtractor(config)) as one:
                one.extract(intake())

    def test_an_answer_that_drips_ends_in_time(self):
        self.read(GOOD)  # what is imported is there
        begin = time.monotonic()
        with pytest.raises(ModelUnavailable, match=r"more than 0.3 s"):
            self.read(replace(GOOD, drips=True), timeout_seconds=5, answer_seconds=0.3)
        assert time.monotonic() - begin < 3

    def test_an_answer_without_end_is_refused(self, monkeypatch):
        monkeypatch.setattr(bounded, "MOST_BYTES", 1000)
        with pytest.raises(ModelAnswerInvalid, match="bytes"):
            self.read(completion("x" * 10_000))


class TestAway:
    def test_a_model_that_keeps_failing_is_not_asked(self, engine):
        model, script = engine(error(500), max_attempts=2, rest_after=3)
        for _ in range(2):
            with pytest.raises(ModelUnavailable):
                model.extract(intake())
        for _ in range(5):
            with pytest.raises(ModelResting) as raised:
                model.extract(intake())
        assert len(script.requests) == 3
        assert 50 < raised.value.retry_after <= 60

    def test_it_is_asked_again_after_its_rest(self, engine):
        model, script = engine(error(500), GOOD, max_attempts=1, rest_after=1, rest_seconds=0.05)
        with pytest.raises(ModelUnavailable):
            model.extract(intake())
        time.sleep(0.06)
        assert model.extract(intake()).findings
        assert len(script.requests) == 2

    def test_no_thread_waits_two_minutes_whatever_the_settings_say(self, engine, waits):
        model, script = engine(error(429, retry_after="121"), max_wait_seconds=1000)
        with pytest.raises(ModelUnavailable) as raised:
            model.extract(intake())
        assert raised.value.retry_after == 121
        assert (len(script.requests), waits) == (1, [])


class TestPace:
    def test_more_requests_than_a_minute_has_wait_for_their_turn(self, engine, waits):
        model, script = engine(GOOD, requests_per_minute=2, max_wait_seconds=0)
        model.extract(intake())
        model.extract(intake())
        with pytest.raises(BudgetSpent, match="2 requests a minute") as raised:
            model.extract(intake())
        assert 0 < raised.value.retry_after <= 30
        assert len(script.requests) == 2

    def test_a_short_wait_is_waited_by_the_thread(self, engine, waits):
        model, script = engine(GOOD, requests_per_minute=6000)
        for _ in range(3):
            model.extract(intake())
        assert len(script.requests) == 3
        assert sum(waits) < 1

    def test_tokens_are_counted_with_those_that_may_be_answered(self, engine):
        model, _ = engine(GOOD, tokens_per_minute=10_000, max_output_tokens=6000, max_wait_seconds=1)
        model.extract(intake())
        with pytest.raises(BudgetSpent, match="10000 tokens a minute"):
            model.extract(intake())

    def test_a_request_that_is_larger_than_a_minute_goes_alone(self, engine):
        model, script = engine(GOOD, tokens_per_minute=10)
        model.extract(intake())
        assert len(script.requests) == 1


class TestMoney:
    def asked(self, engine, *turns: Turn, **changes: object) -> MemoryPurse:
        purse = MemoryPurse()
        model, _ = engine(*turns, kept=Kept(PRICE, purse), **changes)
        try:
            self.read = model.extract(intake())
        except (ModelUnavailable, ModelAnswerInvalid, ModelTruncated, ModelMisconfigured):
            self.read = None
        return purse

    def test_it_is_put_aside_before_the_request_and_settled_by_what_was_used(self, engine):
        purse = self.asked(engine, GOOD, max_output_tokens=1000)
        assert purse.bills == [Bill(tokens_in=100, tokens_out=20, cost=PRICE.of(100, 20))]
        assert purse.reserved[0] > PRICE.of(2000, 1000)
        assert self.read.trace.cost == pytest.approx(180e-6)

    def test_nobody_asks_when_there_is_too_little(self, engine):
        model, script = engine(GOOD, kept=Kept(PRICE, MemoryPurse(left=5)))
        with pytest.raises(BudgetSpent):
            model.extract(intake())
        assert script.requests == []

    @pytest.mark.parametrize(
        "turn", [error(500), error(429), error(401), Turn(307, headers={"location": "/v2"})], ids=str
    )
    def test_an_error_status_costs_nothing(self, engine, turn):
        assert self.asked(engine, turn, max_attempts=1).bills == [Bill()]

    @pytest.mark.parametrize(
        "turn", [Turn(hangs=True), Turn(resets=True), replace(GOOD, breaks_off=True)], ids=str
    )
    def test_an_answer_that_was_lost_counts_as_paid(self, engine, turn):
        purse = self.asked(engine, turn, max_attempts=1)
        assert [bill.cost for bill in purse.bills] == purse.reserved

    def test_every_request_is_paid_for_on_its_own(self, engine):
        purse = self.asked(engine, completion("no JSON"), error(500), GOOD)
        assert [bill.cost for bill in purse.bills] == [PRICE.of(100, 20), 0, PRICE.of(100, 20)]
        assert self.read.trace.cost == pytest.approx(360e-6)

    def test_an_answer_that_was_cut_is_paid_for(self, engine):
        assert self.asked(engine, completion("{", finish="length")).bills[0].cost == PRICE.of(100, 20)

    def test_a_server_that_does_not_count_is_taken_to_have_used_all(self, engine):
        silent = json.loads(GOOD.body)
        del silent["usage"]
        purse = self.asked(engine, replace(GOOD, body=json.dumps(silent).encode()))
        assert [bill.cost for bill in purse.bills] == purse.reserved
        model, _ = engine(replace(GOOD, body=json.dumps(silent).encode()), kept=Kept(PRICE))
        assert model.extract(intake()).trace.cost == pytest.approx(purse.reserved[0] / 1e9)

    def test_without_a_price_no_cost_is_told(self, engine):
        model, _ = engine(GOOD)
        assert model.extract(intake()).trace.cost is None

    def test_the_reservation_bounds_whatever_the_text_is_made_of(self, engine):
        """A token has a byte at least."""
        purse = MemoryPurse()
        model, script = engine(GOOD, kept=Kept(PRICE, purse), max_output_tokens=10)
        model.extract(intake("🪑" * 500))
        sent = len(json.dumps(script.requests[0]["messages"], ensure_ascii=False).encode())
        assert purse.reserved[0] >= PRICE.of(sent, 10)


class TestKeptAnswers:
    def test_the_same_text_is_not_paid_for_twice(self, engine):
        kept = Kept(PRICE, MemoryPurse(), MemoryAnswers())
        model, script = engine(GOOD, kept=kept)
        first, second = model.extract(intake()), model.extract(intake(number=2))
        assert len(script.requests) == 1
        assert second.findings == first.findings
        assert (second.trace.attempts, second.trace.cost, second.trace.tokens_in) == (0, 0, 0)
        assert second.trace.model == "served-model"
        assert "answer of 2026-05-04 09:30 was taken" in second.trace.note

    def test_another_text_model_or_form_is_another_question(self, engine):
        kept = Kept(answers=MemoryAnswers())
        model, script = engine(GOOD, kept=kept)
        model.extract(intake())
        model.extract(intake(f"{TEXT}!"))
        for changes in ({"model": "n"}, {"max_items": 3}, {"mode": "md_json"}, {"base_url": "http://b.test"}):
            said = f"```json\n{GERMAN}\n```" if "mode" in changes else GERMAN
            other, asked = engine(completion(said), kept=kept, **changes)
            other.extract(intake())
            assert len(asked.requests) == 1
        assert len(script.requests) == 2
        assert len(kept.answers) == 6

    def test_what_failed_is_not_kept(self, engine):
        kept = Kept(answers=MemoryAnswers())
        model, _ = engine(completion("{"), kept=kept)
        with pytest.raises(ModelAnswerInvalid):
            model.extract(intake())
        assert kept.answers == {}

    def test_one_that_does_not_fit_any_more_is_asked_for_again(self, engine):
        answers = MemoryAnswers()
        model, script = engine(GOOD, kept=Kept(answers=answers))
        model.extract(intake())
        for key, answer in answers.items():
            answers[key] = answer.model_copy(update={"text": '{"items": 7}'})
        assert model.extract(intake()).findings
        assert len(script.requests) == 2


class TestLanguage:
    def test_goals_in_another_language_are_asked_for_once_more(self, engine):
        model, script = engine(completion(ENGLISH), GOOD)
        extraction = model.extract(intake())
        assert extraction.findings[0].goal == "Die Stühle für den großen Raum bestellen"
        assert (extraction.trace.attempts, extraction.trace.note) == (2, "")
        *_, answer, objection = script.requests[1]["messages"]
        assert (answer["role"], objection["role"]) == ("assistant", "user")
        assert "language" in objection["content"]

    def test_what_stays_so_is_taken_and_says_so(self, engine):
        model, script = engine(completion(ENGLISH))
        extraction = model.extract(intake())
        assert extraction.findings[0].goal == "Order the chairs for the big room"
        assert "another language" in extraction.trace.note
        assert len(script.requests) == 2

    def test_the_first_answer_counts_where_the_second_fails(self, engine):
        model, _ = engine(completion(ENGLISH), error(401))
        extraction = model.extract(intake())
        assert extraction.findings
        assert "another language" in extraction.trace.note
