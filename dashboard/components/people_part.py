"""Données, the people: who may sign in, what each may do; who else is to be asked."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

import pandas as pd
import streamlit as st

from dashboard import asking, people, state
from dashboard.components.account_form import account_form, invitation
from dashboard.components.allowed import may_not
from dashboard.components.refusal import say_refused
from dashboard.components.text import moment, plain, text_table
from ocgraph.analysis.people_wording import account_change_words
from ocgraph.analysis.wording import listed
from ocgraph.i18n import format_day
from ocgraph.storage import Account, Action
from ocgraph.storage.rights import ROLE_LABELS


def people_part() -> None:
    """Show the accounts to whoever manages them; to the others, the team."""
    _ = state.words()
    with st.container():    # there always: what follows keeps its place, and what is open in it
        say_refused()
        if done := st.session_state.pop("people_done", None):
            st.success(plain(done))
    if not asking.may(Action.MANAGE_PEOPLE):
        st.info(plain(may_not(Action.MANAGE_PEOPLE)))
        _team()
        return
    st.markdown(_("people.text"))
    accounts = people.accounts()
    _list(accounts)
    with st.expander(_("people.invite")):
        invitation()
    _one(accounts)
    if people.reads_changes():
        with st.expander(_("people.changes")):
            _changes()


def role_words(role: str) -> str:
    """Return what a role is called."""
    return ROLE_LABELS[role].in_language(state.language())


def _team() -> None:
    _ = state.words()
    text_table(pd.DataFrame([{
        _("people.column.name"): one.name, _("people.column.role"): role_words(one.role),
        _("people.column.territories"): _territories(one.territories),
    } for one in asking.people().team()]))


def _list(accounts: Mapping[str, Account]) -> None:
    _, last = state.words(), people.last_changes()
    st.dataframe(pd.DataFrame([{
        _("people.column.name"): people.name_of(one),
        _("people.column.role"): role_words(one.role),
        _("people.column.territories"): _territories(one.territories),
        _("people.column.state"): _state(one),
        _("people.email"): one.email or "—",
        **({_("people.column.changed"): _day(last.get(one.account_id))} if last else {}),
    } for one in accounts.values()]), hide_index=True, alt=_("tab.people"))


def _day(day: datetime.date | None) -> str:
    return format_day(day, state.language()) if day else "—"


def _territories(codes: tuple[str, ...]) -> str:
    return listed(people.territory_names(codes), state.language()) if codes else "—"


def _state(one: Account) -> str:
    """Say since when someone is there, or that she left."""
    _ = state.words()
    if one.left_on is not None:
        return _("people.left", day=one.left_on)
    return _("people.there" if one.signed_in else "people.awaited", day=one.invited_on)


def _one(accounts: Mapping[str, Account]) -> None:
    """Ask whose account is looked at, and show what may be done with it."""
    _ = state.words()
    named = {account_id: people.named_apart(one) for account_id, one in accounts.items()}
    chosen = st.selectbox(_("people.whose"), list(named), index=None, format_func=named.get,
                          placeholder=_("change.hint"), key=state.key("people_whose"))
    if chosen is not None:
        account_form(accounts[chosen])


def _changes() -> None:
    """Show what was done to the accounts, the latest first."""
    _ = state.words()
    text_table(pd.DataFrame([{
        _("memory.column.when"): moment(change.changed_at),
        _("people.column.name"): people.name_by_id(change.account_id),
        _("memory.column.done"): account_change_words(change, state.language()),
        _("memory.column.who"): people.name_by_id(change.by) or _("cli.people.on_the_server"),
    } for change in people.changes()]))
