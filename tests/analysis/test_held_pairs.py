"""The pairs an organizer alone joins or keeps near, listed."""

from itertools import combinations

from hypothesis import given, settings

from ocgraph.analysis.held_pairs import APART, held_pairs, pairs_to_introduce
from ocgraph.analysis.linking_role import linking_roles
from ocgraph.analysis.relief import Left
from ocgraph.io.register_folder import read_demo
from ocgraph.network import PartnershipNetwork
from tests.analysis.test_relief import NAMES, milieus, walked
from tests.small_networks import network


def listed(seen):
    found = held_pairs(seen, "o")
    return [(NAMES[one], NAMES[other], steps, without)
            for one, other, steps, without in zip(*(column.tolist() for column in found),
                                                  strict=True)]


def test_those_she_alone_joins_come_first_the_nearest_first():
    """A–B on one side, C on the other, o engaged with A and C."""
    assert listed(network("A-B", engagements={"o": "AC"})) == [
        ("A", "C", 1, APART), ("B", "C", 2, APART)]


def test_those_still_joined_without_her_by_a_longer_way_come_next():
    """A–B–C–D in a row: without o, A and D are three steps apart, and so no longer near."""
    assert listed(network("A-B B-C C-D D-E", engagements={"o": "AD"})) == [
        ("A", "D", 1, 3), ("A", "E", 2, 4)]


def test_of_pairs_as_near_those_with_a_sector_or_an_mrc_in_common_come_first():
    found = listed(network(engagements={"o": "ABC"}, mrc_code={"B": "61", "C": "61"},
                           sectors={"A": ("youth",), "B": ("youth",), "C": ("youth",)}))

    assert [pair[:2] for pair in found] == [("B", "C"), ("A", "B"), ("A", "C")]


def test_nobody_is_held_by_who_joins_nobody():
    assert listed(network("A-B", engagements={"o": ""})) == []
    assert listed(network("A-B", engagements={"o": "A"})) == []


@settings(max_examples=50, deadline=None)
@given(milieus())
def test_the_pairs_are_those_found_by_walking(milieu):
    ties, tables, engagements = milieu
    before, after = walked(*milieu), walked(ties, tables, {"p": engagements["p"]})

    found = listed(network(ties, tables, engagements, actors=NAMES))

    assert {(frozenset(pair[:2]), *pair[2:]) for pair in found} == {
        (pair, steps, after.get(pair, APART)) for pair, steps in before.items()
        if pair not in after or (steps <= 2 < after[pair])}
    assert len(found) == len({pair[:2] for pair in found})


def test_on_the_demonstration_they_are_as_many_as_counted():
    seen = PartnershipNetwork(read_demo())
    for role in linking_roles(seen, "sector", "rqiiac-2020"):
        found = held_pairs(seen, role.organizer_id)

        assert (found.steps_without == APART).sum() == role.pairs_lost
        assert (found.steps <= 2).sum() == role.near_pairs_lost


def test_who_should_meet_is_told_between_the_groups_most_concerned():
    """C is alone; A–B–E–D is a row, where A and D are three steps apart, B and D two."""
    seen = network("A-B B-E E-D", engagements={"o": "ABCD"},
                   mrc_code={"A": "61", "B": "61", "C": "62", "D": "62"},
                   sectors={"B": ("youth",), "C": ("youth",)})
    left = Left(seen, "o")

    assert pairs_to_introduce(left, "mrc") == (
        (("61", "62"), (("B", "C"), ("A", "D"))),  # and A–C; B and C share a sector
        (("62", "62"), (("C", "D"),)))
    assert pairs_to_introduce(left, "sector") == ((("youth", "youth"), (("B", "C"),)),)


@settings(max_examples=25, deadline=None)
@given(milieus())
def test_each_pair_to_introduce_is_of_two_partners_with_no_other_short_way(milieu):
    ties, tables, engagements = milieu
    after = walked(ties, tables, {"p": engagements["p"]})
    seen = network(ties, tables, engagements, actors=NAMES, kind=dict.fromkeys(NAMES, "cdc"))

    found = pairs_to_introduce(Left(seen, "o"), "kind")

    fragile = [pair for pair in combinations(engagements["o"], 2)
               if after.get(frozenset(pair), 9) > 2]
    others = [pair for pair in fragile if not {*pair} & {*fragile[0]}] or fragile[1:]
    assert found == (((("cdc", "cdc"), (fragile[0], *others[:1])),) if fragile else ())
