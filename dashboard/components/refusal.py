"""What is wrong with a file of ours, said where the page would have been."""

from __future__ import annotations

from collections.abc import Iterator
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
