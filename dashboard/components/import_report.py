"""What was found in a file: said before anything is taken."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dashboard import state
from dashboard.components.text import plain
from ocgraph.i18n import sort_key
from ocgraph.io.register_files import ImportResult
from ocgraph.io.sheets import place_label
from ocgraph.model import ENTITY_LABELS, Issue, Severity

_TONE = {Severity.ERROR: st.error, Severity.WARNING: st.warning, Severity.NOTICE: st.info}


def import_report(result: ImportResult) -> None:
    """Show what each sheet was taken for, then every finding, the gravest first."""
    _sheets(result)
    for severity in Severity:
        _findings(severity, [issue for issue in result.issues if issue.severity is severity])
    _set_aside(result)
    _duplicates(result)


def _sheets(result: ImportResult) -> None:
    _ = state.words()
    st.dataframe(pd.DataFrame([{
        _("import.sheet"): summary.sheet or summary.file,
        _("import.taken_for"): ENTITY_LABELS[summary.entity].in_language(state.language())
        if summary.entity else _("import.not_read"),
        _("import.rows_read"): summary.rows_read,
        _("import.rows_taken"): summary.rows_taken,
    } for summary in result.sheets]), hide_index=True, alt=_("import.sheets"))


def _findings(severity: Severity, issues: list[Issue]) -> None:
    """Show findings of one weight as a table: where, what is wrong, what to write."""
    if not issues:
        return
    _ = state.words()
    _TONE[severity](_(f"import.{severity}", n=len(issues)))
    frame = pd.DataFrame([{
        _("import.where"): place_label(issue.place, state.language()),
        _("import.what"): issue.sentence(state.language()),
        _("import.mend"): issue.mend(state.language())} for issue in issues])
    st.dataframe(frame, hide_index=True, alt=_(f"import.{severity}", n=len(issues)),
                 row_height=56,
                 column_config={title: st.column_config.TextColumn(width="large")
                                for title in list(frame)[1:]})


def _set_aside(result: ImportResult) -> None:
    if not result.set_aside:
        return
    _ = state.words()
    st.info("\n".join([_("import.set_aside", n=sum(x.cells for x in result.set_aside)), ""] + [
        "- " + plain(_("import.set_aside.column", sheet=aside.sheet or aside.file,
                       column=aside.column, nature=_(f"import.nature.{aside.nature}"),
                       n=aside.cells)) for aside in result.set_aside]))


def _duplicates(result: ImportResult) -> None:
    if not result.duplicates:
        return
    _ = state.words()
    st.warning(_("import.duplicates", n=len(result.duplicates)))
    names = sorted(((pair.first_name, pair.second_name) for pair in result.duplicates),
                   key=lambda pair: sort_key(pair[0]))
    st.dataframe(pd.DataFrame(names, columns=[_("import.duplicate.one"),
                                              _("import.duplicate.other")]),
                 hide_index=True, alt=_("import.duplicates", n=len(names)))
