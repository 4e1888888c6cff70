"""A sheet that lists the members of one table: the table is the one its name or its title says."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from ocgraph.io.places.place_names import folded
from ocgraph.io.reading.drafts import SheetDrafts
from ocgraph.io.reading.headings import Headings, headings_as, read_headings, titles_of
from ocgraph.io.reading.identities import NameBook
from ocgraph.io.reading.sheets import Sheet
from ocgraph.io.reading.values import text_of
from ocgraph.io.reading.written_words import field_of, find_term, sheet_entities, word_key
from ocgraph.model import Actor, ConcertationTable, Issue, Membership, Severity, vocabulary

_SEARCHED_ROWS = 15
_TABLE_WORDS = frozenset({"table", "comite", "concertation", "regroupement", "coalition",
                          "committee", "roundtable"})
_MEMBERS_OF = re.compile(
    r"(?i)^(?:liste (?:des|de) |list of )?(?:les )?(?:membres?|members)\b"
    r"\s*[-–—:_]*\s*(?:(?:de la|de l[’']|du|des|de|d[’']|of the|of)(?:(?<=[’'])|\s+|$))?")
_MEMBERS_AFTER = re.compile(
    r"(?i)\s*[-–—:,(]\s*(?:liste (?:des|de) |list of )?(?:membres?|members)\b.*$")
_NOT_NAMES = frozenset({
    "book", "classeur", "copie", "data", "document", "donnee", "export", "feuil", "feuille",
    "fichier", "import", "liste", "list", "onglet", "page", "registre", "sheet", "tableau",
    "upload",
})


def understand_titles(sheet: Sheet) -> Headings:
    """Recognise what a sheet lists; without a table column, it may list the members of one table.

    It does when a column tells roles at a table, or when its name or the title above its columns
    begins like the name of a table or with « Membres ».
    """
    usual = read_headings(sheet)
    if not _may_be_members(usual):
        return usual
    row, seats = _row_of_members(sheet)
    if seats is None:
        return usual
    has_roles = _has_roles(sheet, seats)
    if usual.entity is ConcertationTable and usual.is_readable and not has_roles:
        return usual
    names = _names_of_table(sheet, row, has_roles)
    return replace(seats, table_names=names) if names else usual


def _may_be_members(usual: Headings) -> bool:
    """Tell whether the usual reading leaves room for a list of members."""
    complete = usual.entity is Membership and usual.is_readable
    return not complete and usual.entity in {None, Actor, ConcertationTable, Membership}


def _row_of_members(sheet: Sheet) -> tuple[int, Headings | None]:
    """Return the row whose titles say most of members; none when a column names tables."""
    best: Headings | None = None
    for number, cells in enumerate(sheet.rows[:_SEARCHED_ROWS], 1):
        titles = titles_of(cells)
        fields = [field_of(Membership, title) for title in titles.values()]
        if any(field and field.name == "concertation_table_id" for field in fields
               ) and len(titles) > 1:
            return 0, None
        seats = headings_as(titles, number, Membership, sheet)
        names_member = any(column.entity is Membership and column.field.name == "member_id"
                           for column in seats.columns)
        if names_member and (best is None or len(seats.columns) > len(best.columns)):
            best = seats
    return (best.row, best) if best else (0, None)


def _has_roles(sheet: Sheet, seats: Headings) -> bool:
    """Tell whether most of what a column of roles holds are roles at a table."""
    position = next((column.position for column in seats.columns
                     if column.entity is Membership and column.field.name == "role"), None)
    if position is None:
        return False
    written = [text_of(cells[position]) for cells in sheet.rows[seats.row:]
               if position < len(cells) and text_of(cells[position])]
    roles = vocabulary("membership_role")
    known = sum(find_term(roles, "membership_role", text) is not None for text in written)
    return 0 < len(written) <= 2 * known


def _names_of_table(sheet: Sheet, row: int, has_roles: bool) -> tuple[str, ...]:
    """Return the names the table may bear: that of the title above the columns comes first."""
    for cells in sheet.rows[:row - 1]:
        written = list(titles_of(cells).values())
        names = _names_in(written[0]) if len(written) == 1 else ()
        if names:
            return names
    joined = r"[_-]+" if sheet.separator else "_+"  # in the name of a file, hyphens are spaces
    shown = " ".join(re.sub(joined, " ", sheet.name).split())
    return _names_in(shown) or (_plain_name(shown) if has_roles else ())


def _names_in(text: str) -> tuple[str, ...]:
    """Return the names of a table in « Table jeunesse », « Membres de la Table jeunesse ».

    >>> _names_in("Membres jeunesse"), _names_in("Tables"), _names_in("Organismes")
    (('Table jeunesse', 'jeunesse'), (), ())
    """
    bare = _MEMBERS_AFTER.sub("", _MEMBERS_OF.sub("", text)).strip()
    if _is_no_name(bare):
        return ()
    first = folded(bare).split()[0]
    if first in _TABLE_WORDS:
        return (bare[:1].upper() + bare[1:],)
    listed = bare != text and word_key(first) not in sheet_entities()
    return (f"Table {bare}", bare) if listed else ()


def _plain_name(text: str) -> tuple[str, ...]:
    """Return the name a sheet bears when nothing in it says « table », none if it says no more."""
    words = folded(text).split()
    common = _is_no_name(text) or word_key(words[0]) in sheet_entities()
    return () if common else (text, f"Table {text}")


def _is_no_name(text: str) -> bool:
    """Tell a text that names no table: « Feuil1 », « Membres », « Tables », « Table 2 »."""
    words = [word for word in re.sub(r"\d+", " ", folded(text)).split() if word]
    key = word_key(" ".join(words))
    return not words or key in sheet_entities() or word_key(words[0]) in _NOT_NAMES


def settle_tables(found: Iterable[SheetDrafts], names: Iterable[tuple[str, ...]]) -> list[Issue]:
    """Give each list of the members of one table its table, and say for which it was taken.

    Parameters
    ----------
    found
        Every sheet read.
    names
        The names the table of each sheet may bear, none for other sheets.
    """
    sheets = list(found)
    book = NameBook(draft for sheet in sheets for draft in sheet.drafts)
    issues = []
    for sheet, candidates in zip(sheets, names, strict=True):
        if not candidates:
            continue
        table = _standing_name(candidates, book)
        for draft in sheet.drafts:
            draft.values["concertation_table_id"] = table
        issues.append(Issue(Severity.NOTICE, "read_as_members", sheet.sheet.place(), found=table))
    return issues


def _standing_name(candidates: tuple[str, ...], book: NameBook) -> str:
    """Return the first name that a table of the file bears, else the first."""
    known = {name: book.find(name, (ConcertationTable.__name__,)).drafts for name in candidates}
    return next((name for name in candidates if known[name]), candidates[0])
