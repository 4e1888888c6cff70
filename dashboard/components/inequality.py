"""How unequally presence is spread, and where territories alike lie together."""

from __future__ import annotations

import streamlit as st

from dashboard import served, state
from dashboard.components.choices import kept_choice
from dashboard.components.territory_map import (
    figure_list,
    frame,
    map_or_list,
    territory_picture,
)
from dashboard.components.text import plain
from ocgraph.analysis.territory_spread import spread_codes
from ocgraph.analysis.territory_wording import (
    cluster_sentences,
    evidence_name,
    spread_sentences,
)
from ocgraph.views.territory_map import clusters_map

_LEAD = 2
"""Sentences told before the map: how unequal it is, and whether it follows need."""


def inequality() -> None:
    """Say how unequal it is, then show who is like its neighbours."""
    _, language = state.words(), state.language()
    told = served.current()
    codes = spread_codes(told)
    if not codes:
        st.info(_("clusters.nothing"))
        return
    which = state.choice("spread") if len(codes) > 1 else codes[0]
    evidence = told.evidence[which]
    name = evidence_name(evidence, language)
    overall, local = served.clusters(which)
    how_unequal = spread_sentences(served.spread(which), name, language)
    st.markdown(plain(" ".join((*how_unequal[:_LEAD],
                                *cluster_sentences(told, overall, local, language)))))
    classes = {code: str(found.cluster) for code, found in local.items()}
    map_or_list(
        lambda: territory_picture(lambda: clusters_map(
            classes, served.ground(), name=name, selection=state.selection(), frame=frame()),
            "clusters"),
        lambda: figure_list({name: evidence.values, _("clusters.column"): {
            code: _(f"cluster.{found}") if found != "no_data" else _("words.no_data")
            for code, found in classes.items()}}, "clusters_table", name),
        *([lambda: kept_choice("spread", _("spread.of"), codes, lambda code: evidence_name(
            told.evidence[code], language))] if len(codes) > 1 else []))
    st.caption(plain(" ".join((*how_unequal[_LEAD:], _("clusters.how")))))
