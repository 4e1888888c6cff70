"""The marks and lines of a picture."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from ocgraph.views.overlay import HOLLOW, QUIET
from ocgraph.views.picture_sheet import MARKER_SIDES, MARKERS, SELECTED

Points = NDArray[np.float64]

PUSHES = 60
"""Rounds of pushing marks apart."""


class Mark(NamedTuple):
    """A node to draw; its radius in points, its style that of an overlay."""

    node_id: str
    shape: str
    colour: str
    radius: float
    style: str = ""


def draw_marks(axes: Axes, marks: Sequence[Mark], points: Points, selection: str | None,
               near: set[str] | None) -> None:
    """Draw a mark at each point: discs, squares, diamonds, those of no concern faded."""
    for order, shape in enumerate(MARKERS):
        for is_faded in (True, False):
            ranks = [rank for rank, mark in enumerate(marks) if mark.shape == shape
                     and _is_faded(mark, near) == is_faded]
            of_shape = [marks[rank] for rank in ranks]
            axes.scatter(*points[ranks].T, marker=MARKERS[shape],
                         s=np.square([MARKER_SIDES[shape] * mark.radius for mark in of_shape]),
                         c=["white" if mark.style == HOLLOW else mark.colour for mark in of_shape],
                         edgecolors=[mark.colour if mark.style == HOLLOW else "white"
                                     for mark in of_shape] or "white",
                         linewidths=[1.5 if mark.style == HOLLOW else 0.7 for mark in of_shape],
                         alpha=0.2 if is_faded else 1, zorder=4 + 0.1 * order)
    for mark, point in zip(marks, points, strict=True):
        if mark.node_id == selection:
            axes.scatter(*point, s=(MARKER_SIDES[mark.shape] * (mark.radius + 2.5)) ** 2,
                         color=mark.colour, marker=MARKERS[mark.shape], edgecolors=SELECTED,
                         linewidths=2.4, zorder=6)


def _is_faded(mark: Mark, near: set[str] | None) -> bool:
    return mark.style == QUIET if near is None else mark.node_id not in near


def draw_lines(axes: Axes, points: Points, pairs: list[list[int]], *, colour: str,
               width: float, opacity: float, style: Any = "-") -> None:
    """Draw a line for each pair of points."""
    if pairs:
        axes.add_collection(LineCollection(points[np.array(pairs)], colors=colour, alpha=opacity,
                                           linewidths=width, linestyles=style, zorder=3),
                            autolim=False)


def pushed_apart(points: Points, radii: NDArray[np.float64], at_most: float) -> Points:
    """Move discs that cover one another until they only touch, none farther than `at_most`."""
    moved = points.copy()
    for _ in range(PUSHES):
        pairs = cKDTree(moved).query_pairs(2 * radii.max(initial=0), output_type="ndarray")
        gap = moved[pairs[:, 1]] - moved[pairs[:, 0]]
        distance = np.hypot(*gap.T)
        missing = np.maximum(radii[pairs].sum(axis=1) - distance, 0)
        push = gap / np.maximum(distance, 1e-9)[:, None] * missing[:, None] * 0.4
        np.add.at(moved, pairs[:, 0], -push)
        np.add.at(moved, pairs[:, 1], push)
        shift = moved - points
        length = np.maximum(np.hypot(*shift.T), 1e-9)[:, None]
        moved = points + shift * np.minimum(1, at_most / length)
    return moved
