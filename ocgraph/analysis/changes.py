"""What one may change to see what would follow: each change is made of codes, and changes nothing.

A change is made on a register and gives another one. One that no longer makes sense, because
someone is gone or because it is so already, raises `NotMadeError`: it is told, never passed over.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, ClassVar

from ocgraph.model import (
    Actor,
    CommunityOrganizer,
    ConcertationTable,
    Engagement,
    Membership,
    Register,
    Tie,
)
from ocgraph.network import Layer


class WhyNot(StrEnum):
    """Why a change cannot be made on a register."""

    GONE = "gone"        # someone or something it names is not there
    ALREADY = "already"  # it is so already


class NotMadeError(Exception):
    """A change that cannot be made; whoever makes changes catches it and tells the reason."""

    def __init__(self, why: WhyNot) -> None:
        super().__init__(why)
        self.why = why


_TERRITORIES = {"codes": "territory"}


@dataclass(frozen=True)
class RemoveNode:
    """An actor, a table or an organizer leaves, and every link with it."""

    what: ClassVar[str] = "remove_node"
    node_id: str

    def made(self, register: Register, source: str = "") -> Register:
        """Return the register as it would be."""
        _refuse_unless(_is_there(register, self.node_id), WhyNot.GONE)
        gone = self.node_id
        return replace(
            register, actors=_left(register.actors, gone, "actor_id"),
            concertation_tables=_forgetting(
                _left(register.concertation_tables, gone, "concertation_table_id"), gone,
                "coordinator_id"),
            community_organizers=_left(register.community_organizers, gone, "organizer_id"),
            memberships=_left(register.memberships, gone, "concertation_table_id", "member_id"),
            ties=_forgetting(_left(register.ties, gone, "source_id", "target_id"), gone,
                             "reported_by"),
            engagements=_left(register.engagements, gone, "organizer_id", "target_id"))


@dataclass(frozen=True)
class RemoveLink:
    """What joins two nodes in one way ends: their ties, the seat, or the engagements.

    The ends are those of a `Link`: a seat goes from the member to the table, an engagement from
    the organizer; a tie is named from either end.
    """

    what: ClassVar[str] = "remove_link"
    layer: Layer = field(metadata={"codes": "layer"})
    source_id: str
    target_id: str

    def made(self, register: Register, source: str = "") -> Register:
        """Return the register as it would be."""
        collection, *_ends = _RECORDS[self.layer]
        records = getattr(register, collection)
        left = tuple(record for record in records if not _joins(record, self))
        _refuse_unless(len(left) < len(records), WhyNot.GONE)
        return replace(register, **{collection: left})


@dataclass(frozen=True)
class AddLink:
    """Two nodes are joined in one way: a tie, a seat, or an engagement; ends as in `RemoveLink`.

    A link that has ended does not keep a new one from being made.
    """

    what: ClassVar[str] = "add_link"
    layer: Layer = field(metadata={"codes": "layer"})
    source_id: str
    target_id: str

    def made(self, register: Register, source: str = "") -> Register:
        """Return the register as it would be."""
        collection, entity, sources, targets = _RECORDS[self.layer]
        _refuse_unless(self.source_id != self.target_id, WhyNot.ALREADY)
        for end, known in ((self.source_id, sources), (self.target_id, targets)):
            _refuse_unless(any(end in getattr(register, index) for index in known), WhyNot.GONE)
        records = getattr(register, collection)
        _refuse_unless(not any(record.until is None and _joins(record, self)
                               for record in records), WhyNot.ALREADY)
        ends = dict(zip(_ENDS[self.layer], (self.source_id, self.target_id), strict=True))
        return replace(register, **{collection: (*records, entity(**ends, source=source))})


@dataclass(frozen=True)
class AddActor:
    """An actor comes, joined to nobody yet."""

    what: ClassVar[str] = "add_actor"
    node_id: str
    name: str
    kind: str | None = field(default=None, metadata={"codes": "actor_kind"})
    sectors: tuple[str, ...] = field(default=(), metadata={"codes": "sector"})
    mrc_code: str | None = field(default=None, metadata=_TERRITORIES)

    def made(self, register: Register, source: str = "") -> Register:
        """Return the register as it would be."""
        _refuse_unless(not _is_there(register, self.node_id), WhyNot.ALREADY)
        return replace(register, actors=(*register.actors, Actor(
            actor_id=self.node_id, name=self.name, kind=self.kind, sectors=self.sectors,
            mrc_code=self.mrc_code, source=source)))


@dataclass(frozen=True)
class AddTable:
    """A table is opened, with nobody at it yet."""

    what: ClassVar[str] = "add_table"
    node_id: str
    name: str
    theme: str | None = field(default=None, metadata={"codes": "theme"})
    territories: tuple[str, ...] = field(default=(), metadata=_TERRITORIES)

    def made(self, register: Register, source: str = "") -> Register:
        """Return the register as it would be."""
        _refuse_unless(not _is_there(register, self.node_id), WhyNot.ALREADY)
        return replace(register, concertation_tables=(
            *register.concertation_tables, ConcertationTable(
                concertation_table_id=self.node_id, name=self.name, theme=self.theme,
                territories=self.territories, source=source)))


@dataclass(frozen=True)
class AddOrganizer:
    """A post of organizer is opened, engaged with nobody yet; its hours may be unknown."""

    what: ClassVar[str] = "add_organizer"
    node_id: str
    name: str
    territories: tuple[str, ...] = field(default=(), metadata=_TERRITORIES)
    weekly_hours: float | None = None

    def made(self, register: Register, source: str = "") -> Register:
        """Return the register as it would be."""
        _refuse_unless(not _is_there(register, self.node_id), WhyNot.ALREADY)
        return replace(register, community_organizers=(
            *register.community_organizers, CommunityOrganizer(
                organizer_id=self.node_id, name=self.name, home_territories=self.territories,
                weekly_hours=self.weekly_hours, source=source)))


@dataclass(frozen=True)
class MoveOrganizer:
    """An organizer has other home territories.

    Her engagements in an MRC she leaves end (see `ended_by`); no new one is supposed.
    """

    what: ClassVar[str] = "move_organizer"
    organizer_id: str
    territories: tuple[str, ...] = field(metadata=_TERRITORIES)

    def made(self, register: Register, source: str = "") -> Register:
        """Return the register as it would be."""
        post = register.organizer_by_id.get(self.organizer_id)
        _refuse_unless(post is not None, WhyNot.GONE)
        _refuse_unless(set(post.home_territories) != set(self.territories), WhyNot.ALREADY)
        ended = set(map(id, self.ended_by(register)))
        moved = replace(post, home_territories=self.territories)
        return replace(
            register, community_organizers=tuple(
                moved if one is post else one for one in register.community_organizers),
            engagements=tuple(one for one in register.engagements if id(one) not in ended))

    def ended_by(self, register: Register) -> tuple[Engagement, ...]:
        """Return the engagements that would end.

        Those with an actor seated in an MRC she leaves, and with a table that covers one and none
        of her new ones. What is seated nowhere known, or elsewhere than where she was, stays.
        """
        left = self.left_in(register)
        return tuple(one for one in register.engagements
                     if one.organizer_id == self.organizer_id
                     and (places := _places(register, one.target_id)) & left
                     and not places & set(self.territories))

    def left_in(self, register: Register) -> set[str]:
        """Return the codes of the MRC she leaves."""
        post = register.organizer_by_id.get(self.organizer_id)
        return set(post.home_territories if post else ()) - set(self.territories)


@dataclass(frozen=True)
class MergeTables:
    """A table joins another: who sits at it sits there, its engagements go there, and it is gone.

    The one that stays covers the MRC of both. Nothing is doubled: of two seats of a member, or of
    two engagements of an organizer, at the same time, that of the table that stays is kept as it
    is, and the other counts only for the days after it; every day of work stays.
    """

    what: ClassVar[str] = "merge_tables"
    table_id: str
    merged_id: str

    def made(self, register: Register, source: str = "") -> Register:
        """Return the register as it would be."""
        tables = register.concertation_table_by_id
        _refuse_unless({self.table_id, self.merged_id} <= tables.keys(), WhyNot.GONE)
        _refuse_unless(self.table_id != self.merged_id, WhyNot.ALREADY)
        kept, gone = tables[self.table_id], tables[self.merged_id]
        wider = replace(kept, territories=tuple(dict.fromkeys(
            (*kept.territories, *gone.territories))))
        return replace(
            register, concertation_tables=tuple(
                wider if one is kept else one for one in register.concertation_tables
                if one is not gone),
            memberships=self._moved(register.memberships, Layer.TABLES),
            engagements=self._moved(register.engagements, Layer.LIAISON))

    def joining(self, register: Register) -> int:
        """Return how many members would sit at the table that stays, and do not yet."""
        after = self._moved(register.memberships, Layer.TABLES)
        return len(self._seated(after) - self._seated(register.memberships))

    def _seated(self, seats: Iterable[Membership]) -> set[str]:
        return {seat.member_id for seat in seats if seat.concertation_table_id == self.table_id}

    def _moved(self, records: Iterable[Any], layer: Layer) -> tuple[Any, ...]:
        """Give the table that stays what the other held, but what it holds already."""
        ends = _ENDS[layer]
        held = [each for each in records if self.merged_id not in _pair(each, ends)]
        for each in records:
            pair = [self.table_id if end == self.merged_id else end for end in _pair(each, ends)]
            if self.merged_id in _pair(each, ends) and pair[0] != pair[1]:
                moved = replace(each, **dict(zip(ends, pair, strict=True)))
                alike = [other for other in held
                         if _pair(other, ends) == tuple(pair) and not _is_entry(other)]
                held += [moved] if _is_entry(moved) else filter(None, [_after(moved, alike)])
        return tuple(held)


Change = (RemoveNode | RemoveLink | AddLink | AddActor | AddTable | AddOrganizer | MoveOrganizer
          | MergeTables)
CHANGES: dict[str, type] = {each.what: each for each in Change.__args__}
ADDITIONS = (AddActor, AddTable, AddOrganizer)

_ACTORS, _TABLES, _POSTS = "actor_by_id", "concertation_table_by_id", "organizer_by_id"
# Where links of each layer are, what they are, and what their two ends may be.
_RECORDS: dict[Layer, tuple[str, type, tuple[str, ...], tuple[str, ...]]] = {
    Layer.TIES: ("ties", Tie, (_ACTORS,), (_ACTORS,)),
    Layer.TABLES: ("memberships", Membership, (_ACTORS, _TABLES), (_TABLES,)),
    Layer.LIAISON: ("engagements", Engagement, (_POSTS,), (_ACTORS, _TABLES)),
}
_ENDS = {Layer.TIES: ("source_id", "target_id"),
         Layer.TABLES: ("member_id", "concertation_table_id"),
         Layer.LIAISON: ("organizer_id", "target_id")}


def _refuse_unless(is_so: bool, why: WhyNot) -> None:
    if not is_so:
        raise NotMadeError(why)


def _is_there(register: Register, node_id: str) -> bool:
    return any(node_id in getattr(register, index) for index in (_ACTORS, _TABLES, _POSTS))


def _joins(record: Any, link: RemoveLink | AddLink) -> bool:
    ends = tuple(getattr(record, end) for end in _ENDS[link.layer])
    told = (link.source_id, link.target_id)
    return ends == told or (link.layer == Layer.TIES and ends == told[::-1])


def _pair(record: Any, ends: tuple[str, str]) -> tuple[str, str]:
    return getattr(record, ends[0]), getattr(record, ends[1])


def _is_entry(record: Any) -> bool:
    return isinstance(record, Engagement) and record.is_entry


def _after(record: Any, others: Iterable[Any]) -> Any | None:
    """Return what a record adds to others that say the same: the days after those they share."""
    for other in others:
        first, last = other.since or date.min, other.until or date.max
        if (record.since or date.min) <= last and first <= (record.until or date.max):
            if last >= (record.until or date.max):
                return None
            record = replace(record, since=last + timedelta(days=1))
    return record


def _left(records: Iterable[Any], gone: str, *ends: str) -> tuple[Any, ...]:
    return tuple(record for record in records
                 if all(getattr(record, end) != gone for end in ends))


def _forgetting(records: Iterable[Any], gone: str, name: str) -> tuple[Any, ...]:
    """Leave no record pointing to someone gone."""
    return tuple(replace(record, **{name: None}) if getattr(record, name) == gone else record
                 for record in records)


def _places(register: Register, node_id: str) -> set[str]:
    """Return the codes of the MRC where an actor is seated, or that a table covers."""
    if actor := register.actor_by_id.get(node_id):
        return {actor.mrc_code} - {None}
    table = register.concertation_table_by_id.get(node_id)
    return set(table.territories if table else ())
