"""The sheet of a picture one keeps: title, drawing, legend, notes, and its file as bytes.

Everything is laid out in points on a page of 1920 × 1080 pixels at 150 dots an inch. pyplot is
never used: it keeps figures in a global, and the dashboard has threads.
"""

from __future__ import annotations

import io
import re
import threading
import unicodedata
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import matplotlib
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, findfont
from matplotlib.ft2font import FT2Font
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.patheffects import Stroke
from matplotlib.text import Text

FORMATS = ("png", "svg", "pdf")

Box = tuple[float, float, float, float]
DPI = 150
WIDTH, HEIGHT = 921.6, 518.4
MARGIN = 22.0
LEGEND_WIDTH = 196.0

INK = "#22303a"
QUIET_INK = "#44525c"
FRAME = "#d5dade"
SELECTED = "#b3001b"
HATCH_PAPER, HATCH_LINE = "#f4f5f6", "#c3c8ce"

LINE_SPACING = 1.32
TITLE_SIZE, NOTE_SIZE = 17.0, 9.0

RIM = {"linewidth": 2.6, "foreground": "white"}
"""White around a name, in points."""

HATCHES = {"dots": "..", "lines": "---", "crosses": "xx"}
"""How matplotlib calls the patterns that lie over a colour."""

MARKERS = {"disc": "o", "square": "s", "diamond": "D"}
MARKER_SIDES = {"disc": 2.0, "square": 1.8, "diamond": 1.7}
"""Side of each marker for a radius of one, so that the shapes weigh the same to the eye."""

_SETTINGS = {
    "font.family": ["sans-serif"],
    "font.sans-serif": ["DejaVu Sans", "Verdana", "Segoe UI", "Helvetica Neue", "Arial"],
    "text.usetex": False, "text.parse_math": False,
    "svg.fonttype": "none", "svg.hashsalt": "ocgraph", "hatch.linewidth": 0.6,
    "pdf.fonttype": 42,
}
_DRAWING = threading.Lock()
_DOCTYPE = re.compile(r"<!DOCTYPE[^>]*>\s*")
_BLANKS = re.compile(r"(?:[^\S\u00a0]|[\x00-\x1f\x7f])+")
_HALO_STYLE = ("g[id^=halo] text{paint-order:stroke;stroke:#fff;stroke-width:2.6px;"
               "stroke-linejoin:round}")


@contextmanager
def drawing_settings() -> Iterator[None]:
    """Hold matplotlib's settings, which are global, for one drawing at a time."""
    with _DRAWING, matplotlib.rc_context(_SETTINGS):
        yield


class Sheet:
    """One page being drawn, measured in points from its top left corner.

    Attributes
    ----------
    figure
        The whole page.
    page
        Axes over the whole page, in points, downwards.
    title
        What the page is called.
    """

    def __init__(self, title: str) -> None:
        self.figure = Figure(figsize=(WIDTH / 72, HEIGHT / 72), dpi=DPI, facecolor="white")
        self._renderer = FigureCanvasAgg(self.figure).get_renderer()
        self.page = self.figure.add_axes((0, 0, 1, 1), xlim=(0, WIDTH), ylim=(HEIGHT, 0), zorder=9)
        self.page.axis("off")
        self.title = drawable(title)
        self._extents: dict[tuple[str, float, bool], tuple[float, float]] = {}

    def write(self, x: float, y: float, text: str, size: float, *, bold: bool = False,
              colour: str = INK) -> Text:
        """Write one line whose baseline starts at a point of the page."""
        return self.page.text(x, y, drawable(text), fontsize=size, color=colour,
                              fontweight=_weight(bold), parse_math=False)

    def extent(self, text: str, size: float, *, bold: bool = False) -> tuple[float, float]:
        """Return the width and height of a line, in points."""
        key = text, size, bold
        if key not in self._extents:
            font = FontProperties(size=size, weight=_weight(bold))
            width, height, _ = self._renderer.get_text_width_height_descent(
                drawable(text), font, ismath=False)
            self._extents[key] = width * 72 / DPI, height * 72 / DPI
        return self._extents[key]

    def wrapped(self, text: str, width: float, size: float, *, bold: bool = False,
                most: int = 3) -> list[str]:
        """Cut a text into lines that fit `width` points; what is past the last ends in "…"."""
        def fits(line: str) -> bool:
            return self.extent(line, size, bold=bold)[0] <= width

        lines: list[str] = []
        for word in drawable(text).split(" "):
            if lines and fits(f"{lines[-1]} {word}"):
                lines[-1] += f" {word}"
            else:
                lines.append(word)
        if len(lines) > most:
            lines[most - 1:] = [" ".join(lines[most - 1:])]
        return [line if fits(line) else _shortened(line, fits) for line in lines]

    def drawing_area(self, notes: Iterable[str], *, beside: float) -> Axes:
        """Write title and notes, and return axes for what lies between them.

        Parameters
        ----------
        notes
            Small sentences under the drawing.
        beside
            Width left free at the right, in points.
        """
        top = self._write_title()
        bottom = self._write_notes(notes)
        width = WIDTH - 2 * MARGIN - beside
        return self.figure.add_axes(
            (MARGIN / WIDTH, 1 - bottom / HEIGHT, width / WIDTH, (bottom - top) / HEIGHT),
            xticks=[], yticks=[])

    def _write_title(self) -> float:
        lines = self.wrapped(self.title, WIDTH - 2 * MARGIN, TITLE_SIZE, bold=True, most=2)
        for rank, line in enumerate(lines):
            self.write(MARGIN, MARGIN + TITLE_SIZE * (0.8 + rank * LINE_SPACING), line, TITLE_SIZE,
                       bold=True)
        return MARGIN + TITLE_SIZE * LINE_SPACING * len(lines) + 6

    def _write_notes(self, notes: Iterable[str]) -> float:
        lines = [line for note in notes if note
                 for line in self.wrapped(note, WIDTH - 2 * MARGIN, NOTE_SIZE)]
        top = HEIGHT - MARGIN * 0.6 - NOTE_SIZE * LINE_SPACING * len(lines)
        for rank, line in enumerate(lines, start=1):
            self.write(MARGIN, top + NOTE_SIZE * (LINE_SPACING * rank - 0.3), line, NOTE_SIZE,
                       colour=QUIET_INK)
        return top - 8

    def draw_bar(self, x: float, y: float, width: float, label: str) -> Box:
        """Draw a scale bar from its left end, its length over it; return the box it takes."""
        bar = Line2D([x, x, x + width, x + width], [y - 4, y, y, y - 4], color=INK, linewidth=1.2)
        wide = max(width, 4 + self.extent(label, NOTE_SIZE)[0])
        box = (x - 5, y - 16, x + wide + 5, y + 5)
        self.draw_paper(box)
        self.page.add_line(bar)
        self.write(x + 4, y - 5, label, NOTE_SIZE)
        return box

    def draw_paper(self, box: Box) -> None:
        """Lay white under what is written over the drawing."""
        left, top, right, bottom = box
        self.page.add_patch(Rectangle((left, top), right - left, bottom - top, facecolor="white",
                                      alpha=0.85, linewidth=0))

    def to_bytes(self, fmt: str) -> bytes:
        """Return the file; the same sheet always gives the same bytes."""
        if fmt not in FORMATS:
            raise ValueError(fmt)
        buffer = io.BytesIO()
        if fmt == "pdf":
            self._write_over_rims()
            # matplotlib kerns twice what is not Latin-1 in a PDF: the apostrophe of L’Islet.
            for text in self.figure.findobj(Text):
                text.set_fontfeatures(["-kern"])
            self.figure.savefig(buffer, format="pdf", metadata={
                "Title": self.title, "CreationDate": None, "Creator": None, "Producer": None})
            return buffer.getvalue()
        if fmt == "png":
            self.figure.savefig(buffer, format="png", dpi=DPI, metadata={"Software": None})
            return buffer.getvalue()
        for text in self.figure.findobj(Text):
            text.set_path_effects([])
        self.figure.savefig(buffer, format="svg", metadata={
            "Title": self.title, "Date": None, "Creator": None, "Format": None, "Type": None})
        drawn = _DOCTYPE.sub("", buffer.getvalue().decode(), count=1)
        return drawn.replace("</style>", f"{_HALO_STYLE}</style>", 1).encode()


    def _write_over_rims(self) -> None:
        """Write names again over their rims, which a PDF holds as shapes: they can be searched."""
        for text in self.figure.findobj(lambda artist: isinstance(artist, Text)
                                        and artist.get_path_effects()):
            text.set_path_effects([Stroke(**RIM)])
            self.page.text(*text.get_position(), text.get_text(), color=text.get_color(),
                           fontproperties=text.get_fontproperties(), ha=text.get_ha(),
                           parse_math=False, zorder=text.get_zorder())


def _weight(bold: bool) -> str:
    return "bold" if bold else "normal"


def _shortened(line: str, fits: Callable[[str], bool]) -> str:
    """Return as many letters as fit with "…" after them."""
    def is_too_long(length: int) -> bool:
        return not fits(line[:length] + "…")

    longest = bisect_left(range(1, len(line)), True, key=is_too_long)
    return line[:longest].rstrip() + "…"


def font_folder() -> Path:
    """Return where the fonts that travel with matplotlib lie."""
    return Path(matplotlib.get_data_path(), "fonts", "ttf")


@cache
def _drawn_characters() -> frozenset[int]:
    """Return what both weights of the font can draw."""
    families = _SETTINGS["font.sans-serif"][:1]
    fonts = [FT2Font(findfont(FontProperties(family=families, weight=weight)))
             for weight in ("normal", "bold")]
    return frozenset(set(fonts[0].get_charmap()) & set(fonts[1].get_charmap()))


def drawable(text: str) -> str:
    """Return a text on one line, with "□" for each character the font does not have."""
    on_one_line = _BLANKS.sub(" ", unicodedata.normalize("NFC", text)).strip()
    return "".join(letter if ord(letter) in _drawn_characters() else "□" for letter in on_one_line)
