"""The embedded engine where a model is configured that no text may be sent to."""

from __future__ import annotations

from agent.models import Extraction, Intake
from agent.protocols import Extractor

NOTE = "llm.content is local_only, so the local engine read it and nothing was sent"


class LocalOnly:
    """An Extractor that says why it is not the model."""

    def __init__(self, local: Extractor) -> None:
        self._local = local

    def extract(self, intake: Intake) -> Extraction:
        read = self._local.extract(intake)
        note = "; ".join(filter(None, (NOTE, read.trace.note)))
        return read.model_copy(update={"trace": read.trace.model_copy(update={"note": note})})
