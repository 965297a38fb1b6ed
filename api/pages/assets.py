"""Style sheets and scripts, out of the package: known by name, so no path leads anywhere else."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from fastapi import APIRouter, Response

from api.pages.policy import OURS
from api.problems import HttpProblem

FOLDER = Path(__file__).parent / "static"
TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
}
FOREVER = {"Cache-Control": "public, max-age=31536000, immutable"}
"""An address names the content, so that another content has another address."""

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class Asset:
    content: bytes
    media_type: str

    @property
    def version(self) -> str:
        return hashlib.sha256(self.content).hexdigest()[:16]


@cache
def assets() -> dict[str, Asset]:
    """Name below the folder → what it is."""
    return {
        path.relative_to(FOLDER).as_posix(): Asset(path.read_bytes(), TYPES[path.suffix])
        for path in sorted(FOLDER.rglob("*"))
        if path.suffix in TYPES
    }


@cache
def address(name: str) -> str:
    """Of an asset, for a page."""
    return f"/static/{assets()[name].version}/{name}"


@router.get("/static/{version}/{name:path}")
def asset(version: str, name: str) -> Response:
    """Raises HttpProblem 404, also for another version than the one there is."""
    found = assets().get(name)
    if found is None or found.version != version:
        raise HttpProblem(404, "not-found", "Not Found", "There is no such file, or another version of it.")
    return Response(found.content, headers={**OURS.headers(), **FOREVER}, media_type=found.media_type)
