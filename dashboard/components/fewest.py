"""The fewest to take: how far the search is, the set found in its order, the sets as good."""

from __future__ import annotations

import streamlit as st

from dashboard import data, decisions, state
from dashboard.components.notes import note_sentences
from dashboard.components.shown_as import told_beside_selection
from dashboard.components.sign_in import refusal
from dashboard.components.taken_away import take_away
from dashboard.components.text import plain
from ocgraph.analysis.mobilisation import Call
from ocgraph.analysis.search import Progress, Search
from ocgraph.analysis.wording import cover_sentences, listed, progress_sentence
from ocgraph.views.call_list import call_lines
from ocgraph.views.page_overlays import reach_overlay

_AT_ONCE = 0.8  # seconds within which an answer is worth waiting for
_CALLS_SHOWN = 60
_STOPPED = "search_stopped"


def searched(search: Search) -> Progress | None:
    """Return what a search has found once it is over or stopped; show how far it is until then."""
    _ = state.words()
    if st.session_state.get(_STOPPED) is not search:
        told = search.look(_AT_ONCE)
        if told.is_over:
            return told
        _how_far(search)
        return None
    told = search.so_far()
    if told.is_over:
        return told
    st.caption(_("fewest.stopped") if told.found else _("fewest.nothing_yet"))
    if st.button(_("fewest.go_on"), key="go_on"):
        del st.session_state[_STOPPED]
        st.rerun()
    return told if told.found else None


@st.fragment(run_every=1.0)
def _how_far(search: Search) -> None:
    """Show how far the search is, each second, with a button to be content with that."""
    _ = state.words()
    if refusal():
        st.rerun()    # the whole page says why
    told = search.look()
    if told.is_over:
        st.rerun()
    st.progress(told.share_spent, plain(progress_sentence(told, state.language())))
    if st.button(_("fewest.stop"), key="stop_here"):
        st.session_state[_STOPPED] = search
        st.rerun()


def certainty(told: Progress) -> str:
    """Say how sure the answer is, and how many do as well."""
    return " ".join(cover_sentences(told.found, state.language()))


def calls_in_order(calls: tuple[Call, ...], *, title: str, file_name: str, lead: list[str]
                   ) -> None:
    """Show whom to call, or where to go, in order; the whole list can be taken away."""
    _, language = state.words(), state.language()
    network = data.network(state.source(), state.lens())
    st.markdown(f"**{title}**")
    shown = call_lines(calls[:_CALLS_SHOWN], network, data.territories(), language)
    st.markdown("\n".join(f"1. **{plain(name)}**  \n   {plain(line)}" for name, line in shown))
    if len(calls) > _CALLS_SHOWN:
        st.caption(_("fewest.cut", n=len(calls) - _CALLS_SHOWN))
    view, notes = state.view(), note_sentences()
    take_away(
        _("calls.take"), lambda: decisions.call_list_page(view, calls, title=title, lead=lead,
                                                          notes=notes),
        file_name=f"{file_name}.html", mime="text/html", key="take_calls")


def reached_from(name: str, members: tuple[str, ...], steps: int, wanted: frozenset[str]) -> None:
    """Draw who is reached from the set found, of those wanted."""
    found = decisions.mobilisation(state.source(), state.lens(), members, steps, wanted)
    told_beside_selection(name, reach_overlay(found, state.language()), is_small=True)


def other_sets(told: Progress) -> None:
    """List the first of the sets that do as well."""
    _ = state.words()
    _shown, *others = told.asked.names(told.found)
    if not others:
        return
    network = data.network(state.source(), state.lens())
    n_others = told.found.n_sets - 1
    is_cut = n_others > len(others)
    with st.expander(_("fewest.others_cut", n=len(others), all=n_others) if is_cut
                     else _("fewest.others", n=len(others))):
        for members in others:
            st.markdown("- " + plain(listed(
                (network.node_by_id[one].name for one in members), state.language())))
