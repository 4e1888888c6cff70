"""Ties one could propose: who, why, and how far to trust the list."""

import pytest

from ocgraph.analysis.gaps import Certainty, GapKind, find_gaps
from ocgraph.analysis.proposals import PROPOSED, Trust, ties_to_propose, trust_of
from ocgraph.analysis.wording import gap_sentence
from ocgraph.io.register_folder import read_demo
from ocgraph.measures import MEASURES
from ocgraph.network import Layer, Lens, PartnershipNetwork
from tests.small_networks import network


def test_a_pair_is_told_with_what_it_shares_and_how_sure_it_is():
    """B and C know A and D both, sit at t, and have no tie: nobody shares more."""
    seen = network("A-B A-C D-B D-C", tables={"t": "BC"}, mrc_code={"B": "61", "C": "61"},
                   sectors={"B": ("youth", "housing"), "C": ("housing",)},
                   asked={"B": True})

    first = ties_to_propose(seen)[0]

    assert (first.kind, first.nodes, first.territories) == (
        GapKind.TIE_TO_PROPOSE, ("B", "C"), ("61",))
    assert first.figures == {"n_partners": 2, "n_tables": 1}
    assert first.certainty == Certainty.PARTLY
    assert gap_sentence(first, seen, "en") == (
        "Acteur B and Acteur C: 2 partners in common, 1 table in common, Housing, same MRC.")


def test_a_pair_followed_stays_in_the_list_until_it_has_a_tie():
    seen = network("A-B", actors="CD")

    assert [gap.nodes for gap in ties_to_propose(seen, [frozenset("DC"), frozenset("AB"),
                                                       frozenset("AZ")])] == [("C", "D")]
    assert ties_to_propose(network("A-B C-D"), [frozenset("CD")]) == ()


def test_the_list_is_the_start_of_the_ranking_and_no_gap():
    seen = PartnershipNetwork(read_demo())
    ranking = MEASURES["missing_ties"].read(seen, how_many=PROPOSED + 5).rows

    found = ties_to_propose(seen, [frozenset(ranking[3]), frozenset(ranking[PROPOSED + 2])])

    assert [gap.nodes for gap in found] == [*ranking[:PROPOSED], ranking[PROPOSED + 2]]
    assert not any(gap.kind == GapKind.TIE_TO_PROPOSE for gap in find_gaps(seen))


def test_without_the_ties_nothing_is_proposed():
    assert ties_to_propose(network("A-B B-C", lens=Lens(layers=frozenset((Layer.TABLES,))))) == ()


@pytest.mark.parametrize(("share", "trust"), [
    (0.5, Trust.LOW), (0.59, Trust.LOW), (0.6, Trust.FAIR), (0.79, Trust.FAIR), (0.8, Trust.GOOD),
    (1.0, Trust.GOOD)])
def test_trust_grows_with_how_often_a_hidden_tie_comes_first(share, trust):
    assert trust_of(share) == trust
