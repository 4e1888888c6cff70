"""The empty workbook to fill in, made from the declarations of the fields."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from ocgraph.i18n import say
from ocgraph.io.places.reference import read_territories
from ocgraph.io.writing.worded_cells import territory_name
from ocgraph.model import (
    ENTITY_LABELS,
    Actor,
    CommunityOrganizer,
    ConcertationTable,
    Engagement,
    FieldDeclaration,
    Indicator,
    Membership,
    Tie,
    ValueType,
    declarations,
    vocabulary,
)
from ocgraph.model.frames import frame_terms

_LAST_ROW = 2_000
"""Last row that offers drop-down lists; more may be written below."""
_TITLES = Font(bold=True)
_NEEDED = PatternFill("solid", fgColor="DCE6F1")
_FORMATS = {ValueType.IDENTIFIER: "@", ValueType.MRC: "@", ValueType.TERRITORIES: "@",
            ValueType.TEXT: "@", ValueType.DATE: "yyyy-mm-dd"}
_WIDTHS = {ValueType.TEXT: 32, ValueType.REFERENCE: 32, ValueType.TERMS: 28,
           ValueType.TERRITORIES: 28}
_SHEET_KEYS = {Actor: "actors", ConcertationTable: "tables", Membership: "seats", Tie: "ties",
               CommunityOrganizer: "organizers", Engagement: "engagements",
               Indicator: "indicators"}
_MANY = {ValueType.TERMS, ValueType.TERRITORIES}


@dataclass
class _Lists:
    """The hidden sheet that holds what the drop-down lists offer, one list a column."""

    page: Worksheet
    ranges: dict[str, str]

    def range_of(self, name: str, values: list[str]) -> str:
        """Return the range of a list, written the first time it is asked for."""
        if name not in self.ranges:
            column = len(self.ranges) + 1
            for row, value in enumerate(values, 1):
                self.page.cell(row, column, value)
            letter = get_column_letter(column)
            self.ranges[name] = f"'{self.page.title}'!${letter}$1:${letter}${len(values)}"
        return self.ranges[name]


def write_template(target: Path | BinaryIO, language: str) -> None:
    """Write the workbook: a page that explains, a sheet for each list, and nothing filled in.

    Parameters
    ----------
    target
        A path or an open binary stream.
    language
        Language of the titles, lists and explanations, ``"fr"`` or ``"en"``.
    """
    book = Workbook()
    book.properties.creator = "ocgraph"
    _write_explanations(book.active, language)
    pages = {entity: book.create_sheet(label.in_language(language))
             for entity, label in ENTITY_LABELS.items()}
    lists = _Lists(book.create_sheet(say(language, "import.template.lists_sheet")), {})
    lists.page.sheet_state = "hidden"
    for entity, page in pages.items():
        _write_titles(page, entity, language)
        for column, field in enumerate(declarations(entity), 1):
            _offer(page, get_column_letter(column), field, lists, language)
    book.save(target)


def _write_explanations(page: Worksheet, language: str) -> None:
    page.title = say(language, "import.template.first_sheet")
    page.column_dimensions["A"].width = 24
    page.column_dimensions["B"].width = 90
    page["A1"] = say(language, "import.template.title")
    page["A1"].font = Font(bold=True, size=16)
    rows = [(str(step), say(language, f"import.template.step{step}")) for step in (1, 2, 3)]
    rows.append(("", say(language, "import.template.privacy")))
    rows += [(label.in_language(language), say(language, f"import.template.{_SHEET_KEYS[entity]}"))
             for entity, label in ENTITY_LABELS.items()]
    for row, (name, sentence) in enumerate(rows, 3):
        page.cell(row, 1, name).font = _TITLES
        page.cell(row, 2, sentence).alignment = Alignment(wrap_text=True, vertical="top")
        page.cell(row, 1).alignment = Alignment(vertical="top")


def _write_titles(page: Worksheet, entity: type, language: str) -> None:
    """Write the titles, what each means as a comment, and the format of each column."""
    page.freeze_panes = "A2"
    for column, field in enumerate(declarations(entity), 1):
        letter = get_column_letter(column)
        cell = page.cell(1, column, field.header.in_language(language))
        cell.font = _TITLES
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        if field.required and field.value_type is not ValueType.IDENTIFIER:
            cell.fill = _NEEDED
        cell.comment = Comment(_explanation(field, language), "ocgraph", width=280, height=110)
        dimension = page.column_dimensions[letter]
        dimension.width = _WIDTHS.get(field.value_type, 18)
        dimension.number_format = _FORMATS.get(field.value_type, "General")


def _explanation(field: FieldDeclaration, language: str) -> str:
    """Return what to write in a column: needed or not, its meaning, how to write it."""
    identifier = field.value_type is ValueType.IDENTIFIER
    needed = "optional" if identifier or not field.required else "required"
    kind = "several" if field.value_type in _MANY else field.value_type.value
    parts = [say(language, f"import.template.{needed}"), field.meaning.in_language(language),
             say(language, f"import.template.as.{kind}")]
    if field.minimum is not None and field.maximum is not None:
        parts.append(say(language, "import.template.bounds", minimum=field.minimum,
                         maximum=field.maximum))
    return " ".join(part for part in parts if part)


def _offer(page: Worksheet, letter: str, field: FieldDeclaration, lists: _Lists,
           language: str) -> None:
    """Put a drop-down list under a title; a cell that may hold several takes others too."""
    source = _list_of(field, lists, language)
    if not source:
        return
    choice = DataValidation("list", formula1=source, allow_blank=True)
    choice.showErrorMessage = field.value_type in {ValueType.TERM, ValueType.YES_NO}
    choice.errorTitle = say(language, "import.template.choice")
    choice.error = say(language, "import.template.choice_error")
    choice.add(f"{letter}2:{letter}{_LAST_ROW}")
    page.add_data_validation(choice)


def _list_of(field: FieldDeclaration, lists: _Lists, language: str) -> str:
    """Return the range a column chooses from, empty when it is free."""
    if field.value_type is ValueType.REFERENCE and len(field.refers_to) == 1:
        return _names_on_sheet(field.refers_to[0], language)
    if field.value_type is ValueType.YES_NO:
        return lists.range_of("yes_no", [say(language, "export.yes"), say(language, "export.no")])
    if field.value_type in {ValueType.MRC, ValueType.TERRITORIES}:
        return lists.range_of("mrc", [territory_name(territory.code)
                                      for territory in read_territories()])
    if field.vocabulary:
        return lists.range_of(field.vocabulary, _labels(field.vocabulary, language))
    return ""


def _names_on_sheet(entity_name: str, language: str) -> str:
    """Return the range of the names already written on the sheet of an entity."""
    entity = next(entity for entity in ENTITY_LABELS if entity.__name__ == entity_name)
    names = [field.name for field in declarations(entity)]
    letter = get_column_letter(names.index("name") + 1)
    sheet = ENTITY_LABELS[entity].in_language(language)
    return f"'{sheet}'!${letter}$2:${letter}${_LAST_ROW}"


def _labels(name: str, language: str) -> list[str]:
    """Return the labels of a closed list; of all the frames, each once, for a frame's term."""
    if not name.startswith("frame:"):
        return [term.label.in_language(language) for term in vocabulary(name).values()]
    kind = name.partition(":")[2]
    labels = (term.label.in_language(language) for frame in vocabulary("frame")
              for term in frame_terms(frame, kind).values())
    return list(dict.fromkeys(labels))
