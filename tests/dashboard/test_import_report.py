"""What a file holds is said before anything is taken, the gravest first."""

from __future__ import annotations

import pytest
from openpyxl import Workbook
from streamlit.testing.v1 import AppTest

from dashboard import uploads
from ocgraph.i18n import say
from ocgraph.io.reading.register_files import ImportResult
from ocgraph.model import Issue, Register, Severity

ROWS = [
    ("Nom", "Type", "MRC", "Courriel"),
    ("Carrefour Inventé", "organisme communautaire", "Joliette", "a@exemple.invalid"),
    ("Carrefour inventé", "organisme communautaire", "Joliette", None),
    ("![x](https://exemple.invalid)", "{{ 7*7 }}", "Jolliette", None),
    (None, "école", "Montcalm", None),
]


def report_page(result, language):  # its body alone is run: it imports what it needs
    import streamlit as st  # noqa: PLC0415

    from dashboard.components.import_report import (  # noqa: PLC0415
        import_report,
        sheet_summaries,
    )

    st.session_state["language"] = language
    sheet_summaries(result)
    import_report(result)


def shown(result, language="fr"):
    app = AppTest.from_function(report_page, args=(result, language), default_timeout=60).run()
    assert not app.exception
    return app


def spaced(text):
    return text.replace("\u00a0", " ")


@pytest.fixture
def result(tmp_path):
    """A file with an error, things to look at, an e-mail and two names alike."""
    book = Workbook()
    book.active.title = "Acteurs"
    for row in ROWS:
        book.active.append(row)
    book.save(tmp_path / "registre.xlsx")
    found = uploads.read_upload("registre.xlsx", (tmp_path / "registre.xlsx").read_bytes())
    assert {issue.severity for issue in found.issues} == set(Severity)
    return found


def test_each_weight_has_its_banner_with_its_number(result):
    app = shown(result)

    assert spaced(app.error[0].value).startswith(f"{result.count(Severity.ERROR)} problème")
    assert spaced(app.warning[0].value).startswith(f"{result.count(Severity.WARNING)} chose")
    assert spaced(app.info[0].value).startswith(f"{result.count(Severity.NOTICE)} chose")


def test_each_finding_has_its_place_and_its_mend(result):
    rows = [row for table in shown(result).table for row in table.value.itertuples(index=False)]

    assert len(rows) == len(result.issues)
    assert all(where and what and mend for where, what, mend in rows)


def test_typed_text_in_a_finding_is_escaped(result):
    cells = " ".join(cell for table in shown(result).table for cell in table.value.to_numpy().flat)

    assert "Jolliette" in cells
    assert "{{ 7" not in cells
    assert "a@exemple" not in cells


def test_names_that_look_alike_are_shown_side_by_side(result):
    pairs = shown(result).dataframe[-1].value

    assert {"Carrefour Inventé", "Carrefour inventé"} == set(pairs.to_numpy().flat)


def test_report_is_said_in_english_too(result):
    app = shown(result, "en")

    assert "problem" in app.error[0].value
    assert list(app.table[0].value.columns) == [
        say("en", f"import.{title}") for title in ("where", "what", "mend")]


def test_file_without_any_finding_shows_its_sheets_alone():
    app = shown(ImportResult(Register(), (), (), (), ()))

    assert not app.error
    assert not app.warning
    assert not app.table


def test_long_report_says_how_many_more_there_are():
    repeated = tuple(Issue(Severity.WARNING, "unknown_mrc", found=f"Lieu {rank}")
                     for rank in range(100))
    app = shown(ImportResult(Register(), repeated, (), (), ()))

    assert len(app.table[0].value) < 100
    assert f"{100 - len(app.table[0].value)}" in app.caption[0].value
