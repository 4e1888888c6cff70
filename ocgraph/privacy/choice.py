"""Which records leave under the terms a team chose, and why each of the others stays."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Any

from ocgraph.model import (
    COLLECTIONS,
    Actor,
    ConcertationTable,
    Entity,
    Membership,
    Register,
    Tie,
)
from ocgraph.model.personal import nature_of_text

SHARED_ENTITIES: tuple[type, ...] = (Actor, ConcertationTable, Membership, Tie)
"""What is drawn and told of a shared register."""

NEVER_LEAVES: tuple[type, ...] = tuple(
    entity for entity in COLLECTIONS if entity not in SHARED_ENTITIES)
"""Posts, what they do, and figures of territories: no part of what is shared."""


class TiesShown(StrEnum):
    """Which ties may leave, both ends of which leave."""

    BOTH_AGREED = "both_agreed"
    CONFIRMED = "confirmed"
    NONE = "none"


class Why(StrEnum):
    """Why a record stays, in the order in which it is asked."""

    NEVER = "never"
    ENDED = "ended"
    ELSEWHERE = "elsewhere"
    KEPT_TOO_LONG = "kept_too_long"
    REFUSED = "refused"
    NOT_ASKED = "not_asked"
    PERSONAL = "personal"
    NO_TIES = "no_ties"
    UNCONFIRMED = "unconfirmed"
    NOT_AGREED = "not_agreed"
    END_ELSEWHERE = "end_elsewhere"
    END_STAYS = "end_stays"


OUT_OF_SIGHT = frozenset({Why.NEVER, Why.ENDED, Why.ELSEWHERE, Why.NO_TIES, Why.END_ELSEWHERE})
"""What the terms leave out as a whole: nobody is counted as withheld for it."""


@dataclass(frozen=True)
class Terms:
    """What the team chose to share.

    Attributes
    ----------
    made_on
        The day it is shared: nothing leaves that was to be kept until an earlier one.
    ties
        Which ties leave.
    territories
        Codes of the MRC whose actors leave; all of them when empty.
    on
        Only what held on this day leaves, and what has no date; the day it is shared when None.
    """

    made_on: datetime.date
    ties: TiesShown = TiesShown.BOTH_AGREED
    territories: frozenset[str] = frozenset()
    on: datetime.date | None = None

    @property
    def held_on(self) -> datetime.date:
        """The day of what is shown."""
        return self.on or self.made_on


@dataclass(frozen=True)
class Choice:
    """Why each record of a register stays; a record that leaves has no reason to stay.

    An actor leaves when it said that it agrees to be shown: not asked is not agreed. A table is no
    one’s to agree for: it leaves, and each of its seats follows the actor that holds it.
    """

    register: Register
    terms: Terms

    @cached_property
    def leaving_ids(self) -> frozenset[str]:
        """Identifiers, in the register, of the actors and tables that leave."""
        return frozenset(node_id for node_id, why in self._of_nodes.items() if why is None)

    def why_stays(self, record: Entity) -> Why | None:
        """Return why a record stays; None when it leaves."""
        asked = _ASKED.get(type(record))
        return asked(self, record) if asked else Why.NEVER

    @cached_property
    def _of_nodes(self) -> Mapping[str, Why | None]:
        """Return why each node stays; of two under one identifier, a reason for either is one."""
        found: dict[str, Why | None] = {}
        for actor in self.register.actors:
            found[actor.actor_id] = found.get(actor.actor_id) or self._why_actor(actor)
        seated = {seat.concertation_table_id for seat in self.register.memberships
                  if found.get(seat.member_id, Why.NEVER) is None and self._holds(seat)}
        for table in self.register.concertation_tables:
            table_id = table.concertation_table_id
            found[table_id] = found.get(table_id) or self._why_table(table, seated)
        return found

    def _why_actor(self, actor: Actor) -> Why | None:
        if not self._holds(actor):
            return Why.ENDED
        if self.terms.territories and actor.mrc_code not in self.terms.territories:
            return Why.ELSEWHERE
        if actor.keep_until is not None and actor.keep_until < self.terms.made_on:
            return Why.KEPT_TOO_LONG
        if actor.publication_consent is not True:
            return Why.NOT_ASKED if actor.publication_consent is None else Why.REFUSED
        return Why.PERSONAL if nature_of_text(actor.name) else None

    def _why_table(self, table: ConcertationTable, seated: set[str]) -> Why | None:
        """Ask of a table by what leaves alone: who stays must not bring it in."""
        if not self._holds(table):
            return Why.ENDED
        here = not self.terms.territories or self.terms.territories & set(table.territories)
        if not here and table.concertation_table_id not in seated:
            return Why.ELSEWHERE
        return Why.PERSONAL if nature_of_text(table.name) else None

    def _why_seat(self, seat: Membership) -> Why | None:
        if not self._holds(seat):
            return Why.ENDED
        return self._why_ends(seat.member_id, seat.concertation_table_id)

    def _why_tie(self, tie: Tie) -> Why | None:
        """Ask of a tie. Who agrees to publish it says that it is; who refuses is heard."""
        if self.terms.ties is TiesShown.NONE:
            return Why.NO_TIES
        if not self._holds(tie):
            return Why.ENDED
        return self._why_ends(tie.source_id, tie.target_id) or self._why_not_agreed(tie)

    def _why_not_agreed(self, tie: Tie) -> Why | None:
        agreed, confirmed = tie.publication_consent, tie.confirmed_by_both
        if self.terms.ties is TiesShown.BOTH_AGREED:
            is_confirmed, is_agreed = confirmed is not False, agreed is True
        else:
            is_confirmed, is_agreed = confirmed is True, agreed is not False
        if not is_confirmed:
            return Why.UNCONFIRMED
        return None if is_agreed else Why.NOT_AGREED

    def _why_ends(self, *node_ids: str) -> Why | None:
        reasons = {self._of_nodes.get(node_id, Why.ELSEWHERE) for node_id in node_ids} - {None}
        if not reasons:
            return None
        return Why.END_ELSEWHERE if reasons & OUT_OF_SIGHT else Why.END_STAYS

    def _holds(self, record: Any) -> bool:
        return ((record.since is None or record.since <= self.terms.held_on)
                and (record.until is None or record.until >= self.terms.held_on))

    def _why_node(self, record: Actor | ConcertationTable) -> Why | None:
        return self._of_nodes[record.actor_id if isinstance(record, Actor)
                              else record.concertation_table_id]


_ASKED: dict[type, Callable[[Choice, Any], Why | None]] = {
    Actor: Choice._why_node, ConcertationTable: Choice._why_node,
    Membership: Choice._why_seat, Tie: Choice._why_tie}
