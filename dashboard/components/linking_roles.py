"""What each organizer joins: the one most depends on first, and what would relieve it."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dashboard import data, decisions, state
from dashboard.components.text import plain, text_table
from ocgraph.analysis.linking_role import UNREAD, LinkingRole
from ocgraph.analysis.wording import group_names, relief_sentences, role_sentence
from ocgraph.i18n import format_share
from ocgraph.measures import NETWORK
from ocgraph.model import frame_terms, label_of
from ocgraph.network import Layer

_GROUPS_SHOWN = 6


def autonomy_sentence() -> str:
    """Say what would remain joined without any organizer."""
    _, language = state.words(), state.language()
    if Layer.LIAISON not in state.lens().layers:
        return _("analysis.liaison_hidden")
    found = decisions.figures(state.source(), state.lens(), "autonomy")
    shares = [found.value(NETWORK, name) for name in ("joined_share", "joined_share_alone")]
    if None in shares:
        return _("analysis.too_few")
    return plain(_("analysis.autonomy", share=format_share(shares[0], language),
                   alone=format_share(shares[1], language),
                   n=int(found.value(NETWORK, "pairs_by_organizers"))))


def linking_role_list() -> None:
    """Show a line for each post, to be opened."""
    roles = decisions.linking_roles_of(state.source(), state.lens(), state.choice("partition"),
                                  state.choice("frame"))
    network = data.network(state.source(), state.lens())
    for number, role in enumerate(roles):
        name = plain(network.node_by_id[role.organizer_id].name)
        with st.expander(f"**{name}** · {_headline(role)}", expanded=number == 0):
            _role(role)


def _headline(role: LinkingRole) -> str:
    _ = state.words()
    if role.is_only_link:
        return _("analysis.only_link", n=role.pairs_lost)
    return _("analysis.not_only_link", n=role.near_pairs_lost)


def _role(role: LinkingRole) -> None:
    _, language = state.words(), state.language()
    network = data.network(state.source(), state.lens())
    st.markdown(plain(role_sentence(role, network, language)))
    for sentence in relief_sentences(role, network, language):
        st.markdown(f"**{_('analysis.relief')}** {plain(sentence)}")
    left, right = st.columns(2)
    with left:
        _between(role)
    with right:
        _words_of_frame(role)
    if st.button(_("analysis.see"), key=f"see_{role.organizer_id}"):
        state.select(role.organizer_id)
        st.switch_page(st.session_state["pages"]["graph"])


def _between(role: LinkingRole) -> None:
    """Show between which groups the pairs are that meet through her alone."""
    _, language = state.words(), state.language()
    network = data.network(state.source(), state.lens())
    rows = [{_("analysis.between"): group_names(pair, network, language),
             _("analysis.pairs"): _("number", number=n_pairs)}
            for pair, n_pairs in list(role.apart_by_groups.items())[:_GROUPS_SHOWN]]
    if rows:
        text_table(pd.DataFrame(rows))


def _words_of_frame(role: LinkingRole) -> None:
    """Show the words of the frame her engagements bear."""
    _, language, frame = state.words(), state.language(), state.choice("frame")
    rows = [{_("analysis.kind"): label_of("frame_kind", kind, language),
             _("analysis.word"): _("analysis.unread") if code == UNREAD
             else frame_terms(frame, kind)[code].label.in_language(language),
             _("analysis.engagements"): _("number", number=number)}
            for kind, counts in role.words.items() for code, number in counts.items()]
    if rows:
        text_table(pd.DataFrame(rows))
