"""A file of figures in any dress: the same figures, or a refusal in words."""

import zipfile

import openpyxl
import pytest

from ocgraph.errors import FileRefusedError
from ocgraph.i18n import explain
from ocgraph.io.indicators.found import Asked
from ocgraph.io.indicators.indicator_files import read_indicator_file
from ocgraph.model import Severity
from tests.io.reading.test_tabular import ods_cell, write_ods

ROWS = [("Code MRC", "MRC", "Indicateur", "Année", "Valeur", "Unité", "Source"),
        ("01", "Communauté maritime des Îles-de-la-Madeleine", "Locataires", "2021", "24,4", "%",
         "Enquête inventée"),
        ("46", "Brome-Missisquoi", "Locataires", "2021", "30,1", "%", "Enquête inventée"),
        ("371", "Trois-Rivières", "Locataires", "2021", "x", "%", "Enquête inventée")]
EXPECTED = {("01", "renters", "2021", 24.4), ("46", "renters", "2021", 30.1)}


def text(separator=";"):
    return "\n".join(separator.join(f'"{cell}"' for cell in row) for row in ROWS)


def as_csv(path, encoding="utf-8"):
    path.write_bytes(text().encode(encoding))


def as_workbook(path):
    """Write numbers as numbers, as a spreadsheet does: the codes lose their zeros."""
    book = openpyxl.Workbook()
    book.active.append(ROWS[0])
    for code, name, indicator, year, value, *rest in ROWS[1:]:
        number = float(value.replace(",", ".")) if value != "x" else value
        book.active.append([int(code), name, indicator, int(year), number, *rest])
    book.save(path)


def as_ods(path):
    write_ods(path, "".join(
        f"<table:table-row>{''.join(map(ods_cell, row))}</table:table-row>" for row in ROWS))


def as_zip(path):
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("chiffres.csv", text())


def told(found):
    return {(row.territory_code, row.indicator, row.year, row.value) for row in found.indicators}


@pytest.mark.parametrize(("name", "write"), [
    ("a.csv", as_csv), ("a.csv", lambda path: as_csv(path, "cp1252")),
    ("a.csv", lambda path: as_csv(path, "utf-16")), ("a.xlsx", as_workbook), ("a.ods", as_ods),
    ("a.zip", as_zip)], ids=["utf-8", "cp1252", "utf-16", "xlsx", "ods", "zip"])
def test_every_dress_gives_the_same_figures(tmp_path, name, write):
    write(tmp_path / name)

    found = read_indicator_file(tmp_path / name)

    assert told(found) == EXPECTED
    assert found.count(Severity.ERROR) == 0
    assert "figure_withheld" in {issue.code for issue in found.issues}


@pytest.mark.parametrize(("name", "content", "code"), [
    ("vide.csv", b"", "file.empty"), ("image.csv", b"\x89PNG\r\n\x1a\n", "file.is_picture"),
    ("coupe.xlsx", b"PK\x03\x04coupe", "file.damaged"), ("page.csv", b"<html>", "file.is_html"),
    ("nul.csv", b"MRC;Valeur\n61;\x00\n", "file.has_nul")])
def test_a_file_that_is_no_table_is_refused_in_words(tmp_path, name, content, code):
    (tmp_path / name).write_bytes(content)

    with pytest.raises(FileRefusedError) as refused:
        read_indicator_file(tmp_path / name)

    assert refused.value.code == code
    assert all(explain(refused.value, language) for language in ("fr", "en"))


def test_an_absent_file_is_said(tmp_path):
    with pytest.raises(FileRefusedError) as refused:
        read_indicator_file(tmp_path / "absent.csv")

    assert refused.value.code == "file.missing"


def test_what_the_person_says_reaches_the_reader(tmp_path):
    (tmp_path / "a.csv").write_text("MRC;Valeur\n46;3\n", encoding="utf-8")

    found = read_indicator_file(tmp_path / "a.csv", Asked("Jardins inventés", "2024", "jardins",
                                                          "Équipe inventée"))

    assert told(found) == {("46", "Jardins inventés", "2024", 3)}
    assert [kind.is_known for kind in found.kinds] == [False]


def test_areas_are_recognised_in_a_workbook(tmp_path):
    book = openpyxl.Workbook()
    book.active.title = "Données"
    for row in (("AD", "ADPOP2021", "QuintMat", "QuintSoc", "SDRIDU"),
                (24610001, 900, 1, 1, 2461025), (24610002, 100, 5, 5, 2461025)):
        book.active.append(row)
    book.save(tmp_path / "defavorisation.xlsx")

    assert ("61", "material_deprivation", "2021", 10) in told(
        read_indicator_file(tmp_path / "defavorisation.xlsx"))
