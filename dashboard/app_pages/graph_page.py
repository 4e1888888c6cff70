"""Réseau: who is linked to whom."""

from __future__ import annotations

import streamlit as st

from dashboard import data, state
from dashboard.components.choices import kept_choice
from dashboard.components.downloads import picture_downloads
from dashboard.components.notes import figures_note
from dashboard.components.picture import picture
from dashboard.components.picture_page import picture_page
from dashboard.components.sentences import graph_sentence
from dashboard.components.twin_table import node_table
from dashboard.view import FOCUS_CHOICES
from ocgraph.views.colouring import COLOUR_CHOICES


def show() -> None:
    """Draw the page."""
    picture_page("graph", graph_sentence, _drawing, {"nodes": node_table})


def _drawing() -> None:
    _ = state.words()
    first, second = st.columns(2)
    with first:
        kept_choice("colour", _("picture.colour"), COLOUR_CHOICES,
                    lambda code: _(f"colour.{code}"))
    with second:
        kept_choice("focus", _("graph.focus"), FOCUS_CHOICES,
                    lambda steps: _("graph.focus.steps", n=steps) if steps
                    else _("graph.focus.all"))
    picture("graph", lambda: data.graph_drawing(state.view()))
    figures_note()
    picture_downloads("graph")
