"""What is perhaps missing, list by list, each line with how sure it is and what to try."""

from __future__ import annotations

import streamlit as st

from dashboard import data, decisions, state
from dashboard.components.follow_up import (
    follow_note,
    follow_tick,
    good_news,
    only_followed,
    since_words,
)
from dashboard.components.refusal import say_refused
from dashboard.components.taken_away import take_away
from dashboard.components.text import plain
from ocgraph.analysis.gaps import Gap, GapKind
from ocgraph.analysis.proposals import trust_of
from ocgraph.analysis.wording import certainty_words, gap_action, gap_place, gap_sentence
from ocgraph.i18n import format_share
from ocgraph.measures import NETWORK
from ocgraph.storage import Followed

_SHOWN = 20


def gap_lists() -> None:
    """Show a list for each kind of gap there is, then the ties to propose; offer all as a file."""
    _, source, lens = state.words(), state.source(), state.lens()
    say_refused()
    gaps, proposals = decisions.gaps(source, lens), decisions.proposals(source, lens)
    found = decisions.follow_up_of(source, lens)
    good_news(found)
    told = [*gaps, *proposals]
    if only_followed(found):
        told = [gap for gap in told if gap.gap_id in found.found]
    _lists(told, found.found)
    if gaps or proposals:
        language = state.language()
        take_away(_("gap.take"), lambda: decisions.gaps_file(source, lens, language),
                  file_name=f"{_('gap.file')}.csv", mime="text/csv", key="take_gaps")


def _lists(told: list[Gap], followed: dict[str, Followed]) -> None:
    """Show a list for each kind, the first one open, and those that tell of what is selected."""
    _, selected = state.words(), state.selection()
    for kind in GapKind:
        of_kind = [gap for gap in told if gap.kind == kind]
        if of_kind:
            # A title that changed with a tick would close the list.
            title = f"**{_(f'gap.list.{kind}')}** ({_('number', number=len(of_kind))})"
            is_open = kind == told[0].kind or any(selected in gap.subjects for gap in of_kind)
            with st.expander(title, expanded=is_open):
                if kind == GapKind.TIE_TO_PROPOSE:
                    _trust()
                _list(of_kind, followed)


def _trust() -> None:
    """Say what the ties to propose are, and how far such a list can be trusted here."""
    _, source, lens = state.words(), state.source(), state.lens()
    st.markdown(_("propose.lead"))
    trial = decisions.figures(source, lens, "missing_ties_trust")
    share = trial.value(NETWORK, "auc")
    if share is None:
        told = _("propose.no_trust", reason=_(f"measure.reason.{trial.reason(0, 'auc')}"))
    else:
        told = " ".join((_("propose.trust", share=format_share(share, state.language())),
                         _(f"propose.trust.{trust_of(share)}")))
    st.caption(plain(told))


def _list(gaps: list[Gap], followed: dict[str, Followed]) -> None:
    _ = state.words()
    for gap in gaps[:_SHOWN]:
        with st.container(border=True):
            _gap(gap, followed.get(gap.gap_id))
    if len(gaps) > _SHOWN:
        st.caption(_("gap.more", n=len(gaps) - _SHOWN))


def _gap(gap: Gap, kept: Followed | None) -> None:
    """Tell one gap, where it is and how sure, what to try; offer to see it and to follow it."""
    _, language = state.words(), state.language()
    network = data.network(state.source(), state.lens())
    text, buttons = st.columns([6, 1], vertical_alignment="center")
    with text:
        st.markdown(f"**{plain(gap_sentence(gap, network, language))}**  \n"
                    f"{plain(gap_action(gap, network, language))}")
        told = (gap_place(gap, language), certainty_words(gap, language),
                since_words(kept) if kept else "")
        st.caption(plain(" · ".join(filter(None, told))))
        if kept:
            follow_note(gap, kept)
    with buttons:
        follow_tick(gap, kept)
        if gap.nodes and st.button(_("home.see"), key=f"gap_{gap.gap_id}", width="stretch"):
            state.select(gap.nodes[0])
            st.switch_page(st.session_state["pages"]["graph"])
