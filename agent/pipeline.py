"""The straight line from an intake to proposals, and the short one to a row that is not stored."""

from __future__ import annotations

from contextlib import suppress

from agent import clarity, threads
from agent.advice import advise, advised
from agent.errors import StaleRevision
from agent.models import Extraction, Finding, Intake, Proposal, Trace
from agent.people import Directory
from agent.protocols import Extractor, Services
from agent.reading import read
from agent.rows import ResultRow, item_row, result_row


def clarify(intake: Intake, services: Services) -> list[Proposal]:
    """Read an intake and store what it proposes, new or changed. Raises ExtractionError; then nothing is
    stored.
    """
    extraction = services.extractor.extract(intake)
    read = [propose(finding, intake, extraction.trace, services) for finding in extraction.findings]
    while True:
        settled = threads.settle(read, services.proposals.waiting_in_thread(intake), intake)
        amended = [advised(proposal, services) for proposal in settled.amended]
        with suppress(StaleRevision):  # a person decided in this moment: look again at what waits
            services.proposals.propose(intake, extraction, settled.new, amended)
            return [*settled.new, *amended]


def propose(finding: Finding, intake: Intake, trace: Trace, services: Services) -> Proposal:
    """An item with its gaps, questions, matches and route, waiting for a person."""
    reading = read(finding, intake, services.directory)
    similar, route = advise(reading.item, reading.gaps, intake, services)
    return Proposal(
        id=services.new_id("P"),
        workspace=intake.workspace,
        intake_id=intake.id,
        intake_sha256=intake.sha256,
        item=reading.item,
        gaps=reading.gaps,
        questions=clarity.unanswered(reading.questions, reading.item, route),
        similar=similar,
        route=route,
        trace=trace,
    )


def extract(
    intake: Intake, extractor: Extractor, directory: Directory, *, with_text: bool = False
) -> tuple[Extraction, ResultRow]:
    """What the engine said, and what our own code made of it. Raises ExtractionError."""
    extraction = extractor.extract(intake)
    readings = (read(finding, intake, directory) for finding in extraction.findings)
    items = (item_row(reading.item, reading.questions) for reading in readings)
    return extraction, result_row(intake, extraction, items, with_text=with_text)
