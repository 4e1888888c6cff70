"""Where a portrait is taken."""

from __future__ import annotations

from ocgraph.analysis.place import Place, mrc_of
from ocgraph.analysis.portrait_wording import outline_sentence, place_name
from ocgraph.io.places.lived_outlines import municipalities_of, read_outline
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


# Around Rawdon, whose point is at about 46.06, -73.75.
OUTLINE = read_outline(("46.03 -73.78", "46.03 -73.68", "46.07 -73.68", "46.07 -73.78"))


def test_in_an_outline_a_located_actor_goes_by_its_point_another_by_its_municipality():
    place = Place((), municipalities_of(OUTLINE), "Pays", OUTLINE)
    inside, beyond = {"latitude": 46.05, "longitude": -73.7}, {"latitude": 46.3, "longitude": -73.7}

    assert place.municipalities == (RAWDON,)
    assert place.holds(actor(**inside)) and place.holds(actor(mrc_code="61", **inside))
    assert place.holds(actor(mrc_code="62", municipality_code=RAWDON))
    assert not place.holds(actor(municipality_code=RAWDON, **beyond))
    assert not place.holds(actor(mrc_code="62"))
    assert not place.holds(actor(latitude=46.05))    # half a point is none


def test_an_outline_finer_than_a_municipality_is_a_place_of_the_mrc_that_holds_it():
    fine = read_outline(("46.10 -73.74", "46.10 -73.73", "46.11 -73.73"))
    place = Place(outline=fine)

    assert not place.is_everywhere and place.population is None
    assert (place.mrc_codes, place.regions) == ({"62"}, {"14"})
    assert place_name(place, "fr") == "territoire tracé sur la carte"
    assert not place.holds(actor(mrc_code="62"))


def test_how_the_actors_of_an_outline_are_held_is_said():
    place = Place((), (RAWDON,), "Pays", OUTLINE)
    told = outline_sentence(place, (actor(latitude=46.05, longitude=-73.7),
                                    actor(municipality_code=RAWDON)), "fr")

    assert "1 acteur est situé dedans" in told
    assert "1 autre, sans point connu" in told
