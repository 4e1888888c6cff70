"""Bridges: partnerships between MRC and between sectors, beside what chance would give."""

from __future__ import annotations

import streamlit as st

from dashboard import data, decisions, served, state
from dashboard.components.choices import kept_choice
from dashboard.components.territory_map import figures_table
from dashboard.view import BRIDGES_BETWEEN
from ocgraph.analysis.section import FigureTable
from ocgraph.analysis.territory_wording import bridge_table

_DRAWS, _SHOWN = 199, 40


def bridges() -> None:
    """Show the pairs of groups that chance explains least."""
    _ = state.words()
    partition = kept_choice("between", _("bridges.between"), BRIDGES_BETWEEN,
                            lambda code: _(f"measure.choice.{code}"))
    seen = data.network(state.source(), state.lens())
    figures = decisions.figures(state.source(), state.lens(), "mixing", partition=partition,
                                draws=_DRAWS)
    near = served.neighbours() if partition == "mrc" else None
    told = bridge_table(figures, seen, state.language(), near)
    if not told.rows:
        st.info(_("bridges.nothing"))
        return
    st.markdown(_(f"bridges.lead.{partition}", n=len(told.rows)))
    figures_table(FigureTable(told.titles, told.rows[:_SHOWN], told.n_words))
    if len(told.rows) > _SHOWN:
        st.caption(_("portrait.more_rows", n=len(told.rows) - _SHOWN))
    st.caption(_("bridges.how", draws=_DRAWS))
