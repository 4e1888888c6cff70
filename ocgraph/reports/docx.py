"""A document as a Word file: real styles, repeated titles of columns, alternative texts."""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterable

from docx import Document as new_document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Emu, Inches, Pt, RGBColor
from docx.table import Table, _Row
from docx.text.paragraph import Paragraph

from ocgraph.analysis.section import FigureTable
from ocgraph.i18n import say
from ocgraph.reports.document import Document, Picture, column_shares, is_short, text_scale

_LETTER = Inches(8.5), Inches(11)
_MARGIN, _PICTURE_MARGIN = Inches(0.9), Inches(0.6)
_INK, _QUIET = RGBColor(0x22, 0x30, 0x3A), RGBColor(0x44, 0x52, 0x5C)
_FONT = "Calibri"
_SIZES = {"Normal": 11, "Title": 22, "Subtitle": 11, "Heading 1": 15, "Heading 2": 12.5}
_CELL_POINTS = 9.5


def docx_file(document: Document) -> bytes:
    """Return the file; the same document always gives the same texts."""
    word = new_document()
    _describe(word, document)
    _set_styles(word, document.locale)
    _set_page(word, document)
    word.add_paragraph(document.title, style="Title")
    word.add_paragraph(document.lead, style="Subtitle")
    for section in document.sections:
        word.add_heading(section.title, level=1)
        for statement in section.statements:
            sentence = word.add_paragraph(statement.sentence)
            if statement.figures:
                sentence.paragraph_format.keep_with_next = True
                _add_table(word, statement.figures)
    if document.pictures:
        _add_pictures(word, document)
    content = io.BytesIO()
    word.save(content)
    return content.getvalue()


def _describe(word: WordDocument, document: Document) -> None:
    """Say what the file is; nobody's name is in it."""
    facts = word.core_properties
    made = datetime.datetime.combine(document.day, datetime.time())
    facts.title, facts.language = document.title[:255], document.locale
    facts.author = facts.last_modified_by = "ocgraph"
    facts.comments = facts.keywords = facts.subject = ""
    facts.created = facts.modified = made


def _set_styles(word: WordDocument, locale: str) -> None:
    for name, size in _SIZES.items():
        style = word.styles[name]
        style.font.size, style.font.name, style.font.italic = Pt(size), _FONT, False
        style.font.color.rgb = _QUIET if name == "Subtitle" else _INK
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for attribute in list(fonts.attrib):
            if attribute.endswith("Theme"):
                del fonts.attrib[attribute]
        for end in ("ascii", "hAnsi", "cs", "eastAsia"):
            fonts.set(qn(f"w:{end}"), _FONT)
    spread = word.styles["Subtitle"].element.rPr.find(qn("w:spacing"))
    if spread is not None:
        spread.getparent().remove(spread)
    word.styles["Normal"].paragraph_format.space_after = Pt(6)
    word.styles["Normal"].paragraph_format.widow_control = True
    language = word.styles.element.find(".//" + qn("w:lang"))
    for attribute in ("val", "eastAsia"):
        language.set(qn(f"w:{attribute}"), locale)


def _set_page(word: WordDocument, document: Document) -> None:
    page = word.sections[0]
    page.page_width, page.page_height = _LETTER
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = _MARGIN
    footer = page.footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    for text, field in ((f"{say(document.language, 'report.page')} ", "PAGE"),
                        (f" {say(document.language, 'report.of')} ", "NUMPAGES")):
        footer.add_run(text)
        _add_field(footer, field)


def _add_field(paragraph: Paragraph, code: str) -> None:
    """Add what Word counts by itself."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)


def _add_table(word: WordDocument, figures: FigureTable) -> None:
    table = word.add_table(rows=0, cols=len(figures.titles))
    table.style = "Table Grid"
    table.autofit = False
    page = word.sections[-1]
    width = page.page_width - page.left_margin - page.right_margin
    widths = [Emu(int(share * width)) for share in column_shares(figures)]
    for column, each in zip(table.columns, widths, strict=True):
        column.width = each
    for row in (figures.titles, *figures.rows):
        _fill(table.add_row(), row, widths, figures.n_words, _CELL_POINTS * text_scale(figures))
    _mark_titles(table.rows[0])
    for row in table.rows[:-1] if is_short(figures) else table.rows[:1]:
        for cell in row.cells:
            cell.paragraphs[0].paragraph_format.keep_with_next = True
    _draw_lines(table)
    word.add_paragraph().paragraph_format.space_after = Pt(2)


def _fill(row: _Row, cells: Iterable[str], widths: Iterable[Emu], n_words: int, points: float
          ) -> None:
    """Write one row, which is not cut between two pages."""
    for number, (cell, text, width) in enumerate(zip(row.cells, cells, widths, strict=True)):
        cell.width = width
        paragraph = cell.paragraphs[0]
        paragraph.add_run(text).font.size = Pt(points)
        paragraph.paragraph_format.space_after = Pt(1)
        if number >= n_words:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def _mark_titles(row: _Row) -> None:
    """Make a row the titles of the columns, repeated on each page."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for cell in row.cells:
        cell.paragraphs[0].runs[0].font.bold = True


def _draw_lines(table: Table) -> None:
    """Leave the lines between rows, and none between columns."""
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        line = OxmlElement(f"w:{side}")
        is_drawn = side in ("bottom", "insideH")
        for name, value in (("val", "single" if is_drawn else "nil"), ("sz", "4"), ("space", "0"),
                            ("color", "C3C8CE")):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    table._tbl.tblPr.append(borders)


def _add_pictures(word: WordDocument, document: Document) -> None:
    """Put each picture on a page of its own, in landscape so that its words can be read."""
    page = word.add_section(WD_SECTION.NEW_PAGE)
    page.orientation = WD_ORIENT.LANDSCAPE
    page.page_height, page.page_width = _LETTER
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = _PICTURE_MARGIN
    width = page.page_width - page.left_margin - page.right_margin
    for number, picture in enumerate(document.pictures):
        if not number:
            word.add_heading(document.pictures_title, level=1)
        title = word.add_heading(picture.title, level=2)
        title.paragraph_format.page_break_before = number > 0
        _add_picture(word, picture, width)


def _add_picture(word: WordDocument, picture: Picture, width: int) -> None:
    drawn = word.add_picture(io.BytesIO(picture.content), width=Emu(width))
    drawn._inline.docPr.set("descr", picture.description)
    drawn._inline.docPr.set("title", picture.title)
