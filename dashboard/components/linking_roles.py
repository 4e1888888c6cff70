"""What each organizer joins: the one most depends on first, and what would relieve it."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dashboard import data, decisions, state
from dashboard.components.taken_away import take_away
from dashboard.components.text import plain, text_table
from ocgraph.analysis.linking_role import LinkingRole
from ocgraph.analysis.role_wording import (
    between_rows,
    fragile_group_sentence,
    frame_words,
    held_pair_rows,
    held_pair_titles,
    introduce_sentence,
    relief_sentence,
)
from ocgraph.analysis.wording import role_sentence
from ocgraph.i18n import format_share
from ocgraph.measures import NETWORK
from ocgraph.model import label_of
from ocgraph.network import Layer

_GROUPS_SHOWN, _FRAGILE_SHOWN, _PAIRS_SHOWN = 6, 5, 20

_POSTS_SHOWN = 24


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
    shown = [role for number, role in enumerate(roles)
             if number < _POSTS_SHOWN or role.organizer_id == state.selection()]
    for number, role in enumerate(shown):
        name = plain(network.node_by_id[role.organizer_id].name)
        with st.expander(f"**{name}** · {_headline(role)}", expanded=number == 0):
            _role(role)
    if len(roles) > len(shown):
        st.caption(state.words()("analysis.more_posts", n=len(roles) - len(shown)))


def _headline(role: LinkingRole) -> str:
    _ = state.words()
    if role.is_only_link:
        return _("analysis.only_link", n=role.pairs_lost)
    if role.near_pairs_lost:
        return _("analysis.not_only_link", n=role.near_pairs_lost)
    return _("analysis.no_pair")


def _role(role: LinkingRole) -> None:
    _, language = state.words(), state.language()
    network = data.network(state.source(), state.lens())
    st.markdown(plain(role_sentence(role, network, language)))
    _reliefs(role)
    _introductions(role)
    left, right = st.columns(2)
    with left:
        _between(role)
    with right:
        _words_of_frame(role)
    _pairs_held(role)
    if st.button(_("analysis.see"), key=f"see_{role.organizer_id}"):
        state.select(role.organizer_id)
        st.switch_page(st.session_state["pages"]["graph"])


def _reliefs(role: LinkingRole) -> None:
    """Show what would relieve each group, and, of several, what to begin with."""
    _, language = state.words(), state.language()
    network = data.network(state.source(), state.lens())
    if len(role.groups) > 1:
        told = "".join(f"\n- {plain(relief_sentence(relief, network, language))}"
                       for relief in role.relief)
        st.markdown(f"**{_('relief.first')}**\n{told}")
    n_told = len(role.relief) if len(role.groups) > 1 else 0
    for number, group in enumerate(role.groups[:_FRAGILE_SHOWN]):
        lines = [plain(fragile_group_sentence(group, network, language))] * (len(role.groups) > 1)
        told = [plain(relief_sentence(relief, network, language)) for relief in group.reliefs]
        if number < n_told:
            told[0] = _("relief.above")
        for word, sentence in zip(("analysis.relief", "relief.or"), told, strict=False):
            lines.append(f"**{_(word)}** {sentence}")
        st.markdown("  \n".join(lines))
    if len(role.groups) > _FRAGILE_SHOWN:
        st.caption(_("relief.more_groups", n=len(role.groups) - _FRAGILE_SHOWN))


def _introductions(role: LinkingRole) -> None:
    """Show whom a tie between the two would be enough for."""
    _, language = state.words(), state.language()
    network = data.network(state.source(), state.lens())
    if role.to_introduce:
        told = "".join(f"\n- {plain(introduce_sentence(groups, pairs, network, language))}"
                       for groups, pairs in role.to_introduce)
        st.markdown(f"{plain(_('introduce.lead'))}\n{told}")


def _pairs_held(role: LinkingRole) -> None:
    """Show, when asked, the first pairs that this post alone joins or keeps near."""
    _, language, organizer_id = state.words(), state.language(), role.organizer_id
    if not st.toggle(_("held.show"), key=f"held_{organizer_id}"):
        return
    source, lens = state.source(), state.lens()
    pairs = decisions.held_pairs_of(source, lens, organizer_id)
    rows = held_pair_rows(pairs, data.network(source, lens), language, _PAIRS_SHOWN)
    if not rows:
        st.caption(_("held.none"))
        return
    n_pairs, written = len(pairs.first), decisions.PAIRS_WRITTEN
    told = [_("held.count", n=n_pairs)]
    told += [_("held.shown", n=len(rows))] * (n_pairs > len(rows))
    told += [_("held.written", n=written)] * (n_pairs > written)
    st.caption(" ".join(told))
    text_table(pd.DataFrame(rows, columns=held_pair_titles(language)))
    take_away(
        _("held.take"), lambda: decisions.held_pairs_file(source, lens, organizer_id, language),
        file_name=f"{_('held.file')}-{organizer_id}.csv", mime="text/csv",
        key=f"take_held_{organizer_id}")


def _between(role: LinkingRole) -> None:
    """Show between which groups the pairs are that meet through her alone."""
    _, language = state.words(), state.language()
    network = data.network(state.source(), state.lens())
    rows = [{_("analysis.between"): name, _("analysis.pairs"): _("number", number=n_pairs)}
            for name, n_pairs in between_rows(role, network, language, _GROUPS_SHOWN)]
    if rows:
        text_table(pd.DataFrame(rows))
    if sum(role.apart_by_groups.values()) > role.apart:
        st.caption(_("role.several_groups"))


def _words_of_frame(role: LinkingRole) -> None:
    """Show the words of the frame her engagements bear, kind by kind."""
    _, language = state.words(), state.language()
    rows = [{_("analysis.kind"): label_of("frame_kind", kind, language),
             _("analysis.word"): frame_words(counts, state.choice("frame"), kind, language)}
            for kind, counts in role.words.items()]
    if rows:
        text_table(pd.DataFrame(rows))
