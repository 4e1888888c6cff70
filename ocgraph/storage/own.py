"""What is someone's own: the records of her territories, and the engagements of her post.

An actor, a table, a post or an indicator is placed by its territories; a seat, a tie or an
engagement, by both its ends. What has no known place is nobody's, and anyone who corrects may
correct it. A correction must be one's own before and after, so that nothing is moved out of, or
into, the territory of someone else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache

import sqlalchemy as sa

from ocgraph.model import (
    Actor,
    CommunityOrganizer,
    ConcertationTable,
    Engagement,
    Entity,
    Indicator,
    Membership,
    Register,
    Tie,
)
from ocgraph.model.checks import IDENTIFIERS
from ocgraph.paths import reference_rows
from ocgraph.storage.accounts import Account
from ocgraph.storage.records import Operations, kept_record, record_of
from ocgraph.storage.rights import Action, RightsError, who_may
from ocgraph.storage.schema import entity_tables

Places = Mapping[str, frozenset[str]]
Touched = tuple[Entity | None, Entity | None]
_MOST_NAMED = 5


def refuse_others(connection: sa.Connection, account: Account,
                  operations: Mapping[type[Entity], Operations]) -> None:
    """Refuse operations on records that are not all someone's own.

    Raises
    ------
    RightsError
        ``rights.not_own``, with each record and its territories.
    """
    before = _places(connection)
    touched = list(_touched(connection, operations))
    after = _places_after(before, touched)
    others = [one for one in touched if not _may(account, one, before, after)]
    if others:
        raise RightsError("rights.not_own", n=len(others), who=who_may(Action.EDIT),
                          records=_named(connection, others, before, after))


def territories_of(record: Entity, places: Places) -> frozenset[str]:
    """Return the MRC that a record is in, as far as is known.

    Parameters
    ----------
    places
        The MRC of each actor, table and post, by identifier: the ends of a link.
    """
    if isinstance(record, Actor):
        seat = {record.mrc_code, _mrc_of_municipality().get(record.municipality_code or "")}
        return frozenset(seat - {None}) or frozenset(record.serves)
    if isinstance(record, ConcertationTable):
        return frozenset(record.territories)
    if isinstance(record, CommunityOrganizer):
        return frozenset(record.home_territories)
    if isinstance(record, Indicator):
        return frozenset({record.territory_code})
    return frozenset().union(*(places.get(end, frozenset()) for end in ends_of(record)))


def places_of(register: Register) -> Places:
    """Return the MRC of each actor, table and post of a register, by identifier."""
    return {getattr(record, name): territories_of(record, {})
            for entity, name in IDENTIFIERS.items() for record in register.records(entity)}


def is_own(account: Account, record: Entity, places: Places) -> bool:
    """Tell whether a record as it is may be corrected by someone whose right stops at her own."""
    where = territories_of(record, places)
    return not where or bool(where & set(account.territories)) or _of_ones_post(record, account)


def ends_of(link: Entity) -> tuple[str, str]:
    """Return the identifiers of what a seat, a tie or an engagement joins."""
    if isinstance(link, Membership):
        return link.concertation_table_id, link.member_id
    if isinstance(link, Tie):
        return link.source_id, link.target_id
    return link.organizer_id, link.target_id


def territory_names() -> dict[str, str]:
    """Return the name of each MRC or equivalent territory, by code."""
    return {row["code"]: row["name"].replace("'", "’")
            for row in reference_rows("territories.csv")}


@cache
def _mrc_of_municipality() -> dict[str, str]:
    return {row["code"]: row["mrc_code"] for row in reference_rows("municipalities.csv")}


def _places(connection: sa.Connection) -> Places:
    return {getattr(record, name): territories_of(record, {})
            for entity, name in IDENTIFIERS.items()
            for record in (record_of(entity, row) for row in connection.execute(
                sa.select(entity_tables[entity])).mappings())}


def _touched(connection: sa.Connection, operations: Mapping[type[Entity], Operations]
             ) -> Iterator[Touched]:
    """Yield each record before and after."""
    for entity, done in operations.items():
        def kept(key: int, entity: type[Entity] = entity) -> Entity:
            return kept_record(connection, entity, key).record

        yield from ((None, record) for record in done.added.values())
        yield from ((kept(key), record) for key, record in done.changed.items())
        yield from ((kept(key), None) for key in done.removed)


def _places_after(before: Places, touched: Iterable[Touched]) -> Places:
    after, touched = dict(before), [one for one in touched if _identifier(one) is not None]
    for was, _becomes in touched:
        if was is not None:
            after.pop(_identifier((was, None)), None)
    return after | {_identifier((None, becomes)): territories_of(becomes, {})
                    for _was, becomes in touched if becomes is not None}


def _identifier(one: Touched) -> str | None:
    record = one[0] or one[1]
    return getattr(record, IDENTIFIERS.get(type(record), ""), None)


def _may(account: Account, one: Touched, before: Places, after: Places) -> bool:
    """Tell whether someone may make of a record what it becomes."""
    own = set(account.territories)
    was, becomes = (territories_of(record, places) if record else frozenset()
                    for record, places in zip(one, (before, after), strict=True))
    if not all(record is None or is_own(account, record, places)
               for record, places in zip(one, (before, after), strict=True)):
        return False
    is_link = isinstance(one[0] or one[1], Membership | Tie | Engagement)
    return is_link or was ^ becomes <= own  # what others gain or lose of it is theirs to say


def _of_ones_post(record: Entity | None, account: Account) -> bool:
    return isinstance(record, Engagement) and record.organizer_id == account.organizer_id


def _named(connection: sa.Connection, others: Iterable[Touched], before: Places, after: Places
           ) -> str:
    """Name records with their territories: those that are someone else's."""
    names = dict(connection.execute(sa.union_all(*(
        sa.select(entity_tables[entity].c[name], entity_tables[entity].c.name)
        for entity, name in IDENTIFIERS.items()))).all())
    told = [_name(one, names, before, after) for one in others]
    return ", ".join(told[:_MOST_NAMED]) + (", …" if len(told) > _MOST_NAMED else "")


def _name(one: Touched, names: Mapping[str, str], before: Places, after: Places) -> str:
    record = one[0] or one[1]
    if isinstance(record, Indicator):
        name = record.indicator
    elif isinstance(record, Membership | Tie | Engagement):
        name = " – ".join(names.get(end, end) for end in ends_of(record))
    else:
        name = record.name
    codes = set().union(*(territories_of(side, places) for side, places in zip(
        one, (before, after), strict=True) if side is not None))
    where = ", ".join(territory_names().get(code, code) for code in sorted(codes))
    return f"{name} ({where})"
