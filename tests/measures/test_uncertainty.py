"""How sure a figure is."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given

from ocgraph.engine.csr import CSR
from ocgraph.measures.uncertainty import _UnknownPairs, against_same_degrees, under_missing_ties
from tests.small_networks import graphs, network


def n_ties(ties):
    return len(ties.indices) / 2


def first_two_are_joined(ties):
    return [float(1 in ties.row(0)), float(2 in ties.row(0))]


def test_what_the_degrees_decide_alone_is_what_is_expected():
    found = against_same_degrees(network("A-B B-C D-E"), n_ties, n_draws=99)

    assert (found.value, found.expected, found.low, found.high) == (3, 3, 3, 3)
    assert found.p == 1


def test_three_ways_to_pair_four_actors_are_drawn_as_often():
    """A-B C-D, A-C B-D, A-D B-C: A and B are joined in one of three."""
    found = against_same_degrees(network("A-B C-D"), first_two_are_joined, n_draws=999)

    assert found.value.tolist() == [1, 0]
    assert found.expected == pytest.approx([1 / 3, 1 / 3], abs=0.05)
    assert found.p[0] == pytest.approx(2 / 3, abs=0.1)  # twice the third where they are
    assert (found.low.tolist(), found.high.tolist()) == ([0, 0], [1, 1])


def test_without_a_tie_nothing_is_drawn():
    found = against_same_degrees(network(actors="AB"), n_ties)

    assert found.reason == "no_tie"
    assert np.isnan(found.p).all()


def test_when_all_were_asked_nothing_is_missing():
    seen = network("A-B B-C", asked={"A": True, "C": True, "B": True})

    found = under_missing_ties(seen, n_ties)

    assert (found.value, found.low, found.high) == (2, 2, 2)


def test_a_pair_of_whom_one_was_asked_is_known():
    found = under_missing_ties(network("A-B", actors="C", asked={"A": True, "B": False}), n_ties)

    assert (found.low, found.high) == (1, 2)  # only B-C is unknown; rate 1/2
    assert found.expected == pytest.approx(1.5, abs=0.1)


def test_all_the_asked_are_tied_so_all_the_others_are_drawn():
    seen = network("A-B A-C A-D B-C", asked={"A": True})

    found = under_missing_ties(seen, n_ties)

    assert (found.value, found.high) == (4, 6)
    assert 5 < found.expected < 6  # three of three asked are tied, which is not yet always


def test_ties_recorded_between_those_not_asked_are_part_of_what_they_have():
    """Of A’s four pairs two are tied; of the six others three: as often, so none is to be drawn."""
    seen = network("A-B A-C B-D C-E B-C", asked={"A": True})

    found = under_missing_ties(seen, n_ties, n_draws=999)

    assert found.expected == pytest.approx(5 + 3 * 0.19, abs=0.35)  # half of the rates say none


def test_the_interval_holds_the_truth_where_the_asked_are_like_the_others():
    """Sixty networks of forty actors, one pair in ten tied; four are asked, the ties of the others
    known by nobody: the interval of 95 % may miss a few times, not often."""
    generator, missed = np.random.default_rng(7), 0
    names = [f"a{number:02}" for number in range(40)]
    for _ in range(60):
        ties = [pair for pair in combinations(names, 2) if generator.random() < 0.1]
        told = " ".join(f"{a}-{b}" for a, b in ties if a < "a04")
        seen = network(told, actors=names, asked=dict.fromkeys(names[:4], True))
        found = under_missing_ties(seen, n_ties, n_draws=99)
        missed += not found.low[0] <= len(ties) <= found.high[0]

    assert missed <= 8


@pytest.mark.parametrize(("seen", "reason"), [
    (network("A-B", asked={"A": False}), "nobody_asked"),
    (network(actors="A", asked={"A": True}), "one_actor"),
    (network(), "one_actor")])
def test_what_cannot_be_drawn_says_why(seen, reason):
    assert under_missing_ties(seen, n_ties).reason == reason


def test_the_same_seed_gives_the_same_draws():
    seen = network("A-B C-D D-E F-A", asked={"A": True})

    for drawn in (against_same_degrees, under_missing_ties):
        first, second = (drawn(seen, first_two_are_joined, n_draws=19, seed=3) for _ in "ab")
        assert first.expected.tolist() == second.expected.tolist()


@given(graphs())
def test_the_unknown_pairs_are_those_without_a_tie_and_each_is_numbered_once(drawn):
    unasked = np.arange(drawn.n_rows // 2, drawn.n_rows)

    ends = _UnknownPairs.of(drawn, unasked).drawn(1.0, np.random.default_rng(0))

    found = sorted(zip(*(end.tolist() for end in ends), strict=True))
    assert found == sorted(set(combinations(unasked.tolist(), 2))
                           - set(zip(*map(list, drawn.edges()), strict=True)))


def test_pairs_are_not_listed_to_be_drawn():
    """200,000 actors make 20 thousand million pairs."""
    nobody = _UnknownPairs.of(CSR.graph([0], [1], 200_000), np.arange(200_000))

    low, high = nobody.drawn(1e-7, np.random.default_rng(0))

    assert 1_800 < len(low) < 2_200
    assert (low < high).all()
