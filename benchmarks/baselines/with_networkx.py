"""The work in NetworkX."""

from __future__ import annotations

import heapq
import itertools

import networkx as nx
import numpy as np

from benchmarks.baselines.greedy import lazy_greedy
from benchmarks.cases import (
    GREEDY_STEPS,
    MAX_STEPS,
    N_CANDIDATES,
    Case,
    Part,
    pair_numbers,
    pairs_joined,
)
from ocgraph.engine.csr import CSR


def graph_of(rows: CSR) -> nx.Graph:
    """Return the same graph for NetworkX."""
    made = nx.empty_graph(rows.n_rows)
    made.add_edges_from(zip(*(ends.tolist() for ends in rows.edges()), strict=True))
    return made


def reach(case: Case, number: int) -> Part:
    """Search from each node with `single_source_shortest_path_length`."""
    graph, nodes = case.made(graph_of, "graph"), case.some(number)
    place, people = case.territory_of.tolist(), case.drawn.population.tolist()
    rows = []
    for node in nodes.tolist():
        steps = nx.single_source_shortest_path_length(graph, node, cutoff=MAX_STEPS)
        counts, places = [0] * (MAX_STEPS + 1), [set() for _ in range(MAX_STEPS + 1)]
        for other, step in steps.items():
            counts[step] += 1
            places[step].add(place[other])
        within = itertools.accumulate(places, set.union)
        rows.append([*itertools.accumulate(counts[1:]),
                     *[sum(people[one] for one in there) for there in within][1:]])
    return Part(np.array(rows), nodes, len(nodes) / case.n_nodes)


def closeness(case: Case, number: int) -> Part:
    """Ask for both, node by node."""
    graph, nodes = case.made(graph_of, "graph"), case.some(number).tolist()
    if len(nodes) < case.n_nodes:
        harmonic = nx.harmonic_centrality(graph, nbunch=nodes)
        close = [nx.closeness_centrality(graph, node) for node in nodes]
    else:
        harmonic, close = nx.harmonic_centrality(graph), nx.closeness_centrality(graph)
    return Part(np.array([[close[place], harmonic[node]] for place, node in enumerate(nodes)]),
                np.array(nodes), len(nodes) / case.n_nodes)


def pairs_lost(case: Case, number: int) -> Part:
    """Take each organizer away and count the pairs inside the components."""
    graph, leaving = case.made(graph_of, "linked"), case.some(number, case.organizers)
    n_actors = case.n_actors

    def joined() -> int:
        return pairs_joined(np.array([sum(node < n_actors for node in nodes)
                                      for nodes in nx.connected_components(graph)]))

    before, found = joined(), []
    for node in leaving.tolist():
        kept = list(graph[node])
        graph.remove_node(node)
        found.append(before - joined())
        graph.add_edges_from((node, other) for other in kept)
    return Part(np.array(found), leaving - case.organizers[0], len(leaving) / len(case.organizers))


def fragmentation(case: Case, number: int) -> Part:
    """Search from some nodes after the first organizer has left: all would take days."""
    graph = case.made(graph_of, "graph", int(case.organizers[0]))
    nodes = case.some(number).tolist()
    total = sum(nx.harmonic_centrality(graph, nbunch=nodes).values()) / 2
    share = len(nodes) / case.n_nodes / len(case.organizers)
    return Part(np.array([total]) if len(nodes) == case.n_nodes else None, np.array([0]), share)


def ego(case: Case, _: int) -> Part:
    """Ask for constraint and effective size of all, which are products of matrices; loop for roles.

    There is no function for the roles. The effective size of all takes a matrix of n × n.
    """
    graph, groups = case.made(graph_of, "graph"), case.groups.tolist()
    constraint, size = nx.constraint(graph), nx.effective_size(graph)
    return Part(np.array([[constraint[node], size[node], *_roles(graph, node, groups)]
                          for node in graph]))


def _roles(graph: nx.Graph, broker: int, groups: list[int]) -> list[int]:
    """Count the ordered pairs of neighbours not joined: AAA, ABA, ABB, AAB, ABC."""
    found, own = [0] * 5, groups[broker]
    around = graph[broker]
    for one in around:
        near, group = graph[one], groups[one]
        for other in around:
            if other == one or other in near:
                continue
            there = groups[other]
            if group == there:
                found[0 if group == own else 1] += 1
            elif there == own:
                found[2] += 1
            else:
                found[3 if group == own else 4] += 1
    return found


def candidates(case: Case, number: int) -> Part:
    """Score each pair of actors two edges apart with `resource_allocation_index`."""
    graph, n_actors = case.made(graph_of, "graph"), case.n_actors
    actors = case.some(number, range(n_actors))
    pairs = [(one, other) for one in actors.tolist()
             for other in {two for near in graph[one] for two in graph[near]} - set(graph[one])
             if one < other < n_actors]
    best = heapq.nlargest(N_CANDIDATES, (score for _, _, score in
                                         nx.resource_allocation_index(graph, pairs)))
    return Part(np.array(best) if len(actors) == n_actors else None, None,
                case.wedge_share(actors))


def projection(case: Case, _: int) -> Part:
    """Project with `weighted_projected_graph`."""
    made = nx.bipartite.weighted_projected_graph(case.made(graph_of, "seats"),
                                                 range(case.n_actors))
    return Part(lambda: pair_numbers(*np.array(list(made.edges(data="weight"))).T))


def cuts(case: Case, _: int) -> Part:
    """Ask for both."""
    graph = case.made(graph_of, "linked")
    return Part((np.sort(list(nx.articulation_points(graph))), len(list(nx.bridges(graph)))))


def greedy(case: Case, _: int) -> Part:
    """Keep everybody's neighbourhood, and put off counting again while it can be."""
    graph = case.made(graph_of, "graph")
    balls = [set(nx.single_source_shortest_path_length(graph, node, cutoff=GREEDY_STEPS))
             for node in graph]
    return Part(lazy_greedy([len(ball) for ball in balls], balls.__getitem__))


def betweenness(case: Case, number: int) -> Part:
    """Sum over some sources, as `betweenness_centrality` does over all."""
    graph, nodes = case.made(graph_of, "graph"), case.some(number)
    # It halves what it finds, as for pairs taken both ways.
    found = nx.betweenness_centrality_subset(graph, nodes.tolist(), range(case.n_nodes))
    return Part(2 * np.array([found[node] for node in range(case.n_nodes)]), None,
                len(nodes) / case.n_nodes)


WORK = {"reach": reach, "closeness": closeness, "pairs lost": pairs_lost,
        "fragmentation": fragmentation, "ego": ego, "candidates": candidates,
        "projection": projection, "cuts": cuts, "greedy": greedy, "betweenness": betweenness}
