"""The names of places on a picture, and the insets that show what its frame shows badly."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import geopandas as gpd
import numpy as np
import shapely
from matplotlib.axes import Axes

from ocgraph.views.picture_ground import (
    Bounds,
    Flatten,
    Points,
    State,
    draw_scale,
    draw_territories,
    frame_map,
    projection,
)
from ocgraph.views.picture_labels import Label, draw_labels
from ocgraph.views.picture_sheet import HEIGHT, INK, WIDTH, Box, Sheet

INSET_WIDTH, INSET_HEIGHT, APART = 142.0, 152.0, 7.0
"""Size of an inset, and the distance to what is beside it, in points."""
INSET_BAR = 38.0
INSET_TITLE, INSET_PLACE = 9.0, 6.5
GRID = 15
"""Points across a territory at which its name is tried."""


def place_labels(axes: Axes, places: Sequence[Sequence], outlines: gpd.GeoDataFrame,
                 flatten: Flatten, size: float) -> Iterable[Label]:
    """Yield the name of each place that is in the frame, to be set inside its territory.

    Parameters
    ----------
    places
        Name, latitude and longitude of each; the first has the first choice.
    """
    if not places:
        return
    (left, right), (bottom, top) = axes.get_xlim(), axes.get_ylim()
    shapes = flatten(outlines.geometry)
    seen = shapely.clip_by_rect(shapes, left, bottom, right, top)
    shapely.prepare(shapes)
    shapely.prepare(seen)
    points = flatten(shapely.points([[place[2], place[1]] for place in places]))
    for (name, *_), point in zip(places, points, strict=True):
        around = seen[shapely.contains(shapes, point)]
        inside = _points_inside(around[0], point) if len(around) else np.empty((0, 2))
        if len(inside) or not len(around):
            yield Label(name, np.vstack([shapely.get_coordinates(point), inside]), size, True,
                        may_hide=12)


def _points_inside(shape: shapely.Geometry, middle: shapely.Point) -> Points:
    """Return points of a grid that lie in a shape, the nearest to its middle first."""
    if shape.is_empty:
        return np.empty((0, 2))
    west, south, east, north = shape.bounds
    grid = np.stack(np.meshgrid(np.linspace(west, east, GRID), np.linspace(south, north, GRID)), -1)
    points = grid.reshape(-1, 2)
    points = points[shapely.contains_xy(shape, points)]
    return points[np.hypot(points[:, 0] - middle.x, points[:, 1] - middle.y).argsort()]


def draw_insets(sheet: Sheet, axes: Axes, state: State, outlines: gpd.GeoDataFrame, *,
                flatten: Flatten, kept_clear: Iterable[Box]) -> list[Box]:
    """Draw the parts of a map of all Québec that it shows too small, or not at all.

    Parameters
    ----------
    state
        Its frames, after the first, are the insets; a map without frames has none.
    flatten
        Projection of the map they are beside.
    kept_clear
        Boxes of the page already taken; those of the insets are added to what is returned.
    """
    taken = list(kept_clear)
    frame = axes.get_position()
    right, bottom = frame.x1 * WIDTH - APART, frame.y0 * HEIGHT + APART
    for inset in state.get("frames", ())[1:]:
        left = right - INSET_WIDTH
        taken = _draw_inset(sheet, inset, (left, bottom), state, outlines=outlines, taken=taken)
        taken.append((left - APART, HEIGHT - bottom - INSET_HEIGHT - APART, right + APART,
                      HEIGHT - bottom))
        _mark_origin(axes, inset["bounds"], state["bounds"], flatten)
        right = left - APART
    return taken


def _draw_inset(sheet: Sheet, inset: State, corner: tuple[float, float], state: State, *,
                outlines: gpd.GeoDataFrame, taken: list[Box]) -> list[Box]:
    """Draw one inset with its own scale; the corner is its lower left, from that of the page."""
    left, bottom = corner
    axes = sheet.figure.add_axes((left / WIDTH, bottom / HEIGHT, INSET_WIDTH / WIDTH,
                                  INSET_HEIGHT / HEIGHT), xticks=[], yticks=[], zorder=5)
    flatten = projection(inset["bounds"])
    frame_map(axes, inset["bounds"], flatten, margin=0.02)
    for side in axes.spines.values():
        side.set(color=INK, linewidth=0.9)
    draw_territories(axes, state, outlines, flatten)
    clear = [*taken, draw_scale(sheet, axes, state["lang"], INSET_BAR),
             _entitle(sheet, inset["label"], left, HEIGHT - bottom - INSET_HEIGHT)]
    return draw_labels(sheet, axes, place_labels(axes, state["places"], outlines, flatten,
                                                 INSET_PLACE), np.empty((0, 2)), clear)


def _entitle(sheet: Sheet, title: str, left: float, top: float) -> Box:
    """Write the title of an inset over its upper left corner; return the box it takes."""
    width, height = sheet.extent(title, INSET_TITLE, bold=True)
    box = (left + 0.5, top + 0.5, left + width + 8, top + height + 7)
    sheet.draw_paper(box)
    sheet.write(left + 4, top + 4 + INSET_TITLE * 0.8, title, INSET_TITLE, bold=True)
    return box


def is_magnified(state: State, place: Sequence) -> bool:
    """Tell whether an inset shows a place of the map's frame larger, and so names it."""
    return any(_lies_in(place[1], place[2], inset["bounds"])
               for inset in state.get("frames", ())[1:]
               if _holds(state["bounds"], inset["bounds"]))


def _mark_origin(axes: Axes, bounds: Bounds, whole: Bounds, flatten: Flatten) -> None:
    """Outline on the map the part that an inset magnifies."""
    if _holds(whole, bounds):
        (south, west), (north, east) = bounds
        shape = flatten([shapely.segmentize(shapely.box(west, south, east, north), 0.1)])[0]
        axes.plot(*shape.exterior.xy, color=INK, linewidth=0.9, zorder=3)


def _lies_in(latitude: float, longitude: float, bounds: Bounds) -> bool:
    (south, west), (north, east) = bounds
    return south <= latitude <= north and west <= longitude <= east


def _holds(bounds: Bounds, others: Bounds) -> bool:
    return all(_lies_in(*corner, bounds) for corner in others)
