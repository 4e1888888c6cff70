"""A presentation prepared for a room: views in order, a sentence each, kept as they are typed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

import streamlit as st

from dashboard import data, presentations, sharing, state
from dashboard.components.refusal import say_refused, tried
from dashboard.components.text import plain
from ocgraph.i18n import LANGUAGES
from ocgraph.sharing.presentation import LeftOut, Shows, View
from ocgraph.storage import KeptPresentation

_LONGEST = 300


def presentation_part() -> None:
    """Choose or begin a presentation on one side; on the other, prepare its views."""
    _, source = state.words(), state.source()
    say_refused()
    st.markdown(_("presentation.lead"))
    left, right = st.columns([2, 5], gap="medium")
    with left:
        _which()
    one = presentations.opened(source)
    with right:
        if one is None:
            st.info(_("presentation.none_open"))
        else:
            _views(one)


def _which() -> None:
    """Offer the presentations kept, and to begin another."""
    _, source = state.words(), state.source()
    kept = presentations.kept(source)
    if kept:
        key = state.key("presentation")
        name = state.choice("presentation")
        st.radio(_("presentation.which"), list(kept), format_func=plain, key=key,
                 index=list(kept).index(name) if name in kept else None,
                 on_change=state.when_there(key, presentations.open_named))
    key = state.key(f"new_presentation_{len(kept)}")
    with st.form("begin_presentation_form", border=False):
        st.text_input(_("presentation.name"), max_chars=80, key=key,
                      placeholder=_("sharing.title.hint"))
        st.form_submit_button(_("presentation.begin"), key="begin_presentation",
                              type="secondary" if kept else "primary", on_click=_begin,
                              args=(key,))


def _begin(key: str) -> None:
    tried(lambda: presentations.begin(state.source(), st.session_state[key]))


def _change(name: str, new: presentations.Change) -> None:
    tried(lambda: presentations.change(state.source(), name, new))


def _views(one: KeptPresentation) -> None:
    """Show the views in order, then the way to add one and to forget them all."""
    _ = state.words()
    views = presentations.views(one)
    why = {left.rank: left for left in presentations.for_page_of(
        state.source(), one, sharing.terms())[1]}
    names = presentations.selectable(state.source())
    st.caption(_("presentation.reread" if views else "presentation.empty"))
    for rank, view in enumerate(views):
        with st.container(border=True):
            _view(one.name, rank, view, names)
            _arrange(one.name, rank, len(views), why.get(rank + 1))
    with st.container(border=True):
        _add(one.name, len(views), names)
    with st.popover(_("presentation.forget")):
        st.markdown(_("presentation.forget.sure"))
        st.button(_("presentation.forget.yes"), key="forget_presentation", on_click=_forget,
                  args=(one.name,))


def _view(name: str, rank: int, view: View, names: Mapping[str, str]) -> None:
    """Show one view: what is shown large, what is chosen in it, and what is said."""
    _ = state.words()

    def revise(new: Callable[[View, Any], View], value: Any) -> None:
        _change(name, presentations.revised(rank, lambda there: new(there, value)))

    shows, selected = st.columns([1, 2])
    with shows:
        _shows(f"{name}_{rank}", _("presentation.view", n=rank + 1), view.shows,
               partial(revise, lambda there, code: replace(there, shows=Shows(code))))
    with selected:
        _selected(f"{name}_{rank}", view.selected, names,
                  partial(revise, lambda there, node: replace(there, selected=node or "")))
    for language in LANGUAGES:
        key = _key(f"sentence_{language}_{name}_{rank}")
        st.text_area(
            _(f"presentation.sentence.{language}"), value=view.sentence.get(language, ""),
            max_chars=_LONGEST, height=68, key=key, on_change=state.when_there(key, partial(
                revise, lambda there, text, language=language: replace(
                    there, sentence={**there.sentence, language: text.strip()}))))


def _key(field: str) -> str:
    """Name a field anew each time the views change places, so that it shows its own words."""
    return state.key(f"{field}_{st.session_state.get('n_arranged', 0)}")


def _shows(mark: str, label: str, shown: Shows, keep: Callable[[str], None] | None) -> Shows:
    """Ask what is shown large."""
    _, key = state.words(), _key(f"shows_{mark}")
    return st.selectbox(label, list(Shows), index=list(Shows).index(shown), key=key,
                        format_func=lambda code: _(f"presentation.shows.{code}"),
                        on_change=keep and state.when_there(key, keep))


def _selected(mark: str, chosen: str, names: Mapping[str, str],
              keep: Callable[[str | None], None] | None) -> str:
    """Ask which actor, table or MRC is chosen in it; one that is no longer there can be let go."""
    _, key = state.words(), _key(f"selected_{mark}")
    offered = list(names) if not chosen or chosen in names else [chosen, *names]
    return st.selectbox(_("presentation.selected"), offered, key=key,
                        index=offered.index(chosen) if chosen else None,
                        format_func=lambda node_id: names.get(node_id, node_id),
                        placeholder=_("presentation.whole"),
                        on_change=keep and state.when_there(key, keep)) or ""


def _arrange(name: str, rank: int, n_views: int, left: LeftOut | None) -> None:
    """Offer to move a view or take it out; say why it would not be in the page."""
    _ = state.words()
    if left is not None:
        st.warning(_("presentation.not_in_page", why=_(f"presentation.why.{left.why}")))
    with st.container(horizontal=True):
        for what, enabled, change in (
                ("up", rank > 0, presentations.moved(rank, -1)),
                ("down", rank < n_views - 1, presentations.moved(rank, 1)),
                ("out", True, presentations.without(rank))):
            st.button(_(f"presentation.{what}"), key=f"{what}_{rank}", disabled=not enabled,
                      on_click=_rearrange, args=(name, change))


def _rearrange(name: str, change: presentations.Change) -> None:
    """Change the order of the views; their fields are made anew."""
    _change(name, change)
    st.session_state["n_arranged"] = st.session_state.get("n_arranged", 0) + 1


def _add(name: str, n_views: int, names: Mapping[str, str]) -> None:
    """Offer a view more; what is chosen on the other pages is offered first."""
    _ = state.words()
    mark, chosen = f"{name}_new_{n_views}", state.selection() or ""
    shows, selected = st.columns([1, 2])
    with shows:
        shown = _shows(mark, _("presentation.add.shows"), Shows.MAP, None)
    with selected:
        node = _selected(mark, chosen if chosen in names else "", names, None)
    st.button(_("presentation.add"), key="add_view", type="secondary" if n_views else "primary",
              on_click=_rearrange, args=(name, presentations.added(View(Shows(shown), node))))


def _forget(name: str) -> None:
    if tried(lambda: data.notebook(state.source()).forget_presentation(name)):
        presentations.open_named(None)
