"""The network: who is in it, and how far a step goes."""

from __future__ import annotations

import datetime
import itertools
import json

import networkx as nx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ocgraph.model import (
    Actor,
    CommunityOrganizer,
    ConcertationTable,
    Engagement,
    Membership,
    Register,
    Tie,
)
from ocgraph.network import Layer, Lens, PartnershipNetwork, node_type
from tests.strategies import registers


def actor(actor_id, **fields):
    return Actor(actor_id=actor_id, name=f"Acteur fictif {actor_id}", **fields)


def table(table_id, **fields):
    return ConcertationTable(concertation_table_id=table_id, name=f"Table fictive {table_id}",
                             **fields)


def organizer(organizer_id):
    return CommunityOrganizer(organizer_id=organizer_id, name=f"Poste fictif {organizer_id}")


def seat(table_id, member_id, **fields):
    return Membership(concertation_table_id=table_id, member_id=member_id, **fields)


def engagement(organizer_id, target_id, **fields):
    return Engagement(organizer_id=organizer_id, target_id=target_id, **fields)


# a — tie — b — table T — c — organizer O — d;  e sits at table U, with which O is engaged;
# f is alone.
CHAIN = Register(
    actors=tuple(map(actor, "abcdef")), concertation_tables=(table("T"), table("U")),
    memberships=(seat("T", "b"), seat("T", "c"), seat("U", "e")),
    ties=(Tie(source_id="a", target_id="b"),), community_organizers=(organizer("O"),),
    engagements=(engagement("O", "c"), engagement("O", "d"), engagement("O", "U")))


def test_a_step_passes_through_a_tie_a_table_or_an_organizer():
    steps = PartnershipNetwork(CHAIN).steps_from(["a"], 9)

    assert steps == {"a": 0, "b": 1, "c": 2, "d": 3}  # e: engaged with O through its table only


def test_from_a_table_the_first_step_is_its_members():
    assert PartnershipNetwork(CHAIN).steps_from(["T"], 2) == {"b": 1, "c": 1, "a": 2, "d": 2}


def test_from_an_organizer_the_first_step_is_her_actors_and_the_members_of_her_tables():
    assert PartnershipNetwork(CHAIN).steps_from(["O"], 1) == {"c": 1, "d": 1, "e": 1}


def test_from_several_nodes_each_actor_takes_its_shortest_way():
    assert PartnershipNetwork(CHAIN).steps_from(["a", "O"], 1) == {
        "a": 0, "b": 1, "c": 1, "d": 1, "e": 1}


def test_no_step_reaches_only_oneself():
    network = PartnershipNetwork(CHAIN)

    assert network.steps_from(["a"], 0) == {"a": 0}
    assert network.steps_from(["T"], 0) == {}
    assert network.steps_from([], 3) == {}


def test_a_layer_left_out_carries_no_step():
    network = PartnershipNetwork(CHAIN, Lens(layers=frozenset({Layer.TIES})))

    assert network.steps_from(["a"], 9) == {"a": 0, "b": 1}


def _steps_by_brute_force(network, start):
    """Distances in the graph of steps, drawn pair by pair from the plain NetworkX graph."""
    plain = network.to_networkx()
    kinds = nx.get_node_attributes(plain, "node_type")
    actors = [node for node, kind in kinds.items() if kind == "actor"]

    def around(hub):
        return [node for node in plain.adj[hub] if kinds[node] == "actor"]

    steps = nx.Graph()
    steps.add_nodes_from(actors)
    steps.add_edges_from((one, other) for one, other in plain.edges() if one in steps
                         and other in steps)
    for hub in set(plain) - set(actors):
        steps.add_edges_from(itertools.combinations(around(hub), 2))
    first = set() if start in actors else set(around(start))
    if kinds[start] == "organizer":
        for hub in set(plain.adj[start]) - set(actors):
            first |= set(around(hub))
    if start not in actors:
        steps.add_edges_from((start, member) for member in first)
    reached = nx.single_source_shortest_path_length(steps, start) if start in steps else {}
    return {node: far for node, far in reached.items() if kinds[node] == "actor"}


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(register=registers(), far=st.integers(0, 4))
def test_steps_are_those_a_plain_search_finds(register, far):
    network = PartnershipNetwork(register)

    for node_id in network.node_by_id:
        expected = {node: steps for node, steps in _steps_by_brute_force(network, node_id).items()
                    if steps <= far}
        assert network.steps_from([node_id], far) == expected


def test_around_a_node_keeps_the_actors_reached_and_the_hubs_that_join_them():
    network = PartnershipNetwork(CHAIN)

    assert network.around("a", 0) == {"a"}
    assert network.around("a", 1) == {"a", "b"}
    assert network.around("a", 2) == {"a", "b", "c", "T"}
    assert network.around("T", 1) == {"T", "b", "c"}


def test_around_an_organizer_shows_the_table_that_leads_to_its_only_member():
    assert PartnershipNetwork(CHAIN).around("O", 1) == {"O", "c", "d", "e", "U"}


def test_links_to_nothing_are_left_out():
    register = Register(
        actors=(actor("a"),), concertation_tables=(table("T"),),
        memberships=(seat("T", "nobody"), seat("nowhere", "a")),
        ties=(Tie(source_id="a", target_id="nobody"),), engagements=(engagement("no-post", "a"),))

    network = PartnershipNetwork(register)

    assert network.links == ()
    assert network.links_of == {"a": (), "T": ()}


def test_a_restricted_lens_keeps_the_tables_and_posts_its_actors_touch():
    register = Register(
        actors=(actor("a", mrc_code="61"), actor("b", mrc_code="62")),
        concertation_tables=(table("T"), table("U"), table("V")),
        memberships=(seat("T", "a"), seat("T", "b"), seat("U", "b"), seat("V", "T")),
        community_organizers=(organizer("O"), organizer("P")),
        engagements=(engagement("O", "a"), engagement("P", "T")))

    network = PartnershipNetwork(register, Lens(territories=frozenset({"61"})))

    assert set(network.node_by_id) == {"a", "T", "O"}
    assert [link.link_id for link in network.links] == ["seat-0", "engagement-0"]


def test_a_link_keeps_its_identifier_whatever_the_lens():
    whole = {link.link_id: link for link in PartnershipNetwork(CHAIN).links}
    seen = PartnershipNetwork(CHAIN, Lens(layers=frozenset({Layer.LIAISON}))).links

    assert len(seen) == 3
    assert all(whole[link.link_id] == link for link in seen)


def test_a_table_that_is_over_takes_its_seats_with_it():
    register = Register(actors=(actor("a"), actor("b")), concertation_tables=(
        table("T", until=datetime.date(2020, 1, 1)),), memberships=(seat("T", "a"),
                                                                     seat("T", "b")))

    network = PartnershipNetwork(register, Lens(on=datetime.date(2025, 1, 1)))

    assert set(network.node_by_id) == {"a", "b"}
    assert network.steps_from(["a"], 5) == {"a": 0}


def test_an_empty_register_is_an_empty_network():
    network = PartnershipNetwork(Register())

    assert (network.node_by_id, network.links, network.steps_from([], 3)) == ({}, (), {})
    assert len(network.to_networkx()) == 0


def test_networkx_has_every_node_and_link_and_nothing_private():
    register = Register(
        actors=(actor("a", private_note="ne sort pas", mrc_code="61"), actor("b")),
        ties=(Tie(source_id="a", target_id="b", kind="referral", private_note="ne sort pas"),
              Tie(source_id="b", target_id="a")))

    graph = PartnershipNetwork(register).to_networkx()

    assert graph.number_of_edges("a", "b") == 2
    assert graph.nodes["a"] == {"node_type": "actor", "name": "Acteur fictif a", "mrc_code": "61"}
    assert graph.edges["a", "b", "tie-0"] == {"layer": "ties", "source_id": "a",
                                              "kind": "referral"}
    assert "ne sort pas" not in json.dumps(nx.node_link_data(graph, edges="links"))


@pytest.mark.parametrize(("node", "expected"), [
    (actor("a"), "actor"), (table("T"), "concertation_table"), (organizer("O"), "organizer")])
def test_each_node_has_its_type(node, expected):
    assert node_type(node) == expected
