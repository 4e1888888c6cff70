"""A sheet that lists the members of one table gives seats, whatever its name says it with."""

import openpyxl
import pytest

from ocgraph.i18n import LANGUAGES
from ocgraph.model import Actor, ConcertationTable, Membership, Severity
from tests.io.reading.here import read_here

MEMBERS = [["Organisme", "Rôle", "Courriel"],
           ["Maison Invitante", "Coordination", "info@invitante.example"],
           ["École des Vents", "membre", None]]


@pytest.fixture
def read(tmp_path):
    """Write sheets, in order, in a workbook, and read it."""
    def read_sheets(sheets):
        book = openpyxl.Workbook()
        book.remove(book.active)
        for title, rows in sheets.items():
            page = book.create_sheet(title)
            for row in rows:
                page.append(row)
        book.save(tmp_path / "registre.xlsx")
        return read_here(tmp_path / "registre.xlsx")
    return read_sheets


def tables(result):
    return [table.name for table in result.register.concertation_tables]


def told(result):
    return [issue for issue in result.issues if issue.code == "read_as_members"]


@pytest.mark.parametrize(("sheet", "table"), [
    ("Table jeunesse", "Table jeunesse"), ("Membres jeunesse", "Table jeunesse"),
    ("Membres de la Table jeunesse", "Table jeunesse"), ("Comité logement", "Comité logement"),
    ("Membres du comité logement", "Comité logement"), ("Concertation aînés", "Concertation aînés"),
    ("Liste des membres – Table aînés", "Table aînés"), ("table_jeunesse", "Table jeunesse"),
    ("Table jeunesse - membres 2024", "Table jeunesse"), ("Jeunesse", "Jeunesse")])
def test_sheet_without_a_table_column_gives_the_seats_of_the_table_it_names(read, sheet, table):
    result = read({sheet: MEMBERS})
    assert tables(result) == [table]
    assert [actor.name for actor in result.register.actors] == [row[0] for row in MEMBERS[1:]]
    assert [seat.role for seat in result.register.memberships] == ["coordination", "member"]
    assert [summary.entity for summary in result.sheets] == [Membership]
    assert not result.count(Severity.ERROR)


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_said_for_which_table_the_sheet_was_taken_and_what_to_write_if_not(read, language):
    (issue,) = told(read({"Table jeunesse": MEMBERS}))
    assert issue.severity is Severity.NOTICE
    assert "Table jeunesse" in issue.sentence(language)
    assert "Table" in issue.mend(language)


def test_title_above_the_columns_names_the_table_better_than_the_sheet(read):
    rows = [["Table jeunesse de Joliette"], [], *MEMBERS]
    for sheet in ("Table jeunesse", "Feuil1", "Membres"):
        assert tables(read({sheet: rows})) == ["Table jeunesse de Joliette"]


def test_seats_join_the_table_and_the_actors_already_listed(read):
    result = read({"Acteurs": [["Nom", "MRC"], ["Maison Invitante", "Joliette"],
                               ["École des Vents", "Montcalm"]],
                   "Tables": [["Table", "Thème"], ["Jeunesse", "Jeunesse"], ["Comité X", None]],
                   "Membres jeunesse": MEMBERS, "comité x": MEMBERS})
    assert len(result.register.actors) == 2
    assert tables(result) == ["Jeunesse", "Comité X"]
    assert [seat.concertation_table_id for seat in result.register.memberships] == (
        ["table-jeunesse"] * 2 + ["table-comite-x"] * 2)


def test_table_that_the_list_of_tables_lacks_is_made(read):
    result = read({"Tables": [["Table", "Thème"], ["Table aînés", None]],
                   "Table jeunesse": MEMBERS})
    assert tables(result) == ["Table aînés", "Table jeunesse"]
    assert len(result.register.memberships) == 2


def test_sheet_named_as_a_table_needs_no_column_of_roles(read):
    result = read({"Comité logement": [["Nom", "MRC"], ["Maison Invitante", "Joliette"]]})
    assert len(result.register.memberships) == 1
    assert result.register.actors[0].mrc_code == "61"


@pytest.mark.parametrize(("sheet", "rows", "entity"), [
    ("Tables", [["Nom", "MRC"], ["Table A", "Joliette"]], ConcertationTable),
    ("Tables Lanaudière", [["Table", "Thème"], ["Table A", None]], ConcertationTable),
    ("Table de concertation", [["Nom", "Thème"], ["Table A", None]], ConcertationTable),
    ("Membres", [["Table", "Organisme"], ["Table A", "A"]], Membership),
    ("Membres jeunesse", [["Table", "Organisme"], ["Table A", "A"]], Membership),
    ("Acteurs", [["Nom", "MRC", "Statut"], ["A", "Joliette", "actif"]], Actor),
    ("Organismes 2024", MEMBERS, Actor), ("Feuil1", MEMBERS, Actor),
    ("Jeunesse", [["Nom", "MRC"], ["A", "Joliette"]], Actor)])
def test_other_lists_stay_what_they_are(read, sheet, rows, entity):
    result = read({sheet: rows})
    assert [summary.entity for summary in result.sheets] == [entity]
    assert told(result) == []


def test_list_of_persons_makes_no_actor_of_them(read):
    result = read({"Table jeunesse": [["Nom", "Organisme", "Rôle"],
                                      ["Jeanne Untel", "Maison Invitante", "membre"]]})
    assert [actor.name for actor in result.register.actors] == ["Maison Invitante"]
    assert "Untel" not in repr(result)


def test_member_that_seems_to_be_a_person_is_to_be_looked_at_and_not_repeated(read):
    result = read({"Table jeunesse": [["Membre", "Rôle"], ["Jeanne Untel", "membre"]]})
    assert [issue.code for issue in result.issues if issue.severity is Severity.WARNING] == [
        "person_for_actor"]
    assert "Untel" not in repr(result.issues)


def test_text_file_names_its_table_with_hyphens_for_spaces(tmp_path):
    path = tmp_path / "table-jeunesse.csv"
    path.write_text("Organisme;Rôle\nMaison Invitante;membre\n", encoding="utf-8")
    assert tables(read_here(path)) == ["Table jeunesse"]
