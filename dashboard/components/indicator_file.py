"""A file of figures by MRC: what it holds, what it does not say, and the word that takes it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

import pandas as pd
import streamlit as st

from dashboard import data, state, uploads
from dashboard.components.allowed import allowed
from dashboard.components.brought import brought, take, uploader_key
from dashboard.components.counts import counted
from dashboard.components.import_report import findings
from dashboard.components.text import text_table
from dashboard.view import DEMONSTRATIONS
from ocgraph.analysis.wording import listed
from ocgraph.i18n import sort_key
from ocgraph.io.indicators.found import Asked, Coverage, FoundIndicators, coverage_of
from ocgraph.io.indicators.kinds import code_of, indicator_kinds, kind_of
from ocgraph.model import Severity
from ocgraph.storage import Action

_NAMED = 5
_TYPED = ("year", "unit", "source")


def indicator_file() -> None:
    """Ask for a file, say what is in it, and take it only when told to."""
    _ = state.words()
    _done()
    st.markdown(_("figures.text"))
    if state.source() in DEMONSTRATIONS:
        st.info(_("figures.demo"))
    if not allowed(Action.TAKE):
        _known()
        return
    uploaded = st.file_uploader(_("figures.choose"), key=uploader_key("figures"),
                                help=_("import.choose.help"))
    if uploaded is None:
        st.caption(_("figures.private"))
        _known()
        return
    name, content = uploaded.name, uploaded.getvalue()
    asked = _asked()
    read = brought("figures", (name, content, asked),
                   lambda: uploads.read_indicators(name, content, asked))
    if read is None:
        return
    found: FoundIndicators = read.result
    _ask(found, asked)
    st.header(_("import.preview"), anchor=False)
    if found.indicators:
        _coverage(found.coverage)
        _decision(found, read.save_key, name)
    else:
        st.error(_("figures.nothing"))
    findings(found.issues)


def _done() -> None:
    """Say what the last file taken changed, and where to see it."""
    if (changes := st.session_state.get("taken")) is None:
        return
    _ = state.words()
    st.success(_("import.taken", changes=counted(changes)))
    if data.register(state.source()).is_empty:
        return   # the territories are shown with those who are present
    if st.button(_("figures.see"), type="primary", key="see_territories"):
        st.switch_page(st.session_state["pages"]["territories"])


def _key(name: str) -> str:
    return state.key(uploader_key(f"asked_{name}"))


def _asked() -> Asked:
    """Return what the person already said of the file."""
    said = {name: (st.session_state.get(_key(name)) or "").strip()
            for name in ("indicator", *_TYPED)}
    return Asked(**said | {"indicator": code_of(said["indicator"])})


def _ask(found: FoundIndicators, asked: Asked) -> None:
    """Ask what the file does not say."""
    _ = state.words()
    lacking = [name for name in ("indicator", *_TYPED)
               if name in found.unsaid or getattr(asked, name)]
    if not lacking:
        return
    st.markdown(_("figures.ask"))
    for column, name in zip(st.columns(len(lacking)), lacking, strict=True):
        with column:
            _field(name)


def _field(name: str) -> None:
    _ = state.words()
    label, key = _(f"figures.ask.{name}"), _key(name)
    if name != "indicator":
        st.text_input(label, key=key, placeholder=_(f"figures.ask.{name}.hint"))
        return
    name_in = partial(_name, language=state.language())
    st.selectbox(label, sorted(indicator_kinds(), key=lambda code: sort_key(name_in(code))),
                 index=None, key=key, format_func=name_in, accept_new_options=True,
                 placeholder=_("figures.ask.indicator.hint"))


def _name(code: str, language: str) -> str:
    return kind_of(code).label.in_language(language)


def _decision(found: FoundIndicators, save_key: str, name: str) -> None:
    """Say what would be taken, and wait for the word."""
    _ = state.words()
    if errors := found.count(Severity.ERROR):
        st.markdown(_("import.left_out", n=errors))
    changes = counted(data.changes(found.register, adds=True))
    st.markdown(_("import.would", changes=changes))
    if st.button(_("figures.take"), type="primary", key="take_figures"):
        take(found.register, adds=True, save_key=save_key, file_name=name)


def _known() -> None:
    """Show which figures the open register has."""
    coverage = coverage_of(data.register(state.source()).indicators)
    if coverage:
        st.subheader(state.words()("figures.known"), anchor=False)
        _coverage(coverage)


def _coverage(coverage: Iterable[Coverage]) -> None:
    """Show which indicators and years there are, and which territories have no figure."""
    _, language = state.words(), state.language()
    n_all = len(data.territories())
    text_table(pd.DataFrame([{
        _("figures.column.indicator"): _name(one.indicator, language),
        _("figures.column.year"): one.year,
        _("figures.column.direction"): _(f"direction.{kind_of(one.indicator).direction}"),
        _("figures.column.known"): _("figures.known_of", n=one.n_known, total=n_all),
        _("figures.column.missing"): listed(one.missing_names, language, _NAMED),
    } for one in coverage]))
