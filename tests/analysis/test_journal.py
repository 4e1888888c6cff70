"""The journal: what is noted of a day, and what the days add up to."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocgraph.analysis.journal import (
    UNPLACED,
    Summed,
    entries_of,
    new_entries,
    offered_targets,
    personal_in,
    within,
    worked,
)
from ocgraph.analysis.journal_wording import (
    entry_rows,
    entry_titles,
    noted_sentence,
    target_names,
    told_rows,
    word_rows,
)
from ocgraph.analysis.linking_role import UNNOTED, UNREAD
from ocgraph.model import Actor, CommunityOrganizer, ConcertationTable, Engagement, Register

FRAME = "rqiiac-2020"
MAY, JUNE = datetime.date(2026, 5, 4), datetime.date(2026, 6, 8)
NODES = {"actors": (Actor(actor_id="a", name="Maison inventée", mrc_code="61"),
                    Actor(actor_id="b", name="Abri inventé")),
         "concertation_tables": (ConcertationTable(concertation_table_id="t", name="Table inventée",
                                                   territories=("61", "62")),),
         "community_organizers": (CommunityOrganizer(organizer_id="o", name="Poste inventé"),)}


def entry(target, hours, day=MAY, **fields):
    return Engagement(organizer_id="o", target_id=target, hours=hours, since=day, until=day,
                      frame=FRAME, **fields)


def register(*engagements):
    return Register(**NODES, engagements=engagements)


def test_the_hours_of_a_meeting_are_shared_among_those_met():
    made = new_entries("o", ("a", "b", "t"), MAY, 1.5, role="link")

    assert [(one.target_id, one.hours, one.is_entry) for one in made] == [
        ("a", 0.5, True), ("b", 0.5, True), ("t", 0.5, True)]
    assert [one.hours for one in new_entries("o", ("a", "b"), MAY, None)] == [None, None]
    assert noted_sentence(made, target_names(register()), "fr").replace("\u00a0", " ") == (
        "Noté : 4 mai 2026 · Maison inventée, Abri inventé et Table inventée · 1,5 h · Relier")


def test_the_latest_day_comes_first_and_what_stands_is_no_entry():
    stands = Engagement(organizer_id="o", target_id="b")
    kept = register(entry("a", 1.0), entry("t", 1.0, JUNE), stands, entry("a", 2.0))

    assert [(one.target_id, one.hours) for one in entries_of(kept, "o")] == [
        ("t", 1.0), ("a", 2.0), ("a", 1.0)]
    assert offered_targets(kept, "o") == ("t", "a", "b")
    assert offered_targets(register(), "o") == ("b", "a", "t")   # by name: Abri, Maison, Table


def test_sums_are_by_word_and_by_territory_and_unknown_hours_are_apart():
    """May: 2 h with a (61) to link, 3 h with t (half in 61, half in 62), b of no known MRC."""
    days = (entry("a", 2.0, role="link"), entry("t", 3.0), entry("b", None, role="link"),
            entry("a", 8.0, JUNE))
    found = worked(within(days, 2026, 5), register(*days), FRAME)

    assert found.total == Summed(3, 5.0, 1)
    assert found.by_word == {"role": {UNNOTED: Summed(1, 3.0, 0), "link": Summed(2, 2.0, 1)}}
    assert found.by_territory == {"61": Summed(2, 3.5, 0), "62": Summed(1, 1.5, 0),
                                  UNPLACED: Summed(1, None, 1)}
    assert worked(within(days, 2026), register(*days), FRAME).total == Summed(4, 13.0, 1)


def test_a_word_is_read_under_the_frame_asked_or_told_to_have_none():
    """The Lanaudière frame names no role: nothing there says « analyser »."""
    read = worked([entry("a", 1.0, role="analyze")], register(), "lanaudiere").by_word

    assert read == {"role": {UNREAD: Summed(1, 1.0, 0)}}


@given(st.lists(st.tuples(st.sampled_from("abt"), st.none() | st.integers(0, 8).map(float))))
def test_territories_add_up_to_the_hours_known(days):
    entries = [entry(target, hours) for target, hours in days]
    found = worked(entries, register(), FRAME)

    assert sum(each.hours or 0 for each in found.by_territory.values()) == (
        found.total.hours or 0)


@pytest.mark.parametrize(("note", "found"), [
    ("Suivi du plan d’action", ""), ("Vu Jeanne Untel à la table", "person"),
    ("Rappeler au 450 555-0199", "contact"), ("jeanne@exemple.invalid", "contact")])
def test_a_note_that_holds_something_of_a_person_is_told(note, found):
    assert personal_in(note) == found


def test_no_two_partners_bear_the_same_name():
    twins = Register(actors=(Actor(actor_id="a", name="CPE", mrc_code="61"),
                             Actor(actor_id="b", name="CPE", mrc_code="62"),
                             Actor(actor_id="c", name="CPE"), Actor(actor_id="d", name="CPE")))

    assert target_names(twins) == {"a": "CPE (Joliette)", "b": "CPE (Matawinie)",
                                   "c": "CPE (c)", "d": "CPE (d)"}


def test_each_row_taken_away_has_a_cell_for_each_title():
    days = (entry("a", 2.0, role="link", intensity=2), entry("b", None))
    rows = entry_rows(days, target_names(register()), "fr")

    assert {len(row) for row in rows} == {len(entry_titles("fr"))}
    assert rows[0][:2] == [MAY, "Maison inventée"] and rows[1][-4] is None
    whole = worked(days, register(), FRAME)
    assert told_rows(word_rows(worked((), register(), FRAME), whole, FRAME, "en"), "en") == [
        ["Role · Link", "–", "2 h, 1 entry"], ["Role · nothing noted", "–",
                                                   "time not noted, 1 entry"]]
