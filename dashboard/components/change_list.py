"""The changes tried, in words, each to be taken back."""

from __future__ import annotations

import streamlit as st

from dashboard import scenarios, state
from dashboard.components.text import plain
from ocgraph.analysis.scenario_wording import ToldChange, unmade_words


def change_list() -> None:
    """Show each change with what takes it back; one that no longer applies says so."""
    _ = state.words()
    told = scenarios.told(state.source(), state.lens(), state.changes(), state.language())
    if not told:
        st.caption(_("scenario.none"))
        return
    st.markdown(f"**{plain(_heading(told))}**")
    with st.container(gap="small"):
        for number, each in enumerate(told):
            _change(number, each)
    if len(told) > 1:
        st.button(_("scenario.clear"), key="clear_changes", type="tertiary",
                  on_click=state.try_changes, args=((), None))


def _heading(told: tuple[ToldChange, ...]) -> str:
    """Say how many changes are tried, and how many of those written cannot be made."""
    _, name = state.words(), state.scenario()
    n_unmade = sum(each.why_not is not None for each in told)
    n_made = len(told) - n_unmade
    tried = (_("scenario.tried", n=n_made) if name is None
             else _("scenario.tried_of", n=n_made, name=name))
    return " · ".join([tried, *[_("scenario.n_unmade", n=n_unmade)] * bool(n_unmade)])


def _change(number: int, told: ToldChange) -> None:
    _ = state.words()
    text, button = st.columns([4, 1], vertical_alignment="center")
    sentence = plain(told.sentence)
    if told.why_not:
        sentence += f"  \n**{plain(unmade_words(told.why_not, state.language()))}**"
    text.markdown(sentence)
    button.button(_("scenario.take_back"), key=f"take_back_{number}", type="tertiary",
                  on_click=_take_back, args=(number,))


def _take_back(number: int) -> None:
    changes = state.changes()
    state.try_changes((*changes[:number], *changes[number + 1:]), state.scenario())
