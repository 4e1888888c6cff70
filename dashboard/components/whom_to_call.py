"""A goal: the fewest actors to call to reach it, the sets as good, and the order of the calls."""

from __future__ import annotations

import streamlit as st

from dashboard import decisions, state
from dashboard.components.fewest import (
    calls_in_order,
    certainty,
    other_sets,
    reached_from,
    searched,
)
from dashboard.components.goal import goal_of_calls
from dashboard.components.shown_as import shown_as
from dashboard.components.text import plain
from ocgraph.analysis.mobilisation import Call, order_of_calls
from ocgraph.analysis.search import Progress
from ocgraph.i18n import format_share


def whom_to_call() -> None:
    """Ask for the goal, then show whom to call."""
    _, language = state.words(), state.language()
    wanted, share = goal_of_calls()
    if not wanted:
        st.info(_("goal.nobody"))
        return
    steps = state.choice("steps")
    told = searched(decisions.call_search(state.source(), state.lens(), wanted, share, steps))
    if told is None:
        return
    members = told.asked.names(told.found)[0]
    calls = order_of_calls(told.asked, members)
    reached = format_share(told.asked.share_met(told.found), language)
    st.markdown(plain(_("goal.found", n=len(members), wanted=len(wanted), share=reached)))
    st.caption(plain(certainty(told)))
    lead = [_("calls.lead", n=calls[-1].n_reached, wanted=len(wanted),
              steps=_("mobilise.within", n=steps)), certainty(told)]
    shown_as(lambda: _listed(told, calls, lead), lambda name: reached_from(
        name, members, steps, wanted))


def _listed(told: Progress, calls: tuple[Call, ...], lead: list[str]) -> None:
    _ = state.words()
    calls_in_order(calls, title=_("calls.title"), file_name=_("calls.file"), lead=lead)
    other_sets(told)
