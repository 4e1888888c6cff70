"""A drawing as one file to keep or to show without a network: page, names and legend together."""

from __future__ import annotations

import datetime
from typing import Any

from ocgraph.analysis.note_wording import note_sentences
from ocgraph.analysis.overview import Overview
from ocgraph.i18n import say
from ocgraph.io.places.boundaries import read_boundaries
from ocgraph.io.places.gazetteer import municipality_points, population_centres
from ocgraph.io.places.reference import territory_by_code
from ocgraph.network import Gazetteer, Lens, PartnershipNetwork, lay_out, place
from ocgraph.territory import TERRITORY_MEASURES, presence_by_mrc
from ocgraph.views.colouring import colour_nodes
from ocgraph.views.graph_page import graph_page, graph_state
from ocgraph.views.map_page import map_page, map_state


def standalone_map_page(network: PartnershipNetwork, language: str, *, is_demo: bool = False
                        ) -> str:
    """Return the map of a network as one HTML file, shaded by the links per actor.

    Parameters
    ----------
    is_demo
        Whether the data are invented, which is then said.
    """
    state = standalone_map_state(network, language)
    return map_page(read_boundaries().outlines, _headed(state, "map", network, is_demo))


def standalone_map_state(network: PartnershipNetwork, language: str,
                         shaded_by: PartnershipNetwork | None = None) -> dict[str, Any]:
    """Return what the map of a network shows, shaded by the links per actor.

    Parameters
    ----------
    shaded_by
        The network whose figures the MRC are shaded by; the one drawn, when not given.
    """
    territories, boundaries = territory_by_code(), read_boundaries()
    measure = TERRITORY_MEASURES["links_per_actor"]
    presence = presence_by_mrc(shaded_by or network, territories.values())
    return map_state(
        network, placements=place(network, Gazetteer(municipality_points(),
                                                     population_centres())),
        territories=territories, outlines=boundaries.outlines,
        shading={code: measure.value(there) for code, there in presence.items()},
        measure_id=measure.measure_id, digits=measure.digits,
        credit=(boundaries.credit, boundaries.credit_link),
        colouring=colour_nodes(network, "kind", territories, language), language=language)


def standalone_graph_page(network: PartnershipNetwork, language: str, *, is_demo: bool = False
                          ) -> str:
    """Return the graph of a network as one HTML file.

    Parameters
    ----------
    is_demo
        Whether the data are invented, which is then said.
    """
    return graph_page(_headed(standalone_graph_state(network, language), "graph", network, is_demo))


def standalone_graph_state(network: PartnershipNetwork, language: str) -> dict[str, Any]:
    """Return what the graph of a network shows.

    Positions are those of the whole register, so that a lens moves nothing.
    """
    territories = territory_by_code()
    return graph_state(
        network, positions=lay_out(PartnershipNetwork(network.register, Lens())),
        territories=territories, language=language, today=datetime.date.today(),
        colouring=colour_nodes(network, "kind", territories, language))


def _headed(state: dict[str, Any], drawing: str, network: PartnershipNetwork, is_demo: bool
            ) -> dict[str, Any]:
    language = state["lang"]
    notes = note_sentences(Overview(network, datetime.date.today()), language, is_demo=is_demo)
    heading = {"heading": say(language, f"page.{drawing}"), "notes": " ".join(notes)}
    return state | {"texts": state["texts"] | heading}
