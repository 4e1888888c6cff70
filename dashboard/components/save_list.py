"""What was done to the register, the latest first: told record by record, undone, done again."""

from __future__ import annotations

from functools import partial

import pandas as pd
import streamlit as st

from dashboard import data, memory, people, state
from dashboard.components.allowed import whom_to_ask
from dashboard.components.changed_records import changed_records, take_changes
from dashboard.components.choices import ANY_CELL, chosen_row
from dashboard.components.counts import counted
from dashboard.components.text import plain
from dashboard.view import OWN
from ocgraph.analysis.memory_wording import when_words
from ocgraph.errors import OcgraphError
from ocgraph.i18n import explain
from ocgraph.storage import Action, RecordChange, Save, SaveKind, undone_by

_MOST_ROWS = 6


def save_list() -> None:
    """List what was done; tell what is chosen of it, the latest first of all."""
    _say_done()
    saves = memory.saves()
    _list(saves)
    chosen = state.typed("memory_save")
    _told(saves.get(int(chosen) if chosen.isdecimal() else 0) or next(iter(saves.values())))


def _list(saves: dict[int, Save]) -> None:
    _, language, undone = state.words(), state.language(), undone_by(saves.values())
    rows = [{
        _("memory.column.number"): save.save_seq,
        _("memory.column.when"): when_words(save, language),
        **({_("memory.column.who"): people.name_by_id(save.account)}
           if any(other.account for other in saves.values()) else {}),
        _("memory.column.done"): _words(save, undone),
        _("memory.column.why"): save.reason,
        **{_(f"memory.column.{name}"): getattr(save.changes, name)
           for name in ("added", "updated", "removed")},
    } for save in saves.values()]
    key = state.key(f"saves_{data.revision(OWN)}")
    st.dataframe(pd.DataFrame(rows), hide_index=True, key=key, selection_mode=ANY_CELL,
                 height=246 if len(rows) > _MOST_ROWS else "auto", alt=_("memory.part.saves"),
                 on_select=state.when_there(key, partial(_choose_row, list(saves))))
    st.caption(_("memory.choose"))


def _choose_row(numbers: list[int], told: object) -> None:
    if (row := chosen_row(told)) is not None:
        _choose(numbers[row])


def _choose(number: int) -> None:
    st.session_state["memory_save"] = str(number)


def _words(save: Save, undone: dict[int, int]) -> str:
    """Say what was done, and that it is undone now."""
    _ = state.words()
    told = memory.done_words(save, state.language())
    return _("memory.now_undone", what=told) if save.save_seq in undone else told


def _told(save: Save) -> None:
    """Tell one save: when, how much, why, each record; and what can be done about it."""
    _, undone = state.words(), undone_by(memory.saves().values())
    st.subheader(plain(_("memory.number", number=save.save_seq, what=_words(save, undone))),
                 anchor=False)
    st.caption(plain(" · ".join(filter(None, (
        when_words(save, state.language()), people.name_by_id(save.account),
        counted(save.changes), save.reason)))))
    changes = memory.changes_of(save.save_seq)
    _refusal(save)
    with st.container(horizontal=True, vertical_alignment="center"):
        _action(save, changes, undone.get(save.save_seq))
        take_changes(changes, f"{_('memory.file')}-{save.save_seq}")
    changed_records(changes)


def _action(save: Save, changes: tuple[RecordChange, ...], undone_with: int | None) -> None:
    """Offer to undo it, or to do it again where it is undone; say why where neither can be."""
    _, saves = state.words(), memory.saves()
    if save.kind is SaveKind.UNDO:
        st.button(_("memory.see", number=save.undoes), on_click=_choose, args=(save.undoes,))
    elif save.kind is SaveKind.ERASE:
        st.caption(_("memory.erased_for_good"))
    elif save.kind is SaveKind.BEGIN or not changes:
        st.caption(_("memory.not_remembered"))
    elif not people.may_undo(saves[undone_with] if undone_with else save):
        st.caption(plain(_("memory.of_another", who=whom_to_ask(Action.UNDO))))
    elif undone_with:
        _confirm(save, undone_with, "redo")
    else:
        _confirm(save, save.save_seq, "undo")


def _confirm(save: Save, taken_back: int, what: str) -> None:
    """Say what it will do, ask why, and wait for the word."""
    _ = state.words()
    changes = memory.undone(save.changes) if what == "undo" else save.changes
    with st.popover(_(f"memory.{what}")):
        st.markdown(_(f"memory.{what}.would", changes=counted(changes)))
        reason = st.text_input(_("memory.why"), key=state.key(f"why_{taken_back}"), max_chars=200)
        st.button(_(f"memory.{what}.yes"), type="primary", key=f"{what}_{taken_back}",
                  on_click=_take_back, args=(save.save_seq, taken_back, what, reason))


def _take_back(save_seq: int, taken_back: int, what: str, reason: str) -> None:
    """Do it once, however often it is pressed; a refusal is kept for the page to say."""
    try:
        made = memory.undo(taken_back, reason, f"undo-{taken_back}-after-{data.revision(OWN)}")
    except OcgraphError as refused:
        st.session_state["undo_refused"] = (save_seq, refused)
        return
    st.session_state["undo_done"] = (what, made.changes)


def _say_done() -> None:
    if done := st.session_state.pop("undo_done", None):
        what, changes = done
        st.success(state.words()(f"memory.{what}.done", changes=counted(changes)))


def _refusal(save: Save) -> None:
    """Say why it was not undone, and lead to each thing that stands in the way."""
    refused_seq, refused = st.session_state.pop("undo_refused", (0, None))
    if refused_seq != save.save_seq:
        return
    _, saves = state.words(), memory.saves()
    st.error(plain(explain(refused, state.language())))
    since = {change.changed_by for change in getattr(refused, "changed_since", ())}
    for number in sorted(since - {save.save_seq}, reverse=True):
        st.button(plain(_("memory.see_what", number=number,
                          what=memory.done_words(saves[number], state.language()))),
                  key=f"in_the_way_{number}", on_click=_choose, args=(number,))
