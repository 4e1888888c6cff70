"""Whom to call: what is found is what trying every set finds, and says how sure it is."""

from itertools import combinations

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ocgraph.engine.best_sets import all_sets, exchanged_sets
from ocgraph.engine.covering import largest_covers
from ocgraph.engine.csr import CSR
from ocgraph.engine.fewest import smallest_covers
from ocgraph.engine.search import distance_matrix
from ocgraph.engine.steps import Steps
from ocgraph.measures import MEASURES
from ocgraph.measures.choice import criteria, whom_to_call
from tests.small_networks import as_networkx, kite, network, steps

smallest_set = MEASURES["smallest_set"].read
best_set = MEASURES["best_set"].read
CRITERIA = ("reach", "distance_reach", "fragmentation", "distance_fragmentation")


def value_of(drawn, members, criterion, max_steps=1):
    """Return what a set is worth, from NetworkX alone."""
    graph = as_networkx(drawn.graph())
    others = graph.number_of_nodes() - len(members)
    if criterion in ("reach", "distance_reach"):
        away = nx.multi_source_dijkstra_path_length(graph, set(members))
        if criterion == "reach":
            return sum(steps <= max_steps for steps in away.values())
        return sum(1 / steps for steps in away.values() if steps) / others
    lengths = dict(nx.all_pairs_shortest_path_length(
        as_networkx(drawn.without_actors(members).graph())))
    joined = sum(1 if criterion == "fragmentation" else 1 / steps
                 for near in lengths.values() for steps in near.values() if steps)
    return 1 - joined / (others * (others - 1))


def scores_of(drawn, criterion):
    return {"reach": lambda: criteria.reach_scores(criteria.within(drawn, 1)),
            "distance_reach": lambda: criteria.distance_reach_scores(distance_matrix(drawn)),
            "fragmentation": lambda: criteria.fragmentation_scores(drawn),
            "distance_fragmentation": lambda: criteria.distance_fragmentation_scores(drawn),
            }[criterion]()


def bound_of(drawn, size, criterion):
    if criterion == "reach":
        return criteria.reach_bound(criteria.within(drawn, 1), size)
    return (criteria.distance_reach_bound if criterion == "distance_reach"
            else criteria.fragmentation_bound)(drawn, size)


def tried(drawn, size, criterion):
    """Return the best value of a size and every set that attains it, all sets tried."""
    values = {members: value_of(drawn, members, criterion)
              for members in combinations(range(drawn.n_actors), size)}
    best = max(values.values())
    return best, tuple(members for members, value in values.items() if value > best - 1e-9)


def drawn_graph(n_actors, share, seed):
    graph = nx.gnp_random_graph(n_actors, share, seed=seed)
    return Steps.in_hops(CSR.graph(*zip(*graph.edges, strict=True), n_actors))


def test_two_actors_reach_the_whole_kite_in_one_step_and_every_tied_pair_is_shown():
    found = smallest_set(kite())

    assert found.rows == (("Diane", "Ike"),)
    assert found.value(("Diane", "Ike"), "set_reached") == 10
    assert found.facts == {"is_proved": 1, "n_ties": 1}


def test_the_pair_that_reaches_the_kite_is_at_one_step_of_all():
    found = best_set(kite(), size=2, criterion="distance_reach")

    assert found.by_row("set_value") == {("Diane", "Ike"): 1}


def test_ties_between_sets_are_all_shown():
    found = smallest_set(network("A-B C-D"))

    assert found.rows == (("A", "C"), ("A", "D"), ("B", "C"), ("B", "D"))
    assert found.facts["n_ties"] == 4


def test_when_the_list_of_ties_is_cut_they_are_counted_all_the_same():
    assert smallest_set(network("A-B C-D"), how_many_sets=3).facts["n_ties"] == 4
    assert len(smallest_set(network("A-B C-D"), how_many_sets=3).rows) == 3
    assert best_set(network("A-B C-D"), size=2, how_many_sets=3).facts["n_ties"] == 4


def test_a_target_out_of_reach_is_said_with_what_can_be_attained():
    found = smallest_set(network("A-B C-D"), candidates=("A", "B"))

    assert found.reasons == {(): "target_unreachable"}
    assert found.facts == {"attainable_share": 0.5}


def test_only_the_actors_wanted_are_counted():
    """A–B–C–D: B and C are one step from one of the two ends wanted, nobody from both."""
    found = smallest_set(network("A-B B-C C-D"), targets=("A", "D"), target_share=0.5)

    assert found.rows == (("A",), ("B",), ("C",), ("D",))
    assert set(found.by_row("set_reached_share").values()) == {0.5}


def test_only_candidates_are_called_and_tables_are_not():
    seen = network("A-B B-C", tables={"t": "A"})

    assert smallest_set(seen, candidates=("A", "C", "t")).rows == (("A", "C"),)
    assert smallest_set(seen, candidates=("t",)).reasons == {(): "no_candidate"}
    assert best_set(seen, size=2, candidates=("A",)).reasons == {(): "too_few_candidates"}


@settings(max_examples=20)
@given(drawn=steps(max_actors=7), max_steps=st.integers(1, 3), share=st.floats(0.05, 1))
def test_the_fewest_rows_are_those_of_all_sets_tried(drawn, max_steps, share):
    wanted = int(np.ceil(share * drawn.n_actors - 1e-9))
    sizes = (tuple(members for members in combinations(range(drawn.n_actors), size)
                   if not size and not wanted
                   or size and value_of(drawn, members, "reach", max_steps) >= wanted)
             for size in range(drawn.n_actors + 1))

    found = smallest_covers(criteria.within(drawn, max_steps), wanted, 200)

    assert found.sets == next(sets for sets in sizes if sets)
    assert found.is_proved and found.is_complete


@pytest.mark.parametrize("criterion", CRITERIA)
@settings(max_examples=10, deadline=None)
@given(drawn=steps(max_actors=7), size=st.integers(1, 3))
def test_all_sets_tried_one_pass_for_many_find_what_trying_each_finds(criterion, drawn, size):
    if drawn.n_actors < size + 2:
        return
    best, sets = tried(drawn, size, criterion)

    found = all_sets(scores_of(drawn, criterion), np.arange(drawn.n_actors), size, 99)
    searched = exchanged_sets(scores_of(drawn, criterion), np.arange(drawn.n_actors), size,
                              bound_of(drawn, size, criterion))

    assert found.value == pytest.approx(best)
    assert (found.sets, found.n_sets) == (sets, len(sets))
    assert searched.value <= best + 1e-9 <= searched.bound + 2e-9
    assert value_of(drawn, searched.sets[0], criterion) == pytest.approx(searched.value)


@settings(max_examples=20)
@given(drawn=steps(max_actors=7), size=st.integers(1, 3))
def test_the_programmes_find_what_trying_each_finds(drawn, size):
    if drawn.n_actors < size + 1:
        return
    n_others = drawn.n_actors - size
    reach = largest_covers(criteria.within(drawn, 1), np.ones(drawn.n_actors), size, 99)
    near = largest_covers(*criteria.levels(distance_matrix(drawn)), size, 99)

    assert (reach.value, reach.sets) == tried(drawn, size, "reach")
    assert (near.value - size) / n_others == pytest.approx(tried(drawn, size, "distance_reach")[0])
    assert near.sets == tried(drawn, size, "distance_reach")[1]


@pytest.mark.parametrize("criterion", CRITERIA)
def test_each_way_of_answering_gives_the_same_value(criterion, monkeypatch):
    seen = kite()
    surest = best_set(seen, size=3, criterion=criterion)
    monkeypatch.setattr(whom_to_call, "EVALUATIONS", 0)
    second = best_set(seen, size=3, criterion=criterion)
    monkeypatch.setattr(whom_to_call, "LARGEST_PROGRAMME", 0)
    third = best_set(seen, size=3, criterion=criterion)

    values = [found.columns["set_value"][0] for found in (surest, second, third)]
    assert values == pytest.approx([values[0]] * 3)
    assert third.rows[0] in surest.rows
    assert "is_proved" in third.facts or third.facts["bound"] >= values[0]


@pytest.mark.soak
def test_one_after_the_other_misses_sets_that_trying_all_finds():
    missed = 0
    for seed in range(6):
        drawn = drawn_graph(25, 0.1, seed)
        scores, picked = scores_of(drawn, "fragmentation"), ()
        for _ in range(3):
            found = scores(picked)
            found[list(picked)] = -1
            picked = (*picked, int(np.argmax(found)))
        best = all_sets(scores, np.arange(25), 3, 1).value
        greedy = value_of(drawn, picked, "fragmentation")
        assert best >= greedy - 1e-9
        missed += best > greedy + 1e-9

    assert missed > 0


def test_without_time_a_set_is_given_with_its_bound():
    reached = criteria.within(drawn_graph(60, 0.06, 1), 1)

    fewest = smallest_covers(reached, 60, seconds=0)
    most = largest_covers(reached, np.ones(60), 5, seconds=0)

    covered = np.unique(np.concatenate([reached.row(row) for row in fewest.sets[0]]))
    assert len(covered) == 60
    assert fewest.bound <= fewest.value == len(fewest.sets[0])
    assert len(most.sets[0]) == 5
    assert most.bound >= most.value == len(np.unique(np.concatenate(
        [reached.row(row) for row in most.sets[0]])))
