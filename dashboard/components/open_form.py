"""The form that is open in the session: what it holds is kept as it is typed."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import Any

import streamlit as st

from dashboard import editing, state
from dashboard.components.refusal import tried
from dashboard.editing import OpenForm
from ocgraph.analysis.record_forms import Typed, typed_value
from ocgraph.errors import OcgraphError
from ocgraph.model import FieldDeclaration
from ocgraph.storage import KeptRecord


def open_form() -> OpenForm | None:
    """Return the form that the address names, opened if it was not; None when none is."""
    collection, key = state.choice("edited"), state.record()
    if key is None:
        return None
    held: OpenForm | None = st.session_state.get("form")
    if held is None or (held.collection, held.key) != (collection, key):
        held = editing.open_form(collection, key, state.account())
        st.session_state.update({"form": held, "form_checked": False, "form_conflict": None,
                                 "form_unkept": False})
    _keep_at_last(held)
    return held


def _keep_at_last(form: OpenForm | None) -> None:
    """Keep what could not be kept when it was typed: the database answers again."""
    if form is None or not st.session_state.get("form_unkept"):
        return
    with suppress(OcgraphError):    # said when it was typed
        editing.keep_typed(form, state.account())
        st.session_state["form_unkept"] = False
        st.session_state.pop("refused", None)   # what was refused then is done now


def widget_key(form: OpenForm, name: str) -> str:
    """Return the key of a widget of a form, another each time the form is opened."""
    return state.key(f"typed_{form.save_key}_{name}")


def type_in(field: FieldDeclaration, value: Any) -> None:
    """Keep what was typed in a field."""
    if form := _held():
        hold(form.with_field(field.name, typed_value(field, value)))


def give_reason(reason: str) -> None:
    """Keep why something is changed, as the person says it."""
    if form := _held():
        hold(replace(form, reason=reason.strip()))


def _held() -> OpenForm | None:
    """Return the form of the session; one just closed may still be typed in, or pressed, once."""
    return st.session_state.get("form")


def hold(form: OpenForm) -> None:
    """Hold a form as it stands, and keep it for another day."""
    st.session_state["form"] = form
    st.session_state["form_unkept"] = not tried(
        lambda: editing.keep_typed(form, state.account()))


def hold_onto(form: OpenForm, one: KeptRecord, typed: Typed) -> None:
    """Hold what is typed as a correction of the record as it is now; its widgets are made anew."""
    st.session_state["form_conflict"] = None
    hold(form.onto(one, typed))


def give_up(form: OpenForm) -> None:
    """Forget what was typed in a form, and close it."""
    if tried(lambda: editing.drop_typed(form, state.account())):
        close(form)


def close(form: OpenForm) -> None:
    """Close a form; what is typed in it stays for another day."""
    st.session_state.pop("form", None)
    st.session_state["n_closed"] = st.session_state.get("n_closed", 0) + 1
    state.edit_record(form.collection, None)
