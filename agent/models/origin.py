"""Where imported work stood before."""

from __future__ import annotations

from pydantic import AwareDatetime

from agent.models.noun import Noun


class Origin(Noun):
    """What an export says of an item besides the work itself."""

    key: str
    """The same in every export of the same place: an address, a number, else made of what the row says."""
    url: str = ""
    text: str = ""
    """Its description: what it is compared by, besides its goal."""
    owner: str = ""
    """Whom it names, where that is nobody whom the directory knows, or several, or gone."""
    created_at: AwareDatetime | None = None
    done: bool = False
    done_at: AwareDatetime | None = None
    """Where it is done, and the export says when."""
