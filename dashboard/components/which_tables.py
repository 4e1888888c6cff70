"""At which tables to be: the fewest that gather everyone wanted, and whom none gathers."""

from __future__ import annotations

import streamlit as st

from dashboard import data, decisions, state
from dashboard.components.fewest import (
    calls_in_order,
    certainty,
    other_sets,
    reached_from,
    searched,
)
from dashboard.components.goal import goal_of_tables
from dashboard.components.shown_as import shown_as
from dashboard.components.text import plain
from ocgraph.analysis.goal import tables_found_sentence, tables_goal_sentence
from ocgraph.analysis.mobilisation import Call, order_of_calls
from ocgraph.analysis.search import Progress
from ocgraph.analysis.wording import listed


def which_tables() -> None:
    """Ask whom one wishes to meet, then show at which tables to be."""
    _ = state.words()
    wanted, goal = goal_of_tables()
    if not wanted:
        st.info(_("goal.nobody"))
        return
    told = searched(decisions.table_search(state.source(), state.lens(), wanted))
    if told is None:
        return
    if not told.asked.is_attainable:
        st.info(_("tables.nobody"))
        return
    members = told.asked.names(told.found)[0]
    calls = order_of_calls(told.asked, members)
    st.markdown(plain(tables_found_sentence(told.asked, told.found, state.language())))
    st.caption(plain(certainty(told)))
    lead = [tables_goal_sentence(goal, state.language()),
            _("tables.lead", n=calls[-1].n_reached, wanted=len(wanted)), certainty(told),
            *_apart(told)]
    shown_as(lambda: _listed(told, calls, lead), lambda name: reached_from(
        name, members, 1, wanted))


def _listed(told: Progress, calls: tuple[Call, ...], lead: list[str]) -> None:
    _ = state.words()
    calls_in_order(calls, title=_("tables.title"), file_name=_("tables.file"), lead=lead)
    if told.asked.out_of_reach:
        with st.expander(_("tables.apart.title", n=len(told.asked.out_of_reach))):
            st.markdown(plain(" ".join(_apart(told))))
    other_sets(told)


def _apart(told: Progress) -> list[str]:
    """Name whom no table gathers."""
    _, apart = state.words(), told.asked.out_of_reach
    network = data.network(state.source(), state.lens())
    names = listed((network.node_by_id[one].name for one in apart), state.language())
    return [_("tables.apart", n=len(apart), names=names)] if apart else []
