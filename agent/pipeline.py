"""The straight line from an intake to proposals, and the short one to a row that is not stored."""

from __future__ import annotations

from contextlib import suppress

from agent import clarity, rereads, threads
from agent.advice import advise, advised
from agent.errors import ModelMisconfigured, ModelUnavailable, StaleRevision
from agent.models import Extraction, Finding, Intake, Proposal, ProposalState, Trace
from agent.people import Directory
from agent.protocols import Extractor, Services
from agent.reading import read
from agent.rows import ResultRow, item_row, result_row
from agent.terms import Engine
from agent.text.address import title


def clarify(intake: Intake, services: Services, *, promoted: bool = False) -> list[Proposal]:
    """Read an intake and store what it proposes, new or changed. Raises ExtractionError; then nothing is
    stored. `promoted`: a person says that there is work in it.
    """
    extraction = _read(intake, services.extractor, promoted=promoted)
    read = [propose(finding, intake, extraction.trace, services) for finding in extraction.findings]
    while True:
        settled = threads.settle(read, services.proposals.waiting_in_thread(intake), intake)
        amended = [advised(proposal, services) for proposal in settled.amended]
        with suppress(StaleRevision):  # a person decided in this moment: look again at what waits
            services.proposals.propose(intake, extraction, settled.new, amended)
            return [*settled.new, *amended]


def reread(intake: Intake, services: Services, *, promoted: bool = False) -> None:
    """Let the model read again what was read before; what a person touched stays. Raises ExtractionError,
    ModelUnavailable also where the embedded engine would read in its place; then nothing is stored.
    """
    extraction = _read(intake, services.extractor, promoted=promoted)
    if extraction.trace.fallback:
        raise ModelUnavailable("the model is still away, so nothing was read again")
    if extraction.trace.engine == Engine.LOCAL:
        raise ModelMisconfigured("only a model reads again, and none is configured (docs/models.md)")
    read = [propose(finding, intake, extraction.trace, services) for finding in extraction.findings]
    while True:
        seen = services.proposals.find(intake_id=intake.id)
        settled = rereads.settle(read, [_standing(proposal, services) for proposal in seen])
        revised = tuple(advised(proposal, services) for proposal in settled.revised)
        with suppress(StaleRevision):  # a person decided in this moment
            services.proposals.reread(intake, extraction, rereads.Settled(settled.new, revised), seen)
            return


def _standing(proposal: Proposal, services: Services) -> rereads.Standing:
    """Whatever was decided about it, and whatever a later message said of it, counts as touched."""
    untouched = proposal.state is ProposalState.PENDING and not proposal.amendments
    return rereads.Standing(proposal, touched=not untouched or bool(services.proposals.history(proposal.id)))


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
