"""The matrix of groups as a picture to keep: PNG, SVG or PDF."""

from __future__ import annotations

from collections.abc import Iterable

from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from ocgraph.views.bridge_matrix import Cell, Matrix, letters_on
from ocgraph.views.picture_legend import draw_legend
from ocgraph.views.picture_sheet import (
    HATCH_LINE,
    HATCH_PAPER,
    INK,
    LEGEND_WIDTH,
    QUIET_INK,
    Sheet,
    drawable,
    drawing_settings,
)

_LARGEST, _SMALLEST, _NAME_SIZE = 11.0, 5.5, 10.0
_WIDEST, _TALLEST, _NAME_WIDTH = 84.0, 44.0, 150.0
_SLANT = 0.66


def matrix_picture(matrix: Matrix, *, title: str, notes: Iterable[str], fmt: str) -> bytes:
    """Return the matrix as a picture with its title, legend and notes.

    Parameters
    ----------
    title, notes, fmt
        As for `ocgraph.views.pictures.map_picture`.
    """
    with drawing_settings():
        sheet = Sheet(title)
        axes = sheet.drawing_area([matrix.signs, *notes], beside=LEGEND_WIDTH)
        _draw(sheet, axes, matrix)
        draw_legend(sheet, matrix.legend, axes)
        return sheet.to_bytes(fmt)


def _draw(sheet: Sheet, axes: Axes, matrix: Matrix) -> None:
    """Draw names and cells, as large as the room allows."""
    box, n_rows = axes.get_position(), max(len(matrix.names), 1)
    room = (box.width * sheet.figure.get_figwidth() * 72,
            box.height * sheet.figure.get_figheight() * 72)
    axes.set(xlim=(0, room[0]), ylim=(room[1], 0))
    axes.axis("off")
    size = min(_NAME_SIZE, 0.62 * room[1] / n_rows)
    names = [sheet.wrapped(name, _NAME_WIDTH, size, most=1)[0] for name in matrix.names]
    longest = max((sheet.extent(name, size)[0] for name in names), default=0)
    left, top = longest + 8, longest * _SLANT + 10
    sides = (min(_WIDEST, (room[0] - left - longest * 0.77) / n_rows),
             min(_TALLEST, (room[1] - top) / n_rows))
    for rank, name in enumerate(names):
        axes.text(left - 5, top + (rank + 0.5) * sides[1], drawable(name), fontsize=size,
                  color=INK, ha="right", va="center")
        axes.text(left + (rank + 0.5) * sides[0], top - 4, drawable(name), fontsize=size,
                  color=INK, rotation=40, rotation_mode="anchor")
    letters = max(_SMALLEST, min(_LARGEST, sides[1] * 0.6, sides[0] * 0.3))
    for row, cells in enumerate(matrix.cells):
        for column, cell in enumerate(cells):
            _draw_cell(axes, cell, (left + column * sides[0], top + row * sides[1]), sides, letters)
    for row in matrix.starts:
        _draw_line(axes, (left, left + n_rows * sides[0]), [top + row * sides[1]] * 2)
        _draw_line(axes, [left + row * sides[0]] * 2, (top, top + n_rows * sides[1]))


def _draw_cell(axes: Axes, cell: Cell, corner: tuple[float, float], sides: tuple[float, float],
               letters: float) -> None:
    filled = {"facecolor": cell.colour} if cell.colour else {
        "facecolor": HATCH_PAPER, "edgecolor": HATCH_LINE, "hatch": "////"}
    inset = 0.8 if cell.is_own else 0.0
    at = (corner[0] + inset, corner[1] + inset)
    size = (sides[0] - 2 * inset, sides[1] - 2 * inset)
    axes.add_patch(Rectangle(at, *size, linewidth=0, **filled))
    axes.add_patch(Rectangle(at, *size, fill=False, linewidth=1.2 if cell.is_own else 0.5,
                             edgecolor=QUIET_INK if cell.is_own else "#d5dade",
                             zorder=3 if cell.is_own else 2))
    if cell.text:
        axes.text(corner[0] + sides[0] / 2, corner[1] + sides[1] / 2, drawable(cell.text),
                  fontsize=letters, color=letters_on(cell.colour), ha="center",
                  va="center_baseline", fontweight="bold" if cell.is_sure else "normal", zorder=4,
                  bbox=None if cell.colour else {"facecolor": HATCH_PAPER, "linewidth": 0,
                                                 "pad": 1})


def _draw_line(axes: Axes, across: Iterable[float], down: Iterable[float]) -> None:
    axes.add_line(Line2D(list(across), list(down), color=INK, linewidth=1.6, zorder=5))
