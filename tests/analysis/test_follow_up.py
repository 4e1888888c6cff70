"""Gaps followed: kept as codes, found again, hidden by the filters, or gone."""

import datetime
import json

import pytest

from ocgraph.analysis.follow_up import follow_up, gap_codes, gap_of_codes, pairs_followed
from ocgraph.analysis.gaps import Gap, GapKind, find_gaps
from ocgraph.analysis.proposals import ties_to_propose
from ocgraph.analysis.wording import follow_cells, follow_titles, gone_sentence
from ocgraph.i18n import say
from ocgraph.io.register_folder import read_demo
from ocgraph.network import PartnershipNetwork
from ocgraph.storage import Followed
from tests.small_networks import network

DAY = datetime.date(2026, 3, 1)


def kept(gap, note=""):
    return Followed(gap.gap_id, json.loads(json.dumps(gap_codes(gap))), note, DAY)


@pytest.fixture(scope="module")
def demo():
    return PartnershipNetwork(read_demo())


def every_gap(seen):
    return (*find_gaps(seen, [("61", "62")]), *ties_to_propose(seen))


def test_every_gap_is_found_again_from_its_codes(demo):
    gaps = every_gap(demo)
    followed = [kept(gap) for gap in gaps]

    found = follow_up(followed, gaps, gaps)

    assert {gap_id: one.gap_id for gap_id, one in found.found.items()} == {
        gap.gap_id: gap.gap_id for gap in gaps}
    assert [gap_of_codes(one.codes).gap_id for one in followed] == [gap.gap_id for gap in gaps]
    assert (found.hidden, found.gone) == ((), ())


def test_what_the_filters_hide_is_not_told_as_gone():
    hidden, gone = Gap(GapKind.ISOLATED, ("a",)), Gap(GapKind.ISOLATED, ("b",))

    found = follow_up([kept(hidden), kept(gone)], (), (hidden,))

    assert [one.gap_id for one in found.hidden] == ["isolated|a"]
    assert [gap for _, gap in found.gone] == [gone]


@pytest.mark.parametrize(("before", "now"), [
    (Gap(GapKind.MISSING_SECTOR, ("t",), sectors=("housing", "youth")),
     Gap(GapKind.MISSING_SECTOR, ("t",), sectors=("youth",))),
    (Gap(GapKind.HANGS_ON_ONE, ("a", "b")), Gap(GapKind.HANGS_ON_ONE, ("a", "t"))),
    (Gap(GapKind.SECTORS_APART, ("a",), ("61",), sectors=("housing", "youth", "food")),
     Gap(GapKind.SECTORS_APART, ("b", "c"), ("61",), sectors=("youth", "housing"))),
    (Gap(GapKind.TERRITORIES_APART, ("a",), ("61", "62")),
     Gap(GapKind.TERRITORIES_APART, ("a", "c"), ("61", "62")))])
def test_a_gap_that_changed_is_the_same_one(before, now):
    assert list(follow_up([kept(before)], (now,), ()).found) == [now.gap_id]


@pytest.mark.parametrize("now", [
    Gap(GapKind.SECTORS_APART, ("a",), ("62",), sectors=("housing", "youth")),
    Gap(GapKind.SECTORS_APART, ("a",), ("61",), sectors=("housing", "food"))])
def test_other_sectors_or_another_mrc_make_another_gap(now):
    before = Gap(GapKind.SECTORS_APART, ("a",), ("61",), sectors=("housing", "youth"))

    (_, gone), = follow_up([kept(before)], (now,), (now,)).gone
    assert gone.gap_id == before.gap_id


def test_what_this_version_has_no_word_for_is_left_aside():
    later = Followed("later|a", {"kind": "later", "nodes": ["a"]}, "", DAY)

    assert follow_up([later], (), ()).gone == ()
    assert gap_of_codes({}) is None


def test_the_pairs_followed_are_those_of_ties_proposed():
    proposed = Gap(GapKind.TIE_TO_PROPOSE, ("a", "b"))

    assert pairs_followed([kept(proposed), kept(Gap(GapKind.TABLES_ALIKE, ("t", "u")))]) == (
        frozenset(("a", "b")),)


def test_what_is_gone_is_told_from_codes_even_when_the_actor_left():
    seen = network(actors="A")

    assert gone_sentence(Gap(GapKind.ISOLATED, ("A",)), seen, "en") == (
        "“Actors joined to nobody, unless by an organizer” no longer holds: Acteur A.")
    assert say("en", "follow.left") in gone_sentence(Gap(GapKind.ISOLATED, ("Z",)), seen, "en")
    assert gone_sentence(Gap(GapKind.SECTORS_APART, (), ("61",), sectors=("housing", "youth")),
                         seen, "en").endswith("Housing (Youth, Joliette).")
    assert gone_sentence(Gap(GapKind.TERRITORIES_APART, (), ("61", "62")), seen, "fr").endswith(
        "Joliette et Matawinie.")


def test_each_gap_of_the_demonstration_can_be_told_as_gone(demo):
    for gap in every_gap(demo):
        told = gone_sentence(gap_of_codes(gap_codes(gap)), demo, "fr")
        assert say("fr", f"gap.list.{gap.kind}") in told and say("fr", "follow.left") not in told


def test_a_row_holds_since_when_and_the_note():
    followed = kept(Gap(GapKind.ISOLATED, ("a",)), "Appeler jeudi")

    assert follow_titles("en") == ["Followed since", "Note"]
    assert follow_cells(followed) == ["2026-03-01", "Appeler jeudi"]
    assert follow_cells(None) == ["", ""]
