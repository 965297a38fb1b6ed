"""A model on the command line: away and back, within a budget, asked again."""

from __future__ import annotations

import json

import pytest

from tests.llm_server import Script, completion, error, serving

TEXT = b"Please order 40 chairs for room 3 by 12 March 2027."
GOOD = completion(
    json.dumps(
        {
            "items": [
                {
                    "quotes": [TEXT.decode()],
                    "goal": "Order 40 chairs for room 3",
                    "owner_role": "recipient",
                    "due_text": "by 12 March 2027",
                    "done_criteria": [{"text": "40 chairs are ordered", "quote": "order 40 chairs"}],
                }
            ]
        }
    )
)


@pytest.fixture
def model(monkeypatch, clarify):
    """The address of a model that is busy twice, then answers; and its script."""
    script = Script([error(500), error(500), GOOD])
    with serving(script) as url:
        for name, value in {
            "LLM__BASE_URL": url, "LLM__MODEL": "m", "LLM__MAX_ATTEMPTS": "1", "LLM__REST_SECONDS": "0.01",
            "PRICES": '{"m": {"input": 10, "output": 100}}', "USER": "Ana",
        }.items():  # fmt: skip
            monkeypatch.setenv(f"CLARIFY_{name}", value)
        clarify.done("users", "add", "Ana")
        yield script


def test_what_was_read_while_the_model_was_away_is_read_by_it_later(clarify, model):
    [row] = clarify.done("intake", "--json", stdin=TEXT).rows
    [proposal] = clarify.done("queue", "--json").rows
    assert (proposal["trace"]["engine"], proposal["trace"]["fallback"]) == ("local", True)
    assert "the model was down" in proposal["trace"]["note"]
    assert [found["intake"]["id"] for found in clarify.done("reread", "--json").rows] == [row["id"]]
    for command in ("doctor", "queue"):
        assert "clarify reread --fallback" in " ".join(clarify.done(command).out.split())
    away = clarify("reread", "--fallback")
    assert (away.code, "still away" in away.err) == (1, True)
    clarify.done("intake", "--retry")
    [revised] = clarify.done("queue", "--json").rows
    assert (revised["id"], revised["revision"], revised["trace"]["engine"]) == (proposal["id"], 2, "llm")
    assert revised["trace"]["cost"] == pytest.approx(100 * 10e-6 + 20 * 100e-6)
    assert clarify.done("reread", "--json").rows == []
    clarify.done("verify")


def test_work_without_words_of_the_text_behind_it_says_so_wherever_it_is_listed(clarify, model):
    invented = {"quotes": ["Wire 5000 euros today"], "goal": "Wire 5000 euros", "due_text": "by tomorrow"}
    model.turns = [completion(json.dumps({"items": [invented]}))]
    for listed in (clarify.done("intake", stdin=TEXT), clarify.done("queue")):
        assert "the words that the engine quoted are not in the text" in " ".join(listed.out.split())
    assert "no words of the text are behind it" in clarify.done("extract", stdin=TEXT).out
    [proposal] = clarify.done("queue", "--json").rows
    shown = " ".join(clarify.done("show", proposal["id"]).out.split())
    assert shown.count("the words that the engine quoted are not in the text") == 1
    assert "due: “by tomorrow” is not in the text" in shown


def test_what_the_model_was_away_for_is_listed_with_what_to_do(clarify, model):
    assert "No text was read while the model was away" in clarify.done("reread").out
    clarify.done("intake", stdin=TEXT)
    assert "clarify reread --fallback --as NAME" in clarify.done("reread").out


def test_asking_again_takes_the_kept_answer_unless_it_is_to_be_fresh(clarify, model):
    model.turns = [GOOD]
    [row] = clarify.done("intake", "--json", stdin=TEXT).rows
    clarify.done("reread", row["id"])
    assert len(model.requests) == 1
    clarify.done("reread", row["id"], "--fresh")
    assert len(model.requests) == 2


def test_without_a_model_nothing_is_read_again(clarify, model):
    [row] = clarify.done("intake", "--engine", "local", "--json", stdin=TEXT).rows
    said = clarify("reread", row["id"], "--engine", "local")
    assert (said.code, "only a model" in said.err) == (1, True)


def test_a_spent_day_is_told_wherever_somebody_looks(clarify, model, monkeypatch):
    model.turns = [GOOD]
    clarify.done("intake", stdin=TEXT)
    monkeypatch.setenv("CLARIFY_LLM__MONEY_PER_DAY", "0.5")
    monkeypatch.setenv("CLARIFY_LLM__MAX_OUTPUT_TOKENS", "2000")
    spend(0.45)
    said = clarify("intake", stdin=TEXT + b" Thanks!")
    assert said.code == 1
    assert "waiting for budget until" in said.err
    assert len(model.requests) == 1
    for command in ("jobs", "queue", "doctor"):
        assert "waiting for budget until" in " ".join(clarify.done(command).out.split())
    [day] = clarify.done("spending", "--json").rows
    assert (day["requests"], day["tokens_in"], day["reserved"]) == (2, 100, 0)
    assert "at most 0.5 a day" in clarify.done("spending").out


def test_what_is_only_looked_at_is_bounded_as_well(clarify, model, monkeypatch):
    """`extract` stores no text, but its money is of the same day."""
    model.turns = [GOOD]
    monkeypatch.setenv("CLARIFY_LLM__MONEY_PER_DAY", "0.5")
    monkeypatch.setenv("CLARIFY_LLM__MAX_OUTPUT_TOKENS", "2000")
    clarify.done("extract", "--engine", "llm", stdin=TEXT)
    spend(0.45)
    assert "waiting for budget" in clarify("extract", "--engine", "llm", stdin=TEXT).err
    assert len(model.requests) == 1


def test_a_bound_without_a_price_is_a_mistake_in_the_settings(clarify, model, monkeypatch):
    monkeypatch.setenv("CLARIFY_LLM__MONEY_PER_DAY", "1")
    monkeypatch.setenv("CLARIFY_PRICES", "{}")
    said = clarify("intake", stdin=TEXT)
    assert (said.code, "prices" in said.err) == (1, True)
    assert model.requests == []


def test_a_spent_day_is_in_a_backup_that_can_be_restored(clarify, model, monkeypatch, tmp_path):
    monkeypatch.setenv("CLARIFY_LLM__MONEY_PER_DAY", "0.5")
    monkeypatch.setenv("CLARIFY_LLM__MAX_OUTPUT_TOKENS", "2000")
    model.turns = [GOOD]
    clarify.done("extract", "--engine", "llm", stdin=TEXT)
    clarify.done("intake", stdin=TEXT)
    clarify.done("backup", "kept.gz")
    key = next((tmp_path / "home").glob("*.key")).read_text()
    monkeypatch.setenv("CLARIFY_HOME", str(tmp_path / "other"))
    monkeypatch.setenv("CLARIFY_AUDIT_KEY", key)
    clarify.done("restore", "kept.gz")
    assert clarify.done("spending", "--json").rows[0]["requests"] == 2


def spend(money: float) -> None:
    from agent.settings import load_settings
    from agent.spending import Bill
    from agent.wiring import open_store

    with open_store(load_settings()) as store:
        store.purse.settle(store.purse.reserve(0), Bill(cost=int(money * 1e9)))
