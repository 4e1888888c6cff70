"""A day of work, noted in half a minute: with whom, how long, when, and what of one’s frame."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

import streamlit as st

from dashboard import journal, state
from dashboard.components.choices import kept_choice
from dashboard.components.refusal import said_when_refused, tried
from dashboard.components.text import plain
from dashboard.components.typing import TYPED_HERE, follow_typing
from dashboard.view import HOURS_CHOICES
from ocgraph.analysis.journal import personal_in
from ocgraph.analysis.journal_wording import hours_words, noted_sentence
from ocgraph.analysis.record_forms import save_key_of
from ocgraph.model import FRAME_KINDS, Engagement, declarations, frame_terms, label_of, vocabulary

_OTHER = "other"
_HOURS = next(field for field in declarations(Engagement) if field.name == "hours")
_LONGEST_NOTE = 500


def journal_form(post: str) -> None:
    """Show the form of a post, as it was left, and the button that notes."""
    typed = _typed(post)
    with st.container(key=f"{TYPED_HERE}_journal"):
        _who(post, typed)
        _how_long(post, typed)
        _when(post, typed)
        _what(post, typed)
        _more(post, typed)
    follow_typing()
    with st.container(key="journal_bar"):
        _said_of_last(post)
        _missing(typed)
        st.button(state.words()("journal.note_it"), type="primary", key="note_it",
                  width="stretch", on_click=_note, args=(post,))


def _typed(post: str) -> dict[str, Any]:
    """Return what the form of a post holds: what this session typed, else what was left."""
    if st.session_state.get("journal_of") != post:
        st.session_state.update({"journal_of": post, "journal_typed": journal.left(post)})
    return st.session_state["journal_typed"]


def _key(field: str) -> str:
    """Name a field of the form: another at each entry noted, so that it comes back empty."""
    return state.key(f"journal_{field}_{st.session_state['journal_typed']['save_key']}")


def _holding(post: str, field: str, key: str, read: Callable[[Any], Any] = lambda value: value
             ) -> Callable[[], None]:
    """Return the callback that keeps what a field holds, in the session and in the draft."""
    def hold(value: Any) -> None:
        typed = st.session_state["journal_typed"]
        today = datetime.date.today().isoformat()   # left overnight, it stays the day it was
        st.session_state["journal_typed"] = {**typed, "day": typed["day"] or today,
                                             field: read(value)}
        st.session_state.pop("journal_missing", None)
        tried(lambda: journal.hold(post, st.session_state["journal_typed"]))

    return state.when_there(key, hold)


def _who(post: str, typed: dict[str, Any]) -> None:
    _, key, names = state.words(), _key("who"), journal.names()
    st.multiselect(_("journal.who"), journal.targets(post), key=key, format_func=names.get,
                   default=[one for one in typed["targets"] if one in names],
                   placeholder=_("journal.who.hint"), help=_("journal.who.help"),
                   select_all=False, on_change=_holding(post, "targets", key, list))


def _how_long(post: str, typed: dict[str, Any]) -> None:
    """Offer the usual lengths, and any other; none chosen is unknown, which is not zero."""
    _, key, language = state.words(), _key("hours"), state.language()
    hours = typed["hours"]
    is_free = _OTHER in (hours, st.session_state.get(key)) or hours not in (None, *HOURS_CHOICES)
    chosen = st.pills(
        _("journal.hours"), [*HOURS_CHOICES, _OTHER], key=key,
        default=_OTHER if is_free else hours, help=_("journal.hours.help"),
        format_func=lambda one: _("journal.hours.other") if one == _OTHER
        else hours_words(one, language),
        on_change=_holding(post, "hours", key, lambda one: None if one == _OTHER else one))
    if chosen == _OTHER:
        free = _key("hours_free")
        st.number_input(_("journal.hours.free"), 0.0, float(_HOURS.maximum), value=hours,
                        step=0.25, key=free, on_change=_holding(post, "hours", free))
    if len(typed["targets"]) > 1:
        st.caption(_("journal.shared", n=len(typed["targets"])))


def _when(post: str, typed: dict[str, Any]) -> None:
    """Offer today, yesterday, and any other day before."""
    _, key = state.words(), _key("when")
    days = {day.isoformat(): name for name, day in journal.near_days().items()}
    day = typed["day"] or next(iter(days))
    offered = [*days, _OTHER]
    chosen = st.pills(
        _("journal.when"), offered, key=key, required=True, default=day if day in days else _OTHER,
        format_func=lambda one: _(f"journal.when.{days.get(one, _OTHER)}"),
        on_change=_holding(post, "day", key))
    if chosen == _OTHER:
        other = _key("day")
        st.date_input(_("journal.day"), key=other, format="YYYY-MM-DD", max_value="today",
                      value=None if day == _OTHER else datetime.date.fromisoformat(day),
                      on_change=_holding(post, "day", other,
                                         lambda one: one.isoformat() if one else _OTHER))


def _what(post: str, typed: dict[str, Any]) -> None:
    """Ask for the frame, then for its words, kind by kind: none is required."""
    _, language = state.words(), state.language()
    kept_choice("frame", _("journal.frame"), vocabulary("frame"),
                lambda code: label_of("frame", code, language))
    frame = state.choice("frame")
    for kind in FRAME_KINDS:
        terms = frame_terms(frame, kind)
        if not terms:
            continue
        key = f"{_key(kind)}_{frame}"
        st.pills(label_of("frame_kind", kind, language), list(terms), key=key,
                 default=typed[kind] if typed[kind] in terms else None,
                 format_func=lambda code, terms=terms: plain(
                     terms[code].label.in_language(language)),
                 on_change=_holding(post, kind, key))


def _more(post: str, typed: dict[str, Any]) -> None:
    """Ask for the intensity and a note, which names nobody."""
    _, key = state.words(), _key("intensity")
    st.pills(_("journal.intensity"), [1, 2, 3], key=key, default=typed["intensity"],
             format_func=lambda level: _(f"journal.intensity.{level}"),
             on_change=_holding(post, "intensity", key))
    key = _key("note")
    st.text_area(_("journal.note"), value=typed["note"], key=key, height=68,
                 max_chars=_LONGEST_NOTE, help=_("journal.note.help"),
                 on_change=_holding(post, "note", key))
    if st.session_state[key] != typed["note"]:   # its change was told to a server that is gone
        _holding(post, "note", key)()
    if found := personal_in(typed["note"]):
        st.error(_(f"journal.note_{found}"))


def _missing(typed: dict[str, Any]) -> None:
    """Say what keeps the entry from being noted, once it was tried."""
    _ = state.words()
    if not st.session_state.get("journal_missing"):
        return
    if not typed["targets"]:
        st.warning(_("journal.no_target"))
    if typed["day"] == _OTHER:
        st.warning(_("journal.no_day"))
    if personal_in(typed["note"]):
        st.warning(_("journal.mend_note"))


@said_when_refused
def _note(post: str) -> None:
    """Note what is typed, and empty the form for the next one; post and frame stay."""
    typed = st.session_state["journal_typed"]
    st.session_state.pop("journal_noted", None)
    if not typed["targets"] or typed["day"] == _OTHER or personal_in(typed["note"]):
        st.session_state["journal_missing"] = True
        return
    entries = journal.entries_typed(post, state.choice("frame"), typed)
    saved: list = []
    if tried(lambda: saved.append(journal.note(
            entries, save_key_of(typed["save_key"], typed)))):
        st.session_state["journal_noted"] = (
            saved[0], noted_sentence(entries, journal.names(), state.language()), typed)
        st.session_state["journal_typed"] = journal.blank()
        tried(lambda: journal.let_go(post))


def _said_of_last(post: str) -> None:
    """Say what was noted just now, and offer to take it back."""
    _ = state.words()
    if undone := st.session_state.pop("journal_undone", None):
        st.info(plain(_("journal.undone", told=undone)))
    if noted := st.session_state.get("journal_noted"):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.success(plain(noted[1]))
            st.button(_("journal.undo"), key="journal_undo", on_click=_undo, args=(post,))


@said_when_refused
def _undo(post: str) -> None:
    """Take back the last entry; its form comes back to be mended, unless another is begun."""
    saved, told, typed = st.session_state.pop("journal_noted")
    if not tried(lambda: journal.undo(saved)):
        return
    st.session_state["journal_undone"] = told
    if not journal.is_touched(st.session_state["journal_typed"]):
        again = typed | {"save_key": journal.blank()["save_key"]}
        st.session_state["journal_typed"] = again
        tried(lambda: journal.hold(post, again))
