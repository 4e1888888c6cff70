"""Where figures have holes: each gives its figures, its state on the map, and a sentence.

A figure that is no number, islands, an indicator that says nothing, a territory where nobody lives,
and outlines that lack six territories.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from ocgraph.analysis.territory_posts import PostPlanning
from ocgraph.analysis.territory_reading import TerritoryReading, Weighing
from ocgraph.analysis.territory_spread import clusters_of, near_hours, spread
from ocgraph.analysis.territory_wording import (
    basis_sentences,
    cluster_sentences,
    figure_of,
    lead_sentences,
    parts_table,
)
from ocgraph.i18n import say
from ocgraph.io.places.boundaries import embedded_boundaries, neighbouring
from ocgraph.io.places.reference import territory_by_code
from ocgraph.io.register_folder import read_demo
from ocgraph.model import Indicator
from ocgraph.network import PartnershipNetwork
from ocgraph.territory.clusters import Cluster
from ocgraph.territory.posts import Objective
from ocgraph.views.palette import CLUSTERS, NO_DATA_COLOUR, classes_of
from ocgraph.views.territory_map import Ground, clusters_map, crossed_map, shaded_map
from tests.analysis.test_territory_reading import BOTH, LOW_INCOME, ONLY_HOURS, reading, register

ISLANDS = "01"
SIX = ("01", "52", "61", "66", "991", "23")


def ground(without=()):
    outlines = embedded_boundaries()
    return Ground(territory_by_code(), outlines.outlines.drop(list(without)),
                  (outlines.credit, outlines.credit_link), "fr")


def indicators(**figures):
    return tuple(Indicator(territory_code=code, indicator="low_income_lim_at", year="2020",
                           value=value, unit="%", source="Chiffres inventés")
                 for code, value in figures.items())


@pytest.fixture(scope="module")
def quebec():
    return TerritoryReading(PartnershipNetwork(read_demo("quebec")))


@pytest.mark.parametrize("wrong", [float("nan"), float("inf"), -float("inf")])
def test_what_is_not_a_number_is_no_data(wrong):
    """63 has no number: it is as 64, of which nothing was ever known, and the others as without."""
    told = reading(indicators=indicators(**LOW_INCOME | {"63": wrong}))
    without = reading(indicators=indicators(**{code: value for code, value in LOW_INCOME.items()
                                               if code != "63"}))

    assert told.shortfalls(BOTH) == without.shortfalls(BOTH)
    assert told.ranks(BOTH)["63"].missing == ("low_income_lim_at",)
    assert figure_of(told.evidence["low_income_lim_at"], "63", "fr") == say("fr", "words.no_data")
    assert told.territories["63"].name in basis_sentences(told, BOTH, told.ranks(BOTH), "fr")[-1]
    need = told.need(BOTH)
    state = crossed_map(need, told.need(BOTH), ground(), name="Besoin")
    assert "63" not in state["shades"] and "62" in state["shades"]
    assert PostPlanning(told, BOTH).left_out == ("63", "64")


def test_the_islands_have_no_neighbour_and_are_compared_with_none(quebec):
    values = quebec.evidence["hours_per_10000"].values
    neighbours = neighbouring(embedded_boundaries().outlines)
    overall, local = clusters_of(quebec, values, neighbours)

    assert not [pair for pair in neighbours if ISLANDS in pair]
    assert local[ISLANDS].cluster is Cluster.NO_NEIGHBOUR
    state = clusters_map({code: str(found.cluster) for code, found in local.items()}, ground(),
                         name="Heures")
    assert state["patterns"][ISLANDS] == CLUSTERS["no_neighbour"].pattern
    sentence = cluster_sentences(quebec, overall, local, "fr")[-1]
    assert quebec.territories[ISLANDS].name in sentence
    assert ISLANDS in quebec.ranks(quebec.first_weighing)       # ranked like any other


@pytest.mark.parametrize("value", [None, float("nan")])
def test_an_indicator_that_says_nothing_does_not_count_and_it_is_said(value):
    told = reading(indicators=indicators(**dict.fromkeys(LOW_INCOME, value)))
    weighed = told.first_weighing

    assert "low_income_lim_at" not in told.evidence
    assert dict(told.first_weighing.weights).keys() == {"hours_per_10000", "reached_per_100"}
    assert say("fr", "served.no_need") in lead_sentences(told, weighed, told.ranks(weighed), "fr")
    assert told.need(BOTH) == {}
    assert told.ranks(BOTH) == told.ranks(ONLY_HOURS)           # what is not there weighs nothing
    state = shaded_map(told.need(BOTH), classes_of(()), ground(), name="Besoin")
    assert state["shades"] == {}
    assert state["notes"][-1] == say("fr", "territory_map.nothing")


def test_a_territory_where_nobody_lives_has_no_figure_for_one_inhabitant():
    places = territory_by_code()
    empty = places | {"60": replace(places["60"], population=0)}
    told = TerritoryReading(PartnershipNetwork(register()), empty)
    weighed = Weighing((("low_income_lim_at", 1), ("hours_per_10000", 1)), tolerance=0.0)
    planning, hours = PostPlanning(told, weighed), told.evidence["hours_per_10000"]

    assert told.presence["60"].hours == 70                      # the post is there
    assert hours.values["60"] is None
    assert parts_table(told, weighed, "60", "fr").rows[1][1] == say("fr", "words.no_data")
    assert set(planning.left_out) == {"60", "64"}
    assert planning.plan(3, Objective.INEQUALITY).posts.keys() == set(LOW_INCOME) - {"60"}
    assert "60" not in told.peers("62", weighed) and told.peers("60", weighed) == ()
    assert "60" in spread(told, weighed, hours.values).gini.left_out
    assert near_hours(told, 60).by_territory["60"] is not None  # its municipalities have people
    state = shaded_map(hours.values, classes_of(hours.values.values()), ground(), name="Heures")
    assert "60" not in state["shades"]
    assert told.territories["60"].name in basis_sentences(
        told, weighed, told.ranks(weighed), "fr")[-1]


def test_outlines_that_lack_six_territories_change_no_figure_and_name_them(quebec):
    on = ground(without=SIX)
    weighed = quebec.first_weighing
    shares = {code: rank.probability_first for code, rank in quebec.ranks(weighed).items()}
    whole = shaded_map(shares, classes_of(shares.values()), ground(), name="Premiers")
    state = shaded_map(shares, classes_of(shares.values()), on, name="Premiers")

    assert len(on.outlines) == 98 and len(shares) == 102
    assert {code: state["shades"].get(code) for code in on.outlines.index} == {
        code: whole["shades"].get(code) for code in on.outlines.index}
    note, = (note for note in state["notes"] if quebec.territories["61"].name in note)
    assert all(quebec.territories[code].name in note for code in SIX)
    assert not {place[3] for place in state["places"]} & set(SIX)


def test_outlines_that_lack_six_territories_make_them_neighbours_of_none(quebec):
    neighbours = neighbouring(ground(without=SIX).outlines)
    values = quebec.evidence["hours_per_10000"].values
    overall, local = clusters_of(quebec, values, neighbours)

    assert not [pair for pair in neighbours if set(pair) & set(SIX)]
    assert {local[code].cluster for code in SIX} <= {Cluster.NO_NEIGHBOUR, Cluster.NO_DATA}
    assert quebec.territories["61"].name in cluster_sentences(quebec, overall, local, "fr")[-1]


def test_no_data_has_the_colour_of_no_data_in_the_legend():
    state = shaded_map({"61": None}, classes_of(()), ground(), name="Besoin")

    assert [entry for entry in state["legend"] if entry.get("colour") == NO_DATA_COLOUR]
