"""Accueil: open a register, see how fresh and complete it is, go to the right door."""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard import data, state
from dashboard.components.text import plain
from dashboard.view import DEMO, DEMONSTRATIONS, OWN
from ocgraph.analysis.note_wording import freshness_sentences
from ocgraph.io.demo_stories import DemoStory, read_demo_stories
from ocgraph.network import Lens
from ocgraph.settings import is_on_a_server

_DOORS = ("map", "graph", "analysis", "mobilisation", "territories", "share", "data")
_TOLD_ON_THE_MAP = {"few_links_north": "links_per_actor", "sparse_north": "actors"}
"""The stories of MRC that a measure tells on the map; Territoires tells the others."""


def show() -> None:
    """Draw the page."""
    _ = state.words()
    st.title(_("page.home.title"), anchor=False)
    stays = _("home.stays.server" if is_on_a_server() else "home.stays.here")
    st.markdown(f"{_('home.lead')} {stays}")
    _registers()
    if data.register(state.source()).is_empty:
        _first_steps()
        return
    _freshness()
    free = _doors()
    if state.source() in DEMONSTRATIONS:
        _stories(free)


def _registers() -> None:
    """Offer the team's register and a demonstration; beside that one, quietly, the other."""
    _, key = state.words(), state.key("source_choice")
    demo = state.source() if state.source() in DEMONSTRATIONS else DEMO
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.segmented_control(
            _("home.register"), (OWN, demo), default=state.source(), required=True,
            format_func=lambda code: _(f"home.register.{code}"), key=key,
            on_change=state.when_there(key, state.open_source))
        for other in DEMONSTRATIONS if state.source() in DEMONSTRATIONS else ():
            if other != demo:
                st.button(_(f"home.other.{other}"), type="tertiary", key=f"open_{other}",
                          on_click=state.open_source, args=(other,))


def _first_steps() -> None:
    _ = state.words()
    st.info(_("home.empty"))
    left, right, _rest = st.columns([1, 1, 2])
    if left.button(_("empty.import"), type="primary", width="stretch"):
        st.switch_page(st.session_state["pages"]["data"])
    right.button(_("home.open_demo"), on_click=state.open_source, args=(DEMO,),
                 width="stretch")


def _freshness() -> None:
    """Show the size, freshness and completeness of the whole register."""
    _ = state.words()
    facts = data.facts(state.source(), Lens())
    network = facts.network
    figures = {
        "actors": len(network.actors), "concertation_tables": len(network.concertation_tables),
        "organizers": len(network.organizers), "links": len(network.links)}
    with st.container(horizontal=True, gap="large"):
        for name, figure in figures.items():
            st.metric(_(f"home.count.{name}"), _("number", number=figure), width="content")
    sentences = [_("home.asked", asked=facts.n_asked, n=len(network.actors))
                 if facts.knows_who_was_asked else _("home.asked_unknown"),
                 *freshness_sentences(facts, state.language())]
    if facts.n_without_mrc:
        sentences.append(_("home.without_mrc", n=facts.n_without_mrc))
    if last := data.last_import(state.source()):
        sentences.append(_("home.last_import", file=last.origin,
                           day=last.saved_at.astimezone().date()))
    st.caption(plain(" ".join(sentences)))


def _doors() -> DeltaGenerator:
    """Show seven ways in, each a question, and return the eighth place."""
    _ = state.words()
    columns = (*st.columns(4), *st.columns(4))
    for column, name in zip(columns, _DOORS, strict=False):
        with column.container(border=True, height="stretch"):
            st.markdown(f"**{_(f'home.door.{name}')}**")
            st.caption(_(f"home.door.{name}.text"))
            if st.button(_(f"home.door.{name}.go"), key=f"door_{name}", width="stretch",
                         type="primary" if name == "map" else "secondary"):
                st.switch_page(st.session_state["pages"][name])
    return columns[-1]


def _stories(place: DeltaGenerator) -> None:
    """Tell the first thing to try beside the doors, then the others."""
    _ = state.words()
    first, *others = read_demo_stories(DEMONSTRATIONS[state.source()])
    with place.container(border=True, height="stretch"):
        st.markdown(f"**{_('home.try')}**")
        st.caption(plain(first.sentence.in_language(state.language())))
        _see(first, primary=True)
    with st.expander(_("home.try.more", n=len(others))):
        for story in others:
            text, button = st.columns([5, 1], vertical_alignment="center")
            text.markdown(plain(story.sentence.in_language(state.language())))
            with button:
                _see(story, primary=False)


def _see(story: DemoStory, *, primary: bool) -> None:
    _ = state.words()
    if st.button(_("home.see"), key=f"story_{story.story_id}", width="stretch",
                     type="primary" if primary else "secondary"):
        _go_and_see(story)


def _go_and_see(story: DemoStory) -> None:
    """Select whom a story is about, and open what tells it."""
    nodes = (*story.organizers, *story.concertation_tables, *story.actors)
    state.select(nodes[0] if nodes else f"mrc:{story.territories[0]}")
    if nodes:
        page = "analysis"
        st.session_state.update({"analysis": "roles" if story.organizers else "gaps",
                                 "shown": "list"})
    elif measure := _TOLD_ON_THE_MAP.get(story.story_id):
        page, st.session_state["measure"] = "map", measure
    else:
        page = "territories"
        st.session_state.update({"territory_part": "need", "served_as": "map"})
    st.switch_page(st.session_state["pages"][page])
