"""Constraint, effective size, triangles and brokerage roles."""

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocgraph.engine.compiled import using
from ocgraph.engine.csr import CSR
from ocgraph.engine.triangles import EgoMeasures, ego_measures
from tests.small_networks import ENGINES, as_networkx, graphs

pytestmark = pytest.mark.parametrize("engine", ENGINES)


def measured(engine: str, *arguments: object) -> EgoMeasures:
    with using(engine):
        return ego_measures(*arguments)


def brute_roles(arcs: set[tuple[int, int]], groups: list[int]) -> np.ndarray:
    roles = np.zeros((len(groups), 5), int)
    for a, v in arcs:
        for w, b in arcs:
            g, h, k = groups[a], groups[v], groups[b]
            if w == v and a != b and (a, b) not in arcs and min(g, h, k) >= 0:
                role = (0 if h == k else 3) if g == h else 1 if g == k else 2 if h == k else 4
                roles[v, role] += 1
    return roles


def test_borgatti_1997_has_its_published_constraint_and_effective_size(engine):
    edges = ["AB", "AF", "AG", "AE", "EG", "FG", "BG", "BD", "DG", "GC"]
    names = "ABCDEFG"
    graph = CSR.graph(*([names.index(edge[end]) for edge in edges] for end in (0, 1)), 7)
    found = measured(engine, graph, np.zeros(7, np.int32))
    assert found.constraint[[6, 0, 2]] == pytest.approx([0.400, 0.595, 1], abs=5e-4)
    assert found.effective_size[[6, 0, 2]] == pytest.approx([14 / 3, 2.5, 1])


def test_the_brokers_of_four_nodes_in_two_groups_hold_their_roles(engine):
    arcs = {(0, 1), (0, 2), (1, 2), (1, 3), (2, 3), (3, 0)}
    graph = CSR.graph(*zip(*arcs, strict=True), 4)
    bits = np.array([(row, column) in arcs for row, column
                     in zip(graph.rows.tolist(), graph.indices.tolist(), strict=True)], np.uint8)
    found = measured(engine, graph, np.array([0, 0, 1, 1], np.int32), bits)
    assert found.roles.tolist() == [[0, 1, 1, 0, 0], [0, 0, 0, 1, 0], [0, 0, 1, 0, 0],
                                    [0, 1, 0, 1, 0]]


@given(graph=graphs().filter(lambda graph: graph.n_rows))
def test_networkx_finds_the_same(engine, graph):
    found, same = measured(engine, graph, np.zeros(graph.n_rows, np.int32)), as_networkx(graph)
    for ours, theirs in ((found.constraint, nx.constraint(same)),
                         (found.effective_size, nx.effective_size(same)),
                         (found.n_triangles, nx.triangles(same))):
        assert ours == pytest.approx([theirs[node] for node in range(graph.n_rows)], nan_ok=True)


@given(graph=graphs(7), data=st.data())
def test_roles_are_those_counted_pair_by_pair(engine, graph, data):
    groups = data.draw(st.lists(st.integers(-1, 2), min_size=graph.n_rows, max_size=graph.n_rows))
    ways = data.draw(st.lists(st.integers(1, 3), min_size=len(graph.edges()[0]),
                              max_size=len(graph.edges()[0])))
    arcs = {pair for a, b, way in zip(*(ends.tolist() for ends in graph.edges()), ways, strict=True)
            for pair, bit in (((a, b), 1), ((b, a), 2)) if way & bit}
    bits = np.array([(row, column) in arcs for row, column
                     in zip(graph.rows.tolist(), graph.indices.tolist(), strict=True)], np.uint8)
    found = measured(engine, graph, np.array(groups, np.int32), bits)
    assert found.roles.tolist() == brute_roles(arcs, groups).tolist()
