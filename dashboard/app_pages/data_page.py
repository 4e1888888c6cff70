"""Données: bring a register in, take it out."""

from __future__ import annotations

import streamlit as st

from dashboard import asking, data, state, uploads
from dashboard.components.allowed import allowed, may_not
from dashboard.components.brought import Brought, brought, take, uploader_key
from dashboard.components.choices import kept_part
from dashboard.components.counts import counted
from dashboard.components.file_questions import file_questions, told_of_file
from dashboard.components.import_report import import_report, sheet_summaries
from dashboard.components.indicator_file import indicator_file
from dashboard.components.journal import journal
from dashboard.components.memory_part import memory_part
from dashboard.components.people_part import people_part
from dashboard.components.record_editor import record_editor
from dashboard.components.taken_away import take_away
from dashboard.components.text import plain
from dashboard.view import DATA_PARTS, OWN
from ocgraph.io.reading.register_files import ImportResult
from ocgraph.io.writing.exports import FILE_SUFFIXES, GRAPH_FORMATS, REGISTER_FORMATS
from ocgraph.model import Severity
from ocgraph.storage import Action


def show() -> None:
    """Draw the page."""
    _ = state.words()
    st.title(_("page.data.title"), anchor=False)
    part = kept_part("data_part", _parts(), lambda code: _(f"tab.{code}"))
    {"import": _import, "edit": record_editor, "journal": journal, "memory": memory_part,
     "figures": indicator_file,
     "export": _export, "people": people_part}[part]()
    data.register(state.source())    # one that can no longer be read is said on every part


def _parts() -> list[str]:
    """Return the parts there are: where nobody signs in, there are no people to tell."""
    parts = [part for part in DATA_PARTS if part != "people" or asking.account() is not None]
    if state.choice("data_part") not in parts:
        state.open_part("data_part", parts[0])
    return parts


def _import() -> None:
    _ = state.words()
    done = st.container()
    left, right = st.columns([2, 1], gap="medium")
    with right.container(border=True):
        st.markdown(f"**{_('template.title')}**")
        st.caption(_("template.text"))
        language = state.language()
        take_away(_("template.get"), lambda: data.template_file(language),
                  file_name=f"{_('template.file')}.xlsx", key="template")
    with left:
        if not asking.may(Action.TAKE):
            st.info(plain(f"{may_not(Action.TAKE)} {_('import.log_alone')}"))
        uploaded = st.file_uploader(_("import.choose"), key=uploader_key("register"),
                                    help=_("import.choose.help"))
    if uploaded is None:
        st.caption(_("import.private"))
        with done:
            _done()
        return
    name, content = uploaded.name, uploaded.getvalue()
    told = told_of_file((name, content))
    read = brought("register", (name, content, told, data.revision(OWN)),
                   lambda: uploads.read_upload(name, content, told, data.register(OWN)))
    if read is not None:
        _preview(read, name)
        file_questions(read.result, told, (name, content))
        import_report(read.result)


def _done() -> None:
    """Say what the last import of this session changed, and where to see it."""
    if (changes := st.session_state.get("taken")) is None:
        return
    _ = state.words()
    st.success(_("import.taken", changes=counted(changes)))
    if st.button(_("import.see"), type="primary", key="see_map"):
        st.switch_page(st.session_state["pages"]["map"])


def _preview(read: Brought, name: str) -> None:
    """Show what was found, and take it only when told to."""
    _, result = state.words(), read.result
    st.header(_("import.preview"), anchor=False)
    sheet_summaries(result)
    if result.register.is_empty:
        st.error(_("import.nothing"))
    else:
        _decision(result, name, read.save_key)


def _decision(result: ImportResult, name: str, save_key: str) -> None:
    """Say what can be taken, how, and wait for the word."""
    _ = state.words()
    is_log = data.is_log(result.register)
    if not is_log and not allowed(Action.TAKE):
        return
    errors = result.count(Severity.ERROR)
    st.markdown(_("import.left_out", n=errors) if errors else _("import.all_good"))
    adds = False
    kept = data.register(OWN)
    if not asking.may(Action.TAKE):
        adds = True    # a log is added to what there is; nothing is replaced
    elif not kept.is_empty or kept.indicators:
        adds = st.radio(_("import.how"), ("add", "replace"), key=state.key("import_how"),
                        format_func=lambda code: _(f"import.how.{code}")) == "add"
    changes = counted(data.changes(result.register, adds=adds))
    st.markdown(_("import.would", changes=changes))
    if st.button(_("import.take"), type="primary", key="take"):
        take(result.register, adds=adds, save_key=save_key, file_name=name)


def _export() -> None:
    """Offer the register and the network in each format, said for whom."""
    _ = state.words()
    if data.register(state.source()).is_empty:
        st.info(_("export.empty"))
        return
    st.markdown(_("export.team_only"))
    source, lens, language = state.source(), state.lens(), state.language()
    for fmt in (*REGISTER_FORMATS, *GRAPH_FORMATS):
        text, button = st.columns([4, 1], vertical_alignment="center")
        text.markdown(f"**{_(f'export.{fmt}')}**  \n{_(f'export.{fmt}.text')}")
        text.caption(_(f"export.{fmt}.keeps"))
        make = (lambda fmt=fmt: data.register_file(source, fmt, language)
                ) if fmt in REGISTER_FORMATS else (
                    lambda fmt=fmt: data.graph_file(source, lens, fmt))
        with button:
            take_away(_("export.get"), make, key=f"export_{fmt}",
                               file_name=f"{_('export.file')}.{FILE_SUFFIXES.get(fmt, fmt)}",
                               width="stretch")
