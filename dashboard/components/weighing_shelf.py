"""What is done with a choice of weights: kept under a name, chosen again, renamed, forgotten."""

from __future__ import annotations

from functools import partial

import streamlit as st

from dashboard import data, served, state
from dashboard.components.refusal import say_refused, tried
from dashboard.components.shelf import Shelved, keep_form, shelf
from dashboard.components.text import plain
from ocgraph.analysis.weighing_forms import read_weight, write_choices
from ocgraph.analysis.wording import listed
from ocgraph.i18n import explain

_NAMED = 5


def weighing_shelf() -> None:
    """Offer to keep what is chosen, and show what is kept."""
    _ = state.words()
    say_refused()
    kept = served.kept_weighings()
    opened = next((each for each in kept if each.name == state.weighing_name()), None)
    st.caption(plain(_told(opened)))
    with st.popover(_("weighing.keep")):
        keep_form("weighing", opened.name if opened else "", opened.note if opened else "", _keep)
    if kept:
        st.markdown(f"**{plain(_('weighing.shelf', n=len(kept)))}**")
        shelf("weighing", map(_shelved, kept), _forget)


def _told(opened: served.KeptWeights | None) -> str:
    """Say under which name what is chosen is kept, if it is."""
    _, name = state.words(), state.weighing_name()
    if name is None:
        return _("weighing.help")
    if opened is None:
        return _("weighing.not_kept", name=name)
    chosen = served.chosen_weights()
    return _("weighing.opened" if chosen == (opened.weights, opened.tolerance)
             else "weighing.opened_changed", name=name)


def _keep(name: str, note: str, formerly: str | None) -> None:
    notebook, choices = data.notebook(state.source()), write_choices(*served.chosen_weights())
    if tried(lambda: notebook.keep_weighing(name, choices, note, formerly=formerly)):
        state.name_weighing(name.strip())
    st.rerun()


def _shelved(kept: served.KeptWeights) -> Shelved:
    opens = partial(state.open_weighing, kept.name, kept.weights, kept.tolerance)
    return Shelved(kept.name, kept.note, [_content(kept)], None if kept.error else opens)


def _content(kept: served.KeptWeights) -> str:
    """Say how many figures count, and which are no longer known; or why it is not read."""
    if kept.error:
        return explain(kept.error, state.language())
    _ = state.words()
    codes = [read_weight(written)[0] for written in kept.weights]
    unknown = [code for code in codes if code not in served.current().evidence]
    told = _("weighing.n_figures", n=len(codes))
    return told if not unknown else " · ".join((told, _(
        "weighing.unknown", n=len(unknown), names=listed(unknown, state.language(), _NAMED))))


def _forget(name: str) -> None:
    """Forget a kept choice; what is weighed stays, under no name."""
    if tried(lambda: data.notebook(state.source()).forget_weighing(name)) and (
            state.weighing_name() == name):
        state.name_weighing(None)
