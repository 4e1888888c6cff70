"""What someone is typing, kept as it is typed.

A page refreshed, a browser closed or a connection lost forgets what was in its fields: a draft
gives it back. It is nobody else's, and no part of the register.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from ocgraph.storage.database import tried_again
from ocgraph.storage.door import Door
from ocgraph.storage.rights import Action
from ocgraph.storage.saves import now
from ocgraph.storage.schema import drafts


@dataclass(frozen=True)
class Draft:
    """A form as it was left.

    Attributes
    ----------
    typed
        What its fields hold, as JSON does.
    """

    form: str
    typed: Mapping[str, Any]
    typed_at: datetime.datetime


class Drafts:
    """The drafts of one person.

    Parameters
    ----------
    where
        As for `Store`; by default beside the team's register.
    account
        Whose they are, as for `Store`.
    browser
        Where nobody signs in, what tells one browser from another.
    """

    def __init__(self, where: Path | str | None = None, account: str | None = None, *,
                 browser: str = "") -> None:
        self._door = Door(where, account)
        self._account = browser if account is None else account

    @tried_again
    def all(self) -> tuple[Draft, ...]:
        """Return every draft, the latest typed first."""
        with self._door.reading(Action.KEEP) as connection:
            rows = () if connection is None else connection.execute(
                sa.select(drafts).where(drafts.c.account == self._account)
                .order_by(drafts.c.typed_at.desc(), drafts.c.form)).all()
        return tuple(Draft(row.form, row.typed, row.typed_at.replace(tzinfo=datetime.UTC))
                     for row in rows)

    def get(self, form: str) -> Draft | None:
        """Return the draft of a form; None when nothing was typed in it."""
        return next((draft for draft in self.all() if draft.form == form), None)

    @tried_again
    def keep(self, form: str, typed: Mapping[str, Any]) -> None:
        """Keep what a form holds, in the place of what it held."""
        values = {"typed": dict(typed), "typed_at": now().replace(tzinfo=None)}
        with self._door.writing(Action.KEEP) as connection:
            done = connection.execute(drafts.update().where(self._is(form)).values(**values))
            if not done.rowcount:
                connection.execute(drafts.insert().values(account=self._account, form=form,
                                                          **values))

    @tried_again
    def drop(self, form: str) -> None:
        """Forget a draft, once it is saved or given up; one already dropped is no mistake."""
        with self._door.writing(Action.KEEP) as connection:
            connection.execute(drafts.delete().where(self._is(form)))

    def _is(self, form: str) -> sa.ColumnElement[bool]:
        return (drafts.c.account == self._account) & (drafts.c.form == form)
