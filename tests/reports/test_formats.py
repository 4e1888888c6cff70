"""The same document in each format: plain texts, real structure, and nothing obeyed."""

from __future__ import annotations

import datetime
import io
import json
import re
import unicodedata
import zipfile

import pytest
import typst
from docx import Document as read_docx
from docx.oxml.ns import qn

from ocgraph.analysis.place import Place
from ocgraph.analysis.portrait import Portrait
from ocgraph.analysis.section import FigureTable, Section, Statement
from ocgraph.errors import OcgraphError
from ocgraph.io.register_folder import read_demo
from ocgraph.network import PartnershipNetwork
from ocgraph.reports import FORMATS, Document, portrait_document, written
from ocgraph.reports.document import MOST_ROWS, column_shares, plain_document, text_scale
from ocgraph.reports.pdf import sources
from ocgraph.reports.portrait import portrait_file_name
from tests.strategies import HOSTILE_TEXTS

DAY = datetime.date(2026, 6, 15)
HOSTILE = (*HOSTILE_TEXTS, "# titre", "$x^2$", "*gras* _penché_", "<b>gras</b>", "a|b", "- liste",
           "1. un", '#eval("1+1")', "@ref", "= titre", "`code`", "~barré~", "&amp;", "\\",
           "x" * 300, "un\ndeux\r\ntrois", "abc\u202edef",
           "\ufeffdébut", "nul\x00", "שלום", "漢字", "\uffff")
PLAIN = [re.sub("[\x00-\x1f\u202e\ufeff\uffff]+", " ", text).strip() for text in HOSTILE]


def document(*texts, language="fr"):
    figures = FigureTable(("Nom", "Nombre"), tuple((text, "1") for text in texts))
    return Document(language, texts[0], "Fait le 15 juin.", DAY, (
        Section("one", texts[0], tuple(Statement(text) for text in texts)),
        Section("two", "Chiffres", (Statement("Les voici.", figures),))))


@pytest.fixture(scope="module")
def matawinie():
    portrait = Portrait(PartnershipNetwork(read_demo()), Place(("62",)), DAY)
    return portrait_document(portrait, "fr", is_demo=True)


@pytest.mark.parametrize(("language", "said"), [
    ("fr", "Démonstration\u00a0: données inventées."), ("en", "Demonstration: invented data.")])
def test_the_portrait_of_the_demonstration_says_so_in_its_first_line(language, said):
    portrait = Portrait(PartnershipNetwork(read_demo()), Place(("62",)), DAY)
    shown, own = (portrait_document(portrait, language, is_demo=is_demo, with_pictures=False)
                  for is_demo in (True, False))

    assert shown.lead.startswith(said)
    assert said not in own.lead
    assert shown.lead in written(shown, "md").decode()
    assert shown.lead in [one.text for one in word(written(shown, "docx")).paragraphs[:3]]
    assert json.loads(sources(plain_document(shown))["document.json"])["lead"] == shown.lead


def word(content):
    return read_docx(io.BytesIO(content))


def test_hostile_texts_are_texts_in_word():
    told = word(written(document(*HOSTILE), "docx"))

    assert [paragraph.text for paragraph in told.paragraphs[3:3 + len(PLAIN)]] == PLAIN
    assert [row.cells[0].text for row in told.tables[0].rows[1:]] == PLAIN[:MOST_ROWS]


def test_hostile_texts_are_texts_in_the_pdf():
    plain = plain_document(document(*HOSTILE))
    files = sources(plain)

    texts = json.loads(files["document.json"])
    cells = [row[0] for row in texts["sections"][1]["statements"][0]["figures"]["rows"]]
    assert files["main.typ"] == sources(plain_document(document("Maison Fictive")))["main.typ"]
    assert all(is_shown(text, cell) for text, cell in zip(PLAIN, cells, strict=False))
    assert written(document(*HOSTILE), "pdf").startswith(b"%PDF")


def is_shown(text, cell):
    """Tell whether a text is there letter by letter, "□" for those no font has."""
    text = unicodedata.normalize("NFC", text)
    return len(text) == len(cell) and all(
        shown == letter or (shown == "□" and not letter.isascii())
        for letter, shown in zip(text, cell, strict=True))


def test_the_engine_lays_a_name_out_as_one_text(tmp_path):
    for name, content in sources(plain_document(document('#eval("1+1") *a* $b$'))).items():
        (tmp_path / name).write_bytes(content)

    headings = json.loads(typst.query(str(tmp_path / "main.typ"), "heading", field="body",
                                      root=str(tmp_path)))

    assert headings[0] == {"func": "text", "text": '#eval("1+1") *a* $b$'}


@pytest.mark.parametrize("text", PLAIN)
def test_hostile_texts_are_texts_in_markdown(text):
    content = written(document(text), "md").decode()

    lines = content.split("\n")
    assert re.sub(r"\\([^\w\s]|_)", r"\1", lines[6]) == text
    assert len(lines) == len(written(document("Maison Fictive"), "md").decode().split("\n"))
    assert not re.search(r"[*_`<\[$|]", re.sub(r"\\.", "", lines[6]))


def test_a_name_in_a_table_of_markdown_keeps_its_row():
    lines = written(document("a|b\nc"), "md").decode().split("\n")

    assert "| a\\|b c | 1 |" in lines


def test_word_has_real_styles_repeated_titles_and_a_language(matawinie):
    told = word(written(matawinie, "docx"))

    styles = [paragraph.style.name for paragraph in told.paragraphs]
    assert (styles[0], styles.count("Heading 1"), styles.count("Heading 2")) == ("Title", 8, 2)
    assert all(table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
               for table in told.tables)
    assert told.styles.element.find(".//" + qn("w:lang")).get(qn("w:val")) == "fr-CA"
    assert told.core_properties.language == "fr-CA"
    assert told.core_properties.author == "ocgraph"


def test_word_says_what_its_pictures_show_and_numbers_its_pages(matawinie):
    content = written(matawinie, "docx")

    told = word(content)
    shown = [shape._inline.docPr.get("descr") for shape in told.inline_shapes]
    footer = zipfile.ZipFile(io.BytesIO(content)).read("word/footer1.xml").decode()
    assert len(shown) == 2
    assert all("25\u00a0acteurs" in text for text in shown)
    assert 'w:instr="PAGE"' in footer
    assert told.sections[0].page_width.inches == 8.5
    assert told.sections[1].page_width.inches == 11


def test_a_heading_and_a_sentence_stay_with_what_follows_in_word(matawinie):
    told = word(written(matawinie, "docx"))

    for paragraph, after in zip(told.element.body, told.element.body[1:], strict=False):
        if after.tag == qn("w:tbl"):
            assert paragraph.find(".//" + qn("w:keepNext")) is not None
    assert told.styles["Heading 1"].paragraph_format.keep_with_next


def test_the_pdf_is_tagged_for_a_screen_reader_and_says_its_language(matawinie):
    content = written(matawinie, "pdf")

    assert b"<pdfuaid:part>1</pdfuaid:part>" in content
    assert b"/Lang(fr-CA)" in content.replace(b" ", b"")
    assert b"/StructTreeRoot" in content


def test_the_same_document_is_the_same_pdf(matawinie):
    assert written(matawinie, "pdf") == written(matawinie, "pdf")


@pytest.mark.parametrize("fmt", FORMATS)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_an_empty_place_is_a_document_too(fmt, language):
    portrait = Portrait(PartnershipNetwork(read_demo()), Place(("01",)), DAY)

    made = portrait_document(portrait, language)

    assert made.pictures == ()
    assert written(made, fmt)


def test_a_long_table_is_cut_and_it_is_said():
    lines = written(document(*(f"Maison Fictive {number}" for number in range(33))), "md").decode()

    assert f"Maison Fictive {MOST_ROWS} | 1" not in lines
    assert "3 autres lignes se lisent dans le tableau de bord." in lines


def test_columns_fill_the_page_at_most():
    wide = FigureTable(("A", "B", "C"), (("x" * 300, "y" * 90, "1"),), 2)

    assert sum(column_shares(wide)) <= 1
    assert sum(column_shares(FigureTable(("A", "B"), ()))) < 1


def test_a_table_of_many_columns_has_smaller_letters_so_that_no_word_is_cut():
    """Seven columns of a word of nine letters: 7 × (1.2 × 9 + 4) = 103.6 letters where 88 fit."""
    few, many, endless = (FigureTable(("probables ",) * number, ()) for number in (3, 7, 30))

    assert text_scale(few) == 1
    assert text_scale(many) == pytest.approx(88 / (7 * (1.2 * 9 + 4)))
    assert text_scale(endless) == 0.7


def test_an_unknown_format_is_said():
    with pytest.raises(OcgraphError, match="export.unknown_format"):
        written(document("Maison Fictive"), "odt")


@pytest.mark.parametrize("name", ["../../etc", "Île d’Orléans / été", "x" * 300, "שלום"])
def test_the_name_of_a_file_is_plain_letters(name):
    assert re.fullmatch(r"[a-z0-9-]{1,60}\.pdf", portrait_file_name(
        Place(("62",), name=name), "pdf", "fr"))
