"""The form of one record: its fields, what is wrong beside each, and what may be done with it."""

from __future__ import annotations

import datetime
import time
from collections.abc import Iterable

import streamlit as st

from dashboard import editing, state
from dashboard.components.allowed import whom_to_ask
from dashboard.components.open_form import (
    close,
    give_reason,
    give_up,
    hold,
    open_form,
    widget_key,
)
from dashboard.components.record_actions import record_actions
from dashboard.components.record_conflict import record_conflict
from dashboard.components.record_fields import record_field
from dashboard.components.refusal import said_when_refused, say_refused, tried
from dashboard.components.text import moment, plain
from dashboard.components.typing import TYPED_HERE
from dashboard.editing import OpenForm
from ocgraph.analysis.record_forms import shown_fields
from ocgraph.analysis.record_wording import told
from ocgraph.analysis.wording import listed
from ocgraph.model import Issue, Severity
from ocgraph.storage import Action, EditConflictError, KeptRecord

_N_COLUMNS = 2
_TONE = {Severity.ERROR: st.error, Severity.WARNING: st.warning, Severity.NOTICE: st.info}


def record_form(form: OpenForm) -> None:
    """Show the form that is open."""
    _ = state.words()
    one = editing.kept_record(form.collection, form.key)
    if one and not editing.is_own(one):
        _of_another(form, one)
        return
    _head(form, one)
    if conflict := st.session_state.get("form_conflict"):
        say_refused()
        record_conflict(form, conflict)
        return
    wrong = editing.problems(form) if st.session_state.get("form_checked") else ()
    with st.container(key=f"{TYPED_HERE}_form"):
        _fields(form, wrong)
        key = widget_key(form, "why")
        st.text_input(_("edit.reason"), value=form.reason, key=key, max_chars=300,
                      help=_("edit.reason.help"), on_change=state.when_there(key, give_reason))
    _summary(wrong)
    say_refused()
    _buttons(form)
    if form.record_key is not None:
        record_actions(form)


def _of_another(form: OpenForm, one: KeptRecord) -> None:
    """Show a record of the territory of someone else, to read, and say whom to ask."""
    _, language, names = state.words(), state.language(), editing.names()
    st.subheader(plain(editing.title(one.record, language)), anchor=False)
    st.info(plain(_("edit.of_another", where=listed(editing.where(one), language),
                    who=whom_to_ask(Action.EDIT))))
    st.markdown("  \n".join(
        f"**{plain(field.header.in_language(language))}** "
        f"{plain(told(one.record, field, names, language))}"
        for field in shown_fields(form.entity)
        if getattr(one.record, field.name) not in (None, "", ())))
    st.button(_("edit.close"), key="close_record", on_click=close, args=(form,))


def _head(form: OpenForm, one: KeptRecord | None) -> None:
    """Say whose form it is, and where what it holds comes from."""
    _ = state.words()
    st.subheader(plain(editing.title(one.record, state.language())) if one else
                 _(f"edit.new.{form.collection}"), anchor=False)
    if form.typed_at is not None:
        st.info(_("edit.left", when=moment(form.typed_at)))
    st.caption(_("edit.starred"))


def _summary(wrong: Iterable[Issue]) -> None:
    """Say how much is to be mended before anything is kept."""
    if n_errors := sum(issue.severity is Severity.ERROR for issue in wrong):
        st.error(state.words()("edit.to_mend", n=n_errors))


def _fields(form: OpenForm, wrong: tuple[Issue, ...]) -> None:
    """Show the fields side by side, in the order in which a sheet shows them."""
    fields = list(shown_fields(form.entity))
    for first in range(0, len(fields), _N_COLUMNS):
        for column, field in zip(st.columns(_N_COLUMNS), fields[first:first + _N_COLUMNS],
                                 strict=False):
            with column:
                record_field(form, field)
                _said(issue for issue in wrong if issue.field_name == field.name)


def _said(issues: Iterable[Issue]) -> None:
    language = state.language()
    for issue in issues:
        _TONE[issue.severity](plain(f"{issue.sentence(language)} {issue.mend(language)}"))


def _buttons(form: OpenForm) -> None:
    _ = state.words()
    with st.container(horizontal=True):
        st.button(_("edit.save"), key="save_record", type="primary", on_click=_save)
        if "verified_on" in form.typed and form.record_key is not None:
            st.button(_("edit.verified_too" if form.is_touched else "edit.verified"),
                      key="verify_record", on_click=_verify, help=_("edit.verified.help"))
        st.button(_("edit.close"), key="close_record", on_click=close, args=(form,),
                  help=_("edit.close.help"))
        if form.is_touched:
            st.button(_("edit.give_up"), key="give_up_record", on_click=give_up, args=(form,))


def _verify() -> None:
    """Say that the record was verified today, and save."""
    if form := open_form():
        hold(form.with_field("verified_on", datetime.date.today().isoformat()))
        _save()


@said_when_refused
def _save() -> None:
    """Save what is typed, or say all that is wrong with it; what is only to look at is allowed."""
    if (form := open_form()) is None:
        return    # pressed twice: the first has saved and closed it
    wrong = editing.problems(form)
    if any(issue.severity is Severity.ERROR for issue in wrong):
        st.session_state["form_checked"] = True
        return
    if tried(lambda: _keep(form, wrong)):
        close(form)


def _keep(form: OpenForm, wrong: tuple[Issue, ...]) -> None:
    language = state.language()
    title = editing.title(editing.record_in(form), language)
    try:
        editing.save(form, state.account())
    except EditConflictError as conflict:
        st.session_state["form_conflict"] = conflict.conflicts[0]
        raise
    st.session_state["edit_done"] = (title, [issue.sentence(language) for issue in wrong],
                                     time.monotonic())
