"""Who asks: the account behind what a page does, as the sign-in service vouches for it.

Nothing here is read from a session, an address or a form: the word of the service comes with the
connection, signed, and the account is looked up anew at each run. Where nobody signs in there is
no account, and the one user of the machine asks.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from ocgraph.settings import email_is_vouched_for, hours_signed_in, is_on_a_server, signs_in
from ocgraph.storage import Account, Action, Drafts, People, RightsError, Scope, Store
from ocgraph.storage.rights import RIGHTS

Make = Callable[[], bytes]


@dataclass(frozen=True)
class Identity:
    """What the sign-in service says of someone, as its signed cookie holds it.

    Attributes
    ----------
    told
        Its claims, by their names in OpenID Connect.
    """

    told: tuple[tuple[str, Any], ...]

    def account(self) -> str:
        """Return the account of this identity; raises as `People.sign_in`."""
        told = dict(self.told)
        issued_at = _moment(told.get("iat"))
        return _people(None).sign_in(
            str(told.get("iss") or ""), str(told.get("sub") or ""), email=told.get("email"),
            email_verified=email_is_vouched_for(told.get("email_verified")), issued_at=issued_at,
            expires_at=issued_at + datetime.timedelta(hours=hours_signed_in()))


_CLAIMS = ("iss", "sub", "email", "email_verified", "iat")
_LONG_AGO = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)
_asked: ContextVar[dict[object, Any] | None] = ContextVar("asked", default=None)
# At a download the page is no longer running: it is made in the name of whoever was shown it.
_on_behalf: ContextVar[Identity | None] = ContextVar("on_behalf", default=None)


@contextmanager
def asked_once() -> Iterator[None]:
    """Ask the same thing once in a run."""
    token = _asked.set({})
    try:
        yield
    finally:
        _asked.reset(token)


def once(question: object, ask: Callable[[], Any]) -> Any:
    """Return the answer to a question: in a run, the one already given."""
    answers = _asked.get()
    if answers is None:
        return ask()
    if question not in answers:
        answers[question] = ask()
    return answers[question]


def identity() -> Identity | None:
    """Return who the sign-in service says is there; None for nobody."""
    if not signs_in():
        return None    # spares reading secrets that are not there, at each file offered
    if get_script_run_ctx() is None:
        return _on_behalf.get()
    told = st.user.to_dict()
    if told.get("is_logged_in") is not True:
        return None
    return Identity(tuple((claim, told.get(claim)) for claim in _CLAIMS))


def account() -> str | None:
    """Return the account that asks; None where nobody signs in.

    Raises
    ------
    RightsError
        ``rights.not_signed_in``; ``rights.sign_in_off`` for a database whose people have accounts,
        in a dashboard where nobody is asked to sign in; whatever `People.sign_in` refuses.
    """
    return once("account", _account)


def _account() -> str | None:
    if not signs_in():
        if is_on_a_server() and _people(None).has_accounts():
            raise RightsError("rights.sign_in_off")
        return None
    there = identity()
    if there is None:
        raise RightsError("rights.not_signed_in")
    return there.account()


def me() -> Account | None:
    """Return the account that asks, as it is now; None where nobody signs in."""
    return None if account() is None else once("me", people().me)


def may(action: Action) -> bool:
    """Tell whether a page may offer something; the storage's door is what allows it."""
    there = me()
    return there is None or RIGHTS[there.role][action] is not Scope.NO


def people() -> People:
    """Return the people of the team, for whoever asks."""
    return _people(account())


@lru_cache(maxsize=256)
def _people(account_id: str | None) -> People:
    return People(account=account_id)


def store() -> Store:
    """Return the team's own register, for whoever asks."""
    return _store(account())


@lru_cache(maxsize=256)
def _store(account_id: str | None) -> Store:
    return Store(account=account_id)


def once_written(question: object, ask: Callable[[], Any]) -> Any:
    """Ask the register once in a run, and again after what is written to it here."""
    return once((question, store().n_writes), ask)


def admit() -> None:
    """Refuse whoever may not read, the demonstrations too.

    Raises
    ------
    RightsError
        As `account`; ``rights.refused`` for someone who may not read the register.
    """
    if account() is not None:
        once_written("revision", store().revision)


def drafts(browser: str) -> Drafts:
    """Return what someone is typing; where nobody signs in, what is typed in a browser."""
    return _drafts(account(), browser)


@lru_cache(maxsize=256)
def _drafts(account_id: str | None, browser: str) -> Drafts:
    return Drafts(account=account_id, browser=browser)


def for_whom_it_is_shown(make: Make) -> Make:
    """Return what makes a file, asking again, at the press, whether its reader may still read."""
    shown_to = identity()

    def made() -> bytes:
        token = _on_behalf.set(shown_to)
        try:
            with asked_once():
                admit()
                return make()
        finally:
            _on_behalf.reset(token)

    return made


def _moment(seconds: object) -> datetime.datetime:
    """Return when a service says it vouched for someone; long ago when it does not say."""
    if isinstance(seconds, bool) or not isinstance(seconds, int | float):
        return _LONG_AGO
    return datetime.datetime.fromtimestamp(seconds, datetime.UTC)
