"""The reference territories and municipalities, and how people write them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ocgraph.io.places.place_names import NO_MATCH, MatchedBy, PlaceMatch, bare, folded
from ocgraph.io.places.reference import (
    match_municipality,
    match_territory,
    municipality_by_code,
    near_municipalities,
    near_territories,
    read_indicators,
    read_municipalities,
    read_territories,
    region_names,
    territory_by_code,
    territory_codes,
)

TERRITORIES = st.sampled_from(read_territories())


def test_there_are_87_mrc_and_17_equivalent_territories():
    kinds = [territory.kind for territory in read_territories()]

    assert (kinds.count("mrc"), kinds.count("te"), len(kinds)) == (87, 17, 104)


def test_codes_are_text_of_two_or_three_digits_and_unique():
    assert len(set(territory_codes())) == 104
    assert all(code.isdigit() and len(code) in {2, 3} for code in territory_codes())
    assert "01" in territory_codes()


def test_populations_add_up_to_the_published_total():
    assert sum(territory.population for territory in read_territories()) == 9_056_044
    counted = [row.value for row in read_indicators() if row.indicator == "population_census"]
    assert (len(counted), sum(counted)) == (104, 8_501_833)


def test_every_territory_has_a_region_and_an_institution():
    assert all(territory.region_code in region_names() for territory in read_territories())
    assert all(all(territory.institutions) for territory in read_territories())
    assert len(region_names()) == 17
    assert len(territory_by_code()["66"].institutions) == 5


def test_every_ordinary_municipality_has_a_point_and_an_mrc():
    local = [place for place in read_municipalities() if place.is_local]

    assert (len(local), len(read_municipalities())) == (1102, 1285)
    assert all(place.latitude and place.longitude for place in local)
    assert {place.mrc_code for place in read_municipalities()} == set(territory_codes())


def test_an_unpublished_population_is_unknown_and_not_zero():
    unknown = [place for place in read_municipalities() if place.population_2021 is None]

    assert len(unknown) == 25


def test_indicators_belong_to_known_territories_and_name_their_source():
    assert all(row.territory_code in territory_by_code() and row.source
               for row in read_indicators())


@pytest.mark.parametrize(("written", "code", "how"), [
    ("46", "46", MatchedBy.CODE),
    ("1", "01", MatchedBy.REPAIRED_CODE),
    ("46.0", "46", MatchedBy.CODE),
    ("460", "46", MatchedBy.MAMH_CODE),
    ("AR460", "46", MatchedBy.MAMH_CODE),
    ("2446", "46", MatchedBy.CENSUS_CODE),
    ("D'Autray", "52", MatchedBy.NAME),
    ("MRC D’Autray", "52", MatchedBy.SPELLING),
    ("mrc d'autray", "52", MatchedBy.SPELLING),
    ("MRC des Collines-de-l’Outaouais", "82", MatchedBy.SPELLING),
    ("MRC Des Chenaux", "372", MatchedBy.SPELLING),
    ("Abitibi\u2013Ouest", "87", MatchedBy.SPELLING),
    ("La Vallee de la Gatineau", "83", MatchedBy.SPELLING),
    ("Ville de Laval", "65", MatchedBy.SPELLING),
    ("La Matanie\u00a0", "08", MatchedBy.NAME),
    ("L\u2019E\u0301rable", "32", MatchedBy.SPELLING),
    ("Robert-Cliche", "27", MatchedBy.OTHER_NAME),
])
def test_a_territory_is_recognised_as_people_write_it(written, code, how):
    assert match_territory(written) == PlaceMatch(code, how)


@given(TERRITORIES, st.sampled_from(["{}", "MRC {}", "MRC de {}", " {} "]),
       st.sampled_from([str, str.upper, str.lower, folded]))
@settings(max_examples=25)
def test_a_name_is_recognised_whatever_its_case_accents_and_prefix(territory, pattern, dressed):
    match = match_territory(dressed(pattern.format(territory.name)))

    assert match.code == territory.code


@pytest.mark.parametrize("written", ["", "  ", "0", "2499", "999", "Atlantide", "MRC", "MRC de"])
def test_what_is_no_territory_matches_nothing(written):
    assert match_territory(written) == NO_MATCH


def test_a_lost_zero_and_a_foreign_code_are_repairs_to_tell():
    assert match_territory("1").is_repair
    assert match_territory("460").is_repair
    assert not match_territory("MRC de Joliette").is_repair


def test_no_ministry_code_is_also_another_official_code():
    assert all(match_territory(code).how is MatchedBy.CODE for code in territory_codes())


def test_near_names_are_suggested_and_far_ones_are_not():
    assert near_territories("Matawini")[0] == "Matawinie"
    assert near_territories("Zzyzx") == ()
    assert near_municipalities("Jolliette", "61") == ("Joliette",)
    assert near_municipalities("St-Flix-de-Valois")[0] == "Saint-Félix-de-Valois"


@pytest.mark.parametrize(("written", "mrc_code", "code", "how"), [
    ("01023", None, "01023", MatchedBy.CODE),
    ("1023", None, "01023", MatchedBy.REPAIRED_CODE),
    ("2401023", None, "01023", MatchedBy.CENSUS_CODE),
    ("St-Jérôme", None, "75017", MatchedBy.SPELLING),
    ("Ville de L’Assomption", None, "60028", MatchedBy.SPELLING),
    ("Valcourt (canton)", "42", "42060", MatchedBy.NAME),
    ("Canton de Valcourt", None, "42060", MatchedBy.SPELLING),
    ("Cacouna", None, "12057", MatchedBy.NAME),
])
def test_a_municipality_is_recognised_as_people_write_it(written, mrc_code, code, how):
    assert match_municipality(written, mrc_code) == PlaceMatch(code, how)


def test_thirty_one_names_need_the_mrc_or_the_designation():
    local = [place for place in read_municipalities() if place.is_local]
    names = [place.name for place in local]
    shared = [place for place in local if names.count(place.name) == 2]

    assert len({place.name for place in shared}) == 31
    for place in shared:
        alone = match_municipality(place.name)
        assert alone.code is None
        assert place.code in alone.candidates
        told = match_municipality(f"{place.name} ({place.designation})", place.mrc_code)
        assert told.code == place.code


def test_a_municipality_of_another_mrc_is_not_taken():
    assert match_municipality("Joliette", "62") == NO_MATCH


def test_every_ordinary_municipality_is_found_by_its_name_in_its_mrc():
    for place in read_municipalities():
        if place.is_local:
            match = match_municipality(place.name, place.mrc_code)
            assert place.code == match.code or place.code in match.candidates
            assert municipality_by_code()[place.code] is place


def test_the_bare_name_loses_one_prefix_and_one_article():
    assert bare("MRC de La Vallée-de-l’Or") == "vallee de l or"
    assert bare("Saint-Gabriel") == "saint gabriel"
