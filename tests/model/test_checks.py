"""Each rule finds its fault, and a sound register has none."""

import datetime
from dataclasses import replace

import pytest

from ocgraph.i18n import LANGUAGES
from ocgraph.model import (
    Actor,
    CommunityOrganizer,
    ConcertationTable,
    Engagement,
    Indicator,
    Membership,
    Register,
    Tie,
)
from ocgraph.model.checks import check_register

CODES = ("01", "61")
TODAY = datetime.date(2026, 1, 15)
DAY, LATER = datetime.date(2024, 1, 1), datetime.date(2024, 6, 1)
A, B = Actor(actor_id="a", name="A", mrc_code="01"), Actor(actor_id="b", name="B")
TABLE = ConcertationTable(concertation_table_id="t", name="T", territories=("01", "61"))
POST = CommunityOrganizer(organizer_id="o", name="Poste")
SEAT = Membership(concertation_table_id="t", member_id="a", role="member")
TIE = Tie(source_id="a", target_id="b", kind="referral", scale="himmelman", level=4)
WORK = Engagement(organizer_id="o", target_id="t", frame="rqiiac-2020", role="mobilize")
FIGURE = Indicator(territory_code="61", indicator="Part", year="2021", source="Inventé")
SOUND = Register(actors=(A, B), concertation_tables=(TABLE,), memberships=(SEAT,), ties=(TIE,),
                 community_organizers=(POST,), engagements=(WORK,), indicators=(FIGURE,))

FAULTS = {
    "identifier_twice": ({"actors": (A, B, replace(A, name="C"))}, ("Actor", "a")),
    "required_missing": ({"actors": (A, B, Actor(actor_id="c", name=""))}, ("Actor", "c")),
    "reference_unknown": ({"memberships": (SEAT, replace(SEAT, member_id="z"))},
                          ("Membership", "1")),
    "tie_with_itself": ({"ties": (replace(TIE, target_id="a"),)}, ("Tie", "0")),
    "table_at_itself": ({"memberships": (replace(SEAT, member_id="t"),)}, ("Membership", "0")),
    "seat_twice": ({"memberships": (SEAT, SEAT)}, ("Membership", "1")),
    "tie_twice": ({"ties": (TIE, replace(TIE, source_id="b", target_id="a"))}, ("Tie", "1")),
    "since_after_until": ({"actors": (replace(A, since=LATER, until=DAY), B)}, ("Actor", "a")),
    "level_without_scale": ({"ties": (replace(TIE, scale=None),)}, ("Tie", "0")),
    "level_outside_scale": ({"ties": (replace(TIE, level=5),)}, ("Tie", "0")),
    "unknown_mrc": ({"concertation_tables": (replace(TABLE, territories=("1",)),)},
                    ("ConcertationTable", "t")),
    "unknown_term": ({"actors": (replace(A, sectors=("youth", "x")), B)}, ("Actor", "a")),
    "frame_term_unknown": ({"engagements": (replace(WORK, frame="nim"),)}, ("Engagement", "0")),
    "out_of_bounds": ({"actors": (replace(A, latitude=1.0, longitude=-70.0), B)},
                      ("Actor", "a")),
    "name_too_long": ({"actors": (replace(A, name="x" * 301), B)}, ("Actor", "a")),
    "half_position": ({"actors": (replace(A, latitude=46.0), B)}, ("Actor", "a")),
    "keep_until_passed": ({"actors": (replace(A, keep_until=DAY), B)}, ("Actor", "a")),
}


def test_sound_register_has_no_finding():
    assert check_register(SOUND, CODES, TODAY) == []


def test_empty_register_has_no_finding():
    assert check_register(Register(), CODES, TODAY) == []


@pytest.mark.parametrize("code", FAULTS)
def test_fault_is_found_and_names_its_record(code):
    changed, record = FAULTS[code]
    (issue,) = check_register(replace(SOUND, **changed), CODES, TODAY)
    assert (issue.code, issue.record) == (code, record)
    for language in LANGUAGES:
        assert issue.sentence(language)
        assert issue.mend(language)


def test_identifier_of_a_table_is_not_that_of_an_actor():
    found = check_register(replace(SOUND, concertation_tables=(
        replace(TABLE, concertation_table_id="a"),), memberships=(), engagements=()), CODES, TODAY)
    assert [issue.code for issue in found] == ["identifier_twice"]


def test_seat_taken_again_later_is_another_seat():
    seats = (replace(SEAT, until=DAY), replace(SEAT, since=LATER))
    assert check_register(replace(SOUND, memberships=seats), CODES, TODAY) == []


def test_one_way_and_its_return_are_two_ties():
    there = replace(TIE, directed=True)
    back = replace(there, source_id="b", target_id="a")
    assert check_register(replace(SOUND, ties=(there, back)), CODES, TODAY) == []


def test_tie_told_by_each_partner_is_told_twice():
    ties = (replace(TIE, reported_by="a"), replace(TIE, reported_by="b"))
    assert check_register(replace(SOUND, ties=ties), CODES, TODAY) == []
