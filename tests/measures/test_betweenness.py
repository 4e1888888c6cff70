"""Who is on the shortest paths between others, alone or as a group."""

import networkx as nx
import numpy as np
import pytest

from ocgraph.engine.compiled import using
from ocgraph.measures import MEASURES
from tests.small_networks import ENGINES, as_networkx, davis, florentine, kite, network

betweenness = MEASURES["betweenness"].read
of_group = MEASURES["group_betweenness"].read

MARRIAGES = " ".join(f"{a}-{b}" for a, b in nx.florentine_families_graph().edges)


@pytest.fixture(params=ENGINES, autouse=True)
def engine(request):
    """Hold each rule with each engine."""
    with using(request.param):
        yield request.param


def test_the_middle_of_three_is_on_the_only_path():
    found = betweenness(network("A-B B-C"))

    assert found.by_row("betweenness") == {"A": 0, "B": 1, "C": 0}
    assert found.by_row("betweenness_error") == {"A": 0, "B": 0, "C": 0}


@pytest.mark.parametrize("seen", [kite(), davis(), florentine()], ids=["kite", "davis", "medici"])
def test_betweenness_is_that_of_networkx_on_the_graph_of_steps(seen):
    expected = nx.betweenness_centrality(as_networkx(seen.step_graph))

    assert betweenness(seen).columns["betweenness"] == pytest.approx(list(expected.values()))


def test_heather_is_between_most_of_the_kite():
    assert betweenness(kite()).value("Heather", "betweenness") == pytest.approx(14 / 36)


def test_a_sample_of_everyone_is_exact():
    found = betweenness(kite(), pivots=50)

    assert found.columns["betweenness"] == pytest.approx(betweenness(kite()).columns["betweenness"])
    assert not found.columns["betweenness_error"].any()


def test_the_error_told_is_that_of_the_samples(monkeypatch):
    exact = betweenness(davis()).columns["betweenness"]
    found = []
    for seed in range(200):
        monkeypatch.setattr("ocgraph.measures.betweenness.SEED", seed)
        found.append(betweenness(davis(), pivots=6).columns)

    errors = np.array([columns["betweenness"] for columns in found]) - exact
    told = np.nan_to_num([columns["betweenness_error"] for columns in found])
    assert np.abs(errors.mean(axis=0)).max() < 4 * told.mean() / np.sqrt(200) + 1e-12
    assert np.sqrt((told ** 2).mean()) == pytest.approx(np.sqrt((errors ** 2).mean()), rel=0.15)


def test_two_actors_have_no_third_between_them():
    found = betweenness(network("A-B"))

    assert found.by_row("betweenness") == {"A": None, "B": None}
    assert found.reasons == {"A": "three_actors_needed", "B": "three_actors_needed"}


def test_the_medici_and_the_guadagni_are_as_published():
    pair = ("Medici", "Guadagni")

    found = of_group(network(MARRIAGES), chosen=pair)

    assert found.value(pair, "group_betweenness") == pytest.approx(0.756, abs=5e-4)


def test_a_group_of_three_on_no_path_between_others_has_none():
    # NetworkX 3.6.1 says 0.125 here.
    found = of_group(network("A-E A-F B-D B-E B-F C-F"), chosen=("E", "A", "C"))

    assert found.value(("E", "A", "C"), "group_betweenness") == 0


def test_a_table_chosen_is_not_one_of_the_group():
    seen = network("A-B B-C", tables={"t": "CD"})

    assert of_group(seen, chosen=("B", "t")).value(("B", "t"), "group_betweenness") == \
        pytest.approx(2 / 3)  # A-C and A-D, of three pairs
    assert of_group(seen, chosen=("t",)).reasons == {("t",): "nobody_chosen"}


def test_a_group_without_two_others_has_no_pair_to_be_between():
    assert of_group(network("A-B"), chosen=("A",)).reasons == {("A",): "two_others_needed"}
