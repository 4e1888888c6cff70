"""What one more post, or one fewer, changes."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ocgraph.model import CommunityOrganizer
from ocgraph.territory import (
    Objective,
    adjusted_population,
    after_change,
    allocate,
    effects_of_one_post,
    situation,
    theil,
)

WORST, INEQUALITY = Objective.WORST, Objective.INEQUALITY
HOURS = {"a": 70.0, "b": 35.0, "c": 0.0}
ADJUSTED = {"a": 10_000.0, "b": 10_000.0, "c": 5_000.0}

few = st.lists(st.tuples(st.integers(0, 6), st.integers(1, 5)), min_size=1, max_size=4)


def spread_of(rows):
    """Return hours in tens and adjusted inhabitants in thousands, of drawn rows."""
    return ({f"m{number}": 10.0 * hours for number, (hours, _) in enumerate(rows)},
            {f"m{number}": 1000.0 * people for number, (_, people) in enumerate(rows)})


def every_plan(hours, n_posts, weekly_hours):
    """Yield every way to place the posts: how many in each, and the hours that gives."""
    for chosen in itertools.combinations_with_replacement(hours, n_posts):
        yield ({code: chosen.count(code) for code in hours},
               {code: value + weekly_hours * chosen.count(code) for code, value in hours.items()})


def ordered_ratios(hours, adjusted):
    return sorted(round(10_000 * value / adjusted[code], 6) for code, value in hours.items())


def theil_of(hours, adjusted):
    return theil({code: value / adjusted[code] for code, value in hours.items()}, adjusted).value


def post(name, hours, *homes):
    return CommunityOrganizer(organizer_id=name, name="Poste fictif", weekly_hours=hours,
                              home_territories=homes)


def test_need_makes_inhabitants_count_from_half_to_one_and_a_half():
    people = {"a": 1000, "b": 1000, "c": 1000, "d": None, "e": 1000}

    assert adjusted_population(people, {"a": 0, "b": 1, "c": 0.5, "d": 1, "e": None}) == {
        "a": 500, "b": 1500, "c": 1000, "d": None, "e": None}


def test_a_situation_tells_ratios_the_lowest_and_the_inequality():
    """Ratios 70, 35 and 0 for shares 0.4, 0.4, 0.2: L = 0, 0, 1/3, 1 over p = 0, 0.2, 0.6, 1."""
    found = situation(HOURS, ADJUSTED)

    assert found.ratios == {"a": 70, "b": 35, "c": 0}
    assert (found.worst, found.worst_codes, found.left_out) == (0, ("c",), ())
    assert found.gini == pytest.approx(1 - (0.2 * 0 + 0.4 * (1 / 3) + 0.4 * (4 / 3)))
    assert found.theil == pytest.approx(theil_of(HOURS, ADJUSTED))


@settings(max_examples=40)
@given(few, st.integers(0, 4), st.sampled_from([10.0, 25.0]))
def test_no_plan_leaves_the_lowest_ratios_higher(rows, n_posts, weekly_hours):
    hours, adjusted = spread_of(rows)
    plan = allocate(hours, adjusted, n_posts, weekly_hours, WORST)
    best = max(ordered_ratios(after, adjusted)
               for _, after in every_plan(hours, n_posts, weekly_hours))

    assert ordered_ratios(plan.effect.after.hours, adjusted) == best
    assert plan.effect.after.worst == pytest.approx(best[0])


@settings(max_examples=40)
@given(few, st.integers(1, 4), st.sampled_from([10.0, 25.0]))
def test_no_plan_leaves_less_inequality(rows, n_posts, weekly_hours):
    hours, adjusted = spread_of(rows)
    plan = allocate(hours, adjusted, n_posts, weekly_hours, INEQUALITY)

    assert plan.effect.after.theil == pytest.approx(min(
        theil_of(after, adjusted) for _, after in every_plan(hours, n_posts, weekly_hours)),
        abs=1e-12)
    assert sum(plan.posts.values()) == n_posts


@settings(max_examples=40)
@given(few, st.integers(1, 3), st.sampled_from(Objective))
def test_the_tied_are_those_of_every_plan_as_good(rows, n_posts, objective):
    hours, adjusted = spread_of(rows)
    plan = allocate(hours, adjusted, n_posts, 10.0, objective)

    def merit(after):
        return (ordered_ratios(after, adjusted) if objective is WORST
                else round(theil_of(after, adjusted), 9))

    as_good = [posts for posts, after in every_plan(hours, n_posts, 10.0)
               if merit(after) == merit(plan.effect.after.hours)]
    assert plan.posts in as_good
    assert set(plan.tied) == {code for code in hours
                              if len({posts[code] for posts in as_good}) > 1}


def test_the_two_objectives_may_differ():
    """The lowest ratio is c's; the inequality falls most where many have little."""
    hours = {"big": 100.0, "small": 4.0, "rich": 300.0}
    adjusted = {"big": 100_000.0, "small": 5_000.0, "rich": 60_000.0}

    assert allocate(hours, adjusted, 1, 35, WORST).posts == {"big": 0, "small": 1, "rich": 0}
    assert allocate(hours, adjusted, 1, 35, INEQUALITY).posts == {"big": 1, "small": 0, "rich": 0}


def test_of_equal_ratios_the_post_goes_where_it_raises_most():
    plan = allocate({"a": 20, "b": 10, "c": 20}, {"a": 2000, "b": 1000, "c": 2000}, 1, 10, WORST)

    assert (plan.posts, plan.tied) == ({"a": 0, "b": 1, "c": 0}, ())


def test_a_tie_is_told_with_the_one_that_was_taken():
    plan = allocate({"a": 0, "b": 0, "c": 90}, {"a": 1000, "b": 1000, "c": 1000}, 1, 30, WORST)

    assert (plan.posts["a"], plan.tied) == (1, ("a", "b"))


@pytest.mark.parametrize("objective", Objective)
def test_no_hour_anywhere_no_post_and_one_territory_are_plans_too(objective):
    nowhere = allocate({"a": 0, "b": 0}, {"a": 1000, "b": 2000}, 3, 30, objective)
    none = allocate(HOURS, ADJUSTED, 0, 35, objective)
    alone = allocate({"a": 35}, {"a": 1000}, 4, 35, objective)

    assert (nowhere.posts, nowhere.effect.before.theil) == ({"a": 1, "b": 2}, None)
    assert nowhere.effect.after.theil == pytest.approx(0)
    assert (none.posts, none.tied) == ({"a": 0, "b": 0, "c": 0}, ())
    assert none.effect.after == none.effect.before
    assert (alone.posts, alone.tied, alone.effect.after.worst) == ({"a": 4}, (), 1750)


@pytest.mark.parametrize("objective", Objective)
def test_what_is_unknown_or_empty_receives_nothing_and_is_told(objective):
    hours = {"a": 35.0, "b": None, "c": 0.0, "d": 0.0, "e": 70.0}
    adjusted = {"a": 1000.0, "b": 1000.0, "c": 0.0, "d": None, "e": 1000.0}
    plan = allocate(hours, adjusted, 2, 35, objective)

    assert (plan.posts, plan.tied) == ({"a": 2, "e": 0}, ("a", "e"))
    assert plan.effect.after.left_out == ("b", "c", "d")
    assert {plan.effect.after.ratios[code] for code in "bcd"} == {None}
    assert plan.effect.after.hours["b"] is None


def test_nobody_to_serve_places_nothing():
    plan = allocate({"a": 35.0}, {"a": None}, 3, 35, WORST)

    assert (plan.posts, plan.tied) == ({}, ())
    assert (plan.effect.after.worst, plan.effect.after.left_out) == (None, ("a",))


def test_each_territory_shows_what_one_more_post_would_change():
    found = effects_of_one_post(HOURS, ADJUSTED, 35)

    assert {code: (each.ratio, each.worst) for code, each in found.items()} == {
        "a": (105, 0), "b": (70, 0), "c": (70, 35)}
    assert found["c"].best_for == (WORST, INEQUALITY)
    assert found["a"].best_for == found["b"].best_for == ()
    assert found["b"].theil == pytest.approx(theil_of({"a": 70, "b": 70, "c": 0}, ADJUSTED))
    assert found["b"].gini > found["c"].gini


def test_several_may_be_best_and_those_left_out_have_no_row():
    found = effects_of_one_post({"a": 0, "b": 0, "c": 9, "d": None},
                                {"a": 1000, "b": 1000, "c": 1000, "d": 1000}, 30)

    assert [code for code, each in found.items() if WORST in each.best_for] == ["a", "b"]
    assert "d" not in found
    assert effects_of_one_post({"d": None}, {"d": 1000}, 30) == {}


def test_a_move_takes_here_what_it_gives_there():
    effect = after_change(HOURS, ADJUSTED, {"a": -35, "c": 35})

    assert effect.after.ratios == {"a": 35, "b": 35, "c": 70}
    assert effect.before.ratios == {"a": 70, "b": 35, "c": 0}


def test_all_the_hours_taken_away_leave_none_whatever_the_rounding():
    third = 0.1 + 0.2
    effect = after_change({"a": third, "b": 1}, {"a": 10, "b": 10}, {"a": -0.3})

    assert effect.after.hours["a"] == 0


def test_posts_that_cannot_be_are_refused():
    for n_posts, weekly_hours in ((-1, 35), (1, 0), (1, float("inf")), (1, float("nan"))):
        with pytest.raises(ValueError, match="n_posts"):
            allocate(HOURS, ADJUSTED, n_posts, weekly_hours, WORST)
    for change, said in (({"z": 1}, "territory"), ({"b": -36}, "below zero"),
                         ({"b": float("nan")}, "numbers")):
        with pytest.raises(ValueError, match=said):
            after_change(HOURS, ADJUSTED, change)
    with pytest.raises(ValueError, match="need"):
        adjusted_population({"a": 1}, {"a": 1.5})


def test_from_five_hundred_posts_to_a_thousand_every_one_is_placed():
    hours = {str(code): 35.0 * (code % 9) for code in range(104)}
    adjusted = {str(code): 5000.0 + 997 * (code % 13) for code in range(104)}
    plans = [allocate(hours, adjusted, 495, 35, objective) for objective in Objective]

    assert [sum(plan.posts.values()) for plan in plans] == [495, 495]
    assert plans[0].effect.after.worst > plans[0].effect.before.worst
    assert plans[1].effect.after.theil < plans[1].effect.before.theil
