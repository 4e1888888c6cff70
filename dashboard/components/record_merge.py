"""Two records that are the same one: the other is chosen, then what stays, field by field."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from dashboard import editing, state
from dashboard.components.open_form import widget_key
from dashboard.components.text import plain
from dashboard.editing import OpenForm
from ocgraph.analysis.record_changes import merged, merging
from ocgraph.analysis.record_versions import changed
from ocgraph.analysis.record_wording import told
from ocgraph.model import COLLECTIONS, Entity, FieldDeclaration, Severity, ValueType
from ocgraph.storage import Correction, Edit, Gesture, KeptRecord, Removal

_STAYS, _GOES = "stays", "goes"
_UNKNOWN = (None, "", ())


def record_merge(form: OpenForm, one: KeptRecord,
                 do: Callable[..., None]) -> None:
    """Offer to merge a duplicate into the record that is open."""
    _ = state.words()
    with st.expander(_("edit.merge")):
        st.markdown(_("edit.merge.text"))
        others = {other.record_key: other for other in editing.duplicates_of(one)}
        key = st.selectbox(_("edit.merge.other"), list(others), index=None,
                           format_func=lambda key: _named(others[key].record),
                           placeholder=_("change.hint"), key=widget_key(form, "other"))
        if key is None:
            return
        other = others[key]
        record = merged(one.record, other.record, _taken(form, one.record, other.record))
        edits = merging(editing.kept(), one, other, record)
        _told_moves(edits, one)
        wrong = [issue for issue in editing.problems_with(record, one)
                 if issue.severity is Severity.ERROR]
        for issue in wrong:
            st.error(plain(f"{issue.sentence(state.language())} {issue.mend(state.language())}"))
        st.button(_("edit.merge.yes"), key="merge_yes", type="primary", disabled=bool(wrong),
                  on_click=do,
                  args=(form, Gesture.MERGE, lambda: edits, f"-{key}"))


def _named(record: Entity) -> str:
    """Return a name with the identifier that tells it from another of the same name."""
    identifier = next(iter(vars(record).values()))
    return f"{record.name} ({identifier})"


def _taken(form: OpenForm, stays: Entity, goes: Entity) -> set[str]:
    """Ask, for each field that both fill otherwise, which value stays; return the other's."""
    return {field.name for field in changed(stays, goes)
            if field.value_type is not ValueType.IDENTIFIER
            and getattr(stays, field.name) not in _UNKNOWN
            and getattr(goes, field.name) not in _UNKNOWN
            and _which(form, field, stays, goes) == _GOES}


def _which(form: OpenForm, field: FieldDeclaration, stays: Entity, goes: Entity) -> str:
    names, language = editing.names(), state.language()
    words = {_STAYS: plain(told(stays, field, names, language)),
             _GOES: plain(told(goes, field, names, language))}
    return st.radio(field.header.in_language(language), tuple(words), format_func=words.get,
                    key=widget_key(form, f"merge_{field.name}"))


def _told_moves(edits: tuple[Edit, ...], one: KeptRecord) -> None:
    """Say what goes from one to the other, and what was told twice."""
    _, name = state.words(), plain(one.record.name)
    others = [edit for edit in edits if edit.entity is not type(one.record)]
    for what, done in (("moves", Correction), ("once", Removal)):
        kinds = [edit.entity for edit in others if isinstance(edit, done)]
        if kinds:
            st.markdown(_(f"edit.merge.{what}", name=name, counted=", ".join(
                _(f"edit.n.{collection}", n=kinds.count(entity))
                for entity, collection in COLLECTIONS.items() if entity in kinds)))
    if not others:
        st.markdown(_("edit.merge.nothing"))
