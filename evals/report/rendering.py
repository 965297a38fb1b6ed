"""Templates into one file that asks nobody for anything.

Texts of cases are anybody's words. Every value is escaped, invisible characters are shown as marks, and
the page's own policy forbids each script but ours and each request, should anything come through.
"""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from markupsafe import Markup

from agent.drawing import DARK, LIGHT, variables
from agent.text.normalise import marked

if TYPE_CHECKING:
    from jinja2 import Environment

FOLDER = Path(__file__).parent / "templates"
CONTROLS = {code: "\ufffd" for code in (*range(32), *range(127, 160)) if chr(code) not in "\n\t"}


def render(template: str, **told: object) -> str:
    script = (FOLDER / "filter.js").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    return (
        _environment()
        .get_template(template)
        .render(
            told,
            script=Markup(script),  # noqa: S704 our own file
            script_digest=digest,
            light=Markup(variables(LIGHT)),  # noqa: S704 our own colours
            dark=Markup(variables(DARK)),  # noqa: S704 likewise
        )
    )


def write_private(page: str, path: Path) -> None:
    """Readable by its owner only, for it holds the texts; who may see it opens it to others."""
    path.touch(mode=0o600)
    path.write_text(page, encoding="utf-8")


def shown(value: object) -> object:
    """What nobody can see, or what could move things about, as a mark."""
    if isinstance(value, Markup) or not isinstance(value, str):
        return value
    return marked(value).translate(CONTROLS)


def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=shown,
        trim_blocks=True,
        lstrip_blocks=True,
    )
