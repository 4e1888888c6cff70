"""The people of a team: who is invited, what each may do, who left.

A person is bound to the sign-in service at her first sign-in, by a verified address; from then on
the address no longer matters. Nothing here is written to a log: neither names nor addresses.
"""

from __future__ import annotations

import datetime
import secrets
from collections.abc import Iterable
from pathlib import Path

import sqlalchemy as sa

from ocgraph.model import CommunityOrganizer
from ocgraph.storage.accounts import (
    Account,
    AccountChange,
    Member,
    account_of,
    account_there,
    drop_drafts,
    email_of,
    row_of,
    trace,
)
from ocgraph.storage.database import tried_again
from ocgraph.storage.door import Door
from ocgraph.storage.own import territory_names
from ocgraph.storage.rights import (
    ACTION_LABELS,
    MANAGED_BY_TEAM_LEAD,
    RIGHTS,
    ROLE_LABELS,
    Action,
    RightsError,
    Role,
    Scope,
    who_may,
)
from ocgraph.storage.saves import now
from ocgraph.storage.schema import account_changes, accounts, entity_tables


class People:
    """The accounts, kept beside the register.

    Parameters
    ----------
    where, account
        As for `Store`. Without accounts nobody signs in, and the one user does everything.
    """

    def __init__(self, where: Path | str | None = None, account: str | None = None) -> None:
        self._door = Door(where, account)
        self.path = self._door.database.path

    @tried_again
    def has_accounts(self) -> bool:
        """Tell whether anyone was ever invited: from then on, people sign in."""
        with self._door.database.reading() as connection:
            return connection is not None and connection.execute(
                sa.select(accounts.c.account_id).limit(1)).first() is not None

    @tried_again
    def me(self) -> Account | None:
        """Return the account of whoever acts; None for the one user of a machine.

        Raises
        ------
        RightsError
            ``rights.unknown_account`` or ``rights.left``.
        """
        with self._door.database.reading() as connection:
            return self._door.account(connection)

    @tried_again
    def names(self) -> dict[str, str]:
        """Return the name of everyone who has or had an account; empty once it is erased."""
        with self._door.reading(Action.READ) as connection:
            return {} if connection is None else dict(connection.execute(
                sa.select(accounts.c.account_id, accounts.c.name)).all())

    @tried_again
    def team(self) -> tuple[Member, ...]:
        """Return who is there today, the first invited first: whoever reads knows whom to ask."""
        with self._door.reading(Action.READ) as connection:
            rows = () if connection is None else connection.execute(
                sa.select(accounts).where(accounts.c.left_on.is_(None))
                .order_by(accounts.c.invited_on, accounts.c.account_id))
            return tuple(Member(row.name, Role(row.role), row.territories) for row in rows)

    @tried_again
    def accounts(self) -> tuple[Account, ...]:
        """Return every account, the first invited first."""
        with self._door.reading(Action.MANAGE_PEOPLE) as connection:
            return () if connection is None else tuple(map(account_of, connection.execute(
                sa.select(accounts).order_by(accounts.c.invited_on, accounts.c.account_id))))

    @tried_again
    def changes(self) -> tuple[AccountChange, ...]:
        """Return what was done to the accounts, the latest first: the administrator reads it."""
        with self._door.reading(Action.MANAGE_PEOPLE) as connection:
            self._refuse_all_but_administrators(connection)
            return () if connection is None else tuple(
                AccountChange(row.change_seq, row.changed_at.replace(tzinfo=datetime.UTC),
                              row.account_id, row.changed_by, row.what, row.told)
                for row in connection.execute(
                    sa.select(account_changes).order_by(account_changes.c.change_seq.desc())))

    @tried_again
    def invite(self, email: str, name: str, role: Role | str, territories: Iterable[str] = (), *,
               organizer_id: str | None = None) -> str:
        """Invite someone, who may then sign in with this address; return the new account.

        Someone who left finds her account again, and so her name in the memory.

        Parameters
        ----------
        territories
            Codes of the MRC that are her own.
        organizer_id
            The post she holds, if any.

        Raises
        ------
        RightsError
            ``rights.already_invited``, ``rights.not_an_email``, ``rights.unnamed``,
            ``rights.no_such_territory``, ``rights.no_such_post``; ``rights.people_of_another`` for
            a role that is not one's own to give.
        """
        email, role = email_of(email), Role(role)
        values = {"name": _name(name), "role": str(role), "organizer_id": organizer_id,
                  "territories": _territories(territories)}
        with self._door.writing(Action.MANAGE_PEOPLE) as connection:
            self._refuse_roles_of_others(connection, role)
            _refuse_unknown_post(connection, organizer_id)
            there = row_of(connection, email=email)
            if there is None:
                return self._invited(connection, email, values)
            if there.left_on is None:
                if all(getattr(there, key) == told for key, told in values.items()):
                    return there.account_id  # asked again after a doubt
                raise RightsError("rights.already_invited", name=there.name)
            self._refuse_roles_of_others(connection, Role(there.role))
            return self._let_in_again(connection, there.account_id, values)

    def _invited(self, connection: sa.Connection, email: str, values: dict[str, object]) -> str:
        account_id = secrets.token_hex(8)
        connection.execute(accounts.insert().values(
            account_id=account_id, email=email, invited_on=datetime.date.today(), **values))
        self._trace(connection, account_id, "invited", role=values["role"])
        return account_id

    def _let_in_again(self, connection: sa.Connection, account_id: str, values: dict[str, object]
                      ) -> str:
        _update(connection, account_id, left_on=None, issuer=None, subject=None,
                valid_from=_moment(), **values)
        self._trace(connection, account_id, "came_back", role=values["role"])
        return account_id

    @tried_again
    def change(self, account_id: str, *, name: str | None = None, role: Role | str | None = None,
               territories: Iterable[str] | None = None, organizer_id: str | None = None) -> None:
        """Change what someone is called, is or has; what is not given stays.

        Parameters
        ----------
        organizer_id
            The post held; empty for none.

        Raises
        ------
        RightsError
            As `invite`; ``rights.last_administrator``; ``rights.no_such_account``.
        """
        wished = {
            "name": None if name is None else _name(name),
            "role": None if role is None else str(Role(role)),
            "territories": None if territories is None else _territories(territories),
        }
        with self._door.writing(Action.MANAGE_PEOPLE) as connection:
            there = self._managed(connection, account_id)
            values = {key: told for key, told in wished.items() if told is not None}
            if organizer_id is not None:
                _refuse_unknown_post(connection, organizer_id or None)
                values["organizer_id"] = organizer_id or None
            if "role" in values:
                self._refuse_roles_of_others(connection, Role(values["role"]))
                if values["role"] != Role.ADMINISTRATOR:
                    _refuse_last_administrator(connection, there)
            self._make(connection, there, values)

    def _make(self, connection: sa.Connection, there: sa.Row, values: dict[str, object]) -> None:
        """Write what differs, each with its trace; of a name or a post, only that it changed."""
        for key, told in values.items():
            was = getattr(there, key)
            if told != was:
                _update(connection, there.account_id, **{key: told})
                codes = {"before": was, "after": told} if key in ("role", "territories") else {}
                self._trace(connection, there.account_id, key, **codes)

    @tried_again
    def lose_access(self, account_id: str) -> None:
        """Let someone who lost her access sign in anew, with the same verified address.

        What she was known by is forgotten, and every sign-in from before is refused.
        """
        with self._door.writing(Action.MANAGE_PEOPLE) as connection:
            self._managed(connection, account_id)
            _update(connection, account_id, issuer=None, subject=None, valid_from=_moment())
            self._trace(connection, account_id, "unbound")

    @tried_again
    def leave(self, account_id: str, on: datetime.date | None = None) -> None:
        """Write down that someone left: refused at the next action; what she saved keeps her name.

        Parameters
        ----------
        on
            The day; today when not given.

        Raises
        ------
        RightsError
            ``rights.last_administrator``; ``rights.day_to_come``.
        """
        day = on or datetime.date.today()
        if day > datetime.date.today():
            raise RightsError("rights.day_to_come", day=day)
        with self._door.writing(Action.MANAGE_PEOPLE) as connection:
            there = self._managed(connection, account_id)
            if there.left_on is not None:
                return
            _refuse_last_administrator(connection, there)
            _update(connection, account_id, left_on=day)
            drop_drafts(connection, account_id)
            self._trace(connection, account_id, "left")

    @tried_again
    def erase(self, account_id: str) -> None:
        """Erase the name and the address of someone who left. This cannot be undone.

        Raises
        ------
        RightsError
            ``rights.still_there`` for someone who did not leave.
        """
        with self._door.writing(Action.MANAGE_PEOPLE) as connection:
            there = self._managed(connection, account_id)
            if there.left_on is None:
                raise RightsError("rights.still_there", name=there.name)
            _update(connection, account_id, name="", email=None, issuer=None, subject=None,
                    organizer_id=None, territories=())
            self._trace(connection, account_id, "erased")

    @tried_again
    def sign_in(self, issuer: str, subject: str, *, email: str | None, email_verified: bool,
                issued_at: datetime.datetime, expires_at: datetime.datetime | None = None) -> str:
        """Return the account of whoever the sign-in service names, at each action of a page.

        The first time, the verified address of an invitation binds the two; then the address no
        longer matters.

        Parameters
        ----------
        issuer, subject
            What the service calls itself, and the person.
        issued_at, expires_at
            When the service vouched for her, and until when.

        Raises
        ------
        RightsError
            ``rights.left``, ``rights.token_too_old``, ``rights.token_expired``; the first time,
            ``rights.email_not_verified``, ``rights.not_invited``, ``rights.bound_to_another``.
        """
        identity = {"issuer": issuer, "subject": subject}
        if not (issuer and subject):
            raise RightsError("rights.not_invited")
        if expires_at is not None and expires_at <= now():
            raise RightsError("rights.token_expired")
        with self._door.database.reading() as connection:
            there = connection is not None and row_of(connection, **identity)
            if there:
                return _signed_in(connection, there, issued_at)
        if email_verified is not True or not email:
            raise RightsError("rights.email_not_verified")
        with self._door.database.writing() as connection:
            bound = row_of(connection, **identity)  # by another process, meanwhile
            there = bound or _invited_as(connection, email)
            account_id = _signed_in(connection, there, issued_at)
            if bound is None:
                _bind(connection, there, identity)
            return account_id

    def _trace(self, connection: sa.Connection, account_id: str, what: str, **told: object) -> None:
        trace(connection, account_id, self._door.signature, what, told)

    def _managed(self, connection: sa.Connection, account_id: str) -> sa.Row:
        """Return an account that is one's own to manage."""
        there = row_of(connection, account_id=account_id)
        if there is None:
            raise RightsError("rights.no_such_account", found=account_id)
        self._refuse_roles_of_others(connection, Role(there.role))
        return there

    def _refuse_roles_of_others(self, connection: sa.Connection, role: Role) -> None:
        """Refuse to make or touch an account of a role that is not one's own to manage."""
        account = self._door.account(connection)
        if (account and RIGHTS[account.role][Action.MANAGE_PEOPLE] is Scope.OWN
                and role not in MANAGED_BY_TEAM_LEAD):
            raise RightsError("rights.people_of_another", role=ROLE_LABELS[role],
                              who=who_may(Action.MANAGE_PEOPLE))

    def _refuse_all_but_administrators(self, connection: sa.Connection | None) -> None:
        account = self._door.account(connection)
        if account and RIGHTS[account.role][Action.MANAGE_PEOPLE] is not Scope.ALL:
            raise RightsError("rights.refused", action=ACTION_LABELS[Action.MANAGE_PEOPLE],
                              role=ROLE_LABELS[account.role], who=who_may(Action.MANAGE_PEOPLE))


def _name(written: str) -> str:
    name = " ".join(written.split())
    if not name:
        raise RightsError("rights.unnamed")
    return name


def _territories(codes: Iterable[str]) -> tuple[str, ...]:
    codes, known = tuple(dict.fromkeys(codes)), territory_names()
    unknown = [code for code in codes if code not in known]
    if unknown:
        raise RightsError("rights.no_such_territory", found=", ".join(unknown))
    return codes


def _refuse_unknown_post(connection: sa.Connection, organizer_id: str | None) -> None:
    posts = entity_tables[CommunityOrganizer]
    if organizer_id is not None and not connection.execute(sa.select(posts.c.organizer_id).where(
            posts.c.organizer_id == organizer_id)).first():
        raise RightsError("rights.no_such_post", found=organizer_id)


def _refuse_last_administrator(connection: sa.Connection, there: sa.Row) -> None:
    """Refuse to lose the last administrator."""
    others = connection.scalar(sa.select(sa.func.count()).where(
        accounts.c.role == Role.ADMINISTRATOR, accounts.c.left_on.is_(None),
        accounts.c.account_id != there.account_id))
    if there.role == Role.ADMINISTRATOR and there.left_on is None and not others:
        raise RightsError("rights.last_administrator")


def _invited_as(connection: sa.Connection, email: str) -> sa.Row:
    there = row_of(connection, email=email_of(email))
    if there is None:
        raise RightsError("rights.not_invited")
    return there


def _bind(connection: sa.Connection, there: sa.Row, identity: dict[str, str]) -> None:
    if there.subject is not None:
        raise RightsError("rights.bound_to_another")
    _update(connection, there.account_id, **identity)
    trace(connection, there.account_id, there.account_id, "bound")


def _signed_in(connection: sa.Connection, there: sa.Row, issued_at: datetime.datetime) -> str:
    account_there(connection, there.account_id)
    if there.valid_from and issued_at < there.valid_from.replace(tzinfo=datetime.UTC):
        raise RightsError("rights.token_too_old")
    return there.account_id


def _update(connection: sa.Connection, account_id: str, **values: object) -> None:
    connection.execute(accounts.update().where(accounts.c.account_id == account_id)
                       .values(**values))


def _moment() -> datetime.datetime:
    return now().replace(tzinfo=None)
