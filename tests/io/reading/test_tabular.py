"""Tables read as values: encodings, separators, quotes, sheets."""

import datetime
import zipfile
from itertools import product

import openpyxl
import pytest

from ocgraph.errors import FileRefusedError
from ocgraph.io.reading.tabular import read_tables, shown_name

ROWS = [["Nom", "MRC", "Note"], ["Maison d’Émilie", "Joliette", "À côté de l’école"],
        ["Cœur à l'ouvrage", "Les Moulins", "Réussite, écoute et être là"]]
ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "mac_roman",
             "cp850"]


def csv_bytes(rows, separator, encoding, end="\r\n"):
    lines = [separator.join(f'"{cell}"' if separator in cell else cell for cell in row)
             for row in rows]
    return (end.join(lines) + end).encode(encoding, "strict")


@pytest.mark.parametrize(("encoding", "separator"), list(product(ENCODINGS, [";", ",", "\t"])))
def test_encoding_and_separator_are_told_by_the_content(tmp_path, encoding, separator):
    rows = ROWS
    if encoding == "cp850":  # it has neither œ nor ’
        rows = [[cell.replace("œ", "oe").replace("’", "'") for cell in row] for row in ROWS]
    path = tmp_path / "acteurs.csv"
    path.write_bytes(csv_bytes(rows, separator, encoding))

    (sheet,) = read_tables(path, path.name)

    assert [list(row) for row in sheet.rows] == rows
    assert sheet.separator == separator
    guessed = [issue.code for issue in sheet.issues]
    assert guessed == ([] if encoding.startswith("utf-8") else ["encoding_guessed"])


def read_text(tmp_path, text, encoding="utf-8"):
    path = tmp_path / "acteurs.csv"
    path.write_bytes(text.encode(encoding) if isinstance(text, str) else text)
    (sheet,) = read_tables(path, path.name)
    return sheet


def test_decimal_commas_do_not_pass_for_separators(tmp_path):
    sheet = read_text(tmp_path, "Nom;Heures\nA;1,5\nB;2,25\n")
    assert sheet.rows == (("Nom", "Heures"), ("A", "1,5"), ("B", "2,25"))


def test_declared_separator_is_obeyed_and_its_line_counts(tmp_path):
    sheet = read_text(tmp_path, "sep=;\nNom;MRC\nA, B et C;Joliette\n")
    assert sheet.rows == ((), ("Nom", "MRC"), ("A, B et C", "Joliette"))


def test_unclosed_quote_is_placed_where_it_opens(tmp_path):
    sheet = read_text(tmp_path, 'Nom,MRC\nA,Joliette\n"B,Montcalm\nC,Matawinie\n')
    assert [(issue.code, issue.place.row) for issue in sheet.issues] == [("unclosed_quote", 3)]
    assert sheet.rows == (("Nom", "MRC"), ("A", "Joliette"))


def test_cell_on_two_lines_stays_one_row(tmp_path):
    sheet = read_text(tmp_path, 'Nom,Note\nA,"un\ndeux"\nB,x\n')
    assert sheet.rows == (("Nom", "Note"), ("A", "un\ndeux"), ("B", "x"))


def test_line_in_another_encoding_is_named(tmp_path):
    data = "Nom;MRC\nÉcole;Joliette\n".encode() + "Forêt;Montcalm\n".encode("cp1252")
    sheet = read_text(tmp_path, data)
    assert sheet.rows[1:] == (("École", "Joliette"), ("Forêt", "Montcalm"))
    assert [(issue.code, issue.place.row) for issue in sheet.issues] == [("other_encoding", 3)]


def test_nul_is_refused_with_its_line(tmp_path):
    with pytest.raises(FileRefusedError) as refusal:
        read_text(tmp_path, b"Nom,MRC,Note,Type\nA\x00B,Joliette,x,y\n")
    assert (refusal.value.code, refusal.value.params["line"]) == ("file.has_nul", "2")


def test_sign_guarded_by_an_export_is_read_bare(tmp_path):
    sheet = read_text(tmp_path, "Nom;Note\n'=1+1;l'école\n'-3;'quoted'\n")
    assert sheet.rows[1:] == (("=1+1", "l'école"), ("-3", "'quoted'"))


def test_workbook_gives_values_under_the_rows_people_see(tmp_path):
    book = openpyxl.Workbook()
    page = book.active
    page.title = "Acteurs"
    page["B3"], page["B4"], page["C4"] = "Nom", "École", datetime.date(2024, 9, 1)
    page["B5"], page["C5"] = "01", 1.5
    book.create_sheet("Cachée").sheet_state = "hidden"
    book.save(tmp_path / "a.xlsx")

    acteurs, hidden = read_tables(tmp_path / "a.xlsx", "a.xlsx")

    assert acteurs.rows[2] == (None, "Nom", None)
    assert acteurs.rows[3] == (None, "École", datetime.date(2024, 9, 1))
    assert acteurs.rows[4] == (None, "01", 1.5)
    assert (hidden.hidden, hidden.rows) == (True, ())


def test_workbook_is_known_by_its_content_under_any_path(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["Nom", "MRC"])
    book.save(tmp_path / "a.xlsx")
    (tmp_path / "a.xlsx").rename(tmp_path / "upload.ods")

    (sheet,) = read_tables(tmp_path / "upload.ods", "acteurs.xlsx")

    assert sheet.rows == (("Nom", "MRC"),)


def test_cells_merged_downwards_give_each_row_their_value(tmp_path):
    book = openpyxl.Workbook()
    page = book.active
    for row in (["Table", "Organisme"], ["Table A", "X"], [None, "Y"], [None, "Z"]):
        page.append(row)
    page.merge_cells("A2:A4")
    book.save(tmp_path / "a.xlsx")

    (sheet,) = read_tables(tmp_path / "a.xlsx", "a.xlsx")

    assert [row[0] for row in sheet.rows] == ["Table", "Table A", "Table A", "Table A"]
    assert [(issue.code, issue.place.row) for issue in sheet.issues] == [("merged_filled", 2)]


def test_formula_saved_without_its_result_is_named(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["Nom", "Heures"])
    book.active.append(["A", "=1+1"])
    book.save(tmp_path / "a.xlsx")

    (sheet,) = read_tables(tmp_path / "a.xlsx", "a.xlsx")

    assert [(issue.code, issue.found) for issue in sheet.issues] == [
        ("formula_without_value", "B2")]


def test_cells_in_error_and_hidden_rows_are_named(tmp_path):
    book = openpyxl.Workbook()
    for row in (["Nom", "Heures"], ["A", "#REF!"], ["B", 2]):
        book.active.append(row)
    book.active["B2"].data_type = "e"
    book.active.row_dimensions[3].hidden = True
    book.save(tmp_path / "a.xlsx")

    (sheet,) = read_tables(tmp_path / "a.xlsx", "a.xlsx")

    assert [(issue.code, issue.found, issue.place.row) for issue in sheet.issues] == [
        ("cell_in_error", "B2", None), ("hidden_row", "", 3)]


def test_zip_and_folder_give_the_same_sheets(tmp_path):
    folder = tmp_path / "registre"
    folder.mkdir()
    for name in ("acteurs", "liens"):
        (folder / f"{name}.csv").write_bytes(csv_bytes(ROWS, ",", "utf-8"))
    (folder / "logo.png").write_bytes(b"\x89PNG")
    with zipfile.ZipFile(tmp_path / "r.zip", "w") as archive:
        for path in folder.glob("*.csv"):
            archive.write(path, f"../../{path.name}")

    from_folder = read_tables(folder, "registre")
    from_zip = read_tables(tmp_path / "r.zip", "r.zip")

    assert from_folder == from_zip
    assert [sheet.name for sheet in from_zip] == ["acteurs", "liens"]
    assert not (tmp_path.parent / "acteurs.csv").exists()


def test_link_out_of_a_folder_is_not_followed(tmp_path):
    folder = tmp_path / "registre"
    folder.mkdir()
    (tmp_path / "secret.csv").write_text("Nom\nA\n", encoding="utf-8")
    (folder / "acteurs.csv").symlink_to(tmp_path / "secret.csv")
    with pytest.raises(FileRefusedError) as refusal:
        read_tables(folder, "registre")
    assert refusal.value.code == "file.no_tables"


@pytest.mark.parametrize(("name", "shown"), [
    ("../../etc/cron.d/x.csv", "x.csv"), ("C:\\Temp\\a.csv", "a.csv"), ("a\u202ecsv.\n", "acsv."),
    ("..", ".."), ("", "?")])
def test_name_of_a_file_is_shown_without_its_path(name, shown):
    assert shown_name(name) == shown


ODS = """<?xml version="1.0"?><office:document-content
 xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>
<table:table table:name="Acteurs">{rows}</table:table>
</office:spreadsheet></office:body></office:document-content>"""


def write_ods(path, rows):
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", ODS.format(rows=rows))
        archive.writestr("META-INF/manifest.xml", "<manifest/>")


def ods_cell(value, more=""):
    return (f'<table:table-cell office:value-type="string"{more}><text:p>{value}</text:p>'
            "</table:table-cell>")


def test_open_document_workbook_is_read(tmp_path):
    rows = "".join(f"<table:table-row>{ods_cell(first)}{ods_cell(second)}</table:table-row>"
                   for first, second in [("Nom", "MRC"), ("École", "Joliette")])
    write_ods(tmp_path / "a.ods", rows)

    (sheet,) = read_tables(tmp_path / "a.ods", "a.ods")

    assert (sheet.name, sheet.rows) == ("Acteurs", (("Nom", "MRC"), ("École", "Joliette")))


def test_rows_beyond_the_limit_are_not_read_and_it_is_said(tmp_path):
    sheet = read_text(tmp_path, "Nom;MRC\n" + "A;61\n" * 60_000)
    assert len(sheet.rows) == 50_000
    assert [issue.code for issue in sheet.issues] == ["rows_not_read"]
