"""Where a portrait is taken."""

from __future__ import annotations

from ocgraph.analysis.place import Place, mrc_of
from ocgraph.analysis.portrait_wording import place_name
from ocgraph.io.places.reference import municipality_by_code, territory_by_code
from ocgraph.model import Actor

RAWDON = "62037"  # a municipality of Matawinie, 62


def actor(**fields):
    return Actor(actor_id="a", name="Maison Fictive", **fields)


def test_an_actor_is_here_by_its_mrc_or_its_municipality():
    place = Place(("61",), (RAWDON,))

    assert place.holds(actor(mrc_code="61"))
    assert place.holds(actor(mrc_code="62", municipality_code=RAWDON))
    assert not place.holds(actor(mrc_code="62"))
    assert not place.holds(actor())


def test_everywhere_leaves_nobody_out():
    assert Place().holds(actor())
    assert Place().population is None


def test_inhabitants_of_a_municipality_inside_an_mrc_count_once():
    matawinie = territory_by_code()["62"].population
    rawdon = municipality_by_code()[RAWDON].population_2025

    assert Place(("62",), (RAWDON,)).population == matawinie
    assert Place(("61",), (RAWDON,)).population == territory_by_code()["61"].population + rawdon


def test_the_region_is_the_administrative_one():
    place = Place((), (RAWDON,))

    assert place.regions == {"14"}  # Lanaudière
    assert place.region_holds(actor(mrc_code="64"))
    assert not place.region_holds(actor(mrc_code="66"))  # Montréal
    assert not place.region_holds(actor())


def test_the_mrc_of_an_actor_is_told_by_its_municipality():
    assert mrc_of(actor(municipality_code=RAWDON)) == "62"
    assert mrc_of(actor()) is None


def test_neighbours_are_those_of_its_mrc_without_itself():
    pairs = {("61", "62"), ("60", "61"), ("63", "64")}

    assert Place(("61", "62")).neighbours(pairs) == ("60",)


def test_a_place_is_named_by_the_team_or_by_its_parts():
    assert place_name(Place(("62", "61")), "fr") == "Matawinie et Joliette"
    assert place_name(Place(("62", "61"), name="Pays fictif"), "fr") == "Pays fictif"
