"""Données: bring a register in, take it out."""

from __future__ import annotations

import uuid
from hashlib import sha256

import streamlit as st

from dashboard import data, state
from dashboard.components.counts import counted
from dashboard.components.import_report import import_report, sheet_summaries
from dashboard.components.text import plain
from dashboard.view import OWN
from ocgraph.errors import OcgraphError
from ocgraph.i18n import explain
from ocgraph.io.reading.register_files import ImportResult
from ocgraph.io.writing.exports import FILE_SUFFIXES, GRAPH_FORMATS, REGISTER_FORMATS
from ocgraph.model import Severity


def show() -> None:
    """Draw the page."""
    _ = state.words()
    st.title(_("page.data.title"), anchor=False)
    bring, take = st.tabs([_("tab.import"), _("tab.export")])
    with bring:
        _import()
    with take:
        _export()


def _import() -> None:
    _ = state.words()
    done = st.container()
    left, right = st.columns([2, 1], gap="medium")
    with right.container(border=True):
        st.markdown(f"**{_('template.title')}**")
        st.caption(_("template.text"))
        language = state.language()
        st.download_button(_("template.get"), lambda: data.template_file(language),
                           file_name=f"{_('template.file')}.xlsx", on_click="ignore",
                           key="template")
    with left:
        uploaded = st.file_uploader(_("import.choose"), key=_uploader_key(),
                                    help=_("import.choose.help"))
    if uploaded is None:
        st.caption(_("import.private"))
        with done:
            _done()
        return
    result = _read(uploaded.name, uploaded.getvalue())
    if result is not None:
        _preview(result, uploaded.name)


def _done() -> None:
    """Say what the last import of this session changed, and where to see it."""
    if (changes := st.session_state.get("taken")) is None:
        return
    _ = state.words()
    st.success(_("import.taken", changes=counted(changes)))
    if st.button(_("import.see"), type="primary", key="see_map"):
        st.switch_page(st.session_state["pages"]["map"])


def _uploader_key() -> str:
    """Name the uploader anew after each file taken, so that it comes back empty."""
    return f"upload_{st.session_state.get('n_taken', 0)}"


def _read(name: str, content: bytes) -> ImportResult | None:
    """Read the file once, and say why when it is refused."""
    _ = state.words()
    mark = sha256(name.encode() + content).hexdigest()
    if st.session_state.get("read_mark") != mark:
        st.session_state.update({"read_mark": mark, "read_result": None, "read_error": None,
                                 "batch_key": uuid.uuid4().hex})
        with st.spinner(_("import.reading")):
            try:
                st.session_state["read_result"] = data.read_upload(name, content)
            except OcgraphError as error:
                st.session_state["read_error"] = error
    if error := st.session_state["read_error"]:
        st.error(plain(explain(error, state.language())))
    return st.session_state["read_result"]


def _preview(result: ImportResult, name: str) -> None:
    """Show what was found, and take it only when told to."""
    _ = state.words()
    st.header(_("import.preview"), anchor=False)
    sheet_summaries(result)
    if result.register.is_empty:
        st.error(_("import.nothing"))
    else:
        _decision(result, name)
    import_report(result)


def _decision(result: ImportResult, name: str) -> None:
    """Say what can be taken, how, and wait for the word."""
    _ = state.words()
    errors = result.count(Severity.ERROR)
    st.markdown(_("import.left_out", n=errors) if errors else _("import.all_good"))
    adds = False
    if not data.register(OWN).is_empty:
        adds = st.radio(_("import.how"), ("add", "replace"), key=state.key("import_how"),
                        format_func=lambda code: _(f"import.how.{code}")) == "add"
    changes = counted(data.changes(result, adds=adds))
    st.markdown(_("import.would", changes=changes))
    if st.button(_("import.take"), type="primary", key="take"):
        _take(result, name, adds=adds)


def _take(result: ImportResult, name: str, *, adds: bool) -> None:
    _ = state.words()
    try:
        taken = data.keep(result, adds=adds, batch_key=st.session_state["batch_key"],
                          file_name=name)
    except OcgraphError as error:
        st.error(plain(explain(error, state.language())))
        return
    state.open_source(OWN)
    st.session_state["taken"] = taken.changes
    st.session_state["n_taken"] = st.session_state.get("n_taken", 0) + 1
    st.rerun()


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
        make = (lambda fmt=fmt: data.register_file(source, fmt, language)
                ) if fmt in REGISTER_FORMATS else (
                    lambda fmt=fmt: data.graph_file(source, lens, fmt))
        button.download_button(_("export.get"), make, key=f"export_{fmt}", on_click="ignore",
                               file_name=f"{_('export.file')}.{FILE_SUFFIXES.get(fmt, fmt)}",
                               width="stretch")
