"""Need against presence: who is under-served, how sure that is, and what makes it."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from dashboard import served, state
from dashboard.components.choices import kept_choice
from dashboard.components.territory_map import (
    figures_table,
    frame,
    map_or_list,
    territory_picture,
)
from dashboard.components.text import plain
from dashboard.components.twin_table import selectable_table
from dashboard.components.weighing import weighing_choice
from dashboard.view import TERRITORY_MAPS
from ocgraph.analysis.territory_reading import Weighing, in_order
from ocgraph.analysis.territory_wording import (
    Ranks,
    basis_sentences,
    evidence_name,
    first_words,
    lead_sentences,
    parts_table,
    peers_table,
    rank_words,
    shortfall_words,
    sources,
)
from ocgraph.i18n import format_share
from ocgraph.territory.evidence import Side
from ocgraph.views.palette import classes_of
from ocgraph.views.territory_map import crossed_map, shaded_map


def need_and_presence() -> None:
    """Say who is under-served, then show all of them, and the one that is selected."""
    _, language = state.words(), state.language()
    told, weighed = served.current(), served.weighing()
    ranks = served.ranks(weighed)
    st.markdown(plain(" ".join(lead_sentences(told, weighed, ranks, language))))
    with st.container():    # always there: what follows keeps its place, and stays open
        if not told.counts_need(weighed):
            _bring_need()
    weighing_choice()
    if not ranks:
        return
    left, right = st.columns([3, 2], gap="medium")
    with left:
        crosses = state.choice("served_as") == "map" and _crosses(weighed)
        map_or_list(lambda: _map(weighed, ranks), lambda: _list(weighed, ranks),
                    *([_map_choice] if crosses else []))
    with right:
        _selected(weighed, ranks)
    st.caption(plain(" ".join((*basis_sentences(told, weighed, ranks, language),
                               *sources(told, weighed, language)))))


def _bring_need() -> None:
    """Offer the way to where figures of need are brought."""
    if st.button(state.words()("served.bring"), key="bring_need"):
        st.session_state["data_part"] = "figures"
        st.switch_page(st.session_state["pages"]["data"])


def _map_choice() -> None:
    _ = state.words()
    kept_choice("served_map", _("served.map.choice"), TERRITORY_MAPS,
                lambda code: _(f"served.map.{code}"))


def _map(weighed: Weighing, ranks: Ranks) -> None:
    which = state.choice("served_map") if _crosses(weighed) else "probability"
    draw = {"crossed": _crossed, "probability": _probability}[which]
    basis = basis_sentences(served.current(), weighed, ranks, state.language())
    territory_picture(lambda: draw(weighed, ranks), which, notes=basis[:1])


def _crosses(weighed: Weighing) -> bool:
    """Tell whether there are need and presence to cross."""
    return served.current().counts_need(weighed) and served.current().counts_presence(weighed)


def _crossed(weighed: Weighing, ranks: Ranks) -> dict[str, Any]:
    told = served.current()
    need = told.need(weighed)
    lack = told.shortfalls(weighed, Side.PRESENCE)
    presence = {code: None if each.value is None else 1 - each.value
                for code, each in lack.items()}
    return crossed_map(need, presence, served.ground(), name=state.words()("served.map.need"),
                       selection=state.selection(), frame=frame())


def _probability(_weighed: Weighing, ranks: Ranks) -> dict[str, Any]:
    shares = {code: round(100 * rank.probability_first) for code, rank in ranks.items()}
    return shaded_map(shares, classes_of(shares.values()), served.ground(),
                      name=state.words()("served.map.first", n=served.current().n_first),
                      selection=state.selection(), frame=frame())


def _list(weighed: Weighing, ranks: Ranks) -> None:
    _, language = state.words(), state.language()
    told = served.current()
    shortfalls = told.shortfalls(weighed)
    counted = [told.evidence[code] for code, _weight in weighed.weights]
    lacks = any(told_of.value is None for told_of in shortfalls.values())
    rows = [{"code": f"mrc:{code}",
             _("served.column.mrc"): told.territories[code].name,
             _("served.column.ranks"): rank_words(ranks[code], language),
             _("served.column.first_share", n=told.n_first):
                 round(100 * ranks[code].probability_first),
             _("served.column.shortfall"): shortfall_words(shortfalls[code], language) if lacks
                 else _rounded(shortfalls[code].value, 100, 0)}
            | {evidence_name(each, language): _rounded(each.values.get(code), 1, each.digits)
               for each in counted}
            for code in in_order(ranks, ranks)]
    selectable_table("served_table", pd.DataFrame(rows), alt=_("territory_part.need"))


def _rounded(value: float | None, times: float, digits: int) -> float | None:
    return None if value is None else round(value * times, digits)


def _selected(weighed: Weighing, ranks: Ranks) -> None:
    """Show what makes the shortfall of the MRC selected, and those like it."""
    _, language = state.words(), state.language()
    told = served.current()
    kind, _mark, code = (state.selection() or "").partition(":")
    if kind != "mrc" or code not in told.territories:
        st.caption(_("served.panel.hint"))
        return
    st.header(plain(told.territories[code].name), anchor=False)
    if code not in ranks:
        st.caption(_("served.panel.not_compared"))
        return
    st.markdown(plain(_(
        "served.panel.rank", ranks=rank_words(ranks[code], language), n=len(ranks),
        first=first_words(told, language),
        share=format_share(ranks[code].probability_first, language))))
    st.subheader(_("served.panel.parts"), anchor=False)
    figures_table(parts_table(told, weighed, code, language))
    st.subheader(_("served.panel.peers"), anchor=False)
    if not told.peers(code, weighed):
        st.caption(_("served.panel.no_peers"))
        return
    figures_table(peers_table(told, weighed, ranks, code, language))
    st.caption(_("served.panel.peers_note"))
