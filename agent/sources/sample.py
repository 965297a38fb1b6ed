"""The bundled sample inbox, read like any other mail and notes."""

from __future__ import annotations

from importlib import resources

from pydantic import AwareDatetime

from agent.models import Arrival, Channel, Noun, Party
from agent.sources.files import Reader
from agent.sources.text import Envelope

MANIFEST = "inbox.yaml"


class SampleFile(Noun):
    """One file of the inbox, with what it does not say itself."""

    file: str
    channel: Channel
    received_at: AwareDatetime
    sender: Party | None = None
    recipients: tuple[Party, ...] = ()


def sample_arrivals(reads: Reader) -> list[Arrival]:
    """In the order in which they arrived."""
    import yaml

    inbox = resources.files("agent") / "defaults" / "inbox"
    manifest = yaml.safe_load((inbox / MANIFEST).read_text(encoding="utf-8"))
    files = [SampleFile.model_validate(row) for row in manifest["files"]]
    return [
        arrival
        for row in files
        for arrival in reads.parse((inbox / row.file).read_bytes(), row.file, _envelope(row))
    ]


def _envelope(row: SampleFile) -> Envelope:
    return Envelope(row.channel, row.received_at, row.sender, row.recipients)
