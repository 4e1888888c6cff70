"""Two groups are told apart from chance only when chance would hardly give their partnerships."""

from __future__ import annotations

import random
from math import factorial, prod

import numpy as np
import pytest

from ocgraph.analysis.bridge_wording import bridge_sentences, bridge_table
from ocgraph.analysis.group_bridges import (
    FEWEST,
    Verdict,
    busiest_region,
    group_bridges,
    judged,
)
from ocgraph.model import Actor, Register, Tie
from ocgraph.network import PartnershipNetwork

# Joliette and L’Assomption share a region and touch; Montréal is in another, and far from Matane.
JOLIETTE, ASSOMPTION, MONTREAL, MATANE = "61", "60", "66", "08"


def couples(*pairs: tuple[str, str]) -> PartnershipNetwork:
    """Return actors who have one partner each: for each pair, one actor in each MRC."""
    actors, ties = [], []
    for number, pair in enumerate(pairs):
        ends = [f"{number}-{side}" for side in "ab"]
        actors += [Actor(actor_id=end, name=end, mrc_code=mrc)
                   for end, mrc in zip(ends, pair, strict=True)]
        ties.append(Tie(source_id=ends[0], target_id=ends[1]))
    return PartnershipNetwork(Register(actors=tuple(actors), ties=tuple(ties)))


def n_couplings(n_actors: int) -> int:
    """Count the ways to put actors in couples: 1 × 3 × 5 × …"""
    return prod(range(1, n_actors, 2))


def only(found):
    (pair,) = found.pairs
    return pair


def test_ten_couples_that_all_cross_are_more_than_chance_gives():
    pair = only(group_bridges(couples(*[(JOLIETTE, ASSOMPTION)] * 10), "mrc", n_draws=9999))

    # Each of the 10 of one side has one of the 19 others, of whom 10 are across: 10 × 10 / 19.
    assert pair.observed == 10
    assert pair.expected == pytest.approx(100 / 19, abs=0.05)
    # 10! of the 19 × 17 × … × 1 couplings cross throughout, and p is twice that.
    assert pair.adjusted_p == pytest.approx(2 * factorial(10) / n_couplings(20), abs=0.004)
    assert pair.verdict is Verdict.MORE


def test_ten_couples_of_which_none_crosses_are_fewer_than_chance_gives():
    found = couples(*[(JOLIETTE, JOLIETTE)] * 5, *[(ASSOMPTION, ASSOMPTION)] * 5)
    pair = only(group_bridges(found, "mrc", n_draws=9999))

    # (9 × 7 × 5 × 3 × 1)² couplings out of 19 × 17 × … × 1: p is 2 × 893,025 / 654,729,075.
    assert pair.adjusted_p == pytest.approx(2 * n_couplings(10) ** 2 / n_couplings(20), abs=0.002)
    assert (pair.observed, pair.verdict) == (0, Verdict.FEWER)


def test_two_partnerships_where_a_tenth_is_expected_are_too_few_to_tell():
    found = group_bridges(couples(*[(JOLIETTE, ASSOMPTION)] * 2, *[(MONTREAL, MONTREAL)] * 18),
                          "mrc")

    # 2 actors of Joliette, each with 1 of the 39 others, of whom 2 are of L’Assomption: 4 / 39.
    assert only(found).expected == pytest.approx(4 / 39, abs=0.03)
    assert only(found).verdict is Verdict.TOO_FEW
    assert only(found).adjusted_p == 1
    assert bridge_sentences(found, "en")[0] == (
        "No pair is far enough from what chance would give to be told.")


def test_pairs_too_few_to_tell_count_among_those_looked_at():
    verdicts, p = judged(np.array([9.0, 9, 9, 9, 4]), np.array([2.0, 2, 2, 20, 4.9]),
                         np.array([0.01, 0.02, 0.03, 0.5, 0.0001]))

    # Sorted, the fifth being 1: 0.01 × 5/1, 0.02 × 5/2 and 0.03 × 5/3 are 0.05 each; 0.5 × 5/4.
    assert p.tolist() == pytest.approx([0.05, 0.05, 0.05, 0.625, 1])
    assert verdicts == ["more", "more", "more", "as_chance", "too_few"]


@pytest.mark.parametrize(("observed", "expected", "is_told"), [
    (FEWEST, 0.2, True), (FEWEST - 1, 0.2, False), (0, FEWEST, True), (0, FEWEST - 0.1, False)])
def test_a_pair_is_told_from_five_partnerships_found_or_expected(observed, expected, is_told):
    (verdict,), _p = judged(np.array([observed]), np.array([expected]), np.array([0.001]))

    assert (verdict is not Verdict.TOO_FEW) is is_told


def test_pairs_of_mrc_looked_at_share_a_region_or_touch():
    seen = couples((JOLIETTE, ASSOMPTION), (MONTREAL, MATANE))

    assert set(group_bridges(seen, "mrc").by_pair()) == {frozenset((JOLIETTE, ASSOMPTION))}
    near = {frozenset((ASSOMPTION, MONTREAL))}
    assert set(group_bridges(seen, "mrc", near).by_pair()) == {
        frozenset((JOLIETTE, ASSOMPTION)), *near}


def test_partnerships_within_a_group_are_counted_and_are_no_bridge():
    found = group_bridges(couples((JOLIETTE, JOLIETTE), (JOLIETTE, ASSOMPTION)), "mrc")

    assert found.within == {JOLIETTE: 1, ASSOMPTION: 0}
    assert [(pair.one, pair.other) for pair in found.pairs] == [(ASSOMPTION, JOLIETTE)]


def test_without_a_partnership_there_is_nothing_to_judge():
    lonely = Register(actors=(Actor(actor_id="a", name="a", mrc_code=JOLIETTE),
                              Actor(actor_id="b", name="b", mrc_code=ASSOMPTION)))
    found = group_bridges(PartnershipNetwork(lonely), "mrc")

    assert found.pairs == ()
    assert bridge_sentences(found, "fr") == [
        "Il faut des partenariats entre acteurs de groupes connus."]


def test_of_registers_made_by_chance_few_are_told_anything():
    codes = ("60", "61", "62", "63", "64")
    told = 0
    for seed in range(40):
        deal = random.Random(seed)
        found = couples(*[(deal.choice(codes), deal.choice(codes)) for _ in range(150)])
        told += any(pair.is_sure for pair in group_bridges(found, "mrc", n_draws=399).pairs)

    # One in twenty on average: 2 of 40; more than 6 would come less than once in a hundred.
    assert told <= 6


def test_the_surest_come_first_and_are_told_in_words():
    found = group_bridges(couples(*[(JOLIETTE, ASSOMPTION)] * 12, *[("62", "63")]), "mrc",
                          n_draws=9999)

    first = bridge_table("mrc", found.pairs, "fr").rows[0]
    assert first[:4] == ("L’Assomption", "Joliette", "plus que par hasard", "12")
    assert bridge_sentences(found, "en")[0].startswith(
        "More partnerships than by chance for 1 pair: L’Assomption and Joliette (12 where ")


def test_the_busiest_region_has_most_partnerships_between_its_mrc():
    # Montréal is one MRC, its region too: what is within is no bridge.
    seen = couples(*[(MONTREAL, MONTREAL)] * 9, (JOLIETTE, ASSOMPTION), ("08", "09"), ("08", "09"))

    assert busiest_region(group_bridges(seen, "mrc")) == "01"
    assert busiest_region(group_bridges(couples((MONTREAL, MONTREAL)), "mrc")) is None


def test_an_mrc_that_the_reference_does_not_know_is_compared_with_none():
    assert group_bridges(couples(("998", "999"), ("998", JOLIETTE)), "mrc").pairs == ()
