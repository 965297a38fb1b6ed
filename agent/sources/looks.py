"""What a page does to its words so that a reader does not see them. Pure.

Where a style cannot be understood, its words count as seen.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass, replace
from functools import lru_cache

Colour = tuple[int, int, int]

WHITE: Colour = (255, 255, 255)
COLOURS: dict[str, Colour] = {
    "white": WHITE,
    "#fff": WHITE,
    "black": (0, 0, 0),
    "snow": (255, 250, 250),
    "ivory": (255, 255, 240),
    "whitesmoke": (245, 245, 245),
    "red": (255, 0, 0),
    "blue": (0, 0, 255),
    "green": (0, 128, 0),
    "gray": (128, 128, 128),
    "grey": (128, 128, 128),
    "yellow": (255, 255, 0),
}
ALIKE = 8
"""Steps of 255 in each channel up to which nobody tells two colours apart."""

SMALLEST = 2.0
"""Pixels of a letter that can still be read, with good eyes."""
FAR_OUT = -500.0
"""Pixels beyond the edge of any page."""
FAINTEST = 0.05
ROOT_SIZE = 16.0

LENGTH = re.compile(r"(-?\d{0,9}\.?\d{1,9})\s{0,3}(px|pt|em|rem|%|)(?![\w.])")
HEX = re.compile(r"#([0-9a-f]{3}|[0-9a-f]{6})")
RGB = re.compile(r"rgba?\((\d{1,3})[, ]+(\d{1,3})[, ]+(\d{1,3})(?:[,/ ]+(\d{0,3}\.?\d{1,8})(%?))?\)")
AWAY = re.compile(
    r"translate[xy]?\([^)]{0,40}-\d{4}|scale[xy]?\(0(?:\.0+)?[,)]|rect\((?:0|1px)|inset\((?:50|100)%|circle\(0"
)
FOR_ALL = re.compile(r"@media\s+(?:only\s+)?(?:all|screen)", re.IGNORECASE)
BRACE = re.compile(r"[{};]")
ESCAPE = re.compile(r"\\([0-9a-fA-F]{1,6})\s?")
INLINE_COMMENT = re.compile(r"/\*[^*]{0,500}\*/")
COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
TELLING = re.compile(
    r"display|visibility|opacity|font|color|background|height|hide|left|top|indent|margin|position|clip"
    r"|transform|white-space|\\",
    re.IGNORECASE,
)
MOST_RULES = 2_000
LONG_STYLE = 300
"""Characters of a style that is not remembered."""


@dataclass(frozen=True, slots=True)
class Look:
    """How the words inside an element look; inherited as a browser would."""

    gone: bool = False
    """Nothing inside can be seen, whatever it asks for."""
    invisible: bool = False
    size: float = ROOT_SIZE
    colour: Colour | None = (0, 0, 0)
    """None: not known, so it is taken for visible."""
    ground: Colour | None = WHITE
    clear: bool = False
    """Its colour is none at all."""
    kept: bool = False
    """Line breaks of the source count."""

    hidden: bool = False
    """What the others come to."""


def inside(look: Look, tag: str, attributes: dict[str, str | None], rules: str = "") -> Look:
    """The look inside an element; `rules`: what style sheets say of it."""
    if tag == "a" and "href" in attributes:
        look = replace(look, colour=None, clear=False, hidden=look.gone or look.invisible)
    if tag == "pre":
        look = replace(look, kept=True)
    if "hidden" in attributes:
        return replace(look, gone=True, hidden=True)
    told = f"{_attributes(tag, attributes)};{rules};{attributes.get('style') or ''}"
    if told == ";;":
        return look
    return _remembered(look, told) if len(told) < LONG_STYLE else _styled(look, told)


def declarations(style: str) -> dict[str, str]:
    """Properties and values in lower case; the last of a name counts, or the last that is important."""
    found: dict[str, str] = {}
    firm: set[str] = set()
    for part in _unescaped(style).lower().split(";"):
        name, colon, value = part.partition(":")
        name, plain = name.strip(), value.replace("!important", "").strip()
        if colon and (name not in firm or plain != value.strip()):
            found[name] = plain
        if plain != value.strip():
            firm.add(name)
    return found


def _unescaped(style: str) -> str:
    if "\\" not in style and "/*" not in style:
        return style
    return ESCAPE.sub(
        lambda found: chr(min(int(found[1], 16), sys.maxunicode)), INLINE_COMMENT.sub("", style)
    )


def sheet_rules(sheet: str) -> list[tuple[str, str]]:
    """Selectors and declarations of a style sheet, those for other screens left out."""
    plain = COMMENT.sub("", sheet.replace("<!--", "").replace("-->", ""))
    rules: list[tuple[str, str]] = []
    around: list[str] = []
    start = 0
    for found in BRACE.finditer(plain):
        if found[0] == "{":
            around.append(plain[start : found.start()].strip())
        elif found[0] == "}":
            rules += _rule(around, plain[start : found.start()])
        elif around and not around[-1].startswith("@"):
            continue  # between two declarations
        start = found.end()
    return rules + _rule(around, plain[start:])


def _rule(around: list[str], style: str) -> list[tuple[str, str]]:
    """The innermost block ends, which is a rule where it holds for this screen and says what we look at."""
    selector = around.pop() if around else "@"
    counts = all(FOR_ALL.fullmatch(outer) for outer in around) and not selector.startswith("@")
    return [(selector, style)] if counts and TELLING.search(style) else []


def _attributes(tag: str, attributes: dict[str, str | None]) -> str:
    """What attributes of older pages say, as a style."""
    out = []
    if attributes.get("bgcolor"):
        out.append(f"background-color:{attributes['bgcolor']}")
    if attributes.get("background"):
        out.append("background-color:url()")
    if (colour := attributes.get("color" if tag == "font" else "text")) and tag in ("font", "body"):
        out.append(f"color:{colour}")
    return ";".join(out)


@lru_cache(maxsize=1000)
def _remembered(look: Look, told: str) -> Look:
    return _styled(look, told)


def _styled(look: Look, told: str) -> Look:
    style = declarations(told)
    ground = style.get("background-color") or style.get("background")
    if "background-image" in style:
        ground = "url()"
    colour = style.get("color")
    faint = colour is not None and _clear(colour)
    found = Look(
        gone=look.gone or _is_gone(style),
        invisible=_is_invisible(style, before=look.invisible),
        size=_size(style, look.size),
        colour=look.colour if colour is None or colour in ("inherit", "") else _colour(colour),
        ground=look.ground if ground is None or _clear(ground) else _colour(ground),
        clear=look.clear if colour is None else faint,
        kept=style.get("white-space", "").startswith("pre") or ("white-space" not in style and look.kept),
    )
    return replace(found, hidden=_unseen(found))


def _unseen(look: Look) -> bool:
    return (
        look.gone or look.invisible or look.clear or look.size <= SMALLEST or _alike(look.colour, look.ground)
    )


def _is_gone(style: dict[str, str]) -> bool:
    zero = {name for name, value in style.items() if (length := _pixels(value)) is not None and length <= 0}
    cut = style.get("overflow", "").startswith("hidden")
    return (
        style.get("display") == "none"
        or style.get("mso-hide") == "all"
        or _opacity(style.get("opacity", "1")) <= FAINTEST
        or "max-height" in zero
        or (cut and "height" in zero)
        or _is_away(style)
    )


def _is_away(style: dict[str, str]) -> bool:
    names = ["text-indent", "margin-left", "margin-top", "margin"]
    if style.get("position") in ("absolute", "fixed", "relative"):
        names += ["left", "top", "right", "bottom"]
    far = any((_pixels(style.get(name, "")) or 0) <= FAR_OUT for name in names)
    moved = " ".join(style.get(name, "") for name in ("transform", "clip", "clip-path"))
    return far or bool(AWAY.search(moved))


def _is_invisible(style: dict[str, str], *, before: bool) -> bool:
    said = style.get("visibility", "")
    return said in ("hidden", "collapse") if said and said != "inherit" else before


def _opacity(value: str) -> float:
    found = LENGTH.match(value)
    if not found:
        return 1.0
    return float(found[1]) / (100 if found[2] == "%" else 1)


def _size(style: dict[str, str], before: float) -> float:
    value = style.get("font-size", "")
    if not value and "font" in style:
        sizes = LENGTH.finditer(style["font"].partition("/")[0])
        value = next((found[0] for found in sizes if found[2] or not float(found[1])), "")
    return before if (size := _pixels(value, before)) is None else size


def _pixels(value: str, whole: float = ROOT_SIZE) -> float | None:
    found = LENGTH.match(value)
    if not found:
        return None
    each = {"px": 1.0, "": 1.0, "pt": 4 / 3, "em": whole, "rem": ROOT_SIZE, "%": whole / 100}
    return float(found[1]) * each[found[2]]


def _clear(value: str) -> bool:
    found = RGB.match(value)
    if found and found[4]:
        return float(found[4]) / (100 if found[5] else 1) <= FAINTEST
    return value in ("transparent", "none", "initial", "inherit", "")


def _colour(value: str) -> Colour | None:
    if "url(" in value or "gradient" in value:
        return None
    if found := HEX.search(value):
        digits = found[1] if len(found[1]) > len("fff") else "".join(digit * 2 for digit in found[1])
        return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:], 16)
    if found := RGB.search(value):
        return int(found[1]), int(found[2]), int(found[3])
    if re.fullmatch(r"[0-9a-f]{6}", value):
        return _colour(f"#{value}")
    return COLOURS.get(value.partition(" ")[0])


def _alike(one: Colour | None, other: Colour | None) -> bool:
    return (
        one is not None
        and other is not None
        and all(abs(a - b) <= ALIKE for a, b in zip(one, other, strict=True))
    )
