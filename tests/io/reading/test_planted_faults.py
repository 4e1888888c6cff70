"""Twelve faults planted in a workbook are the twelve that are named, each with its mend."""

import pytest

from ocgraph.i18n import LANGUAGES, say
from ocgraph.io.reading.register_files import read_register
from ocgraph.model import Severity
from tests.io.reading.planted_faults import FAULTS, write_faulty_workbook


@pytest.fixture
def result(tmp_path):
    write_faulty_workbook(tmp_path / "fautes.xlsx")
    return read_register(tmp_path / "fautes.xlsx")


def test_the_twelve_faults_are_named_with_their_place_and_nothing_else_is(result):
    named = sorted((issue.place.sheet, issue.place.row, issue.place.column, issue.code)
                   for issue in result.issues)
    assert named == sorted(FAULTS)
    assert len(named) == 12


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_fault_tells_what_to_write_instead(result, language):
    for issue in result.issues:
        assert len(issue.sentence(language)) > 20
        assert len(issue.mend(language)) > 20
    mends = {issue.code: issue.mend(language) for issue in result.issues}
    assert "Joliette" in mends["unknown_mrc"]
    assert say(language, "issue.left_empty") in mends["unknown_mrc"]
    assert say(language, "issue.left_empty") not in mends["reference_not_found"]
    assert "Maison Invitante" in mends["reference_not_found"]


def test_rows_in_error_are_left_out_and_the_others_are_taken(result):
    names = [actor.name for actor in result.register.actors]
    assert names == ["Maison Invitante", "École des Vents", "Carrefour Imaginaire",
                     "Centre Inventé", "Halte Songée"]
    assert len(result.register.memberships) == 1
    assert [tie.level for tie in result.register.ties] == [None, None]
    errors = {(issue.place.sheet, issue.place.row) for issue in result.issues
              if issue.severity is Severity.ERROR}
    taken = {sheet.sheet: sheet.rows_read - sheet.rows_taken for sheet in result.sheets}
    assert taken == {sheet: sum(name == sheet for name, _ in errors) for sheet in taken}


def test_unreadable_optional_cell_is_left_unknown_never_zero(result):
    by_name = {actor.name: actor for actor in result.register.actors}
    assert by_name["École des Vents"].mrc_code is None
    assert by_name["Halte Songée"].latitude is None
    assert result.register.concertation_tables[0].cadence is None
