"""Standing by that of one's neighbours."""

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings

from ocgraph.engine.csr import CSR
from ocgraph.measures import MEASURES
from ocgraph.measures.position import _leading, _walk
from tests.small_networks import as_networkx, graphs, kite, network

eigenvector, pagerank = MEASURES["eigenvector"].read, MEASURES["pagerank"].read


def test_the_centre_of_a_star_of_four_weighs_twice_a_leaf():
    """λ² = 4: the centre x = √½, each leaf x/2."""
    found = eigenvector(network("A-B A-C A-D A-E")).by_row("eigenvector")

    assert found["A"] == pytest.approx(0.5**0.5)
    assert found["B"] == pytest.approx(0.5**0.5 / 2)


def test_the_kite_is_as_in_networkx():
    graph = nx.krackhardt_kite_graph()
    names = list(kite().actor_index)

    for ours, theirs in ((eigenvector(kite()).columns["eigenvector"],
                          nx.eigenvector_centrality_numpy(graph)),
                         (pagerank(kite()).columns["pagerank"], nx.pagerank(graph, tol=1e-12))):
        assert len(names) == 10
        assert list(ours) == pytest.approx([theirs[node] for node in range(10)])


def test_the_quick_way_and_the_whole_spectrum_agree():
    drawn = nx.barabasi_albert_graph(80, 3, seed=1)
    ends = np.array(drawn.edges).T

    found = _leading(CSR.graph(*ends, 80).matrix())

    values, vectors = np.linalg.eigh(nx.to_numpy_array(drawn))
    assert found == pytest.approx(np.abs(vectors[:, values.argmax()]))


def test_only_the_largest_component_has_an_eigenvector():
    found = eigenvector(network("A-B C-D D-E", actors="Z"))

    assert found.by_row("eigenvector") == pytest.approx(
        {"A": None, "B": None, "C": 0.5, "D": 0.5**0.5, "E": 0.5, "Z": None})
    assert found.reasons == {"A": "other_component", "B": "other_component", "Z": "isolated"}


def test_of_two_as_large_the_one_of_the_first_actor_is_taken():
    assert eigenvector(network("B-D A-C")).reasons == dict.fromkeys("BD", "other_component")


@settings(max_examples=20)
@given(graphs())
def test_the_walk_is_that_of_networkx_isolates_included(drawn):
    if drawn.n_rows:
        expected = nx.pagerank(as_networkx(drawn), alpha=0.7, tol=1e-12)
        assert list(_walk(drawn, 0.7)) == pytest.approx(list(expected.values()))


def test_a_walk_that_seldom_starts_again_still_sums_to_one():
    found = pagerank(network("A-B B-C C-D", actors="Z"), damping=0.99)

    assert sum(found.by_row("pagerank").values()) == pytest.approx(1)
