"""Presence and need by region, institution or municipality: redone by hand, nothing guessed."""

from __future__ import annotations

import pytest

from ocgraph.analysis.level_wording import level_columns, level_notes, level_sentences
from ocgraph.analysis.territory_levels import LEVELS, by_level
from ocgraph.analysis.territory_reading import TerritoryReading
from ocgraph.io.places.reference import territory_by_code
from ocgraph.io.register_folder import read_demo
from ocgraph.model import (
    Actor,
    CommunityOrganizer,
    ConcertationTable,
    Engagement,
    Indicator,
    Register,
)
from ocgraph.network import Lens, PartnershipNetwork
from ocgraph.territory import Level, Where, belongs, may_hold

LANAUDIERE = ("52", "60", "61", "62", "63", "64")
ROUVILLE = "55"                                # two institutions: 051 and 161
ANGE_GARDIEN, ROUGEMONT = "55008", "55037"


def post(number, *homes, hours=35.0, institution=""):
    return CommunityOrganizer(organizer_id=f"o-{number}", name=f"Poste {number}",
                              home_territories=homes, weekly_hours=hours, institution=institution)


def reading(*posts, actors=(), tables=(), known=LANAUDIERE, indicators=(), engagements=()):
    present = [Actor(actor_id=f"a-{code}", name=f"Maison {code}", mrc_code=code)
               for code in known]
    return TerritoryReading(PartnershipNetwork(Register(
        actors=(*present, *actors), concertation_tables=tables, community_organizers=posts,
        indicators=indicators, engagements=engagements), Lens()))


def people(*codes):
    return sum(territory_by_code()[code].population for code in codes)


def test_a_region_adds_the_hours_of_its_mrc_and_shares_those_of_two_homes():
    told = by_level(reading(post(1, "61"), post(2, "62", "14", hours=30.0)), Level.REGION)

    assert told.figures["hours"]["14"] == 35 + 15
    assert told.figures["organizers"]["14"] == 1.5
    assert told.figures["population"]["14"] == people(*LANAUDIERE)
    assert told.figures["hours_per_10000"]["14"] == pytest.approx(
        10_000 * 50 / people(*LANAUDIERE))


def test_unknown_hours_add_nothing_and_are_counted_once():
    told = by_level(reading(post(1, "61"), post(2, "62", "63", hours=None)), Level.REGION)

    assert (told.figures["hours"]["14"], told.unknown_hours["14"]) == (35, 1)


def test_only_places_whose_hours_are_all_known_are_told_as_having_most_or_fewest():
    """Three health networks: of one, the hours of a post are unknown, so it may have most."""
    told = reading(post(1, "61"), post(2, "62", hours=14.0), post(3, "63", hours=None),
                   post(4, "63", hours=7.0), post(5, "14"), known=(*LANAUDIERE, "14"))
    found = by_level(told, Level.LOCAL_NETWORK)
    lead = level_sentences(told, found, "en")[0]
    unsure = [place.name for code, place in found.places.items() if found.unknown_hours[code]]

    assert f", of {len(found.places)}, whose hours are all known" in lead
    assert unsure and not any(name in lead for name in unsure)


def test_the_choice_of_territories_does_not_change_the_figures_of_their_region():
    posts = (post(1, "61"), post(2, "62", hours=14.0))
    whole = reading(*posts)
    chosen = TerritoryReading(PartnershipNetwork(whole.network.register,
                                                 Lens(territories=frozenset({"61"}))))

    assert by_level(chosen, Level.REGION) == by_level(whole, Level.REGION)


def test_hours_all_unknown_are_no_data():
    told = by_level(reading(post(1, "61", hours=None)), Level.REGION)

    assert told.figures["hours"]["14"] is None
    assert told.figures["hours_per_10000"]["14"] is None


def test_the_hours_of_an_engagement_go_where_its_actor_is_and_in_equal_shares_with_a_table():
    """10 h with an actor of 61; 30 h with a table of 62, 61 and 55: 20 of them there."""
    told = by_level(reading(
        post(1, "61"), tables=(ConcertationTable(concertation_table_id="t", name="Table inventée",
                                                 territories=("62", "61", ROUVILLE)),),
        known=(*LANAUDIERE, ROUVILLE),
        engagements=(Engagement(organizer_id="o-1", target_id="a-61", hours=10.0),
                     Engagement(organizer_id="o-1", target_id="t", hours=30.0),
                     Engagement(organizer_id="o-1", target_id="a-62"))), Level.REGION)

    assert told.figures["engaged_hours"]["14"] == 30
    assert told.figures["engaged_hours"]["16"] == 10
    assert told.n_without_hours == 1
    assert "1 accompagnement n’a pas d’heures notées" in " ".join(
        level_sentences(reading(), told, "fr"))


def test_engagements_nobody_noted_the_hours_of_are_no_data_and_those_of_no_place_are_apart():
    nowhere = Actor(actor_id="a-x", name="Maison sans lieu")
    told = by_level(reading(post(1, "61"), actors=(nowhere,), engagements=(
        Engagement(organizer_id="o-1", target_id="a-61"),
        Engagement(organizer_id="o-1", target_id="a-x", hours=8.0))), Level.REGION)

    assert told.figures["engaged_hours"]["14"] is None
    assert told.not_attributed["engaged_hours"] == 8
    assert "engaged_hours" not in told.told


def test_a_region_without_post_has_zero_hours_when_all_its_mrc_are_known():
    assert by_level(reading(), Level.REGION).figures["hours_per_10000"]["14"] == 0


def test_an_mrc_that_nobody_knows_leaves_its_region_without_a_rate():
    told = by_level(reading(post(1, "61"), known=LANAUDIERE[1:]), Level.REGION)

    assert told.figures["hours"]["14"] == 35
    assert told.figures["hours_per_10000"]["14"] is None
    assert told.figures["concertation_tables"]["14"] is None


def test_a_post_of_a_shared_mrc_goes_to_the_institution_it_names():
    named = post(1, ROUVILLE, institution="CISSS de la Montérégie-Est")
    told = by_level(reading(named, post(2, ROUVILLE), known=(ROUVILLE,)), Level.INSTITUTION)
    code = next(code for code, place in told.places.items()
                if place.name == "CISSS de la Montérégie-Est")

    assert told.figures["organizers"][code] == 1
    assert (told.not_attributed["organizers"], told.not_attributed["hours"]) == (1, 35)
    assert all(told.figures["hours_per_10000"][place] is None for place in told.places)


def test_an_actor_goes_by_its_municipality_where_the_mrc_has_two_institutions():
    here = [Actor(actor_id=f"m-{code}", name=code, mrc_code=ROUVILLE, municipality_code=code)
            for code in (ANGE_GARDIEN, ROUGEMONT)]
    told = by_level(reading(actors=here, known=()), Level.INSTITUTION)

    assert (told.figures["actors"]["051"], told.figures["actors"]["161"]) == (1, 1)
    assert told.not_attributed["actors"] == 0


def test_a_table_of_several_mrc_counts_once_in_their_region():
    table = ConcertationTable(concertation_table_id="t", name="T", territories=("61", "62", "14"))

    assert by_level(reading(tables=(table,)), Level.REGION).figures[
        "concertation_tables"]["14"] == 1


def test_by_municipality_only_what_can_be_placed_is_told():
    told = by_level(reading(post(1, "61"), actors=(Actor(
        actor_id="m", name="M", mrc_code="61", municipality_code="61025"),)), Level.MUNICIPALITY)

    assert told.told == ("population", "concertation_tables", "actors")
    assert told.figures["actors"]["61025"] == 1
    assert told.figures["actors"]["61030"] is None    # the actor known by its MRC may be there
    assert told.not_attributed["actors"] == len(LANAUDIERE)


def test_a_need_is_the_mean_of_the_mrc_weighted_by_population():
    rows = tuple(Indicator(territory_code=code, indicator="low_income_lim_at", year="2021",
                           value=value, source="Inventé")
                 for code, value in (("61", 10.0), ("62", 20.0)))
    need = by_level(reading(indicators=rows), Level.REGION, ("low_income_lim_at",)).needs[
        "low_income_lim_at"]

    assert need.values["14"] == pytest.approx(
        (10 * people("61") + 20 * people("62")) / people("61", "62"))
    assert need.counted["14"] == pytest.approx(people("61", "62") / people(*LANAUDIERE))


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("where", [Where("61"), Where(ROUVILLE), Where(ROUVILLE, ROUGEMONT)])
def test_what_belongs_to_a_place_may_be_nowhere_else(level, where):
    told = belongs(level, where)

    assert told == may_hold(level, where) or (not told and len(may_hold(level, where)) > 1)


def test_what_is_of_no_known_mrc_may_be_anywhere():
    assert all(may_hold(level, where) == () for level in LEVELS
               for where in (Where(), Where("999")))


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_level_of_all_quebec_is_told_in_words(level, language):
    told = TerritoryReading(PartnershipNetwork(read_demo("quebec"), Lens()))
    found = by_level(told, level, ("demo_low_income",))
    columns = level_columns(told, found, language)
    said = " ".join((*level_sentences(told, found, language), *level_notes(told, found, language)))

    assert all(set(values) == set(found.places) for title, values in columns.items()
               if "(2025)" in title)
    assert "2025" in said
    if found.not_attributed["actors"]:
        assert f"{found.not_attributed['actors']:.0f}" in said.replace("\u00a0", "").replace(
            ",", "")


def test_where_nobody_is_known_there_is_no_place_to_tell():
    found = by_level(reading(known=()), Level.REGION)

    assert (found.places, found.apart) == ({}, ())
