"""What is wrong with a file of ours, and what was refused, said on the page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps

import streamlit as st

from dashboard import state
from dashboard.components.text import plain
from ocgraph.errors import OcgraphError
from ocgraph.i18n import explain
from ocgraph.storage.copies import copy_to_put_back

_SERVER_LOST, _SECONDS_BETWEEN = "storage.server_lost", 5


@contextmanager
def said_in_words() -> Iterator[None]:
    """Say what a person can mend: a register or outlines damaged since they were kept."""
    try:
        yield
    except OcgraphError as error:
        st.session_state.pop("refused", None)   # the same, of what was asked just before
        st.error(plain(explain(error, state.language())))
        if found := copy_to_put_back(error):
            st.info(plain(state.words()("copies.put_back", command=found[0], day=found[1])))
        wait_for_server(error)


def wait_for_server(error: OcgraphError) -> None:
    """Where the database does not answer, try again every few seconds: nothing is to be done.

    A page that someone reloads loses what the session holds and could not keep.
    """
    if error.code != _SERVER_LOST:
        return
    st.caption(state.words()("page.tries_again"))
    st.session_state["waited"] = False
    _try_again()


@st.fragment(run_every=_SECONDS_BETWEEN)
def _try_again() -> None:
    if st.session_state["waited"]:
        st.rerun()
    st.session_state["waited"] = True


def tried(action: Callable[[], object]) -> bool:
    """Do something that may be refused; the refusal is said at the next run."""
    try:
        action()
    except OcgraphError as error:
        refuse(error)
        return False
    return True


def said_when_refused(callback: Callable[..., None]) -> Callable[..., None]:
    """Make a callback say what is refused it: it runs before the page, which could not."""
    @wraps(callback)
    def said(*args: object, **kwargs: object) -> None:
        tried(lambda: callback(*args, **kwargs))

    return said


def refuse(error: OcgraphError) -> None:
    """Keep a refusal until the page is drawn again."""
    st.session_state["refused"] = error


def say_refused() -> None:
    """Say what was refused since the page was last drawn."""
    if error := st.session_state.pop("refused", None):
        st.error(plain(explain(error, state.language())))
