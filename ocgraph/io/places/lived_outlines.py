"""An outline that a team draws on the map, corner by corner, and what lies inside.

It holds the municipalities whose settlement point lies inside, as one read from a file does. One
that crosses itself has no inside that everybody would agree on: it is told, never mended.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import lru_cache

import shapely

from ocgraph.errors import OcgraphError
from ocgraph.io.places.boundaries import read_boundaries
from ocgraph.io.places.layer_preparation import QUEBEC_BOX
from ocgraph.io.places.lived_layers import municipalities_inside

Outline = tuple[tuple[float, float], ...]
"""Corners in degrees, ``(latitude, longitude)``, in order; the last joins the first."""

MOST_CORNERS = 200
_DIGITS = 4  # about ten metres


def write_outline(outline: Outline) -> tuple[str, ...]:
    """Write each corner as `read_outline` reads it."""
    return tuple(f"{latitude:.{_DIGITS}f} {longitude:.{_DIGITS}f}"
                 for latitude, longitude in outline)


def read_outline(written: Iterable[str]) -> Outline:
    """Read corners, ``"46.0231 -73.4412"``, and check that they have an inside in Québec.

    Raises
    ------
    OcgraphError
        ``lived.outline_unreadable``; ``lived.outline_few`` for fewer than three corners, or all
        in a line; ``lived.outline_many``; ``lived.outline_crosses`` itself;
        ``lived.outline_elsewhere`` than in Québec.
    """
    outline = corners_of(written)
    if len(outline) > MOST_CORNERS:
        raise OcgraphError("lived.outline_many", n=len(outline), most=MOST_CORNERS)
    if len(set(outline)) < 3:
        raise OcgraphError("lived.outline_few")
    shape = shape_of(outline)
    if not shape.convex_hull.area:
        raise OcgraphError("lived.outline_few")
    if not shape.is_valid:
        raise OcgraphError("lived.outline_crosses")
    if not QUEBEC_BOX.covers(shape):
        raise OcgraphError("lived.outline_elsewhere")
    return outline


def corners_of(written: Iterable[str]) -> Outline:
    """Read corners whatever outline they make.

    Raises
    ------
    OcgraphError
        ``lived.outline_unreadable``
    """
    return tuple(map(_corner, written))


def _corner(written: str) -> tuple[float, float]:
    try:
        latitude, longitude = map(float, written.split())
    except ValueError:
        raise OcgraphError("lived.outline_unreadable", found=written) from None
    if not (math.isfinite(latitude) and math.isfinite(longitude)):
        raise OcgraphError("lived.outline_unreadable", found=written)
    return round(latitude, _DIGITS), round(longitude, _DIGITS)


@lru_cache(maxsize=16)
def shape_of(outline: Outline) -> shapely.Polygon:
    """Return the polygon of an outline, longitude first."""
    shape = shapely.Polygon([(longitude, latitude) for latitude, longitude in outline])
    shapely.prepare(shape)
    return shape


def is_inside(outline: Outline, latitude: float, longitude: float) -> bool:
    """Tell whether a point lies in an outline, or on it."""
    return bool(shapely.intersects_xy(shape_of(outline), longitude, latitude))


@lru_cache(maxsize=16)
def municipalities_of(outline: Outline) -> tuple[str, ...]:
    """Return the codes of the municipalities whose settlement point lies inside, in order."""
    return tuple(sorted(municipalities_inside(shape_of(outline))))


def mrc_of_outline(outline: Outline) -> str | None:
    """Return the code of the MRC that holds most of an outline; None when none holds any.

    Areas in square degrees: near one another, they compare as those on the ground.
    """
    outlines = read_boundaries().outlines
    shared = shapely.area(shapely.intersection(outlines.geometry.values, shape_of(outline)))
    return str(outlines.index[shared.argmax()]) if shared.max() else None
