"""The accounts of a team, as their tables keep them."""

from __future__ import annotations

import datetime
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from ocgraph.storage.rights import RightsError, Role
from ocgraph.storage.saves import now
from ocgraph.storage.schema import account_changes, accounts, drafts


@dataclass(frozen=True)
class Account:
    """Someone of the team.

    Attributes
    ----------
    account_id
        What saves and drafts hold; it tells nothing of the person.
    email
        In small letters; None once erased, or for someone that a copy put back names.
    territories
        Codes of the MRC that are one's own.
    organizer_id
        The post held, if any.
    signed_in
        Whether she ever signed in: an identity of the sign-in service is bound to the account.
    left_on
        First day on which nothing is allowed any more.
    erased
        Whether the name was erased after the departure.
    """

    account_id: str
    name: str
    email: str | None
    role: Role
    territories: tuple[str, ...]
    organizer_id: str | None
    signed_in: bool
    invited_on: datetime.date
    left_on: datetime.date | None
    erased: bool


@dataclass(frozen=True)
class Member:
    """Someone of the team, as the others know her: no address, no identifier."""

    name: str
    role: Role
    territories: tuple[str, ...]


@dataclass(frozen=True)
class AccountChange:
    """What was done to an account.

    Attributes
    ----------
    account_id, by
        Whose account, and who did it; ``by`` is empty for a command on the server.
    what
        A code: ``invited``, ``came_back``, ``name``, ``role``, ``territories``, ``organizer_id``,
        ``bound``, ``unbound``, ``left``, ``erased``.
    told
        The codes before and after, for a role or territories.
    """

    change_seq: int
    changed_at: datetime.datetime
    account_id: str
    by: str
    what: str
    told: Mapping[str, Any]


def account_of(row: sa.Row) -> Account:
    """Return the account that a row tells."""
    return Account(row.account_id, row.name, row.email, Role(row.role), row.territories,
                   row.organizer_id, row.subject is not None, row.invited_on, row.left_on,
                   not row.name)


def row_of(connection: sa.Connection, **where: object) -> sa.Row | None:
    """Return the row of an account by columns that tell one alone."""
    return connection.execute(sa.select(accounts).filter_by(**where)).first()


def account_there(connection: sa.Connection | None, account_id: object) -> Account:
    """Return an account that may act today.

    Raises
    ------
    RightsError
        ``rights.unknown_account`` for an identifier that was never given, or is none;
        ``rights.left`` for someone who left.
    """
    row = connection and isinstance(account_id, str) and row_of(connection, account_id=account_id)
    if not row:
        raise RightsError("rights.unknown_account")
    if row.left_on is not None:
        raise RightsError("rights.left", day=row.left_on)
    return account_of(row)


def trace(connection: sa.Connection, account_id: str, by: str, what: str,
          told: Mapping[str, Any] | None = None) -> None:
    """Write down what is done to an account: codes alone, never a name nor an address."""
    last = connection.scalar(sa.select(sa.func.max(account_changes.c.change_seq)))
    connection.execute(account_changes.insert().values(
        change_seq=(last or 0) + 1, changed_at=now().replace(tzinfo=None), account_id=account_id,
        changed_by=by, what=what, told=dict(told or {})))


def email_of(written: str) -> str:
    """Return an address as it is kept and compared: composed, in small letters.

    Raises
    ------
    RightsError
        ``rights.not_an_email``.
    """
    email = unicodedata.normalize("NFC", written.strip()).lower()
    local, _, domain = email.partition("@")
    if not local or "." not in domain.strip(".") or "@" in domain or not email.isprintable() or (
            " " in email):
        raise RightsError("rights.not_an_email")
    return email


def forget_posts(connection: sa.Connection, identifiers: Collection[str]) -> None:
    """Forget who held posts that are erased."""
    connection.execute(accounts.update().where(accounts.c.organizer_id.in_(identifiers))
                       .values(organizer_id=None))


def drop_drafts(connection: sa.Connection, account_id: str) -> None:
    """Forget what someone was typing."""
    connection.execute(drafts.delete().where(drafts.c.account == account_id))


@dataclass(frozen=True)
class Everyone:
    """The rows of the accounts and of what was done to them."""

    accounts: tuple[Mapping[str, Any], ...]
    changes: tuple[Mapping[str, Any], ...]


def everyone(connection: sa.Connection) -> Everyone:
    """Return every account as it is."""
    return Everyone(*(tuple(dict(row) for row in connection.execute(sa.select(table)).mappings())
                      for table in (accounts, account_changes)))


def admitting_nobody_again(connection: sa.Connection, there: Everyone) -> None:
    """Give back the accounts that were there before a copy took the place of everything.

    Of those that the copy alone knows, the name stays, for the saves that bear it, and nothing that
    would let anyone in. Where there was no account, those of the copy stay as they are.
    """
    if not there.accounts:
        return
    known = [row["account_id"] for row in there.accounts]
    connection.execute(accounts.delete().where(accounts.c.account_id.in_(known)))
    connection.execute(accounts.update().values(
        email=None, issuer=None, subject=None, organizer_id=None,
        left_on=sa.func.coalesce(accounts.c.left_on, now().date())))
    connection.execute(accounts.insert(), list(there.accounts))
    connection.execute(account_changes.delete())
    if there.changes:
        connection.execute(account_changes.insert(), list(there.changes))
