"""A log kept elsewhere is read row by row as days of work."""

from __future__ import annotations

import datetime

import pytest

from ocgraph.io.reading.register_files import interpret
from ocgraph.io.reading.sheets import Sheet
from ocgraph.io.reading.told import Told
from ocgraph.io.reading.values import parse_duration
from ocgraph.model import Actor, CommunityOrganizer, ConcertationTable, Register

D = datetime.date
KEPT = Register(actors=(Actor(actor_id="a-1", name="Maison inventée", mrc_code="61"),),
                concertation_tables=(ConcertationTable(concertation_table_id="t-1",
                                                       name="Concertation inventée"),),
                community_organizers=(CommunityOrganizer(organizer_id="o-1",
                                                         name="Poste OC inventé"),))
TITLES = ("Date", "OC", "Partenaire", "Durée")
ROW = (D(2026, 9, 3), "Poste OC inventé", "Maison inventée", "1:30")


def read(*rows, told=None, kept=None):
    return interpret([Sheet("journal.xlsx", "Journal 2026", rows)], told, kept)


def days(result):
    return [(one.organizer_id, one.target_id, one.hours, one.since)
            for one in result.register.engagements if one.is_entry]


def codes(result):
    return {issue.code for issue in result.issues}


@pytest.mark.parametrize(("written", "hours"), [
    ("1:30", 1.5), ("2h15", 2.25), ("2 h 15 min", 2.25), ("90 min", 1.5), ("45 minutes", 0.75),
    ("01:45:00", 1.75), ("1,5", None), ("2 h", None), ("", None), ("1:75", None)])
def test_a_time_in_minutes_is_told_from_a_number_of_hours(written, hours):
    assert parse_duration(written) == hours


def test_each_dated_row_is_kept_as_a_day_and_its_time_is_converted_and_told():
    later = (D(2026, 9, 10), *ROW[1:3], datetime.time(0, 45))
    result = read(TITLES, ROW, later, kept=KEPT)

    assert days(result) == [("o-1", "a-1", 1.5, D(2026, 9, 3)),
                            ("o-1", "a-1", 0.75, D(2026, 9, 10))]
    assert codes(result) == {"read_as_log", "duration_read", "named_in_register"}


def test_a_column_of_minutes_is_read_as_minutes():
    result = read(("Jour", "OC", "Avec qui", "Minutes"), (*ROW[:3], 90), (*ROW[:3], "45"),
                  kept=KEPT)

    assert [hours for _, _, hours, _ in days(result)] == [1.5, 0.75]


def test_the_same_row_twice_is_kept_and_shown_as_a_possible_double():
    result = read(TITLES, ROW, (*ROW[:3], "90 min"), (*ROW[:3], "3 h"), kept=KEPT)

    assert len(days(result)) == 3
    (twice,) = (issue for issue in result.issues if issue.code == "entry_twice")
    assert twice.place.row == 3


def test_a_row_without_a_day_is_left_out_and_more_than_a_day_of_hours_is_unknown():
    result = read(TITLES, (None, *ROW[1:]), (*ROW[:3], 90.0), kept=KEPT)

    assert days(result) == [("o-1", "a-1", None, D(2026, 9, 3))]
    assert {"entry_without_day", "entry_too_long"} <= codes(result)


def test_a_log_that_does_not_say_whose_it_is_is_read_once_a_person_says_so():
    rows = (("Date", "Organisme", "Heures"), (D(2026, 9, 3), "Concertation inventée", 2.0))

    untold = read(*rows, kept=KEPT)
    assert untold.asks_post and codes(untold) >= {"missing_column"} and not days(untold)
    told = read(*rows, told=Told(post="Poste OC inventé"), kept=KEPT)
    assert days(told) == [("o-1", "t-1", 2.0, D(2026, 9, 3))] and not told.asks_post


def test_whom_the_register_does_not_have_is_made_and_said():
    result = read(TITLES, (*ROW[:2], "Abri inventé", 1.0), kept=KEPT)

    assert [actor.name for actor in result.register.actors] == ["Abri inventé"]
    assert "actor_made" in codes(result)


def test_a_list_with_a_first_and_a_last_day_is_no_log():
    result = read(("Date", "Fin", "OC", "Organisme", "Heures"),
                  (D(2026, 1, 5), D(2026, 6, 1), "Poste OC inventé", "Maison inventée", 40.0))

    assert "read_as_log" not in codes(result) and days(result) == []
    assert result.register.engagements[0].hours == 40.0
