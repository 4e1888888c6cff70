"""Partage: what would leave, the page to share, and the pages that went out."""

from __future__ import annotations

import streamlit as st

from dashboard import state
from dashboard.components.allowed import allowed
from dashboard.components.choices import kept_part
from dashboard.components.empty import is_empty
from dashboard.components.page_to_share import page_to_share
from dashboard.components.pages_out import pages_out
from dashboard.components.presentation_part import presentation_part
from dashboard.view import SHARE_PARTS
from ocgraph.storage import Action


def show() -> None:
    """Draw the page."""
    _ = state.words()
    st.title(_("page.share.title"), anchor=False)
    if is_empty() or not allowed(Action.SHARE):
        return
    part = kept_part("share_part", SHARE_PARTS, lambda code: _(f"share_part.{code}"))
    {"make": page_to_share, "presentation": presentation_part, "out": pages_out}[part]()
