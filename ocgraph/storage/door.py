"""The door of what is kept: nobody passes without saying what for, and being allowed to.

An account is read from the database at each passage, in the transaction that does the work: what a
page or a session holds of it gives no right, and someone who left is refused at the next action.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa

from ocgraph.model import Entity
from ocgraph.storage.accounts import Account, account_there
from ocgraph.storage.database import Database
from ocgraph.storage.history import save_numbered
from ocgraph.storage.own import refuse_others
from ocgraph.storage.records import Operations
from ocgraph.storage.rights import RIGHTS, Action, RightsError, Scope, refuse_action, who_may


class Door:
    """The transactions of one person, each for one action.

    Parameters
    ----------
    where
        As for `Database`.
    account
        Identifier of whoever acts, as `People.sign_in` gives it. None is whoever holds the machine
        or the address of the database: she may do everything, as she may with the file itself.
    """

    def __init__(self, where: Path | str | None, account: str | None) -> None:
        self.database = Database(where)
        self._account_id = account

    @property
    def signature(self) -> str:
        """What a save holds of whoever made it; empty where nobody signs in."""
        return self._account_id or ""

    @contextmanager
    def reading(self, action: Action) -> Iterator[sa.Connection | None]:
        """Open a transaction that reads, for an action.

        Raises
        ------
        RightsError
            ``rights.unknown_account``, ``rights.left`` or ``rights.refused``.
        """
        with self.database.reading() as connection:
            self.demand(connection, action)
            yield connection

    @contextmanager
    def writing(self, action: Action) -> Iterator[sa.Connection]:
        """Open a transaction that writes, for an action; raises as `reading`.

        The account is read once the turn has come: nobody leaves between that and the end.
        """
        with self.database.writing() as connection:
            self.demand(connection, action)
            yield connection

    def account(self, connection: sa.Connection | None) -> Account | None:
        """Return who acts; None for whoever holds the database itself.

        Raises
        ------
        RightsError
            ``rights.unknown_account`` or ``rights.left``.
        """
        return None if self._account_id is None else account_there(connection, self._account_id)

    def demand(self, connection: sa.Connection | None, action: Action) -> None:
        """Refuse whoever may not do something at all; raises as `reading`."""
        account = self.account(connection)
        if account:
            refuse_action(account.role, action)

    def refuse_others(self, connection: sa.Connection, action: Action,
                      operations: Mapping[type[Entity], Operations]) -> None:
        """Refuse operations on records that are not one's own, where the right stops there.

        Raises
        ------
        RightsError
            ``rights.not_own``.
        """
        account = self.account(connection)
        if account and RIGHTS[account.role][action] is Scope.OWN:
            refuse_others(connection, account, operations)

    def refuse_save_of_another(self, connection: sa.Connection, save_seq: int) -> None:
        """Refuse to undo what someone else did, where the right to undo stops at one's own.

        Raises
        ------
        RightsError
            ``rights.save_of_another``.
        """
        account = self.account(connection)
        if (account and RIGHTS[account.role][Action.UNDO] is Scope.OWN
                and save_numbered(connection, save_seq).account != account.account_id):
            raise RightsError("rights.save_of_another", number=save_seq, who=who_may(Action.UNDO))
