"""Neighbours that look alike."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ocgraph.territory import Cluster, local_clusters, moran

LINE = [("1", "2"), ("2", "3"), ("3", "4")]
SIDE = 10
GRID = [(f"{row}.{column}", f"{row + down}.{column + 1 - down}") for down in (0, 1)
        for row in range(SIDE - down) for column in range(SIDE - 1 + down)]
CORNERS = [(f"{row}.{column}", f"{row + 1}.{column + way}") for way in (-1, 1)
           for row in range(SIDE - 1) for column in range(SIDE) if 0 <= column + way < SIDE]
SQUARE = [f"{row}.{column}" for row in range(SIDE) for column in range(SIDE)]

small_maps = st.integers(2, 6).flatmap(lambda n: st.tuples(
    st.lists(st.none() | st.integers(-4, 4), min_size=n, max_size=n),
    st.lists(st.sampled_from(list(itertools.product(range(n), repeat=2))), max_size=10)))


def noise(seed, codes=SQUARE):
    return dict(zip(codes, np.random.default_rng(seed).normal(size=len(codes)), strict=True))


def classes(found):
    return {code: local.cluster for code, local in found.items()}


def told(found):
    return {code for code, local in found.items() if local.p is not None
            and local.cluster is not Cluster.NOT_SIGNIFICANT}


def test_one_to_four_on_a_line():
    """z = −1.5, −0.5, 0.5, 1.5; lags −0.5, −0.5, 0.5, 0.5; Σ = 2, over Σ z² = 5."""
    found = moran({"1": 1, "2": 2, "3": 3, "4": 4}, LINE)

    assert found.value == pytest.approx(0.4)
    assert found.expected == pytest.approx(-1 / 3)
    assert (found.n_territories, found.n_alone) == (4, 0)


def test_local_figures_on_the_line():
    """z × lag / (Σ z² / 4): 0.75, 0.25, 0.25 and 0.75, over 1.25."""
    found = local_clusters({"1": 1, "2": 2, "3": 3, "4": 4}, LINE, n_permutations=99)

    assert [local.local_i for local in found.values()] == pytest.approx([0.6, 0.2, 0.2, 0.6])
    assert [local.n_neighbours for local in found.values()] == [1, 2, 2, 1]


@settings(max_examples=25)
@given(small_maps)
def test_the_sums_done_one_by_one(drawn):
    figures, pairs = drawn
    values = {str(number): figure for number, figure in enumerate(figures)}
    pairs = [(str(one), str(other)) for one, other in pairs]
    known = {code: value for code, value in values.items() if value is not None}
    near = {code: {other for pair in pairs for one, other in (pair, pair[::-1])
                   if one == code != other and other in known} for code in known}
    z = {code: value - sum(known.values()) / len(known) for code, value in known.items()}
    squares, n_joined = sum(each**2 for each in z.values()), sum(map(bool, near.values()))
    found = moran(values, pairs, n_permutations=9)

    if not n_joined or len(set(known.values())) < 2:
        assert found.value is None and found.p is None
    else:
        products = sum(z[code] * sum(z[other] for other in others) / len(others)
                       for code, others in near.items() if others)
        assert found.value == pytest.approx(len(known) / n_joined * products / squares)


@settings(max_examples=25)
@given(small_maps)
def test_local_figures_average_to_the_whole(drawn):
    figures, pairs = drawn
    values = {str(number): figure for number, figure in enumerate(figures)}
    pairs = [(str(one), str(other)) for one, other in pairs]
    whole = moran(values, pairs, n_permutations=9).value
    local = [each.local_i for each in local_clusters(values, pairs, n_permutations=9).values()
             if each.local_i is not None]

    assert whole is None if not local else np.mean(local) == pytest.approx(whole)


def test_permutations_counted_one_by_one_give_the_same_p():
    """1 of 1, 2, 3, 4, 5 beside one neighbour of four others: 1/4 of the permutations each."""
    values = {"1": 1, "2": 2, "3": 3, "4": 4, "5": 5}
    found = local_clusters(values, [*LINE, ("4", "5")], n_permutations=9999)

    assert found["1"].p == pytest.approx(2 * 1 / 4, abs=0.02)  # only 2 is as low as 2
    assert found["2"].p == pytest.approx(2 * 1 / 6, abs=0.02)  # of 6 pairs, 1 + 3 alone is as low


def block(low, high):
    return {f"{row}.{column}" for row in range(low, high) for column in range(low, high)}


def test_high_together_low_together_and_one_that_stands_out():
    values = {code: 50 + figure for code, figure in noise(1).items()}
    values |= dict.fromkeys(block(0, 3), 90.0) | dict.fromkeys(block(7, 10), 10.0)
    values["1.1"] = 20.0
    found = classes(local_clusters(values, GRID + CORNERS))
    opposite = {code: -value for code, value in values.items()}
    turned = classes(local_clusters(opposite, GRID + CORNERS))

    assert (found["1.1"], found["8.8"]) == (Cluster.LOW_HIGH, Cluster.LOW_LOW)
    assert found["5.5"] is Cluster.NOT_SIGNIFICANT
    assert (turned["1.1"], turned["8.8"]) == (Cluster.HIGH_LOW, Cluster.HIGH_HIGH)


def test_a_cluster_is_seen_but_for_its_corners_and_nothing_else_is():
    """A corner of it has three of its eight neighbours in it, a side five, the heart eight."""
    lot = block(3, 7)
    values = {code: figure + 6 * (code in lot) for code, figure in noise(2).items()}
    found = local_clusters(values, GRID + CORNERS)

    assert told(found) == lot - {"3.3", "3.6", "6.3", "6.6"}
    assert {found[code].cluster for code in told(found)} == {Cluster.HIGH_HIGH}
    assert all(local.adjusted_p >= local.p for local in found.values())


def test_pure_noise_makes_almost_no_cluster():
    """Under 0.05 of the maps have one, on average; without adjusting, some four areas of each."""
    maps = [local_clusters(noise(seed), GRID, n_permutations=1999, seed=seed)
            for seed in range(30)]

    assert sum(bool(told(found)) for found in maps) <= 4
    assert 2 < np.mean([sum(local.p <= 0.05 for local in found.values()) for found in maps]) < 6


def test_one_without_data_among_sixteen_leaves_the_others_as_they_are():
    codes = [f"{row}.{column}" for row in range(4) for column in range(4)]
    pairs = [pair for pair in GRID if set(pair) <= set(codes)]
    values = noise(3, codes) | {"2.2": float("nan")}
    found = local_clusters(values, pairs)
    without = {code: value for code, value in values.items() if code != "2.2"}

    assert found.pop("2.2").cluster is Cluster.NO_DATA
    assert found == local_clusters(without, pairs)
    assert Cluster.LOW_LOW not in classes(found).values()
    assert found["2.1"].n_neighbours == 3
    assert local_clusters(values | {"2.2": None}, pairs)["2.1"] == found["2.1"]


def test_an_island_and_one_whose_neighbours_have_no_data_have_no_neighbour():
    values = {"1": 1, "2": 2, "3": None, "4": 4, "island": 9}
    found = local_clusters(values, [*LINE, ("island", "island"), ("island", "elsewhere")])

    assert classes(found) == {
        "1": Cluster.NOT_SIGNIFICANT, "2": Cluster.NOT_SIGNIFICANT, "3": Cluster.NO_DATA,
        "4": Cluster.NO_NEIGHBOUR, "island": Cluster.NO_NEIGHBOUR}
    assert moran(values, LINE).n_alone == 2


@pytest.mark.parametrize("figure", [0, 7, 0.1 + 0.2])
def test_equal_figures_make_no_cluster(figure):
    values = dict.fromkeys(SQUARE, figure)
    found = local_clusters(values, GRID)

    assert set(classes(found).values()) == {Cluster.NOT_SIGNIFICANT}
    assert {(local.local_i, local.p) for local in found.values()} == {(None, None)}
    assert moran(values, GRID).value is None


@pytest.mark.parametrize("values", [{}, {"1": None, "2": None}])
def test_no_data_anywhere_says_so(values):
    assert set(classes(local_clusters(values, LINE)).values()) <= {Cluster.NO_DATA}
    assert moran(values, LINE).n_territories == 0


def test_no_border_at_all_leaves_each_alone():
    values = {"1": 1.0, "2": 2.0}

    assert set(classes(local_clusters(values, [])).values()) == {Cluster.NO_NEIGHBOUR}
    assert moran(values, []).value is None


def test_the_unit_the_order_and_the_way_pairs_are_written_change_nothing():
    values = noise(4)
    expected = local_clusters(values, GRID)
    scaled = {code: 1e-6 * value + 3 for code, value in values.items()}
    again = local_clusters(scaled, [*GRID, *(pair[::-1] for pair in GRID[::2])])

    assert classes(again) == classes(expected)
    assert [local.p for local in again.values()] == [local.p for local in expected.values()]


def test_the_same_seed_tells_the_same():
    assert local_clusters(noise(5), GRID, seed=3) == local_clusters(noise(5), GRID, seed=3)
    assert moran(noise(5), GRID, seed=3) == moran(noise(5), GRID, seed=3)


def test_what_cannot_be_is_refused():
    for wrong in ({"n_permutations": 0}, {"false_discoveries": 0}):
        with pytest.raises(ValueError, match=r"permutations|false"):
            local_clusters({"1": 1}, [], **wrong)
    with pytest.raises(ValueError, match="infinite"):
        moran({"1": float("inf")}, [])
