"""A team's files read as a register: what is taken, and everything that is said."""

import datetime

import openpyxl
import pytest

from ocgraph.i18n import LANGUAGES, Label
from ocgraph.io.reading.register_files import read_register
from ocgraph.io.reading.sheets import place_label
from ocgraph.model import Register, Severity
from tests.io.reading.here import read_here

ACTORS = [["Nom de l’organisme", "Type", "MRC", "Secteurs"],
          ["Maison Invitante", "org. comm.", "Joliette", "Jeunesse; Familles"],
          ["École des Vents", "École", "Montcalm", "Réseau scolaire"]]
TABLES = [["Table", "Thème", "MRC"], ["Table famille", "Familles", "Joliette"]]


@pytest.fixture
def read(tmp_path):
    """Write sheets in a workbook, and read it."""
    def read_sheets(**sheets):
        book = openpyxl.Workbook()
        book.remove(book.active)
        for title, rows in sheets.items():
            page = book.create_sheet(title)
            for row in rows:
                page.append(row)
        book.save(tmp_path / "registre.xlsx")
        return read_here(tmp_path / "registre.xlsx")
    return read_sheets


@pytest.fixture
def read_csv(tmp_path):
    def read_text(text, encoding="utf-8", name="acteurs.csv"):
        (tmp_path / name).write_bytes(text.encode(encoding))
        return read_here(tmp_path / name)
    return read_text


def said(result, *severities):
    """Return (code, row, column) of the findings of these severities, all when none is named."""
    return [(issue.code, issue.place.row, issue.place.column) for issue in result.issues
            if not severities or issue.severity in severities]


def codes(result):
    return {issue.code for issue in result.issues}


def test_clean_workbook_is_taken_whole(read):
    result = read(Acteurs=ACTORS, Tables=TABLES,
                  Sièges=[["Table", "Organisme", "Rôle"],
                          ["Table famille", "maison invitante", "membre"],
                          ["table famille", "ÉCOLE DES VENTS", "Observateur"]])
    register = result.register

    assert result.issues == ()
    assert [actor.kind for actor in register.actors] == ["community_organization", "school"]
    assert register.actors[0].sectors == ("youth", "families")
    assert [(seat.member_id, seat.role) for seat in register.memberships] == [
        (register.actors[0].actor_id, "member"), (register.actors[1].actor_id, "observer")]
    assert [(sheet.entity.__name__, sheet.rows_read, sheet.rows_taken)
            for sheet in result.sheets] == [
        ("Actor", 2, 2), ("ConcertationTable", 1, 1), ("Membership", 2, 2)]


def test_identifiers_are_the_same_at_every_import(read):
    first, second = read(Acteurs=ACTORS), read(Acteurs=[ACTORS[0], *reversed(ACTORS[1:])])
    assert [actor.actor_id for actor in first.register.actors] == [
        "actor-maison-invitante", "actor-ecole-des-vents"]
    assert set(first.register.actor_by_id) == set(second.register.actor_by_id)


def test_titles_are_found_below_a_heading_and_blank_rows(read):
    result = read(Feuil1=[["Répertoire des partenaires"], [], ["Mis à jour en mars"], [],
                          *ACTORS[:2], [], ACTORS[2], ["Total", 2]])
    assert len(result.register.actors) == 2
    assert said(result) == [("total_row", 9, "")]


def test_title_written_twice_is_an_error_and_neither_column_is_read(read):
    result = read(Acteurs=[["Nom", "MRC", "Type", "mrc "],
                           ["Maison Invitante", "Joliette", "OBNL", "Montcalm"]])
    (issue,) = result.issues
    assert (issue.severity, issue.code, issue.place.row) == (Severity.ERROR, "duplicate_header", 1)
    assert (issue.params["first"], issue.params["others"]) == ("B", "D")
    assert result.register.actors[0].mrc_code is None


def test_unknown_title_is_told_with_the_nearest_known_one(read):
    result = read(Acteurs=[["Nom", "Municipalitée", "Couleur préférée"],
                           ["Maison Invitante", "Joliette", "bleu"]])
    found = {issue.found: issue.suggestion for issue in result.issues}
    assert found == {"Municipalitée": Label("Municipalité", "Municipality"),
                     "Couleur préférée": ""}


def test_one_row_per_seat_gives_actors_tables_and_seats(read):
    result = read(Membres=[["Table", "Organisme", "Rôle", "MRC", "Secteur", "Type"],
                           ["Table famille", "Maison Invitante", "coordonne", "Joliette",
                            "Familles", "OBNL"],
                           ["Table famille", "École des Vents", "membre", "Montcalm", None, None],
                           ["Table aînés", "Maison Invitante", "membre", None, None, None]])
    register = result.register

    assert [actor.name for actor in register.actors] == ["Maison Invitante", "École des Vents"]
    assert (register.actors[0].mrc_code, register.actors[0].sectors) == ("61", ("families",))
    assert [table.name for table in register.concertation_tables] == ["Table famille",
                                                                      "Table aînés"]
    assert [seat.role for seat in register.memberships] == ["coordination", "member", "member"]
    assert codes(result) == {"actor_made", "table_made"}


def test_one_name_in_two_mrc_is_two_actors(read):
    result = read(Membres=[["Table", "Organisme", "MRC"], ["Table A", "Maison des jeunes", "61"],
                           ["Table A", "Maison des jeunes", "63"],
                           ["Table B", "Maison des jeunes", "63"]])
    assert [actor.mrc_code for actor in result.register.actors] == ["61", "63"]
    ids = [actor.actor_id for actor in result.register.actors]
    assert [seat.member_id for seat in result.register.memberships] == [ids[0], ids[1], ids[1]]


def test_what_a_seat_tells_of_its_member_completes_it_and_disagreement_is_said(read):
    result = read(Acteurs=[["Nom", "Type", "MRC"], ["Maison Invitante", None, "Joliette"]],
                  Tables=TABLES,
                  Sièges=[["Table", "Membre", "Type"],
                          ["Table famille", "Maison Invitante", "OBNL"],
                          ["Table famille", "Maison Invitante", "CPE"]])
    assert result.register.actors[0].kind == "nonprofit"
    assert said(result, Severity.WARNING) == [("told_otherwise", 3, "Type")]


def test_several_tables_in_one_cell_are_several_seats(read):
    result = read(Membres=[["Organisme", "Tables"],
                           ["Maison Invitante", "Table A; Table B\nTable C"]])
    assert len(result.register.concertation_tables) == 3
    assert len(result.register.memberships) == 3


def test_name_that_is_nowhere_is_an_error_with_the_nearest_one(read):
    result = read(Acteurs=ACTORS, Tables=TABLES,
                  Sièges=[["Table", "Membre"], ["Table famille", "Maison Invitente"]])
    (issue,) = result.issues
    assert (issue.severity, issue.code) == (Severity.ERROR, "reference_not_found")
    assert (issue.suggestion, issue.place.row, issue.place.column) == ("Maison Invitante", 2,
                                                                       "Membre")
    assert result.register.memberships == ()


def test_seat_of_a_refused_actor_names_the_row_to_mend_first(read):
    result = read(Acteurs=[[*ACTORS[0], "Depuis", "Jusqu’au"],
                           [*ACTORS[1], "2024-05-01", "2023-05-01"]],
                  Tables=TABLES,
                  Sièges=[["Table", "Membre"], ["Table famille", "Maison Invitante"]])
    assert said(result) == [("since_after_until", 2, "Jusqu’au"),
                            ("refers_to_left_out", 2, "Membre")]
    assert result.register.actors == ()


def test_mistake_repeated_down_a_column_is_said_once_with_its_rows(read):
    result = read(Acteurs=[["Nom", "MRC"], ["A", "Joliete"], ["B", "61"], ["C", "Joliete"],
                           ["D", "Joliete"]])
    (issue,) = result.issues
    assert (issue.place.row, issue.other_rows) == (2, (4, 5))
    assert issue.sentence("fr").endswith("Même chose aux lignes 4, 5.")


def test_codes_that_lost_their_zero_are_repaired_and_said_once(read):
    result = read(Acteurs=[["Nom", "MRC"], ["A", 1], ["B", 2.0], ["C", "61"]])
    assert [actor.mrc_code for actor in result.register.actors] == ["01", "02", "61"]
    (issue,) = result.issues
    assert (issue.code, issue.params["n"], issue.params["rows"]) == ("leading_zero", 2, "2, 3")


@pytest.mark.parametrize(("cell", "day"), [
    (datetime.date(2024, 9, 1), (2024, 9, 1)), (45536, (2024, 9, 1)), ("2024-09-01", (2024, 9, 1)),
    ("1er septembre 2024", (2024, 9, 1)), ("31/12/2024", (2024, 12, 31)), (2019, (2019, 1, 1))])
def test_dates_are_read_however_they_are_kept(read, cell, day):
    result = read(Acteurs=[["Nom", "MRC", "Depuis"], ["A", "61", cell]])
    assert result.register.actors[0].since == datetime.date(*day)


@pytest.mark.parametrize(("cell", "hours"), [
    ("1,5", 1.5), ("1.5", 1.5), (2, 2.0), ("2 h", 2.0), ("1 234,50", None), ("n/d", None)])
def test_numbers_are_read_however_they_are_written(read_csv, cell, hours):
    result = read_csv(f"Table;Thème;Heures par rencontre\nTable A;Jeunesse;{cell}\n",
                      name="tables.csv")
    assert result.register.concertation_tables[0].meeting_hours == hours
    assert codes(result) == ({"out_of_bounds"} if "234" in str(cell) else set())


def test_composed_and_decomposed_accents_name_one_actor(read):
    result = read(Acteurs=[["Nom", "MRC"], ["E\u0301cole\u00a0des Vents", "61"]],
                  Tables=TABLES,
                  Sièges=[["Table", "Membre"], ["Table famille", "École des Vents"]])
    assert result.register.actors[0].name == "École des Vents"
    assert len(result.register.memberships) == 1


def test_invisible_characters_are_taken_away_and_said(read):
    result = read(Acteurs=[["Nom", "MRC"], ["Maison\u200b In\u202evitante", "61"]])
    assert result.register.actors[0].name == "Maison Invitante"
    assert said(result) == [("invisible_removed", 2, "Nom")]


def test_row_of_a_text_file_with_too_many_cells_is_left_out(read_csv):
    result = read_csv("Nom;MRC\nA;Joliette;de trop\nB;Montcalm\nC\n")
    assert said(result) == [("row_too_long", 2, ""), ("row_too_short", 4, "")]
    assert [actor.name for actor in result.register.actors] == ["B", "C"]


def test_mrc_is_taken_from_the_municipality_and_said(read):
    result = read(Acteurs=[["Nom", "Ville"], ["A", "Saint-Charles-Borromée"]])
    assert result.register.actors[0].mrc_code == "61"
    assert codes(result) == {"mrc_from_municipality"}


@pytest.mark.parametrize(("mrc", "city", "code"), [("Joliete", "Joliette", "61"),
                                                   ("Matawini", "Rawdon", "62"),
                                                   ("Xyzzyx", "Rawdon", "62")])
def test_misspelt_mrc_is_read_from_the_municipality_with_a_warning(read, mrc, city, code):
    result = read(Acteurs=[["Nom", "MRC", "Ville"], ["A", mrc, city]])
    assert result.register.actors[0].mrc_code == code
    assert said(result) == [("mrc_by_municipality", 2, "MRC")]
    (issue,) = result.issues
    assert (issue.severity, issue.found, issue.left_empty) == (Severity.WARNING, mrc, False)
    assert "lue d’après la municipalité" in issue.sentence("fr")


@pytest.mark.parametrize(("mrc", "city"), [("Matawini", "Joliette"), ("Joliete", "Nulle-Part")])
def test_misspelt_mrc_stays_unknown_where_the_municipality_does_not_settle_it(read, mrc, city):
    result = read(Acteurs=[["Nom", "MRC", "Ville"], ["A", mrc, city]])
    assert result.register.actors[0].mrc_code is None
    assert ("unknown_mrc", 2, "MRC") in said(result, Severity.WARNING)


def test_empty_mrc_are_taken_from_municipalities_and_said_once(read):
    result = read(Acteurs=[["Nom", "MRC", "Ville"], ["A", None, "Joliette"], ["B", "", "Rawdon"]])
    assert [actor.mrc_code for actor in result.register.actors] == ["61", "62"]
    (issue,) = result.issues
    assert (issue.severity, issue.params["rows"]) == (Severity.NOTICE, "2, 3")


def test_municipality_beside_a_seat_is_placed_in_its_own_column(read):
    result = read(Membres=[["Table", "Organisme", "Ville"],
                           ["Table A", "Maison Invitante", "Saint-Charles-Borromée"]])
    assert ("mrc_from_municipality", 2, "Ville") in said(result)


def test_region_stands_for_its_mrc_in_a_list(read):
    result = read(Tables=[["Table", "Thème", "Territoire"], ["A", "Jeunesse", "Lanaudière"]])
    assert result.register.concertation_tables[0].territories == (
        "52", "60", "61", "62", "63", "64")


def test_level_without_its_scale_is_not_kept_but_the_tie_is(read):
    result = read(Liens=[["Acteur A", "Acteur B", "Intensité"], ["A", "B", 3]])
    assert result.register.ties[0].level is None
    assert ("level_without_scale", 2, "Intensité") in said(result, Severity.WARNING)


def test_level_is_read_by_its_name_on_its_scale(read):
    result = read(Liens=[["Acteur A", "Acteur B", "Échelle", "Intensité"],
                         ["A", "B", "Himmelman", "Coopération"], ["A", "C", "Frey", "Coopération"]])
    assert [tie.level for tie in result.register.ties] == [3, 2]


def test_probable_duplicates_are_shown_and_both_are_kept(read):
    result = read(Acteurs=[["Nom", "MRC"], ["Maison Invitante", "61"],
                           ["La maison invitante", "61"], ["Maison Invitante", "63"]])
    (pair,) = result.duplicates
    assert (pair.first_place.row, pair.second_place.row, pair.likeness) == (2, 3, 100)
    assert len(result.register.actors) == 3


def test_hidden_sheet_is_read_and_said(tmp_path):
    book = openpyxl.Workbook()
    book.active.title = "Acteurs"
    for row in ACTORS:
        book.active.append(row)
    book.create_sheet("Vide")
    book.active.sheet_state = "hidden"
    book.active = 1
    book.save(tmp_path / "a.xlsx")

    result = read_register(tmp_path / "a.xlsx")

    assert codes(result) == {"hidden_sheet", "sheet_empty"}
    assert len(result.register.actors) == 2


def test_file_without_known_titles_says_so_and_takes_nothing(read_csv):
    result = read_csv("Produit;Prix\nPomme;2\n", name="achats.csv")
    assert result.register == Register()
    assert codes(result) == {"sheet_not_recognised", "nothing_recognised"}


@pytest.mark.parametrize("titles", [["Nom", "Nom", "MRC"], ["Nom", "Nom"],
                                    ["Table", "Organisme", "Rôle", "Organisme"]])
def test_essential_title_written_twice_is_the_cause_that_is_said(read, titles):
    result = read(Feuil1=[titles, ["A", "B", "membre", "C"][:len(titles)]])
    assert [code for code, _, _ in said(result)] == ["duplicate_header"]
    assert result.register == Register()


def test_file_of_titles_alone_says_so(read):
    result = read(Acteurs=[ACTORS[0]], Tables=[TABLES[0]])
    assert [(issue.code, issue.place.sheet) for issue in result.issues] == [
        ("titles_alone", "Acteurs"), ("titles_alone", "Tables")]
    assert codes(read(Acteurs=ACTORS, Tables=[TABLES[0]])) == set()


def test_missing_column_is_named(read):
    result = read(Sièges=[["Organisme", "Rôle"], ["A", "membre"]], Acteurs=ACTORS)
    assert ("missing_column", 1, "") in said(result, Severity.ERROR)


@pytest.mark.parametrize("language", LANGUAGES)
def test_place_is_said_in_words(read, language):
    result = read(Acteurs=[["Nom", "MRC"], ["A", "Joliet"]])
    expected = {"fr": "Feuille «\u00a0Acteurs\u00a0», ligne 2, colonne «\u00a0MRC\u00a0»",
                "en": "Sheet “Acteurs”, row 2, column “MRC”"}
    assert place_label(result.issues[0].place, language) == expected[language]
