"""Forms of KoboToolbox: a sheet of submissions, and one for each group that repeats.

The program’s own columns are left out; who submitted, and from which device, is counted as
personal. ``docs/exchange.md`` tells the layout and where it is documented.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from ocgraph.io.reading.headings import read_headings
from ocgraph.io.reading.layout_parts import (
    Added,
    FileRow,
    Layout,
    Part,
    Plan,
    Table,
    cell_at,
    part_of,
    text_at,
)
from ocgraph.io.reading.sheets import Sheet
from ocgraph.io.reading.values import text_of
from ocgraph.io.reading.written_words import field_of
from ocgraph.model import (
    Actor,
    ConcertationTable,
    Issue,
    Membership,
    Severity,
    Tie,
    ValueType,
)

_SUBMISSION = frozenset({"_submission_time", "_uuid", "_id"})
_PERSONAL = {"_submitted_by": "person", "username": "person", "_submission__submitted_by": "person",
             "deviceid": "phone", "phonenumber": "phone", "subscriberid": "phone",
             "simserial": "phone"}
_OWN = frozenset({"start", "end", "today", "audit", "__version__", "formhub/uuid",
                  "meta/instanceid", "meta/instancename", "meta/rootuuid", "meta/deprecatedid"})
_TICKED = frozenset({"1", "true", "vrai"})
_TICKS = _TICKED | {"0", "false", "faux", ""}


def kobo_form(sheets: Sequence[Sheet]) -> Layout | None:
    """Return the submissions and what they repeat as lists of ours; none if it is no such form."""
    main = next((Table(sheet) for sheet in sheets if sheet.rows and _is_main(sheet)), None)
    if main is None:
        return None
    children = [Table(sheet) for sheet in sheets
                if sheet.rows and "_parent_index" in _titles(sheet)
                and _parents(sheet) <= {main.sheet.name, ""}]
    ties = [child for child in children if _partner_of(_plain(child)) is not None]
    answered = {text_at(row, child.position("_parent_index")) for child in ties
                for row in child.rows}
    parts = [_main_part(main, asks=bool(ties))]
    repeated, issues = [], []
    for child in children:
        part = _child_part(child, main)
        if part is None:
            issues.append(Issue(Severity.NOTICE, "sheet_not_recognised", child.sheet.place()))
        else:
            repeated.append(part)
    lost = answered - {text_at(row, main.position("_index")) for row in main.rows}
    if lost:
        issues.append(Issue(Severity.WARNING, "submission_missing", main.sheet.place(),
                            params={"n": len(lost)}))
    tables = (main, *children)
    said = [issue for table in tables for issue in (*table.sheet.issues, *table.issues)]
    return Layout("kobo", tuple((*parts, *repeated)), tuple(table.sheet for table in tables),
                  (*said, *issues))


def _titles(sheet: Sheet) -> set[str]:
    return {text_of(cell) for cell in sheet.rows[0]}


def _is_main(sheet: Sheet) -> bool:
    titles = _titles(sheet)
    return len(titles & _SUBMISSION) > 1 and "_parent_index" not in titles


def _parents(sheet: Sheet) -> set[str]:
    """Return the tables that the rows of a repeated group say they come from."""
    table = Table(sheet)
    return {text_at(row, table.position("_parent_table_name")) for row in table.rows}


def _plain(table: Table) -> Table:
    """Return a table whose titles have lost the groups they stand in, where that is no doubt.

    A question of several choices has one column of its own and one for each choice: the choices
    ticked are written in the first.
    """
    titles = table.titles
    choices = _choices(titles, table)
    last = Counter(title.rpartition("/")[2] for position, title in enumerate(titles)
                   if position not in choices)
    shown = tuple(None if position in choices else
                  title.rpartition("/")[2] if last[title.rpartition("/")[2]] == 1 else title
                  for position, title in enumerate(titles))
    rows = [_with_choices((number, cells), titles, choices) for number, cells in table.rows]
    unasked = dict.fromkeys(title for title in choices.values() if title not in titles)
    shown = (*shown, *(title.rpartition("/")[2] for title in unasked))
    plain = Table(replace(table.sheet, rows=(shown,), issues=()))
    plain.rows = rows
    return plain


def _choices(titles: Sequence[str], table: Table) -> dict[int, str]:
    """Return the question of each column that is one of its choices."""
    found = {}
    for position, title in enumerate(titles):
        question = title.rpartition("/")[0]
        if question and (question in titles or _takes_several(question)) and all(
                text_at(row, position).casefold() in _TICKS for row in table.rows):
            found[position] = question
    return found


def _takes_several(question: str) -> bool:
    """Tell a question whose answer is a list, though its own column was left out of the export."""
    filled = [field_of(entity, question.rpartition("/")[2])
              for entity in (Actor, ConcertationTable)]
    return any(field and field.value_type is ValueType.TERMS for field in filled)


def _with_choices(row: FileRow, titles: Sequence[str], choices: Mapping[int, str]) -> FileRow:
    """Write the choices ticked in the cell of their question, or in a new one after the row."""
    ticked: dict[str, list[str]] = {question: [] for question in choices.values()}
    for position, question in choices.items():
        if text_at(row, position).casefold() in _TICKED:
            ticked[question].append(titles[position].rpartition("/")[2])
    filled = [None if position in choices else cell_at(row, position)
              for position in range(len(titles))]
    for question, chosen in ticked.items():
        if question not in titles:
            filled.append("; ".join(chosen) or None)
        elif chosen:
            filled[titles.index(question)] = "; ".join(chosen)
    return row[0], tuple(filled)


def _own_columns(table: Table) -> tuple[set[int], dict[int, str]]:
    """Return what the program adds, and what of it tells of a person."""
    personal = {position: _PERSONAL[title.casefold()] for position, title in
                enumerate(table.titles) if title.casefold() in _PERSONAL}
    own = {position for position, title in enumerate(table.titles)
           if not title or title.startswith("_") or title.casefold() in _OWN}
    return own - personal.keys(), personal


def _main_part(table: Table, *, asks: bool) -> Part:
    """Return the submissions as the list they make; asked of their ties if ties were asked."""
    plain = _plain(table)
    entity = read_headings(replace(plain.sheet, rows=(tuple(plain.titles),))).entity or Actor
    own, personal = _own_columns(plain)
    added = []
    if entity is Actor and asks:
        added.append(Added("_index", "asked", ["1"] * len(plain.rows)))
    when = plain.position("_submission_time")
    if when is not None and plain.field_position(entity, "verified_on") is None:
        added.append(Added("_submission_time", "verified_on",
                           [_day(cell_at(row, when)) for row in plain.rows]))
    return part_of(plain, plain.rows, Plan(entity, {}, own, personal, added))


def _day(cell: object) -> object:
    """Return the day of a moment, written as the program writes it."""
    return cell[:10] if isinstance(cell, str) else cell


def _partner_of(plain: Table) -> int | None:
    """Return where a repeated group names the other actor of a tie; none if it names none."""
    if plain.field_position(Membership, "concertation_table_id") is not None:
        return None
    second = plain.field_position(Tie, "target_id")
    return plain.field_position(Tie, "source_id") if second is None else second


def _child_part(table: Table, main: Table) -> Part | None:
    """Return what a group repeats: ties or seats of whoever the submission is about."""
    plain, parents = _plain(table), _plain(main)
    named = parents.field_position(Actor, "name")
    names = {text_at(row, parents.position("_index")): text_at(row, named)
             for row in parents.rows}
    about = [names.get(text_at(row, plain.position("_parent_index"))) for row in plain.rows]
    own, personal = _own_columns(plain)
    partner, seat = _partner_of(plain), plain.field_position(Membership, "concertation_table_id")
    if named is None or (partner is None and seat is None):
        return None
    if seat is not None:
        return part_of(plain, plain.rows, Plan(Membership, {seat: "concertation_table_id"}, own,
                                               personal,
                                               [Added("_parent_index", "member_id", about)]))
    added = [Added("_parent_index", name, about) for name in ("source_id", "reported_by")]
    return part_of(plain, plain.rows, Plan(Tie, {partner: "target_id"}, own, personal, added))
