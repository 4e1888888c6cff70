"""What would be otherwise, and that nothing is changed for it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ocgraph.analysis.what_if import Change, Compared, cut_off, differences
from ocgraph.io.demo_stories import read_demo_stories
from ocgraph.io.register_folder import read_demo
from ocgraph.measures import MEASURES
from ocgraph.network import Lens, PartnershipNetwork
from tests.small_networks import network

CHAIN = network("A-B", tables={"t": "BC"}, engagements={"o": "CD"}, actors="E")


def told(before, after):
    return {each.compared: (each.before, each.after) for each in differences(before, after)}


def test_a_departure_takes_its_links_with_it_and_parts_what_it_joined():
    """A–B, B and C at a table, C and D with an organizer: without B, A is alone."""
    after = Change(frozenset("B")).applied(CHAIN)

    found = told(CHAIN, after)
    assert found.pop(Compared.JOINED_SHARE) == pytest.approx((6 / 10, 1 / 6))
    assert found == {
        Compared.ACTORS: (5, 4), Compared.LINKS: (5, 3), Compared.ISOLATED: (1, 2),
        Compared.PIECES: (2, 3), Compared.DENSITY: (3 / 10, 1 / 6)}
    assert cut_off(CHAIN, after) == ("A",)


def test_a_table_and_an_organizer_may_leave():
    after = Change(frozenset(("t", "o"))).applied(CHAIN)

    assert (after.concertation_tables, after.organizers) == ((), ())
    assert cut_off(CHAIN, after) == ("C", "D")


def test_a_tie_made_joins_and_one_with_someone_gone_is_left_out():
    assert told(CHAIN, Change(ties=(("D", "E"),)).applied(CHAIN))[Compared.PIECES] == (2, 1)
    gone = Change(frozenset("D"), (("D", "E"),)).applied(CHAIN)
    assert len(gone.links) == 4


def test_the_register_and_the_lens_stay():
    lens = Lens(territories=frozenset({"61"}))
    seen = network("A-B", mrc_code={"A": "61"}, lens=lens)
    register = seen.register

    after = Change(frozenset("B")).applied(seen)

    assert seen.register is register and len(register.ties) == 1
    assert after.lens == lens


def test_nobody_left_has_no_share():
    after = Change(frozenset("AB")).applied(network("A-B"))

    assert told(network("A-B"), after)[Compared.JOINED_SHARE] == (1, None)


def test_without_the_only_bridge_its_nine_are_cut_off():
    story = next(one for one in read_demo_stories() if one.story_id == "only_bridge")
    seen = PartnershipNetwork(read_demo())

    assert set(cut_off(seen, Change(frozenset(story.organizers)).applied(seen))) == set(
        story.actors)


_NAMES = "ABCDE"


@settings(max_examples=40)
@given(ties=st.sets(st.sampled_from([a + "-" + b for a in _NAMES for b in _NAMES if a < b])),
       removed=st.sets(st.sampled_from(_NAMES)))
def test_the_share_joined_is_that_of_the_measure_without_them(ties, removed):
    seen = network(" ".join(sorted(ties)), actors=_NAMES)
    apart = MEASURES["fragmentation"].read(seen, without=tuple(sorted(removed))).value(
        "network", "fragmentation")

    found = told(seen, Change(frozenset(removed)).applied(seen))[Compared.JOINED_SHARE][1]

    assert found == (None if apart is None else 1 - apart)
