"""A goal: the fewest actors to call to reach it, the sets as good, and the order of the calls."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dashboard import data, decisions, state
from dashboard.components.choices import kept_choice, kept_choices, steps_choice
from dashboard.components.notes import note_sentences
from dashboard.components.text import plain
from dashboard.view import SHARE_CHOICES
from ocgraph.analysis.wording import listed
from ocgraph.i18n import format_share
from ocgraph.measures.wording import not_applicable, worded_facts
from ocgraph.model import label_of
from ocgraph.views.words import kind_words, place_words

_SETS_SHOWN = 20


def whom_to_call() -> None:
    """Ask for the goal, then show whom to call."""
    _ = state.words()
    sectors, territories, share = _goal()
    wanted = decisions.actors_of(state.source(), state.lens(), sectors, territories)
    if not wanted:
        st.info(_("goal.nobody"))
        return
    with st.spinner(_("goal.searching")):
        found = decisions.figures(state.source(), state.lens(), "smallest_set",
                             max_steps=state.choice("steps"), target_share=share,
                             targets=tuple(sorted(wanted)), how_many_sets=_SETS_SHOWN)
    if found.reasons:
        st.info(plain(not_applicable(found, 0, state.language())))
        return
    st.markdown(plain(_("goal.found", n=len(found.rows[0]), wanted=len(wanted),
                        share=format_share(float(found.columns["set_reached_share"][0]),
                                           state.language()))))
    st.caption(plain(" ".join(worded_facts(found.facts, state.language()))))
    _calls(found.rows[0], wanted)
    _other_sets(found.rows[1:])


def _goal() -> tuple[tuple[str, ...], tuple[str, ...], float]:
    """Ask whom one wishes to reach, where, and how many of them."""
    _, language = state.words(), state.language()
    actors = data.network(state.source(), state.lens()).actors
    sectors = {code for actor in actors for code in actor.sectors}
    codes = {actor.mrc_code for actor in actors} & set(data.territories())
    first, second, third, fourth = st.columns([2, 2, 1, 1])
    with first:
        wanted = kept_choices("goal_sectors", _("goal.sectors"), sectors,
                              lambda code: label_of("sector", code, language),
                              _("lens.sectors.all"))
    with second:
        where = kept_choices("goal_territories", _("goal.territories"), codes,
                             lambda code: data.territories()[code].name,
                             _("lens.territories.all"))
    with third:
        share = kept_choice("share", _("goal.share"), SHARE_CHOICES,
                            lambda part: format_share(part, language))
    with fourth:
        steps_choice()
    return wanted, where, share


def _calls(members: tuple[str, ...], wanted: frozenset[str]) -> None:
    """Show the calls in their order, to take away."""
    _, language = state.words(), state.language()
    network = data.network(state.source(), state.lens())
    calls = decisions.calls(state.source(), state.lens(), members, state.choice("steps"), wanted)
    st.markdown(f"**{_('calls.title')}**")
    rows = []
    for number, call in enumerate(calls, start=1):
        actor = network.node_by_id[call.actor_id]
        rows.append({_("calls.number"): number, _("table.name"): actor.name,
                     _("table.kind"): kind_words(actor, language),
                     _("table.mrc"): place_words(actor, data.territories(), language),
                     _("calls.more"): call.n_more, _("calls.reached"): call.n_reached})
    st.dataframe(pd.DataFrame(rows), hide_index=True, alt=_("calls.title"))
    view, notes = state.view(), note_sentences()
    lead = _("calls.lead", n=calls[-1].n_reached, wanted=len(wanted),
             steps=_("mobilise.within", n=state.choice("steps")))
    st.download_button(
        _("calls.take"), lambda: decisions.call_list_page(view, calls, title=_("calls.title"),
                                                     lead=lead, notes=notes),
        file_name=f"{_('calls.file')}.html", mime="text/html", key="take_calls",
        on_click="ignore")


def _other_sets(sets: tuple[tuple[str, ...], ...]) -> None:
    """List the sets that do as well."""
    _ = state.words()
    if not sets:
        return
    network = data.network(state.source(), state.lens())
    with st.expander(_("goal.others", n=len(sets))):
        for members in sets:
            st.markdown("- " + plain(listed(
                (network.node_by_id[one].name for one in members), state.language())))
