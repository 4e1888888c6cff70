"""Who is present in each MRC."""

from __future__ import annotations

import pytest

from ocgraph.model import (
    Actor,
    CommunityOrganizer,
    ConcertationTable,
    Engagement,
    Membership,
    Register,
    Territory,
    Tie,
)
from ocgraph.network import Lens, PartnershipNetwork
from ocgraph.territory import TERRITORY_MEASURES, extremes, presence_by_mrc

PLACES = [Territory(code=code, name=f"MRC fictive {code}", kind="mrc", population=population)
          for code, population in (("01", 12_500), ("61", None), ("371", 140_000))]

# In 01: a (2 links) and b (1 link). In 61: c, alone. The table covers 01 and 371. The post of 35 h
# is split between 61 and 371.
REGISTER = Register(
    actors=(Actor(actor_id="a", name="Acteur fictif a", mrc_code="01"),
            Actor(actor_id="b", name="Acteur fictif b", mrc_code="01"),
            Actor(actor_id="c", name="Acteur fictif c", mrc_code="61"),
            Actor(actor_id="d", name="Acteur fictif d")),
    concertation_tables=(ConcertationTable(concertation_table_id="T", name="Table fictive",
                                           territories=("01", "371")),),
    memberships=(Membership(concertation_table_id="T", member_id="a"),),
    ties=(Tie(source_id="a", target_id="b"),),
    community_organizers=(CommunityOrganizer(organizer_id="O", name="Poste fictif",
                                             weekly_hours=35.0,
                                             home_territories=("61", "371")),))

# a and b sit at T, where the organizer is engaged; nobody is engaged with c. a is joined to b of
# its MRC, to c of another and to d, whose MRC is unknown.
JOINED = Register(
    actors=REGISTER.actors, concertation_tables=REGISTER.concertation_tables,
    community_organizers=REGISTER.community_organizers,
    memberships=(Membership(concertation_table_id="T", member_id="a"),
                 Membership(concertation_table_id="T", member_id="b")),
    ties=tuple(Tie(source_id="a", target_id=other) for other in "bcd"),
    engagements=(Engagement(organizer_id="O", target_id="T"),))


def figures(measure_id, register=REGISTER, lens=None):
    presence = presence_by_mrc(PartnershipNetwork(register, lens), PLACES)
    return {code: TERRITORY_MEASURES[measure_id].value(there) for code, there in presence.items()}


@pytest.mark.parametrize(("measure_id", "expected"), [
    ("actors", {"01": 2, "61": 1, "371": 0}),
    ("concertation_tables", {"01": 1, "61": 0, "371": 1}),
    ("organizers", {"01": 0, "61": 1, "371": 1}),
    ("links_per_actor", {"01": 1.5, "61": 0.0, "371": None}),  # (2 + 1) / 2; 0 / 1; nobody
    ("isolated_actors", {"01": 0, "61": 1, "371": 0}),
    ("population", {"01": 12_500, "61": None, "371": 140_000}),
    ("hours", {"01": 0, "61": 17.5, "371": 17.5}),
    ("engaged_hours", {"01": 0, "61": 0, "371": 0}),
    ("engagements_without_hours", {"01": 0, "61": 0, "371": 0}),
    ("hours_per_10000", {"01": 0, "61": None, "371": 1.25}),    # 17.5 / 140,000 × 10,000
    ("actors_per_10000", {"01": 1.6, "61": None, "371": 0}),    # 2 / 12,500 × 10,000
    ("tables_per_10000", {"01": 0.8, "61": None, "371": 10_000 / 140_000}),
    ("seats_per_actor", {"01": 0.5, "61": 0, "371": None}),
    ("reached_per_100", {"01": 0, "61": 0, "371": None}),
    ("outward_links_per_actor", {"01": 0, "61": 0, "371": None}),
])
def test_each_figure_can_be_counted_again_by_hand(measure_id, expected):
    assert figures(measure_id) == expected


@pytest.mark.parametrize(("measure_id", "expected"), [
    ("seats_per_actor", {"01": 1, "61": 0, "371": None}),
    ("reached_per_100", {"01": 100, "61": 0, "371": None}),
    ("outward_links_per_actor", {"01": 0.5, "61": 1, "371": None}),    # a–c; a–d is not known
])
def test_seats_reach_and_bridges_are_those_of_the_actors_of_an_mrc(measure_id, expected):
    assert figures(measure_id, register=JOINED) == expected


def test_hours_of_which_a_part_is_unknown_are_unknown():
    unknown = CommunityOrganizer(organizer_id="P", name="Poste fictif", home_territories=("61",))
    register = Register(community_organizers=(*REGISTER.community_organizers, unknown))

    assert figures("hours", register=register) == {"01": None, "61": None, "371": 17.5}


# 10 h with a, of 01; 6 h with the table of 01 and 371; with b and the table, hours unknown; d is
# nowhere, and its 5 h are in no MRC.
ENGAGED = Register(
    actors=REGISTER.actors, concertation_tables=REGISTER.concertation_tables,
    community_organizers=REGISTER.community_organizers,
    engagements=tuple(Engagement(organizer_id="O", target_id=target, hours=hours)
                      for target, hours in (("a", 10.0), ("T", 6.0), ("b", None), ("T", None),
                                            ("d", 5.0))))


@pytest.mark.parametrize(("measure_id", "expected"), [
    ("engaged_hours", {"01": 13, "61": 0, "371": 3}),                # 10 + 6 / 2; nobody; 6 / 2
    ("engagements_without_hours", {"01": 2, "61": 0, "371": 1}),     # b and T; T
])
def test_hours_of_engagements_are_where_those_accompanied_are(measure_id, expected):
    assert figures(measure_id, register=ENGAGED) == expected


def test_engagements_none_of_which_has_hours_are_no_data_and_zero_hours_are_zero():
    def engaged(hours):
        return figures("engaged_hours", register=Register(
            actors=REGISTER.actors, community_organizers=REGISTER.community_organizers,
            engagements=(Engagement(organizer_id="O", target_id="c", hours=hours),)))["61"]

    assert (engaged(None), engaged(0.0)) == (None, 0)


def test_hours_of_engagements_add_up_to_those_noted_whose_place_is_known():
    assert sum(figures("engaged_hours", register=ENGAGED).values()) == 10 + 6


def test_hours_split_over_homes_add_up_to_those_of_the_posts():
    assert sum(figures("hours").values()) == 35


def test_table_spanning_two_mrc_counts_in_both():
    assert sum(figures("concertation_tables").values()) == 2  # one table, two MRC


@pytest.mark.parametrize("measure_id", sorted(set(TERRITORY_MEASURES) - {"population"}))
def test_where_the_register_knows_nobody_there_is_no_data_rather_than_zero(measure_id):
    assert figures(measure_id, register=Register()) == {"01": None, "61": None, "371": None}


def test_figures_are_those_of_the_lens():
    lens = Lens(territories=frozenset({"61"}))

    assert figures("actors", lens=lens) == {"01": None, "61": 1, "371": None}


def test_extremes_leave_out_what_is_unknown_and_what_is_not_asked():
    values = {"01": 2.0, "61": None, "62": 0.0, "63": 9.0, "371": 2.0}

    assert extremes(values, ["371", "01", "61", "62"]) == (("62", 0.0), ("01", 2.0))
    assert extremes(values, ["61", "99"]) == (None, None)
