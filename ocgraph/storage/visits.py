"""Whoever follows a link to a shared page: no account, and no way to anything but that page.

Only the tables of the links, of their visits and of the pages are touched. What is asked at the
same moment is answered in one transaction, for a whole room opens a link at once.
"""

from __future__ import annotations

import datetime
import gzip
import secrets
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import sqlalchemy as sa

from ocgraph.storage.database import Database, tried_again
from ocgraph.storage.failures import StorageError
from ocgraph.storage.saves import now
from ocgraph.storage.schema import link_openings, share_links, share_visits, shared_pages
from ocgraph.storage.share_links import is_passphrase, proof_of

VISIT_HOURS = 12
OPENED, UNKNOWN = "opened", "unknown"
_OUTCOMES = {"sharing.link_unknown": UNKNOWN, "sharing.link_expired": "expired",
             "sharing.link_revoked": "revoked", "sharing.passphrase_wrong": "wrong_passphrase"}
OUTCOMES = (OPENED, *_OUTCOMES.values())


class Visits:
    """The visits of readers, in the database of the register.

    Parameters
    ----------
    where
        As for `Database`.
    """

    def __init__(self, where: Path | str | None = None) -> None:
        self._database = Database(where)

    def enter(self, token: str, passphrase: str = "") -> str:
        """Let a reader in, and return the cookie that proves it: only its digest is kept.

        Raises
        ------
        StorageError
            ``sharing.link_unknown``, ``sharing.link_expired``, ``sharing.link_revoked``,
            ``sharing.passphrase_needed``, ``sharing.passphrase_wrong``.
        """
        found = self._links([token]).get(proof_of(token))
        is_right = passphrase and found is not None and found.passphrase_hash is not None and (
            _refusal(found) is None) and is_passphrase(passphrase, found.passphrase_hash)
        answer = self._entered([(token, bool(passphrase), bool(is_right))])[0]
        if isinstance(answer, StorageError):
            raise answer
        return answer

    def enter_all(self, tokens: Sequence[str]) -> tuple[str | StorageError, ...]:
        """Let in readers who come at once, without passphrase, each as `enter`.

        Returns
        -------
        tuple
            In the order asked, the cookie, or why there is none.
        """
        return self._entered([(token, False, False) for token in tokens])

    @tried_again
    def _links(self, tokens: Iterable[str]) -> Mapping[str, sa.Row]:
        with self._database.reading() as connection:
            return {} if connection is None else _links(connection, tokens)

    @tried_again
    def _entered(self, asked: Sequence[tuple[str, bool, bool]]) -> tuple[str | StorageError, ...]:
        """Answer each token, with whether a passphrase was typed and was right."""
        with self._database.reading() as connection:
            if connection is None:  # nothing was ever kept: no stranger makes it begin
                return tuple(StorageError("sharing.link_unknown") for _ in asked)
        with self._database.writing() as connection:
            links = _links(connection, (token for token, *_ in asked))
            told = [_answer(links.get(proof_of(token)), *words) for token, *words in asked]
            _let_in(connection, [(answer, links[proof_of(token)])
                                 for answer, (token, *_) in zip(told, asked, strict=True)
                                 if isinstance(answer, str)])
            _count(connection, Counter(
                (links[proof_of(token)].link_id if proof_of(token) in links else "", outcome)
                for answer, (token, *_) in zip(told, asked, strict=True)
                if (outcome := _outcome(answer))))
        return tuple(told)

    def page_of(self, visit: str) -> str:
        """Return the page that a visit may see, asked at every request.

        Raises
        ------
        StorageError
            ``sharing.visit_over``, ``sharing.link_expired``, ``sharing.link_revoked``.
        """
        [answer] = self.pages_of([visit])
        if isinstance(answer, StorageError):
            raise answer
        return answer

    @tried_again
    def pages_of(self, visits: Sequence[str]) -> tuple[str | StorageError, ...]:
        """Return the page of each visit, or why there is none, each as `page_of`."""
        asked = sa.select(*_TOLD, share_visits.c.visit_hash, share_visits.c.until).join_from(
            share_visits, share_links, share_visits.c.link_id == share_links.c.link_id
            ).outerjoin(shared_pages, shared_pages.c.page_id == share_links.c.page_id).where(
            share_visits.c.visit_hash.in_(set(map(proof_of, visits))))
        with self._database.reading() as connection:
            found = {} if connection is None else {
                row.visit_hash: row for row in connection.execute(asked)}
        return tuple(_seen(found.get(proof_of(visit))) for visit in visits)

    @tried_again
    def content(self, page_id: str) -> bytes:
        """Return a page as it left, for a reader whom `page_of` let see it.

        Raises
        ------
        StorageError
            ``sharing.link_revoked`` for a page that is no longer there.
        """
        with self._database.reading() as connection:
            content = connection and connection.scalar(
                sa.select(shared_pages.c.content).where(shared_pages.c.page_id == page_id))
        if content is None:
            raise StorageError("sharing.link_revoked")
        return gzip.decompress(content)


_TOLD = (share_links.c.link_id, share_links.c.page_id, share_links.c.token_hash,
         share_links.c.passphrase_hash, share_links.c.expires_at, share_links.c.revoked_at,
         shared_pages.c.content.is_not(None).label("is_kept"))


def _links(connection: sa.Connection, tokens: Iterable[str]) -> Mapping[str, sa.Row]:
    """Return the links of tokens, by what proves them."""
    asked = sa.select(*_TOLD).outerjoin_from(
        share_links, shared_pages, shared_pages.c.page_id == share_links.c.page_id).where(
        share_links.c.token_hash.in_(set(map(proof_of, tokens))))
    return {row.token_hash: row for row in connection.execute(asked)}


def _refusal(link: sa.Row | None) -> StorageError | None:
    """Return why a link leads nowhere now; None when it does."""
    if link is None:
        return StorageError("sharing.link_unknown")
    if link.revoked_at is not None or not link.is_kept:
        return StorageError("sharing.link_revoked")
    if link.expires_at <= _moment():
        return StorageError("sharing.link_expired")
    return None


def _answer(link: sa.Row | None, is_typed: bool, is_right: bool) -> str | StorageError:
    """Return a new cookie, or why there is none."""
    if (refused := _refusal(link)) is not None:
        return refused
    if link.passphrase_hash is not None and not is_right:
        return StorageError("sharing.passphrase_wrong" if is_typed else "sharing.passphrase_needed")
    return secrets.token_urlsafe(32)


def _seen(visit: sa.Row | None) -> str | StorageError:
    if visit is None:
        return StorageError("sharing.visit_over")
    if (refused := _refusal(visit)) is not None:
        return refused
    return visit.page_id if _moment() < visit.until else StorageError("sharing.visit_over")


def _outcome(answer: str | StorageError) -> str | None:
    return OPENED if isinstance(answer, str) else _OUTCOMES.get(answer.code)


def _let_in(connection: sa.Connection, visits: Sequence[tuple[str, sa.Row]]) -> None:
    """Keep the visits that begin, and sweep those that are over."""
    connection.execute(share_visits.delete().where(share_visits.c.until <= _moment()))
    until = _moment() + datetime.timedelta(hours=VISIT_HOURS)
    if visits:
        connection.execute(share_visits.insert(), [
            {"visit_hash": proof_of(visit), "link_id": link.link_id,
             "until": min(until, link.expires_at)} for visit, link in visits])


def _count(connection: sa.Connection, openings: Mapping[tuple[str, str], int]) -> None:
    """Add to the counts of the day; writers take turns, so that none is lost."""
    today = datetime.date.today()
    for (link_id, outcome), n in openings.items():
        told = {"link_id": link_id, "day": today, "outcome": outcome}
        added = connection.execute(link_openings.update().where(
            *(link_openings.c[name] == value for name, value in told.items()))
            .values(n=link_openings.c.n + n))
        if not added.rowcount:
            connection.execute(link_openings.insert().values(**told, n=n))


def _moment() -> datetime.datetime:
    return now().replace(tzinfo=None)
