"""Columns of figures side by side: each is read with its year, or said, with what to write."""

import openpyxl
import pytest

from ocgraph.i18n import LANGUAGES
from ocgraph.io.indicators.figure_tables import read_figures
from ocgraph.io.indicators.found import Asked
from ocgraph.io.indicators.indicator_files import read_indicator_file
from ocgraph.io.reading.sheets import MOST_COLUMNS, Sheet
from ocgraph.model import Severity

TITLES = ("MRC", "Année", "Ménages précaires", "Aînés seuls")


def read(*rows, asked=None):
    return read_figures([Sheet("invente.csv", "Feuille", tuple(rows))], asked or Asked())


def values(found):
    return {(row.territory_code, row.indicator, row.year): row.value for row in found.indicators}


def said(found):
    """Return what is said of columns and cells, the source apart."""
    return [(issue.code, issue.place.column) for issue in found.issues
            if issue.code != "source_is_file"]


def brought(tmp_path, text):
    (tmp_path / "invente.csv").write_text(text, encoding="utf-8")
    return read_indicator_file(tmp_path / "invente.csv")


def test_each_column_of_figures_has_the_year_of_its_row(tmp_path):
    found = brought(tmp_path, "MRC;Année;Ménages précaires;Aînés seuls\n"
                              "Joliette;2016;120;40\nJoliette;2021;150;55\n")

    assert values(found) == {("61", TITLES[2], "2016"): 120, ("61", TITLES[3], "2016"): 40,
                             ("61", TITLES[2], "2021"): 150, ("61", TITLES[3], "2021"): 55}
    assert said(found) == []


def test_a_workbook_with_a_heading_a_code_and_a_name_is_read_alike(tmp_path):
    book = openpyxl.Workbook()
    for row in (("Portrait inventé de 2022",), (), ("Code", "MRC", *TITLES[1:]),
                (61, "Joliette", 2021, 120, 40), (62, "Matawinie", 2021, 150, None)):
        book.active.append(row)
    book.save(tmp_path / "invente.xlsx")

    found = read_indicator_file(tmp_path / "invente.xlsx")

    assert values(found) == {("61", TITLES[2], "2021"): 120, ("61", TITLES[3], "2021"): 40,
                             ("62", TITLES[2], "2021"): 150}
    assert said(found) == [("column_of_labels", "Code"), ("figure_not_given", TITLES[3])]


def test_as_many_columns_as_a_sheet_may_have_are_read(tmp_path):
    names = [f"Besoin inventé {rank}" for rank in range(MOST_COLUMNS - 2)]
    found = brought(tmp_path, ";".join(("MRC", "Année", *names)) + "\nJoliette;2021;"
                    + ";".join(map(str, range(len(names)))) + "\n")

    assert values(found) == {("61", name, "2021"): rank for rank, name in enumerate(names)}
    assert said(found) == []


def test_columns_beyond_the_last_one_read_are_said(tmp_path):
    names = [f"Besoin inventé {rank}" for rank in range(MOST_COLUMNS)]
    found = brought(tmp_path, ";".join(("MRC", "Année", *names)) + "\nJoliette;2021;"
                    + ";".join(map(str, range(len(names)))) + "\n")

    assert len(found.indicators) == MOST_COLUMNS - 2
    assert ("columns_not_read", "") in said(found)


def test_withheld_figures_take_no_column_away(tmp_path):
    found = brought(tmp_path, "MRC;Année;Ménages précaires;Aînés seuls\nJoliette;2021;F;40\n"
                              "Matawinie;2021;x;55\nMontcalm;2021;90;\n")

    assert values(found) == {("63", TITLES[2], "2021"): 90, ("61", TITLES[3], "2021"): 40,
                             ("62", TITLES[3], "2021"): 55}
    assert said(found) == [("figure_withheld", TITLES[2]), ("figure_not_given", TITLES[3])]


@pytest.mark.parametrize("others", [["x"], ["x", "F", "", "n/d", "..", "—"]])
def test_a_column_whose_known_cells_are_numbers_is_one_of_figures(others):
    rows = [(code, "2021", cell) for code, cell in zip(
        ("61", "62", "63", "60", "52", "64", "65"), (120, *others), strict=False)]
    found = read(TITLES[:3], *rows)

    assert values(found) == {("61", TITLES[2], "2021"): 120}
    assert {issue.severity for issue in found.issues} == {Severity.NOTICE}


def test_a_column_without_a_number_is_said_not_to_be_one_of_figures():
    found = read((*TITLES, "Remarque"), ("61", "2021", 120, "x", "ici"))

    assert values(found) == {("61", TITLES[2], "2021"): 120}
    assert said(found) == [("column_without_figures", TITLES[3]),
                           ("column_without_figures", "Remarque")]


def test_a_column_of_words_with_some_numbers_is_said_with_how_many():
    found = read(TITLES, ("61", "2021", 12, "peu"), ("62", "2021", 13, "assez"),
                 ("63", "2021", 14, 3))

    assert [(issue.code, issue.severity, issue.params["n"], issue.params["total"])
            for issue in found.issues if issue.place.column == TITLES[3]] == [
        ("column_of_words", Severity.WARNING, 1, 3)]


def test_a_word_among_numbers_is_said_in_its_cell():
    found = read(TITLES[:3], ("61", "2021", 12), ("62", "2021", 13), ("63", "2021", "beaucoup"))

    assert len(found.indicators) == 2
    assert ("not_a_number", TITLES[2]) in said(found)


@pytest.mark.parametrize("title", ["Code de région", "Region code", "Rang", "No", "Région"])
def test_codes_and_ranks_are_not_figures_and_it_is_said(title):
    found = read((*TITLES, title), ("61", "2021", 120, 40, 14))

    assert [row.indicator for row in found.indicators] == list(TITLES[2:])
    assert said(found) == [("column_of_labels", title)]


def test_a_column_that_no_title_explains_is_read_beside_known_ones():
    found = read(("MRC", "Année", "Locataires", "Aînés seuls"), ("61", "2021", 30, 40))

    assert values(found) == {("61", "renters", "2021"): 30, ("61", TITLES[3], "2021"): 40}


def test_columns_without_a_year_are_asked_for_it_once():
    found = read(("MRC", *TITLES[2:]), ("61", 120, 40))

    assert said(found) == [("figures_without_year", TITLES[2])]
    assert found.issues[0].params["names"] == f"{TITLES[2]}, {TITLES[3]}"
    assert found.unsaid == ("year",)
    assert list(values(read(("MRC", *TITLES[2:]), ("61", 120, 40), asked=Asked(year="2021")))) == [
        ("61", TITLES[2], "2021"), ("61", TITLES[3], "2021")]


def test_the_year_of_the_row_is_believed_before_the_one_said_beside():
    titles = ("MRC", "Année", "Locataires", "Aînés seuls")
    found = read(titles, ("61", "2016", 30, 40), asked=Asked(year="2021"))

    assert {row.year for row in found.indicators} == {"2016"}


def test_a_column_without_a_year_among_dated_ones_is_said():
    found = read(("MRC", "Locataires 2021", "Superficie"), ("61", 30, 418))

    assert values(found) == {("61", "renters", "2021"): 30}
    assert said(found) == [("column_without_year", "Superficie")]


def test_beside_a_column_of_values_no_other_is_taken_and_it_is_said():
    found = read(("MRC", "Indicateur", "Année", "Valeur", "Taux", "Superficie", "Millésime"),
                 ("61", "Faible revenu", "2021", 12, 3, 418, "2022"))

    assert values(found) == {("61", "low_income_lim_at", "2021"): 12}
    assert said(found) == [("column_beside_values", "Taux"),
                           ("column_beside_values", "Superficie"),
                           ("same_field_twice", "Millésime")]


def test_which_of_several_columns_a_named_indicator_is_about_is_asked():
    found = read(("MRC", "Indicateur", "Année", "Ménages", "Aidés"),
                 ("61", "Faible revenu", "2021", 12, 4))

    assert found.indicators == ()
    assert [(issue.code, issue.severity, issue.place.column) for issue in found.issues] == [
        ("column_without_indicator", Severity.ERROR, "Ménages"),
        ("column_without_indicator", Severity.ERROR, "Aidés")]


def test_the_titles_of_the_columns_are_believed_before_a_column_of_indicators():
    found = read(("MRC", "Indicateur", "Année", "Locataires"), ("61", "Logement", "2021", 30))

    assert values(found) == {("61", "renters", "2021"): 30}
    assert said(found) == [("column_of_indicators", "Indicateur")]


def test_a_bare_index_is_asked_which_one_it_is():
    rows = ("MRC", "Année", "Indice"), ("61", "2021", 4)

    assert read(*rows).unsaid == ("indicator",)
    assert values(read(*rows, asked=Asked("Indice inventé"))) == {
        ("61", "Indice inventé", "2021"): 4}


def test_an_indicator_said_of_a_file_that_has_others_is_told():
    found = read(TITLES, ("61", "2021", 120, 40), asked=Asked("renters"))

    assert len(found.indicators) == 2
    assert ("indicator_not_in_file", "") in said(found)


def test_figures_without_a_title_are_said():
    found = read((*TITLES, None), ("61", "2021", 120, 40, 7))

    assert said(found) == [("untitled_column", "E")]


def test_a_column_of_telephones_is_no_column_of_figures():
    found = read((*TITLES[:3], "Joindre"), ("61", "2021", 120, "450 555-0100"))

    assert said(found) == [("column_without_figures", "Joindre")]
    assert "555" not in "".join(issue.sentence("fr") + issue.mend("fr") for issue in found.issues)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_said_of_a_column_names_it_and_what_to_write(language):
    found = read(("MRC", "Indicateur", "Année", "Aînés seuls", "Rang", "Peu", "Ici", "Locataires"),
                 ("61", "a", "2021", 12, 1, "a", "ici", 3), ("62", "a", "2021", 12, 2, "b", "", 3),
                 ("63", "a", "2021", 13, 3, 4, "", 3))

    assert len(found.issues) == 6
    for issue in found.issues[:-1]:
        assert issue.place.column in issue.sentence(language) or issue.code == "source_is_file"
        assert issue.mend(language)
