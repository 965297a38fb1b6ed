"""Made-up work, and how the index is measured on it."""

from __future__ import annotations

from itertools import pairwise

from evals import growth, scale
from evals.invented import entries, told_again


def test_made_up_work_is_the_same_each_time_from_wherever_it_is_begun():
    first = list(entries(1500))
    assert list(entries(1500)) == first
    assert list(entries(600, 900)) == first[900:]
    assert len({entry.id for entry in first}) == 1500
    assert told_again(first[0], 3) == told_again(first[0], 3) != told_again(first[0], 4)


def test_new_words_keep_coming_up():
    seen, grown = set(), []
    for number, entry in enumerate(entries(4000), start=1):
        seen.update(f"{entry.title} {entry.body}".lower().split())
        if number % 1000 == 0:
            grown.append(len(seen))
    steps = [after - before for before, after in pairwise(grown)]
    assert min(steps) > 1000
    assert steps == sorted(steps, reverse=True)


def test_an_index_is_measured_kept_and_drawn(tmp_path, monkeypatch):
    for name, few in (("_SEARCHES", 4), ("_WARM", 1), ("_TWINS", 3), ("_PLAIN", 3)):
        monkeypatch.setattr(scale, name, few)
    row = scale.growth(200)
    assert row.entries == 200
    assert 0 < row.p50 <= row.p99
    assert row.twins_among_ten == row.plain_twins_among_ten == 1
    assert 0 < row.kept_of_ten <= 1
    older = row.model_copy(update={"entries": 100})
    growth.keep([older], tmp_path / "r.json")
    growth.draw(growth.keep([row, older], tmp_path / "r.json"), tmp_path / "g.svg")
    assert [kept.entries for kept in growth.read(tmp_path / "r.json")] == [100, 200]
    assert "milliseconds of a search" in (tmp_path / "g.svg").read_text()
