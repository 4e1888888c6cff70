"""Need and presence of each territory, weighed; every figure can be done again by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ocgraph.analysis.territory_posts import PostPlanning
from ocgraph.analysis.territory_reading import TerritoryReading, Weighing, in_order, surely_first
from ocgraph.analysis.territory_spread import (
    METHODS,
    ZONES,
    near_hours,
    spread,
)
from ocgraph.analysis.territory_wording import (
    basis_sentences,
    lead_sentences,
    parts_table,
    spread_sentences,
)
from ocgraph.io.places.reference import municipality_by_code
from ocgraph.model import Actor, CommunityOrganizer, Engagement, Indicator, Register
from ocgraph.network import Lens, PartnershipNetwork
from ocgraph.territory.posts import Objective
from ocgraph.territory.ranking import RankInterval

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


def test_the_territories_compared_are_those_the_register_knows_someone_in():
    assert reading().among == ("52", "60", "61", "62", "63", "64")


def test_the_others_of_the_region_are_named_and_move_no_rank():
    """Of six in the region, an actor in two: the four others are told, and compared with none."""
    here = [Actor(actor_id=f"b-{code}", name=code, mrc_code=code) for code in ("60", "61")]
    told = reading(actors=tuple(here), community_organizers=(), engagements=())

    assert (told.among, told.unspoken) == (("60", "61"), ("52", "62", "63", "64"))


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


def newer(**figures):
    """Return the figures of 2020, and others of 2024."""
    return (*register().indicators, *(
        Indicator(territory_code=code, indicator="low_income_lim_at", year="2024", value=value,
                  source="Chiffres inventés") for code, value in figures.items()))


def test_a_newer_figure_for_one_territory_does_not_take_the_others_away_and_is_said():
    told = reading(indicators=newer(**{"61": 15.0}))
    found = told.evidence["low_income_lim_at"]
    sentences = basis_sentences(told, BOTH, told.ranks(BOTH), "en")

    assert (found.year, found.values, found.newer) == ("2020", LOW_INCOME, ("2024", 1))
    assert any("figures of 2024 exist, but for one MRC only of 6" in each for each in sentences)


def test_of_years_that_tell_as_many_territories_the_last_is_compared():
    told = reading(indicators=newer(**LOW_INCOME)).evidence["low_income_lim_at"]

    assert (told.year, told.newer) == ("2024", None)


def test_the_year_is_chosen_by_the_territories_compared_and_not_by_all_others():
    """2020 tells five of the six compared, 2024 six; elsewhere 2020 tells three more."""
    elsewhere = tuple(Indicator(territory_code=code, indicator="low_income_lim_at", year="2020",
                                value=9.0, source="Chiffres inventés") for code in ("01", "02"))
    told = reading(indicators=(*newer(**dict.fromkeys(HOURS, 9.0)), *elsewhere))

    assert told.evidence["low_income_lim_at"].year == "2024"


def test_a_figure_read_backwards_is_said_with_its_weight():
    told, turned = reading(), replace(BOTH, turned=frozenset({"low_income_lim_at"}))
    words = {weighed: basis_sentences(told, weighed, told.ranks(weighed), "en")[0]
             for weighed in (BOTH, turned)}

    assert "counts as less" not in words[BOTH]
    assert "(weight 1; higher counts as less need)" in words[turned]


@pytest.mark.parametrize(("lens", "said"), [
    (None, False), (Lens(territories=frozenset({"60", "61", "62"})), True)])
def test_what_the_choice_of_territories_does_is_said_where_they_are_chosen(lens, said):
    told = reading(lens)

    assert any("comes to them from the others" in each for each in basis_sentences(
        told, BOTH, told.ranks(BOTH), "en")) == said


def test_presence_read_backwards_is_said_with_its_weight():
    told, turned = reading(), replace(BOTH, turned=frozenset({"hours_per_10000"}))

    assert "(weight 1; higher counts as less presence)" in basis_sentences(
        told, turned, told.ranks(turned), "en")[0]


def test_need_alone_is_said_to_compare_need_alone():
    told, alone = reading(), Weighing((("low_income_lim_at", 1),), tolerance=0.0)
    text = " ".join(lead_sentences(told, alone, told.ranks(alone), "en"))

    assert "this only compares need" in text


def test_a_single_figure_is_not_told_as_ten_thousand_choices_of_weights():
    told, alone = reading(), replace(ONLY_HOURS, tolerance=0.5)
    text = " ".join(basis_sentences(told, alone, told.ranks(alone), "en"))

    assert "10,000 draws" not in text and "A single figure counts" in text


def test_those_perhaps_among_the_first_are_said_to_be_so_when_none_surely_is():
    told, first = reading(), RankInterval(1, 1, 1, 2, 2, 0.7, ())
    lead = lead_sentences(told, BOTH, {"61": first, "62": first}, "en")[0]

    assert lead.startswith("Perhaps among the 2 most under-served MRC, depending on the weights:")


@pytest.mark.parametrize(("missing", "cause"), [
    ((), "the weights"), (("low_income_lim_at",), "the weights and what is missing")])
def test_what_makes_a_rank_unsure_is_said(missing, cause):
    """What is missing is drawn at random as the weights are: they are not alone to blame."""
    told, first = reading(), RankInterval(1, 1, 1, 2, 2, 0.7, missing)
    lead = lead_sentences(told, BOTH, {"61": first, "62": first}, "en")[0]

    assert f"depending on {cause}:" in lead


def test_of_four_territories_the_one_told_first_is_in_the_singular():
    four = reading(Lens(territories=frozenset({"60", "61", "62", "63"})))

    assert four.n_first == 1
    assert "the most under-served MRC" in lead_sentences(
        four, ONLY_HOURS, four.ranks(ONLY_HOURS), "en")[0]


def test_the_first_sentence_and_the_table_have_one_order():
    told = reading()
    ranks = told.ranks(BOTH)

    assert [code for code in in_order(ranks, ranks) if ranks[code].probability_first >= 0.5
            ] == list(surely_first(ranks, 0.5))


def test_whether_presence_follows_need_is_told_beside_what_chance_gives():
    """Six MRC, the need in the order of hours for one inhabitant, or the reverse."""
    hours = reading().evidence["hours_per_10000"].values
    followed = [reading(indicators=indicators_like(hours, sign)) for sign in (1, -1)]
    words = [" ".join(spread_sentences(spread(each, BOTH, hours), "Hours", "en"))
             for each in followed]

    assert "Where need is greater, there is more (" in words[0]
    assert "Where need is greater, there is less (" in words[1]


def test_presence_that_goes_with_need_no_more_than_by_chance_is_told_so():
    told = reading()
    found = spread(told, BOTH, told.evidence["hours_per_10000"].values)

    assert found.by_chance[0] < found.by_need.value < found.by_chance[1]
    assert "neither more nor less" in " ".join(spread_sentences(found, "Hours", "en"))


def indicators_like(values, sign):
    return tuple(Indicator(territory_code=code, indicator="low_income_lim_at", year="2020",
                           value=50 + sign * value, source="Chiffres inventés")
                 for code, value in values.items() if value is not None)


def test_regions_of_one_territory_each_are_not_told_as_all_of_the_inequality():
    """62 is of Lanaudière and 34 of Capitale-Nationale: between them lies all there is."""
    home = CommunityOrganizer(organizer_id="o-34", name="Poste fictif 34", weekly_hours=7.0,
                              home_territories=("34",))
    told = reading(Lens(territories=frozenset({"34", "62"})),
                   community_organizers=(*register().community_organizers, home))
    values = told.evidence["hours_per_10000"].values

    assert "between regions" not in " ".join(
        spread_sentences(spread(told, ONLY_HOURS, values), "Hours", "en"))


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


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("within_km", ZONES)
def test_hours_within_reach_add_up_to_those_supplied(within_km, method):
    told = reading()
    near = near_hours(told, within_km, method)
    counted = sum(near.access.values[code] * place for code, place in _people(near).items())

    assert counted == pytest.approx(sum(HOURS.values()) - near.access.lost_supply)
    assert near.shared == pytest.approx(counted)


def test_within_reach_of_one_post_alone_all_have_as_much_when_distance_counts_plainly():
    """The hours of Matawinie shared by all who live within 120 km, wherever they do."""
    alone = tuple(post for post in register().community_organizers if post.organizer_id == "o-62")
    near = near_hours(reading(community_organizers=alone), 120, "plain")
    within = {code for code, hours in near.access.values.items() if hours}
    people = sum(_people(near)[code] for code in within)

    assert within
    assert all(near.access.values[code] == pytest.approx(HOURS["62"] / people) for code in within)


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
    for code in set(HOURS) - {"64"}:
        *parts, whole = parts_table(told, BOTH, code, "en").rows
        assert sum(int(row[-1]) for row in parts) == int(whole[-1])
        assert int(whole[-1]) == pytest.approx(100 * told.shortfalls(BOTH)[code].value, abs=0.5)
