"""Files made to harm, or that are not what they say: refused in words, within seconds."""

import shutil
import time
import zipfile
import zlib

import openpyxl
import pytest

from ocgraph.errors import FileRefusedError
from ocgraph.i18n import explain
from ocgraph.io.reading.register_files import read_register
from tests.io.reading.test_tabular import ods_cell, write_ods

SHEET = "xl/worksheets/sheet1.xml"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
VRT = ('<OGRVRTDataSource><OGRVRTLayer name="x"><SrcDataSource>/etc/passwd</SrcDataSource>'
       "</OGRVRTLayer></OGRVRTDataSource>")


def refusal_of(path, name=None):
    """Return the refusal, and hold it to a sentence in both languages and to ten seconds."""
    began = time.monotonic()
    with pytest.raises(FileRefusedError) as refusal:
        read_register(path, name=name)
    assert time.monotonic() - began < 10
    assert all(len(explain(refusal.value, language)) > 40 for language in ("fr", "en"))
    return refusal.value


def workbook_with_sheet(path, sheet_xml):
    """Write a workbook whose one sheet is `sheet_xml`, the rest being openpyxl's."""
    plain = path.with_name("plain.xlsx")
    openpyxl.Workbook().save(plain)
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            new.writestr(part, sheet_xml if part == SHEET else old.read(part))
    return path


def sheet_of(rows):
    return ('<?xml version="1.0"?><worksheet '
            'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
            f"<sheetData>{rows}</sheetData></worksheet>")


class SameBlock:
    """Compress each mebibyte of spaces as the first one was: two gigabytes in a second."""

    def __init__(self):
        deflate = zlib.compressobj(9, zlib.DEFLATED, -15)
        self._block = deflate.compress(b" " * 2**20) + deflate.flush(zlib.Z_FULL_FLUSH)

    def compress(self, _mebibyte):
        return self._block

    def flush(self):
        return zlib.compressobj(9, zlib.DEFLATED, -15).flush()


def test_two_megabytes_that_unpack_to_two_gigabytes_are_not_unpacked(tmp_path):
    path = workbook_with_sheet(tmp_path / "bombe.xlsx", sheet_of(""))
    block = b" " * 2**20
    with (zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive,
          archive.open("xl/worksheets/sheet2.xml", "w", force_zip64=True) as part):
        part._compressor = SameBlock()
        for _ in range(2048):
            part.write(block)
    assert path.stat().st_size < 3 * 2**20

    refusal = refusal_of(path)

    assert refusal.code == "file.unpacks_too_big"
    assert refusal.params["megabytes"] == 2048


def test_cell_in_the_last_row_and_column_is_named(tmp_path):
    rows = ('<row r="1"><c r="A1" t="inlineStr"><is><t>Nom</t></is></c></row>'
            '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')
    refusal = refusal_of(workbook_with_sheet(tmp_path / "loin.xlsx", sheet_of(rows)))
    assert (refusal.code, refusal.params["cell"]) == ("file.far_cell", "XFD1048576")


def test_far_cell_without_a_reference_is_found_too(tmp_path):
    rows = '<row r="1048576">' + "<c><v>1</v></c>" * 16 + "</row>"
    refusal = refusal_of(workbook_with_sheet(tmp_path / "loin.xlsx", sheet_of(rows)))
    assert refusal.code == "file.far_cell"


def test_cells_repeated_by_number_are_counted(tmp_path):
    cell = ods_cell("x", ' table:number-columns-repeated="16384"')
    write_ods(tmp_path / "a.ods",
              f'<table:table-row table:number-rows-repeated="1048576">{cell}</table:table-row>')
    assert refusal_of(tmp_path / "a.ods").code == "file.too_many_cells"


def test_entities_declared_in_a_sheet_are_refused(tmp_path):
    bomb = sheet_of('<row r="1"><c r="A1" t="inlineStr"><is><t>&b;</t></is></c></row>').replace(
        '<?xml version="1.0"?>',
        '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>')
    refusal = refusal_of(workbook_with_sheet(tmp_path / "a.xlsx", bomb))
    assert refusal.code == "file.declares_entities"


def test_formatting_far_away_is_not_content(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["Nom", "Type", "MRC"])
    book.active.append(["École", "école", "Joliette"])
    book.active["XFD1048576"].number_format = "0.00"
    book.save(tmp_path / "a.xlsx")
    assert len(read_register(tmp_path / "a.xlsx").register.actors) == 1


@pytest.mark.parametrize("name", ["couche.geojson", "acteurs.csv", "acteurs.xlsx"])
def test_vrt_is_refused_whatever_its_name(tmp_path, name):
    (tmp_path / name).write_text(VRT, encoding="utf-8")
    assert refusal_of(tmp_path / name).code == "file.is_vrt"


@pytest.mark.parametrize(("name", "content", "code"), [
    ("acteurs.xls", b"<html><table><tr><td>Nom</td></tr></table></html>", "file.is_html"),
    ("acteurs.xlsx", b"\n<!DOCTYPE html><p>Session</p>", "file.is_html"),
    ("acteurs.xlsx", b"Nom;MRC\nA;Joliette\n", "file.is_text"),
    ("acteurs.xlsx", b"", "file.empty"),
    ("acteurs.xls", OLE, "file.is_old_excel"),
    ("acteurs.xlsx", OLE + "EncryptedPackage".encode("utf-16-le"), "file.is_encrypted"),
    ("couche.csv", b'{"type": "FeatureCollection", "features": []}', "file.is_json"),
    ("acteurs.csv", b"%PDF-1.7\n", "file.is_pdf"),
    ("acteurs.csv", b"\x89PNG\r\n\x1a\n", "file.is_picture"),
    ("acteurs.csv", b"SQLite format 3\x00" + bytes(80), "file.is_database"),
    ("acteurs.xlsx", b"PK\x03\x04 cut short", "file.damaged"),
    ("acteurs.csv", b"Nom\x00\x01\x02\x03;\xff\xfe\x00\x00\x00", "file.has_nul"),
    ("reseau.csv", b'<?xml version="1.0"?><graphml></graphml>', "file.is_graph"),
])
def test_wrong_content_is_recognised_whatever_its_name(tmp_path, name, content, code):
    (tmp_path / name).write_bytes(content)
    assert refusal_of(tmp_path / name).code == code


@pytest.mark.parametrize(("part", "code"), [
    ("word/document.xml", "file.is_word"), ("xl/workbook.bin", "file.is_binary_excel"),
    ("Index/Document.iwa", "file.is_numbers"), ("mrc_s.shp", "file.is_map_layer"),
    ("lisezmoi.pdf", "file.is_archive")])
def test_archive_of_something_else_is_named(tmp_path, part, code):
    with zipfile.ZipFile(tmp_path / "envoi.zip", "w") as archive:
        archive.writestr(part, "x")
    assert refusal_of(tmp_path / "envoi.zip").code == code


def test_workbook_named_as_text_is_told_to_be_renamed(tmp_path):
    openpyxl.Workbook().save(tmp_path / "a.xlsx")
    shutil.copy(tmp_path / "a.xlsx", tmp_path / "a.csv")
    refusal = refusal_of(tmp_path / "a.csv")
    assert (refusal.code, refusal.params["ending"]) == ("file.is_workbook", ".xlsx")


def test_missing_file_and_folder_without_tables_are_said(tmp_path):
    assert refusal_of(tmp_path / "rien.xlsx").code == "file.missing"
    assert refusal_of(tmp_path).code == "file.no_tables"


def test_workbook_whose_parts_are_garbage_is_damaged(tmp_path):
    path = workbook_with_sheet(tmp_path / "a.xlsx", "<worksheet><sheetData><row></worksheet>")
    assert refusal_of(path).code == "file.damaged"


def test_name_given_by_a_browser_is_shown_without_its_path(tmp_path):
    (tmp_path / "upload").write_bytes(b"%PDF-1.7")
    refusal = refusal_of(tmp_path / "upload", name="../../etc/acteurs.csv")
    assert refusal.params["file"] == "acteurs.csv"
