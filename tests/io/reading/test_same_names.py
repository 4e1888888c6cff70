"""A name that two records bear names neither, unless the place beside it tells them apart."""

import openpyxl
import pytest

from ocgraph.model import Severity
from tests.io.reading.here import read_here

ACTORS = [["Nom", "MRC"], ["Maison Invitante", "Joliette"], ["École des Vents", "Montcalm"],
          ["Maison Invitante", None]]
TIES = [["Acteur A", "Acteur B"], ["Maison Invitante", "École des Vents"]]


@pytest.fixture
def read(tmp_path):
    """Write the actors, the seats and the ties in a workbook, and read it."""
    def read_sheets(seats, actors=ACTORS):
        book = openpyxl.Workbook()
        book.remove(book.active)
        for title, rows in (("Acteurs", actors), ("Sièges", seats), ("Liens", TIES)):
            page = book.create_sheet(title)
            for row in rows:
                page.append(row)
        book.save(tmp_path / "registre.xlsx")
        return read_here(tmp_path / "registre.xlsx")
    return read_sheets


def ambiguous(result):
    return {issue.place.sheet: issue for issue in result.issues
            if issue.code == "reference_ambiguous"}


def test_name_of_two_actors_is_ambiguous_on_a_seat_as_on_a_tie(read):
    result = read([["Table", "Membre"], ["Table A", "Maison Invitante"]])
    found = ambiguous(result)
    assert {sheet: issue.params["count"] for sheet, issue in found.items()} == {
        "Sièges": 2, "Liens": 2}
    assert {issue.severity for issue in found.values()} == {Severity.ERROR}
    assert result.register.memberships == ()


def test_ambiguous_name_is_mended_by_the_rows_where_it_stands(read):
    found = ambiguous(read([["Table", "Membre"], ["Table A", "Maison Invitante"]]))
    french, english = (found["Sièges"].mend(language) for language in ("fr", "en"))
    assert "feuille «\u00a0Acteurs\u00a0», lignes 2 et 4." in french
    assert "sheet “Acteurs”, rows 2 and 4." in english
    assert "actor-" not in french + english


@pytest.mark.parametrize("actors", [ACTORS, [ACTORS[0], *reversed(ACTORS[1:])]])
def test_place_beside_a_seat_tells_two_actors_apart(read, actors):
    result = read([["Table", "Membre", "MRC"], ["Table A", "Maison Invitante", "Joliette"]],
                  actors)
    (seat,) = result.register.memberships
    assert result.register.actor_by_id[seat.member_id].mrc_code == "61"
    assert set(ambiguous(result)) == {"Liens"}
    assert [actor.mrc_code for actor in result.register.actors].count(None) == 1


def test_what_an_ambiguous_seat_tells_completes_neither_actor(read):
    result = read([["Table", "Membre", "Type"], ["Table A", "Maison Invitante", "OBNL"]])
    assert [actor.kind for actor in result.register.actors] == [None, None, None]
