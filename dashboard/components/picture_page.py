"""The frame common to the pages of a picture: question, sentence, picture, tables, selection."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import streamlit as st

from dashboard import state
from dashboard.components.empty import is_empty, nothing_seen
from dashboard.components.selection_panel import selection_panel


def picture_page(name: str, sentence: Callable[[], str], drawing: Callable[[], None],
                 tables: Mapping[str, Callable[[], None]]) -> None:
    """Draw the page, or what to do when there is nothing to draw.

    Parameters
    ----------
    name
        ``"map"`` or ``"graph"``.
    sentence
        Says what to see in the picture.
    drawing
        Draws the picture, in the first tab.
    tables
        What draws each table, by the name of its tab; made when its tab is open.
    """
    _ = state.words()
    st.title(_(f"page.{name}.title"), anchor=False)
    if is_empty() or nothing_seen():
        return
    st.markdown(sentence())
    left, right = st.columns([7, 3], gap="medium")
    with left:
        first, *others = st.tabs([_(f"tab.{name}"), *(_(f"tab.{table}") for table in tables)],
                                 on_change="rerun", key=f"tabs_{name}_{state.language()}")
        with first:
            drawing()
        for tab, draw in zip(others, tables.values(), strict=True):
            if tab.open:
                with tab:
                    draw()
    with right:
        selection_panel()
