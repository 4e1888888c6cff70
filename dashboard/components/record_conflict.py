"""Two people on one record: the second sees what differs, field by field, and chooses."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from dashboard import editing, people, state
from dashboard.components.open_form import give_up, hold, hold_onto, widget_key
from dashboard.components.text import moment, plain
from dashboard.editing import OpenForm
from ocgraph.analysis.record_forms import typed_of
from ocgraph.analysis.record_versions import Versions, three_versions
from ocgraph.analysis.record_wording import told
from ocgraph.model import Entity, FieldDeclaration
from ocgraph.storage import Conflict

_MINE, _THEIRS = "mine", "theirs"


def record_conflict(form: OpenForm, conflict: Conflict) -> None:
    """Show both versions of a record, and wait for a choice wherever they disagree."""
    _ = state.words()
    told = _who_and_when(conflict)
    if conflict.kept is None:
        _removed(form, told)
        return
    st.warning(plain(_("edit.conflict", **told)))
    mine, theirs = editing.record_in(form), conflict.kept.record
    versions = three_versions(form.opened_record, mine, theirs)
    if versions.theirs_alone:
        st.markdown(_("edit.conflict.taken"))
        _list(theirs, versions.theirs_alone)
    if versions.mine_alone:
        st.markdown(_("edit.conflict.yours"))
        _list(mine, versions.mine_alone)
    chosen = {field.name: _choice(form, field, mine, theirs) for field in versions.both}
    st.button(_("edit.conflict.keep"), key="settle", type="primary", on_click=_settle,
              disabled=None in chosen.values(), args=(form, conflict, versions, chosen))
    st.button(_("edit.conflict.theirs"), key="leave_theirs", on_click=give_up, args=(form,))


def _who_and_when(conflict: Conflict) -> dict[str, str]:
    """Say who changed the record, where people sign in, and when."""
    save = conflict.save
    return {"who": (save and people.name_by_id(save.account)) or state.words()("edit.someone"),
            "when": moment(save.saved_at) if save else ""}


def _removed(form: OpenForm, told: dict[str, str]) -> None:
    """Say that the record is there no more; what was typed may make a new one."""
    _ = state.words()
    st.warning(plain(_("edit.conflict.removed", **told)))
    with st.container(horizontal=True):
        st.button(_("edit.conflict.again"), key="again", type="primary", on_click=_again,
                  args=(form,))
        st.button(_("edit.give_up"), key="give_up_record", on_click=give_up, args=(form,))


def _again(form: OpenForm) -> None:
    st.session_state["form_conflict"] = None
    give_up(form)
    state.edit_record(form.collection, editing.NEW)
    hold(form.as_new())


def _list(record: Entity, fields: Iterable[FieldDeclaration]) -> None:
    st.markdown("\n".join(f"- {_header(field)} : {plain(_told(record, field))}"
                          for field in fields))


def _header(field: FieldDeclaration) -> str:
    return field.header.in_language(state.language())


def _told(record: Entity, field: FieldDeclaration) -> str:
    return told(record, field, editing.names(), state.language())


def _choice(form: OpenForm, field: FieldDeclaration, mine: Entity, theirs: Entity) -> str | None:
    """Ask which of two values stays; nothing is chosen beforehand."""
    _ = state.words()
    words = {_MINE: _("edit.conflict.mine", value=plain(_told(mine, field))),
             _THEIRS: _("edit.conflict.other", value=plain(_told(theirs, field)))}
    return st.radio(_header(field), tuple(words), index=None, format_func=words.get,
                    key=widget_key(form, f"choice_{field.name}"))


def _settle(form: OpenForm, conflict: Conflict, versions: Versions,
            chosen: dict[str, str | None]) -> None:
    """Put the choices in the form, over the record as it is now; they are read, then saved."""
    own = {field.name for field in versions.mine_alone} | {
        name for name, whose in chosen.items() if whose == _MINE}
    typed = typed_of(conflict.kept.record) | {name: form.typed[name] for name in own}
    hold_onto(form, conflict.kept, typed)
