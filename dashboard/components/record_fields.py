"""One widget for each field of a record, after what the field holds."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from functools import partial
from typing import Any

import streamlit as st

from dashboard import editing, state
from dashboard.components.open_form import type_in, widget_key
from dashboard.components.text import plain
from dashboard.editing import OpenForm
from ocgraph.analysis.record_forms import LONG_TEXTS, is_level, typed_value
from ocgraph.model import FieldDeclaration, ValueType

_FIRST_DAY, _LAST_DAY = datetime.date(1600, 1, 1), datetime.date(2199, 12, 31)
_STEPS = {"°": 0.001, "h": 0.5}
_LONGEST = 20_000
_ANSWERS = {"unknown": None, "yes": True, "no": False}


def record_field(form: OpenForm, field: FieldDeclaration) -> None:
    """Show a field with what it holds, and keep what is typed in it."""
    key = widget_key(form, field.name)
    shown = _WIDGETS[field.value_type]
    if field.value_type is ValueType.INTEGER and is_level(field, form.typed):
        shown = _one
    shown(form, field, {"label": _label(field), "help": _help(field), "key": key,
                        "disabled": field.value_type is ValueType.IDENTIFIER
                        and form.record_key is not None,
                        "on_change": state.when_there(key, partial(_type, field))})
    if shown in _TYPED and typed_value(field, st.session_state[key]) != form.typed[field.name]:
        _type(field, st.session_state[key])   # its change was told to a server that is gone


def _type(field: FieldDeclaration, value: Any) -> None:
    type_in(field, _ANSWERS[value] if field.value_type is ValueType.YES_NO else value)


def _label(field: FieldDeclaration) -> str:
    """Return the title of a field, with its unit; what cannot be left empty is starred."""
    unit = f" ({field.unit})" if field.unit else ""
    star = " *" if field.required and field.value_type is not ValueType.IDENTIFIER else ""
    return field.header.in_language(state.language()) + unit + star


def _help(field: FieldDeclaration) -> str | None:
    """Return what to write in a field, and within what bounds."""
    _ = state.words()
    if field.value_type is ValueType.IDENTIFIER:
        return _("edit.identifier.help")
    bounds = None not in (field.minimum, field.maximum) and _(
        "edit.bounds", low=field.minimum, high=field.maximum)
    return plain(" ".join(filter(None, (field.meaning.in_language(state.language()), bounds)))
                 ) or None


def _text(form: OpenForm, field: FieldDeclaration, settings: dict[str, Any]) -> None:
    value = form.typed[field.name] or ""
    if field.name in LONG_TEXTS:
        st.text_area(value=value, max_chars=_LONGEST, height=100, **settings)
    else:
        st.text_input(value=value, **settings)


def _hold(settings: dict[str, Any], value: Any) -> None:
    """Give a widget what the field holds; as its default, it could not be emptied any more."""
    st.session_state.setdefault(settings["key"], value)


def _date(form: OpenForm, field: FieldDeclaration, settings: dict[str, Any]) -> None:
    written = form.typed[field.name]
    day = datetime.date.fromisoformat(written) if written else None
    _hold(settings, day)
    st.date_input(value=None, format="YYYY-MM-DD", min_value=min(_FIRST_DAY, day or _FIRST_DAY),
                  max_value=max(_LAST_DAY, day or _LAST_DAY), **settings)


def _number(form: OpenForm, field: FieldDeclaration, settings: dict[str, Any]) -> None:
    value = form.typed[field.name]
    _hold(settings, None if value is None else float(value))
    st.number_input(value=None, step=_STEPS.get(field.unit, 1.0), format="%g",
                    placeholder=state.words()("edit.unknown"), **settings)


def _integer(form: OpenForm, field: FieldDeclaration, settings: dict[str, Any]) -> None:
    _hold(settings, form.typed[field.name])
    st.number_input(value=None, step=1,
                    placeholder=state.words()("edit.unknown"), **settings)


def _yes_no(form: OpenForm, field: FieldDeclaration, settings: dict[str, Any]) -> None:
    _ = state.words()
    wording = {"unknown": _("edit.unknown"), "yes": _("edit.yes"), "no": _("edit.no")}
    held = list(_ANSWERS.values()).index(form.typed[field.name])
    st.radio(options=list(_ANSWERS), index=held, horizontal=True, format_func=wording.get,
             **settings)


def _one(form: OpenForm, field: FieldDeclaration, settings: dict[str, Any]) -> None:
    offered = editing.choices(field, form.typed, state.language())
    _hold(settings, form.typed[field.name])
    st.selectbox(options=list(offered), index=None, format_func=offered.get,
                 placeholder=_hint(offered), **settings)


def _several(form: OpenForm, field: FieldDeclaration, settings: dict[str, Any]) -> None:
    offered = editing.choices(field, form.typed, state.language())
    st.multiselect(options=list(offered), default=form.typed[field.name], select_all=False,
                   format_func=offered.get, placeholder=_hint(offered), **settings)


def _hint(offered: object) -> str:
    _ = state.words()
    return _("change.hint") if offered else _("edit.nothing_offered")


_WIDGETS: dict[ValueType, Callable[[OpenForm, FieldDeclaration, dict[str, Any]], None]] = {
    ValueType.TEXT: _text, ValueType.IDENTIFIER: _text, ValueType.DATE: _date,
    ValueType.NUMBER: _number, ValueType.INTEGER: _integer, ValueType.YES_NO: _yes_no,
    ValueType.TERM: _one, ValueType.REFERENCE: _one, ValueType.MRC: _one,
    ValueType.MUNICIPALITY: _one, ValueType.TERMS: _several, ValueType.TERRITORIES: _several}
_TYPED = (_text, _number, _integer)
