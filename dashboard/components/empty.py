"""What a page shows when there is nothing to show: what to do next."""

from __future__ import annotations

import streamlit as st

from dashboard import data, state
from dashboard.view import DEMO


def is_empty() -> bool:
    """Show the way in when the open register is empty, and tell that it is."""
    if not data.register(state.source()).is_empty:
        return False
    _ = state.words()
    st.info(_("empty.text"))
    with st.container(horizontal=True):
        st.button(_("home.open_demo"), type="primary", on_click=state.open_source,
                  args=(DEMO,), key="empty_demo")
        _bring()
    return True


def no_organizer() -> None:
    """Say that no post is seen, and what to do: bring some in, or widen the lens."""
    _ = state.words()
    if data.register(state.source(), state.lens()).community_organizers:
        st.info(_("analysis.no_organizer"))
        return
    st.info(_("empty.no_organizer"))
    _bring()


def _bring() -> None:
    """Offer the way to the page where a workbook is brought."""
    if st.button(state.words()("empty.import"), key="empty_import"):
        st.switch_page(st.session_state["pages"]["data"])


def nothing_seen() -> bool:
    """Tell that the lens leaves nobody, and offer to widen it."""
    if data.network(state.source(), state.lens()).node_by_id:
        return False
    _ = state.words()
    st.info(_("empty.lens"))
    return True
