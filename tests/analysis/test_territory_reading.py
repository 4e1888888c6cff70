"""Need and presence of each territory, weighed; every figure can be done again by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ocgraph.analysis.access_wording import access_sentences
from ocgraph.analysis.post_wording import plan_sentences, plan_table
from ocgraph.analysis.section import FigureTable
from ocgraph.analysis.territory_posts import PostPlanning
from ocgraph.analysis.territory_reading import TerritoryReading, Weighing, in_order, surely_first
from ocgraph.analysis.territory_spread import clusters_of, near_hours, spread, spread_codes
from ocgraph.analysis.territory_wording import (
    cluster_sentences,
    lead_sentences,
    parts_table,
    peers_table,
    rank_table,
    spread_sentences,
)
from ocgraph.io.places.reference import municipality_by_code
from ocgraph.io.register_folder import read_demo
from ocgraph.model import Actor, CommunityOrganizer, Engagement, Indicator, Register
from ocgraph.network import Lens, PartnershipNetwork
from ocgraph.territory.evidence import Side
from ocgraph.territory.posts import Objective

# The six MRC of Lanaudière: 52, 60, 61, 62, 63, 64. Who posts are at home with, in hours.
HOURS = {"52": 35, "60": 70, "61": 0, "62": 35, "63": 14, "64": 35}
LOW_INCOME = {"52": 10.0, "60": 8.0, "61": 14.0, "62": 16.0, "63": 12.0}    # 64: nobody knows


def register(**other):
    made = Register(
        actors=tuple(Actor(actor_id=f"a-{code}", name=f"Maison fictive {code}", mrc_code=code)
                     for code in HOURS),
        community_organizers=tuple(
            CommunityOrganizer(organizer_id=f"o-{code}", name=f"Poste fictif {code}",
                               weekly_hours=float(hours), home_territories=(code,))
            for code, hours in HOURS.items() if hours),
        engagements=tuple(Engagement(organizer_id=f"o-{code}", target_id=f"a-{code}")
                          for code in ("52", "60", "62")),
        indicators=tuple(Indicator(territory_code=code, indicator="low_income_lim_at", year="2020",
                                   value=value, unit="%", source="Chiffres inventés")
                         for code, value in LOW_INCOME.items()))
    return replace(made, **other)


def reading(lens=None, **other):
    return TerritoryReading(PartnershipNetwork(register(**other), lens))


ONLY_HOURS = Weighing((("hours_per_10000", 1),), tolerance=0.0)
BOTH = Weighing((("low_income_lim_at", 1), ("hours_per_10000", 1)), tolerance=0.0)


def test_the_territories_compared_are_those_of_the_regions_the_register_knows():
    assert reading().among == ("52", "60", "61", "62", "63", "64")


def test_the_lens_chooses_the_territories_compared():
    assert reading(Lens(territories=frozenset({"61", "62"}))).among == ("61", "62")


def test_a_quarter_of_few_territories_are_told_as_the_most_under_served():
    assert reading().n_first == 2      # of six


def test_the_last_year_known_is_the_one_compared():
    older = Indicator(territory_code="64", indicator="low_income_lim_at", year="2015", value=99.0,
                      source="Chiffres inventés")
    told = reading(indicators=(*register().indicators, older)).evidence["low_income_lim_at"]

    assert told.year == "2020"
    assert told.values == LOW_INCOME


def test_what_counts_first_has_need_and_presence():
    weighed = reading().first_weighing

    assert dict(weighed.weights)["low_income_lim_at"] == 2
    assert dict(weighed.weights)["hours_per_10000"] == 4


def test_the_shortfall_is_the_mean_of_the_places_on_each_scale():
    # Low income: 60 < 52 < 63 < 61 < 62, so 61 stands at 3/4. Hours per inhabitant: 61 has none,
    # so it has least presence of six: 1. Weights 1 and 1: (0.75 + 1) / 2.
    assert reading().shortfalls(BOTH)["61"].value == pytest.approx((0.75 + 1) / 2)


def test_a_figure_read_the_other_way_turns_its_places_over():
    turned = replace(BOTH, turned=frozenset({"low_income_lim_at"}))

    assert reading().shortfalls(turned)["61"].value == pytest.approx((0.25 + 1) / 2)


def test_a_territory_that_lacks_a_figure_has_an_interval_rather_than_a_shortfall():
    told = reading().shortfalls(BOTH)["64"]

    assert told.value is None
    assert told.high - told.low == pytest.approx(0.5)      # half of the weight is unknown


def test_without_hours_anywhere_the_rank_is_the_order_of_hours_per_inhabitant():
    ranks = reading().ranks(ONLY_HOURS)

    assert in_order(ranks, ranks)[0] == "61"
    assert ranks["61"].low == ranks["61"].high == 1
    assert surely_first(ranks, 0.9)[0] == "61"


def test_unknown_hours_of_one_post_make_those_of_its_territory_unknown():
    posts = (*register().community_organizers, CommunityOrganizer(
        organizer_id="o-x", name="Poste fictif x", home_territories=("62",)))
    told = reading(community_organizers=posts)

    assert told.evidence["hours_per_10000"].values["62"] is None
    assert told.ranks(ONLY_HOURS)["62"].missing == ("hours_per_10000",)


def test_similar_territories_are_others_of_those_compared():
    peers = reading().peers("62", BOTH)

    assert set(peers) <= set(HOURS) - {"62"}
    assert "64" not in peers       # its need is unknown: it is like none


def test_hours_within_reach_add_up_to_those_supplied():
    told = reading()
    near = near_hours(told, 120)
    counted = sum(near.access.values[code] * place for code, place in _people(near).items())

    assert counted == pytest.approx(sum(HOURS.values()) - near.access.lost_supply)


def _people(near):
    return {code: municipality_by_code()[code].population_2025 for code in near.access.values}


def test_one_more_post_goes_where_there_is_none_when_the_worst_is_raised():
    plan = PostPlanning(reading(), ONLY_HOURS).plan(1, Objective.WORST)

    assert [code for code, count in plan.posts.items() if count] == ["61"]


def test_without_need_each_inhabitant_counts_as_one():
    planning = PostPlanning(reading(), ONLY_HOURS)

    assert planning.adjusted == planning.reading.populations


def test_with_need_the_neediest_inhabitants_count_for_most():
    planning = PostPlanning(reading(), BOTH)
    people = planning.reading.populations

    assert planning.adjusted["62"] == pytest.approx(1.5 * people["62"])
    assert planning.adjusted["60"] == pytest.approx(0.5 * people["60"])
    assert planning.left_out == ("64",)


def test_a_departure_takes_the_hours_of_the_post_away():
    effect = PostPlanning(reading(), ONLY_HOURS).without("o-63").effect

    assert effect.before.hours["63"] == 14
    assert effect.after.hours["63"] == 0


def test_a_departure_costs_each_of_its_homes_its_share():
    posts = (*register().community_organizers, CommunityOrganizer(
        organizer_id="o-x", name="Poste fictif x", weekly_hours=28.0,
        home_territories=("61", "63")))
    effect = PostPlanning(reading(community_organizers=posts), ONLY_HOURS).without("o-x").effect

    assert (effect.before.hours["61"], effect.before.hours["63"]) == (14, 14 + 14)
    assert (effect.after.hours["61"], effect.after.hours["63"]) == (0, 14)


def test_parts_told_add_up_to_the_shortfall_told():
    told = reading()
    parts = parts_table(told, BOTH, "61", "en")

    assert sum(float(row[-1]) for row in parts.rows) == pytest.approx(
        100 * told.shortfalls(BOTH)["61"].value, abs=1)


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
    assert len(tables[0].rows) == 104


def test_a_territory_where_nothing_is_known_may_be_anywhere(quebec):
    ranks = quebec.ranks(quebec.first_weighing)

    assert ranks["05"].high - ranks["05"].low > 40      # 05 is planted: nothing recorded
    assert set(ranks["05"].missing) == {code for code, _ in quebec.first_weighing.weights}


def test_presence_that_is_not_for_one_inhabitant_is_not_told_as_unequal(quebec):
    assert spread_codes(quebec) == ("hours_per_10000", "tables_per_10000", "actors_per_10000")
    assert set(quebec.of_side(Side.NEED)) >= {"demo_low_income", "demo_deprived"}
