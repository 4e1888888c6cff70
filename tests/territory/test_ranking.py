"""Who is most under-served, over the weights allowed and what is missing."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ocgraph.territory import Criterion, percentiles, rank_intervals, shortfalls

CODES = "abcdefgh"


def criteria_of(**columns):
    """Return criteria from scaled figures by column, for territories a, b, c…"""
    return [Criterion(code, dict(zip(CODES, column, strict=False)))
            for code, column in columns.items()]


shares = st.integers(0, 4).map(lambda quarter: quarter / 4)
tables = st.integers(2, 6).flatmap(lambda n_places: st.lists(
    st.lists(shares, min_size=n_places, max_size=n_places), min_size=1, max_size=4))
tolerances = st.sampled_from([None, 0, 0.3, 1])


def criteria_and_weights(columns):
    criteria = criteria_of(**{f"c{number}": column for number, column in enumerate(columns)})
    return criteria, {criterion.code: 1 + number for number, criterion in enumerate(criteria)}


def test_a_shortfall_is_the_weighted_sum_and_keeps_its_parts():
    criteria = criteria_of(low_income=(1, 0, 0.5), hours=(0.5, 0, None))
    found = shortfalls(criteria, {"low_income": 3, "hours": 1})

    assert found["a"].value == pytest.approx(0.75 * 1 + 0.25 * 0.5)
    assert found["a"].parts == {"low_income": 0.75, "hours": 0.125}
    assert found["b"].value == found["b"].low == found["b"].high == 0


@given(st.lists(st.floats(0.01, 100), min_size=1, max_size=9))
def test_worst_on_all_is_one_and_never_more_whatever_the_rounding(given_weights):
    weights = {f"c{number}": weight for number, weight in enumerate(given_weights)}
    found = shortfalls(criteria_of(**dict.fromkeys(weights, (1, None))), weights)

    assert 1 - 1e-9 < found["a"].value <= 1
    assert found["b"].low == 0 and 1 - 1e-9 < found["b"].high <= 1


def test_a_missing_figure_leaves_bounds_and_its_name():
    found = shortfalls(criteria_of(low_income=(0.5,), hours=(None,)),
                       {"low_income": 3, "hours": 1})["a"]

    assert (found.value, found.missing) == (None, ("hours",))
    assert (found.low, found.high) == (0.375, 0.625)
    assert found.parts == {"low_income": 0.375, "hours": None}


def test_a_criterion_of_weight_zero_does_not_count_and_lacks_nowhere():
    criteria = criteria_of(low_income=(0.5, 1), hours=(None, 0))
    weights = {"low_income": 2, "hours": 0}

    assert shortfalls(criteria, weights)["a"].value == 0.5
    assert shortfalls(criteria, weights)["a"].parts == {"low_income": 0.5}
    assert rank_intervals(criteria, weights, None)["b"].worst == 1


def test_a_territory_only_one_criterion_names_lacks_the_other():
    criteria = [Criterion("low_income", {"a": 1.0}), Criterion("hours", {"b": 0.0})]
    found = shortfalls(criteria, {"low_income": 1, "hours": 1})

    assert {code: each.missing for code, each in found.items()} == {
        "a": ("hours",), "b": ("low_income",)}


@settings(max_examples=30)
@given(tables, tolerances, st.integers(0, 9))
def test_a_dominated_territory_never_ranks_better(columns, tolerance, seed):
    criteria, weights = criteria_and_weights(columns)
    found = rank_intervals(criteria, weights, tolerance, n_draws=50, first=2, seed=seed)

    for one, other in itertools.permutations(found, 2):
        if all(criterion.scaled[one] >= criterion.scaled[other] for criterion in criteria):
            above, under = found[one], found[other]
            assert above.best <= under.best and above.worst <= under.worst
            assert above.low <= under.low and above.high <= under.high
            assert above.probability_first >= under.probability_first


def test_worst_on_all_is_first_and_best_on_all_last_for_every_weight():
    criteria = criteria_of(low_income=(1, 0.4, 0, 0.2), hours=(1, 0.1, 0, 0.9))
    found = rank_intervals(criteria, {"low_income": 1, "hours": 1}, None, first=1)

    assert (found["a"].best, found["a"].worst, found["a"].probability_first) == (1, 1, 1)
    assert (found["c"].best, found["c"].worst, found["c"].probability_first) == (4, 4, 0)
    assert (found["b"].best, found["b"].worst) == (2, 3)


def test_two_criteria_that_say_the_reverse_share_the_first_rank():
    """a is first when its weight is above 0.6: 40 % of the uniform weights w of the first."""
    criteria = criteria_of(low_income=(0.8, 0.4), hours=(0.2, 0.8))
    found = rank_intervals(criteria, {"low_income": 1, "hours": 1}, None, first=1)

    assert found["a"].probability_first == pytest.approx(0.4, abs=0.02)
    assert (found["a"].best, found["a"].median, found["a"].worst) == (1, 2, 2)


def test_around_the_weights_chosen_only_near_ones_are_drawn():
    """With w = 3/4, t = 0.1, the weight of the first is at least 0.675 / 0.95 > 0.6: a is first."""
    criteria = criteria_of(low_income=(0.8, 0.4), hours=(0.2, 0.8))
    weights = {"low_income": 3, "hours": 1}

    assert rank_intervals(criteria, weights, 0.1)["a"].worst == 1
    assert rank_intervals(criteria, weights, 0)["a"].worst == 1
    assert 0 < rank_intervals(criteria, weights, 1, first=1)["b"].probability_first < 0.4


def test_each_weight_is_drawn_evenly_on_both_sides_of_its_own():
    """v, w in (0.5, 1.5): a is first when v > 1.5 w, the area under 1.5 − 1.5 w: 3/16."""
    criteria = criteria_of(low_income=(0.8, 0.4), hours=(0.2, 0.8))
    found = rank_intervals(criteria, {"low_income": 1, "hours": 1}, 0.5, first=1)

    assert found["a"].probability_first == pytest.approx(3 / 16, abs=0.02)


@pytest.mark.parametrize("n_criteria", [2, 3])
def test_any_weights_means_all_as_often(n_criteria):
    """The weight of one criterion is above 1/2 with probability (1/2)^(n − 1), over the simplex."""
    columns = {f"c{number}": (float(number == 0), 0.5) for number in range(n_criteria)}
    found = rank_intervals(criteria_of(**columns), dict.fromkeys(columns, 1), None, first=1)

    assert found["a"].probability_first == pytest.approx(0.5**(n_criteria - 1), abs=0.02)


@settings(max_examples=15)
@given(st.integers(1, 30), st.integers(1, 8), tolerances, st.integers(0, 99))
def test_as_many_are_among_the_first_as_there_are_first_places(n_places, first, tolerance, seed):
    generator = np.random.default_rng(seed)
    criteria = [Criterion(f"c{number}", {
        str(place): None if generator.random() < 0.1 else float(generator.random())
        for place in range(n_places)}) for number in range(3)]
    found = rank_intervals(criteria, {"c0": 1, "c1": 2, "c2": 3}, tolerance, n_draws=100,
                           first=first, seed=seed)

    assert sum(each.probability_first for each in found.values()) == pytest.approx(
        min(first, n_places))


def test_ranks_of_one_draw_counted_one_by_one():
    """Shortfalls 0.5, 0.9, 0.5, 0.1: one before, two who share ranks 2 and 3, one last."""
    criteria = criteria_of(low_income=(0.2, 0.9, 0.8, 0.1), hours=(0.8, 0.9, 0.2, 0.1))
    found = rank_intervals(criteria, {"low_income": 1, "hours": 1}, 0, n_draws=3, first=2)

    assert {code: each.median for code, each in found.items()} == {
        "a": 2.5, "b": 1, "c": 2.5, "d": 4}
    assert found["a"].probability_first == 0


def test_equal_territories_share_their_rank_whatever_the_weights():
    criteria, weights = criteria_and_weights([(0.1, 0.3, 0.1), (0.7, 0.9, 0.7), (0.2, 0.2, 0.2)])
    found = rank_intervals(criteria, weights, None)

    assert (found["a"].best, found["a"].worst) == (found["c"].best, found["c"].worst) == (2.5, 2.5)


def test_a_missing_figure_widens_the_interval_of_its_territory_and_of_the_others():
    """With half of c known, at 0.5: it may pass b, or fall under d; never a, nor e."""
    known = criteria_of(low_income=(1, 0.75, 0.5, 0.25, 0), hours=(1, 0.75, 0.5, 0.25, 0))
    missing = criteria_of(low_income=(1, 0.75, 0.5, 0.25, 0), hours=(1, 0.75, None, 0.25, 0))
    weights = {"low_income": 1, "hours": 1}
    sure, unsure = (rank_intervals(criteria, weights, None) for criteria in (known, missing))

    assert (sure["c"].best, sure["c"].worst, sure["c"].missing) == (3, 3, ())
    assert (unsure["c"].best, unsure["c"].worst, unsure["c"].missing) == (2, 4, ("hours",))
    assert unsure["c"].low < 3 < unsure["c"].high
    assert (sure["b"].best, sure["b"].worst) == (2, 2)
    assert (unsure["b"].best, unsure["b"].worst) == (2, 3)


def test_a_territory_nothing_is_known_of_may_be_anywhere():
    criteria = criteria_of(low_income=(None, 0.9, 0.5, 0.1))
    found = rank_intervals(criteria, {"low_income": 1}, None, first=1)

    assert (found["a"].best, found["a"].worst) == (1, 4)
    assert found["a"].probability_first == pytest.approx(0.1, abs=0.02)


def test_the_same_seed_draws_the_same_and_another_otherwise():
    criteria, weights = criteria_and_weights([(0.1, 0.9, None), (0.8, 0.2, 0.5)])
    found = [rank_intervals(criteria, weights, None, first=1, seed=seed) for seed in (0, 0, 1)]

    assert found[0] == found[1] != found[2]


def test_only_the_proportions_of_the_weights_count():
    criteria, weights = criteria_and_weights([(0.1, 0.9, 0.3), (0.8, 0.2, 0.5)])
    doubled = {code: 2 * weight for code, weight in weights.items()}

    assert rank_intervals(criteria, weights, 0.5) == rank_intervals(criteria, doubled, 0.5)


def test_ten_thousand_weightings_of_all_the_territories_are_ranked_whole():
    generator = np.random.default_rng(0)
    criteria = [Criterion(f"c{number}", percentiles(
        {str(place): float(generator.random()) for place in range(104)}, more_is_need=True))
        for number in range(8)]
    found = rank_intervals(criteria, dict.fromkeys((each.code for each in criteria), 1), None)

    assert sum(each.probability_first for each in found.values()) == pytest.approx(5)
    assert all(1 <= each.best <= each.low <= each.median <= each.high <= each.worst <= 104
               for each in found.values())


def test_no_territory_has_no_rank():
    assert rank_intervals([Criterion("low_income", {})], {"low_income": 1}, None) == {}


@pytest.mark.parametrize("weights", [
    {}, {"low_income": 1}, {"low_income": 1, "hours": 1, "other": 1},
    {"low_income": 0, "hours": 0}, {"low_income": -1, "hours": 2},
    {"low_income": float("nan"), "hours": 1}])
def test_weights_that_say_nothing_are_refused(weights):
    criteria = criteria_of(low_income=(1, 0), hours=(0, 1))

    for function in (shortfalls, lambda *given: rank_intervals(*given, None)):
        with pytest.raises(ValueError, match="weight"):
            function(criteria, weights)


@pytest.mark.parametrize("wrong", [{"tolerance": 1.1}, {"tolerance": -0.1},
                                   {"tolerance": None, "n_draws": 0},
                                   {"tolerance": None, "first": 0}])
def test_settings_that_cannot_be_are_refused(wrong):
    with pytest.raises(ValueError, match="draws"):
        rank_intervals(criteria_of(hours=(0, 1)), {"hours": 1}, **wrong)


def test_figures_off_the_scale_and_a_criterion_given_twice_are_refused():
    with pytest.raises(ValueError, match="scaled"):
        shortfalls(criteria_of(hours=(0, 30)), {"hours": 1})
    with pytest.raises(ValueError, match="once"):
        shortfalls([Criterion("hours", {"a": 1}), Criterion("hours", {"a": 0})], {"hours": 1})
