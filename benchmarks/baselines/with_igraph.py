"""The work in igraph."""

from __future__ import annotations

import itertools

import igraph
import numpy as np
from numpy.typing import NDArray

from benchmarks.baselines.greedy import lazy_greedy
from benchmarks.cases import GREEDY_STEPS, MAX_STEPS, Case, Part, pair_numbers, pairs_joined
from ocgraph.engine.csr import CSR

_AT_A_TIME = 500


def graph_of(rows: CSR) -> igraph.Graph:
    """Return the same graph for igraph."""
    return igraph.Graph(n=rows.n_rows, edges=np.column_stack(rows.edges()))


def reach(case: Case, number: int) -> Part:
    """Take neighbourhoods, which come in order of distance, and their sizes."""
    graph, nodes = case.made(graph_of, "graph"), case.some(number)
    blocks = np.array_split(nodes, -(-len(nodes) // _AT_A_TIME))
    return Part(np.vstack([_reach(case, graph, block.tolist()) for block in blocks]), nodes,
                len(nodes) / case.n_nodes)


def _reach(case: Case, graph: igraph.Graph, nodes: list[int]) -> NDArray[np.int64]:
    sizes = np.array([graph.neighborhood_size(nodes, order=step)
                      for step in range(1, MAX_STEPS + 1)]).T
    balls = graph.neighborhood(nodes, order=MAX_STEPS)
    ends = np.cumsum(sizes[:, -1])
    met = np.fromiter(itertools.chain.from_iterable(balls), np.int64, ends[-1])
    row = np.repeat(np.arange(len(nodes)), sizes[:, -1])
    rank = np.arange(len(met)) - (ends - sizes[:, -1])[row]
    population = []
    for step in range(MAX_STEPS):
        inside = rank < sizes[row, step]
        seen = np.zeros((len(nodes), len(case.drawn.population)), bool)
        seen[row[inside], case.territory_of[met[inside]]] = True
        population.append(seen @ case.drawn.population)
    return np.column_stack((sizes - 1, *population))


def closeness(case: Case, number: int) -> Part:
    """Ask for both; its closeness stays inside a component, so that only harmonic compares."""
    graph, nodes = case.made(graph_of, "graph"), case.some(number)
    graph.closeness(vertices=nodes.tolist())
    harmonic = graph.harmonic_centrality(vertices=nodes.tolist(), normalized=False)
    return Part(np.column_stack((np.full(len(nodes), np.nan), harmonic)), nodes,
                len(nodes) / case.n_nodes)


def pairs_lost(case: Case, number: int) -> Part:
    """Take each organizer out of a copy and count the pairs inside the components."""
    graph, leaving = case.made(graph_of, "linked"), case.some(number, case.organizers)
    before, found = _joined(graph, case.is_actor), []
    for node in leaving.tolist():
        less = graph.copy()
        less.delete_vertices(node)
        found.append(before - _joined(less, np.delete(case.is_actor, node)))
    return Part(np.array(found), leaving - case.organizers[0], len(leaving) / len(case.organizers))


def _joined(graph: igraph.Graph, is_actor: NDArray[np.int64]) -> int:
    sizes = np.bincount(graph.connected_components().membership, is_actor)
    return pairs_joined(sizes.astype(np.int64))


def fragmentation(case: Case, number: int) -> Part:
    """Search from some nodes after the first organizer has left: all would take hours."""
    graph = case.made(graph_of, "graph", int(case.organizers[0]))
    nodes = case.some(number).tolist()
    total = sum(graph.harmonic_centrality(vertices=nodes, normalized=False)) / 2
    share = len(nodes) / case.n_nodes / len(case.organizers)
    return Part(np.array([total]) if len(nodes) == case.n_nodes else None, np.array([0]), share)


def ego(case: Case, _: int) -> Part:
    """Ask for the constraint alone: there is neither effective size nor roles."""
    found = np.full((case.n_nodes, 7), np.nan)
    found[:, 0] = case.made(graph_of, "graph").constraint()
    return Part(found)


def candidates(case: Case, number: int) -> Part:
    """Take rows of the inverse log-weighted similarity: there is no resource allocation."""
    actors = case.some(number, range(case.n_actors))
    case.made(graph_of, "graph").similarity_inverse_log_weighted(vertices=actors.tolist())
    return Part(None, None, len(actors) / case.n_actors)


def projection(case: Case, _: int) -> Part:
    """Project with `bipartite_projection`."""
    seats = case.made(graph_of, "seats")
    made = seats.bipartite_projection(np.arange(seats.vcount()) >= case.n_actors,
                                      multiplicity=True, which=0)
    return Part(lambda: pair_numbers(*np.array(made.get_edgelist()).T, made.es["weight"]))


def cuts(case: Case, _: int) -> Part:
    """Ask for both."""
    graph = case.made(graph_of, "linked")
    return Part((np.sort(graph.articulation_points()), len(graph.bridges())))


def greedy(case: Case, _: int) -> Part:
    """Take the sizes of all neighbourhoods, and a neighbourhood when asked again."""
    graph = case.made(graph_of, "graph")
    return Part(lazy_greedy(graph.neighborhood_size(order=GREEDY_STEPS),
                            lambda node: graph.neighborhood(node, order=GREEDY_STEPS)))


def betweenness(case: Case, number: int) -> Part:
    """Sum over the shortest paths from some sources."""
    graph, nodes = case.made(graph_of, "graph"), case.some(number)
    # It halves what it finds, as for pairs taken both ways.
    found = graph.betweenness(directed=False, sources=nodes.tolist(),
                              targets=list(range(case.n_nodes)))
    return Part(2 * np.array(found), None, len(nodes) / case.n_nodes)


WORK = {"reach": reach, "closeness": closeness, "pairs lost": pairs_lost,
        "fragmentation": fragmentation, "ego": ego, "candidates": candidates,
        "projection": projection, "cuts": cuts, "greedy": greedy, "betweenness": betweenness}
