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
from ocgraph.analysis.goal import calls_found_sentence, calls_goal_sentence
from ocgraph.analysis.mobilisation import Call, order_of_calls
from ocgraph.analysis.search import Progress


def whom_to_call() -> None:
    """Ask for the goal, then show whom to call."""
    _, language = state.words(), state.language()
    wanted, goal = goal_of_calls()
    if not wanted:
        st.info(_("goal.nobody"))
        return
    told = searched(decisions.call_search(state.source(), state.lens(), wanted, goal.share,
                                          goal.max_steps))
    if told is None:
        return
    members = told.asked.names(told.found)[0]
    calls = order_of_calls(told.asked, members)
    st.markdown(plain(calls_found_sentence(told.asked, told.found, goal, language)))
    st.caption(plain(certainty(told)))
    lead = [calls_goal_sentence(goal, language),
            _("calls.lead", n=calls[-1].n_reached, wanted=len(wanted),
              steps=_("mobilise.within", n=goal.max_steps)), certainty(told)]
    shown_as(lambda: _listed(told, calls, lead), lambda name: reached_from(
        name, members, goal.max_steps, wanted))


def _listed(told: Progress, calls: tuple[Call, ...], lead: list[str]) -> None:
    _ = state.words()
    calls_in_order(calls, title=_("calls.title"), file_name=_("calls.file"), lead=lead)
    other_sets(told)
