"""The page of a run: it needs nothing, texts stay texts, figures have their counts, cases can be found."""

from __future__ import annotations

import base64
import hashlib
import re
import stat
from xml.etree import ElementTree as ET

from evals.metrics import Estimate
from evals.report import explorer
from evals.report.page import page, write
from evals.runs import Remark, Run
from tests.reports import (
    HOSTILE,
    Parsed,
    date_case,
    evidence,
    gold_item,
    run_of,
    said_item,
    some_dates,
    text_case,
)


def test_a_page_asks_nobody_for_anything():
    html = page(some_dates(6, 2), some_dates(5, 3))
    parsed = Parsed(html)
    for tag, attributes in parsed.elements:
        assert tag not in {"link", "img", "iframe", "object", "embed", "base", "form", "image"}
        assert "src" not in attributes
        for name in ("href", "xlink:href"):
            assert (attributes.get(name) or "#").startswith("#")
    assert re.findall(r"url\((?!#)", html) == []
    assert "@import" not in html


def test_the_policy_of_a_page_lets_only_its_own_script_run():
    parsed = Parsed(page(some_dates(6, 2), None))
    (script,) = parsed.scripts
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    policy = next(a["content"] for tag, a in parsed.elements if a.get("http-equiv"))
    assert "default-src 'none'" in policy
    assert f"script-src 'sha256-{digest}'" in policy
    assert not [name for _, attributes in parsed.elements for name in attributes if name.startswith("on")]


def hostile_run(words: str) -> Run:
    text = f"{words} please act {words}"
    said = said_item(
        goal=words, owner=words, due_phrase=words, recurrence=words, done_criteria=[words],
        evidence=[evidence("goal", "please act", text)], questions=[{"field": "owner", "text": words}],
    )  # fmt: skip
    gold = gold_item(goal=words, evidence=["please act"], owner=words, done_criteria=[words])
    case = text_case(
        [gold], [said], id=words, text=text, groups=("note", words), failed=words,
        remarks=(Remark(harm=words, says=words),),
    )  # fmt: skip
    told = {"engine": words, "model": words, "prompt": words, "data": (words,), "git": words}
    return run_of("extraction", [case, case.model_copy(update={"id": "b"})], **told)


def test_hostile_text_is_only_ever_text():
    run, tame = hostile_run(HOSTILE), hostile_run("plain")
    hostile, plain = Parsed(page(run, run)), Parsed(page(tame, tame))
    assert hostile.shape == plain.shape
    assert len(hostile.scripts) == 1
    assert "<script>alert(1)</script><img src=x onerror=alert(2)>" in hostile.text
    assert "{{ 7*7 }}" in hostile.text


def test_characters_that_turn_the_line_round_are_shown_as_marks():
    assert "\u202e" not in page(hostile_run(HOSTILE), None)
    assert "\x1b" not in page(hostile_run("a\x1b[31mb\x07c"), None)


def test_a_group_is_drawn_as_it_is_written():
    html = page(run_of("dates", [date_case(n, right=True, groups=("$\\frac{1}{2}$",)) for n in (1, 2)]), None)
    drawn = [
        node.text
        for svg in re.findall(r"<svg.*?</svg>", html, re.DOTALL)
        for node in ET.fromstring(svg).iter()  # noqa: S314 our own
    ]
    assert "$\\frac{1}{2}$" in drawn


def test_a_page_is_for_its_owner_only(tmp_path):
    write(some_dates(2, 1), tmp_path / "page.html", None)
    assert stat.S_IMODE((tmp_path / "page.html").stat().st_mode) == 0o600


# ---------- figures ----------


def test_counts_and_interval_stand_beside_each_rate():
    run = some_dates(6, 2)
    exact = run.metrics["exact"]
    text = Parsed(page(run, None)).text
    assert f"0.750 {exact.low:.3f} to {exact.high:.3f} 6 of 8" in text


def test_plots_say_the_numbers_as_text_and_follow_light_and_dark():
    groups = [date_case(number, right=number > 3, groups=("de",)) for number in range(8)]
    html = page(run_of("dates", groups), None)
    drawn = re.findall(r"<svg.*?</svg>", html, re.DOTALL)
    assert len(drawn) == 2
    words = [node.text for node in ET.fromstring(drawn[1]).iter() if node.text and node.text.strip()]  # noqa: S314 our own
    assert {"de", "0.500", "8 cases"} <= set(words)
    assert "var(--bar," in drawn[1]
    assert "prefers-color-scheme: dark" in html


def test_ids_of_drawings_are_their_own():
    cases = [date_case(number, right=True, groups=("de", "short")) for number in range(3)]
    ids = [a["id"] for _, a in Parsed(page(run_of("dates", cases), None)).elements if a.get("id")]
    assert len(ids) == len(set(ids))


def test_what_has_nothing_to_divide_by_is_left_out_and_does_no_harm():
    run = some_dates(2, 1)
    empty = run.model_copy(update={"metrics": {**run.metrics, "false_positive_rate": Estimate(value=None)}})
    text = Parsed(page(empty, None)).text
    assert "false positive rate" not in text
    nothing = run_of("dates", [])
    assert "0 cases" in Parsed(page(nothing, None)).text


def test_an_eval_that_nobody_listed_has_a_page_too():
    run = some_dates(2, 1).model_copy(update={"eval": "something new"})
    text = Parsed(page(run, None)).text
    assert "something new" in text
    assert "2 of 3" in text


def test_a_page_says_how_its_run_was_made():
    made = {"model": "small-1", "prompt": "extract/v1", "prompt_sha256": "e" * 64}
    text = Parsed(page(some_dates(2, 1, **made), None)).text
    for told in (
        "small-1",
        "extract/v1",
        "e" * 64,
        "a.jsonl",
        "d" * 64,
        "abc123",
        "seed 7",
        "1.5 s",
        "0.1.0",
    ):
        assert told in text


# ---------- cases ----------


def test_the_worst_are_shown_and_the_others_counted():
    run = some_dates(300, 20)
    parsed = Parsed(page(run, None))
    shown = [a for _, a in parsed.elements if "case" in (a.get("class") or "").split()]
    assert len(shown) == explorer.MOST_CASES
    assert "The worst 300 of 320. 20 are left out here, of which 0 have faults" in parsed.text


def test_a_case_that_turned_is_shown_before_worse_ones():
    before = some_dates(10, 310)
    better = [date_case(n, right=n >= 309) for n in range(320)]
    after = run_of("dates", better)
    parsed = Parsed(page(after, before))
    links = [a["href"] for tag, a in parsed.elements if tag == "a"]
    assert links == ["#case-300"]
    assert "turned better nothing held against it case-309" in parsed.text


def test_a_case_that_could_not_be_read_says_why():
    case = text_case([gold_item()], None, failed="the answer was cut off")
    text = Parsed(page(run_of("extraction", [case]), None)).text
    assert "1 of 1 cases could not be read" in text
    assert "failed the answer was cut off" in text
    assert "missed gold · G1 Send the report to Ana predicted not found" in text


def test_chips_find_their_cases():
    cases = [date_case(1, right=True, groups=("de",)), date_case(2, right=False, groups=("de", "odd"))]
    parsed = Parsed(page(run_of("dates", cases), None))
    filed = [set(a["data-keys"].split()) for _, a in parsed.elements if a.get("data-keys")]
    chips = [a["data-key"] for _, a in parsed.elements if a.get("data-key")]
    assert sorted(sum(key in case for case in filed) for key in chips) == [1, 1, 1, 2]


def test_a_page_can_be_read_without_its_script():
    html = page(some_dates(6, 2), None)
    assert "hidden" not in {name for tag, a in Parsed(html).elements if tag != "button" for name in a}
    assert ".tools { display: none;" in html
    assert "by Friday 5" in html


def test_a_long_text_is_folded_and_whole():
    long = "\n".join(f"line {number}" for number in range(60))
    case = text_case([], [], text=long)
    parsed = Parsed(page(run_of("extraction", [case]), None))
    assert [a["type"] for tag, a in parsed.elements if tag == "input" and a.get("class") == "fold"] == [
        "checkbox"
    ]
    assert "line 59" in parsed.text
