"""The embedded engine in a model's place: while it is away, or where no text may be sent to it."""

from __future__ import annotations

from agent.errors import ModelResting, ModelUnavailable
from agent.models import Extraction, Intake
from agent.protocols import Extractor


class Auto:
    """The engine `auto`. Falls back only where the model cannot be had; its other errors are raised, and a
    budget that is used up is no reason to read worse.
    """

    def __init__(self, llm: Extractor, local: Extractor) -> None:
        self._llm = llm
        self._local = local

    def extract(self, intake: Intake) -> Extraction:
        try:
            return self._llm.extract(intake)
        except (ModelUnavailable, ModelResting) as error:
            reason = str(error)
        return _in_its_place(
            self._local, intake, f"the model was down, so the local engine read it: {reason}", away=True
        )


class LocalOnly:
    """An Extractor where a model is configured that no text may be sent to."""

    def __init__(self, local: Extractor) -> None:
        self._local = local

    def extract(self, intake: Intake) -> Extraction:
        note = "llm.content is local_only, so the local engine read it and nothing was sent"
        return _in_its_place(self._local, intake, note, away=False)


def _in_its_place(local: Extractor, intake: Intake, note: str, *, away: bool) -> Extraction:
    """With a trace that says why; what was read while the model was `away` may be read again."""
    read = local.extract(intake)
    trace = read.trace.noted(note).model_copy(update={"fallback": away})
    return read.model_copy(update={"trace": trace})
