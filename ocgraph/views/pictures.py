"""The map and the graph as pictures to keep, PNG, SVG or PDF.

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
from numpy.typing import NDArray

from ocgraph.i18n import say
from ocgraph.views.overlay import QUIET
from ocgraph.views.picture_ground import (
    draw_scale,
    draw_territories,
    fit,
    frame_map,
    projection,
)
from ocgraph.views.picture_labels import Label, draw_labels
from ocgraph.views.picture_legend import draw_legend
from ocgraph.views.picture_marks import Mark, draw_lines, draw_marks, pushed_apart
from ocgraph.views.picture_places import draw_insets, is_magnified, place_labels
from ocgraph.views.picture_sheet import DPI, LEGEND_WIDTH, Sheet, drawing_settings

State = Mapping[str, Any]
Points = NDArray[np.float64]

RADII = {"actor": 2.9, "concertation_table": 3.3, "organizer": 4.6}
PLACE_SIZE, SMALL_PLACE_SIZE, MANY_PLACES = 10.5, 8.0, 30
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
        What `ocgraph.views.map_page.map_state` gives, or one of `ocgraph.views.territory_map`.
    outlines
        Index: territory code; geometry in degrees (EPSG:4326).
    title
        Written over the drawing.
    notes
        Sentences under it: date, lens, sources. The credit of the outlines is added to them.
    fmt
        ``"png"`` (1920 × 1080 pixels), ``"svg"`` or ``"pdf"``.
    """
    with drawing_settings():
        sheet = Sheet(title)
        spread = [say(state["lang"], "picture.spread")] if len(state["marks"]) > 1 else []
        axes = sheet.drawing_area([*notes, *state.get("notes", ()), *spread,
                                   *_credits(state)], beside=LEGEND_WIDTH)
        flatten = projection(state["bounds"])
        frame_map(axes, state["bounds"], flatten)
        draw_territories(axes, state, outlines, flatten)
        marks, radius = _place_marks(axes, state, flatten)
        near = _near(state["selection"], _map_ends(state), {mark[0] for mark in state["marks"]})
        _draw_map_lines(axes, state, marks, near)
        _draw_dotted(axes, state, flatten)
        draw_marks(axes, [Mark(mark[0], mark[4], mark[5], radius * RADII[mark[3]], *mark[6:])
                           for mark in state["marks"]], marks, state["selection"], near)
        scale = draw_scale(sheet, axes, state["lang"])
        clear = draw_insets(sheet, axes, state, outlines, flatten=flatten,
                            kept_clear=[scale])
        draw_labels(sheet, axes, _map_labels(axes, state, marks, outlines, flatten), marks, clear)
        draw_legend(sheet, state["legend"], axes)
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
        draw_legend(sheet, state["legend"], axes)
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
    """Yield the selected node, then the MRC to name, each inside its limits."""
    for rank, mark in enumerate(state["marks"]):
        if mark[0] == state["selection"]:
            yield Label(state["words"][mark[0]][0], marks[[rank]], 11, True, 9, may_hide=999)
    places = [place for place in state["places"] if not is_magnified(state, place)]
    yield from place_labels(axes, places, outlines, flatten, PLACE_SIZE if len(places) < MANY_PLACES
                            else SMALL_PLACE_SIZE)


# The graph


def _frame_graph(axes: Axes, points: Points) -> float:
    """Show every node; return the size of a pixel of the screen's drawing, in points."""
    low, high = (points.min(axis=0), points.max(axis=0)) if len(points) else (np.zeros(2),) * 2
    scale = fit(axes, (*low, *high), margin=0.04, smallest=400)
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
