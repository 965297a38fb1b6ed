"""How much of a file is unpacked and read at most; above it a file is refused, never cut."""

from __future__ import annotations

from dataclasses import dataclass

from agent.errors import TooLong


@dataclass(frozen=True, slots=True)
class Bounds:
    """The defaults are those of the settings in `limits:`."""

    characters: int = 200_000
    """Of one text."""
    document_bytes: int = 20_000_000
    """Of a Word document, a PDF, an Outlook message."""
    zip_members: int = 10_000
    unpacked_bytes: int = 200_000_000
    """Of all members of a zip together."""
    pdf_pages: int = 500
    folder_files: int = 10_000


STANDARD = Bounds()


def within(count: int, most: int, source: str, what: str, setting: str) -> None:
    """Raises TooLong, with the setting that allows more."""
    if count > most:
        raise TooLong(
            f"{source}: {what}: more than the {most:,} allowed: split it, or raise `limits: {setting}:`"
        )
