"""A scenario on the map of territories: hours before and after, over the same inhabitants."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ocgraph.analysis.changes import (
    AddActor,
    AddOrganizer,
    MoveOrganizer,
    RemoveNode,
)
from ocgraph.analysis.scenario import apply_changes, changed
from ocgraph.analysis.territory_posts import PostPlanning
from ocgraph.analysis.territory_reading import TerritoryReading
from ocgraph.analysis.territory_scenario import (
    COMPARED,
    Compared,
    compared_figures,
    compared_sentence,
    compared_shortfalls,
    posts_to_try,
    scenario_effect,
    scenario_sentences,
)
from ocgraph.model import CommunityOrganizer
from ocgraph.territory.posts import Objective
from tests.analysis.test_territory_reading import BOTH, HOURS, ONLY_HOURS, reading, register


def effect_of(*changes, weighing=ONLY_HOURS, **other):
    told = reading(**other)
    after = TerritoryReading(changed(told.network, changes))
    return told, scenario_effect(PostPlanning(told, weighing), after)


def words_of(told, found, language):
    return scenario_sentences(PostPlanning(told, ONLY_HOURS), found, language)


def test_a_move_takes_from_one_territory_what_it_gives_to_another():
    """Poste fictif 60 has 70 hours in 60 and leaves for 61, which has none."""
    told, found = effect_of(MoveOrganizer("o-60", ("61",)))

    assert found.changed == ("60", "61")
    assert (found.effect.after.hours["60"], found.effect.after.hours["61"]) == (0, 70)
    sentence = words_of(told, found, "en")[0]
    assert f"{told.territories['61'].name} (from 0 to 70)" in sentence


def test_a_departure_is_what_the_cost_of_a_departure_tells():
    _, found = effect_of(RemoveNode("o-63"), weighing=BOTH)

    assert found.effect == PostPlanning(reading(), BOTH).without("o-63").effect


def test_the_inhabitants_and_the_need_are_those_of_today():
    told, found = effect_of(AddOrganizer("n", "Poste", ("62",), 35.0), weighing=BOTH)
    people = 1.5 * told.populations["62"]          # the neediest of those compared

    assert found.effect.before.ratios["62"] == pytest.approx(10_000 * 35 / people)
    assert found.effect.after.ratios["62"] == pytest.approx(10_000 * 70 / people)


def test_a_post_without_known_hours_makes_those_of_its_territory_unknown_not_lower_nor_higher():
    """61 has no hour: it is the worst. With a post of unknown hours there, it is left out of both.

    The worst would rise by that alone, otherwise.
    """
    told, found = effect_of(AddOrganizer("n", "Poste", ("61",)))

    assert (found.lost, found.changed) == (("61",), ())
    assert found.effect.before == found.effect.after
    assert found.effect.before.worst_codes != ("61",)
    assert told.territories["61"].name in words_of(told, found, "fr")[-1]


def test_a_territory_whose_unknown_post_leaves_comes_to_be_known():
    posts = (*register().community_organizers, CommunityOrganizer(
        organizer_id="o-x", name="Poste fictif x", home_territories=("61",)))

    told, found = effect_of(RemoveNode("o-x"), community_organizers=posts)

    assert (found.lost, found.found) == ((), ("61",))
    assert told.territories["61"].name in words_of(told, found, "en")[-1]


def test_a_territory_whose_last_record_leaves_has_no_hour_rather_than_unknown_ones():
    _, found = effect_of(RemoveNode("o-62"), RemoveNode("a-62"))

    assert found.lost == ()
    assert found.effect.after.hours["62"] == 0


def test_an_actor_that_comes_changes_no_hour_and_it_is_said():
    told, found = effect_of(AddActor("n", "Maison Neuve", mrc_code="61"))

    assert words_of(told, found, "en") == ["This scenario changes the hours of no MRC."]


def test_posts_to_try_are_those_of_the_plan_with_its_effect():
    """The plan tried as a scenario has the effect the plan announces."""
    told = reading()
    plan = PostPlanning(told, BOTH).plan(4, Objective.INEQUALITY)
    changes = posts_to_try(plan, told, told.network.register, "fr")

    assert len({change.node_id for change in changes}) == len(changes) == 4
    assert all(change.weekly_hours == 35 for change in changes)
    _, found = effect_of(*changes, weighing=BOTH)
    for code, ratio in plan.effect.after.ratios.items():
        assert found.effect.after.ratios[code] == (
            None if ratio is None else pytest.approx(ratio))


def test_a_name_already_borne_is_not_given_again():
    told = reading()
    plan = PostPlanning(told, ONLY_HOURS).plan(2, Objective.WORST)
    first = posts_to_try(plan, told, told.network.register, "fr")
    then = posts_to_try(plan, told, apply_changes(told.network.register, first).register, "fr")
    name = told.territories["61"].name

    assert first[0].name == f"Poste à pourvoir, {name} 1"
    assert not {one.name for one in first} & {one.name for one in then}
    assert not apply_changes(told.network.register, (*first, *then)).unmade


def test_of_a_reading_without_posts_there_is_no_post_to_try():
    told = reading()
    plan = replace(PostPlanning(told, BOTH).plan(1, Objective.WORST), posts=dict.fromkeys(HOURS, 0))

    assert posts_to_try(plan, told, told.network.register, "fr") == ()


def beside(*changes, **other):
    told = reading(**other)
    return told, TerritoryReading(changed(told.network, changes), beside=told)


def test_on_one_scale_a_territory_where_nothing_changes_keeps_its_shortfall():
    """60 has 70 hours and leaves for 61: four others keep theirs, though 61 passes some of them."""
    found = compared_shortfalls(*beside(MoveOrganizer("o-60", ("61",))), BOTH)

    assert set(found.changed) == {"60", "61"}
    assert found.after["61"] < found.before["61"] and found.after["60"] > found.before["60"]


def test_shortfalls_of_hours_alone_are_the_places_among_today_and_the_scenario_together():
    """Hours alone count: each is placed by how many of all those known, twice, have more."""
    told, after = beside(AddOrganizer("n", "Poste", ("61",), 700.0))
    found = compared_shortfalls(told, after, ONLY_HOURS)
    rates = [compared_figures(told, after, "hours_per_10000")[when][code]
             for when in (0, 1) for code in told.among]
    pooled = [rate for rate in rates if rate is not None]

    def place(rate):
        more = sum(other > rate for other in pooled)
        same = sum(other == rate for other in pooled)
        return 100 * (more + (same - 1) / 2) / (len(pooled) - 1)

    assert [*found.before.values(), *found.after.values()] == pytest.approx(
        [None if rate is None else place(rate) for rate in rates])
    assert found.changed == ("61",)


@pytest.mark.parametrize("code", COMPARED[3:])
def test_without_a_change_no_figure_of_presence_changes(code):
    assert compared_figures(*beside(), code).changed == ()


def test_what_was_known_stays_known_when_all_that_is_there_leaves():
    """In 63 there is one actor and one post; both leave, and nothing is there: 0, not no data."""
    told, after = beside(RemoveNode("o-63"), *(RemoveNode(actor.actor_id)
                                               for actor in reading().presence["63"].actors))

    hours = compared_figures(told, after, "hours_per_10000")
    assert hours.before["63"] > 0 and hours.after["63"] == 0
    assert compared_figures(told, after, "actors_per_10000").after["63"] == 0
    assert after.among == told.among


def test_where_a_figure_changes_is_said_the_most_first():
    told = reading()
    found = Compared({"60": 1.0, "61": 2.0, "62": None, "63": 4.0},
                     {"60": 1.5, "61": 0.0, "62": 9.0, "63": 4.0})
    sentence = compared_sentence(told, found, "en", 1)

    assert found.changed == ("61", "60")
    assert sentence == (f"this figure changes in 2 MRC: {told.territories['61'].name} (from 2 to "
                        f"0) and {told.territories['60'].name} (from 1 to 1.5).")
    assert compared_sentence(told, Compared({"60": None}, {"60": 1.0}), "en", 1) == (
        "this figure changes nowhere.")
