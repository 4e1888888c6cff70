"""Territoires: where presence follows need, how sure that is, and what one more post changes."""

from __future__ import annotations

import streamlit as st

from dashboard import state
from dashboard.components.access import access
from dashboard.components.bridges import bridges
from dashboard.components.choices import kept_part
from dashboard.components.empty import is_empty, nothing_seen
from dashboard.components.inequality import inequality
from dashboard.components.need_and_presence import need_and_presence
from dashboard.components.notes import figures_note
from dashboard.components.posts import posts
from dashboard.view import TERRITORY_PARTS


def show() -> None:
    """Draw the page."""
    _ = state.words()
    st.title(_("page.territories.title"), anchor=False)
    if is_empty() or nothing_seen():
        return
    part = kept_part("territory_part", TERRITORY_PARTS, lambda code: _(f"territory_part.{code}"))
    with st.spinner(_("page.working")):
        {"need": need_and_presence, "access": access, "inequality": inequality,
         "bridges": bridges, "posts": posts}[part]()
    figures_note()
