"""Another post, in words: nothing proved that is not, nobody left out unsaid, right reasons."""

from __future__ import annotations

import pytest

from ocgraph.analysis.changes import MoveOrganizer
from ocgraph.analysis.post_wording import (
    departure_sentence,
    how_sentence,
    plan_sentences,
    ratio_name,
)
from ocgraph.analysis.scenario import changed
from ocgraph.analysis.territory_posts import PostPlanning
from ocgraph.analysis.territory_reading import TerritoryReading
from ocgraph.analysis.territory_scenario import scenario_effect
from ocgraph.model import CommunityOrganizer
from ocgraph.reports.territories import report_of
from ocgraph.territory.posts import Objective
from tests.analysis.test_territory_holes import ground
from tests.analysis.test_territory_reading import BOTH, ONLY_HOURS, reading, register


def beside(*posts):
    return reading(community_organizers=(*register().community_organizers, *posts))


def post(code, hours, *homes):
    return CommunityOrganizer(organizer_id=code, name=f"Poste fictif {code}", weekly_hours=hours,
                              home_territories=homes)


def told(planning, n_posts=1, objective=Objective.WORST, language="en"):
    return " ".join(plan_sentences(planning, planning.plan(n_posts, objective), objective,
                                   language))


# Departures


def test_the_departure_of_a_post_is_told_where_another_post_has_unknown_hours():
    """62 has 35 hours, and a post of unknown hours: what leaves is known, what is left at least."""
    planning = PostPlanning(beside(post("x", None, "62"), post("y", 14.0, "62")), ONLY_HOURS)
    sentence = departure_sentence(planning, "o-62", "fr")

    assert "perdrait 35 heures" in sentence
    assert "au moins 14" in sentence
    assert "Poste fictif x" in sentence
    assert planning.without("o-62").effect is None


def test_a_departure_from_two_homes_is_told_in_each():
    """28 hours in 61, that has no other, and in 62, where the hours of another post are unknown."""
    planning = PostPlanning(beside(post("x", None, "62"), post("y", 28.0, "61", "62")), ONLY_HOURS)
    sentence = departure_sentence(planning, "y", "en")

    assert "Joliette would go from" in sentence
    assert "Matawinie would lose 14 hours a week and keep at least 35" in sentence


@pytest.mark.parametrize(("hours", "homes", "why"), [
    (None, ("61",), "The hours of"), (35.0, (), "The home territory of")])
def test_what_is_unknown_of_a_departure_is_the_reason_told(hours, homes, why):
    planning = PostPlanning(beside(post("x", hours, *homes)), ONLY_HOURS)

    assert planning.without("x") is None
    assert departure_sentence(planning, "x", "en").startswith(f"{why} Poste fictif x")


def test_a_departure_from_a_territory_of_unknown_need_is_told_in_hours():
    """Nobody knows the need of 64: its 35 hours become 0 all the same."""
    sentence = departure_sentence(PostPlanning(reading(), BOTH), "o-64", "en")

    assert "would go from 35 to 0 hours a week." in sentence


def test_a_departure_sentence_has_one_colon_at_most():
    sentence = departure_sentence(PostPlanning(reading(), BOTH), "o-63", "fr")

    assert sentence.count(" :") == 0 and "Sans Poste fictif 63, " in sentence


# Who is compared


def test_a_territory_without_hours_is_given_a_post_though_its_need_is_unknown():
    """64 loses its post: least served whatever its need, which counts at the middle of 0 and 1."""
    posts = tuple(each for each in register().community_organizers if each.organizer_id != "o-64")
    planning = PostPlanning(reading(community_organizers=posts), BOTH)

    assert planning.between == ("64",) and planning.left_out == ()
    assert planning.adjusted["64"] == pytest.approx(planning.reading.populations["64"])
    posts = planning.plan(2, Objective.WORST).posts
    assert {code for code, count in posts.items() if count} == {"61", "64"}
    assert "Les Moulins" in told(planning, 2)


def test_whoever_is_left_out_of_a_plan_is_named_with_it():
    planning = PostPlanning(reading(), BOTH)

    assert planning.left_out == ("64",)
    assert "One MRC is not compared" in told(planning) and "Les Moulins" in told(planning)
    assert "Of the 5 MRC compared, the least served" in told(planning)


# What is proved


def test_where_two_have_no_hour_one_post_is_not_said_to_raise_the_least_served():
    """61 and 63 have none: a post leaves the other at 0, so the two choices are as good."""
    posts = tuple(each for each in register().community_organizers if each.organizer_id != "o-63")
    planning = PostPlanning(reading(community_organizers=posts), ONLY_HOURS)

    assert "proved" not in told(planning)
    assert "No single post" in told(planning) and "2 choices" in told(planning)
    assert "proved" in told(planning, 2)


def test_the_choices_as_good_are_all_the_ways_to_give_one_post_each():
    """Of four MRC without hours, two receive a post: 4 × 3 / 2 ways."""
    posts = tuple(each for each in register().community_organizers
                  if each.organizer_id in ("o-52", "o-60"))
    planning = PostPlanning(reading(community_organizers=posts, engagements=()), ONLY_HOURS)

    assert "6 choices" in told(planning, 2)


def test_less_inequality_is_proved_even_where_the_lowest_stays_the_lowest():
    posts = tuple(each for each in register().community_organizers if each.organizer_id != "o-63")
    planning = PostPlanning(reading(community_organizers=posts), ONLY_HOURS)

    assert "the lowest stays at 0" in told(planning, 1, Objective.INEQUALITY)
    assert "leaves less inequality" in told(planning, 1, Objective.INEQUALITY)


# What an inhabitant counts for


@pytest.mark.parametrize(("weighing", "counts"), [(ONLY_HOURS, False), (BOTH, True)])
def test_nothing_is_said_to_be_adjusted_for_need_unless_a_need_counts(weighing, counts):
    planning = PostPlanning(reading(), weighing)
    words = " ".join((told(planning), ratio_name(planning, "en")))

    assert ("adjusted for need" in words) == counts
    assert ("0.5" in how_sentence(planning, "en")) == counts


@pytest.mark.parametrize(("weighing", "name"), [
    (ONLY_HOURS, "indice de Theil"), (BOTH, "indice de Theil, heures ajustées au besoin")])
def test_the_index_of_hours_adjusted_for_need_has_a_name_of_its_own(weighing, name):
    planning = PostPlanning(reading(), weighing)

    assert f"({name})" in told(planning, 1, Objective.INEQUALITY, "fr")


# What is taken away


def test_the_document_follows_the_scenario_and_the_figure_chosen_and_names_who_is_left_out():
    told_of = reading()
    after = TerritoryReading(changed(told_of.network, (MoveOrganizer("o-60", ("61",)),)))
    planning = PostPlanning(told_of, BOTH)
    report = report_of(told_of, BOTH, ground(), [("61", "62")], n_posts=1,
                       objective=Objective.WORST, is_demo=False, spread_code="actors_per_10000",
                       tried=("« Essai »", scenario_effect(planning, after)))
    text = report.file("md").decode().replace("\u00a0", " ").replace("\\", "")

    assert "« Essai »" in text and "Joliette (de 0 à 70)" in text and "Il irait à" not in text
    assert "Acteurs pour 10 000 habitants : indice de Gini" in text
    plan = report_of(told_of, BOTH, ground(), [], n_posts=1, objective=Objective.WORST,
                     is_demo=False).file("md").decode()
    assert "n’est pas comparée" in plan
