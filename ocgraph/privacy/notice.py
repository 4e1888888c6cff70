"""What is kept about an organisation, why, and whether it may leave: the facts of the notice.

The fields are those declared, and whether one leaves is what its declaration says: what is written
here is how they are gathered, so that a partner reads a page and not a schema.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from ocgraph.i18n import Label
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

    why: str
    fields: tuple[FieldDeclaration, ...]
    leaves: Leaves


NOT_ABOUT_PARTNERS: tuple[type[Entity], ...] = (CommunityOrganizer, Indicator)
"""What tells of the team and of territories, and of no organisation."""

PARTS: dict[str, tuple[type[Entity], ...]] = {
    "organisation": (Actor,), "ties": (Tie,), "tables": (Membership, ConcertationTable),
    "work": (Engagement,)}
"""What tells of an organisation, by the part of the notice where it is told, in order."""

EACH: dict[str, tuple[str, ...]] = {
    "apart": ("actor_id", "concertation_table_id"), "trust": ("source", "verified_on"),
    "point": ("latitude", "longitude"), "note": ("private_note",)}
"""What is kept alike of several entities, by why: told once, after all the others."""

_DAYS = ("since", "until")

SUBJECTS: tuple[Subject, ...] = (
    Subject(Actor, "who", ("name", "kind", "sectors", "mission_domains", "mrc_code",
                           "municipality_code", "serves", *_DAYS)),
    Subject(Actor, "reach", ("public_contact",)),
    Subject(Actor, "choice", ("publication_consent", "asked", "keep_until")),
    Subject(Membership, "seat", ("member_id", "concertation_table_id", "role", *_DAYS)),
    Subject(Tie, "tie", ("source_id", "target_id", "kind", *_DAYS)),
    Subject(Tie, "strength", ("scale", "level", "directed")),
    Subject(Tie, "told", ("reported_by", "confirmed_by_both", "publication_consent")),
    Subject(ConcertationTable, "table", ("name", "theme", "level", "territories", *_DAYS)),
    Subject(ConcertationTable, "table", ("coordinator_id",)),
    Subject(ConcertationTable, "time", ("cadence", "meeting_hours")),
    Subject(ConcertationTable, "missing", ("expected_sectors",)),
    Subject(Engagement, "work", ("organizer_id", "target_id", "frame", "role", "act", "axis",
                                 "service", "phase", "hours", "intensity", *_DAYS)),
)
"""Every other declared field of what tells of a partner, each once."""


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


def told_of(part: str) -> Iterator[Told]:
    """Yield what is told in a part of the notice."""
    for entity in PARTS[part]:
        for subject in SUBJECTS:
            if subject.entity is entity:
                yield from _told(subject.why, [(entity, name) for name in subject.names])


def told_of_each() -> Iterator[Told]:
    """Yield what is told once of all that is kept."""
    for why, names in EACH.items():
        yield from _told(why, [
            (entity, name) for name in names for entities in PARTS.values() for entity in entities
            if any(field.name == name and field.value_type is not ValueType.REFERENCE
                   for field in declarations(entity))])


def _told(why: str, named: list[tuple[type[Entity], str]]) -> Iterator[Told]:
    """Yield fields in as many lines as there are ways in which they leave, each title once."""
    lines: dict[Leaves, dict[Label, FieldDeclaration]] = {}
    for entity, name in named:
        field = next(each for each in declarations(entity) if each.name == name)
        lines.setdefault(leaves(entity, field), {}).setdefault(field.header, field)
    for how, fields in lines.items():
        yield Told(why, tuple(fields.values()), how)
