"""Under each picture: what its figures rest on, and what it does not show."""

from __future__ import annotations

from collections import Counter

import streamlit as st

from dashboard import data, state
from dashboard.components.text import plain
from dashboard.view import DEMONSTRATIONS
from ocgraph.analysis import Overview
from ocgraph.analysis.wording import ended_sentences
from ocgraph.i18n import explain, format_share
from ocgraph.measures.wording import lens_in_words
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
    _ = state.words()
    facts = data.facts(state.source(), state.lens())
    sentences = [lens_sentence(), _("note.day", day=facts.today)]
    if facts.network.lens.restricts_actors:
        sentences.insert(1, _("note.restricted"))
    sentences += freshness_sentences(facts)
    sentences += ended_sentences(facts.network.links, facts.today, state.language())
    if state.source() in DEMONSTRATIONS:
        sentences.append(_("note.demo"))
    return sentences


def freshness_sentences(facts: Overview) -> list[str]:
    """Say what share of the links was verified of late, or that nobody noted it."""
    _ = state.words()
    if facts.share_fresh is not None:
        return [_("note.fresh", share=format_share(facts.share_fresh, state.language())),
                _("note.link_verified", day=facts.link_last_verified)]
    sentences = [_("note.undated")] if facts.network.links else []
    if facts.node_last_verified is not None:
        sentences.append(_("note.node_verified", day=facts.node_last_verified))
    return sentences


def lens_sentence() -> str:
    """Say in words what the lens lets through."""
    _ = state.words()
    told = lens_in_words(state.lens(), state.language())
    return _("note.lens", lens=told) if told else _("note.lens_everything")
