"""What would leave, told before anything does: to the team, and to each organisation of itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from ocgraph.i18n import sort_key
from ocgraph.model import (
    COLLECTIONS,
    Actor,
    ConcertationTable,
    Membership,
    Register,
    Tie,
    ValueType,
    declarations,
    shared_fields,
)
from ocgraph.privacy.choice import SHARED_ENTITIES, Choice, Terms, Why
from ocgraph.privacy.redaction import SharedRegister, identifiers_in, redact


@dataclass(frozen=True)
class Leaving:
    """What leaves of one entity. For the team alone: its counts are exact.

    Attributes
    ----------
    n_known
        By name of each field that leaves, the records that leave of which it is known.
    fields_kept
        Names of the fields that never leave: identifiers too, others being made for what does.
    stays
        Number of records that stay, by why.
    """

    entity: type
    n_leaving: int
    n_known: Mapping[str, int]
    fields_kept: tuple[str, ...]
    stays: Mapping[Why, int]


@dataclass(frozen=True)
class Seen:
    """What one organisation would read of itself.

    Attributes
    ----------
    why_stays
        Why nothing is said of it; None when it leaves.
    actor
        Its record as it leaves; None when it stays.
    coordinated
        The tables it is shown to coordinate.
    seats
        The tables where it is shown to sit, with the seat.
    partners
        The actors it is shown to be tied to, with the tie.
    """

    why_stays: Why | None
    actor: Actor | None = None
    coordinated: tuple[ConcertationTable, ...] = ()
    seats: tuple[tuple[ConcertationTable, Membership], ...] = ()
    partners: tuple[tuple[Actor, Tie], ...] = ()


def what_leaves(register: Register, terms: Terms) -> tuple[Leaving, ...]:
    """Return, for each entity of a register, what leaves and what stays."""
    choice, leaving = Choice(register, terms), redact(register, terms)
    return tuple(_of_entity(entity, choice, leaving) for entity in COLLECTIONS)


def who_stays(register: Register, terms: Terms) -> Mapping[Why, tuple[str, ...]]:
    """Return the names of the actors that stay, by why: for the team alone, who may ask them."""
    choice = Choice(register, terms)
    names: dict[Why, list[str]] = {}
    for actor in register.actors:
        if (why := choice.why_stays(actor)) is not None:
            names.setdefault(why, []).append(actor.name)
    return {why: tuple(sorted(names[why], key=sort_key)) for why in Why if why in names}


def _of_entity(entity: type, choice: Choice, leaving: SharedRegister) -> Leaving:
    records = leaving.register.records(entity)
    names = [field.name for field in shared_fields(entity) if entity in SHARED_ENTITIES
             and field.value_type is not ValueType.IDENTIFIER]
    stays = Counter(why for why in map(choice.why_stays, choice.register.records(entity)) if why)
    return Leaving(
        entity, len(records),
        {name: sum(getattr(record, name) not in (None, "", ()) for record in records)
         for name in names},
        tuple(field.name for field in declarations(entity) if field.name not in names),
        {why: stays[why] for why in Why if stays[why]})


def seen_by(register: Register, terms: Terms, actor_id: str) -> Seen:
    """Return what an organisation of a register would read of itself.

    Raises
    ------
    KeyError
        When no actor has this identifier in the register.
    """
    choice = Choice(register, terms)
    if (why := choice.why_stays(register.actor_by_id[actor_id])) is not None:
        return Seen(why)
    leaving, own_id = redact(register, terms).register, identifiers_in(choice)[actor_id]
    return Seen(
        None, leaving.actor_by_id[own_id],
        tuple(table for table in leaving.concertation_tables if table.coordinator_id == own_id),
        tuple((leaving.concertation_table_by_id[seat.concertation_table_id], seat)
              for seat in leaving.memberships if seat.member_id == own_id),
        tuple((leaving.actor_by_id[_other_end(tie, own_id)], tie) for tie in leaving.ties
              if own_id in (tie.source_id, tie.target_id)))


def _other_end(tie: Tie, end: str) -> str:
    return tie.target_id if tie.source_id == end else tie.source_id
