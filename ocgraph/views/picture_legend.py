"""The legend of a picture, at the right of the drawing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from ocgraph.views.palette import ink_on
from ocgraph.views.picture_sheet import (
    HATCH_LINE,
    HATCH_PAPER,
    HATCHES,
    HEIGHT,
    INK,
    LEGEND_WIDTH,
    LINE_SPACING,
    MARGIN,
    MARKER_SIDES,
    MARKERS,
    WIDTH,
    Sheet,
)

Entry = dict[str, Any]

LEGEND_SIZE = 10.0
SYMBOL_WIDTH = 20.0
BEFORE_HEADING = 0.55
CELL = 2.9
"""Side of a cell of the crossed classes, in letters."""
LINE_STYLES = {"line": "-", "dashed": (0, (2.2, 1.4)), "dotted": (0, (1, 1))}


def draw_legend(sheet: Sheet, entries: Iterable[Entry], beside: Axes) -> None:
    """Draw the legend at the right of the drawing, smaller when it is long.

    Sentences of the legend on the screen are left out: a picture has them under it.
    """
    box = beside.get_position()
    top, height = (1 - box.y1) * HEIGHT, box.height * HEIGHT
    size, rows = _rows(sheet, [entry for entry in entries if entry.get("shape") != "note"], height)
    x, y = WIDTH - MARGIN - LEGEND_WIDTH + 12, top
    for entry, line, is_first in rows:
        heading = not entry.get("shape")
        if is_first and entry.get("shape") == "crossed":
            y = _draw_crossed(sheet, entry, (x, y), size)
        y += size * (LINE_SPACING + (BEFORE_HEADING if heading and is_first and y > top else 0))
        if is_first and not heading:
            _draw_symbol(sheet, entry, x, y - size * 0.36, size)
        sheet.write(x + (0 if heading else SYMBOL_WIDTH), y, line, size, bold=heading)


def _rows(sheet: Sheet, entries: list[Entry],
          height: float) -> tuple[float, list[tuple[Entry, str, bool]]]:
    """Return the size of the letters and, line by line, the entry each belongs to."""
    for size in (LEGEND_SIZE, 9.0, 8.0, 7.0):
        rows = [(entry, line, rank == 0) for entry in entries
                for rank, line in enumerate(sheet.wrapped(
                    entry["label"], LEGEND_WIDTH - 12 - SYMBOL_WIDTH, size,
                    bold=not entry.get("shape")))]
        headings = sum(not entry.get("shape") for entry in entries)
        if size * (LINE_SPACING * len(rows) + BEFORE_HEADING * headings) <= height:
            break
    return size, rows


def _draw_symbol(sheet: Sheet, entry: Entry, x: float, y: float, size: float) -> None:
    shape, middle = entry["shape"], x + 6
    if shape in MARKERS:
        sheet.page.scatter([middle], [y], s=(MARKER_SIDES[shape] * size * 0.42) ** 2,
                           marker=MARKERS[shape], color=entry["colour"], linewidths=0)
    elif shape == "ring":
        sheet.page.scatter([middle], [y], s=(size * 0.8) ** 2, facecolors="white",
                           edgecolors=entry["colour"], linewidths=1.4)
    elif shape in LINE_STYLES:
        sheet.page.add_line(Line2D([x, x + 13], [y, y], color=entry["colour"], linewidth=1.8,
                                   linestyle=LINE_STYLES[shape]))
    else:
        look = entry["cells"][0][-1] if shape == "crossed" else entry
        _draw_area(sheet, look, (x, y - size * 0.4), (13, size * 0.8), is_blank=shape == "hatch")


def _draw_area(sheet: Sheet, look: Entry, corner: tuple[float, float],
               sides: tuple[float, float], *, is_blank: bool = False) -> None:
    """Draw a box with a colour and its pattern, or hatched when it is that of no data."""
    hatch = HATCHES.get(look.get("pattern"))
    filled = {"hatch": "////", "facecolor": HATCH_PAPER, "edgecolor": HATCH_LINE} if is_blank else {
        "hatch": hatch and hatch * 2, "facecolor": look["colour"],
        "edgecolor": ink_on(look["colour"])}
    sheet.page.add_patch(Rectangle(corner, *sides, linewidth=0, **filled))
    sheet.page.add_patch(Rectangle(corner, *sides, fill=False, linewidth=0.5,
                                   edgecolor="#7b818a"))


def _draw_crossed(sheet: Sheet, entry: Entry, corner: tuple[float, float], size: float) -> float:
    """Draw nine classes as a square, with what grows along its sides; return where it ends."""
    side, (x, top) = size * CELL, (corner[0] + size * 1.5, corner[1] + size * 0.8)
    for row, cells in enumerate(entry["cells"]):
        for column, look in enumerate(cells):
            _draw_area(sheet, look, (x + column * side, top + row * side), (side, side))
    bottom, right = top + 3 * side, x + 3 * side
    for tip in ((x - 3, top), (right, bottom + 3)):
        sheet.page.annotate("", tip, (x - 3, bottom + 3), arrowprops={
            "arrowstyle": "->", "color": INK, "linewidth": 0.9, "shrinkA": 0, "shrinkB": 0})
    sheet.write(x - 6, bottom, entry["up"], size).set(rotation=90, ha="right", va="bottom")
    sheet.write(x, bottom + size * 1.35, entry["across"], size)
    return bottom + size * 1.9
