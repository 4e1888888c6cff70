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
