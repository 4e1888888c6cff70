"""A register whose every field that must not leave holds a secret of its own."""

from __future__ import annotations

import datetime
from itertools import count
from typing import Any, NamedTuple

from ocgraph.model import (
    Actor,
    CommunityOrganizer,
    ConcertationTable,
    Engagement,
    Indicator,
    Membership,
    Privacy,
    Register,
    Tie,
    ValueType,
    declarations,
)
from ocgraph.privacy import NEVER_LEAVES, Terms

ON = datetime.date(2026, 3, 1)
TERMS = Terms(ON)
STEM = "Zqxcanarié"


class Seeded(NamedTuple):
    """The register, and each secret with where it lies."""

    register: Register
    secrets: dict[Any, str]


class _Seeds:
    def __init__(self):
        self.secrets, self._numbers = {}, count(1)

    def value(self, value_type: ValueType, place: str) -> Any:
        number = next(self._numbers)
        value = {
            ValueType.NUMBER: lambda: round(45.5 + number * 0.0123457, 7),
            ValueType.INTEGER: lambda: 90_170_001 + number * 7,
            ValueType.DATE: lambda: datetime.date(2087, 1, 3) + datetime.timedelta(days=number),
            ValueType.YES_NO: lambda: None,
        }.get(value_type, lambda: f"{STEM}-{number:03}")()
        if value is not None:
            self.secrets[value] = place
        return (value,) if value_type in (ValueType.TERMS, ValueType.TERRITORIES) else value

    def record(self, entity: type, **known: Any) -> Any:
        """Return a record with a secret in each field that is not known and must not leave."""
        return entity(**known, **{
            field.name: self.value(field.value_type, f"{entity.__name__}.{field.name}")
            for field in declarations(entity) if field.name not in known
            and (field.privacy is not Privacy.SHAREABLE or entity in NEVER_LEAVES)})

    def withheld(self, **known: Any) -> Actor:
        """Return an actor that did not agree: all of it is secret."""
        return Actor(**known, **{
            field.name: self.value(field.value_type, f"withheld.{field.name}")
            for field in declarations(Actor)
            if field.name not in {*known, "mrc_code", "municipality_code", "since", "until"}})


def seeded() -> Seeded:
    """Return the register: two actors and a table that leave, beside everything that does not."""
    seeds = _Seeds()
    ids = [seeds.value(ValueType.IDENTIFIER, "identifier") for _ in range(3)]
    shown = [seeds.record(
        Actor, actor_id=actor_id, name=name, kind="school", mrc_code="61", sectors=("youth",),
        publication_consent=True, asked=None) for actor_id, name in zip(
            ids, ("Maison Fictive", "École Inventée"), strict=False)]
    hidden = [seeds.withheld(publication_consent=answer, mrc_code="62", asked=None)
              for answer in (False, None)]
    table = seeds.record(ConcertationTable, concertation_table_id=ids[2], name="Table Rêvée",
                         theme="youth", level="mrc", territories=("61",),
                         coordinator_id=hidden[0].actor_id)
    agreed = {"confirmed_by_both": True, "publication_consent": True, "directed": True}
    ties = [seeds.record(Tie, source_id=ids[1], target_id=ids[0], kind="funding", **agreed),
            seeds.record(Tie, source_id=ids[0], target_id=hidden[0].actor_id, **agreed),
            seeds.record(Tie, source_id=ids[0], target_id=ids[1], kind="referral",
                         **(agreed | {"publication_consent": None}))]
    seats = [seeds.record(Membership, concertation_table_id=ids[2], member_id=member, role="member")
             for member in (ids[0], hidden[1].actor_id)]
    organizer = seeds.record(CommunityOrganizer)
    return Seeded(Register(
        (*shown, *hidden), (table,), tuple(seats), tuple(ties), (organizer,),
        (seeds.record(Engagement, target_id=ids[0], organizer_id=organizer.organizer_id),),
        (seeds.record(Indicator, territory_code="61"),)), seeds.secrets)
