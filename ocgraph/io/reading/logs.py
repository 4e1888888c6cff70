"""A log kept elsewhere: one row for each day of work, with whom and how long."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from ocgraph.io.reading.drafts import Draft, SheetDrafts
from ocgraph.io.reading.headings import Headings, headings_as, titles_of
from ocgraph.io.reading.layout_parts import Part
from ocgraph.io.reading.sheets import Sheet
from ocgraph.io.reading.values import text_of
from ocgraph.io.reading.written_words import log_titles
from ocgraph.model import Engagement, Issue, Severity

_SEARCHED_ROWS = 15
_POST = "organizer_id"
LONGEST_DAY = 24.0


def log_part(sheet: Sheet, usual: Headings, post: str) -> Part | None:
    """Return a sheet as a log, ``None`` when it is not one.

    A log has a column of days, one of whom the work was with, no last day, and tells how long;
    one that does not is still a log where the sheet lists engagements anyway.

    Parameters
    ----------
    usual
        What its titles say of it otherwise.
    post
        The post whose log it is, where no column tells it; empty when nobody said.
    """
    for number, cells in enumerate(sheet.rows[:_SEARCHED_ROWS], 1):
        titles = titles_of(cells)
        if not any(log_titles("day", title) for title in titles.values()):
            continue
        headings = headings_as(titles, number, Engagement, sheet)
        found = {column.field.name for column in headings.columns}
        is_listed = usual.entity is Engagement and usual.is_readable
        if {"since", "target_id"} <= found and "until" not in found and (
                "hours" in found or is_listed):
            return _part(sheet, replace(headings, is_log=True), post)
    return None


def _part(sheet: Sheet, headings: Headings, post: str) -> Part:
    told = Issue(Severity.NOTICE, "read_as_log", sheet.place(headings.row))
    headings = replace(headings, issues=(*headings.issues, told))
    sheet = _with_minutes(sheet, headings)
    if lacks_post(headings) and post:
        return Part(sheet, replace(headings, given=frozenset({_POST})), {_POST: post})
    return Part(sheet, headings)


def lacks_post(headings: Headings) -> bool:
    """Tell a log of which nothing says whose it is."""
    return headings.is_log and _POST not in headings.given | {
        column.field.name for column in headings.columns}


def _with_minutes(sheet: Sheet, headings: Headings) -> Sheet:
    """Return the sheet with a unit after the bare numbers of a column of minutes."""
    position = next((column.position for column in headings.columns
                     if column.field.name == "hours" and log_titles("minutes", column.title)), None)
    if position is None:
        return sheet
    rows = tuple(tuple(f"{text_of(cell)} min" if at == position and _is_bare(cell) else cell
                       for at, cell in enumerate(cells)) for cells in sheet.rows[headings.row:])
    return replace(sheet, rows=sheet.rows[:headings.row] + rows)


def _is_bare(cell: object) -> bool:
    if isinstance(cell, bool):
        return False
    return isinstance(cell, int | float) or (
        isinstance(cell, str) and text_of(cell).replace(",", ".").replace(".", "", 1).isdigit())


def day_by_day(found: SheetDrafts) -> None:
    """Make each row of a log one day of work; a row that tells no day is left out, and said."""
    found.issues += [issue for draft in found.drafts for issue in _settle(draft)]


def _settle(draft: Draft) -> Iterable[Issue]:
    day, hours = draft.values.get("since"), draft.values.get("hours")
    if day is None:
        yield draft.issue(Severity.ERROR, "entry_without_day", "since")
    draft.values["until"] = day
    if hours is not None and hours > LONGEST_DAY:
        draft.values["hours"] = None
        yield replace(draft.issue(Severity.WARNING, "entry_too_long", "hours", f"{hours:g}"),
                      left_empty=True)
