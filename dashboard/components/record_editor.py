"""The part « Corriger » of Données: the records of the person's register, and their forms."""

from __future__ import annotations

import math
import time
from typing import Any

import pandas as pd
import streamlit as st

from dashboard import editing, state
from dashboard.components.choices import ANY_CELL, chosen_row, kept_choice
from dashboard.components.open_form import give_up, open_form
from dashboard.components.record_form import record_form
from dashboard.components.refusal import say_refused
from dashboard.components.text import moment, plain
from dashboard.components.typing import TYPED_HERE, follow_typing
from dashboard.editing import Grid, OpenForm
from dashboard.view import DATA_PARTS, DEMONSTRATIONS, NEW, OWN
from ocgraph.i18n import without_accents
from ocgraph.model import ENTITY_LABELS, ValueType

_MEMORY = "memory"
_BESIDE = (3, 7)   # the grid and the form, side by side
_HEIGHT, _HEIGHT_BESIDE = 520, 330
_SECONDS_SAID = 20


def record_editor() -> None:
    """Draw the part: the records in a grid, the form of the one chosen beside it."""
    _ = state.words()
    if state.source() in DEMONSTRATIONS:
        st.info(_("edit.demo"))
        st.button(_("edit.own"), key="edit_own", type="primary", on_click=state.open_source,
                  args=(OWN,))
        return
    follow_typing()
    _done()
    form = open_form()
    if form is None:
        say_refused()
        _forms_left()
        _records(None)
        return
    with st.container(key="record_beside"):    # on a phone, the form comes first
        left, right = st.columns(_BESIDE, gap="medium")
    with left:
        _records(form)
    with right:
        record_form(form)


def _done() -> None:
    """Say what was saved, what to look at in it, and how to take it back.

    For a while, whatever else is asked meanwhile: a run that another one cut short said nothing.
    """
    title, warnings, at = st.session_state.get("edit_done", ("", (), -math.inf))
    if time.monotonic() - at > _SECONDS_SAID:
        return
    _ = state.words()
    st.success(_("edit.done", name=plain(title)))
    for warning in warnings:
        st.warning(plain(warning))
    if _MEMORY in DATA_PARTS:
        st.button(_("edit.take_back"), key="take_back", on_click=state.open_part,
                  args=("data_part", _MEMORY))


def _forms_left() -> None:
    """Offer the forms that were left in the middle: to go on with, or to give up."""
    _ = state.words()
    for form in editing.left_forms(state.account()):
        text, resume, drop = st.columns([6, 2, 2], vertical_alignment="center")
        text.markdown(plain(_("edit.begun", name=_name(form), when=moment(form.typed_at))))
        resume.button(_("edit.resume"), key=f"resume_{form.save_key}", width="stretch",
                      on_click=state.edit_record, args=(form.collection, form.key))
        drop.button(_("edit.give_up"), key=f"drop_{form.save_key}", width="stretch",
                    on_click=give_up, args=(form,))


def _name(form: OpenForm) -> str:
    """Return what the record of a form is called, new ones by what was typed of them."""
    kind = ENTITY_LABELS[form.entity].in_language(state.language())
    title = editing.title(editing.record_in(form), state.language())
    return f"{kind} – {title}"


def _records(form: OpenForm | None) -> None:
    """Show the records of one kind, those whose name has what is sought, and the way to add one."""
    _, language = state.words(), state.language()
    with st.container(key=f"{TYPED_HERE}_search"):
        what, search, add = [st.container()] * 3 if form else st.columns(
            [3, 5, 2], vertical_alignment="bottom")
        with what:
            collection = kept_choice(
                "edited", _("edit.what"), editing.ENTITIES,
                lambda name: ENTITY_LABELS[editing.ENTITIES[name]].in_language(language))
        sought = search.text_input(_("edit.search"), key=state.key(f"sought_{collection}"),
                                   placeholder=_("edit.search.hint"))
        add.button(_(f"edit.add.{collection}"), key="add_record", width="stretch",
                   type="secondary" if form else "primary", on_click=state.edit_record,
                   args=(collection, NEW))
    grid = editing.grid(collection, language)
    if not grid.keys:
        st.caption(_("edit.none"))
        return
    shown = [row for row, title in enumerate(grid.sought) if without_accents(sought) in title]
    st.caption(_("edit.found", n=len(shown), total=len(grid.keys)))
    _table(collection, grid, shown, is_beside=form is not None)


def _table(collection: str, grid: Grid, shown: list[int], *, is_beside: bool) -> None:
    """Show the rows; choosing one opens its form."""
    language = state.language()
    titles = [field.header.in_language(language) for field in grid.fields]
    frame = pd.DataFrame([grid.rows[row] for row in shown], columns=titles)
    keys = [str(grid.keys[row]) for row in shown]
    # A form closed leaves no row chosen: the same one may be chosen again.
    n_closed = st.session_state.get("n_closed", 0)
    key = state.key(f"grid_{collection}_{hash(tuple(keys))}_{n_closed}")

    def choose(told: Any) -> None:
        if (row := chosen_row(told)) is not None:
            state.edit_record(collection, keys[row])

    st.dataframe(frame, hide_index=True, key=key, selection_mode=ANY_CELL,
                 height=_HEIGHT_BESIDE if is_beside else _HEIGHT if len(frame) > 12 else "auto",
                 on_select=state.when_there(key, choose), alt=state.words()("edit.table"),
                 placeholder="", column_config={
                     title: st.column_config.DateColumn(format="YYYY-MM-DD")
                     for title, field in zip(titles, grid.fields, strict=True)
                     if field.value_type is ValueType.DATE})
