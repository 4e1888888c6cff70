"""How far the others are from each actor, and how many are within a few steps."""

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ocgraph.engine import search
from ocgraph.engine.compiled import using
from ocgraph.engine.csr import CSR
from ocgraph.engine.search import distances, reach, reach_from
from ocgraph.engine.steps import Steps
from tests.small_networks import ENGINES, as_networkx, steps

pytestmark = pytest.mark.soak   # the check has fifteen minutes

NOWHERE = np.empty(0)


@pytest.fixture(params=ENGINES, autouse=True)
def engine(request):
    """Hold each rule with each engine."""
    with using(request.param):
        yield request.param


@pytest.fixture(params=[True, False], ids=["one by one", "at once"])
def meets_few(request, monkeypatch):
    """Hold each rule with each way of searching."""
    monkeypatch.setattr(search, "_meets_few", lambda *_: request.param)


def path(n_actors):
    return Steps.in_hops(CSR.graph(range(n_actors - 1), range(1, n_actors), n_actors))


def nowhere(drawn):
    return np.full(drawn.n_actors, -1, np.int32)


def test_the_distances_of_a_path_add_up():
    found = distances(path(4))

    assert found.n_reached.tolist() == [3, 3, 3, 3]
    assert found.total.tolist() == [6, 4, 4, 6]
    assert found.inverse_total == pytest.approx([11 / 6, 5 / 2, 5 / 2, 11 / 6])


@given(steps())
def test_distances_are_those_of_the_graph_of_single_steps(drawn):
    found = distances(drawn)

    for start, lengths in nx.all_pairs_shortest_path_length(as_networkx(drawn.graph())):
        others = [length for length in lengths.values() if length]
        assert found.n_reached[start] == len(others)
        assert found.total[start] == sum(others)
        assert found.inverse_total[start] == pytest.approx(sum(1 / length for length in others))


def test_reach_counts_the_others_and_each_territory_once(meets_few):
    found = reach(path(4), 3, np.array([0, 1, 0, -1], np.int32), np.array([10.0, 200.0]))

    assert found.actors.tolist() == [[1, 2, 3], [2, 3, 3], [2, 3, 3], [1, 2, 3]]
    assert found.population.tolist() == [[210, 210, 210], [210, 210, 210], [210, 210, 210],
                                         [10, 210, 210]]


@settings(max_examples=30)
@given(drawn=steps(), max_steps=st.integers(1, 4), data=st.data())
def test_reach_is_what_a_search_from_each_actor_finds(drawn, max_steps, data):
    places = data.draw(st.lists(st.integers(-1, 2), min_size=drawn.n_actors,
                                max_size=drawn.n_actors))
    population = np.array([1.0, 20.0, 300.0])

    for few in (True, False):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(search, "_meets_few", lambda *_, few=few: few)
            found = reach(drawn, max_steps, np.array(places, np.int32), population)
        for start in range(drawn.n_actors):
            away = drawn.search([start])
            for step in range(1, max_steps + 1):
                met = np.flatnonzero((away >= 0) & (away <= step))
                touched = {places[actor] for actor in met} - {-1}
                assert found.actors[start, step - 1] == len(met) - 1
                assert found.population[start, step - 1] == population[list(touched)].sum()


def test_more_actors_than_are_searched_from_at_once(meets_few):
    drawn = path(1300)

    assert reach(drawn, 2, nowhere(drawn), NOWHERE).actors[:, 1].tolist() == (
        [2, 3] + [4] * 1296 + [3, 2])
    ends = np.arange(1300)
    assert distances(drawn).total.tolist() == (
        ends * (ends + 1) // 2 + (1299 - ends) * (1300 - ends) // 2).tolist()


def test_several_components_larger_than_a_block_stay_apart(meets_few):
    ends = np.array([number for number in range(1399) if number != 699])
    drawn = Steps.in_hops(CSR.graph(ends, ends + 1, 1402))

    found = distances(drawn)

    assert found.n_reached.tolist() == [699] * 1400 + [0, 0]
    assert reach(drawn, 1, nowhere(drawn), NOWHERE).actors[[0, 699, 700, 1400], 0].tolist() == [
        1, 1, 1, 0]


def test_searches_that_meet_few_go_one_by_one(engine):
    if engine == "compiled":
        whole = Steps.of(CSR.graph([], [], 2000), CSR.of_pairs([0] * 2000, range(2000), (1, 2000)))

        assert search._meets_few(path(5000), 3)
        assert not search._meets_few(whole, 3)


@settings(max_examples=30)
@given(drawn=steps(), data=st.data())
def test_a_start_that_is_no_actor_reaches_what_its_first_step_leads_to(drawn, data):
    actors = st.sets(st.integers(0, max(drawn.n_actors - 1, 0)))
    firsts = data.draw(st.lists(actors if drawn.n_actors else st.just(set()), max_size=3))
    places = np.arange(drawn.n_actors, dtype=np.int32) % 3 - 1
    population = np.array([1.0, 20.0])

    found = reach_from(drawn, CSR.of_pairs(
        [start for start, met in enumerate(firsts) for _ in met],
        [actor for met in firsts for actor in met], (len(firsts), drawn.n_actors)),
        3, places, population)

    for start, first in enumerate(firsts):
        away = drawn.search((), first)
        for step in (1, 2, 3):
            met = (away > 0) & (away <= step)
            assert found.actors[start, step - 1] == met.sum()
            assert found.population[start, step - 1] == population[
                sorted({*places[met].tolist()} - {-1})].sum()
