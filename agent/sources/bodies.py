"""Which parts of a mail are its text, and which came along: the rules of JMAP (RFC 8621, 4.1.4). Pure."""

from __future__ import annotations

from dataclasses import dataclass, field

from agent.sources.mime import Part

MEDIA = ("image/", "audio/", "video/")


@dataclass(slots=True)
class Bodies:
    """The text as plain mail readers and as page readers show it, and everything else."""

    plain: list[Part] = field(default_factory=list)
    page: list[Part] = field(default_factory=list)
    attached: list[Part] = field(default_factory=list)


def bodies(message: Part) -> Bodies:
    """Pictures that are shown with the text are attachments."""
    found = Bodies()
    _sort([message], "mixed", found, _Sides(found.plain, found.page))
    media = [part for part in (*found.plain, *found.page) if part.kind.startswith(MEDIA)]
    found.attached = list({id(part): part for part in (*found.attached, *media)}.values())
    found.plain = [part for part in found.plain if not part.kind.startswith(MEDIA)]
    found.page = [part for part in found.page if not part.kind.startswith(MEDIA)]
    return found


@dataclass(slots=True)
class _Sides:
    """Where parts go; None for a side that an alternative around does without."""

    plain: list[Part] | None
    page: list[Part] | None
    chosen: bool = False
    """Inside an alternative, at any depth."""

    def put(self, part: Part) -> None:
        """On both sides. Inside an alternative, plain text ends the page's side, and a page the other."""
        if self.chosen and part.kind == "text/plain":
            self.page = None
        if self.chosen and part.kind == "text/html":
            self.plain = None
        for side in (self.plain, self.page):
            if side is not None:
                side.append(part)


def _sort(parts: list[Part], around: str, found: Bodies, sides: _Sides) -> None:
    before = len(sides.plain or ()), len(sides.page or ())
    for number, part in enumerate(parts):
        if part.kind.startswith("multipart/"):
            inner = part.kind.removeprefix("multipart/")
            chosen = sides.chosen or inner == "alternative"
            _sort(part.parts, inner, found, _Sides(sides.plain, sides.page, chosen))
        elif not _is_shown(part, number, around):
            found.attached.append(part)
        elif around == "alternative":
            side = {"text/plain": sides.plain, "text/html": sides.page}.get(part.kind)
            (found.attached if side is None else side).append(part)
        else:
            sides.put(part)
    if around == "alternative" and sides.plain is not None and sides.page is not None:
        _complete(sides.plain, sides.page, before)


def _complete(plain: list[Part], page: list[Part], before: tuple[int, int]) -> None:
    """Where an alternative has one side only, it stands on both."""
    if len(plain) == before[0]:
        plain += page[before[1] :]
    elif len(page) == before[1]:
        page += plain[before[0] :]


def _is_shown(part: Part, number: int, around: str) -> bool:
    media = part.kind.startswith(MEDIA)
    return (
        part.disposition != "attachment"
        and (part.kind in ("text/plain", "text/html") or media)
        and (number == 0 or (around != "related" and (media or not part.name)))
    )
