"""Where actors and tables stand in the graph that joins each actor to its tables."""

import networkx as nx
import pytest
from hypothesis import given, settings
from networkx.algorithms import bipartite

from ocgraph.measures import MEASURES, NETWORK
from ocgraph.measures.two_mode import _graph, _others_of_component, seats
from tests.measures.test_registry import networks
from tests.small_networks import as_networkx, davis, network

density, degree, closeness, betweenness = (MEASURES[f"two_mode_{name}"].read for name in (
    "density", "degree", "closeness", "betweenness"))


def test_the_women_hold_89_of_252_seats():
    assert density(davis()).value(NETWORK, "seats") == 89
    assert density(davis()).value(NETWORK, "seat_density") == pytest.approx(0.3532, abs=5e-5)


@pytest.mark.parametrize(("node", "published"), [
    ("Evelyn Jefferson", (0.571, 0.800, 0.097)), ("E8", (0.778, 0.846, 0.244))])
def test_evelyn_and_the_eighth_event_stand_as_published(node, published):
    found = (degree(davis()).value(node, "two_mode_degree"),
             closeness(davis()).value(node, "two_mode_closeness"),
             betweenness(davis()).value(node, "two_mode_betweenness"))

    assert found == pytest.approx(published, abs=6e-4)


def test_every_woman_and_event_is_as_in_networkx():
    graph = nx.davis_southern_women_graph()
    women = graph.graph["top"]

    for ours, theirs in ((degree, bipartite.degree_centrality),
                         (closeness, bipartite.closeness_centrality),
                         (betweenness, bipartite.betweenness_centrality)):
        found = ours(davis())
        column = [name for name in found.columns if name.startswith("two_mode")][0]
        assert found.by_row(column) == pytest.approx(theirs(graph, women))


@settings(max_examples=20)
@given(networks())
def test_closeness_in_pieces_is_that_of_the_component_times_the_share_in_it(drawn):
    graph = as_networkx(_graph(seats(drawn)))
    n_actors, n_nodes = len(drawn.actors), graph.number_of_nodes()
    if not 0 < n_actors < n_nodes:
        return
    found = list(closeness(drawn).columns["two_mode_closeness"])

    for node in graph:
        lengths = nx.single_source_shortest_path_length(graph, node)
        others = sum((end < n_actors) != (node < n_actors) for end in lengths)
        assert _others_of_component(seats(drawn))[node] == others
        fewest = others + 2 * (len(lengths) - 1 - others)
        total = sum(lengths.values())
        expected = fewest / total * (len(lengths) - 1) / (n_nodes - 1) if total else 0
        assert found[node] == pytest.approx(expected)


def test_an_organizer_is_no_table():
    found = degree(network(tables={"t": "AB"}, engagements={"o": "AC"}))

    assert found.by_row("seats") == {"A": 1, "B": 1, "C": 0, "t": 2}


def test_without_a_table_actors_have_no_share_of_tables():
    found = degree(network("A-B"))

    assert found.by_row("two_mode_degree") == {"A": None, "B": None}
    assert found.reasons == {"A": "no_table", "B": "no_table"}
    assert density(network("A-B")).reasons == {NETWORK: "no_table"}


def test_one_actor_at_one_table_can_be_between_nothing():
    assert set(betweenness(network(tables={"t": "A"})).reasons.values()) == {"too_few_nodes"}
