"""Communities of actors, and how far one may rely on each membership."""

from itertools import combinations

from ocgraph.measures import MEASURES
from tests.small_networks import network

communities = MEASURES["communities"].read


def clique(names):
    return " ".join(f"{one}-{other}" for one, other in combinations(names, 2))


def test_two_cliques_joined_by_one_tie_are_two_sure_communities():
    found = communities(network(f"{clique('ABCD')} {clique('EFGH')} D-E"))

    assert found.by_row("community") == dict.fromkeys("ABCD", 1) | dict.fromkeys("EFGH", 2)
    assert set(found.by_row("stability").values()) == {1}
    assert found.facts["n_communities"] == 2


def test_the_largest_is_the_first_whatever_the_names():
    found = communities(network(f"{clique('ABC')} {clique('WXYZ')}"))

    assert found.by_row("community") == dict.fromkeys("WXYZ", 1) | dict.fromkeys("ABC", 2)


def test_the_same_cliques_under_other_names_are_the_same_communities():
    renamed = dict(zip("ABCDEFGH", "HBGDFCEA", strict=True))
    ties = f"{clique('ABCD')} {clique('EFGH')} D-E"

    first = communities(network(ties)).by_row("community")
    second = communities(network("".join(renamed.get(sign, sign) for sign in ties))).by_row(
        "community")

    for one, other in combinations("ABCDEFGH", 2):
        assert (first[one] == first[other]) == (second[renamed[one]] == second[renamed[other]])


def test_in_a_ring_no_place_is_sure():
    ring = " ".join(f"{one}-{other}" for one, other in zip("ABCDEFGHIJKL", "BCDEFGHIJKLA",
                                                           strict=True))

    assert max(communities(network(ring)).by_row("stability").values()) < 1


def test_an_isolated_actor_is_in_no_community():
    found = communities(network("A-B", actors="Z"))

    assert found.value("Z", "community") is None
    assert found.reasons == {"Z": "isolated"}


def test_a_high_resolution_makes_more_communities():
    seen = network(f"{clique('ABCD')} {clique('EFGH')} {clique('IJKL')} A-E B-F E-I F-J")

    few, many = (communities(seen, resolution=value).facts["n_communities"] for value in (0.1, 5))

    assert few < 3 < many
