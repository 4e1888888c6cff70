"""What holds by one actor, one organizer or one tie, and what is left when they leave."""

import pytest

from ocgraph.engine.compiled import using
from ocgraph.measures import MEASURES
from ocgraph.network import Layer, Lens
from tests.small_networks import ENGINES, kite, network

fragmentation = MEASURES["fragmentation"].read
departure = MEASURES["departure"].read
dependency = MEASURES["liaison_dependency"].read
autonomy = MEASURES["autonomy"].read
articulations = MEASURES["articulation_actors"].read
bridges = MEASURES["bridges"].read

HELD = {"ties": "A-B", "tables": {"t": "CD"}, "engagements": {"o": "ACE"}}
"""A pair, a table and an isolate, held together by an organizer."""


@pytest.fixture(params=ENGINES, autouse=True)
def engine(request):
    """Hold each rule with each engine."""
    with using(request.param):
        yield request.param


def test_the_kite_without_heather_is_as_published():
    found = fragmentation(kite(), without=("Heather",))

    assert found.value("network", "remaining_actors") == 9
    assert found.value("network", "fragmentation") == pytest.approx(0.38889, abs=5e-6)
    assert found.value("network", "distance_fragmentation") == pytest.approx(0.48611, abs=5e-6)


def test_each_departure_is_the_fragmentation_without():
    after = departure(kite())

    for actor in after.rows:
        left = fragmentation(kite(), without=(actor,))
        for column in ("fragmentation", "distance_fragmentation"):
            assert after.value(actor, f"{column}_after") == pytest.approx(
                left.value("network", column))
    assert after.value("Heather", "pairs_lost") == 7 * 2  # the seven others from Ike and Jane


def test_a_hub_and_an_actor_may_leave_together():
    found = fragmentation(network(**HELD), without=("o", "B", "t"))

    assert found.value("network", "remaining_actors") == 4
    assert found.value("network", "fragmentation") == 1


def test_fewer_than_two_actors_cannot_be_in_pieces():
    found = fragmentation(network("A-B"), without=("A",))

    assert found.value("network", "fragmentation") is None
    assert found.value("network", "distance_fragmentation") is None
    assert found.reasons == {"network": "two_actors_needed"}


def test_two_actors_leave_no_pair_behind():
    found = departure(network("A-B"))

    assert found.by_row("pairs_lost") == {"A": 0, "B": 0}
    assert found.by_row("fragmentation_after") == {"A": None, "B": None}
    assert found.reasons == {"A": "three_actors_needed", "B": "three_actors_needed"}


def test_an_organizer_who_leaves_takes_with_her_what_only_she_joined():
    found = dependency(network(**HELD))

    assert found.value("o", "pairs_lost") == 8       # 10 pairs; A-B and C-D stay
    assert found.value("o", "near_pairs_lost") == 7  # B-D were three steps apart
    assert found.value("o", "isolated_after") == 1   # E
    assert found.value("o", "fragmentation_after") == pytest.approx(0.8)
    assert found.value("o", "distance_fragmentation_after") == pytest.approx(0.8)


def test_an_organizer_beside_a_table_takes_nothing_away():
    found = dependency(network(tables={"t": "ABC"}, engagements={"o": "ABC", "p": "A", "q": ""}))

    for organizer in "opq":
        assert found.value(organizer, "pairs_lost") == 0
        assert found.value(organizer, "near_pairs_lost") == 0
        assert found.value(organizer, "isolated_after") == 0
        assert found.value(organizer, "fragmentation_after") == 0


def test_two_organizers_relieve_each_other():
    found = dependency(network(engagements={"o": "AB", "p": "AB"}))

    assert found.by_row("isolated_after") == {"o": 0, "p": 0}
    assert found.by_row("pairs_lost") == {"o": 0, "p": 0}


def test_autonomy_compares_with_and_without_every_organizer():
    found = autonomy(network(**HELD))

    figures = {column: value for column in found.columns
               if (value := found.value("network", column)) is not None}
    assert figures == pytest.approx({
        "joined_share": 1, "joined_share_alone": 0.2, "near_pairs_share": 0.9,
        "near_pairs_share_alone": 0.2, "pairs_by_organizers": 8, "near_pairs_by_organizers": 7})


def test_an_actor_linked_only_to_the_organizer_is_isolated_without_her():
    found = autonomy(network("A-B", engagements={"o": "AC"}))

    assert found.value("network", "joined_share_alone") == pytest.approx(1 / 3)


def test_one_actor_has_no_autonomy_to_measure():
    found = autonomy(network(engagements={"o": "A"}))

    assert found.value("network", "joined_share") is None
    assert found.reasons == {"network": "two_actors_needed"}


def test_an_actor_who_alone_knows_others_separates_them():
    found = articulations(network("A-B B-C", actors="D"))

    assert found.by_row("is_articulation") == {"A": 0, "B": 1, "C": 0, "D": 0}
    assert found.by_row("pieces_after") == {"A": 1, "B": 2, "C": 1, "D": 0}


def test_those_a_table_gathers_stay_joined_and_a_table_left_empty_is_nobody():
    found = articulations(network("A-B B-C", tables={"t": "AC", "u": "B"}))

    assert found.by_row("is_articulation") == {"A": 0, "B": 0, "C": 0}


def test_a_bridge_is_a_tie_that_nothing_doubles():
    found = bridges(network("A-B B-C C-D", tables={"t": "CD"}, engagements={"o": "AE"}))

    assert found.by_row("pairs_parted") == {("A", "B"): 6, ("B", "C"): 6}


@pytest.mark.parametrize(("read", "column"), [
    (fragmentation, "fragmentation"), (dependency, "pairs_lost"),
    (autonomy, "pairs_by_organizers"), (autonomy, "near_pairs_by_organizers")])
def test_where_everyone_was_asked_the_interval_is_the_figure(read, column):
    found = read(network(**HELD, asked=dict.fromkeys("ABCDE", True)), draws_of_ties=99)

    for end in ("low", "high"):
        assert found.columns[f"{column}_{end}"].tolist() == found.columns[column].tolist()


def test_what_was_asked_about_stays_whatever_is_drawn():
    """F was asked, and has no tie: what is unknown of the others cannot join it."""
    found = dependency(network("A-D A-E A-B A-C", engagements={"o": "BF", "p": "F"},
                               asked={"A": True, "F": True}), draws_of_ties=99)

    assert found.value("o", "pairs_lost") == 5  # F from A, B, C, D and E
    assert (found.value("o", "pairs_lost_low"), found.value("o", "pairs_lost_high")) == (5, 5)


def test_unasked_partners_that_all_may_be_tied_hang_on_no_organizer():
    """A, asked, is tied to all there is; B and C, not asked, then are tied in every draw."""
    seen = network("A-B", engagements={"o": "BC"}, asked={"A": True})
    sure = network("A-B A-C", engagements={"o": "BC"}, asked={"A": True})

    assert dependency(sure, draws_of_ties=99).value("o", "pairs_lost_high") == 0
    drawn = dependency(seen, draws_of_ties=199)  # B–C is drawn one time in two
    assert drawn.value("o", "pairs_lost") == 2
    assert (drawn.value("o", "pairs_lost_low"), drawn.value("o", "pairs_lost_high")) == (0, 2)


@pytest.mark.parametrize(("given", "reason"), [
    ({}, "not_drawn"), ({"draws_of_ties": 99}, "nobody_asked")])
def test_an_interval_that_is_not_there_says_why_and_the_figure_stays(given, reason):
    found = autonomy(network(**HELD), **given)

    assert found.value("network", "pairs_by_organizers") == 8  # of ten pairs, A-B and C-D stay
    assert found.value("network", "pairs_by_organizers_low") is None
    assert set(found.column_reasons.values()) == {reason}


def test_ties_that_are_not_shown_give_no_interval():
    seen = network(**HELD, asked={"A": True}, lens=Lens(layers=frozenset((Layer.LIAISON,))))

    found = dependency(seen, draws_of_ties=99)

    assert set(found.column_reasons.values()) == {"ties_hidden"}
