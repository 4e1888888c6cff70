"""A file brought in a page: read once, whatever the number of runs, and refused in words."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import streamlit as st

from dashboard import data, state
from dashboard.components.text import plain
from dashboard.view import OWN
from ocgraph.errors import OcgraphError
from ocgraph.i18n import explain
from ocgraph.model import Register


@dataclass(frozen=True)
class Brought:
    """A file as it was read.

    Attributes
    ----------
    mark
        Tells it, and what was asked of it, from any other.
    result
        What was found in it; ``None`` when it was refused.
    save_key
        Tells this reading from another of the same file: it is taken once, however often the
        button is pressed.
    """

    mark: object
    result: Any
    error: OcgraphError | None
    save_key: str


def brought(name: str, mark: object, read: Callable[[], Any]) -> Brought | None:
    """Return a file as it was read, kept in the session under a name; none, and why, if refused."""
    held: Brought | None = st.session_state.get(f"brought_{name}")
    if held is None or held.mark != mark:
        with st.spinner(state.words()("import.reading")):
            held = _read(mark, read)
        st.session_state[f"brought_{name}"] = held
    if held.error:
        st.error(plain(explain(held.error, state.language())))
        return None
    return held


def _read(mark: object, read: Callable[[], Any]) -> Brought:
    try:
        return Brought(mark, read(), None, uuid.uuid4().hex)
    except OcgraphError as error:
        return Brought(mark, None, error, "")


def uploader_key(name: str) -> str:
    """Name an uploader anew after each file taken, so that it comes back empty."""
    return f"upload_{name}_{st.session_state.get('n_taken', 0)}"


def take(found: Register, *, adds: bool, save_key: str, file_name: str) -> None:
    """Take what was read into the team's register, and open it; a refusal is said."""
    try:
        taken = data.keep(found, adds=adds, save_key=save_key, file_name=file_name)
    except OcgraphError as error:
        st.error(plain(explain(error, state.language())))
        return
    state.open_source(OWN)
    st.session_state["taken"] = taken.changes
    st.session_state["n_taken"] = st.session_state.get("n_taken", 0) + 1
    st.rerun()
