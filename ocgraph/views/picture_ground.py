"""The ground of a map one keeps: its frame, the territories, their patterns, its scale."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import geopandas as gpd
import numpy as np
import shapely
from matplotlib.axes import Axes
from matplotlib.collections import PathCollection
from matplotlib.path import Path
from numpy.typing import NDArray

from ocgraph.i18n import format_number
from ocgraph.views.palette import ink_on
from ocgraph.views.picture_sheet import (
    FRAME,
    HATCH_LINE,
    HATCH_PAPER,
    HATCHES,
    HEIGHT,
    SELECTED,
    WIDTH,
    Box,
    Sheet,
)

State = Mapping[str, Any]
Bounds = list[list[float]]
Points = NDArray[np.float64]
Flatten = Callable[[Any], Any]

SMALLEST_SPAN = 8_000.0
"""Least width shown on a map, in metres."""


def projection(bounds: Bounds) -> Flatten:
    """Return a function that flattens shapes in degrees to metres around the middle."""
    (south, west), (north, east) = bounds
    crs = (f"+proj=laea +lat_0={(south + north) / 2:.4f} +lon_0={(west + east) / 2:.4f} "
           "+datum=WGS84 +units=m")
    return lambda shapes: gpd.GeoSeries(shapes, crs=4326).to_crs(crs).to_numpy()


def frame_map(axes: Axes, bounds: Bounds, flatten: Flatten, margin: float = 0.06) -> None:
    """Show the bounds with a margin, in the proportions of the axes."""
    (south, west), (north, east) = bounds
    corners = shapely.segmentize(shapely.box(west, south, east, north), 0.2 + (east - west) / 20)
    left, bottom, right, top = flatten([corners])[0].bounds
    fit(axes, (left, bottom, right, top), margin=margin, smallest=SMALLEST_SPAN)
    axes.set_facecolor("#f7f9fa")
    for side in axes.spines.values():
        side.set(color=FRAME, linewidth=0.8)


def fit(axes: Axes, box: Box, margin: float, smallest: float) -> float:
    """Set the limits so that `box` fits and both axes have one scale; return it, points a unit."""
    left, bottom, right, top = box
    extent = axes.get_window_extent()
    per_unit = min(extent.width / max(right - left, smallest),
                   extent.height / max(top - bottom, smallest)) / (1 + 2 * margin)
    half_width, half_height = extent.width / per_unit / 2, extent.height / per_unit / 2
    middle_x, middle_y = (left + right) / 2, (bottom + top) / 2
    axes.set(xlim=(middle_x - half_width, middle_x + half_width),
             ylim=(middle_y - half_height, middle_y + half_height))
    return per_unit * 72 / axes.figure.dpi


def draw_territories(axes: Axes, state: State, outlines: gpd.GeoDataFrame,
                     flatten: Flatten) -> None:
    """Shade the territories, hatch those without data, draw approximate limits dashed."""
    (left, right), (bottom, top) = axes.get_xlim(), axes.get_ylim()
    margin = (right - left) / 50
    seen = shapely.clip_by_rect(flatten(outlines.geometry), left - margin, bottom - margin,
                                right + margin, top + margin)
    shapes = {code: _as_path(shape) for code, shape in zip(outlines.index, seen, strict=True)
              if not shape.is_empty}
    _fill(axes, [path for code, path in shapes.items() if code not in state["shades"]],
          HATCH_PAPER, hatch="///")
    patterns = state.get("patterns", {})
    for code, path in shapes.items():
        if code in state["shades"]:
            colour = state["shades"][code]
            _fill(axes, [path], colour, HATCHES.get(patterns.get(code)), ink_on(colour))
    approximate = set(state["approximate"])
    for is_dashed in (False, True):
        paths = [path for code, path in shapes.items() if (code in approximate) == is_dashed]
        _outline(axes, paths, "#8d99a3", 0.7, "--" if is_dashed else "-")
    chosen = str(state["selection"]).removeprefix("mrc:")
    if state["selection"] == f"mrc:{chosen}" and chosen in shapes:
        _outline(axes, [shapes[chosen]], SELECTED, 2.6, "-")


def _as_path(shape: shapely.Geometry) -> Path:
    rings = [ring for part in shapely.get_parts(shape) if part.geom_type == "Polygon"
             for ring in (part.exterior, *part.interiors)]
    return Path.make_compound_path(*(Path(ring.coords, closed=True) for ring in rings))


def _fill(axes: Axes, paths: list[Path], colour: str, hatch: str | None = None,
          ink: str = HATCH_LINE) -> None:
    axes.add_collection(PathCollection(paths, facecolors=colour, edgecolors=ink, linewidths=0,
                                       hatch=hatch, zorder=1), autolim=False)


def _outline(axes: Axes, paths: list[Path], colour: str, width: float, style: str) -> None:
    axes.add_collection(PathCollection(paths, facecolors="none", edgecolors=colour,
                                       linewidths=width, linestyles=style, zorder=2),
                        autolim=False)


def draw_scale(sheet: Sheet, axes: Axes, language: str, longest_bar: float = 110) -> Box:
    """Draw a bar of a round number of kilometres in the lower left corner; return its box."""
    left, right = axes.get_xlim()
    box = axes.get_position()
    points_per_metre = box.width * WIDTH / (right - left)
    longest = longest_bar / points_per_metre / 1000
    power = 10 ** np.floor(np.log10(longest))
    kilometres = float(max(step for step in (1, 2, 5) if step * power <= longest) * power)
    return sheet.draw_bar(box.x0 * WIDTH + 12, (1 - box.y0) * HEIGHT - 12,
                          kilometres * 1000 * points_per_metre,
                          f"{format_number(kilometres, language)}\u00a0km")
