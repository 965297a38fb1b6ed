"""The straight line from an intake to proposals, and the short one to a row that is not stored."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial

from agent import clarity, replies, rereads
from agent.advice import advise, advised
from agent.answers import closing
from agent.clarity import Asking, Unsettled
from agent.errors import ModelMisconfigured, ModelUnavailable, StaleRevision
from agent.models import Extraction, Finding, Intake, Proposal, ProposalState, Trace
from agent.people import Directory
from agent.protocols import Extractor, Services
from agent.reading import read
from agent.rows import ResultRow, item_row, result_row
from agent.terms import Engine
from agent.text.address import title
from agent.text.overlap import content_words
from agent.text.takebacks import taken_back
from agent.threads import Reply, Settled, settle


def clarify(intake: Intake, services: Services, *, promoted: bool = False) -> list[Proposal]:
    """Read an intake and store what it proposes, new or changed. Raises ExtractionError; then nothing is
    stored. `promoted`: a person says that there is work in it.
    """
    extraction = _read(intake, services.extractor, promoted=promoted)
    read = [propose(finding, intake, extraction.trace, services) for finding in extraction.findings]
    taken = taken_back(intake) if promoted or not intake.automatic else []
    reply = Reply(intake, tuple(read), tuple(taken), extraction.trace)
    while True:
        settled = _settled(reply, services)
        made = [*_asking_little(settled.new), *(advised(proposal, services) for proposal in settled.amending)]
        amended = [advised(proposal, services) for proposal in settled.amended]
        with suppress(StaleRevision):  # a person decided in this moment: look again at what is there
            services.proposals.propose(intake, extraction, made, amended)
            return [*made, *amended]


def _asking_little(proposals: Sequence[Proposal]) -> list[Proposal]:
    """With the questions that are put: the most valuable ones of the whole intake."""
    put = clarity.most_valuable([Unsettled(proposal.item, proposal.questions) for proposal in proposals])
    return [p.model_copy(update={"questions": few}) for p, few in zip(proposals, put, strict=True)]


def _settled(reply: Reply, services: Services) -> Settled:
    """What the text answers comes first: it is in place when the rest is held against what is there.

    "Ben will do it" holds no work of its own, whatever an engine makes of it.
    """
    thread = services.proposals.thread(reply.intake)
    new_id = partial(services.new_id, "P")
    new = settle(reply, thread, new_id).new
    alone = not any(content_words(proposal.item.goal.value) for proposal in new)
    taken = [(said.start, said.end) for said in reply.taken]
    filled = replies.fill(thread.waiting, reply.intake, services.directory, alone=alone, taken=taken)
    rest = tuple(proposal for proposal in reply.proposals if not filled.tells(proposal))
    answered = replace(thread, waiting=tuple(filled.waiting(thread.waiting)))
    settled = settle(replace(reply, proposals=rest), answered, new_id)
    changed = (*filled.besides(settled.amended), *settled.amended)
    asked = {old.id: {question.topic for question in old.questions} for old in thread.waiting}
    closed = (closing(now, asked[now.id] - {question.topic for question in now.questions}) for now in changed)
    return replace(settled, amended=tuple(closed))


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
            services.proposals.reread(
                intake, extraction, rereads.Settled(tuple(_asking_little(settled.new)), revised), seen
            )
            return


def _standing(proposal: Proposal, services: Services) -> rereads.Standing:
    """Whatever was decided about it, merged into it or said of it by a later message counts as touched."""
    untouched = proposal.state is ProposalState.PENDING and not (proposal.amendments or proposal.merged)
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
    """An item with its gaps, all that could be asked, matches and route, waiting for a person."""
    reading = read(finding, intake, services.directory)
    similar, route = advise(reading.item, reading.gaps, intake, services)
    asking = Asking(intake, services.directory, route)
    return Proposal(
        id=services.new_id("P"),
        workspace=intake.workspace,
        intake_id=intake.id,
        intake_sha256=intake.sha256,
        item=reading.item,
        gaps=reading.gaps,
        questions=clarity.questions(reading.item, reading.gaps, asking),
        similar=similar,
        route=route,
        trace=trace,
    )


def extract(
    intake: Intake, extractor: Extractor, directory: Directory, *, with_text: bool = False
) -> tuple[Extraction, ResultRow]:
    """What the engine said, and what our own code made of it. Raises ExtractionError."""
    extraction = _read(intake, extractor, promoted=False)
    readings = [read(finding, intake, directory) for finding in extraction.findings]
    asking = Asking(intake, directory)
    asked = [Unsettled(r.item, clarity.questions(r.item, r.gaps, asking)) for r in readings]
    put = clarity.most_valuable(asked)
    items = [item_row(reading.item, few) for reading, few in zip(readings, put, strict=True)]
    return extraction, result_row(intake, extraction, items, with_text=with_text)
