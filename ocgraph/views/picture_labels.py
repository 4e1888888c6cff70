"""Names on a picture, set where they hide neither one another nor what is drawn."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patheffects import withStroke
from numpy.typing import NDArray

from ocgraph.views.picture_sheet import DPI, HEIGHT, RIM, Box, Sheet

Points = NDArray[np.float64]

LINE_WIDTHS = (210.0, 105.0)
"""Widths a name may be set in, in points: on one line, or on several."""
MOST_LINES = 3
LINE_HEIGHT = 1.15


@dataclass(frozen=True, eq=False)
class Label:
    """A name to set near a point.

    Attributes
    ----------
    at
        Points it may be set at, the best first, in the units of the axes, shape ``(n, 2)``.
    gap
        Distance from the point, in points of the page; 0 sets the name on the point.
    may_hide
        How many marks it may cover; past that it is left out.
    """

    text: str
    at: Points
    size: float
    bold: bool = False
    gap: float = 0.0
    may_hide: int = 0


def draw_labels(sheet: Sheet, axes: Axes, labels: Iterable[Label], marks: Points,
                kept_clear: Iterable[Box] = ()) -> list[Box]:
    """Set the names that find a free place, the first having the first choice.

    Returns the boxes of the page that are no longer free.

    Parameters
    ----------
    sheet, axes
        Where to write. The limits of the axes must be final.
    marks
        Points names should not cover, in the units of the axes, shape ``(n_marks, 2)``.
    kept_clear
        Boxes of the page where no name is set.
    """
    covered, frame = _on_page(axes, marks), _frame(axes)
    taken = list(kept_clear)
    for label in labels:
        points = _on_page(axes, label.at)
        free = ((lines, box) for width in LINE_WIDTHS
                for lines, box in _settings(sheet, label, points, width)
                if _inside(box, frame) and not any(_overlap(box, other) for other in taken))
        found = next(free, None) if not len(covered) else min(
            free, key=lambda setting: _n_hidden(setting[1], covered), default=None)
        if found is None:
            continue
        lines, box = found
        if _n_hidden(box, covered) <= label.may_hide:
            _write(sheet, lines, label, box, rank=len(taken))
            taken.append(box)
    return taken


def _settings(sheet: Sheet, label: Label, points: Points,
              width: float) -> Iterable[tuple[list[str], Box]]:
    """Yield the name cut into lines of this width, with each box it could take."""
    lines = sheet.wrapped(label.text, width, label.size, bold=label.bold, most=MOST_LINES)
    longest = max(sheet.extent(line, label.size, bold=label.bold)[0] for line in lines)
    height = label.size * LINE_HEIGHT * len(lines)
    shifts = _around(longest, height, label.gap) if label.gap else [(0.0, 0.0)]
    for x, y in points:
        for across, down in shifts:
            yield lines, (x + across - longest / 2, y + down - height / 2,
                          x + across + longest / 2, y + down + height / 2)


def _around(width: float, height: float, gap: float) -> list[tuple[float, float]]:
    """Return the shifts that set a box under a point, over it, beside it, then aslant."""
    aside, away = gap + width / 2, gap + height / 2
    return [(0, away), (0, -away), (aside, 0), (-aside, 0),
            *((across * aside, down * height / 2) for down in (-1, 1) for across in (1, -1))]


def _on_page(axes: Axes, points: Points) -> Points:
    """Return points of the axes in points of the page, from its top left corner."""
    pixels = axes.transData.transform(points) * 72 / DPI
    return np.column_stack([pixels[:, 0], HEIGHT - pixels[:, 1]])


def _frame(axes: Axes) -> Box:
    box = axes.get_window_extent()
    return (box.x0 * 72 / DPI, HEIGHT - box.y1 * 72 / DPI, box.x1 * 72 / DPI,
            HEIGHT - box.y0 * 72 / DPI)


def _n_hidden(box: Box, covered: Points) -> int:
    (left, top, right, bottom), (x, y) = box, covered.T
    return int(((x > left - 4) & (x < right + 4) & (y > top - 4) & (y < bottom + 4)).sum())


def _inside(box: Box, frame: Box) -> bool:
    return (box[0] >= frame[0] and box[1] >= frame[1] and box[2] <= frame[2]
            and box[3] <= frame[3])


def _overlap(box: Box, other: Box, apart: float = 2.0) -> bool:
    return (box[0] < other[2] + apart and other[0] < box[2] + apart
            and box[1] < other[3] + apart and other[1] < box[3] + apart)


def _write(sheet: Sheet, lines: list[str], label: Label, box: Box, *, rank: int) -> None:
    """Write a name with a white rim; ``gid`` lets the SVG give it one too, as text."""
    for row, line in enumerate(lines):
        written = sheet.write((box[0] + box[2]) / 2,
                              box[1] + label.size * (LINE_HEIGHT * row + 0.92), line, label.size,
                              bold=label.bold)
        written.set(ha="center", zorder=10, gid=f"halo-{rank}-{row}",
                    path_effects=[withStroke(**RIM)])
