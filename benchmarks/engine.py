"""What each step from a workbook to two pages takes, beside a plain way of doing the same."""

from __future__ import annotations

import datetime
import gzip
import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import folium
import networkx as nx
import pandas as pd
from pyvis.network import Network

from benchmarks.synthetic import synthetic_register
from ocgraph.io.places.boundaries import read_boundaries
from ocgraph.io.places.gazetteer import municipality_points, population_centres
from ocgraph.io.places.reference import territory_by_code
from ocgraph.io.reading.register_files import read_register
from ocgraph.io.writing.exports import export_register
from ocgraph.model import Register
from ocgraph.network import Gazetteer, PartnershipNetwork, lay_out, place
from ocgraph.territory import TERRITORY_MEASURES, presence_by_mrc
from ocgraph.views.colouring import colour_nodes
from ocgraph.views.graph_page import graph_page, graph_state
from ocgraph.views.map_page import map_page, map_state

_TIMES = 3
_LARGEST_FOR_A_PLAIN_WAY = 600


@dataclass
class Measures:
    """What was measured at one size.

    Attributes
    ----------
    size
        Nodes and links: what every step receives.
    seconds
        The best of three, by step.
    plain_seconds
        The same of the plain way, where there is one.
    kilobytes
        By page, as sent: compressed for a page, raw for a state.
    """

    n_actors: int
    size: int = 0
    n_links: int = 0
    seconds: dict[str, float] = field(default_factory=dict)
    plain_seconds: dict[str, float] = field(default_factory=dict)
    kilobytes: dict[str, float] = field(default_factory=dict)

    def run(self, step: str, work: Callable[[], Any],
            plain: Callable[[], Any] | None = None) -> Any:
        """Time `work`, then its plain way on the small sizes; return what `work` gives."""
        result, self.seconds[step] = _timed(work)
        if plain is not None and self.n_actors <= _LARGEST_FOR_A_PLAIN_WAY:
            self.plain_seconds[step] = _timed(plain)[1]
        return result


def _timed(work: Callable[[], Any]) -> tuple[Any, float]:
    best = float("inf")
    for _ in range(_TIMES):
        begun = time.perf_counter()
        result = work()
        best = min(best, time.perf_counter() - begun)
    return result, best


def measure(n_actors: int, folder: Path) -> Measures:
    """Take a register of `n_actors` from its workbook to its two pages."""
    found = Measures(n_actors)
    workbook = folder / f"{n_actors}.xlsx"
    export_register(synthetic_register(n_actors), workbook, "xlsx", "fr")
    register = found.run("workbook → register", lambda: read_register(workbook).register,
                         lambda: pd.read_excel(workbook, sheet_name=None, engine="calamine"))
    network = found.run("register → network", lambda: _network(register),
                        lambda: _plain_graph(register))
    found.n_links, found.size = len(network.links), len(network.links) + len(network.node_by_id)
    positions = found.run("network → layout", lambda: lay_out(network),
                          lambda: nx.spring_layout(_plain_graph(register), seed=1))
    shown = found.run("network → map state", lambda: _map_state(network))
    drawn = found.run("network → graph state", lambda: _graph_state(network, positions))
    outlines = read_boundaries().outlines
    found.run("map state → page", lambda: map_page(outlines, shown),
              lambda: _plain_map(network, shown))
    found.run("graph state → page", lambda: graph_page(drawn), lambda: _plain_page(network))
    found.kilobytes = {
        "map page, without names": _packed(map_page(outlines)), "map state": _raw(shown),
        "graph page, without names": _packed(graph_page()), "graph state": _raw(drawn)}
    return found


def _network(register: Register) -> PartnershipNetwork:
    network = PartnershipNetwork(register)
    assert network.links_of and network.steps  # what is computed when first asked for
    return network


def _map_state(network: PartnershipNetwork) -> dict[str, Any]:
    territories, boundaries = territory_by_code(), read_boundaries()
    measure = TERRITORY_MEASURES["links_per_actor"]
    presence = presence_by_mrc(network, territories.values())
    return map_state(
        network, territories=territories, outlines=boundaries.outlines, language="fr", digits=1,
        placements=place(network, Gazetteer(municipality_points(), population_centres())),
        shading={code: measure.value(there) for code, there in presence.items()},
        measure_id=measure.measure_id, credit=(boundaries.credit, boundaries.credit_link),
        colouring=colour_nodes(network, "kind", territories, "fr"))


def _graph_state(network: PartnershipNetwork, positions: Any) -> dict[str, Any]:
    territories = territory_by_code()
    return graph_state(network, positions=positions, territories=territories, language="fr",
                       colouring=colour_nodes(network, "kind", territories, "fr"),
                       today=datetime.date(2026, 1, 1))


def _plain_graph(register: Register) -> nx.Graph:
    graph = nx.Graph()
    graph.add_nodes_from(actor.actor_id for actor in register.actors)
    graph.add_edges_from((tie.source_id, tie.target_id) for tie in register.ties)
    graph.add_edges_from((seat.concertation_table_id, seat.member_id)
                         for seat in register.memberships)
    graph.add_edges_from((one.organizer_id, one.target_id) for one in register.engagements)
    return graph


def _plain_map(network: PartnershipNetwork, state: dict[str, Any]) -> str:
    """Draw as folium's guide does: one object for each mark and each line."""
    drawing = folium.Map(tiles=None, prefer_canvas=True)
    folium.GeoJson(read_boundaries().outlines.geometry).add_to(drawing)
    at = {mark[0]: mark[1:3] for mark in state["marks"]}
    for point in at.values():
        folium.CircleMarker(point).add_to(drawing)
    for link in network.links:
        folium.PolyLine([at[link.source_id], at[link.target_id]]).add_to(drawing)
    return drawing.get_root().render()


def _plain_page(network: PartnershipNetwork) -> str:
    drawing = Network(cdn_resources="in_line")
    for node_id in network.node_by_id:
        drawing.add_node(node_id)
    for link in network.links:
        drawing.add_edge(link.source_id, link.target_id)
    return drawing.generate_html(notebook=False)


def _packed(page: str) -> float:
    return len(gzip.compress(page.encode(), 6)) / 1000


def _raw(state: dict[str, Any]) -> float:
    return len(json.dumps(state, ensure_ascii=False, separators=(",", ":")).encode()) / 1000
