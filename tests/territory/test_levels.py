"""Who belongs where, from the municipality to the region: told when it can be, never guessed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocgraph.io.places.health_network import (
    health_regions,
    institutions,
    local_networks,
    networks_of_mrc,
    networks_of_municipality,
)
from ocgraph.io.places.lived_territories import LivedTerritory
from ocgraph.io.places.reference import (
    municipality_by_code,
    read_municipalities,
    read_territories,
    territory_codes,
)
from ocgraph.territory import (
    Level,
    Where,
    add_up,
    belongs,
    mean_of_mrc,
    places,
    sum_of_mrc,
)
from ocgraph.territory.wording import level_name

APART = {Level.REGION: set(), Level.HEALTH_REGION: {"29", "55", "56"},
         Level.INSTITUTION: {"29", "55", "56", "57", "58", "66"}}
JOLIETTE, NOTRE_DAME = "61025", "61030"
TERRITORIES = st.sampled_from(territory_codes())
MUNICIPALITIES = st.sampled_from([place.code for place in read_municipalities()])
SPLIT_LEVELS = st.sampled_from([level for level in Level if level is not Level.LIVED_TERRITORY])


@pytest.mark.parametrize(("level", "code"), [
    (Level.MUNICIPALITY, JOLIETTE), (Level.MRC, "61"), (Level.REGION, "14"),
    (Level.HEALTH_REGION, "14"), (Level.INSTITUTION, "141")])
def test_a_municipality_leads_to_each_level(level, code):
    assert belongs(level, Where(municipality_code=JOLIETTE)) == (code,)


def test_the_municipality_tells_the_institution_of_an_mrc_that_has_two():
    ange_gardien, rougemont = "55008", "55037"

    assert belongs(Level.INSTITUTION, Where("55", ange_gardien)) == ("051",)
    assert belongs(Level.INSTITUTION, Where("55", rougemont)) == ("161",)
    assert belongs(Level.INSTITUTION, Where("55")) == ()


def test_a_city_that_several_institutions_share_belongs_to_none():
    assert belongs(Level.INSTITUTION, Where("66", "66023")) == ()
    assert belongs(Level.INSTITUTION, Where("66", "66032")) != ()  # Westmount has one


@pytest.mark.parametrize("level", APART)
def test_the_mrc_that_lie_in_several_places_are_known(level):
    lost = {code for code in territory_codes() if not belongs(level, Where(code))}

    assert lost == APART[level]


@pytest.mark.parametrize("where", [Where(), Where("999"), Where(None, "99999")])
@pytest.mark.parametrize("level", Level)
def test_what_is_nowhere_belongs_nowhere(level, where):
    assert belongs(level, where) == ()


def test_the_municipality_is_believed_rather_than_an_mrc_it_left():
    assert belongs(Level.MRC, Where("82", "80087")) == ("80",)


@pytest.mark.parametrize(("level", "n"), [
    (Level.REGION, 17), (Level.HEALTH_REGION, 18), (Level.MRC, 104), (Level.MUNICIPALITY, 1285),
    (Level.INSTITUTION, len(institutions())), (Level.LOCAL_NETWORK, len(local_networks()))])
def test_every_place_of_a_level_has_a_name_and_a_version(level, n):
    found = places(level)

    assert len(found) == n
    assert all(place.name and place.version and place.population_year == 2025
               for place in found.values())


@pytest.mark.parametrize("level", [Level.REGION, Level.HEALTH_REGION, Level.MRC])
def test_populations_add_up_to_that_of_quebec(level):
    assert sum(place.population for place in places(level).values()) == 9_056_044


def test_the_population_of_an_mrc_is_that_of_the_reference():
    assert {code: place.population for code, place in places(Level.MRC).items()} == {
        place.code: place.population for place in read_territories()}


def test_the_population_of_what_shares_a_city_is_unknown():
    unknown = {place.name for place in places(Level.INSTITUTION).values()
               if place.population is None}

    assert len(unknown) == 7  # five of Montréal, two that share Longueuil
    assert "CISSS de la Montérégie-Est" in unknown
    assert places(Level.INSTITUTION)["141"].population == places(Level.REGION)["14"].population


def test_every_network_of_a_municipality_is_one_of_those_of_its_mrc_or_of_its_islands():
    wrong = {code for code, networks in networks_of_municipality().items()
             if not set(networks.institutions) <= set(
                 networks_of_mrc()[municipality_by_code()[code].mrc_code].institutions)}

    assert wrong == set()
    assert {networks.health_regions[0] for networks in networks_of_mrc().values()} == set(
        health_regions())


@given(st.lists(st.tuples(st.builds(Where, st.none() | TERRITORIES, st.none() | MUNICIPALITIES),
                          st.integers(0, 50)), max_size=30), SPLIT_LEVELS)
def test_what_is_given_is_what_is_placed_and_what_is_not(amounts, level):
    found = add_up(amounts, level)

    assert sum(found.by_place.values()) + found.not_attributed == sum(n for _, n in amounts)


def test_hours_known_by_a_split_mrc_are_counted_apart():
    found = add_up([(Where("55"), 35), (Where("61"), 28), (Where("55", "55008"), 7)],
                   Level.INSTITUTION)

    assert (found.by_place["141"], found.by_place["051"], found.not_attributed) == (28, 7, 35)


LIVED = (LivedTerritory("Pays inventé", (JOLIETTE, NOTRE_DAME)),
         LivedTerritory("Autre pays inventé", (NOTRE_DAME,)))


def test_lived_territories_may_overlap():
    assert belongs(Level.LIVED_TERRITORY, Where(municipality_code=NOTRE_DAME), LIVED) == ("0", "1")
    assert belongs(Level.LIVED_TERRITORY, Where(municipality_code=JOLIETTE), LIVED) == ("0",)


def test_an_mrc_lies_in_a_lived_territory_that_holds_it_whole():
    whole = LivedTerritory("MRC entière", tuple(place.code for place in read_municipalities()
                                                if place.mrc_code == "61" and place.is_local))

    assert belongs(Level.LIVED_TERRITORY, Where("61"), (*LIVED, whole)) == ("2",)


def test_the_population_of_a_lived_territory_is_that_of_its_municipalities():
    found = places(Level.LIVED_TERRITORY, LIVED)["0"]

    assert (found.name, found.population) == ("Pays inventé", sum(
        municipality_by_code()[code].population_2025 for code in (JOLIETTE, NOTRE_DAME)))


def test_a_number_is_summed_where_every_mrc_has_one():
    values = dict.fromkeys(territory_codes(), 2.0)

    assert sum_of_mrc(values, Level.REGION).values["14"] == 12  # six MRC
    lacking = sum_of_mrc({**values, "61": None}, Level.REGION)
    assert lacking.values["14"] is None
    assert 0 < lacking.counted["14"] < 1


def test_a_rate_is_weighted_by_the_population_and_says_what_it_rests_on():
    values = dict.fromkeys(territory_codes(), None) | {"61": 10.0, "62": 20.0}
    people = {place.code: place.population for place in read_territories()}

    found = mean_of_mrc(values, Level.REGION)

    assert found.values["14"] == pytest.approx(
        (10 * people["61"] + 20 * people["62"]) / (people["61"] + people["62"]))
    assert found.counted["14"] == pytest.approx(
        (people["61"] + people["62"]) / places(Level.REGION)["14"].population)
    assert found.values["06"] is None


def test_an_mrc_of_several_institutions_is_in_the_figure_of_none():
    found = mean_of_mrc(dict.fromkeys(territory_codes(), 5.0), Level.INSTITUTION)

    assert set(found.apart) == APART[Level.INSTITUTION]
    assert found.values["141"] == 5
    assert found.values["061"] is None  # Montréal alone lies there


def test_every_level_has_a_name_in_both_languages():
    names = {level_name(level, language) for level in Level for language in ("fr", "en")}

    assert len(names) == 14
