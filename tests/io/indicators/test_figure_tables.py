"""Figures by MRC read from a team's table: every problem placed, nothing repaired in silence."""

import datetime

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocgraph.io.indicators.figure_tables import read_figures
from ocgraph.io.indicators.found import Asked
from ocgraph.io.indicators.indicator_files import read_indicator_file
from ocgraph.io.places.reference import read_territories, territory_codes
from ocgraph.io.reading.sheets import Sheet
from ocgraph.model import Severity

TITLES = ("MRC", "Indicateur", "Année", "Valeur", "Unité", "Source")
HERE = "Enquête inventée"


def read(*rows, asked=None, name="Feuille"):
    return read_figures([Sheet("invente.csv", name, tuple(rows))], asked or Asked())


def of_values(*cells):
    """Read a table of values for given territories, with all its titles."""
    return read(TITLES, *[(code, "Faible revenu", "2021", value, "%", HERE)
                          for code, value in cells])


def values(found):
    return {(row.territory_code, row.indicator, row.year): row.value for row in found.indicators}


def codes(found, severity=None):
    return [issue.code for issue in found.issues
            if severity is None or issue.severity is severity]


def test_a_complete_row_keeps_its_year_unit_and_source():
    row = of_values(("Joliette", 12.5)).indicators[0]

    assert (row.territory_code, row.indicator, row.year, row.value, row.unit, row.source) == (
        "61", "low_income_lim_at", "2021", 12.5, "%", HERE)


@pytest.mark.parametrize(("written", "code"), [
    ("46", "46"), (46, "46"), (46.0, "46"), ("01", "01"), (1, "01"), ("1", "01"), ("460", "46"),
    ("AR460", "46"), ("2446", "46"), (371, "371"), ("MRC de Joliette", "61"), ("joliette", "61")])
def test_a_territory_is_known_by_its_code_or_its_name(written, code):
    assert list(values(of_values((written, 3)))) == [(code, "low_income_lim_at", "2021")]


def test_a_code_that_lost_its_zero_is_said():
    assert codes(of_values((1, 3))) == ["leading_zero"]


def test_an_unknown_name_is_refused_with_the_nearest_one():
    issue = of_values(("Joliete", 3)).issues[0]

    assert (issue.code, issue.severity, issue.suggestion) == (
        "unknown_mrc", Severity.ERROR, "Joliette")
    assert (issue.place.sheet, issue.place.row, issue.place.column) == ("Feuille", 2, "MRC")


def test_every_problem_is_told_at_once():
    found = read(TITLES, ("Joliete", "Faible revenu", "2021", 3, "%", HERE),
                 ("61", "Faible revenu", "l’an passé", 3, "%", HERE),
                 ("62", "Faible revenu", "2021", "beaucoup", "%", HERE),
                 ("63", "Faible revenu", "2021", 130, "%", HERE),
                 ("60", "", "2021", 3, "%", HERE), ("52", "Faible revenu", "2021", 3, "%", ""))

    assert found.indicators == ()
    assert set(codes(found)) == {"unknown_mrc", "year_not_read", "not_a_number", "share_outside",
                                 "required_missing"}
    assert sorted(issue.place.row for issue in found.issues) == [2, 3, 4, 5, 6, 7]


def test_two_figures_for_one_territory_and_year_are_both_refused():
    found = of_values(("61", 3), ("Joliette", 4), ("62", 5))

    assert list(values(found)) == [("62", "low_income_lim_at", "2021")]
    assert [(issue.code, issue.place.row, issue.params["first"]) for issue in found.issues] == [
        ("figure_twice", 3, "2")]


@pytest.mark.parametrize("written", ["x", "X", "F", "E"])
def test_a_withheld_figure_is_no_data_and_said(written):
    found = of_values(("61", written), ("62", 4))

    assert list(values(found)) == [("62", "low_income_lim_at", "2021")]
    assert codes(found) == ["figure_withheld"]
    assert "Joliette" in found.coverage[0].missing_names


@pytest.mark.parametrize("written", [None, "", "..", "...", "n/d", "—"])
def test_an_absent_figure_is_no_data_said_and_never_zero(written):
    found = of_values(("61", written), ("62", 4))

    assert list(values(found)) == [("62", "low_income_lim_at", "2021")]
    assert [(issue.code, issue.place.row, issue.place.column) for issue in found.issues] == [
        ("figure_not_given", 2, "Valeur")]
    assert "il n’y a pas de donnée" in found.issues[0].sentence("fr")


def test_a_zero_is_a_figure():
    assert values(of_values(("61", 0))) == {("61", "low_income_lim_at", "2021"): 0}


def test_the_coverage_names_the_territories_without_a_figure():
    coverage = of_values(*[(code, 3) for code in territory_codes() if code != "61"]).coverage

    assert [(row.indicator, row.year, row.n_known, row.missing_names) for row in coverage] == [
        ("low_income_lim_at", "2021", 103, ("Joliette",))]


def test_rows_of_quebec_of_regions_and_totals_are_left_aside_and_said():
    found = of_values(("Ensemble du Québec", 9), ("Lanaudière", 8), ("Total", 9), ("61", 3))

    assert list(values(found)) == [("61", "low_income_lim_at", "2021")]
    assert set(codes(found)) == {"row_of_quebec", "row_of_region", "total_row"}
    assert {issue.severity for issue in found.issues} == {Severity.NOTICE}


def test_the_figure_of_a_municipality_does_not_stand_for_its_mrc():
    assert codes(of_values(("Rawdon", 3)), Severity.ERROR) == ["row_of_municipality"]


def test_a_code_and_a_name_that_differ_are_refused():
    found = read(("Code MRC", "Nom de la MRC", "Indicateur", "Année", "Valeur", "Source"),
                 ("61", "Joliette", "Faible revenu", "2021", 3, HERE),
                 ("62", "Joliette", "Faible revenu", "2021", 4, HERE))

    assert list(values(found)) == [("61", "low_income_lim_at", "2021")]
    assert [(issue.code, issue.place.row, issue.place.column) for issue in found.issues] == [
        ("code_and_name_differ", 3, "Nom de la MRC")]


def test_what_the_table_does_not_say_may_be_said_beside_it():
    found = read(("MRC", "Valeur"), ("61", 3),
                 asked=Asked("Jardins inventés", "2024", "jardins", HERE))

    row = found.indicators[0]
    assert (row.indicator, row.year, row.unit, row.source) == (
        "Jardins inventés", "2024", "jardins", HERE)


def test_what_nobody_says_is_asked_for_all_at_once():
    found = read(("MRC", "Valeur"), ("61", 3))

    assert set(codes(found)) == {"figures_without_indicator", "figures_without_year"}


def test_without_a_source_the_name_of_the_file_is_kept_and_said():
    found = read(("MRC", "Valeur"), ("61", 3), asked=Asked("renters", "2021"))

    assert (found.indicators[0].source, codes(found)) == ("invente.csv", ["source_is_file"])


def test_years_may_lie_across():
    found = read(("MRC", "Locataires 2016", "Locataires 2021"), ("61", 30, 31), ("62", None, 20))

    assert values(found) == {("61", "renters", "2016"): 30, ("61", "renters", "2021"): 31,
                             ("62", "renters", "2021"): 20}


def test_years_alone_may_be_titles_even_as_numbers():
    found = read(("MRC", 2016, 2021.0), ("61", 30, 31), asked=Asked("renters"))

    assert values(found) == {("61", "renters", "2016"): 30, ("61", "renters", "2021"): 31}


def test_indicators_may_lie_across():
    found = read(("MRC", "Locataires (%)", "65 ans et plus", "Remarque"), ("61", 30, 20, "ici"),
                 asked=Asked(year="2021"))

    assert values(found) == {("61", "renters", "2021"): 30, ("61", "aged_65_and_over", "2021"): 20}


def test_the_only_column_of_numbers_is_named_by_its_title():
    titles = ("MRC", "Nom", "Année", "Part des ménages en insécurité alimentaire", "Source")
    found = read(titles, ("61", "Joliette", "2023", "12,5", HERE),
                 ("62", "Matawinie", "2023", "18", HERE))

    assert values(found) == {("61", titles[3], "2023"): 12.5, ("62", titles[3], "2023"): 18.0}
    named = read(titles, ("61", "Joliette", "2023", 12.5, HERE), asked=Asked(indicator="demo_x"))
    assert list(values(named)) == [("61", "demo_x", "2023")]


def test_a_column_given_twice_is_refused():
    found = read(("MRC", "Locataires 2021", "Ménages locataires 2021"), ("61", 30, 31))

    assert (codes(found), found.indicators) == (["figure_column_twice"], ())


def test_shares_written_as_fractions_are_told_and_left_as_they_are():
    found = of_values(("61", 0.24), ("62", 0.3), ("63", 0.1))

    assert "shares_as_fractions" in codes(found, Severity.WARNING)
    assert set(values(found).values()) == {0.24, 0.3, 0.1}


@pytest.mark.parametrize("rows", [[("Nom", "Remarque"), ("a", "b")], [("", ""), ("", "")]])
def test_a_table_that_names_no_territory_is_not_guessed(rows):
    assert codes(read(*rows), Severity.ERROR) == ["figures_not_recognised"]


def test_titles_alone_are_said():
    assert codes(read(TITLES)) == ["figures_absent"]


def test_the_titles_may_stand_under_a_heading():
    found = read(("Portrait inventé",), (), TITLES, ("61", "Faible revenu", "2021", 3, "%", HERE))

    assert len(found.indicators) == 1


@given(st.dictionaries(st.sampled_from(territory_codes()),
                       st.floats(0, 100).map(lambda value: round(value, 3)), min_size=1))
def test_what_is_written_is_what_is_read(figures):
    found = of_values(*figures.items())

    assert {code: value for (code, _, _), value in values(found).items()} == figures


def ranked(*, above):
    """Write the table of the ISQ with invented figures, years above the two columns of each."""
    rows = [(place.code, place.name, 10 - rank, rank + 1, 20 - rank, rank + 1)
            for rank, place in enumerate(read_territories())]
    years = (None, None, 2020, None, 2022, None)
    if above:
        return [years, ("Code", "Territoire", "Indice", "Rang", "Indice", "Rang"), *rows]
    return [("Code MRC", "MRC", *years[2:]), (None, None, "Indice", "Rang", "Indice", "Rang"),
            *rows]


@pytest.mark.parametrize("above", [True, False])
def test_the_index_of_economic_vitality_is_read_with_its_rank(above):
    titles = ranked(above=above)
    if above:
        titles[1] = ("Code MRC", "MRC", *titles[1][2:])
    found = read(("Indice de vitalité économique des territoires (inventé)",), *titles)

    assert codes(found, Severity.ERROR) == []
    assert len(found.indicators) == 104 * 4
    assert values(found)["02", "vitality_index", "2022"] == 19
    assert values(found)["02", "vitality_rank", "2020"] == 2
    assert found.indicators[0].source.startswith("Institut de la statistique du Québec")


def test_a_workbook_with_merged_years_is_read(tmp_path):
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (("Indice de vitalité économique",), *ranked(above=False)):
        sheet.append(row)
    sheet.merge_cells("C2:D2")
    sheet.merge_cells("E2:F2")
    path = tmp_path / "vitalite-inventee.xlsx"
    book.save(path)

    found = read_indicator_file(path)

    assert values(found)["993", "vitality_rank", "2022"] == 104
    assert [row.n_known for row in found.coverage] == [104] * 4


def test_a_year_written_as_a_date_is_not_taken_for_a_number():
    found = read(TITLES, ("61", "Faible revenu", datetime.date(2021, 5, 11), 3, "%", HERE))

    assert values(found) == {("61", "low_income_lim_at", "2021"): 3}
