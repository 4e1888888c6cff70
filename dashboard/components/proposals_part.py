"""What readers of a shared page propose: told beside the register, accepted or declined."""

from __future__ import annotations

import streamlit as st

from dashboard import sharing, state
from dashboard.components.refusal import say_refused, tried
from dashboard.components.text import plain
from dashboard.view import DEMONSTRATIONS
from ocgraph.analysis.proposal_changes import ProposalChange
from ocgraph.analysis.proposal_wording import (
    answer_sentence,
    effect_sentences,
    proposal_title,
    said_sentences,
)
from ocgraph.errors import OcgraphError
from ocgraph.i18n import explain
from ocgraph.model import COLLECTIONS
from ocgraph.storage import KeptProposal, ProposalKind, ProposalState

_LONGEST_WORD = 300
_SHOWN_ANSWERED = 50


def proposals_part() -> None:
    """Show what waits, one after the other, then what was answered."""
    _ = state.words()
    if state.source() in DEMONSTRATIONS:
        st.info(_("proposals.of_demo"))
        return
    say_refused()
    _done()
    _bring()
    everything = sharing.proposals()
    waiting = [one for one in everything if one.state is ProposalState.WAITING]
    st.subheader(_("proposals.waiting", n=len(waiting)), anchor=False)
    if not waiting:
        st.caption(_("proposals.none"))
    for one in waiting:
        with st.container(border=True):
            _proposal(one)
    answered = [one for one in reversed(everything) if one.state is not ProposalState.WAITING]
    if answered:
        with st.expander(_("proposals.answered", n=len(answered))):
            for one in answered[:_SHOWN_ANSWERED]:
                _answered(one)


def _done() -> None:
    """Say what was done wherever one is in the page: the list is long."""
    if done := st.session_state.pop("proposal_done", None):
        st.toast(state.words()(f"proposals.done.{done}"))


def _bring() -> None:
    """Take the small files that readers sent back; each is read whole, or refused whole."""
    _ = state.words()
    with st.expander(_("proposals.bring")):
        n = st.session_state.get("n_brought", 0)
        for uploaded in st.file_uploader(_("proposals.choose"), type="json",
                                         accept_multiple_files=True,
                                         key=state.key(f"proposals_{n}")):
            try:
                n_new = sharing.receive(uploaded.getvalue())
            except OcgraphError as refused:
                st.error(plain(f"{uploaded.name} — {explain(refused, state.language())}"))
            else:
                st.success(plain(_("cli.proposals.received", n=n_new, file=uploaded.name) if n_new
                                 else _("proposals.there_already", file=uploaded.name)))


def _proposal(one: KeptProposal) -> None:
    """Tell a proposal and what accepting it would do; ask for the answer."""
    _, language, names = state.words(), state.language(), sharing.names()
    change = sharing.change_of(one, language)
    st.markdown(f"**{plain(proposal_title(one, names, language))}**")
    st.markdown("\n".join(f"- {plain(line)}" for line in said_sentences(
        one, names, sharing.page_titles(), language)))
    st.markdown("\n".join(f"- {plain(line)}" for line in effect_sentences(
        change, names, sharing.pages_showing(one.proposal.about), language)))
    _answer(one, change)


def _answer(one: KeptProposal, change: ProposalChange) -> None:
    """Ask for the answer: a form, so that the word goes with the press."""
    _, key = state.words(), state.key(f"word_{one.proposal_id}")
    is_remark = one.proposal.kind is ProposalKind.REMARK
    with st.form(f"answer_{one.proposal_id}", border=False, enter_to_submit=False):
        _withdraws(one)
        st.text_input(_("proposals.word"), max_chars=_LONGEST_WORD, key=key,
                      help=_("proposals.word.help"))
        with st.container(horizontal=True):
            st.form_submit_button(
                _("proposals.seen" if is_remark else "proposals.accept"), type="primary",
                key=f"accept_{one.proposal_id}", on_click=_accept, args=(one,))
            st.form_submit_button(_("proposals.decline"), key=f"decline_{one.proposal_id}",
                                  on_click=_decline, args=(one,))
    if change.record is not None and st.button(_("proposals.open"),
                                               key=f"open_{one.proposal_id}"):
        record = change.record
        state.edit_record(COLLECTIONS[type(record.record)], str(record.record_key))
        state.open_part("data_part", "edit")
        st.switch_page(st.session_state["pages"]["data"])


def _withdraws(one: KeptProposal) -> None:
    """Ask whether the pages still kept that show who asks to be removed are withdrawn too."""
    n = sum(page.is_kept for page in sharing.pages_showing(one.proposal.about))
    if one.proposal.kind is ProposalKind.REMOVAL and n:
        st.checkbox(state.words()("proposals.withdraw", n=n), key=_withdraw_key(one))


def _withdraw_key(one: KeptProposal) -> str:
    return state.key(f"withdraw_{one.proposal_id}")


def _word(one: KeptProposal) -> str:
    return st.session_state[state.key(f"word_{one.proposal_id}")].strip()


def _accept(one: KeptProposal) -> None:
    def accept() -> None:
        sharing.accept(one, state.language(), _word(one))
        if st.session_state.get(_withdraw_key(one)):
            sharing.withdraw(one.proposal.about)

    if tried(accept):
        st.session_state["proposal_done"] = "accepted"


def _decline(one: KeptProposal) -> None:
    if tried(lambda: sharing.decline(one, _word(one))):
        st.session_state["proposal_done"] = "declined"


def _answered(one: KeptProposal) -> None:
    language, names = state.language(), sharing.names()
    st.markdown(f"**{plain(proposal_title(one, names, language))}**  \n"
                f"{plain(answer_sentence(one, language))}")
