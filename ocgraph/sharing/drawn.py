"""The map and the network of what is shared, as the dashboard draws them.

No figure of an MRC is shown: so many ties or tables would say who agreed to be shown, and be read
as what there is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from ocgraph.i18n import say
from ocgraph.io.places.reference import territory_by_code
from ocgraph.model import ConcertationTable
from ocgraph.network import PartnershipNetwork
from ocgraph.sharing.told import link_counts
from ocgraph.views import palette
from ocgraph.views.colouring import colour_nodes
from ocgraph.views.legend import link_entries, node_entries
from ocgraph.views.standalone import standalone_graph_state, standalone_map_state
from ocgraph.views.words import Words, kind_words, place_words

State = dict[str, Any]

DRAWN = "shared"
"""The mark of what is drawn, before the selection that the page adds to it."""


def map_drawing(network: PartnershipNetwork, language: str) -> State:
    """Return the state of the map: every MRC plain, with how many actors are shown there."""
    state, territories = standalone_map_state(network, language), territory_by_code()
    shown = Counter(actor.mrc_code for actor in network.actors)
    words = {f"mrc:{code}": [place.name, say(language, "share.shown_here", n=shown[code])
                             if shown[code] else ""] for code, place in territories.items()}
    return state | {
        "shades": dict.fromkeys(territories, palette.PLAIN_TERRITORY),
        "words": state["words"] | _node_words(network, state["words"], language) | words,
        "credits": [[label, ""] for label, _address in state["credits"]],
        "key": DRAWN,
        "legend": [*node_entries(network, colour_nodes(network, "kind", territories, language),
                                 language), *link_entries(state["lines"], language)]}


def graph_drawing(network: PartnershipNetwork, language: str) -> State:
    """Return the state of the network; every tie in it is of both sides, none is dashed."""
    state = standalone_graph_state(network, language)
    return state | {"key": DRAWN, "words": _node_words(network, state["words"], language),
                    "legend": [entry for entry in state["legend"]
                               if entry.get("shape") != "dashed"]}


def _node_words(network: PartnershipNetwork, ids: Iterable[str], language: str) -> Words:
    """Return the name and the line of each node: ties and seats are counted apart, as in tables."""
    return {node_id: [network.node_by_id[node_id].name, _line(network, node_id, language)]
            for node_id in ids if node_id in network.node_by_id}


def _line(network: PartnershipNetwork, node_id: str, language: str) -> str:
    node = network.node_by_id[node_id]
    counts = link_counts(network, network.links_of[node_id], language)
    if isinstance(node, ConcertationTable):
        counts.pop("ties", None)    # a tie is between actors
    return " · ".join((kind_words(node, language),
                       place_words(node, territory_by_code(), language), *counts.values()))
