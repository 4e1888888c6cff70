"""The map and the graph as pictures to keep, PNG or SVG.

They are drawn from the same state as the page on the screen (`map_state`, `graph_state`), so that
colours, shapes, classes, selection and legend are the same. Shapes are flattened by an equal-area
projection centred on what is shown: areas are shaded, so areas must compare.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import geopandas as gpd
import numpy as np
import shapely
from matplotlib.axes import Axes
from matplotlib.collections import PathCollection
from matplotlib.path import Path
from numpy.typing import NDArray

from ocgraph.i18n import format_number, say
from ocgraph.views.overlay import QUIET
from ocgraph.views.picture_labels import Label, draw_labels
from ocgraph.views.picture_marks import Mark, draw_lines, draw_marks, pushed_apart
from ocgraph.views.picture_sheet import (
    DPI,
    FRAME,
    HATCH_LINE,
    HATCH_PAPER,
    HEIGHT,
    LEGEND_WIDTH,
    SELECTED,
    WIDTH,
    Sheet,
    drawing_settings,
)

State = Mapping[str, Any]
Points = NDArray[np.float64]

RADII = {"actor": 2.9, "concertation_table": 3.3, "organizer": 4.6}
SMALLEST_SPAN = 8_000.0
"""Least width shown on a map, in metres."""
N_NAMED_ACTORS = 14
N_MARKS_FULL_SIZE = 350
PUSHED_AT_MOST = 14.0
"""How far a mark may be pushed from its place, in points."""
DOTS = (0, (1.5, 2))


def map_picture(state: State, outlines: gpd.GeoDataFrame, *, title: str, notes: Iterable[str],
                fmt: str) -> bytes:
    """Return the map as a picture with its title, legend and notes.

    Parameters
    ----------
    state
        What `ocgraph.views.map_page.map_state` gives.
    outlines
        Index: territory code; geometry in degrees (EPSG:4326).
    title
        Written over the drawing.
    notes
        Sentences under it: date, lens, sources. The credit of the outlines is added to them.
    fmt
        ``"png"`` (1920 × 1080 pixels) or ``"svg"``.
    """
    with drawing_settings():
        sheet = Sheet(title)
        spread = [say(state["lang"], "picture.spread")] if len(state["marks"]) > 1 else []
        axes = sheet.drawing_area([*notes, *spread, *_credits(state)], beside=LEGEND_WIDTH)
        flatten = _projection(state["bounds"])
        _frame_map(axes, state["bounds"], flatten)
        _draw_territories(axes, state, outlines, flatten)
        marks, radius = _place_marks(axes, state, flatten)
        near = _near(state["selection"], _map_ends(state), {mark[0] for mark in state["marks"]})
        _draw_map_lines(axes, state, marks, near)
        _draw_dotted(axes, state, flatten)
        draw_marks(axes, [Mark(mark[0], mark[4], mark[5], radius * RADII[mark[3]], *mark[6:])
                           for mark in state["marks"]], marks, state["selection"], near)
        draw_labels(sheet, axes, _map_labels(axes, state, marks, outlines, flatten), marks)
        _draw_scale(sheet, axes, state["lang"])
        sheet.draw_legend(state["legend"], axes)
        return sheet.to_bytes(fmt)


def graph_picture(state: State, *, title: str, notes: Iterable[str], fmt: str) -> bytes:
    """Return the graph as a picture with its title, legend and notes.

    Parameters
    ----------
    state
        What `ocgraph.views.graph_page.graph_state` gives.
    title, notes, fmt
        As for `map_picture`.
    """
    with drawing_settings():
        sheet = Sheet(title)
        axes = sheet.drawing_area([*notes, *_credits(state)], beside=LEGEND_WIDTH)
        axes.axis("off")
        nodes = state["nodes"]
        points = np.array([[node["x"], -node["y"]] for node in nodes], dtype=float).reshape(-1, 2)
        scale = _frame_graph(axes, points)
        drawn = {node["id"] for node in nodes}
        ends = [(edge["from"], edge["to"]) for edge in state["edges"]]
        near = drawn if state["isFocused"] else _near(state["selection"], ends, drawn)
        _draw_edges(axes, state, points, is_faded=near is not None and near != drawn)
        draw_marks(axes, [Mark(node["id"], _GRAPH_SHAPES[node["shape"]], node["color"],
                                node["size"] * scale, node.get("style", "")) for node in nodes],
                    points, state["selection"], near)
        seen = [near is None or node["id"] in near for node in nodes]
        draw_labels(sheet, axes, _graph_labels(state, scale, near), points[seen])
        sheet.draw_legend(state["legend"], axes)
        return sheet.to_bytes(fmt)


_GRAPH_SHAPES = {"dot": "disc", "square": "square", "diamond": "diamond"}


def _credits(state: State) -> list[str]:
    return [text for text, _ in state["credits"]]


def _near(selection: str | None, ends: Iterable[tuple[str, str]],
          drawn: set[str]) -> set[str] | None:
    """Return the selected node and its neighbours; ``None`` when no node drawn is selected."""
    if selection not in drawn:
        return None
    return {selection} | {end for pair in ends if selection in pair for end in pair}


# The map


def _projection(bounds: list[list[float]]) -> Callable[[Any], Any]:
    """Return a function that flattens shapes in degrees to metres around the middle."""
    (south, west), (north, east) = bounds
    crs = (f"+proj=laea +lat_0={(south + north) / 2:.4f} +lon_0={(west + east) / 2:.4f} "
           "+datum=WGS84 +units=m")
    return lambda shapes: gpd.GeoSeries(shapes, crs=4326).to_crs(crs).to_numpy()


def _frame_map(axes: Axes, bounds: list[list[float]], flatten: Callable[[Any], Any]) -> None:
    """Show the bounds with a margin, in the proportions of the axes."""
    (south, west), (north, east) = bounds
    corners = shapely.segmentize(shapely.box(west, south, east, north), 0.2 + (east - west) / 20)
    left, bottom, right, top = flatten([corners])[0].bounds
    _fit(axes, (left, bottom, right, top), margin=0.06, smallest=SMALLEST_SPAN)
    axes.set_facecolor("#f7f9fa")
    for side in axes.spines.values():
        side.set(color=FRAME, linewidth=0.8)


def _fit(axes: Axes, box: tuple[float, float, float, float], margin: float,
         smallest: float) -> float:
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


def _draw_territories(axes: Axes, state: State, outlines: gpd.GeoDataFrame,
                      flatten: Callable[[Any], Any]) -> None:
    """Shade the territories, hatch those without data, draw approximate limits dashed."""
    (left, right), (bottom, top) = axes.get_xlim(), axes.get_ylim()
    margin = (right - left) / 50
    seen = shapely.clip_by_rect(flatten(outlines.geometry), left - margin, bottom - margin,
                                right + margin, top + margin)
    shapes = {code: _as_path(shape) for code, shape in zip(outlines.index, seen, strict=True)
              if not shape.is_empty}
    _fill(axes, [path for code, path in shapes.items() if code not in state["shades"]],
          HATCH_PAPER, hatch="///")
    for code, path in shapes.items():
        if code in state["shades"]:
            _fill(axes, [path], state["shades"][code])
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


def _fill(axes: Axes, paths: list[Path], colour: str, hatch: str | None = None) -> None:
    axes.add_collection(PathCollection(paths, facecolors=colour, edgecolors=HATCH_LINE,
                                       linewidths=0, hatch=hatch, zorder=1), autolim=False)


def _outline(axes: Axes, paths: list[Path], colour: str, width: float, style: str) -> None:
    axes.add_collection(PathCollection(paths, facecolors="none", edgecolors=colour,
                                       linewidths=width, linestyles=style, zorder=2),
                        autolim=False)


def _place_marks(axes: Axes, state: State,
                 flatten: Callable[[Any], Any]) -> tuple[Points, float]:
    """Return the point of each mark and how large marks are, smaller when there are many.

    A page has no zoom: marks that would cover one another are pushed apart.
    """
    degrees = np.array([[mark[2], mark[1]] for mark in state["marks"]], dtype=float)
    points = shapely.get_coordinates(flatten(shapely.points(degrees.reshape(-1, 2))))
    size = min(1.0, (N_MARKS_FULL_SIZE / max(len(points), 1)) ** 0.5)
    radii = size * np.array([RADII[mark[3]] for mark in state["marks"]])
    to_page = axes.transData.transform
    on_page = pushed_apart(to_page(points) * 72 / DPI, radii, at_most=PUSHED_AT_MOST)
    return axes.transData.inverted().transform(on_page * DPI / 72), size


def _map_ends(state: State) -> Iterable[tuple[str, str]]:
    marks = state["marks"]
    return [(marks[a][0], marks[b][0]) for pairs in state["lines"].values() for a, b in pairs]


def _draw_map_lines(axes: Axes, state: State, points: Points, near: set[str] | None) -> None:
    """Draw the links layer by layer; those of the selection over the others."""
    for layer, pairs in state["lines"].items():
        chosen = [pair for pair in pairs
                  if near and state["selection"] in (state["marks"][end][0] for end in pair)]
        others = [pair for pair in pairs if pair not in chosen] if near else pairs
        colour = state["lineColours"][layer]
        draw_lines(axes, points, others, colour=colour, width=0.7,
                    opacity=0.08 if near else state["lineOpacity"])
        draw_lines(axes, points, chosen, colour=colour, width=1.8, opacity=0.9)


def _draw_dotted(axes: Axes, state: State, flatten: Callable[[Any], Any]) -> None:
    """Draw the lines of an overlay, from place to place."""
    for one, other, colour in state.get("dotted", ()):
        degrees = shapely.points([[one[1], one[0]], [other[1], other[0]]])
        draw_lines(axes, shapely.get_coordinates(flatten(degrees)), [[0, 1]], colour=colour,
                   width=2.2, opacity=0.95, style=DOTS)


def _map_labels(axes: Axes, state: State, marks: Points, outlines: gpd.GeoDataFrame,
                flatten: Callable[[Any], Any]) -> Iterable[Label]:
    """Yield the selected node, then the MRC that the register knows, each inside its limits."""
    for rank, mark in enumerate(state["marks"]):
        if mark[0] == state["selection"]:
            yield Label(state["words"][mark[0]][0], marks[[rank]], 11, True, 9, may_hide=999)
    if not state["places"]:
        return
    shapes = flatten(outlines.geometry)
    points = flatten(shapely.points([[place[2], place[1]] for place in state["places"]]))
    for (name, *_), point in zip(state["places"], points, strict=True):
        around = shapes[shapely.contains(shapes, point)]
        inside = _points_inside(axes, around[0], point) if len(around) else np.empty((0, 2))
        yield Label(name, np.vstack([shapely.get_coordinates(point), inside]), 10.5, True,
                    may_hide=12)


def _points_inside(axes: Axes, shape: shapely.Geometry, middle: shapely.Point) -> Points:
    """Return points of a grid that lie in a shape, the nearest to its middle first."""
    (left, right), (bottom, top) = axes.get_xlim(), axes.get_ylim()
    west, south, east, north = shapely.clip_by_rect(shape, left, bottom, right, top).bounds
    grid = np.stack(np.meshgrid(np.linspace(west, east, 15), np.linspace(south, north, 15)), -1)
    points = grid.reshape(-1, 2)
    points = points[shapely.contains_xy(shape, points)]
    return points[np.hypot(points[:, 0] - middle.x, points[:, 1] - middle.y).argsort()]


def _draw_scale(sheet: Sheet, axes: Axes, language: str) -> None:
    """Draw a bar of a round number of kilometres in the lower left corner of the map."""
    left, right = axes.get_xlim()
    box = axes.get_position()
    points_per_metre = box.width * WIDTH / (right - left)
    longest = 110 / points_per_metre / 1000
    power = 10 ** np.floor(np.log10(longest))
    kilometres = float(max(step for step in (1, 2, 5) if step * power <= longest) * power)
    sheet.draw_bar(box.x0 * WIDTH + 12, (1 - box.y0) * HEIGHT - 12,
                   kilometres * 1000 * points_per_metre,
                   f"{format_number(kilometres, language)}\u00a0km")


# The graph


def _frame_graph(axes: Axes, points: Points) -> float:
    """Show every node; return the size of a pixel of the screen's drawing, in points."""
    low, high = (points.min(axis=0), points.max(axis=0)) if len(points) else (np.zeros(2),) * 2
    scale = _fit(axes, (*low, *high), margin=0.04, smallest=400)
    return float(np.clip(scale, 0.12, 0.6))


def _draw_edges(axes: Axes, state: State, points: Points, is_faded: bool) -> None:
    """Draw the links by style: dashed when not confirmed, faded when not verified for long."""
    rank = {node["id"]: index for index, node in enumerate(state["nodes"])}
    styles: dict[tuple[bool, str, str, bool, bool], list[list[int]]] = {}
    for edge in state["edges"]:
        chosen = state["selection"] in (edge["from"], edge["to"])
        style = (chosen, edge.get("style", ""), edge["color"], bool(edge.get("dashes")),
                 bool(edge.get("stale")))
        styles.setdefault(style, []).append([rank[edge["from"]], rank[edge["to"]]])
    thin = float(np.clip((600 / max(len(state["edges"]), 1)) ** 0.5, 0.4, 1))
    for (chosen, told, colour, dashed, stale), pairs in sorted(styles.items()):
        if told == "dotted":
            draw_lines(axes, points, pairs, colour=colour, width=2.2, opacity=0.95, style=DOTS)
            continue
        opacity = 1.0 if chosen else 0.07 if is_faded or told == QUIET else thin * (
            0.22 if stale else 0.5)
        draw_lines(axes, points, pairs, colour=colour, width=1.7 if chosen else 0.6,
                   opacity=opacity, style=(0, (3, 2)) if dashed else "-")


def _graph_labels(state: State, scale: float, near: set[str] | None) -> Iterable[Label]:
    """Yield the names, the most useful first: selection, neighbours, posts, tables, actors.

    Of actors, those without a link come first: nothing around says who they are.
    """
    nodes = [node for node in state["nodes"] if (
        node["id"] in near if near is not None else node.get("style") != QUIET)]
    order = {"diamond": 0, "square": 1, "dot": 2}
    joined = {end for edge in state["edges"] for end in (edge["from"], edge["to"])}
    nodes.sort(key=lambda node: (node["id"] != state["selection"], order[node["shape"]],
                                 node["id"] in joined, -node["size"], node["id"]))
    n_actors = 0
    for node in nodes:
        is_actor, is_selected = node["shape"] == "dot", node["id"] == state["selection"]
        n_actors += is_actor
        if n_actors > N_NAMED_ACTORS and near is None:
            return
        is_post = node["shape"] == "diamond"
        yield Label(node["label"], np.array([[node["x"], -node["y"]]]),
                    11 if is_selected else 10 if is_post else 8.5,
                    bold=is_selected or is_post, gap=node["size"] * scale + 2 + 3 * is_selected,
                    may_hide=999 if is_selected else 3 if is_post or near else 1)
