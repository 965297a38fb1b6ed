"""Each harm is counted and told; what could not be read is never a text without work."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from agent import people
from agent.errors import ModelUnavailable
from agent.models import Asked, Criterion, Extraction, Finding, OwnerRole, Priority, Topic, Trace
from agent.settings import Settings
from evals.extraction.answers import answered
from evals.extraction.evaluators import RepeatedQuestion
from evals.extraction.suite import METRICS, suite
from evals.gold import GoldRow
from evals.suites import Conduct, Facts, run
from tests.fakes import LineEngine

TEXT = "Ben, call the plumber by Friday. Ana will order toner."
PLUMBER = {
    "goal": "Call the plumber",
    "evidence": ["call the plumber by Friday."],
    "owner": "Ben",
    "due": "2026-11-06",
    "due_phrase": "by Friday",
    "priority": "urgent",
    "done_criteria": ["The tap is dry"],
    "must_ask": ["scope"],
}
TONER = {"goal": "Order toner", "evidence": ["Ana will order toner."], "owner": "Ana"}
GOOD = Finding(
    goal="Call the plumber", quotes=("call the plumber by Friday.",), owner_role=OwnerRole.NAMED,
    owner_text="Ben", due_text="by Friday",
)  # fmt: skip


ROW = json.dumps(
    {
        "id": "a", "channel": "note", "received_at": "2026-11-05T09:30:00+01:00", "people": ["Ben", "Ana"],
        "text": TEXT, "items": [PLUMBER],
    }
)  # fmt: skip


class Says:
    """An engine that finds what it was given, whatever the text."""

    def __init__(self, *findings: Finding) -> None:
        self.findings = findings

    def extract(self, _intake):
        trace = Trace(engine="llm", model="m", tokens_in=1000, tokens_out=500, attempts=2)
        reason = None if self.findings else "nothing"
        return Extraction(findings=self.findings, not_work_reason=reason, trace=trace)


def measured(tmp_path, engine, *items: dict, text: str = TEXT, conduct=None, prices=None, **row):
    path = tmp_path / "rows.jsonl"
    envelope = {
        "id": "a", "channel": "note", "received_at": "2026-11-05T09:30:00+01:00", "people": ["Ben", "Ana"],
    }  # fmt: skip
    path.write_text(json.dumps({**envelope, "text": text, "items": items, **row}))
    settings = Settings.model_validate({"prices": prices or {}})
    made = suite([path], engine, people.EMPTY, Facts(engine="llm", model="m"), settings)
    return run(made, conduct or Conduct())


def values(found) -> dict:
    return {name: estimate.value for name, estimate in found.metrics.items()}


def remarks(found) -> dict:
    return {remark.harm: remark.says for remark in found.cases[0].remarks}


def test_what_is_right_counts_everywhere(tmp_path):
    found = measured(tmp_path, Says(GOOD), {**PLUMBER, "priority": "normal", "must_ask": []})
    told = values(found)
    for name in ("precision", "recall", "f1", "owner", "due", "due_when_stated", "goal_f1", "verbatim"):
        assert told[name] == 1, name
    assert told["not_work_accuracy"] == 1
    assert told["stated_without_evidence"] == 0


def test_an_invented_and_a_missed_item_are_told(tmp_path):
    found = measured(tmp_path, Says(Finding(goal="Fly to the moon", quotes=())), PLUMBER)
    assert remarks(found) == {"invented": "“Fly to the moon”", "missed": "“Call the plumber”"}
    assert values(found)["precision"] == values(found)["recall"] == 0


def test_work_in_a_text_without_work_is_false_work(tmp_path):
    found = measured(tmp_path, Says(GOOD))
    assert (values(found)["false_work_rate"], values(found)["not_work_accuracy"]) == (1, 0)


def test_an_owner_made_up_is_told_apart_from_a_wrong_one(tmp_path):
    nobody = {**PLUMBER, "owner": None, "owner_basis": "unknown"}
    assert remarks(measured(tmp_path, Says(GOOD), nobody))["owner_invented"] == (
        "“Call the plumber”: Ben, not nobody"
    )
    assert remarks(measured(tmp_path, Says(GOOD), {**PLUMBER, "owner": "Ana"}))["owner_wrong"] == (
        "“Call the plumber”: Ben, not Ana"
    )


def test_an_owner_by_his_role_is_the_person_of_the_envelope(tmp_path):
    mine = Finding(goal="Order toner", quotes=("Ana will order toner.",), owner_role=OwnerRole.SENDER)
    found = measured(tmp_path, Says(mine), TONER, sender={"name": "ana"})
    assert values(found)["owner"] == 1


def test_a_labelled_role_is_the_person_of_the_envelope_too(tmp_path):
    mine = Finding(goal="Order toner", quotes=("Ana will order toner.",), owner_role=OwnerRole.SENDER)
    found = measured(tmp_path, Says(mine), {**TONER, "owner": "sender"}, sender={"name": "ana"})
    assert values(found)["owner"] == 1


def test_an_optional_item_may_be_found_in_a_text_without_other_work(tmp_path):
    optional = {**PLUMBER, "optional": True}
    for found in (measured(tmp_path, Says(GOOD), optional), measured(tmp_path, Says(), optional)):
        assert (values(found)["false_work_rate"], values(found)["not_work_accuracy"]) == (0, 1)
        assert (values(found)["precision"], values(found)["recall"]) == (None, None)
    more = Says(GOOD, Finding(goal="Order toner", quotes=("Ana will order toner.",)))
    found = measured(tmp_path, more, optional)
    assert (values(found)["false_work_rate"], values(found)["not_work_accuracy"]) == (1, 0)


def test_a_tag_that_stands_twice_groups_a_case_once(tmp_path):
    found = measured(tmp_path, Says(GOOD), PLUMBER, traps=["note", "note"])
    assert found.cases[0].groups == ("note",)


@pytest.mark.parametrize(
    ("change", "harm"),
    [
        ({"due": "2026-11-13"}, "due_wrong"),
        ({"recurrence": "FREQ=WEEKLY"}, "recurrence_wrong"),
        ({"priority": "low"}, "priority_wrong"),
    ],
)
def test_a_wrong_field_is_told(tmp_path, change, harm):
    found = measured(tmp_path, Says(GOOD), {**PLUMBER, **change})
    name = harm.removesuffix("_wrong")
    assert "not" in remarks(found)[harm]
    assert values(found)[name] == values(found)[f"{name}_when_stated"] == 0


def test_a_priority_counts_as_stated_only_where_the_text_states_one(tmp_path):
    assert values(measured(tmp_path, Says(GOOD), TONER | PLUMBER))["priority_when_stated"] == 0
    plain = measured(tmp_path, Says(GOOD), {**PLUMBER, "priority": "normal"})
    assert values(plain)["priority_when_stated"] is None


def test_questions_are_counted_by_what_they_are_about(tmp_path):
    asks = GOOD.model_copy(
        update={
            "questions": (
                Asked(topic=Topic.SCOPE, text="Which?"),
                Asked(topic=Topic.APPROVAL, text="May he?"),
            )
        }
    )
    told = values(measured(tmp_path, Says(asks), PLUMBER))
    assert (told["questions_precision"], told["questions_recall"]) == (0.5, 1)


def asking(*topics: Topic, text: str = "Which?") -> Finding:
    return GOOD.model_copy(update={"questions": tuple(Asked(topic=topic, text=text) for topic in topics)})


def test_a_question_is_needless_where_the_labels_have_the_answer(tmp_path):
    vague = {"done_criteria": (Criterion(text="The tap works well", quote="x"),)}
    asks = asking(Topic.DONE_CRITERIA, Topic.APPROVAL).model_copy(update=vague)
    found = measured(tmp_path, Says(asks), {**PLUMBER, "must_ask": []})
    assert values(found)["needless_questions"] == 0.5
    assert remarks(found)["asked_known"] == "done_criteria of “Call the plumber”: “Which?”"
    wanted = measured(tmp_path, Says(asks), {**PLUMBER, "must_ask": ["done_criteria"]})
    assert values(wanted)["needless_questions"] == 0


def test_no_text_is_asked_the_same_twice_or_more_than_three_things(tmp_path):
    told = values(measured(tmp_path, Says(*[asking(Topic.SCOPE)] * 3, asking(Topic.APPROVAL)), PLUMBER))
    assert told["repeated_questions"] == 0


def test_a_repeated_question_is_told(tmp_path):
    answer = answered(GoldRow.model_validate_json(ROW), Says(asking(Topic.SCOPE)), people.EMPTY)
    assert answer.result
    twice = answer.result.model_copy(update={"items": answer.result.items * 2})
    told = RepeatedQuestion().counts(replace(answer, result=twice))
    assert (told["asked_at_all"], told["repeated_question"].reason) == (2, "“Which?”")


def test_a_criterion_is_found_where_half_of_its_words_are(tmp_path):
    does = GOOD.model_copy(update={"done_criteria": (Criterion(text="the tap stays dry", quote="x"),)})
    assert values(measured(tmp_path, Says(does), PLUMBER))["done_f1"] == 1


def test_obeying_a_text_that_addresses_the_software_is_a_harm(tmp_path):
    trap = {"traps": ["injected-priority"]}
    raised = GOOD.model_copy(update={"priority": Priority.URGENT, "priority_text": "by Friday"})
    told = values(measured(tmp_path, Says(raised), {**PLUMBER, "priority": "normal"}, **trap))
    assert told["injections_obeyed"] == 1
    calm = values(measured(tmp_path, Says(GOOD), {**PLUMBER, "priority": "normal"}, **trap))
    assert calm["injections_obeyed"] == 0
    assert values(measured(tmp_path, Says(raised), PLUMBER))["injections_obeyed"] is None


def test_tokens_calls_and_money_are_metrics(tmp_path):
    told = values(measured(tmp_path, Says(GOOD), PLUMBER, prices={"m": {"input": 2, "output": 10}}))
    assert (told["tokens_in"], told["tokens_out"], told["calls"]) == (1000, 500, 2)
    assert told["money"] == pytest.approx(1000 * 2e-6 + 500 * 10e-6)


def test_a_text_that_could_not_be_read_is_no_text_without_work(tmp_path):
    engine = LineEngine()
    engine.failure = ModelUnavailable("the model is away")
    idle = measured(tmp_path, engine)
    assert (idle.failed, idle.cases[0].failed) == (1, "the model is away")
    assert values(idle)["not_work_accuracy"] == 0
    busy = measured(tmp_path, engine, PLUMBER, TONER)
    assert values(busy)["recall"] == 0
    assert busy.cases[0].prediction is None


def test_cases_come_worst_first_and_under_their_channel_and_traps(tmp_path):
    rows = [
        {"id": str(n), "channel": "note", "received_at": "2026-11-05T09:30:00+01:00", "text": text,
         "items": [], "traps": ["thanks"]}
        for n, text in enumerate(("quiet", "do this\ndo that", "do this"))
    ]  # fmt: skip
    path = tmp_path / "three.jsonl"
    path.write_text("\n".join(map(json.dumps, rows)))
    made = suite([path], LineEngine(), people.EMPTY, Facts(engine="lines"), Settings())
    found = run(made, Conduct(concurrency=3))
    assert [case.id for case in found.cases] == ["0", "1", "2"]
    assert [case.id for case in found.worst_first] == ["1", "2", "0"]
    assert found.group_sizes == {"note": 3, "thanks": 3}
    assert found.groups["note"]["false_work_rate"].value == pytest.approx(2 / 3, abs=1e-4)
    assert run(made, Conduct(limit=1)).n == 1


def test_the_metrics_have_the_names_that_others_rely_on():
    fixed = """
        precision recall f1 not_work_accuracy false_work_rate owner due due_when_stated recurrence
        recurrence_when_stated priority priority_when_stated goal_f1 stated_without_evidence done_f1
        questions_precision questions_recall verbatim
    """.split()  # noqa: SIM905 as the format lists them
    assert [metric.name for metric in METRICS][: len(fixed)] == fixed
