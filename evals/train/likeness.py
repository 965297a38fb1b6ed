"""Make the weights of likeness: `python -m evals.train.likeness CORPUS PAIRS [CORPUS PAIRS …]`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated

import typer

from agent.embedding import Embedding, embedding
from agent.settings import load_settings
from evals import similar
from evals.likeness import Compared, fit

app = typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False)


@app.command()
def make(
    files: Annotated[list[Path], typer.Argument(help="Items and pairs, as often as wanted.")],
    out: Annotated[Path, typer.Option(help="The weights.")] = Path("agent/weights/likeness.json"),
) -> None:
    """One fit on the labelled pairs of all of them, with the embedder of the settings."""
    chosen = embedding(load_settings())
    texts = list(_compared(files, chosen))
    named = ", ".join(path.name for path in files[1::2])
    about = f"{named}: {len(texts)} texts, embedder {chosen.embedder.name}"
    out.write_text(fit(texts, about).model_dump_json(indent=1) + "\n", encoding="utf-8")
    typer.echo(f"{out}: fitted on {about}")


def _compared(files: Sequence[Path], chosen: Embedding) -> Iterator[Compared]:
    for corpus, pairs in zip(files[::2], files[1::2], strict=True):
        with similar.opened(corpus, pairs, chosen) as opened:
            yield from opened.all_compared()


if __name__ == "__main__":
    app()
