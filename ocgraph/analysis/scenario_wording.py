"""Scenarios in sentences and in figures: what each change is, and what it would make differ."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from itertools import chain
from typing import NamedTuple

from ocgraph.analysis.changes import (
    ADDITIONS,
    AddActor,
    AddLink,
    AddOrganizer,
    AddTable,
    Change,
    MergeTables,
    MoveOrganizer,
    RemoveLink,
    RemoveNode,
    WhyNot,
)
from ocgraph.analysis.gaps import GapKind
from ocgraph.analysis.scenario import apply_changes
from ocgraph.analysis.what_if import ROWS, SHARES, Compared, Compares
from ocgraph.analysis.wording import listed, place_name
from ocgraph.i18n import format_number, format_share, rounded, say
from ocgraph.io.writing.worded_cells import Cell, Points, Share
from ocgraph.model import Register, label_of
from ocgraph.network import node_type

Row = Compared | GapKind
_Names = Callable[[str], str]
_PERCENT = 100


class ToldChange(NamedTuple):
    """A change in words, and why it cannot be made, ``None`` when it can."""

    change: Change
    sentence: str
    why_not: WhyNot | None


def told_changes(register: Register, changes: Iterable[Change], language: str
                 ) -> tuple[ToldChange, ...]:
    """Say each change in words, as it finds the register once those before it are made."""
    changes = tuple(changes)
    told, names = [], _names(register, changes)
    for change in changes:
        made = apply_changes(register, (change,))
        why_not = made.unmade[0].why if made.unmade else None
        told.append(ToldChange(change, _sentence(change, register, names, language), why_not))
        register = made.register
    return tuple(told)


def unmade_words(why_not: WhyNot, language: str) -> str:
    """Say why a change cannot be made."""
    return say(language, f"scenario.unmade.{why_not}")


def _sentence(change: Change, register: Register, names: _Names, language: str) -> str:
    if isinstance(change, RemoveNode):
        return say(language, f"scenario.remove_{_what(change.node_id, register)}",
                   name=names(change.node_id))
    if isinstance(change, RemoveLink | AddLink):
        verb = "add" if isinstance(change, AddLink) else "remove"
        return say(language, f"scenario.{verb}_{change.layer}", one=names(change.source_id),
                   other=names(change.target_id))
    if isinstance(change, MoveOrganizer):
        return _move_sentence(change, register, names, language)
    if isinstance(change, MergeTables):
        return say(language, "scenario.merge_tables", n=change.joining(register),
                   one=names(change.table_id), other=names(change.merged_id))
    details = ", ".join(filter(None, _details(change, language)))
    return say(language, f"scenario.{change.what}", name=change.name) + (
        f" ({details})" if details else "")


def _names(register: Register, changes: tuple[Change, ...]) -> _Names:
    """Return what names someone of a register or added to it; who is neither keeps its code."""
    added = {each.node_id: each.name for each in changes if isinstance(each, ADDITIONS)}

    def name(node_id: str) -> str:
        try:
            return register.named(node_id).name
        except KeyError:
            return added.get(node_id, node_id)
    return name


def _what(node_id: str, register: Register) -> str:
    try:
        return node_type(register.named(node_id))
    except KeyError:
        return "unknown"


def _details(change: AddActor | AddTable | AddOrganizer, language: str) -> list[str]:
    if isinstance(change, AddActor):
        return [*(label_of(name, code, language) for name, code in (
            ("actor_kind", change.kind), *(("sector", code) for code in change.sectors)) if code),
            place_name(change.mrc_code) if change.mrc_code else ""]
    theme = change.theme if isinstance(change, AddTable) else None
    hours = change.weekly_hours if isinstance(change, AddOrganizer) else None
    return [label_of("theme", theme, language) if theme else "",
            *map(place_name, change.territories),
            "" if hours is None else say(language, "scenario.weekly_hours", hours=hours)]


def _move_sentence(change: MoveOrganizer, register: Register, names: _Names,
                   language: str) -> str:
    """Say where she goes, and what ends where she leaves."""
    n_ended = len({one.target_id for one in change.ended_by(register)})
    sentence = say(language, "scenario.move_organizer", name=names(change.organizer_id),
                   places=_places(change.territories, language))
    left = change.left_in(register)
    return sentence if not left else " ".join((sentence, say(
        language, "scenario.move_ends", n=n_ended, places=_places(left, language))))


def _places(codes: Iterable[str], language: str) -> str:
    return listed(sorted(map(place_name, codes)), language)


def row_name(row: Row, language: str) -> str:
    """Name what is compared."""
    return say(language, f"gap.list.{row}") if isinstance(row, GapKind) else say(
        language, f"what_if.{row}")


def row_value(row: Row, value: float | None, language: str) -> str:
    """Write a figure."""
    if value is None:
        return say(language, "words.no_data")
    if row in SHARES:
        return format_share(value, language, digits=1)
    return format_number(value, language, digits=2)


def difference_words(row: Row, before: float | None, after: float | None, language: str) -> str:
    """Say how much more or less, to the digits shown; nothing when it is the same or unknown."""
    if before is None or after is None:
        return ""
    digits = 1 if row in SHARES else 2
    difference = _as_shown(row, after, digits) - _as_shown(row, before, digits)
    if not difference:
        return ""
    unit = "points" if row in SHARES else "number"
    way = "more" if difference > 0 else "fewer"
    size = abs(difference)
    return say(language, f"what_if.{way}.{unit}", n=float(size),
               size=format_number(float(size), language, digits=digits))


def _as_shown(row: Row, value: float, digits: int) -> Decimal:
    """Round a figure as it is written; a share is in points."""
    return rounded(value, digits + 2) * _PERCENT if row in SHARES else rounded(value, digits)


def figure_titles(names: Sequence[str], language: str) -> list[str]:
    """Return the titles of `figure_rows`, from the names of the scenarios."""
    titles = [say(language, "what_if.figure"), say(language, "what_if.before")]
    for name in names:
        titles += [name, say(language, "what_if.difference", name=name)]
    return titles


def figure_rows(present: Compares, scenarios: Sequence[Compares | None], language: str
                ) -> list[list[Cell]]:
    """Return a row for each figure: its name, today, then each scenario and its difference.

    A scenario that no longer applies is ``None``.
    """
    return [[row_name(row, language), _cell(row, present.value(row)), *chain.from_iterable(
        _cells(row, present.value(row), scenario, language) for scenario in scenarios)]
        for row in ROWS]


def _cells(row: Row, before: float | None, scenario: Compares | None, language: str
           ) -> tuple[Cell, Cell]:
    if scenario is None:
        return say(language, "what_if.does_not_apply"), None
    after = scenario.value(row)
    difference = None if None in (before, after) else after - before
    return _cell(row, after), _cell(row, difference, Points)


def _cell(row: Row, value: float | None, of_shares: type[float] = Share) -> Cell:
    return value if value is None or row not in SHARES else of_shares(value)


def change_titles(language: str) -> list[str]:
    """Return the titles of `change_rows`."""
    return [say(language, f"scenario.column.{column}")
            for column in ("scenario", "number", "change", "remark")]


def change_rows(name: str, told: Iterable[ToldChange], language: str
                ) -> list[list[str | float | None]]:
    """Return a row for each change: of which scenario, its number, what, why it is not made."""
    return [[name, number, each.sentence,
             unmade_words(each.why_not, language) if each.why_not else ""]
            for number, each in enumerate(told, start=1)]
