"""The links that lead to a shared page: made, told, revoked by the team.

Neither a token nor a passphrase is kept, only what proves them. Whoever follows a link is let in
by `ocgraph.storage.visits`, which needs no account.
"""

from __future__ import annotations

import datetime
import hashlib
import hmac
import secrets
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from ocgraph.storage.database import tried_again
from ocgraph.storage.door import Door
from ocgraph.storage.failures import StorageError
from ocgraph.storage.rights import Action
from ocgraph.storage.saves import now
from ocgraph.storage.schema import link_openings, share_links, share_visits, shared_pages

DAYS = 14
LONGEST_DAYS = 365
SHORTEST_PASSPHRASE, LONGEST_PASSPHRASE = 8, 200
LONGEST_LABEL = 200
# RFC 7914: 16 MB and some fifty milliseconds for each try.
_COST = {"n": 2**14, "r": 8, "p": 1}


@dataclass(frozen=True)
class ShareLink:
    """A link, as the team sees it: its token is known to whoever received it, and to nobody here.

    Attributes
    ----------
    label
        Whom it was made for, in the team's words.
    account
        Who made it: the identifier of an account, empty where nobody signs in.
    revoked_at
        None while it was not.
    """

    link_id: str
    page_id: str
    label: str
    made_at: datetime.datetime
    account: str
    expires_at: datetime.datetime
    revoked_at: datetime.datetime | None
    has_passphrase: bool

    def leads_somewhere(self, at: datetime.datetime) -> bool:
        """Tell whether the link lets anybody in at a moment."""
        return self.revoked_at is None and at < self.expires_at


@dataclass(frozen=True)
class Openings:
    """How often a link was tried on a day, with what outcome; nothing of who did.

    Attributes
    ----------
    outcome
        ``opened``, ``expired``, ``revoked``, ``wrong_passphrase``; ``unknown`` for tokens that
        are those of no link.
    """

    day: datetime.date
    outcome: str
    n: int


class ShareLinks:
    """The links to shared pages, in the database of the register.

    Parameters
    ----------
    where, account
        As for `Store`.
    """

    def __init__(self, where: Path | str | None = None, account: str | None = None) -> None:
        self._door = Door(where, account)

    def make(self, page_id: str, *, label: str, days: int = DAYS, passphrase: str = "") -> str:
        """Make a link to a page, and return its token: told now, and never again.

        Parameters
        ----------
        label
            Whom it is for, so that it can be recognised and revoked.
        days
            How long it leads there, from 1 to 365.
        passphrase
            Asked of whoever follows the link; none when empty.

        Raises
        ------
        StorageError
            ``sharing.no_such_page``, ``sharing.page_dropped``, ``sharing.link_label``,
            ``sharing.link_days``, ``sharing.passphrase_length``.
        """
        token, made_at = secrets.token_urlsafe(32), now()
        self._keep(page_id, {
            "link_id": secrets.token_hex(8), "page_id": page_id, "label": _label(label),
            "token_hash": proof_of(token), "passphrase_hash": _passphrase_proof(passphrase),
            "made_at": made_at.replace(tzinfo=None), "account": self._door.signature,
            "expires_at": (made_at + _lasting(days)).replace(tzinfo=None)})
        return token

    @tried_again
    def _keep(self, page_id: str, values: dict[str, Any]) -> None:
        with self._door.writing(Action.SHARE) as connection:
            _refuse_no_page(connection, page_id)
            if _row(connection, values["link_id"]) is None:
                connection.execute(share_links.insert().values(**values))

    @tried_again
    def links(self, page_id: str | None = None) -> tuple[ShareLink, ...]:
        """Return the links to a page, or to all of them, the latest first."""
        asked = sa.select(share_links).order_by(share_links.c.made_at.desc(),
                                                share_links.c.link_id)
        if page_id is not None:
            asked = asked.where(share_links.c.page_id == page_id)
        with self._door.reading(Action.SHARE) as connection:
            return () if connection is None else tuple(map(_link, connection.execute(asked)))

    @tried_again
    def revoke(self, link_id: str) -> None:
        """Revoke a link: whoever it let in is refused at the next request.

        Raises
        ------
        StorageError
            ``sharing.no_such_link``.
        """
        with self._door.writing(Action.SHARE) as connection:
            if _row(connection, link_id) is None:
                raise StorageError("sharing.no_such_link")
            revoke_where(connection, share_links.c.link_id == link_id)

    @tried_again
    def openings(self, link_id: str = "") -> tuple[Openings, ...]:
        """Return how often a link was tried, by day and outcome, the latest day first.

        Parameters
        ----------
        link_id
            Empty for what was tried with the token of no link.
        """
        asked = sa.select(link_openings).where(link_openings.c.link_id == link_id).order_by(
            link_openings.c.day.desc(), link_openings.c.outcome)
        with self._door.reading(Action.SHARE) as connection:
            return () if connection is None else tuple(
                Openings(row.day, row.outcome, row.n) for row in connection.execute(asked))


def proof_of(secret: str) -> str:
    """Return what proves a token or a cookie: of 256 random bits, a digest is enough."""
    return hashlib.sha256(secret.encode()).hexdigest()


def is_passphrase(typed: str, proof: str) -> bool:
    """Tell whether a passphrase is the one that was chosen, in some fifty milliseconds."""
    salt, _, told = proof.partition("$")
    return hmac.compare_digest(_derived(typed, bytes.fromhex(salt)), bytes.fromhex(told))


def _passphrase_proof(chosen: str) -> str | None:
    written = _composed(chosen)
    if not written:
        return None
    if not SHORTEST_PASSPHRASE <= len(written) <= LONGEST_PASSPHRASE:
        raise StorageError("sharing.passphrase_length", shortest=SHORTEST_PASSPHRASE,
                           longest=LONGEST_PASSPHRASE)
    salt = secrets.token_bytes(16)
    return f"{salt.hex()}${_derived(written, salt).hex()}"


def _derived(typed: str, salt: bytes) -> bytes:
    return hashlib.scrypt(_composed(typed).encode(), salt=salt, **_COST)


def _composed(typed: str) -> str:
    """Return a passphrase as it is compared: whatever keyboard typed its accents and spaces."""
    return " ".join(unicodedata.normalize("NFKC", typed).split())


def _label(written: str) -> str:
    label = " ".join(written.split())
    if not label or len(label) > LONGEST_LABEL:
        raise StorageError("sharing.link_label", longest=LONGEST_LABEL)
    return label


def _lasting(days: int) -> datetime.timedelta:
    if not 1 <= days <= LONGEST_DAYS:
        raise StorageError("sharing.link_days", longest=LONGEST_DAYS)
    return datetime.timedelta(days=days)


def _refuse_no_page(connection: sa.Connection, page_id: str) -> None:
    page = connection.execute(
        sa.select(shared_pages.c.title, shared_pages.c.content.is_not(None).label("is_kept"))
        .where(shared_pages.c.page_id == page_id)).first()
    if page is None:
        raise StorageError("sharing.no_such_page")
    if not page.is_kept:
        raise StorageError("sharing.page_dropped", title=page.title)


def _row(connection: sa.Connection, link_id: str) -> sa.Row | None:
    return connection.execute(sa.select(share_links.c.link_id).where(
        share_links.c.link_id == link_id)).first()


def _link(row: sa.Row) -> ShareLink:
    return ShareLink(row.link_id, row.page_id, row.label, _utc(row.made_at), row.account,
                     _utc(row.expires_at), row.revoked_at and _utc(row.revoked_at),
                     row.passphrase_hash is not None)


def _utc(moment: datetime.datetime) -> datetime.datetime:
    return moment.replace(tzinfo=datetime.UTC)


def revoke_where(connection: sa.Connection, which: sa.ColumnElement[bool]) -> None:
    """Revoke the links of a condition; one revoked before keeps its moment."""
    connection.execute(share_links.update().where(which, share_links.c.revoked_at.is_(None))
                       .values(revoked_at=now().replace(tzinfo=None)))


def links_there(connection: sa.Connection) -> Collection[tuple[Any, ...]]:
    """Return every link as it is."""
    return {tuple(row) for row in connection.execute(sa.select(share_links))}


def opening_no_link_again(connection: sa.Connection, there: Collection[tuple[Any, ...]]) -> None:
    """Revoke the links that a copy brought back, but those that are as they were before it.

    A copy knows nothing of what was revoked since, nor on what machine it is put back. Nobody who
    was let in before still is.
    """
    for row in connection.execute(sa.select(share_links)).all():
        if tuple(row) not in there:
            revoke_where(connection, share_links.c.link_id == row.link_id)
    connection.execute(share_visits.delete())
