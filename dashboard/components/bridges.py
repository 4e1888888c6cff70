"""Bridges: partnerships between MRC and between sectors, beside what chance would give."""

from __future__ import annotations

import streamlit as st

from dashboard import served, state
from dashboard.components.choices import kept_choice
from dashboard.components.territory_map import figures_table
from dashboard.components.text import plain
from dashboard.view import BRIDGES_BETWEEN
from ocgraph.analysis.bridge_wording import bridge_sentences, bridge_table, how_sentence

_SHOWN = 40


def bridges() -> None:
    """Say which groups are joined more, or less, than chance would give."""
    _, language = state.words(), state.language()
    partition = kept_choice("between", _("bridges.between"), BRIDGES_BETWEEN,
                            lambda code: _(f"measure.choice.{code}"))
    found = served.bridges(partition)
    st.markdown(plain(" ".join(bridge_sentences(found, language))))
    if not found.pairs:
        return
    figures_table(bridge_table(partition, found.pairs[:_SHOWN], language))
    if len(found.pairs) > _SHOWN:
        st.caption(_("portrait.more_rows", n=len(found.pairs) - _SHOWN))
    st.caption(plain(how_sentence(language)))
