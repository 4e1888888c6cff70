"""What a file brought in does not say: proposed, and read only once a person has confirmed."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from dashboard import data, state
from dashboard.components.brought import uploader_key
from dashboard.components.text import plain
from dashboard.view import OWN
from ocgraph.i18n import Label
from ocgraph.io.reading.register_files import ImportResult
from ocgraph.io.reading.told import NOT_LEVELS, Told, UnsettledWord
from ocgraph.model import Actor, Tie, declarations, vocabulary

_MOST_ASKED = 12
_LACKING = frozenset({"missing_column", "nothing_recognised"})


def told_of_file(mark: object) -> Told:
    """Return what the person already said of a file, told by its mark."""
    of, told = st.session_state.get("told_of_file") or (None, Told())
    return told if of == mark else Told()


def file_questions(result: ImportResult, told: Told, mark: object) -> None:
    """Ask what the file does not say, the nearest answer proposed; keep what is confirmed."""
    words, columns = _words(result, told), _columns(result, told)
    asks_scale = result.asks_scale or bool(told.scale)
    asks_post = bool(_posts()) and (result.asks_post or bool(told.post))
    if not (words or columns or asks_scale or asks_post):
        return
    _ = state.words()
    with st.form(key=_key("form")):
        st.markdown(f"**{_('told.title')}**")
        said = [(word.vocabulary, word.written, code) for word in words if (code := _word(word))]
        held = [(title, name) for title, chosen in columns.items()
                if (name := _column(title, chosen))]
        scale = _scale(result, told) if asks_scale else ""
        post = _post(told) if asks_post else ""
        if (left := len(_all_words(result, told)) - len(words)) > 0:
            st.caption(_("told.more", n=left))
        if st.form_submit_button(_("told.use")):
            st.session_state["told_of_file"] = mark, Told(
                tuple(said), tuple(held), scale, post)
            st.rerun()


def _key(name: str) -> str:
    return state.key(uploader_key(f"told_{name}"))


def _all_words(result: ImportResult, told: Told) -> list[UnsettledWord]:
    """Return the words already told, with what was said, then those to tell."""
    return [*(UnsettledWord(*word) for word in told.words), *result.unsettled]


def _words(result: ImportResult, told: Told) -> list[UnsettledWord]:
    return _all_words(result, told)[:_MOST_ASKED]


def _columns(result: ImportResult, told: Told) -> Mapping[str, str]:
    """Return the columns whose title says nothing, where something lacks, with what was told."""
    lacks = any(issue.code in _LACKING for issue in result.issues)
    unknown = [issue.found for issue in result.issues if issue.code == "unknown_column"]
    asked = dict.fromkeys(unknown[:_MOST_ASKED] if lacks else (), "")
    return asked | dict(told.columns)


def _word(word: UnsettledWord) -> str:
    _ = state.words()
    labels = {code: term.label for code, term in word.choices.items()}
    return _chosen(plain(_("told.word", written=word.written)), word.proposed,
                   {"": _("told.word.none")} | _wordings(labels),
                   f"{word.vocabulary}_{word.written}")


def _column(title: str, chosen: str) -> str:
    _ = state.words()
    headers = {field.name: field.header for entity in (Tie, Actor)
               for field in declarations(entity)}
    return _chosen(plain(_("told.column", title=title)), chosen,
                   {"": _("told.column.none")} | _wordings(headers), f"column_{title}")


def _scale(result: ImportResult, told: Told) -> str:
    _ = state.words()
    used = next((tie.scale for tie in result.register.ties if tie.scale), NOT_LEVELS)
    labels = {code: term.label for code, term in vocabulary("intensity_scale").items()}
    return _chosen(_("told.scale"), told.scale or used,
                   {NOT_LEVELS: _("told.scale.none")} | _wordings(labels), "scale")


def _posts() -> list[str]:
    return [post.name for post in data.register(OWN).community_organizers]


def _post(told: Told) -> str:
    _ = state.words()
    return _chosen(_("told.post"), told.post,
                   {"": _("told.post.none")} | {name: name for name in _posts()}, "post")


def _wordings(labels: Mapping[str, Label]) -> dict[str, str]:
    return {code: label.in_language(state.language()) for code, label in labels.items()}


def _chosen(label: str, chosen: str, wordings: Mapping[str, str], name: str) -> str:
    """Show the codes by their wording, and return the one chosen."""
    codes = list(wordings)
    return st.selectbox(label, codes, index=codes.index(chosen), format_func=wordings.__getitem__,
                        key=_key(name))
