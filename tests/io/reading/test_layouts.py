"""Files of other programs are read as the register they tell, each finding in its place."""

import datetime

import pytest

from ocgraph.i18n import LANGUAGES
from ocgraph.io.reading.layouts import LAYOUTS
from ocgraph.io.reading.register_files import interpret
from ocgraph.io.reading.tabular import read_tables
from ocgraph.io.reading.told import Told
from ocgraph.model import Severity
from tests.io.reading import other_programs as files
from tests.io.reading.here import read_here

HOUSE, GARDEN = "actor-maison-inventee", "actor-jardin-imaginaire"


def told_here(path, **told):
    return interpret(read_tables(path.resolve(), path.name), Told(**told))


def written(tmp_path, name):
    """Return one file in each layout, by the layout's code."""
    make = {
        "kumu": lambda: files.write_book(tmp_path / "k.xlsx", {
            "Elements": files.KUMU_ELEMENTS, "Connections": files.KUMU_CONNECTIONS}),
        "gephi": lambda: files.write_zip(tmp_path / "g.zip", {
            "nodes": files.GEPHI_NODES, "edges": files.GEPHI_EDGES}),
        "nodexl": lambda: files.write_book(tmp_path / "n.xlsx", files.NODEXL),
        "graph": lambda: files.write_text(tmp_path / "g.gexf", files.GEXF),
        "partner": lambda: files.write_text(tmp_path / "p.csv", files.csv_text(
            files.PARTNER_ROWS)),
        "kobo": lambda: files.write_book(tmp_path / "f.xlsx", files.KOBO)}
    return make[name]()


def names(result):
    return [actor.name for actor in result.register.actors]


def codes(result, severity=None):
    return [issue.code for issue in result.issues
            if severity is None or issue.severity is severity]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_each_layout_is_recognised_said_and_taken_without_an_error(tmp_path, layout):
    result = read_here(written(tmp_path, layout))

    said = [issue for issue in result.issues if issue.code == f"layout.{layout}"]
    assert len(said) == 1
    assert all(said[0].sentence(language) and said[0].mend(language) for language in LANGUAGES)
    assert codes(result, Severity.ERROR) == []
    assert {"Maison Inventée", "Jardin Imaginaire"} <= {*names(result)}
    assert (HOUSE, GARDEN) in {(tie.source_id, tie.target_id) for tie in result.register.ties}
    assert "untitled_column" not in codes(result)


def test_gexf_attributes_are_columns_with_their_defaults_and_drawing_is_left(tmp_path):
    result = read_here(files.write_text(tmp_path / "a.gexf", files.GEXF))

    assert [actor.mrc_code for actor in result.register.actors] == ["61", "63"]
    assert [actor.kind for actor in result.register.actors] == ["nonprofit", None]
    (tie,) = result.register.ties
    assert (tie.kind, tie.directed, tie.since) == ("referral", True, datetime.date(2024, 9, 1))
    assert tie.level is None
    assert codes(result) == ["weights_without_scale", "layout.graph"]


def test_graphml_of_nodexl_is_read_and_a_hyperedge_is_said(tmp_path):
    result = read_here(files.write_text(tmp_path / "a.graphml", files.GRAPHML))

    assert names(result) == ["Maison Inventée", "Jardin Imaginaire"]
    assert result.register.ties[0].kind == "funding"
    assert "hyperedges_not_read" in codes(result)


def test_labels_that_yed_draws_are_names(tmp_path):
    drawn = ('<graphml xmlns:y="y"><graph edgedefault="undirected"><node id="n0"><data key="d6">'
             "<y:ShapeNode><y:NodeLabel>Maison Inventée</y:NodeLabel></y:ShapeNode></data></node>"
             '<node id="n1"/><edge source="n0" target="n1"/></graph></graphml>')

    result = read_here(files.write_text(tmp_path / "a.graphml", drawn))

    assert names(result) == ["Maison Inventée", "n1"]
    assert result.register.ties[0].directed is False


def test_kumu_gives_kinds_sectors_seats_and_one_tie_for_each_target(tmp_path):
    result = read_here(written(tmp_path, "kumu"))

    house = result.register.actors[0]
    assert (house.kind, house.sectors, house.private_note) == (
        "nonprofit", ("youth", "seniors"), "Accueille")
    assert [tie.target_id for tie in result.register.ties] == [GARDEN, "actor-cuisine-fictive"]
    assert [tie.directed for tie in result.register.ties] == [True, True]
    assert [seat.member_id for seat in result.register.memberships] == [HOUSE]
    assert "actor_made" in codes(result)


def test_a_person_of_kumu_is_set_aside_with_her_links_and_never_named(tmp_path):
    result = read_here(written(tmp_path, "kumu"))

    assert "Jeanne Untel" not in names(result)
    assert {"persons_set_aside", "links_of_persons"} <= {*codes(result)}
    assert not any("Jeanne" in issue.sentence(language) for issue in result.issues
                   for language in LANGUAGES)


def test_kumu_elements_of_one_name_are_told_apart_by_their_ids(tmp_path):
    result = read_here(files.write_text(tmp_path / "k.json", files.KUMU_JSON))

    assert [actor.kind for actor in result.register.actors] == ["nonprofit", "school"]
    assert [(tie.source_id, tie.target_id) for tie in result.register.ties] == [
        (f"{HOUSE}-1", f"{HOUSE}-2")]


def test_kumu_types_that_are_our_words_without_ids_make_no_file_of_ours(tmp_path):
    path = files.write_book(tmp_path / "k.xlsx", {
        "Elements": [["Label", "Type"], ["Maison Inventée", "Actor"], ["B", "Actor"]],
        "Connections": [["From", "To", "Type"], ["Maison Inventée", "B", "Financement"]]})

    result = read_here(path)

    assert [tie.kind for tie in result.register.ties] == ["funding"]


def test_a_sheet_that_kumu_ignores_is_not_read_as_kumu(tmp_path):
    path = files.write_book(tmp_path / "k.xlsx", {
        "Elements": files.KUMU_ELEMENTS[:2], "Autres (ignore)": files.KUMU_ELEMENTS})

    assert names(read_here(path)) == ["Maison Inventée"]


def test_gephi_edges_alone_make_their_ends_and_one_everywhere_is_no_level(tmp_path):
    path = files.write_text(tmp_path / "liens.csv", files.csv_text(files.GEPHI_EDGES, ";"))

    result = read_here(path)

    assert names(result) == ["0", "1"]
    assert not result.asks_scale


def test_identifiers_of_a_graph_do_not_become_those_of_the_register(tmp_path):
    result = read_here(written(tmp_path, "gephi"))

    assert [actor.actor_id for actor in result.register.actors] == [HOUSE, GARDEN]


def test_a_finding_in_nodexl_is_placed_on_its_row(tmp_path):
    sheets = dict(files.NODEXL)
    sheets["Edges"] = [*sheets["Edges"], ["Maison Inventée", "Cuisine Fictive", None, "Troc", 1]]

    result = read_here(files.write_book(tmp_path / "n.xlsx", sheets))

    found = next(issue for issue in result.issues if issue.code == "unknown_term")
    assert (found.place.sheet, found.place.row, found.place.column) == ("Edges", 4, "Relationship")
    assert len(names(result)) == 3


def test_who_answered_a_survey_is_asked_and_who_is_only_named_is_not_known_to_be(tmp_path):
    result = read_here(written(tmp_path, "partner"))

    assert {actor.name: actor.asked for actor in result.register.actors} == {
        "Maison Inventée": True, "Jardin Imaginaire": True, "Cuisine Fictive": None,
        "Atelier Rêvé": None}


def test_a_survey_gives_one_tie_for_each_activity_with_its_level_and_judgments(tmp_path):
    ties = read_here(written(tmp_path, "partner")).register.ties

    assert [(tie.kind, tie.scale, tie.level) for tie in ties] == [
        ("referral", "partner", 3), ("joint_project", "partner", 3), ("referral", "partner", 2),
        (None, "partner", 1)]
    assert ties[0].private_note == "Frequency: Weekly; Trust: 3; Value: 4"
    assert {tie.reported_by for tie in ties} == {HOUSE, GARDEN}


def test_confirmed_by_both_is_unknown_where_one_was_not_asked(tmp_path):
    ties = read_here(written(tmp_path, "partner")).register.ties

    assert [tie.confirmed_by_both for tie in ties] == [True, True, True, None]


def test_no_relation_makes_no_tie_and_is_counted(tmp_path):
    result = read_here(written(tmp_path, "partner"))

    assert "actor-cuisine-fictive" not in {tie.target_id for tie in result.register.ties}
    assert next(issue.params["n"] for issue in result.issues
                if issue.code == "absences_told") == 1


def test_a_square_is_read_row_by_row_and_a_silent_row_was_not_answered(tmp_path):
    result = read_here(files.write_book(tmp_path / "p.xlsx", {"Réponses": files.PARTNER_SQUARE}))

    assert [(tie.source_id, tie.target_id, tie.level) for tie in result.register.ties] == [
        (HOUSE, GARDEN, 3), (GARDEN, HOUSE, 2)]
    assert [actor.asked for actor in result.register.actors] == [True, True, None]


def test_a_list_of_organisations_beside_their_figures_is_no_square(tmp_path):
    path = files.write_book(tmp_path / "p.xlsx", {"Acteurs": [
        ["Nom", "MRC", "Note interne"], ["Maison Inventée", "Joliette", "3"]]})

    assert not any(code.startswith("layout") for code in codes(read_here(path)))


def test_a_form_gives_its_answers_without_groups_nor_the_columns_of_the_program(tmp_path):
    result = read_here(written(tmp_path, "kobo"))

    house, garden = result.register.actors
    assert (house.sectors, house.mrc_code, house.verified_on) == (
        ("youth", "seniors"), "61", datetime.date(2026, 9, 2))
    assert garden.sectors == ()
    assert codes(result, Severity.WARNING) == []


def test_a_repeated_group_gives_ties_and_seats_of_whoever_submitted(tmp_path):
    result = read_here(written(tmp_path, "kobo"))

    assert [(tie.source_id, tie.target_id, tie.kind, tie.reported_by)
            for tie in result.register.ties] == [(HOUSE, GARDEN, "referral", HOUSE)]
    assert [(seat.member_id, seat.concertation_table_id) for seat in
            result.register.memberships] == [(GARDEN, "table-table-jeunesse")]
    assert [actor.asked for actor in result.register.actors] == [True, True]


def test_who_submitted_a_form_and_from_where_is_counted_and_not_kept(tmp_path):
    result = read_here(written(tmp_path, "kobo"))

    assert {(column.column, column.nature, column.cells) for column in result.set_aside} == {
        ("deviceid", "phone", 2), ("_submitted_by", "person", 2),
        ("_submission__submitted_by", "person", 1)}
    assert "untel" not in str(result.register)


def test_choices_alone_make_the_list_where_their_question_was_left_out(tmp_path):
    rows = [["Nom", "Secteurs/Jeunesse", "Secteurs/Aînés", "_id", "_submission_time"],
            ["Maison Inventée", "0", "1", "1", "2026-09-02"]]

    result = read_here(files.write_text(tmp_path / "f.csv", files.csv_text(rows, ";")))

    assert result.register.actors[0].sectors == ("seniors",)


def test_answers_whose_submission_is_missing_are_said(tmp_path):
    sheets = dict(files.KOBO) | {"Enquête": files.KOBO["Enquête"][:1] + files.KOBO["Enquête"][2:]}

    result = read_here(files.write_book(tmp_path / "f.xlsx", sheets))

    assert {"submission_missing", "required_missing"} <= {*codes(result)}
    assert result.register.ties == ()


def test_a_row_of_text_that_is_too_long_is_kept_out_and_placed(tmp_path):
    path = files.write_text(tmp_path / "liens.csv", "Source;Target;Type\nA;B;Directed\n"
                            "C;D;Directed;de trop\n")

    result = read_here(path)

    assert [(issue.code, issue.place.row) for issue in result.issues
            if issue.severity is Severity.ERROR] == [("row_too_long", 3)]
    assert names(result) == ["A", "B"]


def test_a_word_of_the_file_means_what_a_person_says(tmp_path):
    path = written(tmp_path, "kumu")
    asked = read_here(path).unsettled

    result = told_here(path, words=(("tie_kind", "buddy", "joint_project"),))

    assert [(word.vocabulary, word.written) for word in asked] == [
        ("actor_kind", "Sorcellerie"), ("tie_kind", "Buddy")]
    assert {tie.kind for tie in result.register.ties} == {"joint_project"}
    assert [word.written for word in result.unsettled] == ["Sorcellerie"]


def test_the_nearest_term_is_proposed_and_not_taken(tmp_path):
    rows = [["Nom", "Type", "Secteurs"], ["Maison Inventée", "Organizme communautaire", "Jeuness"]]
    path = files.write_text(tmp_path / "acteurs.csv", files.csv_text(rows))

    result = read_here(path)

    assert {(word.written, word.proposed) for word in result.unsettled} == {
        ("Organizme communautaire", "community_organization"), ("Jeuness", "youth")}
    assert result.register.actors[0].kind is None
    settled = told_here(path, words=(("sector", "Jeuness", "youth"),))
    assert settled.register.actors[0].sectors == ("youth",)


def test_numbers_on_links_are_levels_of_the_scale_a_person_tells(tmp_path):
    path = written(tmp_path, "nodexl")

    assert read_here(path).asks_scale
    (tie,) = told_here(path, scale="himmelman").register.ties
    assert (tie.scale, tie.level) == ("himmelman", 3)
    (plain,) = told_here(path, scale="none").register.ties
    assert (plain.scale, plain.level) == (None, None)
    assert not told_here(path, scale="none").asks_scale


def test_a_column_holds_what_a_person_says_whatever_its_title(tmp_path):
    rows = [["Quel est le nom de votre groupe ?", "_id", "_submission_time"],
            ["Maison Inventée", "1", "2026-09-02"]]
    path = files.write_text(tmp_path / "f.csv", files.csv_text(rows, ";"))

    assert "missing_column" in codes(read_here(path), Severity.ERROR)
    result = told_here(path, columns=(("Quel est le nom de votre groupe ?", "name"),))
    assert names(result) == ["Maison Inventée"]
