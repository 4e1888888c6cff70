"""Carte: where the actors are, and their links."""

from __future__ import annotations

import streamlit as st

from dashboard import data, state
from dashboard.components.choices import kept_choice
from dashboard.components.downloads import picture_downloads
from dashboard.components.notes import figures_note, placing_note
from dashboard.components.picture import picture
from dashboard.components.picture_page import picture_page
from dashboard.components.sentences import map_sentence
from dashboard.components.twin_table import node_table, territory_table
from ocgraph.territory import TERRITORY_MEASURES
from ocgraph.views.colouring import COLOUR_CHOICES


def show() -> None:
    """Draw the page."""
    picture_page("map", map_sentence, _drawing,
                 {"territories": territory_table, "nodes": node_table})


def _drawing() -> None:
    _ = state.words()
    first, second = st.columns(2)
    with first:
        kept_choice("measure", _("map.shade"), TERRITORY_MEASURES,
                    lambda code: _(f"measure.{code}"))
    with second:
        kept_choice("colour", _("picture.colour"), COLOUR_CHOICES,
                    lambda code: _(f"colour.{code}"))
    picture("map", lambda: data.map_drawing(state.view()))
    figures_note()
    placing_note()
    picture_downloads("map")
