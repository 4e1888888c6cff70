"""What is perhaps missing, list by list, each line with how sure it is and what to do."""

from __future__ import annotations

from collections import Counter

import pandas as pd
import streamlit as st

from dashboard import data, state
from ocgraph.analysis.gaps import Gap, GapKind
from ocgraph.analysis.wording import certainty_words, gap_action, gap_place, gap_sentence


def gap_lists() -> None:
    """Show a list for each kind of gap there is; a row chosen is selected on every page."""
    _ = state.words()
    gaps = data.gaps(state.source(), state.lens())
    counts = Counter(gap.kind for gap in gaps)
    st.markdown(_("analysis.gaps.none") if not gaps else _("analysis.gaps.lead", n=len(gaps)))
    for kind in GapKind:
        if counts[kind]:
            with st.expander(f"**{_(f'gap.list.{kind}')}** ({_('number', number=counts[kind])})",
                             expanded=kind == next(iter(counts))):
                _list(kind, [gap for gap in gaps if gap.kind == kind])


def _list(kind: GapKind, gaps: list[Gap]) -> None:
    """Show the gaps of one kind as a table."""
    _, language = state.words(), state.language()
    network = data.network(state.source(), state.lens())
    frame = pd.DataFrame([{
        _("gap.column.what"): gap_sentence(gap, network, language),
        _("gap.column.place"): gap_place(gap, language),
        _("gap.column.certainty"): certainty_words(gap, language),
        _("gap.column.action"): gap_action(gap, network, language)} for gap in gaps])
    key = f"gaps_{kind}_{language}_{hash(tuple(gap.gap_id for gap in gaps))}"

    def choose() -> None:
        rows = st.session_state[key].selection.rows
        if rows and gaps[rows[0]].nodes:
            state.select(gaps[rows[0]].nodes[0])

    st.dataframe(frame, hide_index=True, key=key, on_select=choose, selection_mode="single-row",
                 alt=_(f"gap.list.{kind}"), row_height=72,
                 height=min(420, 40 + 73 * len(frame)))
