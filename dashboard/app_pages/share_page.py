"""Partage: what would leave, what is out, what comes back, and what partners may be told."""

from __future__ import annotations

import streamlit as st

from dashboard import sharing, state
from dashboard.components.allowed import allowed
from dashboard.components.choices import kept_part
from dashboard.components.empty import is_empty
from dashboard.components.notice_part import notice_part
from dashboard.components.page_to_share import page_to_share
from dashboard.components.pages_out import pages_out
from dashboard.components.presentation_part import presentation_part
from dashboard.components.proposals_part import proposals_part
from dashboard.view import DEMONSTRATIONS, SHARE_PARTS
from ocgraph.storage import Action

_PARTS = {"make": page_to_share, "presentation": presentation_part, "out": pages_out,
          "proposals": proposals_part, "notice": notice_part}
_OF_A_REGISTER = ("make", "presentation")
"""The notice is given before anything is noted, and what went out outlives a register."""


def show() -> None:
    """Draw the page."""
    _ = state.words()
    st.title(_("page.share.title"), anchor=False)
    if not allowed(Action.SHARE):
        return
    part = kept_part("share_part", SHARE_PARTS, _part_words)
    if part not in _OF_A_REGISTER or not is_empty():
        _PARTS[part]()


def _part_words(code: str) -> str:
    """Name a part; that of proposals says how many wait."""
    _ = state.words()
    if code == "proposals" and state.source() not in DEMONSTRATIONS and (
            n := sharing.n_waiting()):
        return _("share_part.proposals_waiting", n=n)
    return _(f"share_part.{code}")
