"""What is wrong with a file of ours, and what was refused, said on the page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import streamlit as st

from dashboard import state
from dashboard.components.text import plain
from ocgraph.errors import OcgraphError
from ocgraph.i18n import explain


@contextmanager
def said_in_words() -> Iterator[None]:
    """Say what a person can mend: a register or outlines damaged since they were kept."""
    try:
        yield
    except OcgraphError as error:
        st.error(plain(explain(error, state.language())))


def tried(action: Callable[[], object]) -> bool:
    """Do something that may be refused; the refusal is said at the next run."""
    try:
        action()
    except OcgraphError as error:
        refuse(error)
        return False
    return True


def refuse(error: OcgraphError) -> None:
    """Keep a refusal until the page is drawn again."""
    st.session_state["refused"] = error


def say_refused() -> None:
    """Say what was refused since the page was last drawn."""
    if error := st.session_state.pop("refused", None):
        st.error(plain(explain(error, state.language())))
