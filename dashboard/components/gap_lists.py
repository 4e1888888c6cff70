"""What is perhaps missing, list by list, each line with how sure it is and what to try."""

from __future__ import annotations

from collections import Counter

import streamlit as st

from dashboard import data, decisions, state
from dashboard.components.text import plain
from ocgraph.analysis.gaps import Gap, GapKind
from ocgraph.analysis.wording import certainty_words, gap_action, gap_place, gap_sentence

_SHOWN = 20


def gap_lists() -> None:
    """Show a list for each kind of gap there is, and offer all of them as a file."""
    _ = state.words()
    gaps = decisions.gaps(state.source(), state.lens())
    counts = Counter(gap.kind for gap in gaps)
    st.markdown(_("analysis.gaps.none") if not gaps else _("analysis.gaps.lead", n=len(gaps)))
    for kind in GapKind:
        if counts[kind]:
            with st.expander(f"**{_(f'gap.list.{kind}')}** ({_('number', number=counts[kind])})",
                             expanded=kind == next(iter(counts))):
                _list([gap for gap in gaps if gap.kind == kind])
    if gaps:
        source, lens, language = state.source(), state.lens(), state.language()
        st.download_button(_("gap.take"), lambda: decisions.gaps_file(source, lens, language),
                           file_name=f"{_('gap.file')}.csv", mime="text/csv", key="take_gaps",
                           on_click="ignore")


def _list(gaps: list[Gap]) -> None:
    _ = state.words()
    for gap in gaps[:_SHOWN]:
        with st.container(border=True):
            _gap(gap)
    if len(gaps) > _SHOWN:
        st.caption(_("gap.more", n=len(gaps) - _SHOWN))


def _gap(gap: Gap) -> None:
    """Tell one gap, where it is and how sure, what to try; and offer to see it."""
    _, language = state.words(), state.language()
    network = data.network(state.source(), state.lens())
    text, button = st.columns([6, 1], vertical_alignment="center")
    with text:
        st.markdown(f"**{plain(gap_sentence(gap, network, language))}**  \n"
                    f"{plain(gap_action(gap, network, language))}")
        place = gap_place(gap, language)
        st.caption(plain(" · ".join(filter(None, (place, _("gap.certainty", certainty=(
            certainty_words(gap, language))))))))
    if gap.nodes and button.button(_("home.see"), key=f"gap_{gap.gap_id}", width="stretch"):
        state.select(gap.nodes[0])
        st.switch_page(st.session_state["pages"]["graph"])
