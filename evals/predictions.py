"""Every prediction of a run as a row, so that others can score it."""

from __future__ import annotations

import json
from pathlib import Path

from evals.runs import Run


def write(run: Run, path: Path) -> None:
    """Rows of id and prediction; a sentence's has its score beside it. What failed has null and why."""
    with path.open("w", encoding="utf-8") as file:
        for case in run.cases:
            row = {"id": case.id if case.number is None else case.number, "prediction": case.prediction}
            if run.eval == "requests" and isinstance(case.prediction, dict):
                row |= case.prediction
            if case.failed:
                row["failed"] = case.failed
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
