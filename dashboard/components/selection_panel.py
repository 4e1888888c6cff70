"""What is selected, in words, beside every picture."""

from __future__ import annotations

import streamlit as st

from dashboard import data, state
from dashboard.components.text import plain
from ocgraph.i18n import sort_key
from ocgraph.model import Actor, label_of
from ocgraph.network import Layer, Link, Node
from ocgraph.territory import TERRITORY_MEASURES
from ocgraph.views.words import figure_words, kind_words, place_words

_SHOWN = 12
_OF_AN_MRC = ("actors", "concertation_tables", "organizers", "links_per_actor", "isolated_actors",
              "population", "hours_per_10000")
_ASKED = {True: "panel.asked", False: "panel.not_asked", None: "panel.asked_unknown"}


def selection_panel() -> None:
    """Show a search, then what is selected or what to do."""
    _ = state.words()
    _search()
    chosen = state.selection()
    network = data.network(state.source(), state.lens())
    if chosen is None:
        st.caption(_("panel.nothing"))
    elif chosen.startswith("mrc:") and chosen[4:] in data.territories():
        _territory(chosen[4:])
    elif chosen in network.node_by_id:
        _node(chosen)
    else:
        st.caption(_("panel.out_of_lens"))


def _search() -> None:
    """Find by name: every node seen, and every MRC."""
    _ = state.words()
    names = data.names_to_find(state.source(), state.lens(), state.language())
    chosen = state.selection() if state.selection() in names else None
    if st.session_state.get("search") != chosen:
        st.session_state["search"] = chosen
    st.selectbox(_("panel.search"), list(names), index=None, key="search", format_func=names.get,
                 placeholder=_("panel.search.hint"),
                 on_change=state.when_there("search", state.select))


def _territory(code: str) -> None:
    """Show the figures of one MRC."""
    _ = state.words()
    st.header(plain(data.territories()[code].name), anchor=False)
    there = data.presence(state.source(), state.lens())[code]
    if not there.is_known:
        st.caption(_("panel.mrc.unknown"))
    st.text("\n".join(
        _("words.figure", measure=_(f"measure.{measure.measure_id}"), value=figure_words(
            measure.value(there), state.language(), measure.digits))
        for measure in map(TERRITORY_MEASURES.get, _OF_AN_MRC)))
    if st.button(_("panel.portrait"), key="open_portrait"):
        state.take_portrait_of(code)
        st.switch_page(st.session_state["pages"]["analysis"])
    st.button(_("panel.clear"), on_click=state.select, args=(None,), key="clear_selection")


def _node(node_id: str) -> None:
    """Show one actor, table or organizer, and its links by kind."""
    _ = state.words()
    network = data.network(state.source(), state.lens())
    node = network.node_by_id[node_id]
    st.header(plain(node.name), anchor=False)
    st.text("\n".join(_facts(node)))
    for layer in Layer:
        links = [link for link in network.links_of[node_id] if link.layer == layer]
        if links:
            st.markdown(f"**{_(f'panel.{layer}', n=len(links))}**")
            with st.container(gap=None):
                _others(node_id, links)
    if not network.links_of[node_id]:
        st.caption(_("panel.no_link"))
    st.button(_("panel.clear"), on_click=state.select, args=(None,), key="clear_selection")


def _facts(node: Node) -> list[str]:
    _ = state.words()
    lines = [kind_words(node, state.language()),
             place_words(node, data.territories(), state.language())]
    if isinstance(node, Actor):
        if node.sectors:
            lines.append(", ".join(label_of("sector", code, state.language())
                                   for code in node.sectors))
        lines.append(_(_ASKED[node.asked]))
    lines.append(_("panel.verified", day=node.verified_on) if node.verified_on
                 else _("panel.never_verified"))
    return lines


def _others(node_id: str, links: list[Link]) -> None:
    """List the other ends, each a button that selects it."""
    _ = state.words()
    network = data.network(state.source(), state.lens())
    others = {link.target_id if link.source_id == node_id else link.source_id for link in links}
    names = sorted((sort_key(network.node_by_id[other].name), other) for other in others)
    for _key, other in names[:_SHOWN]:
        st.button(plain(network.node_by_id[other].name), type="tertiary", on_click=state.select,
                  args=(other,), key=f"go_{node_id}_{other}_{links[0].layer}")
    if len(names) > _SHOWN:
        st.caption(_("panel.more", n=len(names) - _SHOWN))
