"""The straight line from an intake to proposals, and the short one to a row that is not stored."""

from __future__ import annotations

from contextlib import suppress

from agent import clarity
from agent.advice import advise, advised
from agent.errors import StaleRevision
from agent.models import Extraction, Finding, Intake, Proposal, Trace
from agent.people import Directory
from agent.protocols import Extractor, Services
from agent.reading import read
from agent.rows import ResultRow, item_row, result_row
from agent.text.address import title
from agent.text.takebacks import taken_back
from agent.threads import Reply, settle


def clarify(intake: Intake, services: Services, *, promoted: bool = False) -> list[Proposal]:
    """Read an intake and store what it proposes, new or changed. Raises ExtractionError; then nothing is
    stored. `promoted`: a person says that there is work in it.
    """
    extraction = _read(intake, services.extractor, promoted=promoted)
    read = [propose(finding, intake, extraction.trace, services) for finding in extraction.findings]
    taken = taken_back(intake) if promoted or not intake.automatic else []
    reply = Reply(intake, tuple(read), tuple(taken), extraction.trace)
    while True:
        settled = settle(reply, services.proposals.thread(intake), lambda: services.new_id("P"))
        made = [*settled.new, *(advised(proposal, services) for proposal in settled.amending)]
        amended = [advised(proposal, services) for proposal in settled.amended]
        with suppress(StaleRevision):  # a person decided in this moment: look again at what is there
            services.proposals.propose(intake, extraction, made, amended)
            return [*made, *amended]


def _read(intake: Intake, extractor: Extractor, *, promoted: bool) -> Extraction:
    """What nobody wrote for anybody is not read, unless a person says that it holds work."""
    if intake.automatic and not promoted:
        return Extraction(
            not_work_reason=f"Nobody wrote it: {intake.automatic}.", trace=Trace(engine="headers")
        )
    extraction = extractor.extract(intake)
    if extraction.findings or not promoted:
        return extraction
    heading = title(intake.text)
    return Extraction(findings=(Finding(goal=heading, quotes=(heading,)),), trace=extraction.trace)


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
    extraction = _read(intake, extractor, promoted=False)
    readings = (read(finding, intake, directory) for finding in extraction.findings)
    items = (item_row(reading.item, reading.questions) for reading in readings)
    return extraction, result_row(intake, extraction, items, with_text=with_text)
