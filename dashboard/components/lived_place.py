"""A territory that a team drew, chosen as the place of a portrait."""

from __future__ import annotations

import streamlit as st

from dashboard.state import LONGEST_TEXT


def take_portrait_of_lived(name: str, municipalities: tuple[str, ...],
                           outline: tuple[str, ...] = ()) -> None:
    """Choose a territory that a team drew; the widgets of the page are made anew to show it.

    Parameters
    ----------
    outline
        Its corners as `ocgraph.io.places.lived_outlines.read_outline` reads them, when it was
        drawn here.
    """
    st.session_state.update({"place_territories": (), "place_municipalities": municipalities,
                             "place_outline": outline, "place_name": name[:LONGEST_TEXT]})
    st.session_state["moves"] += 1
