"""The pages that a team shared, as they left: what is out can be listed, and taken back.

What a page shows is known by the identifiers of the register, so that an organisation that asks to
be removed, or is erased, is found in every page that names it. What the terms mean is not known
here.
"""

from __future__ import annotations

import datetime
import gzip
import uuid
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from ocgraph.i18n import name_finder
from ocgraph.storage.database import tried_again
from ocgraph.storage.door import Door
from ocgraph.storage.failures import StorageError
from ocgraph.storage.rights import Action
from ocgraph.storage.saves import now
from ocgraph.storage.schema import share_links, shared_pages
from ocgraph.storage.share_links import revoke_where


@dataclass(frozen=True)
class SharedPage:
    """A page that left, or may have.

    Attributes
    ----------
    account
        Who made it: the identifier of an account, empty where nobody signs in.
    terms
        What was chosen, as codes.
    shown
        By identifier in the page, the identifier in the register of each actor and table shown.
    sha256
        Of the page, in hexadecimal: a file that comes back can be recognised.
    is_kept
        Whether the page itself is still here.
    """

    page_id: str
    title: str
    made_at: datetime.datetime
    account: str
    language: str
    terms: Mapping[str, Any]
    shown: Mapping[str, str]
    sha256: str
    is_kept: bool


class SharedPages:
    """What was shared, in the database of the register.

    Parameters
    ----------
    where, account
        As for `Store`.
    """

    def __init__(self, where: Path | str | None = None, account: str | None = None) -> None:
        self._door = Door(where, account)

    @tried_again
    def keep(self, page: SharedPage, content: bytes) -> None:
        """Keep a page that is about to leave; one that is kept already is safe."""
        values = {"page_id": page.page_id, "title": page.title.strip(),
                  "made_at": page.made_at.astimezone(datetime.UTC).replace(tzinfo=None),
                  "language": page.language, "terms": dict(page.terms),
                  "shown": dict(page.shown), "sha256": sha256(content).hexdigest(),
                  "content": gzip.compress(content, mtime=0)}
        with self._door.writing(Action.SHARE) as connection:
            if _row(connection, page.page_id) is None:
                connection.execute(shared_pages.insert().values(
                    account=self._door.signature, **values))

    @tried_again
    def pages(self) -> tuple[SharedPage, ...]:
        """Return what was shared, the latest first."""
        columns = [column for column in shared_pages.c if column is not shared_pages.c.content]
        with self._door.reading(Action.SHARE) as connection:
            if connection is None:
                return ()
            rows = connection.execute(
                sa.select(*columns, shared_pages.c.content.is_not(None).label("is_kept"))
                .order_by(shared_pages.c.made_at.desc(), shared_pages.c.page_id))
            return tuple(map(_page, rows))

    @tried_again
    def content(self, page_id: str) -> bytes:
        """Return a page as it left.

        Raises
        ------
        StorageError
            ``sharing.no_such_page``, or ``sharing.page_dropped``.
        """
        with self._door.reading(Action.SHARE) as connection:
            row = connection and _row(connection, page_id)
            if row is None:
                raise StorageError("sharing.no_such_page")
            if row.content is None:
                raise StorageError("sharing.page_dropped", title=row.title)
            return gzip.decompress(row.content)

    @tried_again
    def drop(self, page_id: str) -> None:
        """Let go of a page: that it went out, and whom it showed, stays; no link leads to it."""
        with self._door.writing(Action.SHARE) as connection:
            connection.execute(shared_pages.update().where(shared_pages.c.page_id == page_id)
                               .values(content=None))
            revoke_where(connection, share_links.c.page_id == page_id)

    def showing(self, register_id: str) -> tuple[SharedPage, ...]:
        """Return the pages that show an actor or a table of the register."""
        return tuple(page for page in self.pages() if register_id in page.shown.values())


def new_page(title: str, language: str, terms: Mapping[str, Any], shown: Mapping[str, str]
             ) -> SharedPage:
    """Return a page about to be made, under a name of its own that tells nothing."""
    return SharedPage(uuid.uuid4().hex, title, now(), "", language, terms, shown, "",
                      is_kept=False)


def forget_shown(connection: sa.Connection, identifiers: Collection[str],
                 names: Collection[str]) -> None:
    """Let go of the pages that show what is erased; a title or a label that names it is emptied."""
    names_one = name_finder((*identifiers, *names))
    for page in connection.execute(sa.select(
            shared_pages.c.page_id, shared_pages.c.title, shared_pages.c.shown)).all():
        shown = {new: old for new, old in page.shown.items() if old not in identifiers}
        gone = {} if len(shown) == len(page.shown) else {"shown": shown, "content": None}
        if gone:
            revoke_where(connection, share_links.c.page_id == page.page_id)
        if names_one(page.title):
            gone["title"] = ""
        if gone:
            connection.execute(shared_pages.update().where(
                shared_pages.c.page_id == page.page_id).values(**gone))
    for link in connection.execute(sa.select(share_links.c.link_id, share_links.c.label)).all():
        if names_one(link.label):
            connection.execute(share_links.update().where(
                share_links.c.link_id == link.link_id).values(label=""))


def _row(connection: sa.Connection, page_id: str) -> sa.Row | None:
    return connection.execute(sa.select(shared_pages).where(
        shared_pages.c.page_id == page_id)).first()


def _page(row: sa.Row) -> SharedPage:
    return SharedPage(row.page_id, row.title, row.made_at.replace(tzinfo=datetime.UTC),
                      row.account, row.language, dict(row.terms), dict(row.shown), row.sha256,
                      bool(row.is_kept))
