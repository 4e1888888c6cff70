"""The whole of Québec read: every sentence is made, and what nobody knows is told apart."""

from __future__ import annotations

import pytest

from ocgraph.analysis.access_wording import access_sentences
from ocgraph.analysis.post_wording import plan_sentences, plan_table
from ocgraph.analysis.section import FigureTable
from ocgraph.analysis.territory_posts import PostPlanning
from ocgraph.analysis.territory_reading import TerritoryReading
from ocgraph.analysis.territory_spread import (
    clusters_of,
    near_hours,
    spread,
    spread_codes,
)
from ocgraph.analysis.territory_wording import (
    basis_sentences,
    cluster_sentences,
    lead_sentences,
    peers_table,
    rank_table,
    spread_sentences,
)
from ocgraph.io.register_folder import read_demo
from ocgraph.network import Lens, PartnershipNetwork
from ocgraph.territory.evidence import Side
from ocgraph.territory.posts import Objective


@pytest.fixture(scope="module")
def quebec():
    return TerritoryReading(PartnershipNetwork(read_demo("quebec")))


@pytest.mark.parametrize("language", ["fr", "en"])
def test_all_quebec_is_told_in_words(quebec, language):
    weighed = quebec.first_weighing
    ranks = quebec.ranks(weighed)
    code = spread_codes(quebec)[0]
    values = quebec.evidence[code].values
    planning = PostPlanning(quebec, weighed)
    plan = planning.plan(3, Objective.INEQUALITY)
    told = [
        *lead_sentences(quebec, weighed, ranks, language),
        *access_sentences(quebec, near_hours(quebec, 60), language),
        *spread_sentences(spread(quebec, weighed, values), code, language),
        *cluster_sentences(quebec, *clusters_of(quebec, values, [("47", "55"), ("55", "57")]),
                           language),
        *plan_sentences(planning, plan, Objective.INEQUALITY, language)]
    tables = [rank_table(quebec, weighed, ranks, language),
              peers_table(quebec, weighed, ranks, "62", language),
              plan_table(planning, plan, language)]

    assert all(told)
    assert all(isinstance(table, FigureTable) and len(set(map(len, table.rows))) == 1
               for table in tables)
    assert len(tables[0].rows) == len(quebec.among) == 102


def test_a_territory_the_register_says_nothing_of_is_named_and_not_compared(quebec):
    """05 is planted: nothing recorded. Compared, it would be anywhere, and move the others."""
    weighed = quebec.first_weighing
    ranks = quebec.ranks(weighed)

    assert "05" in quebec.unspoken and "05" not in ranks
    assert any("Bonaventure" in sentence and "ne dit rien" in sentence
               for sentence in basis_sentences(quebec, weighed, ranks, "fr"))


def test_a_territory_that_the_lens_chooses_is_compared_whatever_is_known():
    told = TerritoryReading(PartnershipNetwork(
        read_demo("quebec"), Lens(territories=frozenset({"05", "60", "61"}))))

    assert (told.among, told.unspoken) == (("05", "60", "61"), ())


def test_presence_that_is_not_for_one_inhabitant_is_not_told_as_unequal(quebec):
    assert spread_codes(quebec) == ("hours_per_10000", "tables_per_10000", "actors_per_10000")
    assert set(quebec.of_side(Side.NEED)) >= {"demo_low_income", "demo_deprived"}
