"""Mobilisation: whom one reaches from where, whom to call first, at which tables to be."""

from __future__ import annotations

import streamlit as st

from dashboard import data, state
from dashboard.components.choices import kept_part
from dashboard.components.empty import is_empty, nothing_seen
from dashboard.components.mobilise_from import mobilise_from
from dashboard.components.notes import figures_note
from dashboard.components.which_tables import which_tables
from dashboard.components.whom_to_call import whom_to_call
from dashboard.view import MOBILISATION_PARTS


def show() -> None:
    """Draw the page."""
    _ = state.words()
    st.title(_("page.mobilisation.title"), anchor=False)
    if is_empty() or nothing_seen():
        return
    if not data.network(state.source(), state.lens()).actors:
        st.info(_("mobilise.no_actor"))
        return
    part = kept_part("mobilisation", MOBILISATION_PARTS, lambda code: _(f"mobilisation.{code}"))
    with st.spinner(_("page.working")):
        {"start": mobilise_from, "goal": whom_to_call, "tables": which_tables}[part]()
    figures_note()
