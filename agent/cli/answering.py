"""`answer` and `ask`: what is not clear is asked of people, and what they say becomes evidence."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from agent.cli.deciding import decision_on, tell
from agent.cli.options import As, Json, ProposalId, at_store, at_work, deciding_person, print_json

if TYPE_CHECKING:
    from agent.drafts import Draft
    from agent.models import Intake, Proposal, Question, WorkItem
    from agent.people import Directory
    from agent.protocols import Services
    from agent.wiring import Store


def answer(
    proposal: ProposalId,
    text: Annotated[str, typer.Argument(help="The answer; asked for where it is left out.")] = "",
    topic: Annotated[
        str, typer.Option(help="Of the question: one of several, or one that was answered before.")
    ] = "",
    said_by: Annotated[
        str, typer.Option("--from", metavar="NAME", help="Who said it; who decides if left out.")
    ] = "",
    by: As = "",
    json: Json = False,
) -> None:
    """Answer the open questions of a proposal; 'don't know' closes one without an answer."""
    with at_work() as (settings, store, services):
        seen = store.proposals.get(proposal)
        who = deciding_person(by, settings, store)
        for question in _questions(seen, topic, text):
            seen = _answered(seen, question, text, who, said_by, services)
        tell(seen, store, services, json=json)


def ask(
    thing: Annotated[str, typer.Argument(metavar="ID", help="Of a proposal, or of an intake.")],
    draft: Annotated[bool, typer.Option("--draft", help="Print it as a reply, unsent.")] = False,
    output: Annotated[Path | None, typer.Option(help="A new .eml file that a mail program opens.")] = None,
    json: Json = False,
) -> None:
    """Draft a reply with the open questions of a proposal or an intake, or, where it was merged, with what
    becomes of what was asked for before. Nothing is ever sent.
    """
    from agent.errors import InputError, InvalidChange
    from agent.wiring import load_directory

    if not draft:
        raise InputError("Clarify never sends anything by itself: --draft prints a reply for you to send")
    with at_store() as (settings, store):
        intake, proposals = _asking(thing, store)
        made = _drafted(intake, proposals, load_directory(settings, store), store)
    if not made:
        raise InvalidChange(f"{thing!r} has no open question")
    if output:
        _write(made, output)
    elif json:
        print_json(made)
    else:
        typer.echo("\n".join(map(_shown, made)), nl=False)


def _answered(
    seen: Proposal, question: Question, text: str, who: str, said_by: str, services: Services
) -> Proposal:
    """A person at a terminal is asked until the answer can be understood."""
    from agent.cli.inert import plain
    from agent.errors import InvalidChange
    from agent.models import DecisionKind
    from agent.review import revise

    choices = f" ({' / '.join(question.choices)})" if question.choices else ""
    while True:
        words = text or typer.prompt(plain(f"{question.text}{choices}"), err=True)
        decision = decision_on(
            DecisionKind.ANSWER, seen, who, topic=question.topic, answer=words, said_by=said_by
        )
        try:
            return revise(decision, services)
        except InvalidChange as exc:
            if text:
                raise
            typer.echo(f"clarify: {plain(str(exc))}", err=True)


def _questions(seen: Proposal, topic: str, text: str) -> list[Question]:
    """The questions that are meant, open or answered before. Raises InvalidChange where that is not clear."""
    from agent.errors import InvalidChange
    from agent.review import questions

    meant = questions(seen, topic)
    if text and len(meant) > 1:
        topics = ", ".join(question.topic for question in meant)
        raise InvalidChange(f"which question does this answer? name one with --topic: {topics}")
    return meant


def _asking(thing: str, store: Store) -> tuple[Intake, list[Proposal]]:
    """A text, and those of its proposals that wait or were merged."""
    from agent.terms import WAITING, ProposalState

    about = (*WAITING, ProposalState.MERGED)
    if thing[:1].upper() == "I":
        intake = store.intakes.get(thing)
        return intake, store.proposals.find(about, intake.id)
    proposal = store.proposals.get(thing)
    return store.intakes.get(proposal.intake_id), [proposal] if proposal.state in about else []


def _drafted(intake: Intake, proposals: list[Proposal], directory: Directory, store: Store) -> list[Draft]:
    """The questions of what waits, and what becomes of what was merged, where somebody does that."""
    from agent.drafts import drafts, under_way

    merged = {proposal.id: proposal for proposal in proposals if proposal.merge_into}
    ends = store.merges.ends([*merged])
    into = {id_: _standing(end, store) for id_, end in ends.items()}
    waiting = [proposal for proposal in proposals if proposal.id not in merged]
    told = (under_way(intake, merged[id_], found, directory) for id_, found in into.items() if found)
    return [*drafts(intake, waiting, directory), *told]


def _standing(end: str, store: Store) -> Proposal | WorkItem | None:
    """None where nobody does it: withdrawn, or rejected."""
    from agent.terms import WAITING, WorkStatus

    if end.startswith("W"):
        work = store.registry.get(end)
        return None if work.status is WorkStatus.WITHDRAWN else work
    proposal = store.proposals.get(end)
    return proposal if proposal.state in WAITING else None


def _shown(draft: Draft) -> str:
    """As it would be sent, in lines that are not wrapped."""
    from agent.cli.inert import plain

    to = f"{draft.to.name} <{draft.to.email}>" if draft.to and draft.to.email else draft.to
    lines = [f"To: {to or 'nobody who is known'}", f"Subject: {draft.subject}"]
    lines += [f"In-Reply-To: {draft.in_reply_to}"] if draft.in_reply_to else []
    return plain("\n".join([*lines, "", draft.text]))


def _write(made: list[Draft], output: Path) -> None:
    """A file for each person who is asked: FILE.eml, FILE-2.eml. None where one of them is there already."""
    from agent.drafts import as_mail
    from agent.errors import InputError

    others = (output.with_stem(f"{output.stem}-{number}") for number in range(2, len(made) + 1))
    paths = [output, *others]
    if there := next((path for path in paths if path.exists()), None):
        raise InputError(f"{str(there)!r} is there already: give --output a new name")
    for path, one in zip(paths, made, strict=True):
        with path.open("xb") as file:
            file.write(as_mail(one))
        typer.echo(f"wrote {path}, not sent")
