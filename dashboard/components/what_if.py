"""What if someone left, or two actors became partners: before, after, and who would be cut off."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dashboard import data, decisions, state
from dashboard.components.choices import kept_choices
from dashboard.components.text import plain, text_table
from ocgraph.analysis.what_if import Compared, Difference
from ocgraph.analysis.wording import listed
from ocgraph.i18n import format_number, format_share

_NAMED = 6
_SHARES = (Compared.JOINED_SHARE, Compared.DENSITY)


def what_if() -> None:
    """Ask what would change, then compare."""
    _, language = state.words(), state.language()
    network = data.network(state.source(), state.lens())
    names = {node_id: node.name for node_id, node in network.node_by_id.items()}
    st.markdown(_("what_if.lead"))
    left, right = st.columns(2)
    with left:
        leaving = kept_choices("leaving", _("what_if.leaving"), names, names.__getitem__,
                               _("mobilise.starts.hint"))
    with right:
        tied = kept_choices("tied", _("what_if.tied"), network.actor_index, names.__getitem__,
                            _("what_if.tied.hint"))
    if not leaving and len(tied) < 2:
        st.caption(_("what_if.choose"))
        return
    compared, apart = decisions.what_if(state.source(), state.lens(), leaving, tied)
    st.markdown(plain(_("what_if.cut_off", n=len(apart), names=listed(
        (names[actor] for actor in apart), language, _NAMED)) if apart
        else _("what_if.nobody_cut_off")))
    text_table(pd.DataFrame([{
        _("what_if.figure"): _(f"what_if.{each.compared}"),
        _("what_if.before"): _worded(each, each.before),
        _("what_if.after"): _worded(each, each.after)} for each in compared]))


def _worded(each: Difference, value: float | None) -> str:
    _, language = state.words(), state.language()
    if value is None:
        return _("words.no_data")
    if each.compared in _SHARES:
        return format_share(value, language, digits=1)
    return format_number(int(value), language)
