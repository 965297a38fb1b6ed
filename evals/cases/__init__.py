"""Our own labelled cases, written for this project; DATASHEET.md says how they were made."""

from __future__ import annotations

from pathlib import Path

from agent.people import Directory

FOLDER = Path(__file__).parent


def own(name: str) -> list[Path]:
    """The files of one eval, in the order of their names; for duplicates the items, then the pairs."""
    if name == "duplicates":
        return [FOLDER / "duplicates_items.jsonl", FOLDER / "duplicates_pairs.jsonl"]
    single = FOLDER / f"{name}.yaml"
    return [single] if single.exists() else sorted((FOLDER / name).glob("*.yaml"))


def own_directory() -> Directory:
    """The people of the routing cases: those of the packaged sample inbox."""
    from agent import people
    from agent.settings import default_text

    return people.load(default_text("people.yaml"), "the sample's people")
