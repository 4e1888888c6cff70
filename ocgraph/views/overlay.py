"""What a page lays over a drawing: groups of nodes in a colour, dotted lines, shaded territories.

The map and the graph stay the same everywhere; an overlay says, in the words of the legend, what
one page tells on top of them. It changes a state (`map_state`, `graph_state`) into another one, so
that the page on the screen, the file one keeps and the picture all tell the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from zlib import crc32

from ocgraph.model import Territory
from ocgraph.network import Layer, PartnershipNetwork
from ocgraph.views import palette
from ocgraph.views.legend import Entry, class_entries, hub_entries, link_entries
from ocgraph.views.words import territory_words

State = dict[str, Any]

QUIET, HOLLOW, LOUD = "quiet", "hollow", "loud"
OF_A_TERRITORY = "mrc:"


@dataclass(frozen=True)
class NodeGroup:
    """Nodes told apart by a colour.

    Attributes
    ----------
    is_hollow
        Drawn as an outline: who is missed, or would be gone.
    is_loud
        Drawn larger, and never hidden in a group of marks.
    shape
        Shape of the nodes, for the legend: that of a drawing never changes.
    """

    label: str
    colour: str
    node_ids: tuple[str, ...]
    is_hollow: bool = False
    is_loud: bool = False
    shape: str = palette.SHAPES["actor"]


@dataclass(frozen=True)
class LineGroup:
    """Dotted lines: links that are not there, and could be, or would no longer be.

    Attributes
    ----------
    pairs
        Identifiers of two nodes, or of two territories as ``"mrc:<code>"``.
    """

    label: str
    colour: str
    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Shading:
    """The figure the territories are shaded by, by code."""

    measure_id: str
    values: tuple[tuple[str, float | None], ...]


@dataclass(frozen=True)
class Overlay:
    """What one page adds to a drawing.

    Attributes
    ----------
    heading
        Says in the legend what the groups are.
    quiets_others
        Whether what is in no group is faded.
    shading
        What the territories are shaded by; none when ``None``.
    """

    heading: str
    nodes: tuple[NodeGroup, ...] = ()
    lines: tuple[LineGroup, ...] = ()
    quiets_others: bool = True
    shading: Shading | None = None


def laid_over(state: State, overlay: Overlay, network: PartnershipNetwork, *,
              territories: Mapping[str, Territory], language: str) -> State:
    """Return the state of a drawing with an overlay on it.

    Parameters
    ----------
    state
        What `map_state` or `graph_state` gives of `network`, without a selection.
    """
    group_of = {node_id: group for group in overlay.nodes for node_id in group.node_ids}
    over = _over_map if "marks" in state else _over_graph
    return state | over(state, overlay, group_of, territories, language) | {
        "quietsOthers": overlay.quiets_others,
        "key": f"{state['key']}|{crc32(repr(overlay).encode()):x}",
        "legend": _legend(overlay, network, language, is_map="marks" in state)}


def _style(node_id: str, group_of: Mapping[str, NodeGroup], overlay: Overlay) -> str:
    group = group_of.get(node_id)
    if group is None:
        return QUIET if overlay.quiets_others else ""
    return HOLLOW if group.is_hollow else LOUD if group.is_loud else ""


def _over_graph(state: State, overlay: Overlay, group_of: Mapping[str, NodeGroup],
                _territories: Mapping[str, Territory], _language: str) -> State:
    drawn = {node["id"] for node in state["nodes"]}
    nodes = [node | {"style": _style(node["id"], group_of, overlay)} | (
        {"color": group_of[node["id"]].colour} if node["id"] in group_of else {})
        for node in state["nodes"]]
    edges = [edge if not overlay.quiets_others or {edge["from"], edge["to"]} & group_of.keys()
             else edge | {"style": QUIET} for edge in state["edges"]]
    dotted = [{"id": f"dotted-{rank}", "from": one, "to": other, "color": colour,
               "style": "dotted"} for rank, (one, other, colour) in enumerate(_dotted(overlay))
              if {one, other} <= drawn]
    return {"nodes": nodes, "edges": edges + dotted}


def _dotted(overlay: Overlay) -> list[tuple[str, str, str]]:
    return [(one, other, group.colour) for group in overlay.lines for one, other in group.pairs]


def _over_map(state: State, overlay: Overlay, group_of: Mapping[str, NodeGroup],
              territories: Mapping[str, Territory], language: str) -> State:
    point_of = {mark[0]: mark[1:3] for mark in state["marks"]} | {
        OF_A_TERRITORY + code: [place.latitude, place.longitude]
        for code, place in territories.items()}
    marks = [[*mark[:5], group_of[mark[0]].colour if mark[0] in group_of else mark[5],
              _style(mark[0], group_of, overlay)] for mark in state["marks"]]
    dotted = [[point_of[one], point_of[other], colour]
              for one, other, colour in _dotted(overlay) if {one, other} <= point_of.keys()]
    opacity = state["lineOpacity"] * (0.35 if overlay.quiets_others else 1)
    return {"marks": marks, "dotted": dotted, "lineOpacity": opacity,
            **_shaded(state, overlay, territories, language)}


def _shaded(state: State, overlay: Overlay, territories: Mapping[str, Territory],
            language: str) -> State:
    """Shade the territories by the overlay's figure, or leave them all plain."""
    if overlay.shading is None:
        return {"shades": dict.fromkeys(territories, palette.PLAIN_TERRITORY)}
    values = dict(overlay.shading.values)
    classes = palette.classes_of(values.values())
    shades = {code: classes.colour_of(value) for code, value in values.items()}
    return {"shades": {code: colour for code, colour in shades.items() if colour},
            "words": state["words"] | territory_words(territories, values,
                                                      overlay.shading.measure_id, language)}


def _legend(overlay: Overlay, network: PartnershipNetwork, language: str, *, is_map: bool
            ) -> list[Entry]:
    """Say what the overlay tells first, then the shapes and the lines it lies on."""
    entries = [{"label": overlay.heading}]
    entries += [{"shape": "ring" if group.is_hollow else group.shape, "colour": group.colour,
                 "label": group.label} for group in overlay.nodes if group.node_ids]
    entries += [{"shape": "dotted", "colour": group.colour, "label": group.label}
                for group in overlay.lines if group.pairs]
    if is_map and overlay.shading:
        values = dict(overlay.shading.values).values()
        entries += class_entries(palette.classes_of(values), overlay.shading.measure_id, language)
    entries = [entry for rank, entry in enumerate(entries) if entry not in entries[:rank]]
    layers = [layer for layer in Layer if layer in network.lens.layers]
    return [*entries, *hub_entries(network, language), *link_entries(layers, language)]


def with_ghosts(state: State, earlier: State, node_ids: frozenset[str]) -> State:
    """Return a state where nodes of an earlier one, now gone, are still drawn, without links."""
    kind, identifier = ("marks", 0) if "marks" in state else ("nodes", "id")
    ghosts = [node for node in earlier[kind] if node[identifier] in node_ids]
    words = {node_id: earlier["words"][node_id] for node_id in node_ids
             if node_id in earlier["words"]}
    return state | {kind: [*state[kind], *ghosts], "words": state["words"] | words}
