"""From the register of a team to what may leave: made anew, field by field, from what is declared.

Nothing is taken out of a record: a new one is made, with the fields declared shareable. A field
nobody declared does not exist in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from ocgraph.i18n import sort_key
from ocgraph.model import (
    Actor,
    ConcertationTable,
    Entity,
    FieldDeclaration,
    Register,
    Tie,
    ValueType,
    shared_fields,
)
from ocgraph.privacy.choice import Choice, Terms
from ocgraph.privacy.withheld import Withheld, withheld

_POINTS = (ValueType.IDENTIFIER, ValueType.REFERENCE)
PREFIXES = {Actor: "a", ConcertationTable: "t"}


@dataclass(frozen=True)
class SharedRegister:
    """What leaves, and nothing else; made by `redact` alone.

    Attributes
    ----------
    register
        The records that leave, under new identifiers, with the fields declared shareable. The
        network and the drawings read it as any other.
    terms
        What the team chose.
    withheld
        At least how many were left out.
    """

    register: Register
    terms: Terms
    withheld: Withheld


def redact(register: Register, terms: Terms) -> SharedRegister:
    """Return what may leave of a register under the terms of its team.

    Records come in the order of their names, and identifiers are numbered in that order, so that
    neither tells how the register is kept, nor that something lies between two that leave.
    """
    choice = Choice(register, terms)
    new_ids = identifiers_in(choice)
    return SharedRegister(
        Register(actors=_leaving(register.actors, choice, new_ids),
                 concertation_tables=_leaving(register.concertation_tables, choice, new_ids),
                 memberships=_leaving(register.memberships, choice, new_ids),
                 ties=_leaving(register.ties, choice, new_ids)),
        terms, withheld(choice))


def new_identifiers(register: Register, terms: Terms) -> Mapping[str, str]:
    """Return the identifier in what leaves of each actor and table that leaves."""
    return identifiers_in(Choice(register, terms))


def identifiers_in(choice: Choice) -> Mapping[str, str]:
    """Return what `new_identifiers` does, of a choice already made."""
    register, found = choice.register, {}
    for entity, records in ((Actor, register.actor_by_id),
                            (ConcertationTable, register.concertation_table_by_id)):
        leaving = [(node_id, node) for node_id, node in records.items()
                   if node_id in choice.leaving_ids]
        leaving.sort(key=lambda pair: (sort_key(pair[1].name), _facts(pair[1])))
        width = len(str(len(leaving)))
        found |= {node_id: f"{PREFIXES[entity]}{rank:0{width}}"
                  for rank, (node_id, _) in enumerate(leaving, start=1)}
    return found


def shared(record: Entity, new_ids: Mapping[str, str]) -> Any:
    """Return a record of the same entity with the fields that may leave, and nothing else."""
    return type(record)(**{field.name: _value(record, field, new_ids)
                           for field in shared_fields(type(record))})


def _value(record: Entity, field: FieldDeclaration, new_ids: Mapping[str, str]) -> Any:
    value = getattr(record, field.name)
    if field.value_type in _POINTS:
        return new_ids.get(value)
    return value


def _leaving(records: Iterable[Any], choice: Choice, new_ids: Mapping[str, str]) -> tuple:
    """Return what leaves of some records, sorted by the identifiers they have in what leaves."""
    leaving = [shared(record, new_ids) for record in records if choice.why_stays(record) is None]
    leaving = [_of_both(record) if isinstance(record, Tie) else record for record in leaving]
    return tuple(sorted(leaving, key=lambda record: (_identifiers(record), _facts(record))))


def _identifiers(record: Entity) -> list[str]:
    return [getattr(record, field.name) or "" for field in shared_fields(type(record))
            if field.value_type in _POINTS]


def _facts(record: Entity) -> list[str]:
    """Return what is shown of a record, identifiers apart, as something to sort by."""
    return [repr(getattr(record, field.name)) for field in shared_fields(type(record))
            if field.value_type not in _POINTS]


def _of_both(tie: Tie) -> Tie:
    """Say of a tie what the terms say of all that leave: it is of both sides, neither first.

    Its direction, and who told it, stay: which end comes first would give them back.
    """
    one, other = sorted((tie.source_id, tie.target_id))
    return replace(tie, source_id=one, target_id=other, confirmed_by_both=True)
