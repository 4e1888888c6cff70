"""What was found in a file: said before anything is taken."""

from __future__ import annotations

from collections.abc import Collection, Iterable

import pandas as pd
import streamlit as st

from dashboard import state
from dashboard.components.taken_away import take_away
from dashboard.components.text import text_table
from ocgraph.i18n import sort_key
from ocgraph.io.reading.register_files import ImportResult
from ocgraph.io.reading.sheets import place_label
from ocgraph.io.writing.written_text import guard_formula
from ocgraph.model import ENTITY_LABELS, Issue, Severity

_SHOWN = 40
_TONE = {Severity.ERROR: st.error, Severity.WARNING: st.warning, Severity.NOTICE: st.info}


def import_report(result: ImportResult) -> None:
    """Show every finding, the gravest first, then the names that look alike."""
    findings(result.issues)
    _duplicates(result)


def findings(issues: Collection[Issue]) -> None:
    """Show every finding, the gravest first, and offer them as a file."""
    for severity in Severity:
        _findings(severity, [issue for issue in issues if issue.severity is severity])
    _report_download(issues)


def sheet_summaries(result: ImportResult) -> None:
    """Show what each sheet was taken for, and how many of its rows can be taken."""
    _ = state.words()
    st.dataframe(pd.DataFrame([{
        _("import.sheet"): summary.sheet or summary.file,
        _("import.taken_for"): ENTITY_LABELS[summary.entity].in_language(state.language())
        if summary.entity else _("import.not_read"),
        _("import.rows_read"): summary.rows_read,
        _("import.rows_taken"): summary.rows_taken,
    } for summary in result.sheets]), hide_index=True, alt=_("import.sheets"))


def _findings(severity: Severity, issues: list[Issue]) -> None:
    """Show findings of one weight: where, what is wrong, what to write."""
    if not issues:
        return
    _ = state.words()
    _TONE[severity](_(f"import.{severity}", n=len(issues)))
    text_table(_frame(issues[:_SHOWN]))
    if len(issues) > _SHOWN:
        st.caption(_("import.more", n=len(issues) - _SHOWN))


def _frame(issues: Iterable[Issue]) -> pd.DataFrame:
    _ = state.words()
    return pd.DataFrame([{
        _("import.where"): place_label(issue.place, state.language()),
        _("import.what"): issue.sentence(state.language()),
        _("import.mend"): issue.mend(state.language())} for issue in issues])


def _report_download(issues: Collection[Issue]) -> None:
    """Offer every finding as a file, for whoever mends the workbook."""
    if not issues:
        return
    _ = state.words()
    content = _frame(issues).map(guard_formula).to_csv(index=False, sep=";").encode(
        "utf-8-sig")
    take_away(_("import.report"), lambda: content, mime="text/csv", key="report",
              file_name=f"{_('import.report.file')}.csv")


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
