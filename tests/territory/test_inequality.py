"""Gini, Theil and concentration, weighted by population."""

from math import log

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ocgraph.territory import (
    Inequality,
    concentration,
    concentration_by_chance,
    gini,
    theil,
    theil_by_group,
)

ONE_TO_FOUR = {"a": 1.0, "b": 2.0, "c": 3.0, "d": 4.0}
EQUAL = dict.fromkeys("abcd", 1.0)

spread = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 5), st.sampled_from("xyz")),
                  min_size=1, max_size=8)


def spread_of(drawn):
    """Return figures, populations and regions by code, of drawn rows."""
    return tuple({f"m{number}": row[part] for number, row in enumerate(drawn)}
                 for part in range(3))


def expanded(values, population):
    """Return each inhabitant on its own, with the figure of its territory."""
    each = {f"{code}/{number}": value for code, value in values.items()
            for number in range(population[code])}
    return each, dict.fromkeys(each, 1)


def test_one_to_four_of_equal_weights():
    assert gini(ONE_TO_FOUR, EQUAL).value == pytest.approx(0.25)
    assert theil(ONE_TO_FOUR, EQUAL).value == pytest.approx(0.106440, abs=1e-6)


def test_all_equal_is_no_inequality():
    for index in (gini, theil):
        found = index(dict.fromkeys("abcd", 0.1), {"a": 3, "b": 1, "c": 7, "d": 2}).value
        assert found == pytest.approx(0) and found >= 0


def test_one_who_has_all_among_four():
    """Gini 1 − 1/4; Theil ln 4, the three zeros adding 0 ln 0 = 0."""
    alone = {"a": 0.0, "b": 0.0, "c": 0.0, "d": 8.0}

    assert gini(alone, EQUAL).value == pytest.approx(0.75)
    assert theil(alone, EQUAL).value == pytest.approx(log(4))


@given(spread)
def test_weighted_is_each_inhabitant_on_its_own(drawn):
    values, population, _ = spread_of(drawn)
    alone = expanded(values, population)

    for index in (gini, theil):
        weighted, counted = index(values, population).value, index(*alone).value
        assert (weighted is None) == (counted is None)
        assert weighted is None or weighted == pytest.approx(counted, abs=1e-12)


@given(spread, st.integers(2, 9))
def test_neither_the_unit_nor_the_size_of_all_populations_changes_anything(drawn, times):
    values, population, _ = spread_of(drawn)
    larger = ({code: value * times for code, value in values.items()},
              {code: people * times for code, people in population.items()})

    for index in (gini, theil):
        found = index(values, population).value
        assert index(*larger).value == (None if found is None else pytest.approx(found, abs=1e-12))


@given(spread)
def test_within_and_between_regions_make_the_whole(drawn):
    values, population, regions = spread_of(drawn)
    found = theil_by_group(values, population, regions)
    assume(found.total is not None)

    assert found.between + found.within == pytest.approx(found.total, abs=1e-12)
    assert found.total == theil(values, population).value
    assert found.within == pytest.approx(
        sum(share * (found.by_group[name] or 0) for name, share in found.shares.items()))
    assert sum(found.shares.values()) == pytest.approx(1)
    assert min(found.between, found.within) >= 0


def test_regions_that_differ_and_are_each_equal_leave_nothing_within():
    """Means 1 and 3 of equal populations, mean 2: (1/4) ln(1/2) + (3/4) ln(3/2)."""
    found = theil_by_group({"a": 1, "b": 1, "c": 3, "d": 3}, EQUAL,
                           {"a": "x", "b": "x", "c": "y", "d": "y"})

    assert found.between == pytest.approx(0.25 * log(1 / 2) + 0.75 * log(3 / 2))
    assert found.within == 0
    assert found.by_group == {"x": 0, "y": 0} and found.shares == {"x": 0.25, "y": 0.75}


def test_a_region_without_any_hour_has_no_index_of_its_own():
    found = theil_by_group({"a": 0, "b": 0, "c": 2}, EQUAL, {"a": "x", "b": "x", "c": "y"})

    assert found.by_group == {"x": None, "y": 0}
    assert found.total == found.between == pytest.approx(log(3))


@given(spread)
def test_ranked_by_itself_concentration_is_gini_and_the_reverse_its_opposite(drawn):
    values, population, _ = spread_of(drawn)
    index = gini(values, population).value
    assume(index is not None)
    opposite = {code: -value for code, value in values.items()}

    assert concentration(values, population, values).value == pytest.approx(index)
    assert concentration(values, population, opposite).value == pytest.approx(-index, abs=1e-12)


@given(spread, st.lists(st.integers(0, 3), min_size=8, max_size=8))
def test_concentration_lies_within_gini_on_either_side(drawn, needs):
    values, population, _ = spread_of(drawn)
    need = dict(zip(values, needs, strict=False))
    index = gini(values, population).value
    assume(index is not None)

    assert abs(concentration(values, population, need).value) <= index + 1e-12


def test_hours_that_follow_need_are_concentrated_above_zero():
    """Shares of hours 1/4 then 3/4 of equal populations: 1 − (1/2)(1/4 + 1/4 + 1) = 1/4."""
    hours, need = {"a": 1.0, "b": 3.0}, {"a": 0.2, "b": 0.9}
    people = {"a": 10, "b": 10}

    assert concentration(hours, people, need).value == pytest.approx(0.25)
    assert concentration(hours, people, {"a": 0.9, "b": 0.2}).value == pytest.approx(-0.25)
    assert concentration(hours, people, {"a": 0.5, "b": 0.5}).value == pytest.approx(0)


def test_what_is_unknown_is_left_out_and_told():
    values = {"a": 1.0, "b": None, "c": 3.0, "d": 5.0, "e": float("nan")}
    population = {"a": 10, "b": 10, "c": 10, "d": None}
    need = {"a": 0.5, "b": 0.5}

    assert gini(values, population) == Inequality(pytest.approx(0.25), ("b", "d", "e"))
    assert theil(values, population).left_out == ("b", "d", "e")
    assert concentration(values, population, need).left_out == ("b", "c", "d", "e")
    assert theil_by_group(values, population, {"a": "x"}).left_out == ("b", "c", "d", "e")


def test_a_territory_without_inhabitant_counts_for_nothing():
    people = {"a": 10, "b": 10, "c": 0}

    for index in (gini, theil):
        assert index({"a": 1, "b": 3, "c": 99}, people) == index({"a": 1, "b": 3}, people)


@pytest.mark.parametrize(("values", "population"), [
    ({}, {}), ({"a": None}, {"a": 10}), ({"a": 4.0}, {}), ({"a": 4.0}, {"a": 0}),
    ({"a": 0.0, "b": 0.0}, {"a": 10, "b": 10})])
def test_nothing_to_share_has_no_index(values, population):
    assert gini(values, population).value is None
    assert theil(values, population).value is None
    assert concentration(values, population, values).value is None
    nothing = theil_by_group(values, population, dict.fromkeys(values, "x"))
    assert (nothing.total, nothing.between, nothing.within, nothing.by_group) == (
        None, None, None, {})


@pytest.mark.parametrize(("values", "population"), [
    ({"a": -1.0}, {"a": 10}), ({"a": 1.0}, {"a": -10}), ({"a": float("inf")}, {"a": 10})])
def test_figures_that_cannot_be_are_refused(values, population):
    for index in (gini, theil):
        with pytest.raises(ValueError, match="figure"):
            index(values, population)


def test_by_chance_the_concentration_lies_where_the_orders_of_need_put_it():
    """Three equal populations with 0, 0 and 3: the one with all is first, second or third.

    The index is then −2/3, 0 or 2/3, each one time in three.
    """
    values, population = {"a": 0.0, "b": 0.0, "c": 3.0}, dict.fromkeys("abc", 1.0)
    low, high = concentration_by_chance(values, population, {"a": 1, "b": 2, "c": 3})

    assert (low, high) == pytest.approx((-2 / 3, 2 / 3))
    assert concentration(values, population, {"a": 1, "b": 2, "c": 3}).value == pytest.approx(high)


@pytest.mark.parametrize("need", [{}, {"a": 1.0, "b": None}])
def test_without_anything_to_share_chance_gives_nothing(need):
    assert concentration_by_chance({"a": 0.0, "b": None}, {"a": 1, "b": 1}, need) == (0, 0)


def test_equal_needs_leave_nothing_to_chance():
    assert concentration_by_chance(ONE_TO_FOUR, EQUAL, dict.fromkeys("abcd", 0.5)) == (0, 0)
