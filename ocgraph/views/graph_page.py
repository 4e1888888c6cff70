"""The network as a page: pyvis makes it, the state fills it.

As for the map, names travel as data and are set as text. Positions come from the layout, so the
drawing never shakes and a node stays where a person learnt to find it.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping
from functools import cache
from typing import Any

from pyvis.network import Network

from ocgraph.i18n import translator
from ocgraph.model import Territory, Tie
from ocgraph.network import Layer, Link, PartnershipNetwork, Positions, node_type
from ocgraph.views import palette
from ocgraph.views.colouring import Colouring
from ocgraph.views.legend import link_entries, node_entries
from ocgraph.views.page import asset, finished_page, shared_texts, state_key
from ocgraph.views.words import node_words

State = dict[str, Any]

STALE_AFTER = datetime.timedelta(days=3 * 365)
"""A link not verified for longer than this is drawn faded."""

_SHAPE = {"disc": "dot", "square": "square", "diamond": "diamond"}
_OPTIONS = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {"hover": True, "multiselect": False, "tooltipDelay": 120,
                    "keyboard": {"enabled": True, "bindToWindow": False},
                    "hideEdgesOnDrag": True, "navigationButtons": False},
    "edges": {"smooth": False, "selectionWidth": 1, "hoverWidth": 0},
    "nodes": {"borderWidth": 1.2, "scaling": {"label": {"drawThreshold": 5}},
              "font": {"face": "Arial, DejaVu Sans, sans-serif", "color": "#22303a",
                       "strokeWidth": 4, "strokeColor": "#ffffff"}},
}


@cache
def _drawn_by_pyvis() -> str:
    """Return pyvis's page for an empty network, its scripts inside."""
    network = Network(height="100%", width="100%", cdn_resources="in_line")
    network.set_options(json.dumps(_OPTIONS))
    return network.generate_html(notebook=False)


def graph_page(state: State | None = None) -> str:
    """Return the whole page as HTML, with no address in it to load from.

    Parameters
    ----------
    state
        What `graph_state` gives, for a page that stands alone; without it the page waits for
        the state to be posted.
    """
    return finished_page(_drawn_by_pyvis(), styles=[asset("graph.css")],
                         scripts=[asset("frame.js"), asset("graph.js")],
                         last_script="ocgraphGraph.attach({network, nodes, edges});", state=state)


def graph_state(network: PartnershipNetwork, *, positions: Positions,
                territories: Mapping[str, Territory], colouring: Colouring, language: str,
                today: datetime.date, selection: str | None = None) -> State:
    """Return everything the graph shows, as plain data.

    Parameters
    ----------
    network
        What the lens shows.
    positions
        Point of every node, in pixels.
    colouring
        Colour of each node, with its meaning.
    today
        Day from which "not verified for long" is counted.
    selection
        Identifier of the selected node.
    """
    layers = [layer for layer in Layer if layer in network.lens.layers]
    translate = translator(language)
    legend = [*node_entries(network, colouring, language), *link_entries(layers, language)]
    if Layer.TIES in layers:
        legend += [{"shape": "dashed", "colour": palette.LINK_COLOURS["ties"],
                    "label": translate("legend.unconfirmed")}]
    return {
        "lang": language,
        "key": state_key(network, language, selection, len(network.node_by_id)),
        "nodes": [_node(network, node_id, positions, colouring) for node_id in network.node_by_id],
        "edges": [_edge(link, today) for link in network.links],
        "words": node_words(network, network.node_by_id, territories, language),
        "legend": legend,
        "credits": [],
        "selection": selection if selection in network.node_by_id else None,
        "isFocused": False,
        "texts": shared_texts(translate, "graph"),
    }


def _node(network: PartnershipNetwork, node_id: str, positions: Positions,
          colouring: Colouring) -> dict[str, Any]:
    node = network.node_by_id[node_id]
    kind = node_type(node)
    size = min(6 + 1.6 * len(network.links_of[node_id]) ** 0.5, 18)
    x, y = positions[node_id]
    return {"id": node_id, "label": node.name, "x": x, "y": y,
            "shape": _SHAPE[palette.SHAPES[kind]], "color": colouring.colours[node_id],
            "size": round(size + (kind == "organizer") * 4, 1)}



def _edge(link: Link, today: datetime.date) -> dict[str, Any]:
    """Return a line: dashed for a tie not confirmed by both, faded when not verified for long."""
    verified_on = link.record.verified_on
    edge = {"id": link.link_id, "from": link.source_id, "to": link.target_id, "layer": link.layer,
            "color": palette.LINK_COLOURS[link.layer]}
    if isinstance(link.record, Tie) and link.record.confirmed_by_both is not True:
        edge["dashes"] = True
    if verified_on is not None and today - verified_on > STALE_AFTER:
        edge["stale"] = True
    return edge
