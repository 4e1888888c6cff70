"""Find the row of titles of a sheet, what the sheet lists, and which field each column fills."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field

from ocgraph.io.reading.personal import personal_nature
from ocgraph.io.reading.sheets import Sheet, column_letters
from ocgraph.io.reading.written_words import field_of, near_title, sheet_entities, word_key
from ocgraph.model import (
    COLLECTIONS,
    Actor,
    CommunityOrganizer,
    ConcertationTable,
    Engagement,
    FieldDeclaration,
    Indicator,
    Issue,
    Membership,
    Severity,
    Tie,
)
from ocgraph.model.personal import nature_of_text

_SEARCHED_ROWS = 15
_SHEET_NAME_WEIGHT = 1.5
_DOUBLED_TITLE_WEIGHT = 0.5
ESSENTIAL: dict[type, tuple[str, ...]] = {
    Actor: ("name",), ConcertationTable: ("name",),
    Membership: ("concertation_table_id", "member_id"), Tie: ("source_id", "target_id"),
    CommunityOrganizer: ("name",), Engagement: ("organizer_id", "target_id"),
    Indicator: ("territory_code", "indicator"),
}
"""Fields without which a sheet cannot be a list of this entity."""
_SAID_OF_THE_SEAT = ("actor_id", "name", "since", "until", "source", "verified_on", "private_note",
                     "concertation_table_id", "coordinator_id")
_BARE_NAMES = frozenset({"nom", "name"})
_FIRST_NAMES = frozenset({"prenom", "first name"})
_ORGANISATIONS = frozenset({"organisme", "organisation", "organization", "organisme membre",
                            "partenaire", "partner", "nom organisme"})


@dataclass(frozen=True)
class Column:
    """One column of a sheet and the field it fills.

    Attributes
    ----------
    position
        Rank from 0.
    entity
        Whose field it is: on a list of seats, a column may describe the member or the table.
    """

    position: int
    title: str
    entity: type
    field: FieldDeclaration


@dataclass(frozen=True)
class PersonalColumn:
    """A column set aside because its title announces a person."""

    position: int
    title: str
    nature: str


@dataclass(frozen=True)
class Headings:
    """What the titles of a sheet say.

    Attributes
    ----------
    row
        Row of the titles, numbered as the spreadsheet does.
    entity
        What the sheet lists, ``None`` when the titles tell nothing.
    unknown
        Positions of the columns that fill no field, with their titles.
    table_names
        On a list of the members of one table, the names that table may bear, the likeliest first.
    doubled
        The fields of the entity whose title is written twice, so that no column fills them.
    is_log
        Whether each row is one day of work (`ocgraph.io.reading.logs`).
    given
        The fields that something else than a column tells.
    """

    row: int = 0
    entity: type | None = None
    columns: tuple[Column, ...] = ()
    personal: tuple[PersonalColumn, ...] = ()
    unknown: tuple[tuple[int, str], ...] = ()
    issues: tuple[Issue, ...] = field(default=())
    table_names: tuple[str, ...] = ()
    doubled: frozenset[str] = frozenset()
    is_log: bool = False
    given: frozenset[str] = frozenset()

    @property
    def is_readable(self) -> bool:
        """Whether every essential column was found."""
        found = self.given | {column.field.name for column in self.columns
                              if column.entity is self.entity}
        if self.table_names:
            found |= {"concertation_table_id"}
        return self.entity is not None and found.issuperset(ESSENTIAL[self.entity])


def read_headings(sheet: Sheet) -> Headings:
    """Recognise the row of titles and what each column holds.

    Among the first rows, the one whose titles fill most fields of one entity wins; the name of
    the sheet counts for a title and a half.
    """
    named = sheet_entities().get(word_key(sheet.name))
    best, best_score = Headings(), 0.0
    for number, cells in enumerate(sheet.rows[:_SEARCHED_ROWS], 1):
        titles = titles_of(cells)
        for entity in COLLECTIONS if titles else ():
            headings = headings_as(titles, number, entity, sheet)
            score = _score(headings, named)
            if score > best_score:
                best, best_score = headings, score
    return best


def titles_of(cells: tuple[object, ...]) -> dict[int, str]:
    """Return the titles of a row by position; a title is a text."""
    return {position: " ".join(cell.split()) for position, cell in enumerate(cells)
            if isinstance(cell, str) and cell.strip()}


def _score(headings: Headings, named: type | None) -> float:
    """Weigh a reading: the columns it uses, and whether the sheet bears that name.

    A title written twice counts, so that it is what is said when nothing else is missing.
    """
    used = len(headings.columns)
    if not headings.is_readable and not missing_columns(headings):
        return used + len(headings.doubled) - _DOUBLED_TITLE_WEIGHT
    if used == 0 or (headings.entity is not named and not headings.is_readable):
        return 0.0
    name_weight = _SHEET_NAME_WEIGHT if headings.entity is named else 0.0
    return used + name_weight - (0.0 if headings.is_readable else 2.0)


def headings_as(titles: dict[int, str], row: int, entity: type, sheet: Sheet) -> Headings:
    """Return what the titles of a row say if the sheet lists this entity."""
    repeated = _repeated_titles({position: title for position, title in titles.items()
                                 if _field_on(entity, title)
                                 and not _nature(title, entity, titles)})
    issues = [_said_of_repeated(sheet, row, places, titles) for places in repeated.values()]
    doubled = [_field_on(entity, titles[places[0]]) for places in repeated.values()]
    left_out = {place for places in repeated.values() for place in places}
    columns, personal, unknown = [], [], []
    for position, title in titles.items():
        if position in left_out:
            continue
        nature = _nature(title, entity, titles)
        filled = None if nature else _field_on(entity, title)
        if nature:
            personal.append(PersonalColumn(position, title, nature))
        elif filled:
            columns.append(Column(position, title, *filled))
        else:
            unknown.append((position, title))
    columns = _with_source_of_ties(columns, entity)
    columns, alike = _first_of_each(columns, sheet, row)
    return Headings(row, entity, tuple(columns), tuple(personal), tuple(unknown),
                    (*issues, *alike), doubled=frozenset(
                        filled[1].name for filled in doubled if filled and filled[0] is entity))


def _nature(title: str, entity: type, titles: dict[int, str]) -> str:
    """Return what personal data a title announces, unless it is a known title of the entity.

    Beside a column of first names, a bare "Nom" is that of a person; so it is beside the
    organisations of a list of seats.
    """
    others = {word_key(other) for other in titles.values()}
    of_person = others & (_FIRST_NAMES | (_ORGANISATIONS if entity is Membership else frozenset()))
    if word_key(title) in _BARE_NAMES and of_person:
        return "person"
    return "" if field_of(entity, title) else personal_nature(title)


def _field_on(entity: type, title: str) -> tuple[type, FieldDeclaration] | None:
    """Return whose field a title fills; on a list of seats, the member's or the table's too."""
    owners = (Membership, Actor, ConcertationTable) if entity is Membership else (entity,)
    for owner in owners:
        filled = field_of(owner, title)
        if filled and (owner is entity or filled.name not in _SAID_OF_THE_SEAT):
            return owner, filled
    return None


def _with_source_of_ties(columns: list[Column], entity: type) -> list[Column]:
    """Read "Source" as the first end of a tie where a target stands beside it and no first end."""
    names = {column.field.name for column in columns}
    if entity is not Tie or "source_id" in names or not {"source", "target_id"} <= names:
        return columns
    first_end = field_of(Tie, "source_id")
    return [Column(column.position, column.title, Tie, first_end)
            if column.field.name == "source" and first_end else column for column in columns]


def _repeated_titles(titles: dict[int, str]) -> dict[str, list[int]]:
    counted = Counter(word_key(title) for title in titles.values())
    return {key: [position for position, title in titles.items() if word_key(title) == key]
            for key, times in counted.items() if times > 1 and key}


def _said_of_repeated(sheet: Sheet, row: int, places: list[int], titles: dict[int, str]) -> Issue:
    letters = [column_letters(position + 1) for position in places]
    return Issue(Severity.ERROR, "duplicate_header", sheet.place(row, titles[places[0]]),
                 found=titles[places[0]],
                 params={"first": letters[0], "others": ", ".join(letters[1:])})


def _first_of_each(columns: list[Column], sheet: Sheet, row: int
                   ) -> tuple[list[Column], list[Issue]]:
    """Keep one column for each field: the one with the declared title, else the first."""
    kept: dict[tuple[type, str], Column] = {}
    issues = []
    for column in sorted(columns, key=lambda column: (not _is_declared(column), column.position)):
        key = (column.entity, column.field.name)
        if key in kept:
            issues.append(Issue(Severity.WARNING, "same_field_twice",
                                sheet.place(row, column.title), found=column.title,
                                params={"kept": kept[key].title}))
        kept.setdefault(key, column)
    return sorted(kept.values(), key=lambda column: column.position), issues


def _is_declared(column: Column) -> bool:
    key = word_key(column.title)
    return key in {word_key(column.field.header.fr), word_key(column.field.header.en),
                   word_key(column.field.name)}


def said_of_columns(sheet: Sheet, headings: Headings) -> list[Issue]:
    """Tell the columns that are not read: unknown, or without a title above what they hold."""
    issues = []
    for _, title in headings.unknown:
        if not nature_of_text(title):
            near = near_title(_readable_entities(headings.entity), title)
            issues.append(Issue(Severity.NOTICE, "unknown_column",
                                sheet.place(headings.row, title), found=title, suggestion=near))
    for position in untitled_columns(
            sheet, headings.row, titles_of(sheet.rows[headings.row - 1])):
        issues.append(Issue(Severity.NOTICE, "untitled_column",
                            sheet.place(headings.row, column_letters(position + 1))))
    return issues


def _readable_entities(entity: type | None) -> tuple[type, ...]:
    return (Membership, Actor, ConcertationTable) if entity is Membership else (entity or Actor,)


def untitled_columns(sheet: Sheet, row: int, titled: Collection[int]) -> list[int]:
    """Return the positions that hold something under the row of titles, and are not titled.

    In a text file, a row longer than the titles is a finding of its own.
    """
    width = len(sheet.rows[row - 1]) if sheet.separator else None
    held = {position for cells in sheet.rows[row:] for position, cell in enumerate(cells[:width])
            if cell is not None}
    return sorted(held.difference(titled))


def missing_columns(headings: Headings) -> list[FieldDeclaration]:
    """Return the essential fields that no title announces; one written twice is announced."""
    found = headings.doubled | {column.field.name for column in headings.columns
                                if column.entity is headings.entity}
    essential = ESSENTIAL[headings.entity] if headings.entity else ()
    fields = (field_of(headings.entity, name) for name in essential if name not in found)
    return [field for field in fields if field]
