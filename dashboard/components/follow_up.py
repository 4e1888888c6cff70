"""The gaps a team follows: a tick, a note, and what became of them."""

from __future__ import annotations

import streamlit as st

from dashboard import data, decisions, state
from dashboard.components.refusal import tried
from dashboard.components.text import plain
from ocgraph.analysis.follow_up import FollowUp
from ocgraph.analysis.gaps import Gap
from ocgraph.analysis.wording import gone_sentence
from ocgraph.storage import Followed

_LONGEST_NOTE = 500


def good_news(found: FollowUp) -> None:
    """Tell which gaps followed are no longer there, and how many the filters leave out."""
    _, language, source = state.words(), state.language(), state.source()
    if found.gone:
        network = data.network(source, state.lens().of_everything)
        with st.container(border=True):
            st.markdown(f"**{plain(_('follow.good_news', n=len(found.gone)))}**")
            for kept, gap in found.gone:
                text, button = st.columns([6, 1], vertical_alignment="center")
                told = " · ".join(filter(None, (since_words(kept), kept.note)))
                text.markdown(f"{plain(gone_sentence(gap, network, language))}  \n{plain(told)}")
                button.button(_("follow.stop"), key=f"stop_{kept.gap_id}", width="stretch",
                              on_click=_stop, args=(kept,))
    if found.hidden:
        st.caption(plain(_("follow.hidden", n=len(found.hidden))))


def only_followed(found: FollowUp) -> bool:
    """Ask whether to show only what is followed, once something is."""
    return bool(found.found) and st.toggle(
        state.words()("follow.only", n=len(found.found)), key=state.key("only_followed"))


def follow_tick(gap: Gap, kept: Followed | None) -> None:
    """Offer to follow a gap, or to stop."""
    key = f"follow_{gap.gap_id}"
    st.checkbox(state.words()("follow.tick"), value=kept is not None, key=key,
                on_change=state.when_there(key, lambda wanted: _tick(gap, kept, wanted)))


def follow_note(gap: Gap, kept: Followed) -> None:
    """Tell since when a gap is followed, and keep the note."""
    key = f"note_{gap.gap_id}"
    st.text_input(state.words()("follow.note"), value=kept.note, key=key,
                  max_chars=_LONGEST_NOTE,
                  on_change=state.when_there(key, lambda note: _keep_note(gap, kept, note)))


def since_words(kept: Followed) -> str:
    """Say since when a gap is followed."""
    return state.words()("follow.since", day=kept.followed_on)


def _tick(gap: Gap, kept: Followed | None, wanted: bool) -> None:
    if kept is not None and not wanted:
        _stop(kept)
    elif kept is None and wanted:
        tried(lambda: decisions.follow(state.source(), gap, None))


def _keep_note(gap: Gap, kept: Followed, note: str) -> None:
    tried(lambda: decisions.follow(state.source(), gap, kept, note))


def _stop(kept: Followed) -> None:
    tried(lambda: data.notebook(state.source()).unfollow(kept.gap_id))
