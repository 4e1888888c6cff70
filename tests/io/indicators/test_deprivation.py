"""Deprivation by dissemination area, summed by population; invented areas."""

import pytest

from ocgraph.io.indicators.deprivation import deprivation_indicators, is_deprivation
from ocgraph.io.indicators.found import Asked
from ocgraph.io.reading.sheets import Sheet
from ocgraph.model import Severity

TITLES = ("AD", "ADPOP2021", "QuintMat", "QuintSoc", "QuintMatRSS", "SDRIDU", "FRAC_CLSC")


def sheet(*rows, titles=TITLES):
    return Sheet("inspq-invente.xlsx", "Données", (titles, *rows))


def read(*rows, titles=TITLES, asked=None):
    return deprivation_indicators(sheet(*rows, titles=titles), asked or Asked())


def area(number, population, material, social, subdivision="2461025", **other):
    code = other.get("code", f"2461{number:04}")
    return (code, population, material, social, 1, subdivision, other.get("fraction", 1))


def values(found):
    return {(row.territory_code, row.indicator): row.value for row in found.indicators}


def codes(found, severity=None):
    return [issue.code for issue in found.issues if severity in {None, issue.severity}]


def test_the_share_of_the_population_is_counted_and_never_a_mean_of_fifths():
    found = read(area(1, 900, 1, 5), area(2, 100, 5, 5))

    assert values(found) == {("61", "material_deprivation"): 10, ("61", "social_deprivation"): 100,
                             ("61", "both_deprivations"): 10}
    assert {(row.year, row.unit) for row in found.indicators} == {("2021", "%")}


def test_an_area_that_several_clsc_share_counts_once():
    found = read(area(1, 900, 1, 1), area(2, 100, 5, 1, fraction=0.6),
                 area(2, 100, 5, 1, fraction=0.4))

    assert values(found)["61", "material_deprivation"] == 10


def test_an_area_that_says_two_things_is_told():
    found = read(area(1, 900, 1, 1), area(1, 900, 2, 1))

    assert [(issue.code, issue.place.row, issue.params["first"]) for issue in found.issues] == [
        ("area_twice", 3, "2")]


def test_an_area_without_a_fifth_is_out_of_the_share_and_of_its_base():
    found = read(area(1, 900, 1, 1), area(2, 90, 5, 5), area(3, 110, None, None))

    assert values(found)["61", "material_deprivation"] == round(100 * 90 / 990, 2)


def test_too_few_people_with_a_fifth_is_no_data():
    found = read(area(1, 700, 1, 1), area(2, 300, None, None))

    assert (values(found), set(codes(found))) == ({}, {"deprivation_too_little"})


def test_the_municipality_tells_the_mrc_of_today():
    found = read(area(1, 100, 5, 5, subdivision="2482010", code="24820001"))

    assert {code for code, _ in values(found)} == {"80"}


def test_without_a_municipality_a_division_of_several_territories_is_told():
    titles = TITLES[:5]

    found = read(("24370001", 100, 5, 5, 1), ("24610001", 100, 5, 5, 1), titles=titles)

    assert {code for code, _ in values(found)} == {"61"}
    issue = next(issue for issue in found.issues if issue.code == "areas_unplaced")
    assert (issue.params["n"], issue.params["population"]) == (1, 100)
    assert "areas_on_former_limits" in codes(found)


@pytest.mark.parametrize(("row", "code", "column"), [
    (area(1, 100, 6, 1), "fifth_unreadable", "QuintMat"),
    (area(1, 100, 2.5, 1), "fifth_unreadable", "QuintMat"),
    (area(1, 100, 1, "cinq"), "fifth_unreadable", "QuintSoc"),
    (area(1, "cent", 1, 1), "not_a_number", "ADPOP2021"),
    (area(1, -5, 1, 1), "not_a_number", "ADPOP2021"),
    (area(1, 100, 1, 1, code="A1"), "area_code_unreadable", "AD"),
    (area(1, 100, 1, 1, code="35610001"), "area_code_unreadable", "AD")])
def test_a_cell_that_cannot_be_read_is_placed(row, code, column):
    found = read(row, area(2, 100, 1, 1))

    issue = found.issues[0]
    assert (issue.code, issue.severity, issue.place.row, issue.place.column) == (
        code, Severity.ERROR, 2, column)


def test_the_year_is_asked_when_no_title_tells_it():
    titles = ("ADIDU", "ADPOP", "QuintMat", "QuintSoc", "x", "SDRIDU", "y")

    assert codes(read(area(1, 100, 1, 1), titles=titles)) == ["figures_without_year"]
    assert read(area(1, 100, 1, 1), titles=titles, asked=Asked(year="2021")).indicators


def test_fifths_of_a_health_region_are_not_those_of_quebec():
    assert not is_deprivation(sheet(titles=("AD", "ADPOP2021", "QuintMatRSS", "QuintSocRSS")))
    assert is_deprivation(sheet())


def test_an_indicator_that_is_not_there_is_said():
    assert codes(read(area(1, 100, 1, 1), asked=Asked("renters"))) == ["indicator_not_in_file"]


def test_a_sheet_of_titles_alone_is_said():
    found = read()

    assert (found.indicators, codes(found)) == ((), ["figures_absent"])
