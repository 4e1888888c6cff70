"""What is told of those who stay gives back no small count, by itself nor by difference."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from ocgraph.model import Actor, Register, Tie
from ocgraph.privacy import TiesShown, redact
from ocgraph.privacy.withheld import told
from tests.privacy.seeded import ON, TERMS, Terms

PLACES = ("61", "62")
MOST = 24
UNDER_FIVE = range(5)
counts = st.tuples(*(st.integers(0, MOST) for _ in PLACES))
# One record more or less in one place, or one that moves from a place to the other.
EDITS = ((1, 0), (-1, 0), (0, 1), (0, -1), (1, -1), (-1, 1))


def hidden(by_place):
    return Register(tuple(
        Actor(actor_id=f"{code}-{number}", name="Maison Fictive", mrc_code=code)
        for code, n in zip(PLACES, by_place, strict=True) for number in range(n)))


def published(by_place) -> tuple[Mapping[str, int], int]:
    left_out = redact(hidden(by_place), TERMS).withheld
    return left_out.actors_by_mrc, left_out.n_actors


def model(by_place):
    parts = {code: told(n) for code, n in zip(PLACES, by_place, strict=True) if told(n)}
    return parts, sum(parts.values())


def edited(by_place, edit):
    return tuple(n + change for n, change in zip(by_place, edit, strict=True))


WORLDS = list(product(range(MOST + 8), repeat=len(PLACES)))


@given(counts)
def test_totals_beside_parts_leave_every_small_count_unknown(by_place):
    seen = published(by_place)
    possible = [world for world in WORLDS if model(world) == seen]

    for place, count in enumerate(by_place):
        if count in UNDER_FIVE:
            assert {world[place] for world in possible} == set(range(10))


@given(counts, st.sampled_from(EDITS))
def test_two_publications_one_edit_apart_leave_every_small_count_unknown(before, edit):
    after = edited(before, edit)
    if min(after) < 0:
        return
    seen, then = published(before), published(after)
    possible = [world for world in WORLDS if model(world) == seen
                and any(model(edited(world, one)) == then for one in EDITS
                        if min(edited(world, one)) >= 0)]

    assert before in possible
    for place, count in enumerate(before):
        if count in UNDER_FIVE or after[place] in UNDER_FIVE:
            assert {world[place] for world in possible} >= set(range(1, 9))


@given(st.integers(0, 40))
def test_ties_and_seats_are_told_by_the_ten_below(n):
    actors = tuple(Actor(actor_id=name, name=name, publication_consent=True) for name in "ab")
    register = Register(actors, ties=(Tie(source_id="a", target_id="b"),) * n)

    assert redact(register, TERMS).withheld.n_ties == n // 10 * 10
    assert redact(register, Terms(ON, TiesShown.NONE)).withheld.n_ties == 0
