"""The straight line from an intake to proposals."""

from __future__ import annotations

from agent import clarity
from agent.advice import advise
from agent.models import Finding, Intake, Proposal, Trace
from agent.protocols import Services
from agent.reading import read


def clarify(intake: Intake, services: Services) -> list[Proposal]:
    """Read an intake and store what it proposes. Raises ExtractionError; then nothing is stored."""
    extraction = services.extractor.extract(intake)
    proposals = [propose(finding, intake, extraction.trace, services) for finding in extraction.findings]
    services.proposals.propose(intake, extraction, proposals)
    return proposals


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
