"""Read one cell by the declaration of its field, knowing what the row has already given."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from ocgraph.io.places.place_names import MatchedBy, PlaceMatch, folded
from ocgraph.io.places.reference import (
    match_municipality,
    match_territory,
    municipality_by_code,
    near_municipalities,
    near_territories,
    read_territories,
    region_names,
    territory_by_code,
)
from ocgraph.io.reading.values import (
    Reading,
    is_unknown,
    lines_of,
    parse_duration,
    read_date,
    read_integer,
    read_number,
    read_yes_no,
    repaired,
    text_of,
)
from ocgraph.io.reading.written_words import find_term, near_term, terms_of, written_number
from ocgraph.model import DEFAULT_FRAME, FieldDeclaration, Severity, ValueType, vocabulary
from ocgraph.model.checks import accepted_terms

_LIST_MARKS = (r"[;|\n\r•]", r",", r"/", r"\s(?:et|and)\s|\s*[&+]\s*")
_LAST_DAYS = frozenset({"until", "keep_until"})
_TEXTS = frozenset({ValueType.TEXT, ValueType.IDENTIFIER, ValueType.REFERENCE})
Row = Mapping[str, Any]


def read_cell(field: FieldDeclaration, cell: object, row: Row) -> list[Reading]:
    """Return what a cell gives: one reading, or several for a list.

    The value of a list is on its first reading; the others tell what was not understood.

    Parameters
    ----------
    field
        What the cell fills.
    cell
        The value found in the file.
    row
        What the row has already given, by name of field: a level is read on its scale, a
        municipality in its MRC, a professional act in its frame.
    """
    if field.value_type in _TEXTS:
        return [_read_text(field, cell)]
    if is_unknown(cell):
        return [Reading(default_value(field))]
    if field.value_type is ValueType.TERMS:
        return _read_list(cell, lambda part: _read_term(field, part, row))
    if field.value_type is ValueType.TERRITORIES:
        return _read_list(cell, _read_territory, _codes_of_region)
    return [_read_single(field, cell, row)]


def default_value(field: FieldDeclaration) -> object:
    """Return what an empty cell means: unknown, an empty list or an empty text."""
    if field.value_type in {ValueType.TERMS, ValueType.TERRITORIES}:
        return ()
    return "" if field.value_type is ValueType.TEXT else None


def _read_text(field: FieldDeclaration, cell: object) -> Reading:
    if field.value_type is ValueType.TEXT:
        return Reading(text_of(cell) if field.required else lines_of(cell))
    text = lines_of(cell) if field.value_type is ValueType.REFERENCE else text_of(cell)
    return Reading(None if is_unknown(text) else text)


def _read_single(field: FieldDeclaration, cell: object, row: Row) -> Reading:
    read: dict[ValueType, Callable[[], Reading]] = {
        ValueType.TERM: lambda: _read_term(field, text_of(cell), row),
        ValueType.INTEGER: lambda: _read_level(cell, field, row),
        ValueType.NUMBER: lambda: _read_measure(cell, field),
        ValueType.DATE: lambda: read_date(cell, last=field.name in _LAST_DAYS),
        ValueType.YES_NO: lambda: read_yes_no(cell),
        ValueType.MRC: lambda: _read_mrc(text_of(cell)),
        ValueType.MUNICIPALITY: lambda: _read_municipality(text_of(cell), row.get("mrc_code")),
    }
    return read[field.value_type]()


def _read_measure(cell: object, field: FieldDeclaration) -> Reading:
    """Read a number, or the word people use for one ("mensuelle": twelve times a year)."""
    if field.name == "hours" and (hours := parse_duration(text_of(cell))) is not None:
        reading = read_number(hours, field)
        return reading if reading.code else repaired(
            reading.value, "duration_read", f"{hours:.4g} h")
    number = written_number(field.name, cell) if isinstance(cell, str) else None
    return read_number(cell if number is None else number, field)


def _read_term(field: FieldDeclaration, text: str, row: Row) -> Reading:
    frame = row.get("frame") or DEFAULT_FRAME
    terms = terms_of(field, frame)
    code = find_term(terms, field.vocabulary or "", text)
    if code is not None:
        return Reading(code)
    other = _frame_that_knows(field, text, frame)
    if other:
        names = vocabulary("frame")
        return Reading(code="other_frame_term",
                       params={"frame": names[frame].label, "other": names[other].label})
    return Reading(code="unknown_term", suggestion=near_term(terms, text),
                   params={"accepted": accepted_terms(terms), "vocabulary": field.vocabulary})


def _frame_that_knows(field: FieldDeclaration, text: str, frame: str) -> str:
    """Return the code of another frame that has this word, empty when none has."""
    if not (field.vocabulary or "").startswith("frame:"):
        return ""
    return next((other for other in vocabulary("frame") if other != frame
                 and find_term(terms_of(field, other), field.vocabulary or "", text)), "")


def _read_level(cell: object, field: FieldDeclaration, row: Row) -> Reading:
    """Read a whole number; an intensity level by its number or its name, on its row's scale."""
    if field.name != "level":
        return read_integer(cell, field)
    scale = row.get("scale")
    if scale is None:
        return Reading(code="level_without_scale")
    levels = vocabulary(f"intensity:{scale}")
    code = find_term(levels, f"intensity:{scale}", text_of(cell))
    if code is None:
        label = vocabulary("intensity_scale")[scale].label
        return Reading(code="level_outside_scale", suggestion=near_term(levels, text_of(cell)),
                       params={"scale": label, "accepted": accepted_terms(levels)})
    return Reading(int(code))


def _place(match: PlaceMatch, name: str) -> Reading:
    """Return the reading of a recognised place, said when it is not what was written."""
    if not match.is_repair:
        return Reading(match.code)
    lost_zero = match.how is MatchedBy.REPAIRED_CODE
    return repaired(match.code, "leading_zero" if lost_zero else "place_read_as",
                    f"{match.code}" if lost_zero else f"{name} ({match.code})")


@lru_cache(maxsize=2_000)
def _near_mrc(text: str) -> str:
    return ", ".join(near_territories(text, 1))


@lru_cache(maxsize=2_000)
def _near_municipality(text: str, mrc_code: str | None) -> str:
    return ", ".join(near_municipalities(text, mrc_code, 1))


def _read_territory(text: str) -> Reading:
    match = match_territory(text)
    if match.code:
        return _place(match, territory_by_code()[match.code].name)
    return Reading(code="unknown_mrc", suggestion=_near_mrc(text))


def _read_mrc(text: str) -> Reading:
    reading = _read_territory(text)
    if reading.value is not None:
        return reading
    if _codes_of_region(text):
        return Reading(code="region_not_mrc")
    parts = [part for part in re.split(r"[;,/|\n]", text) if match_territory(part).code]
    return Reading(code="one_mrc_only") if len(parts) > 1 else reading


def _codes_of_region(text: str) -> tuple[str, ...]:
    """Return the codes of the MRC of a region named instead of them, none if it is no region."""
    named = folded(text).removeprefix("region de ").removeprefix("region ")
    region = next((code for code, name in region_names().items() if folded(name) == named), None)
    return tuple(territory.code for territory in read_territories()
                 if region and territory.region_code == region)


def _read_municipality(text: str, mrc_code: str | None) -> Reading:
    match = match_municipality(text, mrc_code)
    if match.code:
        return _place(match, municipality_by_code()[match.code].name)
    if match.candidates:
        names = [territory_by_code()[municipality_by_code()[code].mrc_code].name
                 for code in match.candidates]
        return Reading(code="several_municipalities", params={"mrcs": ", ".join(names)})
    elsewhere = match_municipality(text).code if mrc_code else None
    if elsewhere:
        other = territory_by_code()[municipality_by_code()[elsewhere].mrc_code].name
        return Reading(code="municipality_elsewhere", params={"mrc": other})
    return Reading(code="unknown_municipality", suggestion=_near_municipality(text, mrc_code))


def _read_list(cell: object, read: Callable[[str], Reading],
               expand: Callable[[str], tuple[str, ...]] = lambda text: ()) -> list[Reading]:
    """Read the parts of a cell, and gather their values on the first reading."""
    values: dict[object, None] = {}
    said = []
    for part in _parts(str(cell) if isinstance(cell, str) else text_of(cell), read, expand):
        several = expand(part)
        reading = Reading() if several else read(part)
        values.update(dict.fromkeys(several or ([reading.value] if reading.value else [])))
        if several:
            said.append(Reading(None, "region_expanded", Severity.NOTICE,
                                params={"written": part, "count": len(several)}))
        elif reading.code:
            said.append(Reading(None, reading.code, reading.severity, reading.suggestion,
                                {**reading.params, "written": part}))
    return [Reading(tuple(values)), *said]


def _parts(text: str, read: Callable[[str], Reading],
           expand: Callable[[str], tuple[str, ...]], rank: int = 0) -> Iterator[str]:
    """Cut a cell into its parts, no further than needed: a label may hold a comma or « et »."""
    bare = text_of(text)
    if not bare or rank == len(_LIST_MARKS) or expand(bare) or read(bare).value is not None:
        if bare:
            yield bare
        return
    pieces = re.split(_LIST_MARKS[rank], text)
    found = [part for piece in pieces for part in _parts(piece, read, expand, rank + 1)]
    cut_for_nothing = rank > 1 and not any(read(part).value is not None for part in found)
    yield from [bare] if cut_for_nothing else found
