"""Small networks written in a line, the published ones, and networks drawn at random."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import networkx as nx
from hypothesis import strategies as st

from ocgraph.engine.compiled import COMPILED, SCIPY, library
from ocgraph.engine.csr import CSR
from ocgraph.engine.steps import Steps
from ocgraph.model import (
    Actor,
    CommunityOrganizer,
    ConcertationTable,
    Engagement,
    Membership,
    Register,
    Tie,
)
from ocgraph.network import Lens, PartnershipNetwork

ENGINES = (COMPILED, SCIPY) if library() else (SCIPY,)
"""The engines to compare: both, where this machine could compile one."""


def network(ties: str = "", tables: Mapping[str, Iterable[str]] | None = None,
            engagements: Mapping[str, Iterable[str]] | None = None, *, actors: Iterable[str] = (),
            lens: Lens | None = None, **fields: Mapping[str, object]) -> PartnershipNetwork:
    """Return a network: ``network("A-B B-C", tables={"t": "AC"}, engagements={"o": "B"})``.

    ``D>A`` is a directed tie. Every actor named is there, in alphabetical order, with those of
    `actors`. A field of actors is given by name: ``mrc_code={"A": "61"}``.
    """
    arcs = [(pair[0], pair[-1], ">" in pair) if len(pair) == 3 else
            (*pair.replace(">", "-").split("-"), ">" in pair) for pair in ties.split()]
    tables, engagements = tables or {}, engagements or {}
    named = {*actors, *(end for one, other, _ in arcs for end in (one, other)),
             *(actor for seated in tables.values() for actor in seated),
             *(end for ends in engagements.values() for end in ends)} - set(tables)
    return PartnershipNetwork(Register(
        actors=tuple(Actor(actor_id=name, name=f"Acteur {name}", **{
            field: values[name] for field, values in fields.items() if name in values})
            for name in sorted(named)),
        concertation_tables=tuple(ConcertationTable(concertation_table_id=name, name=name)
                                  for name in tables),
        community_organizers=tuple(CommunityOrganizer(organizer_id=name, name=name)
                                   for name in engagements),
        memberships=tuple(Membership(concertation_table_id=name, member_id=actor)
                          for name, seated in tables.items() for actor in seated),
        ties=tuple(Tie(source_id=one, target_id=other, directed=directed)
                   for one, other, directed in arcs),
        engagements=tuple(Engagement(organizer_id=name, target_id=end)
                          for name, ends in engagements.items() for end in ends)), lens)


def kite() -> PartnershipNetwork:
    """Return Krackhardt's kite (1990), ten actors named as in the article."""
    names = ("Andre", "Beverley", "Carol", "Diane", "Ed", "Fernando", "Garth", "Heather", "Ike",
             "Jane")
    return network(" ".join(f"{names[a]}-{names[b]}" for a, b in nx.krackhardt_kite_graph().edges))


def davis() -> PartnershipNetwork:
    """Return Davis, Gardner and Gardner's women (actors) and events (tables), 1941."""
    graph = nx.davis_southern_women_graph()
    events = sorted(graph.graph["bottom"], key=lambda event: int(event[1:]))
    return network(tables={event: sorted(graph[event]) for event in events})


def florentine() -> PartnershipNetwork:
    """Return the marriages of Florentine families (Padgett and Ansell 1993), Pucci included."""
    graph = nx.florentine_families_graph()
    return network(" ".join(f"{a}-{b}" for a, b in graph.edges), actors=["Pucci"])


@st.composite
def graphs(draw, max_nodes=9):
    """Draw a graph in rows: isolates, several components, one node, none; loops are left out."""
    n_nodes = draw(st.integers(0, max_nodes))
    node = st.integers(0, max(n_nodes - 1, 0))
    pairs = draw(st.lists(st.tuples(node, node), max_size=2 * n_nodes)) if n_nodes else []
    return CSR.graph([a for a, _ in pairs], [b for _, b in pairs], n_nodes)


@st.composite
def steps(draw, max_actors=9, max_hubs=4):
    """Draw ties and hubs: either may be empty, a hub may hold nobody or one actor."""
    ties = draw(graphs(max_actors))
    n_hubs = draw(st.integers(0, max_hubs))
    hubs = [draw(st.sets(st.integers(0, ties.n_rows - 1))) if ties.n_rows else set()
            for _ in range(n_hubs)]
    seats = [(hub, actor) for hub, seated in enumerate(hubs) for actor in seated]
    return Steps.of(ties, CSR.of_pairs([hub for hub, _ in seats], [actor for _, actor in seats],
                                       (n_hubs, ties.n_rows)))


def as_networkx(graph: CSR) -> nx.Graph:
    """Return the same graph for NetworkX."""
    found = nx.empty_graph(graph.n_rows)
    found.add_edges_from(zip(*(ends.tolist() for ends in graph.edges()), strict=True))
    return found
