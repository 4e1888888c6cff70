"""Read a team's files as a register: what can be taken, and everything that has to be said.

Nothing is taken by reading; the caller shows the result first.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ocgraph.errors import FileRefusedError
from ocgraph.io.isolation import run_isolated
from ocgraph.io.places.reference import territory_codes
from ocgraph.io.reading.drafts import Draft, SheetDrafts, read_drafts
from ocgraph.io.reading.duplicates import ProbableDuplicate, probable_duplicates
from ocgraph.io.reading.headings import Headings, missing_columns, said_of_columns
from ocgraph.io.reading.identities import NameBook, give_identifiers
from ocgraph.io.reading.layout_parts import Layout, Part
from ocgraph.io.reading.layouts import find_layout
from ocgraph.io.reading.links import make_named_only, one_link_each, resolve
from ocgraph.io.reading.logs import day_by_day, lacks_post, log_part
from ocgraph.io.reading.sheets import Sheet
from ocgraph.io.reading.single_tables import settle_tables, understand_titles
from ocgraph.io.reading.tabular import read_tables, shown_name
from ocgraph.io.reading.told import Told, UnsettledWord, unsettled_words
from ocgraph.io.reading.written_words import passed_over_sheets, word_key
from ocgraph.model import COLLECTIONS, Issue, Place, Register, Severity
from ocgraph.model.checks import IDENTIFIERS, check_register, record_name

_SECONDS = 30
_MEGABYTES = 1024
_ROWS_NAMED = 12
_GRAVEST_FIRST = tuple(Severity)


@dataclass(frozen=True)
class SetAside:
    """Personal data found in one column: counted, never kept.

    Attributes
    ----------
    nature
        ``"email"``, ``"phone"`` or ``"person"``.
    """

    file: str
    sheet: str
    column: str
    nature: str
    cells: int


@dataclass(frozen=True)
class SheetSummary:
    """What one sheet was taken for.

    Attributes
    ----------
    entity
        What it lists, ``None`` when it was not recognised and not read.
    rows_read, rows_taken
        Rows under the titles that hold something, and those without an error.
    """

    file: str
    sheet: str
    entity: type | None
    rows_read: int
    rows_taken: int


@dataclass(frozen=True)
class ImportResult:
    """What a file holds.

    Attributes
    ----------
    register
        The records of the rows without error.
    issues
        Every finding, errors first, then in the order of the file.
    duplicates
        Pairs of records that are probably one.
    set_aside
        Personal data left out, by column.
    sheets
        What each sheet was taken for.
    asks_scale
        Whether the links of the file carry numbers, of a scale that a person can tell.
    asks_post
        Whether it holds a log and nothing says of which post.
    """

    register: Register
    issues: tuple[Issue, ...]
    duplicates: tuple[ProbableDuplicate, ...]
    set_aside: tuple[SetAside, ...]
    sheets: tuple[SheetSummary, ...]
    asks_scale: bool = False
    asks_post: bool = False

    @property
    def unsettled(self) -> tuple[UnsettledWord, ...]:
        """The words of the file that no list has, for a person to choose what they mean."""
        return unsettled_words(self.issues)

    def count(self, severity: Severity) -> int:
        """Return how many findings have this severity."""
        return sum(issue.severity is severity for issue in self.issues)


def read_register(path: Path, told: Told | None = None, *, name: str | None = None,
                  kept: Register | None = None) -> ImportResult:
    """Read a workbook, a text file, a graph, or a zip or folder of text files.

    Parameters
    ----------
    path
        The file or folder.
    told
        What a person says of it that it does not say.
    name
        The name to show and to tell the ending by, when the file was received under another.
    kept
        The register the file may be added to: whom it only names is looked for there.

    Raises
    ------
    FileRefusedError
        If the file cannot be read safely, or is not a table; each reason has its sentence.
    """
    file = shown_name(name or path.name)
    if not path.exists():
        raise FileRefusedError("file.missing", file=file)
    return run_isolated(_read_all, path.resolve(), file, told or Told(), _nodes(kept),
                        seconds=_SECONDS, megabytes=_MEGABYTES)


def _nodes(kept: Register | None) -> Register:
    """Return what a file may name of a register."""
    return Register(**{COLLECTIONS[entity]: kept.records(entity) for entity in IDENTIFIERS}
                    if kept else {})


def _read_all(path: Path, file: str, told: Told, kept: Register) -> ImportResult:
    """Read a file and make a register of it. Runs in the child process."""
    return interpret(read_tables(path, file), told, kept)


def interpret(sheets: Iterable[Sheet], told: Told | None = None, kept: Register | None = None
              ) -> ImportResult:
    """Make a register of sheets already read as values."""
    told = told or Told()
    given = [told.with_titles(sheet) for sheet in sheets]
    layout = find_layout(given, told)
    parts = [*(layout.parts if layout else ()), *_usual_parts(given, layout, told.post)]
    parts = [replace(part, sheet=told.with_words(part.sheet, part.headings)) for part in parts]
    read = [(part.sheet, part.headings) for part in parts]
    found = [_read_sheet(part) for part in parts]
    issues = _said_of_layout(layout)
    issues += settle_tables(found, (headings.table_names for _, headings in read))
    issues += [issue for sheet in found for issue in (*sheet.issues, *_said_of_personal(sheet))]
    is_template = any(word_key(sheet.name) in passed_over_sheets() for sheet in given)
    issues += _said_of_nothing(read, found, is_template=is_template)
    listed = {headings.entity for _, headings in read if headings.is_readable and headings.entity}
    drafts, more = _join(found, listed, kept)
    issues += more
    register, last = _build(drafts)
    taken = [draft for draft in drafts if not draft.refused]
    return ImportResult(register, ordered([*issues, *last]), probable_duplicates(taken),
                        _set_aside(found), tuple(_summary(headings, sheet, drafts)
                                                 for (_, headings), sheet in zip(read, found,
                                                                                 strict=True)),
                        asks_scale=bool(layout and layout.asks_scale),
                        asks_post=any(lacks_post(headings) for _, headings in read))


def _usual_parts(sheets: list[Sheet], layout: Layout | None, post: str) -> list[Part]:
    """Return the sheets that no other program’s layout claims, read by their titles.

    Parameters
    ----------
    post
        The post whose log a sheet is, where the person said so.
    """
    claimed = layout.claimed if layout else ()
    return [_usual_part(sheet, post) for sheet in sheets
            if word_key(sheet.name) not in passed_over_sheets()
            and not any(sheet is one for one in claimed)]


def _usual_part(sheet: Sheet, post: str) -> Part:
    usual = understand_titles(sheet)
    return log_part(sheet, usual, post) or Part(sheet, usual)


def _said_of_layout(layout: Layout | None) -> list[Issue]:
    """Say in whose layout the file was read, and what was found while taking it apart."""
    if layout is None:
        return []
    place = layout.claimed[0].place() if layout.claimed else Place()
    return [Issue(Severity.NOTICE, f"layout.{layout.code}", Place(place.file)), *layout.issues]


def _said_of_nothing(read: list[tuple[Sheet, Headings]], found: list[SheetDrafts], *,
                     is_template: bool) -> list[Issue]:
    """Tell why a file gives no row: no known title, or titles alone.

    A doubled title is told already, and the template is known to be empty until it is filled.
    """
    readable = [sheet for sheet, headings in read if headings.is_readable]
    if not readable and not any(headings.doubled or lacks_post(headings) for _, headings in read):
        return [Issue(Severity.ERROR, "nothing_recognised",
                      read[0][0].place() if read else Place())]
    if is_template or any(sheet.drafts for sheet in found):
        return []
    return [Issue(Severity.WARNING, "titles_alone", sheet.place()) for sheet in readable]


def _read_sheet(part: Part) -> SheetDrafts:
    """Read one sheet if it is recognised, and say why if it is not."""
    sheet, headings = part.sheet, part.headings
    if not any(cell is not None for row in sheet.rows for cell in row):
        return SheetDrafts(sheet, issues=[*sheet.issues,
                                          Issue(Severity.NOTICE, "sheet_empty", sheet.place())])
    hidden = [Issue(Severity.NOTICE, "hidden_sheet", sheet.place())] if sheet.hidden else []
    if headings.entity is None:
        return SheetDrafts(sheet, issues=[
            *sheet.issues, Issue(Severity.NOTICE, "sheet_not_recognised", sheet.place())])
    said = [*sheet.issues, *hidden, *headings.issues, *said_of_columns(sheet, headings)]
    if not headings.is_readable:
        missing = [Issue(Severity.ERROR, "missing_column", sheet.place(headings.row),
                         params={"title": field.header}) for field in missing_columns(headings)]
        return SheetDrafts(sheet, issues=[*said, *missing])
    drafts = read_drafts(sheet, headings, part.given)
    drafts.issues[:0] = said
    if headings.is_log:
        day_by_day(drafts)
    return drafts


def _join(found: list[SheetDrafts], listed: set[type], kept: Register | None
          ) -> tuple[list[Draft], list[Issue]]:
    """Give identifiers, check what others point to, then replace names by identifiers."""
    drafts = list(one_link_each(draft for sheet in found for draft in sheet.drafts))
    made, issues = make_named_only(drafts, listed, kept)
    drafts = [*drafts, *made]
    issues += give_identifiers(drafts)
    book = NameBook(drafts)
    nodes = [draft for draft in drafts if draft.entity in IDENTIFIERS]
    issues += _refuse_wrong([draft for draft in nodes if not draft.refused], "coordinator_id")
    for draft in drafts:
        if not draft.refused:
            issues += resolve(draft, book)
    return drafts, issues


def _build(drafts: list[Draft]) -> tuple[Register, list[Issue]]:
    """Build the register of the drafts that stand, leaving out those a rule refuses."""
    issues = _refuse_wrong([draft for draft in drafts if not draft.refused])
    names = {entity.__name__ for entity in IDENTIFIERS}  # these were checked before being named
    register = _register([draft for draft in drafts if not draft.refused])
    return register, [issue for issue in issues if issue.record and issue.record[0] not in names]


def _register(drafts: list[Draft], left_out: str = "") -> Register:
    records = defaultdict(list)
    for draft in drafts:
        records[COLLECTIONS[draft.entity]].append(draft.build(left_out))
    return Register(**{name: tuple(items) for name, items in records.items()})


def _refuse_wrong(drafts: list[Draft], left_out: str = "") -> list[Issue]:
    """Check what the drafts would build, and place each finding on its row."""
    by_record = {}
    positions: Counter[type] = Counter()
    for draft in drafts:
        by_record[record_name(draft.build(left_out), positions[draft.entity])] = draft
        positions[draft.entity] += 1
    issues = []
    for issue in check_register(_register(drafts, left_out), territory_codes()):
        draft = by_record[issue.record or ("", "")]
        draft.refused = draft.refused or issue.severity is Severity.ERROR
        issues.append(issue.at(draft.place(issue.field_name)))
    return issues


def ordered(issues: Sequence[Issue]) -> tuple[Issue, ...]:
    """Group what is repeated down a column, and put errors first, each in the order of the file."""
    order = {(issue.place.file, issue.place.sheet): rank for rank, issue in enumerate(issues)}
    return tuple(sorted(_grouped(issues), key=lambda issue: (
        _GRAVEST_FIRST.index(issue.severity), order.get((issue.place.file, issue.place.sheet), 0),
        issue.place.row or 0)))


def _grouped(issues: Sequence[Issue]) -> list[Issue]:
    """Say a notice once for each column, and a warning once for each value of a column.

    An error keeps its own line for each row.
    """
    groups: dict[object, list[Issue]] = defaultdict(list)
    for rank, issue in enumerate(issues):
        column = (issue.code, replace(issue.place, row=None))
        key = {Severity.ERROR: rank, Severity.NOTICE: column,
               Severity.WARNING: (*column, issue.found, repr(issue.params))}[issue.severity]
        groups[key].append(issue)
    return [_gathered(group) for group in groups.values()]


def _gathered(group: list[Issue]) -> Issue:
    first = group[0]
    rows = list(dict.fromkeys(issue.place.row for issue in group if issue.place.row))
    if first.severity is not Severity.NOTICE:
        return replace(first, other_rows=tuple(rows[1:]))
    shown = ", ".join(map(str, rows[:_ROWS_NAMED])) + ("…" if len(rows) > _ROWS_NAMED else "")
    return replace(first, params={"n": len(group), "rows": shown, **first.params})


def _said_of_personal(found: SheetDrafts) -> list[Issue]:
    """Tell, column by column, how many cells were set aside; never what they held."""
    return [Issue(Severity.NOTICE, f"personal_{nature}", found.sheet.place(column=title),
                  params={"n": cells}) for (title, nature), cells in found.personal.items()]


def _set_aside(found: list[SheetDrafts]) -> tuple[SetAside, ...]:
    return tuple(SetAside(sheet.sheet.file, sheet.sheet.name, title, nature, cells)
                 for sheet in found for (title, nature), cells in sheet.personal.items())


def _summary(headings: Headings, found: SheetDrafts, drafts: list[Draft]) -> SheetSummary:
    sheet = found.sheet
    rows = {draft.row for draft in found.drafts}
    refused = {draft.row for draft in drafts if draft.sheet is sheet and draft.refused
               and draft.entity is headings.entity}
    return SheetSummary(sheet.file, sheet.name,
                        headings.entity if headings.is_readable else None, len(rows),
                        len(rows - refused))
