"""Turn the rows of a recognised sheet into drafts of records, and say what was found on the way."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from ocgraph.i18n import Label
from ocgraph.io.places.place_names import folded
from ocgraph.io.places.reference import municipality_by_code, territory_by_code
from ocgraph.io.reading.cells import default_value, read_cell
from ocgraph.io.reading.headings import Column, Headings
from ocgraph.io.reading.personal import (
    is_general_contact,
    looks_like_person,
    names_person,
    without_personal,
)
from ocgraph.io.reading.sheets import Sheet
from ocgraph.io.reading.values import (
    Reading,
    garbled_repair,
    has_invisible,
    is_unknown,
    mixes_scripts,
    text_of,
)
from ocgraph.model import (
    Actor,
    CommunityOrganizer,
    Engagement,
    FieldDeclaration,
    Issue,
    Place,
    Severity,
    ValueType,
    declarations,
)
from ocgraph.model.personal import nature_of_text

_TOTALS = frozenset({"total", "totaux", "sous total", "grand total", "subtotal"})
_FREE_TEXT = frozenset({ValueType.TEXT, ValueType.REFERENCE, ValueType.IDENTIFIER})
_HAVE_POSTS = (CommunityOrganizer, Engagement)
_NAMES_OF_POSTS = frozenset({"name", "organizer_id"})
_NOTES = ("private_note", "public_contact")


@dataclass
class Draft:
    """A row on its way to a record.

    Attributes
    ----------
    values
        What each field was read as, by name.
    titles
        The column each field was read from, to place a finding.
    beside
        On a list of seats, what the row tells of the member and of the table, by entity.
    unread
        Fields whose cell could not be understood, and was said.
    refused
        Whether an `ERROR` keeps it out.
    is_kept
        Whether the register has it already: the file only names it.
    """

    entity: type
    sheet: Sheet
    row: int
    values: dict[str, Any] = dataclasses.field(default_factory=dict)
    titles: dict[str, str] = dataclasses.field(default_factory=dict)
    beside: dict[type, dict[str, Any]] = dataclasses.field(default_factory=dict)
    unread: set[str] = dataclasses.field(default_factory=set)
    refused: bool = False
    is_kept: bool = False

    def place(self, field_name: str = "") -> Place:
        """Return the place of a field of this row."""
        return self.sheet.place(self.row, self.titles.get(field_name, ""))

    def issue(self, severity: Severity, code: str, field_name: str = "", found: str = "",
              suggestion: Label | str = "", **params: object) -> Issue:
        """Return a finding placed on this row; an `ERROR` keeps the row out."""
        self.refused = self.refused or severity is Severity.ERROR
        shown = "" if nature_of_text(found) else found
        return Issue(severity, code, self.place(field_name), shown, suggestion,
                     field_name=field_name, params=params)

    def build(self, left_out: str = "") -> Any:
        """Return the record, without the field `left_out`."""
        return self.entity(**{name: value for name, value in self.values.items()
                              if value is not None and name != left_out})


def title_key(entity: type, owner: type, name: str) -> str:
    """Return the key of a column's title: the field, after its owner when it lies beside."""
    return name if owner is entity else f"{owner.__name__}.{name}"


@dataclass
class SheetDrafts:
    """The drafts of one sheet, with what was found and how much was set aside.

    Attributes
    ----------
    personal
        Cells set aside, by title of column and nature.
    """

    sheet: Sheet
    drafts: list[Draft] = dataclasses.field(default_factory=list)
    issues: list[Issue] = dataclasses.field(default_factory=list)
    personal: Counter[tuple[str, str]] = dataclasses.field(default_factory=Counter)


def read_drafts(sheet: Sheet, headings: Headings,
                given: Mapping[str, object] | None = None) -> SheetDrafts:
    """Read every row under the titles; empty rows, repeated titles and totals are passed over.

    Parameters
    ----------
    given
        What is known of every row, by name of field, where no column tells it.
    """
    found = SheetDrafts(sheet)
    titles = sheet.rows[headings.row - 1]
    for row, cells in enumerate(sheet.rows[headings.row:], headings.row + 1):
        _count_personal(found, headings, cells)
        written = [column for column in headings.columns if _cell(cells, column.position)]
        if not written or _repeats_titles(cells, titles):
            continue
        draft = Draft(headings.entity, sheet, sheet.number(row))
        if folded(text_of(cells[written[0].position])) in _TOTALS:
            found.issues.append(draft.issue(Severity.NOTICE, "total_row"))
            continue
        if sheet.separator:
            found.issues += _said_of_width(draft, cells, len(titles))
        if headings.table_names:
            draft.values["concertation_table_id"] = headings.table_names[0]
        draft.values.update(given or {})
        _fill(draft, headings.columns, cells, found)
        found.drafts.append(draft)
    return found


def _cell(cells: tuple[object, ...], position: int) -> object:
    """Return a cell, ``None`` beyond the end of a short row or when it shows nothing."""
    cell = cells[position] if position < len(cells) else None
    return None if isinstance(cell, str) and not text_of(cell) else cell


def _repeats_titles(cells: tuple[object, ...], titles: tuple[object, ...]) -> bool:
    """Tell a row of titles written again, as at the top of a printed page."""
    same = [cell for cell, title in zip(cells, titles, strict=False) if cell and cell == title]
    written = [cell for cell in cells if cell is not None]
    return len(same) > 1 and len(same) == len(written)


def _said_of_width(draft: Draft, cells: tuple[object, ...], width: int) -> list[Issue]:
    """Tell a row of a text file that has more, or fewer, cells than there are titles."""
    if any(cell is not None for cell in cells[width:]):
        return [draft.issue(Severity.ERROR, "row_too_long", cells=len(cells), titles=width)]
    if len(cells) < width:
        return [draft.issue(Severity.WARNING, "row_too_short", cells=len(cells), titles=width)]
    return []


def _count_personal(found: SheetDrafts, headings: Headings, cells: tuple[object, ...]) -> None:
    for column in headings.personal:
        if _cell(cells, column.position) is not None:
            found.personal[column.title, column.nature] += 1
    for position, title in headings.unknown:
        cell = _cell(cells, position)
        nature = nature_of_text(text_of(cell)) if cell is not None else ""
        if nature:
            found.personal[title, nature] += 1


def _fill(draft: Draft, columns: tuple[Column, ...], cells: tuple[object, ...],
          found: SheetDrafts) -> None:
    """Read the cells in the order of the declarations, so that each finds what it leans on."""
    by_field = {(column.entity, column.field.name): column for column in columns}
    owners = dict.fromkeys(column.entity for column in columns)
    for owner in owners:
        values = draft.values if owner is draft.entity else draft.beside.setdefault(owner, {})
        for field in declarations(owner):
            column = by_field.get((owner, field.name))
            if column is None:
                continue
            draft.titles[title_key(draft.entity, owner, field.name)] = column.title
            cell = _without_personal(_cell(cells, column.position), column, found)
            values[field.name] = _read(draft, column, cell, values, found)
        _fill_mrc_of_municipality(draft, owner, values, found)
    _require(draft, found)
    _said_of_persons(draft, found)


def _read(draft: Draft, column: Column, cell: object, values: dict[str, Any],
          found: SheetDrafts) -> object:
    """Read one cell, and place what has to be said of it."""
    readings = read_cell(column.field, cell, values)
    _said_of_text(draft, column, cell, found)
    for reading in readings:
        if reading.code:
            found.issues.append(_placed(draft, column, cell, reading))
    value = readings[0].value
    return default_value(column.field) if value is None else value


def _placed(draft: Draft, column: Column, cell: object, reading: Reading) -> Issue:
    """Turn a reading into a finding; a required field that cannot be read keeps the row out."""
    params = dict(reading.params)
    written = str(params.pop("written", text_of(cell)))
    severity = reading.severity
    if reading.value is None and severity is Severity.WARNING:
        draft.unread.add(column.field.name)
        if column.field.required and column.entity is draft.entity:
            severity = Severity.ERROR
    issue = draft.issue(severity, reading.code, column.field.name, written, reading.suggestion,
                        **params)
    left_empty = reading.value is None and severity is Severity.WARNING
    return replace(issue, place=draft.sheet.place(draft.row, column.title), left_empty=left_empty)


def _said_of_text(draft: Draft, column: Column, cell: object, found: SheetDrafts) -> None:
    """Tell what cannot be seen in a text, or looks wrong in it."""
    if column.field.value_type not in _FREE_TEXT or not isinstance(cell, str):
        return
    text, name = text_of(cell), column.field.name
    place = draft.sheet.place(draft.row, column.title)
    if has_invisible(cell):
        found.issues.append(draft.issue(Severity.NOTICE, "invisible_removed", name, text).at(place))
    if garbled_repair(text):
        found.issues.append(draft.issue(Severity.WARNING, "garbled_text", name, text,
                                        garbled_repair(text)).at(place))
    if mixes_scripts(text):
        found.issues.append(draft.issue(Severity.WARNING, "mixed_scripts", name, text).at(place))


def _said_of_persons(draft: Draft, found: SheetDrafts) -> None:
    """Refuse a post that bears a person's name, and have an actor that seems to be looked at.

    A note that names a person is kept out.
    """
    for owner, values in ((draft.entity, draft.values), *draft.beside.items()):
        for name in _NOTES:
            if names_person(values.get(name) or ""):
                values[name] = ""
                issue = draft.issue(Severity.WARNING, "person_in_note",
                                    title_key(draft.entity, owner, name))
                found.issues.append(replace(issue, left_empty=True))
    for name in _NAMES_OF_POSTS & draft.values.keys():
        written = draft.values[name] or ""
        if draft.entity in _HAVE_POSTS and (looks_like_person(written) or names_person(written)):
            found.issues.append(draft.issue(Severity.ERROR, "person_for_post", name))
            draft.values[name] = None
    if draft.entity is Actor and looks_like_person(draft.values.get("name") or ""):
        found.issues.append(draft.issue(Severity.WARNING, "person_for_actor", "name"))


def _without_personal(cell: object, column: Column, found: SheetDrafts) -> object:
    """Set aside an address or a phone number written where it has no place, and count it.

    The public contact of an organisation may be a general address or its line.
    """
    text = text_of(cell)
    nature = nature_of_text(text)
    if not nature or isinstance(cell, float) and column.field.value_type not in _FREE_TEXT:
        return cell
    if column.field.name == "public_contact" and is_general_contact(text):
        return cell
    found.personal[column.title, nature] += 1
    keeps_the_rest = column.field.value_type is ValueType.TEXT and (
        column.field.name != "public_contact")
    return without_personal(text) if keeps_the_rest else None


def _fill_mrc_of_municipality(draft: Draft, owner: type, values: dict[str, Any],
                              found: SheetDrafts) -> None:
    """Take the MRC from the municipality where the MRC is empty or misspelt, and say so."""
    municipality = values.get("municipality_code")
    if municipality is None or values.get("mrc_code") is not None:
        return
    code = municipality_by_code()[municipality].mrc_code
    if "mrc_code" in draft.unread:
        _correct_mrc(draft, code, values, found)
        return
    values["mrc_code"] = code
    found.issues.append(draft.issue(
        Severity.NOTICE, "mrc_from_municipality",
        title_key(draft.entity, owner, "municipality_code"),
        municipality_by_code()[municipality].name, territory_by_code()[code].name))


def _correct_mrc(draft: Draft, code: str, values: dict[str, Any], found: SheetDrafts) -> None:
    """Read a misspelt MRC by the municipality beside it, unless it is nearer to another MRC."""
    rank, issue = next((rank, issue) for rank, issue in reversed(list(enumerate(found.issues)))
                       if issue.field_name == "mrc_code" and issue.place.row == draft.row)
    name = territory_by_code()[code].name
    if issue.code != "unknown_mrc" or issue.suggestion not in {"", name}:
        return
    values["mrc_code"] = code
    draft.unread.discard("mrc_code")
    municipality = municipality_by_code()[values["municipality_code"]].name
    found.issues[rank] = replace(issue, code="mrc_by_municipality", suggestion="",
                                 left_empty=False,
                                 params={"mrc": name, "municipality": municipality})


def _require(draft: Draft, found: SheetDrafts) -> None:
    """Refuse a row that lacks what its record cannot do without."""
    for field in _required(draft.entity):
        if is_unknown(draft.values.get(field.name)) and field.name not in draft.unread:
            found.issues.append(draft.issue(Severity.ERROR, "required_missing", field.name,
                                            title=field.header))


def _required(entity: type) -> list[FieldDeclaration]:
    """Return the fields a row must fill; an identifier may be made from the name."""
    return [field for field in declarations(entity)
            if field.required and field.value_type is not ValueType.IDENTIFIER]
