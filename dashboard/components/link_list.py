"""The links to a shared page: made, told once, revoked; how often each was opened."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from dashboard import sharing, state
from dashboard.components.refusal import tried
from dashboard.components.text import plain
from ocgraph.storage import SharedPage, ShareLink
from ocgraph.storage.saves import now
from ocgraph.storage.share_links import (
    DAYS,
    LONGEST_DAYS,
    LONGEST_LABEL,
    LONGEST_PASSPHRASE,
    SHORTEST_PASSPHRASE,
)

_MADE = "link_made"


def link_list(page: SharedPage) -> None:
    """Offer to open a page by a link, and show the links there are to it."""
    _, n_made = state.words(), st.session_state.get("n_links", 0)
    if (made := st.session_state.get(_MADE)) and made[0] == page.page_id:
        _told(made[1])
    # Another one once a link is made, and so shut again: the address is to be seen.
    with st.popover(_("links.make"), key=f"new_link_{page.page_id}_{n_made}"):
        _form(page)
    for link in sharing.links(page.page_id):
        _link(link)


def _form(page: SharedPage) -> None:
    """Ask whom a link is for, for how long, and whether a passphrase is asked.

    A form: what is typed goes with the press, however quick, and a link is never made without the
    passphrase just typed.
    """
    _, mark = state.words(), f"{page.page_id}_{st.session_state.get('n_links', 0)}"
    keys = {name: state.key(f"link_{name}_{mark}") for name in ("label", "days", "passphrase")}
    with st.form(f"link_{mark}", border=False):
        st.text_input(_("links.label"), max_chars=LONGEST_LABEL, key=keys["label"],
                      placeholder=_("links.label.hint"))
        st.number_input(_("links.days"), 1, LONGEST_DAYS, DAYS, key=keys["days"])
        st.text_input(_("links.passphrase"), type="password", max_chars=LONGEST_PASSPHRASE,
                      key=keys["passphrase"], autocomplete="new-password",
                      help=_("links.passphrase.help", n=SHORTEST_PASSPHRASE))
        st.form_submit_button(_("links.make.yes"), key=f"make_link_{page.page_id}",
                              type="primary", on_click=_make, args=(page.page_id, keys))


def _make(page_id: str, keys: Mapping[str, str]) -> None:
    label, days, passphrase = (st.session_state[keys[name]] for name in (
        "label", "days", "passphrase"))

    def make() -> None:
        address = sharing.make_link(page_id, label, days, passphrase)
        st.session_state.update({_MADE: (page_id, address),
                                 "n_links": st.session_state.get("n_links", 0) + 1})

    tried(make)


def _told(address: str) -> None:
    """Show the address of a link just made: it is known nowhere else."""
    _ = state.words()
    st.success(_("links.made"))
    st.code(address, language=None)
    st.button(_("links.noted"), key="link_noted", on_click=st.session_state.pop, args=(_MADE, None))


def _link(link: ShareLink) -> None:
    """Tell whom a link is for, what became of it, how often it was tried; offer to revoke it."""
    _ = state.words()
    leads = link.leads_somewhere(now())
    text, button = st.columns([5, 2], vertical_alignment="center")
    text.markdown(f"{plain(link.label)}  \n" + plain(" · ".join(_facts(link, leads=leads))))
    if leads:
        with button.popover(_("links.revoke")):
            st.markdown(_("links.revoke.sure"))
            st.button(_("links.revoke.yes"), key=f"revoke_{link.link_id}", on_click=_revoke,
                      args=(link.link_id,))


def _facts(link: ShareLink, *, leads: bool) -> list[str]:
    _ = state.words()
    if link.revoked_at is not None:
        facts = [_("cli.links.revoked_on", day=link.revoked_at.astimezone().date())]
    else:
        facts = [_("cli.links.until" if leads else "cli.links.expired_on",
                   day=link.expires_at.astimezone().date())]
    if link.has_passphrase:
        facts.append(_("cli.links.with_passphrase"))
    return facts + [_("links.outcome", outcome=_(f"link.outcome.{outcome}"), n=n)
                    for outcome, n in sharing.outcomes(link.link_id).items()]


def _revoke(link_id: str) -> None:
    tried(lambda: sharing.share_links().revoke(link_id))
