"""Under each picture: what its figures rest on, and what it does not show."""

from __future__ import annotations

from collections import Counter

import streamlit as st

from dashboard import data, state
from dashboard.components.text import plain
from dashboard.view import DEMONSTRATIONS
from ocgraph.analysis import note_wording as wording
from ocgraph.i18n import explain
from ocgraph.network import PlacedBy


def address_note() -> None:
    """Say, once, what of the address could not be read."""
    _ = state.words()
    if ignored := st.session_state.pop("address_ignored", None):
        st.warning(plain(_("address.ignored", n=len(ignored), what=", ".join(ignored))))
    for error in st.session_state.pop("address_errors", ()):
        st.warning(plain(_("address.unreadable", why=explain(error, state.language()))))


def figures_note() -> None:
    """Say what is seen, how fresh it is, and what is not placed."""
    st.caption(plain(" ".join(note_sentences())))


def placing_note() -> None:
    """Say how many stand at their own place, and how many stand nowhere."""
    _ = state.words()
    counts = Counter(place.placed_by for place in
                     data.placements(state.source(), state.lens()).values())
    st.caption(plain(" ".join(_(f"placing.{how}", n=counts[how]) for how in PlacedBy
                              if counts[how])))


def note_sentences() -> list[str]:
    """Return the sentences that every picture carries: lens, day, freshness."""
    return wording.note_sentences(data.facts(state.source(), state.lens()), state.language(),
                                  is_demo=state.source() in DEMONSTRATIONS)
