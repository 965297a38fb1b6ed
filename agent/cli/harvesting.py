"""`eval harvest`: what reviewers decided, as cases to measure engines by."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from agent.cli.inert import plain
from agent.cli.options import Json, at_store, moment, print_object

if TYPE_CHECKING:
    from agent.settings import Settings
    from agent.wiring import Store
    from evals.harvest.cases import Candidate, LeftOut
    from evals.harvest.decided import Decided

Out = Annotated[Path, typer.Option("--out", metavar="FILE.yaml", help="A new file; none is replaced.")]
Replace = Annotated[
    bool, typer.Option("--replace-names", help="Invented names for everybody whom the store knows.")
]
Since = Annotated[str | None, typer.Option(metavar="ISO", help="Only texts decided from this time on.")]

REAL = "it holds real names, addresses and texts: keep it as you keep the store, or use --replace-names"
INVENTED = (
    "known names are replaced; whoever stands only in running text is not known: read it before you share it"
)


def harvest(out: Out, replace_names: Replace = False, since: Since = None, json: Json = False) -> None:
    """Make candidate cases for `eval extraction` out of what people decided."""
    from agent.errors import InputError
    from evals.harvest import sheet
    from evals.harvest.decided import decided

    if out.suffix.lower() not in (".yaml", ".yml"):
        raise typer.BadParameter(f"{str(out)!r} is no FILE.yaml: evals tell YAML by the end of its name")
    after = moment(since)
    with at_store() as (settings, store):
        found = decided(store.intakes, store.proposals, store.registry, after)
        made, left_out = _candidates(found.decided, settings, store, replace_names=replace_names)
    if found.undecided:
        _tell(f"{_texts(found.undecided)} not decided to the end: left out")
    for one in left_out:
        _tell(f"{one.id}: {one.reason}: left out")
    if not made:
        raise InputError("there is nothing to make cases of: decide about proposals first (`clarify queue`)")
    sheet.write(out, sheet.sheet(one.row for one in made))
    _report(out, made, left_out, found.undecided, json=json)
    _tell(f"{out}: {INVENTED if replace_names else REAL}")


def _candidates(
    texts: Sequence[Decided], settings: Settings, store: Store, *, replace_names: bool
) -> tuple[list[Candidate], list[LeftOut]]:
    from agent.stores.database import store_id
    from agent.wiring import load_directory
    from evals.harvest.cases import candidates
    from evals.harvest.renaming import renamed

    directory = load_directory(settings, store)
    made, left_out = candidates(texts, directory)
    if not replace_names:
        return made, left_out
    kept, named = renamed(made, directory, store.people.users(), store_id(store.database).encode())
    return kept, [*left_out, *named]


def _report(
    out: Path, made: Sequence[Candidate], left_out: Sequence[LeftOut], undecided: int, *, json: bool
) -> None:
    changed, idle = sum(one.changed for one in made), sum(one.row.is_idle for one in made)
    if json:
        print_object(
            file=str(out), cases=len(made), changed=changed, not_work=idle, undecided=undecided,
            left_out=[one.model_dump() for one in left_out],
        )  # fmt: skip
        return
    cases = "1 case" if len(made) == 1 else f"{len(made)} cases"
    typer.echo(f"{cases} in {out}: {changed} that a person changed, {idle} without work")
    typer.echo(
        f"Next: look through {'it' if len(made) == 1 else 'them'}, then clarify eval extraction --data {out}"
    )


def _texts(count: int) -> str:
    return "1 text is" if count == 1 else f"{count} texts are"


def _tell(message: str) -> None:
    typer.echo(f"clarify: {plain(message)}", err=True)
