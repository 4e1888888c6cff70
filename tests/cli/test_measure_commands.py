"""``ocgraph measures``: the list, one measure told whole, its figures."""

import csv
from pathlib import Path

import pytest
from openpyxl import load_workbook

from ocgraph.measures import MEASURES
from ocgraph.territory import TERRITORY_MEASURES


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_measure_is_listed(ocgraph, language):
    code, out, err = ocgraph("measures", "--lang", language)

    assert (code, err) == (0, "")
    listed = {line.strip().split(" · ")[0] for line in out.splitlines() if " · " in line}
    assert listed >= {*MEASURES, *TERRITORY_MEASURES}


@pytest.mark.parametrize("measure", [*MEASURES, *TERRITORY_MEASURES])
def test_one_measure_is_told_whole(ocgraph, measure):
    code, out, _ = ocgraph("measures", measure)

    assert code == 0
    assert all(part in out for part in ("Formule · ", "Référence · ", "Chiffres donnés"))


def test_the_figures_of_the_demonstration_are_shown_highest_first(ocgraph):
    code, out, _ = ocgraph("measures", "degree", "--demo", "--top", "2")

    lines = out.splitlines()
    assert code == 0
    assert "(a-099)" in lines[3]      # the busiest actor of the demonstration
    assert lines[5].startswith("… et 218 autres lignes")


def test_a_figure_that_no_row_has_is_told_once(ocgraph):
    _, out, _ = ocgraph("measures", "table_brokerage", "--demo", "--top", "2")

    assert out.count("aucun tirage n’a été demandé") == 4  # the four figures of chance
    assert "sans objet" not in "".join(out.splitlines()[:5])


def test_every_figure_is_in_the_file_as_a_number(ocgraph):
    ocgraph("measures", "degree", "--demo", "-o", "mesure.csv")

    with Path("mesure.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.reader(stream, delimiter=";"))
    assert len(rows) == 221
    assert rows[1][0] == "a-099"
    assert rows[1][2] == "115"
    assert float(rows[1][3].replace(",", ".")) == pytest.approx(115 / 219)


def test_the_figures_open_in_a_spreadsheet(ocgraph):
    ocgraph("measures", "degree", "--demo", "-o", "mesure.xlsx", "--lang", "en")

    book = load_workbook("mesure.xlsx")
    assert book.active["C2"].value == 115
    book.close()


@pytest.mark.parametrize(("words", "said"), [
    (("nosuch",), "degree"), (("actors", "--demo"), "tableau de bord"),
    (("degree", "--demo", "--set", "x=1"), "x=1"), (("degree", "--demo", "--set", "x"), "x"),
    (("degree", "--demo", "-o", "mesure.docx"), "mesure.docx")])
def test_a_request_that_means_nothing_is_said_in_words(ocgraph, words, said):
    code, _, err = ocgraph("measures", *words)

    assert code == 2
    assert said in err


def test_without_a_register_the_person_is_told_what_to_do(ocgraph):
    code, _, err = ocgraph("measures", "degree", "--own")

    assert code == 1
    assert "ocgraph import" in err
