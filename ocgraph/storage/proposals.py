"""What the readers of a shared page said of it, until the team answers.

A message names what is shown by its identifier in the page; what is kept names it by that of the
register. What a proposal would change is not known here.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
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
from ocgraph.storage.schema import proposals, shared_pages

MOST_WAITING = 200
"""Proposals on one page that wait for an answer; no more is received until the team answers."""

KEPT_DAYS = 365
"""Days that a proposal is kept once it is answered."""


class ProposalKind(StrEnum):
    """What someone proposes."""

    CORRECTION = "correction"
    PARTNERSHIP = "partnership"
    REMOVAL = "removal"
    REMARK = "remark"


class CameBy(StrEnum):
    """How a message came: from the page served, or in a file that someone sent back."""

    LINK = "link"
    FILE = "file"


class ProposalState(StrEnum):
    """Where a proposal stands."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    DECLINED = "declined"


@dataclass(frozen=True)
class Proposal:
    """One thing that a reader says of a page.

    Attributes
    ----------
    about
        Whom it is about: an identifier of the page in a message, of the register once it is kept.
    field
        Name of the field corrected, empty when the text says which.
    with_id, with_name
        The other end of a partnership: what the page shows, or a name written by hand.
    """

    kind: ProposalKind
    about: str = ""
    text: str = ""
    field: str = ""
    with_id: str = ""
    with_name: str = ""


@dataclass(frozen=True)
class Message:
    """What a reader of a page sends, read and bounded; made by `ocgraph.sharing.read_message`.

    Attributes
    ----------
    from_id
        The organisation that the reader says it speaks for, by its identifier in the page; empty
        when it does not say. Nothing proves it.
    """

    page_id: str
    language: str
    made_on: datetime.date
    from_id: str
    proposals: tuple[Proposal, ...]


@dataclass(frozen=True)
class KeptProposal:
    """A proposal, as it is kept.

    Attributes
    ----------
    number
        Its rank among those kept, in the order they came, from 1.
    proposal
        What is said; whom it is about is an identifier of the register.
    from_id
        As in a message; an identifier of the register.
    answer
        The word that went with the answer.
    account
        Who answered: the identifier of an account, empty where nobody signs in.
    """

    number: int
    proposal_id: str
    page_id: str
    came_at: datetime.datetime
    came_by: CameBy
    proposal: Proposal
    from_id: str
    language: str
    state: ProposalState
    answer: str
    answered_at: datetime.datetime | None
    account: str


class Proposals:
    """What came back of what was shared, in the database of the register.

    Parameters
    ----------
    where, account
        As for `Store`. A reader has no account: the server that receives for her asks with none.
    """

    def __init__(self, where: Path | str | None = None, account: str | None = None) -> None:
        self._door = Door(where, account)

    @tried_again
    def receive(self, message: Message, came_by: CameBy) -> int:
        """Keep what a message proposes; return how many proposals were not there already.

        Raises
        ------
        StorageError
            ``proposal.no_such_page``, ``proposal.not_shown`` when it is about something that the
            page does not show, ``proposal.too_many_waiting``. Nothing is kept then.
        """
        with self._door.writing(Action.SHARE) as connection:
            _sweep(connection)
            shown = _shown(connection, message)
            there = set(connection.scalars(sa.select(proposals.c.proposal_id)
                                           .where(proposals.c.page_id == message.page_id)))
            new = {name: values for name, values in _rows(message, came_by, shown).items()
                   if name not in there}
            _refuse_too_many(connection, message.page_id, len(new))
            if new:
                connection.execute(proposals.insert(), list(new.values()))
        return len(new)

    def waiting(self) -> tuple[KeptProposal, ...]:
        """Return the proposals without an answer, the first that came first."""
        return tuple(kept for kept in self.all() if kept.state is ProposalState.WAITING)

    @tried_again
    def all(self) -> tuple[KeptProposal, ...]:
        """Return every proposal kept, the first that came first."""
        with self._door.reading(Action.SHARE) as connection:
            if connection is None:
                return ()
            is_old = connection.scalar(sa.select(sa.func.count()).where(_is_old()))
            found = () if is_old else _all(connection)
        if is_old:
            with self._door.writing(Action.SHARE) as connection:
                _sweep(connection)
                found = _all(connection)
        return found

    @tried_again
    def answer(self, proposal_id: str, state: ProposalState, answer: str = "") -> None:
        """Answer a proposal that changes no record; one to accept with edits is for `Store`.

        Raises
        ------
        StorageError
            ``proposal.not_there``, ``proposal.answered`` when it has another answer already, or
            ``proposal.word_missing`` for a refusal without a word.
        """
        with self._door.writing(Action.SHARE) as connection:
            answer_there(connection, proposal_id, state, answer, self._door.signature)
            _sweep(connection)


def answer_there(connection: sa.Connection, proposal_id: str, state: ProposalState, answer: str,
                 signature: str) -> None:
    """Answer a proposal in the transaction that does what it asks; raises as `Proposals.answer`."""
    row = connection.execute(sa.select(proposals).where(
        proposals.c.proposal_id == proposal_id)).first()
    answer = answer.strip()
    if row is None:
        raise StorageError("proposal.not_there")
    if state is ProposalState.DECLINED and not answer:
        raise StorageError("proposal.word_missing")
    if row.state == state and row.answer == answer:
        return
    if row.state != ProposalState.WAITING:
        raise StorageError("proposal.answered", day=_aware(row.answered_at).astimezone().date())
    connection.execute(proposals.update().where(proposals.c.proposal_id == proposal_id).values(
        state=state, answer=answer, answered_at=now().replace(tzinfo=None), account=signature))


def forget_proposals(connection: sa.Connection, identifiers: Collection[str],
                     names: Collection[str]) -> None:
    """Forget what was proposed of an actor or a table, by it, or in words that name it."""
    names_one = name_finder(names)
    for row in connection.execute(sa.select(proposals)).all():
        words = " ".join((row.told["with_name"], row.told["text"], row.answer))
        if (frozenset(identifiers) & {row.about, row.told["with"], row.told["from"]}
                or names_one(words)):
            connection.execute(proposals.delete().where(
                proposals.c.proposal_id == row.proposal_id))


def _shown(connection: sa.Connection, message: Message) -> Mapping[str, str]:
    """Return what a page shows, once it is known to show all that a message is about."""
    shown = connection.scalar(sa.select(shared_pages.c.shown).where(
        shared_pages.c.page_id == message.page_id))
    if shown is None:
        raise StorageError("proposal.no_such_page")
    if {"", *shown}.issuperset((message.from_id, *(
            node_id for each in message.proposals for node_id in (each.about, each.with_id)))):
        return {**shown, "": ""}
    raise StorageError("proposal.not_shown")


def _refuse_too_many(connection: sa.Connection, page_id: str, n_new: int) -> None:
    n_waiting = connection.scalar(sa.select(sa.func.count()).where(
        proposals.c.page_id == page_id, proposals.c.state == ProposalState.WAITING))
    if n_new and n_waiting + n_new > MOST_WAITING:
        raise StorageError("proposal.too_many_waiting", n=MOST_WAITING)


def _rows(message: Message, came_by: CameBy, shown: Mapping[str, str]) -> dict[str, dict[str, Any]]:
    """Return the row of each proposal by its identifier: a hash, so that twice the same is one."""
    came_at, rows = now().replace(tzinfo=None), {}
    for rank, each in enumerate(message.proposals):
        said = [message.page_id, message.from_id, each.kind, each.about, each.field, each.with_id,
                each.with_name, each.text]
        name = sha256(json.dumps(said).encode()).hexdigest()
        told = {"rank": rank, "text": each.text, "field": each.field, "with": shown[each.with_id],
                "with_name": each.with_name, "from": shown[message.from_id],
                "language": message.language}
        rows.setdefault(name, {
            "proposal_id": name, "page_id": message.page_id, "came_at": came_at,
            "came_by": CameBy(came_by), "kind": each.kind, "about": shown[each.about] or None,
            "told": told, "state": ProposalState.WAITING, "answer": ""})
    return rows


def _is_old() -> sa.ColumnElement[bool]:
    limit = now().replace(tzinfo=None) - datetime.timedelta(days=KEPT_DAYS)
    return sa.and_(proposals.c.state != ProposalState.WAITING, proposals.c.answered_at < limit)


def _sweep(connection: sa.Connection) -> None:
    connection.execute(proposals.delete().where(_is_old()))


def _all(connection: sa.Connection) -> tuple[KeptProposal, ...]:
    return tuple(_numbered(connection.execute(sa.select(proposals)).all()))


def _numbered(rows: Collection[sa.Row]) -> Iterator[KeptProposal]:
    in_order = sorted(rows, key=lambda row: (row.came_at, row.told["rank"], row.proposal_id))
    for number, row in enumerate(in_order, start=1):
        told = row.told
        yield KeptProposal(
            number, row.proposal_id, row.page_id, _aware(row.came_at), CameBy(row.came_by),
            Proposal(ProposalKind(row.kind), row.about or "", told["text"], told["field"],
                     told["with"], told["with_name"]),
            told["from"], told["language"], ProposalState(row.state), row.answer,
            row.answered_at and _aware(row.answered_at), row.account or "")


def _aware(moment: datetime.datetime) -> datetime.datetime:
    return moment.replace(tzinfo=datetime.UTC)
