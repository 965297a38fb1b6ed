"""Figures as SVG with real text, in colours that follow light and dark.

matplotlib knows fixed colours only. So each colour is drawn as a stand-in that nothing else has, and
becomes `var(--name, value)` afterwards: a page sets the variables, a file by itself has its own.
"""

from __future__ import annotations

import io
import re
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from markupsafe import Markup

if TYPE_CHECKING:
    from matplotlib.figure import Figure

SVG, XLINK = "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"
UNITS = 72
"""Of the drawing to an inch of matplotlib's."""
TEXT = 11.0
LIGHT = {
    "ink": "#1f2428", "faint": "#667078", "grid": "#dcd8d0", "bar": "#7fb2d6",
    "better": "#0072b2", "worse": "#c4500a", "noise": "#8a929a", "neutral": "#8a929a",
    "series-0": "#0072b2", "series-1": "#d55e00", "series-2": "#009e73",
    "series-3": "#b0578d", "series-4": "#b07f00", "series-5": "#2f8fc4", "series-6": "#1f2428",
}  # fmt: skip
"""Of Okabe and Ito, which people who see few colours can tell apart; darker where they are thin lines."""
DARK = {
    "ink": "#e4e7ea", "faint": "#9aa4ad", "grid": "#343b42", "bar": "#3f7fab",
    "better": "#6bbcf0", "worse": "#f0915a", "noise": "#8f99a3", "neutral": "#8f99a3",
    "series-0": "#56b4e9", "series-1": "#f0803c", "series-2": "#2fc79a",
    "series-3": "#d98fb8", "series-4": "#e6b33d", "series-5": "#9ad4f5", "series-6": "#e4e7ea",
}  # fmt: skip
STAND_INS = {name: f"#{number:02x}0b0d" for number, name in enumerate(LIGHT)}
MOST_LABEL, MOST_TITLE = 25, 80
FONTS = "system-ui,'Segoe UI',Roboto,'DejaVu Sans',sans-serif"
DRAWING = threading.RLock()
"""matplotlib's settings and Python's filters of warnings are those of the whole process."""
UNWRITABLE = re.compile("[^\t\n -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""XML has no place for these."""


def colour(name: str) -> str:
    return STAND_INS[name]


def writable(text: str, most: int = MOST_LABEL) -> str:
    """One line of so many characters that XML can hold."""
    line = " ".join(UNWRITABLE.sub("\ufffd", text).split())
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"


@contextmanager
def canvas(width: float, height: float) -> Iterator[Figure]:
    """A figure of so many units, whatever the user's own style of matplotlib is; one thread at a time."""
    import matplotlib as mpl
    from matplotlib import style
    from matplotlib.figure import Figure

    with DRAWING, style.context("default"), warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Glyph .* missing from")  # the reader's browser has the fonts
        mpl.rcParams.update(
            {
                "svg.fonttype": "none", "svg.hashsalt": "clarify", "text.parse_math": False,
                "font.size": TEXT, "font.family": "DejaVu Sans", "date.converter": "concise",
                "text.color": colour("ink"), "xtick.color": colour("faint"), "ytick.color": colour("ink"),
                "axes.facecolor": "none", "axes.edgecolor": colour("grid"),
                "axes.spines.top": False, "axes.spines.right": False, "axes.axisbelow": True,
                "grid.color": colour("grid"), "grid.linewidth": 0.8,
            }
        )  # fmt: skip
        yield Figure(figsize=(width / UNITS, height / UNITS), facecolor="none")


def inline(figure: Figure, name: str, title: str) -> Markup:
    """To stand in a page: nothing in it is anybody's markup, and `name` keeps its ids its own."""
    return Markup(_written(_tidied(figure, name, title)))  # noqa: S704 ElementTree wrote and escaped it


def standalone(figure: Figure, title: str, ground: tuple[str, str] = ("#fff", "#14171a")) -> str:
    """A file that follows light and dark by itself, each on its ground."""
    root = _tidied(figure, "figure", title)
    style = ET.Element(f"{{{SVG}}}style")
    light, dark = (
        f":root{{background:{under};{variables(colours)}}}"
        for under, colours in zip(ground, (LIGHT, DARK), strict=True)
    )
    style.text = f"{light}text{{font-family:{FONTS}!important}}@media(prefers-color-scheme:dark){{{dark}}}"
    root.insert(0, style)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{_written(root)}\n'


def variables(palette: dict[str, str]) -> str:
    """As CSS."""
    return "".join(f"--{name}:{value};" for name, value in palette.items())


def _tidied(figure: Figure, name: str, title: str) -> ET.Element:
    """Without metadata and styles that would reach beyond it, with ids and colours of its own."""
    with io.StringIO() as file:
        figure.savefig(file, format="svg", metadata={"Date": None, "Creator": None}, facecolor="none")
        root = ET.fromstring(file.getvalue())  # noqa: S314 matplotlib wrote it just now
    for element in list(root):
        if element.tag == f"{{{SVG}}}metadata":
            root.remove(element)
    for defs in root.iter(f"{{{SVG}}}defs"):
        for style in defs.findall(f"{{{SVG}}}style"):
            defs.remove(style)
    for element in root.iter():
        _own(element, name)
    for size in ("width", "height"):
        root.attrib.pop(size, None)
    root.attrib.update({"role": "img", "aria-label": writable(title, MOST_TITLE), "class": "plot"})
    return root


def _own(element: ET.Element, name: str) -> None:
    for attribute, value in element.attrib.items():
        if attribute == "id":
            element.set(attribute, f"{name}-{value}")
        elif attribute == f"{{{XLINK}}}href":
            element.set(attribute, value.replace("#", f"#{name}-", 1))
        elif attribute in ("style", "clip-path"):
            element.set(attribute, _coloured(value.replace("url(#", f"url(#{name}-")))


def _coloured(style: str) -> str:
    for name, stand_in in STAND_INS.items():
        style = style.replace(stand_in, f"var(--{name}, {LIGHT[name]})")
    return style


def _written(root: ET.Element) -> str:
    ET.register_namespace("", SVG)
    ET.register_namespace("xlink", XLINK)
    return ET.tostring(root, encoding="unicode")
