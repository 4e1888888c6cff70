"""Outlines that share their borders: made whole, made lighter, rounded, never torn apart.

Simplifying or rounding each outline alone leaves slits and overlaps between neighbours. Here the
outlines are always treated together, as one coverage.
"""

from __future__ import annotations

import numpy as np
import shapely

from ocgraph.errors import BoundariesRefusedError

DEGREES_DIGITS = 4
GAP_DEGREES = 0.02


def mended_coverage(outlines: np.ndarray, *, gap_width: float = GAP_DEGREES) -> np.ndarray:
    """Return the outlines with overlaps given to one side and slits closed.

    Parameters
    ----------
    outlines
        Polygons, one for each territory, in degrees.
    gap_width
        Slits narrower than this, in degrees, go to the neighbour that borders them most.
    """
    valid = shapely.make_valid(outlines, method="structure", keep_collapsed=False)
    if shapely.coverage_is_valid(valid):
        return valid
    return shapely.coverage_clean(valid, gap_width=gap_width)


def lighter_coverage(outlines: np.ndarray, vertices: int) -> np.ndarray:
    """Return the outlines simplified together until they hold at most `vertices` points.

    The tolerance grows by a third until the target is met; a coverage that is light enough is
    unchanged.
    """
    lighter, tolerance = outlines, 0.0005
    while vertex_count(lighter) > vertices and tolerance < 1:
        lighter = shapely.coverage_simplify(outlines, tolerance)
        tolerance *= 1.3
    return lighter


def vertex_count(outlines: np.ndarray) -> int:
    """Return how many points the outlines hold in all."""
    return int(shapely.get_num_coordinates(outlines).sum())


def rounded_coverage(outlines: np.ndarray, digits: int = DEGREES_DIGITS) -> np.ndarray:
    """Return the outlines with coordinates of `digits` decimals, still one valid coverage.

    Rounding moves the two copies of a shared point alike; where it folds a thin part over
    itself, the part is mended and the coverage made whole again.

    Raises
    ------
    BoundariesRefusedError
        If no valid coverage comes out: the outlines are too tangled to be drawn.
    """
    rounded = outlines
    for _ in range(5):
        rounded = shapely.transform(rounded, lambda points: np.round(points, digits))
        if is_whole(rounded):
            return rounded
        rounded = mended_coverage(rounded, gap_width=0.0)
    raise BoundariesRefusedError("boundaries.tangled")


def is_whole(outlines: np.ndarray) -> bool:
    """Whether every outline is valid and every shared border is the same on both sides."""
    return bool(shapely.is_valid(outlines).all() and shapely.coverage_is_valid(outlines))
