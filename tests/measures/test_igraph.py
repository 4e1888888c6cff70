"""Where igraph defines the same thing, scale apart, it agrees (docs/where-others-differ.md).

igraph is compared with and never used: its licence (GPL) is not ocgraph's.
"""

from __future__ import annotations

import igraph
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ocgraph.measures import MEASURES, NETWORK
from tests.small_networks import network

_NAMES = "ABCDEFG"
_PAIRS = [f"{one}-{other}" for one in _NAMES for other in _NAMES if one < other]
written_ties = st.lists(st.sampled_from(_PAIRS), min_size=2, unique=True).map(" ".join)


def graph(written: str) -> igraph.Graph:
    return igraph.Graph.TupleList([tie.split("-") for tie in written.split()])


def theirs(drawn: igraph.Graph, values) -> dict[str, float]:
    return dict(zip(drawn.vs["name"], values, strict=True))


def ours(code: str, column: str, written: str) -> dict[str, float | None]:
    return MEASURES[code].read(network(written)).by_row(column)


@settings(max_examples=20)
@given(written=written_ties)
def test_closeness_is_igraphs_times_the_share_of_the_others_reached(written):
    drawn = graph(written)
    share = (np.array(drawn.neighborhood_size(order=len(_NAMES))) - 1) / (drawn.vcount() - 1)

    assert ours("closeness", "closeness", written) == pytest.approx(
        theirs(drawn, share * drawn.closeness()))


@settings(max_examples=20)
@given(written=written_ties)
def test_harmonic_closeness_is_igraphs(written):
    drawn = graph(written)

    assert ours("harmonic", "harmonic", written) == pytest.approx(
        theirs(drawn, drawn.harmonic_centrality()))


@settings(max_examples=20)
@given(written=written_ties)
def test_betweenness_is_igraphs_over_the_pairs_of_others(written):
    drawn = graph(written)
    pairs = (drawn.vcount() - 1) * (drawn.vcount() - 2) / 2

    assert ours("betweenness", "betweenness", written) == pytest.approx(
        theirs(drawn, np.array(drawn.betweenness()) / pairs))


@settings(max_examples=20)
@given(written=written_ties)
def test_constraint_is_igraphs(written):
    drawn = graph(written)

    assert ours("structural_holes", "constraint", written) == pytest.approx(
        theirs(drawn, drawn.constraint()))


@settings(max_examples=20)
@given(written=written_ties)
def test_pagerank_is_igraphs(written):
    drawn = graph(written)

    assert ours("pagerank", "pagerank", written) == pytest.approx(
        theirs(drawn, drawn.pagerank()), abs=1e-6)


@settings(max_examples=20)
@given(written=written_ties)
def test_the_eigenvector_is_igraphs_of_the_largest_component_with_norm_one(written):
    largest = graph(written).connected_components().giant()
    sizes = sorted(graph(written).connected_components().sizes())
    if sizes[-1:] == sizes[-2:-1]:
        return  # of two components as large, ocgraph takes that of the first actor
    values = np.array(largest.eigenvector_centrality())

    found = ours("eigenvector", "eigenvector", written)

    assert {name: found[name] for name in largest.vs["name"]} == pytest.approx(
        theirs(largest, values / np.linalg.norm(values)), abs=1e-6)


@settings(max_examples=20)
@given(written=written_ties)
def test_articulation_points_and_bridges_are_igraphs(written):
    drawn = graph(written)
    names = drawn.vs["name"]

    held = ours("articulation_actors", "is_articulation", written)
    assert {name for name, is_so in held.items() if is_so} == {
        names[number] for number in drawn.articulation_points()}
    assert {frozenset(pair) for pair in MEASURES["bridges"].read(network(written)).rows} == {
        frozenset(names[end] for end in drawn.es[edge].tuple) for edge in drawn.bridges()}


@settings(max_examples=20)
@given(written=written_ties)
def test_density_is_igraphs(written):
    found = MEASURES["density"].read(network(written))

    assert found.value(NETWORK, "density") == pytest.approx(graph(written).density())
