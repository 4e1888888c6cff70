"""What is kept about an organisation, why, and whether it may leave: the facts of the notice.

The fields are those declared, and whether one leaves is what its declaration says: what is written
here is how they are gathered, so that a partner reads a page and not a schema.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from ocgraph.model import (
    Actor,
    CommunityOrganizer,
    ConcertationTable,
    Engagement,
    Entity,
    FieldDeclaration,
    Indicator,
    Membership,
    Privacy,
    Tie,
    ValueType,
    declarations,
)
from ocgraph.privacy.choice import NEVER_LEAVES


class Leaves(StrEnum):
    """Whether what is kept may be in a page that is shared."""

    NEVER = "never"
    REPLACED = "replaced"
    ALWAYS = "always"
    IF_AGREED = "if_agreed"
    IF_BOTH = "if_both"


@dataclass(frozen=True)
class Subject:
    """Fields of an entity kept for one reason.

    Attributes
    ----------
    why
        Code of the reason, the same wherever it holds.
    names
        The names of the fields.
    """

    entity: type[Entity]
    why: str
    names: tuple[str, ...]


@dataclass(frozen=True)
class Told:
    """One line of the notice: fields kept for one reason, which leave alike."""

    entity: type[Entity]
    why: str
    fields: tuple[FieldDeclaration, ...]
    leaves: Leaves


ABOUT_PARTNERS: tuple[type[Entity], ...] = (Actor, Membership, Tie, ConcertationTable, Engagement)
"""What tells of an organisation, in the order in which it is told."""

NOT_ABOUT_PARTNERS: tuple[type[Entity], ...] = (CommunityOrganizer, Indicator)
"""What tells of the team and of territories, and of no organisation."""

_DAYS, _TRUST, _NOTE, _POINT = (("since", "until"), ("source", "verified_on"), ("private_note",),
                                ("latitude", "longitude"))

SUBJECTS: tuple[Subject, ...] = (
    Subject(Actor, "who", ("name", "kind", "sectors", "mission_domains", "mrc_code",
                           "municipality_code", "serves", *_DAYS)),
    Subject(Actor, "apart", ("actor_id",)),
    Subject(Actor, "point", _POINT),
    Subject(Actor, "reach", ("public_contact",)),
    Subject(Actor, "choice", ("publication_consent", "asked", "keep_until")),
    Subject(Actor, "trust", _TRUST),
    Subject(Actor, "note", _NOTE),
    Subject(Membership, "seat", ("member_id", "concertation_table_id", "role", *_DAYS)),
    Subject(Membership, "trust", _TRUST),
    Subject(Tie, "tie", ("source_id", "target_id", "kind", *_DAYS)),
    Subject(Tie, "strength", ("scale", "level", "directed")),
    Subject(Tie, "told", ("reported_by", "confirmed_by_both", "publication_consent")),
    Subject(Tie, "trust", _TRUST),
    Subject(Tie, "note", _NOTE),
    Subject(ConcertationTable, "table", ("name", "theme", "level", "territories", *_DAYS)),
    Subject(ConcertationTable, "table", ("coordinator_id",)),
    Subject(ConcertationTable, "apart", ("concertation_table_id",)),
    Subject(ConcertationTable, "time", ("cadence", "meeting_hours")),
    Subject(ConcertationTable, "missing", ("expected_sectors",)),
    Subject(ConcertationTable, "point", _POINT),
    Subject(ConcertationTable, "trust", _TRUST),
    Subject(ConcertationTable, "note", _NOTE),
    Subject(Engagement, "work", ("organizer_id", "target_id", "frame", "role", "act", "axis",
                                 "service", "phase", "hours", "intensity", *_DAYS)),
    Subject(Engagement, "trust", _TRUST),
    Subject(Engagement, "note", _NOTE),
)
"""Every declared field of what tells of a partner, each once."""


def leaves(entity: type[Entity], field: FieldDeclaration) -> Leaves:
    """Return whether a field may be in a page that is shared, as its declaration says."""
    if entity in NEVER_LEAVES or field.privacy is not Privacy.SHAREABLE:
        return Leaves.NEVER
    if field.value_type is ValueType.IDENTIFIER:
        return Leaves.REPLACED
    if entity is Tie:
        return Leaves.IF_BOTH
    # A table is no one’s to agree for; who coordinates it is an organisation, which is asked.
    if entity is ConcertationTable and field.value_type is not ValueType.REFERENCE:
        return Leaves.ALWAYS
    return Leaves.IF_AGREED


def told_of(entity: type[Entity]) -> Iterator[Told]:
    """Yield what is told of an entity; fields that do not leave alike are told apart."""
    declared = {field.name: field for field in declarations(entity)}
    for subject in SUBJECTS:
        if subject.entity is not entity:
            continue
        fields = [declared[name] for name in subject.names]
        for how in dict.fromkeys(leaves(entity, field) for field in fields):
            yield Told(entity, subject.why, tuple(
                field for field in fields if leaves(entity, field) is how), how)
