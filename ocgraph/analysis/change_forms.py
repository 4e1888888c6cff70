"""Changes written down and read back: as JSON, in a file or kept; as one line, in an address."""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Collection, Iterable, Mapping
from hashlib import sha256
from itertools import count
from typing import Any
from urllib.parse import quote, unquote

from ocgraph.analysis.changes import CHANGES, Change
from ocgraph.errors import OcgraphError, UnknownCodeError
from ocgraph.io.places.reference import territory_codes
from ocgraph.model import CommunityOrganizer, Register, declarations, vocabulary
from ocgraph.network import Layer

_BETWEEN_CHANGES, _BETWEEN_FIELDS, _BETWEEN_CODES = ";", ",", "+"
_WHAT = "what"
_NUMBER = re.compile(r"[0-9]{1,6}(\.[0-9]{1,20})?(e-[0-9]{1,3})?")

HOURS = next(field for field in declarations(CommunityOrganizer) if field.name == "weekly_hours")
"""What the register says of the hours of a post: their bounds."""


def changes_json(changes: Iterable[Change]) -> list[dict[str, Any]]:
    """Return changes as JSON holds them; what is unknown or empty is left out."""
    return [{_WHAT: change.what} | {
        name: value if isinstance(value, int | float) else
        list(value) if isinstance(value, tuple) else str(value)
        for name, value in vars(change).items() if value not in (None, ())}
        for change in changes]


def read_changes(written: Any) -> tuple[Change, ...]:
    """Read changes from JSON.

    Raises
    ------
    OcgraphError
        ``scenario.unreadable`` with what was found; ``scenario.unknown_code`` with the code.
    """
    if not isinstance(written, list):
        raise _unreadable(written)
    return tuple(map(_read_change, written))


def changes_line(changes: Iterable[Change]) -> str:
    """Return changes as one line for an address."""
    return _BETWEEN_CHANGES.join(
        _BETWEEN_FIELDS.join((change.what, *map(_written, vars(change).values())))
        for change in changes)


def read_line(line: str) -> tuple[Change, ...]:
    """Read changes from one line; raises as `read_changes` does."""
    return tuple(_read_part(part) for part in line.split(_BETWEEN_CHANGES) if part)


def new_id(name: str, register: Register) -> str:
    """Return an identifier for someone new: the same for the same name, borne by nobody.

    Two scenarios that add the same actor speak of the same one: once one is adopted, the other
    finds it there.
    """
    taken = {*register.actor_by_id, *register.concertation_table_by_id, *register.organizer_by_id}
    marks = (sha256(f"{number}{name}".encode()).hexdigest() for number in count())
    return next(found for mark in marks if (found := f"n-{mark[:8]}") not in taken)


def _written(value: str | float | tuple[str, ...] | None) -> str:
    if isinstance(value, tuple):
        return _BETWEEN_CODES.join(quote(code, safe="") for code in value)
    if isinstance(value, int | float):
        return repr(value).removesuffix(".0")
    return quote(value or "", safe="")


def _read_part(part: str) -> Change:
    """Read one change of a line; one that is not is told as it was written."""
    try:
        return _read_change(_split(part))
    except UnknownCodeError:
        raise
    except OcgraphError:
        raise _unreadable(part) from None


def _split(part: str) -> dict[str, Any]:
    what, *values = part.split(_BETWEEN_FIELDS)
    fields = dataclasses.fields(CHANGES[what]) if what in CHANGES else ()
    if len(values) > len(fields):
        raise _unreadable(part)
    # An address written before a change had its last field has fewer.
    return {_WHAT: what} | {field.name: _unwritten(field, value) for field, value
                            in zip(fields, values, strict=False) if value}


def _unwritten(field: dataclasses.Field, value: str) -> str | float | list[str]:
    if _is_number(field):
        return float(value) if _NUMBER.fullmatch(value) else value
    return (list(map(unquote, value.split(_BETWEEN_CODES))) if _is_list(field)
            else unquote(value))


def _is_list(field: dataclasses.Field) -> bool:
    return "tuple" in field.type


def _is_number(field: dataclasses.Field) -> bool:
    return "float" in field.type


def _read_change(written: Any) -> Change:
    if not isinstance(written, Mapping) or str(written.get(_WHAT)) not in CHANGES:
        raise _unreadable(written)
    entity = CHANGES[written[_WHAT]]
    fields = {field.name: field for field in dataclasses.fields(entity)}
    needed = {name for name, field in fields.items() if field.default is dataclasses.MISSING}
    given = written.keys() - {_WHAT}
    if not given <= fields.keys() or needed - given:
        raise _unreadable(written)
    values = {name: _value(fields[name], written[name]) for name in given}
    return entity(**values)


def _value(field: dataclasses.Field, written: Any) -> Any:
    """Return what a field holds, once its type and its codes are known to be right."""
    if _is_number(field):
        return _number(written)
    parts = written if _is_list(field) else [written]
    if not isinstance(parts, list) or not parts or not all(
            isinstance(part, str) and part.strip() for part in parts):
        raise _unreadable(written)
    if known := field.metadata.get("codes"):
        for part in parts:
            if part not in _known(known):
                raise UnknownCodeError("scenario.unknown_code", found=part)
    if _is_list(field):
        return tuple(parts)
    return Layer(written) if field.name == "layer" else written


def _number(written: Any) -> float:
    """Return hours a week, within what the register allows."""
    if isinstance(written, bool) or not isinstance(written, int | float) or not (
            HOURS.minimum <= written <= HOURS.maximum):
        raise _unreadable(written)
    return float(written)


def _known(codes: str) -> Collection[str]:
    if codes == "layer":
        return set(Layer)
    return territory_codes() if codes == "territory" else vocabulary(codes)


def _unreadable(found: Any) -> OcgraphError:
    written = found if isinstance(found, str) else json.dumps(found, ensure_ascii=False)
    return OcgraphError("scenario.unreadable", found=written[:80])
