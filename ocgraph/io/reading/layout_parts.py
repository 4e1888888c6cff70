"""A sheet of another program under its titles, and the parts of it that are lists of ours."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from ocgraph.io.reading.headings import Headings, PersonalColumn, headings_as
from ocgraph.io.reading.sheets import Sheet
from ocgraph.io.reading.values import text_of
from ocgraph.io.reading.written_words import field_of
from ocgraph.model import Issue, Severity

Cells = tuple[object, ...]
FileRow = tuple[int, Cells]


@dataclass(frozen=True)
class Part:
    """A list of one entity, ready to be read row by row.

    Attributes
    ----------
    given
        What is known of every row, by name of field, where no column tells it.
    """

    sheet: Sheet
    headings: Headings
    given: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Layout:
    """What the sheets of another program were read as.

    Attributes
    ----------
    code
        The program: it names the sentence that says so.
    claimed
        The sheets that were read so; the others are read the usual way.
    asks_scale
        Whether links carry numbers whose scale nobody told.
    """

    code: str
    parts: tuple[Part, ...]
    claimed: tuple[Sheet, ...]
    issues: tuple[Issue, ...] = ()
    asks_scale: bool = False


class Table:
    """The rows of a sheet under its row of titles, empty rows left out.

    Parameters
    ----------
    sheet
        The sheet, as it was found.
    row
        The number of the row of titles.
    """

    def __init__(self, sheet: Sheet, row: int = 1) -> None:
        self.sheet, self.row = sheet, row
        self.titles = [text_of(cell) for cell in sheet.rows[row - 1]]
        self._places: dict[str, int] = {}
        for position, title in enumerate(self.titles):
            self._places.setdefault(title.casefold(), position)
        self.issues: list[Issue] = []
        self.rows = [(number, cells) for number, cells in enumerate(sheet.rows[row:], row + 1)
                     if any(cell is not None for cell in cells) and self._has_its_width(
                         number, cells)]

    def _has_its_width(self, number: int, cells: Cells) -> bool:
        """Say what a row of text has too much or too little of; too much keeps it out."""
        said = {"cells": len(cells), "titles": len(self.titles)}
        if any(cell is not None for cell in cells[len(self.titles):]):
            self.issues.append(Issue(Severity.ERROR, "row_too_long", self.sheet.place(number),
                                     params=said))
            return False
        if self.sheet.separator and len(cells) < len(self.titles):
            self.issues.append(Issue(Severity.WARNING, "row_too_short", self.sheet.place(number),
                                     params=said))
        return True

    def position(self, *titles: str) -> int | None:
        """Return where the first of these titles stands, whatever its case."""
        return next((self._places[title] for title in titles if title in self._places), None)

    def field_position(self, entity: type, *names: str) -> int | None:
        """Return where the first column that fills one of these fields of an entity stands."""
        for position, title in enumerate(self.titles):
            filled = field_of(entity, title) if title else None
            if filled and filled.name in names:
                return position
        return None


def cell_at(row: FileRow, position: int | None) -> object:
    """Return a cell of a row, ``None`` where there is none."""
    cells = row[1]
    return cells[position] if position is not None and position < len(cells) else None


def text_at(row: FileRow, position: int | None) -> str:
    """Return what a cell of a row shows."""
    return text_of(cell_at(row, position))


@dataclass(frozen=True)
class Added:
    """A column of a part that the sheet tells otherwise: its title, its field, its values."""

    title: str
    field_name: str
    values: Sequence[object]


@dataclass(frozen=True)
class Plan:
    """How the columns of a table are read as those of an entity.

    Attributes
    ----------
    fields
        The field that columns fill, by position, whatever their title says.
    dropped
        Positions of the columns that are of no use here.
    personal
        Nature of the personal data that columns hold, by position.
    added
        Columns that no column of the sheet is.
    """

    entity: type
    fields: Mapping[int, str] = field(default_factory=dict)
    dropped: Collection[int] = ()
    personal: Mapping[int, str] = field(default_factory=dict)
    added: Sequence[Added] = ()
    given: Mapping[str, object] = field(default_factory=dict)


def part_of(table: Table, rows: Sequence[FileRow], plan: Plan) -> Part:
    """Return some rows of a table as a list of one entity, every finding still in its place."""
    width = len(table.titles)
    told = {name: table.titles[position] for position, name in plan.fields.items()}
    told |= {column.field_name: column.title for column in plan.added}
    titles = {position: plan.fields.get(position, title)
              for position, title in enumerate(table.titles)
              if title and position not in plan.dropped and position not in plan.personal
              and (position in plan.fields or _filled(plan.entity, title) not in told)
              and any(cell_at(row, position) is not None for row in rows)}
    titles |= {width + rank: column.field_name for rank, column in enumerate(plan.added)}
    shown = (*table.titles, *(column.title for column in plan.added))
    first = ((),) * (table.row - 1) + (shown,)
    cells = [(*(None if position in plan.dropped else cell_at(row, position)
                for position in range(width)),
              *(column.values[rank] for column in plan.added)) for rank, row in enumerate(rows)]
    sheet = replace(table.sheet, rows=(*first, *cells), separator="", form="", issues=(),
                    numbers=(*range(1, table.row + 1), *(number for number, _ in rows)))
    headings = headings_as(titles, table.row, plan.entity, sheet)
    columns = tuple(replace(column, title=shown[column.position]) for column in headings.columns)
    personal = tuple(PersonalColumn(position, table.titles[position], nature)
                     for position, nature in plan.personal.items())
    twice = [Issue(Severity.WARNING, "same_field_twice", sheet.place(table.row, title), title,
                   params={"kept": told[filled]})
             for position, title in enumerate(table.titles)
             if position not in {*plan.fields, *plan.dropped, *plan.personal}
             and (filled := _filled(plan.entity, title)) in told]
    return Part(sheet, replace(headings, columns=columns, issues=(*headings.issues, *twice),
                               personal=(*headings.personal, *personal)), plan.given)


def _filled(entity: type, title: str) -> str:
    """Return the name of the field that a title means, empty when it means none."""
    filled = field_of(entity, title) if title else None
    return filled.name if filled else ""
