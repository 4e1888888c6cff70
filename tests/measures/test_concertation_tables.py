"""What tables have in common, and what they ask of actors."""

from dataclasses import replace

import pytest

from ocgraph.measures import MEASURES, NETWORK
from ocgraph.network import PartnershipNetwork
from tests.small_networks import network

overlap, nestedness, solicitation = (
    MEASURES[name].read for name in ("table_overlap", "nestedness", "solicitation"))


def test_two_members_of_four_are_shared():
    found = overlap(network(tables={"t": "ABC", "u": "BCD", "v": "E"}))

    assert found.rows == (("t", "u"),)
    assert found.value(("t", "u"), "shared_members") == 2
    assert found.value(("t", "u"), "jaccard") == 2 / 4
    assert found.value(("t", "u"), "overlap") == 2 / 3


def test_a_table_inside_another_overlaps_whole():
    assert overlap(network(tables={"t": "ABC", "u": "AB"})).value(("t", "u"), "overlap") == 1


def test_tables_that_fit_in_one_another_are_wholly_nested():
    found = nestedness(network(tables={"t": "ABC", "u": "AB", "v": "A"}))

    assert found.by_row("nodf") == {NETWORK: 1}


def test_equal_tables_are_not_nested():
    assert nestedness(network(tables={"t": "AB", "u": "AB"})).value(NETWORK, "nodf") == 0


def test_half_of_the_small_table_is_in_the_large_one():
    """Tables: {A, D} in {A, B, C} by 1/2. Actors of 2, 1, 1, 1: A with B, C and D 1 each, else 0.

    Six pairs of actors give 3/6; seven pairs in all give (1/2 + 3)/7.
    """
    found = nestedness(network(tables={"t": "ABC", "u": "AD"}))

    assert found.value(NETWORK, "nodf_tables") == 1 / 2
    assert found.value(NETWORK, "nodf_actors") == 3 / 6
    assert found.value(NETWORK, "nodf") == pytest.approx(3.5 / 7)


def test_an_actor_without_a_seat_changes_nothing():
    tables = {"t": "ABC", "u": "AD"}

    assert (nestedness(network(tables=tables, actors="Z")).by_row("nodf")
            == nestedness(network(tables=tables)).by_row("nodf"))


def meeting(seen, **known):
    """Return the same network, its tables meeting as told: cadence and hours."""
    tables = tuple(replace(table, cadence=known[name][0], meeting_hours=known[name][1])
                   if (name := table.concertation_table_id) in known else table
                   for table in seen.register.concertation_tables)
    return PartnershipNetwork(replace(seen.register, concertation_tables=tables))


def test_ten_meetings_of_two_hours_and_four_of_three_ask_32_hours():
    seen = meeting(network(tables={"t": "AB", "u": "AC"}), t=(10, 2), u=(4, 3))

    found = solicitation(seen)

    assert found.by_row("hours_per_year") == {"A": 32, "B": 20, "C": 12}
    assert found.by_row("seats") == {"A": 2, "B": 1, "C": 1}


def test_unknown_hours_are_not_zero():
    seen = meeting(network(tables={"t": "AB", "u": "AC"}, actors="D"), t=(10, 2), u=(4, None))

    found = solicitation(seen)

    assert found.by_row("hours_per_year") == {"A": 20, "B": 20, "C": None, "D": 0}
    assert found.by_row("n_unknown_cadence") == {"A": 1, "B": 0, "C": 1, "D": 0}
    assert found.reasons == {"C": "cadence_unknown"}
