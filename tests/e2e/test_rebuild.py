"""A duplicate index that is missing is made again, and whoever asks is told how far that is."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from agent.index.builds import FolderBuilds


def proposals(clarify, text):
    return [row for row in clarify.done("queue", "--json").rows if row["intake_id"] == text["id"]]


def test_work_goes_on_without_an_index_and_everybody_is_told_how_far_it_is(clarify):
    folder = Path(os.environ["CLARIFY_HOME"]) / "index"
    clarify.done("intake", stdin=b"Please order toner for the printer on floor 3.")
    shutil.rmtree(folder)
    builds = FolderBuilds(folder, "default")
    with builds.locked():
        builds.tell(builds.new().name, 12, 100)
        [text] = clarify.done("intake", "--json", stdin=b"Please order toner for the printer.").rows
        [shown] = proposals(clarify, text)
        assert shown["similar"]["unavailable"] == "the duplicate index is being made again: 12 of 100"
        [check] = [row for row in clarify.done("doctor", "--json").rows if row["name"] == "index"]
        assert "12 of 100" in check["found"]
        assert "12 of 100" in clarify.done("jobs").err
        assert "12 of 100" in clarify("reindex").err
    told = clarify.done("reindex")
    assert told.out.startswith("2 work items and open proposals indexed\n1 were proposed without it")
    clarify.done("worker", "--until-idle")
    [now] = proposals(clarify, text)
    assert now["similar"]["unavailable"] is None
    assert now["similar"]["matches"]
