"""Where nodes stand on the map, and what their place rests on."""

from __future__ import annotations

import math

import pytest

from ocgraph.model import Actor, CommunityOrganizer, ConcertationTable, Register
from ocgraph.network import Gazetteer, PartnershipNetwork, PlacedBy, place

GAZETTEER = Gazetteer(municipalities={"61025": (46.0, -73.4)},
                      territories={"61": (46.1, -73.5), "62": (46.5, -74.1)})


def placed(*actors, tables=(), organizers=()):
    return place(PartnershipNetwork(Register(actors=actors, concertation_tables=tables,
                                             community_organizers=organizers)), GAZETTEER)


def actor(actor_id="a", **fields):
    return Actor(actor_id=actor_id, name="Acteur fictif", **fields)


@pytest.mark.parametrize(("fields", "placed_by", "point"), [
    ({"latitude": 45.9, "longitude": -73.3, "municipality_code": "61025", "mrc_code": "61"},
     PlacedBy.COORDINATES, (45.9, -73.3)),
    ({"municipality_code": "61025", "mrc_code": "62"}, PlacedBy.MUNICIPALITY, (46.0, -73.4)),
    ({"latitude": 45.9, "mrc_code": "61"}, PlacedBy.TERRITORY, (46.1, -73.5)),
    ({"municipality_code": "99999", "mrc_code": "61"}, PlacedBy.TERRITORY, (46.1, -73.5)),
    ({"mrc_code": "99"}, PlacedBy.NOWHERE, (None, None)),
    ({}, PlacedBy.NOWHERE, (None, None)),
])
def test_the_surest_knowledge_places_an_actor(fields, placed_by, point):
    placement = placed(actor(**fields))["a"]

    assert (placement.placed_by, placement.latitude, placement.longitude) == (placed_by, *point)
    assert placement.is_placed is (placed_by != PlacedBy.NOWHERE)


def test_what_covers_two_mrc_stands_between_them():
    placements = placed(
        tables=[ConcertationTable(concertation_table_id="T", name="Table fictive",
                                  territories=("61", "62", "99"))],
        organizers=[CommunityOrganizer(organizer_id="O", name="Poste fictif",
                                       home_territories=("62",))])

    assert placements["T"].latitude == pytest.approx(46.3)    # (46.1 + 46.5) / 2
    assert placements["T"].longitude == pytest.approx(-73.8)  # (-73.5 - 74.1) / 2
    assert (placements["O"].latitude, placements["O"].longitude) == (46.5, -74.1)


def test_nodes_that_share_a_point_are_spread_the_same_way_each_time():
    names = [f"a-{number}" for number in range(20)]
    one = placed(*(actor(name, mrc_code="61") for name in names))
    other = placed(*(actor(name, mrc_code="61") for name in reversed(names)))

    points = {(p.latitude, p.longitude) for p in one.values()}
    assert one == other
    assert len(points) == 20
    assert all(math.dist(point, (46.1, -73.5)) < 0.05 for point in points)
    assert {p.placed_by for p in one.values()} == {PlacedBy.TERRITORY}


def test_a_node_alone_at_its_point_is_not_moved():
    assert placed(actor(mrc_code="61"), actor("b", mrc_code="62"))["a"].latitude == 46.1
