"""The engine `auto`: the model, and the embedded engine while the model is away."""

from __future__ import annotations

from agent.errors import ModelResting, ModelUnavailable
from agent.models import Extraction, Intake
from agent.protocols import Extractor


class Auto:
    """An Extractor. Falls back only where the model cannot be had; its other errors are raised, and a
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
        return _marked(
            self._local.extract(intake), f"the model was down, so the local engine read it: {reason}"
        )


def _marked(extraction: Extraction, note: str) -> Extraction:
    notes = "; ".join(filter(None, (note, extraction.trace.note)))
    trace = extraction.trace.model_copy(update={"note": notes, "fallback": True})
    return extraction.model_copy(update={"trace": trace})
