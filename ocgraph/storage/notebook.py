"""What a team keeps beside its register: scenarios, weights, presentations, gaps it follows.

Nothing here is the register: keeping or forgetting any of it changes no record and no figure. What
a scenario changes, what is weighed, what is presented and what a gap is are codes whose meaning is
not known here.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from ocgraph.storage.database import tried_again
from ocgraph.storage.door import Door
from ocgraph.storage.failures import StorageError, corrupted
from ocgraph.storage.rights import Action
from ocgraph.storage.schema import (
    RECORD_KEY,
    drafts,
    followed_gaps,
    presentations,
    scenarios,
    weighings,
)

_CALLED = {scenarios.name: "scenario", weighings.name: "weighing",
           presentations.name: "presentation"}


@dataclass(frozen=True)
class KeptScenario:
    """A scenario, as it is kept.

    Attributes
    ----------
    changes
        What it changes, in order: codes, as JSON holds them.
    """

    name: str
    note: str
    changes: tuple[Mapping[str, Any], ...]
    made_at: datetime.datetime
    changed_at: datetime.datetime


@dataclass(frozen=True)
class KeptWeighing:
    """What counts and how much, as it is kept.

    Attributes
    ----------
    choices
        What was chosen: codes, as JSON holds them.
    """

    name: str
    note: str
    choices: Mapping[str, Any]
    made_at: datetime.datetime
    changed_at: datetime.datetime


@dataclass(frozen=True)
class KeptPresentation:
    """A sequence of views to be shown to a room, as it is kept.

    Attributes
    ----------
    views
        What is shown, in order: codes, and the sentence of each, as JSON holds them.
    """

    name: str
    note: str
    views: tuple[Mapping[str, Any], ...]
    made_at: datetime.datetime
    changed_at: datetime.datetime


@dataclass(frozen=True)
class Followed:
    """A gap that the team follows.

    Attributes
    ----------
    gap_id
        What tells it from the others.
    codes
        What it is, as JSON holds it: its kind, and the codes of its nodes, sectors and
        territories. A gap that is no longer found can still be told.
    """

    gap_id: str
    codes: Mapping[str, Any]
    note: str
    followed_on: datetime.date


class Notebook:
    """What is kept beside the register, in its file.

    Parameters
    ----------
    where
        As for `Store`; by default beside the team's register.
    account
        As for `Store`.
    """

    def __init__(self, where: Path | str | None = None, account: str | None = None) -> None:
        self._door = Door(where, account)
        self.path = self._door.database.path

    def scenarios(self) -> tuple[KeptScenario, ...]:
        """Return the scenarios, in the order they were first kept."""
        return self._read(scenarios, _kept_scenario)

    def keep_scenario(self, name: str, changes: tuple[Mapping[str, Any], ...], note: str = "", *,
                      formerly: str | None = None) -> None:
        """Keep a scenario under a name.

        Parameters
        ----------
        formerly
            The name of the kept scenario that this one takes the place of, the same or another.
            None for a new one; keeping again what is there already is safe.

        Raises
        ------
        StorageError
            ``storage.scenario_unnamed``; ``storage.scenario_exists`` when another one has the name.
        """
        self._keep(scenarios, name, {"note": note, "changes": list(changes)}, formerly)

    def forget_scenario(self, name: str) -> None:
        """Forget a scenario; one already forgotten is no mistake."""
        self._forget(scenarios, name)

    def weighings(self) -> tuple[KeptWeighing, ...]:
        """Return the choices of weights, in the order they were first kept."""
        return self._read(weighings, _kept_weighing)

    def keep_weighing(self, name: str, choices: Mapping[str, Any], note: str = "", *,
                      formerly: str | None = None) -> None:
        """Keep what counts, and how much, under a name.

        Parameters
        ----------
        formerly
            As for `keep_scenario`.

        Raises
        ------
        StorageError
            ``storage.weighing_unnamed``; ``storage.weighing_exists`` when another has the name.
        """
        self._keep(weighings, name, {"note": note, "choices": dict(choices)}, formerly)

    def forget_weighing(self, name: str) -> None:
        """Forget a choice of weights; one already forgotten is no mistake."""
        self._forget(weighings, name)

    def presentations(self) -> tuple[KeptPresentation, ...]:
        """Return the presentations, in the order they were first kept."""
        return self._read(presentations, _kept_presentation)

    def keep_presentation(self, name: str, views: tuple[Mapping[str, Any], ...], note: str = "",
                          *, formerly: str | None = None) -> None:
        """Keep a sequence of views under a name.

        Parameters
        ----------
        formerly
            As for `keep_scenario`.

        Raises
        ------
        StorageError
            ``storage.presentation_unnamed``; ``storage.presentation_exists`` when another has the
            name.
        """
        self._keep(presentations, name, {"note": note, "views": list(views)}, formerly)

    def forget_presentation(self, name: str) -> None:
        """Forget a presentation; one already forgotten is no mistake."""
        self._forget(presentations, name)

    def followed(self) -> tuple[Followed, ...]:
        """Return the gaps followed, the first followed first."""
        return self._read(followed_gaps, _followed)

    @tried_again
    def follow(self, gap: Followed) -> None:
        """Follow a gap; one followed already takes the new note and keeps its first day."""
        values = {"codes": dict(gap.codes), "note": gap.note}
        with self._door.writing(Action.KEEP) as connection:
            done = connection.execute(followed_gaps.update().where(
                followed_gaps.c.gap_id == gap.gap_id).values(**values))
            if not done.rowcount:
                connection.execute(followed_gaps.insert().values(
                    gap_id=gap.gap_id, followed_on=gap.followed_on, **values))

    @tried_again
    def unfollow(self, gap_id: str) -> None:
        """Stop following a gap; one not followed is no mistake."""
        with self._door.writing(Action.KEEP) as connection:
            connection.execute(followed_gaps.delete().where(followed_gaps.c.gap_id == gap_id))

    @tried_again
    def _keep(self, table: sa.Table, name: str, content: Mapping[str, Any], formerly: str | None
              ) -> None:
        name = name.strip()
        if not name:
            raise StorageError(f"storage.{_CALLED[table.name]}_unnamed")
        now = datetime.datetime.now(datetime.UTC).replace(tzinfo=None)
        values = {"name": name, **content, "changed_at": now}
        with self._door.writing(Action.KEEP) as connection:
            _refuse_taken_name(connection, table, {"name": name, **content}, formerly)
            done = connection.execute(table.update().where(
                table.c.name == (name if formerly is None else formerly)).values(**values))
            if not done.rowcount:
                connection.execute(table.insert().values(made_at=now, **values))

    @tried_again
    def _forget(self, table: sa.Table, name: str) -> None:
        with self._door.writing(Action.KEEP) as connection:
            connection.execute(table.delete().where(table.c.name == name))

    @tried_again
    def _read(self, table: sa.Table, made_of: Callable[[sa.Row], Any]) -> tuple[Any, ...]:
        with self._door.reading(Action.READ) as connection:
            if connection is None:
                return ()
            try:
                return tuple(map(made_of, connection.execute(
                    sa.select(table).order_by(table.c[RECORD_KEY]))))
            except (ValueError, TypeError):  # a date or codes that no longer read as such
                raise corrupted(self._door.database.place) from None


def _refuse_taken_name(connection: sa.Connection, table: sa.Table, content: Mapping[str, Any],
                       formerly: str | None) -> None:
    name = content["name"]
    there = connection.execute(sa.select(table).where(table.c.name == name)).first()
    if there is None or there.name == formerly:
        return
    if formerly is not None or any(there._mapping[key] != kept for key, kept in content.items()):
        raise StorageError(f"storage.{_CALLED[table.name]}_exists", name=name)


def _kept_scenario(row: sa.Row) -> KeptScenario:
    return KeptScenario(row.name, row.note, tuple(map(dict, row.changes)), *_moments(row))


def _kept_weighing(row: sa.Row) -> KeptWeighing:
    return KeptWeighing(row.name, row.note, dict(row.choices), *_moments(row))


def _kept_presentation(row: sa.Row) -> KeptPresentation:
    return KeptPresentation(row.name, row.note, tuple(map(dict, row.views)), *_moments(row))


def _moments(row: sa.Row) -> tuple[datetime.datetime, datetime.datetime]:
    return (row.made_at.replace(tzinfo=datetime.UTC), row.changed_at.replace(tzinfo=datetime.UTC))


def _followed(row: sa.Row) -> Followed:
    return Followed(row.gap_id, dict(row.codes), row.note, row.followed_on)


def forget_mentions(connection: sa.Connection, identifiers: Collection[str]) -> None:
    """Forget what is kept beside the register that names an actor, a table or a post."""
    for table, codes in ((scenarios, scenarios.c.changes), (followed_gaps, followed_gaps.c.codes),
                         (presentations, presentations.c.views)):
        for row in connection.execute(sa.select(table.c[RECORD_KEY], codes)).all():
            if _mentions(row[1], identifiers):
                connection.execute(table.delete().where(table.c[RECORD_KEY] == row[0]))
    for draft in connection.execute(sa.select(drafts)).all():
        if _mentions(draft.typed, identifiers):
            connection.execute(drafts.delete().where(drafts.c.account == draft.account,
                                                     drafts.c.form == draft.form))


def _mentions(codes: Any, identifiers: Collection[str]) -> bool:
    if isinstance(codes, Mapping):
        return any(_mentions(value, identifiers) for value in codes.values())
    if isinstance(codes, list):
        return any(_mentions(value, identifiers) for value in codes)
    return codes in identifiers
