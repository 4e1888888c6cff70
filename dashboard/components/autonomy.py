"""The autonomy test: the network with and without an organizer, or all of them, side by side."""

from __future__ import annotations

import streamlit as st

from dashboard import data, scenarios, state
from dashboard.components.shown_as import Told, side_by_side
from dashboard.components.text import plain
from ocgraph.analysis.what_if import set_apart
from ocgraph.i18n import sort_key
from ocgraph.network import PartnershipNetwork
from ocgraph.views.overlay import Overlay
from ocgraph.views.page_overlays import apart_overlay, gone_from


def autonomy_drawings(name: str) -> None:
    """Ask without whom, then draw who is joined with her and without her."""
    _ = state.words()
    gone = _without_whom()
    before = data.network(state.source(), state.lens())
    after = scenarios.network_without(state.source(), state.lens(), gone)
    removed = gone_from(before, after)
    side_by_side(name, (
        Told("with", _line(_("autonomy.with"), before), _overlay(before)),
        Told("without", _line(_without(gone), after), _overlay(after, removed), after, removed)))


def _without_whom() -> tuple[str, ...]:
    """Show the posts; the one selected on the other pages is the one left out."""
    _ = state.words()
    posts = {post.organizer_id: post.name for post in data.network(
        state.source(), state.lens()).organizers}
    options = ["", *sorted(posts, key=lambda post: sort_key(posts[post]))]
    chosen = state.selection() if state.selection() in posts else ""
    key = state.key("without_whom")
    if st.session_state.get(key) != chosen:
        st.session_state[key] = chosen
    st.selectbox(_("autonomy.without_whom"), options, key=key,
                 format_func=lambda post: posts[post] if post else _("autonomy.any_post"),
                 on_change=state.when_there(key, state.select))
    return (chosen,) if chosen else tuple(posts)


def _without(gone: tuple[str, ...]) -> str:
    _ = state.words()
    if len(gone) > 1:
        return _("autonomy.without_any")
    posts = data.network(state.source(), state.lens()).node_by_id
    return _("autonomy.without", who=posts[gone[0]].name)


def _overlay(network: PartnershipNetwork, gone: frozenset[str] = frozenset()) -> Overlay:
    return apart_overlay(network, set_apart(network), state.language(), gone)


def _line(heading: str, network: PartnershipNetwork) -> str:
    _ = state.words()
    n_apart = len(set_apart(network))
    return f"**{plain(heading)}** " + plain(" ".join((
        _("autonomy.joined", n=len(network.actors) - n_apart), _("autonomy.apart", n=n_apart))))
