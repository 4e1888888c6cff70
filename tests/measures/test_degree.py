"""How many others an actor is one step from."""

import pytest

from ocgraph.measures import MEASURES
from tests.small_networks import kite, network

degree = MEASURES["degree"].read


def test_diane_is_the_most_linked_of_the_kite():
    assert degree(kite()).value("Diane", "near_actors") == 6
    assert degree(kite()).value("Diane", "near_share") == pytest.approx(6 / 9)


def test_a_tie_a_table_and_an_organizer_each_bring_near():
    seen = network("A-B", tables={"t": "ACD"}, engagements={"o": "AE"})

    assert degree(seen).value("A", "near_actors") == 4  # B; C and D; E


def test_someone_met_twice_counts_once():
    assert degree(network("A-B A-B", tables={"t": "AB"})).value("A", "near_actors") == 1


def test_the_share_of_an_only_actor_does_not_exist():
    found = degree(network(actors="A"))

    assert found.value("A", "near_actors") == 0
    assert found.value("A", "near_share") is None
    assert found.reasons == {"A": "one_actor"}
