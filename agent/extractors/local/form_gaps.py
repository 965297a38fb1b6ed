"""Fields of a form that were left empty, and by whom they had to be filled. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from agent.extractors.local.lines import Line

_SIGNED = re.compile(
    r".*\b(?:signature|sign[- ]?off|approval|visa|visto bueno|vº bº|bon pour accord|unterschrift|freigabe"
    r"|genehmigung|signé|firma)\b",
    re.IGNORECASE,
)
_MANDATORY = re.compile(
    r"\b(?:mandatory|compulsory|required|must be (?:filled|given|signed)|pflicht\w*|erforderlich|obligatoire"
    r"|obligatori[oa]|verplicht)\b",
    re.IGNORECASE,
)
_APPROVER = re.compile(
    r"\b(?:budget|manager|head|director|directorate|supervisor|lead|chair|treasurer|finance|board|boss|deputy"
    r"|principal|owner|leiter\w*|leitung|chef\w*|vorgesetzt\w*|responsable|direction|dirección|jefe|superior)\b",
    re.IGNORECASE,
)


def to_be_signed(empty: Sequence[Line]) -> Line | None:
    """The first that is to be signed by somebody who may say no, rather than by who fills it in."""
    signed = (line for line in empty if _SIGNED.match((line.sentence.label or "").strip()))
    return next((line for line in signed if is_mandatory(line) or _APPROVER.search(line.plain)), None)


def is_mandatory(line: Line) -> bool:
    return bool(_MANDATORY.search(line.plain))
