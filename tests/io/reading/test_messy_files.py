"""What a team already keeps is understood at once, and what is not is said."""

import pytest

from ocgraph.io.reading.register_files import read_register
from ocgraph.model import Severity
from tests.io.reading.messy_files import write_messy_zip


@pytest.fixture
def result(tmp_path):
    write_messy_zip(tmp_path / "envoi.zip")
    return read_register(tmp_path / "envoi.zip")


def test_actors_are_placed_and_sorted_out(result):
    told = {actor.name: (actor.kind, actor.sectors, actor.mrc_code, actor.municipality_code)
            for actor in result.register.actors}
    assert told == {
        "MAISON INVITANTE": ("community_organization", ("families", "early_childhood"), "61",
                             "61035"),
        "Carrefour de l'œuvre « Ici »": ("nonprofit", ("seniors",), "52", None),
        "École des Vents": ("school", ("school_network", "youth"), "62", "62037"),
        "Ville Imaginaire": ("municipality", ("municipal",), "60", None),
        "Table des Aînés du Sud": ("other", ("seniors",), "64", None)}


def test_seats_find_their_actors_however_they_are_written(result):
    by_id = result.register.actor_by_id
    seats = [(by_id[seat.member_id].name, seat.role) for seat in result.register.memberships]
    assert seats == [("MAISON INVITANTE", "coordination"),
                     ("Carrefour de l'œuvre « Ici »", "member"),
                     ("École des Vents", "observer"), ("Ville Imaginaire", "member")]


def test_ties_are_read_with_their_scale(result):
    assert [(tie.kind, tie.scale, tie.level) for tie in result.register.ties] == [
        ("referral", "himmelman", 3), ("resources", None, None)]


def test_only_what_cannot_be_understood_is_an_error(result):
    errors = [(issue.place.sheet, issue.place.row, issue.code, issue.suggestion)
              for issue in result.issues if issue.severity is Severity.ERROR]
    assert errors == [("Membres des tables", 5, "reference_not_found", "École des Vents")]
    warnings = [(issue.place.sheet, issue.place.row, issue.code)
                for issue in result.issues if issue.severity is Severity.WARNING]
    assert warnings == [("Liens", 3, "level_without_scale")]


def test_every_other_reading_is_told(result):
    notices = {issue.code for issue in result.issues if issue.severity is Severity.NOTICE}
    assert notices == {"encoding_guessed", "personal_person", "personal_email", "partial_date",
                       "table_made"}
