"""Others on our rows. A peer is a callable, so most of this needs none of them installed."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest
from typer.testing import CliRunner

from agent.duplicates import DEFAULTS
from agent.errors import IndexUnavailable, InputError, SettingsInvalid
from evals import days, similar
from evals.gold import DocumentRow, PairRow, SentenceRow
from evals.metrics import Ratio
from evals.peers import asked
from evals.peers.__main__ import app, needed
from evals.peers.comparing import compare, in_turn, peer, table
from evals.suites import Facts
from evals.verdicts import Answer, QueryRow

FRIDAY, SATURDAY = date(2026, 11, 6), date(2026, 11, 7)
DAYS = [
    {"id": "a", "text": "by Friday", "ref": "2026-11-05T09:00:00", "day_first": True, "due": "2026-11-06"},
    {"id": "b", "text": "thanks a lot", "ref": "2026-11-05T09:00:00", "day_first": True, "due": None},
    {"id": "c", "text": "until 6.11.", "ref": "2026-11-05T09:00:00", "day_first": True, "due": "2026-11-06"},
]
REPEATS = [
    {"id": "a", "text": "every Monday", "rrule": "FREQ=WEEKLY;BYDAY=MO"},
    {"id": "b", "text": "on Monday", "rrule": None},
]
DOCUMENTS = [
    DocumentRow(id="1", title="Printer on the second floor jams", body="Paper is stuck in tray two."),
    DocumentRow(id="2", title="Second floor printer jams again", body="Tray two, paper stuck."),
    DocumentRow(id="3", title="Order toner", body=""),
    DocumentRow(id="4", title="The window in the kitchen is broken", body="Glass everywhere."),
]
QUERY = QueryRow(
    id="1",
    title=DOCUMENTS[0].title,
    body=DOCUMENTS[0].body,
    pairs=(PairRow(query="1", dup="2"),),
    same=frozenset({"2"}),
)


def lines(folder, rows):
    path = folder / "rows.jsonl"
    path.write_text("\n".join(map(json.dumps, rows)))
    return path


@pytest.fixture
def dates(tmp_path):
    return days.dates([lines(tmp_path, DAYS)], Facts(engine="clarify"))


@pytest.fixture
def repeats(tmp_path):
    return days.recurrences([lines(tmp_path, REPEATS)], Facts(engine="clarify"))


def raising(row):
    raise OverflowError(f"{row.text} is too much")


OLD_STYLE = pytest.mark.filterwarnings("ignore:Flag style will be deprecated")
"""recurrent asks parsedatetime in its old way."""


def extra(package):
    return pytest.importorskip(package, reason="needs the extra `peers`")


def test_all_stand_in_one_table_with_their_distance_to_ours(dates):
    always = peer(dates, "always", days.timed(lambda _row: SATURDAY))
    told = compare([dates, always], seed=0)
    ours, theirs = told.standings
    assert (told.eval, told.n, told.data) == ("dates", 3, ("rows.jsonl",))
    assert (ours.name, ours.metrics["exact"].value, ours.ours_minus_theirs) == ("clarify", 1.0, {})
    assert (theirs.name, theirs.metrics["exact"].value) == ("always", 0.0)
    assert theirs.metrics["false_positive_rate"].value == 1.0
    assert theirs.ours_minus_theirs["exact"].value == 1.0
    assert theirs.ours_minus_theirs["false_positive_rate"].value == -1.0
    assert theirs.times_ours.keys() == {"ms_per_call"}


def test_the_table_says_every_metric_of_each(dates):
    never = peer(dates, "never", days.timed(lambda _row: None))
    head, titles, *rows = table(compare([dates, never], seed=0))
    assert head == "dates · rows.jsonl · 3 cases"
    assert titles.split("  ")[0] == "metric" and titles.endswith("ours - theirs")
    assert [row.split()[0] for row in rows[::2]] == ["exact", "false_positive_rate", "ms_per_call"]
    assert rows[1].split()[:2] == ["never", "0.000"] and "+1.000 (" in rows[1]
    assert rows[-1].endswith("times ours")


def test_each_row_is_asked_of_all_and_of_another_one_first_each_time(dates):
    said = []

    def noted(name):
        def day_of(row):
            said.append((row.id, name))

        return peer(dates, name, days.timed(day_of))

    in_turn([noted("x"), noted("y")])
    assert said == [
        ("a", "x"), ("a", "y"), ("a", "y"), ("a", "x"), ("b", "x"), ("b", "y"), ("c", "y"), ("c", "x"),
    ]  # fmt: skip


def test_the_first_row_counts_when_everything_is_loaded(dates):
    found = iter([SATURDAY, FRIDAY, None, FRIDAY])
    (once,) = in_turn([peer(dates, "x", days.timed(lambda _row: next(found)))])
    assert [once.task(labelled.row).day for labelled in once.rows] == [FRIDAY, None, FRIDAY]


def test_a_peer_that_fails_has_missed_and_the_others_are_asked_on(dates):
    told = compare([dates, peer(dates, "x", days.timed(raising))], seed=0)
    ours, theirs = told.standings
    assert (ours.failed, theirs.failed) == (0, 3)
    assert theirs.metrics["exact"].value == 0.0
    assert theirs.metrics["ms_per_call"].value is None
    assert table(told)[0].endswith("3 cases · x failed on 3")


def test_a_failure_is_not_the_answer_that_nothing_repeats(repeats):
    nothing = peer(repeats, "nothing", lambda _row: None)
    told = compare([repeats, nothing, peer(repeats, "x", raising)], seed=0)
    assert [standing.metrics["exact"].value for standing in told.standings] == [1.0, 0.5, 0.0]


def test_what_is_wrong_on_our_side_ends_the_run(dates):
    def torn(_row):
        raise IndexUnavailable("the index is torn")

    with pytest.raises(IndexUnavailable, match="torn"):
        in_turn([peer(dates, "x", torn)])


def test_who_only_ranks_is_not_measured_by_verdicts(tmp_path):
    corpus, pairs = tmp_path / "corpus.jsonl", tmp_path / "pairs.jsonl"
    corpus.write_text("\n".join(document.model_dump_json() for document in DOCUMENTS))
    pairs.write_text('{"query": "1", "dup": "2"}')
    with similar.opened(corpus, pairs) as labelled:
        ours = similar.suite(labelled, Facts(engine="clarify"), DEFAULTS)
        third = Answer(ranked=("4", "3", "2"), called={}, milliseconds=1.0)
        ranked = similar.ranking_only(ours)
        told = compare([ours, peer(ranked, "x", lambda _row: third), peer(ranked, "y", raising)], seed=0)
    assert "verdict_recall" in told.standings[0].metrics
    assert "verdict_recall" not in told.standings[1].metrics
    assert [one.metrics["mrr"].value for one in told.standings] == [1.0, pytest.approx(1 / 3, abs=1e-6), 0.0]
    assert told.standings[2].failed == 1


def test_a_factor_of_nothing_is_not_told(dates):
    free = replace(dates, metrics=(Ratio("cost", ("nothing",), ("calls",), better=0),))
    (_, theirs) = compare([free, peer(free, "x", dates.task)], seed=0).standings
    assert theirs.times_ours == {}


def test_a_package_that_is_not_there_is_named_with_its_extra():
    with pytest.raises(SettingsInvalid, match=r"^no_such_peer: .*pip install 'clarify-work\[evals,peers\]'"):
        needed("json", "no_such_peer")


@pytest.mark.parametrize(
    ("text", "due"), [("until 6/11", FRIDAY), ("Am 06.11. bitte", FRIDAY), ("thanks a lot", None)]
)
def test_dateparser_reads_ahead_in_the_order_and_language_of_the_row(text, due):
    extra("dateparser")
    language = "de" if "bitte" in text else ""
    row = days.DateRow.model_validate({**DAYS[0], "text": text, "language": language})
    assert asked.dateparser_search()(row) == due


def test_parsedatetime_reads_as_in_america_or_as_the_row_says():
    extra("parsedatetime")
    row = days.DateRow.model_validate({**DAYS[0], "text": "on 6/11/2026"})
    assert asked.parsedatetime_parse(asked.default_locale)(row) == date(2026, 6, 11)
    assert asked.parsedatetime_parse(asked.own_locale)(row) == FRIDAY


@OLD_STYLE
def test_recurrent_says_a_rule_or_nothing():
    extra("recurrent")
    rule_of = asked.recurrent_rule()
    said = [rule_of(days.RecurrenceRow.model_validate(row)) for row in REPEATS]
    assert said[0] is not None and days.rules.same(said[0], REPEATS[0]["rrule"])
    assert said[1] is None


def test_bm25_finds_the_same_words_and_neither_the_query_nor_what_shares_none():
    extra("bm25s")
    assert asked.bm25(DOCUMENTS)(QUERY).ranked == ("2",)


def test_sentences_are_judged_by_what_others_taught():
    extra("sklearn")
    wanted = [SentenceRow(text=f"please send number {n}", label=1) for n in range(20)]
    idle = [SentenceRow(text=f"thanks for number {n}", label=0) for n in range(20)]
    judge = asked.out_of_fold([*wanted, *idle], seed=0)
    assert {judge(row).prediction for row in wanted} == {1}
    assert {judge(row).prediction for row in idle} == {0}
    with pytest.raises(InputError, match="5 folds need at least 5 sentences of each label"):
        asked.out_of_fold([*wanted, *idle[:4]], seed=0)


@OLD_STYLE
def test_json_is_one_object_and_nothing_else(tmp_path):
    extra("recurrent")
    ran = CliRunner().invoke(app, ["recurrence", "--data", str(lines(tmp_path, REPEATS)), "--json"])
    told = json.loads(ran.output)
    assert [one["name"].split()[0] for one in told["standings"]] == ["clarify", "recurrent"]


@pytest.mark.parametrize(
    ("name", "exact"),
    [("due_recognizers", [0.418, 0.426, 0.426]), ("due_ctparse", [0.662, 0.458, 0.679])],
)
def test_peers_do_on_the_public_dates_what_is_known_of_them(shared, name, exact):
    extra("dateparser")
    extra("parsedatetime")
    ran = CliRunner().invoke(app, ["dates", "--data", str(shared / f"data/dates/{name}.jsonl"), "--json"])
    _, *others = json.loads(ran.output)["standings"]
    assert [round(one["metrics"]["exact"]["value"], 3) for one in others] == exact
