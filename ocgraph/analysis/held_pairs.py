"""The pairs of actors that an organizer alone joins, or alone keeps near, one by one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ocgraph.analysis.relief import Left
from ocgraph.engine.csr import Indices
from ocgraph.measures.fragility import NEAR
from ocgraph.measures.groups import Groups, codes_of
from ocgraph.model import Actor
from ocgraph.network import PartnershipNetwork

APART = -1
"""Steps between two actors that nothing joins."""

GROUPS_TOLD, PAIRS_TOLD = 3, 2
"""Between how many groups, and how many pairs of each, who should meet is told."""

Pair = tuple[str, str]
"""Identifiers of two actors, or codes of two groups."""


class HeldPairs(NamedTuple):
    """Pairs of actors, by their numbers, beside how far apart they are.

    Attributes
    ----------
    first, second
        The two actors, the first of the register first.
    steps, steps_without
        Steps between them with the organizer and without her; `APART` where nothing joins them.
    """

    first: Indices
    second: Indices
    steps: Indices
    steps_without: Indices


def held_pairs(network: PartnershipNetwork, organizer_id: str) -> HeldPairs:
    """Return the pairs that only an organizer joins, then those only she keeps within two steps.

    In each, those she joins in fewest steps first: they know her both. Of these, the pairs that
    share a sector or an MRC, which a tie would join most easily, then the order of the register.
    """
    left = Left(network, organizer_id)
    found = [*_parted(left), *_no_longer_near(left)]
    if not found:
        return HeldPairs(*np.empty((4, 0), np.int32))
    one, other, steps, without = (np.concatenate(column) for column in zip(*found, strict=True))
    pairs = HeldPairs(np.minimum(one, other), np.maximum(one, other), steps, without)
    order = np.lexsort((pairs.second, pairs.first, -_reasons(network.actors, *pairs[:2]),
                        pairs.steps, pairs.steps_without != APART))
    return HeldPairs(*(column[order] for column in pairs))


def pairs_to_introduce(left: Left, partition: str) -> tuple[tuple[Pair, tuple[Pair, ...]], ...]:
    """Return pairs of partners that nothing else keeps near, between the groups most concerned.

    A tie between the two is all it takes. Each pair of groups, the one with most of these pairs
    first, comes with `PAIRS_TOLD` of them: those who share a sector or an MRC, then in the order
    of the register, each with other actors than the ones before where there are. An actor whose
    group is not known is left out, one of several sectors counts in each.
    """
    partners = [left.network.actors[number] for number in left.partners]
    first, second = np.nonzero(np.triu(~_near(left), 1))
    order = np.argsort(-_reasons(partners, first, second), kind="stable")
    held: dict[Pair, list[Pair]] = {}
    for pair in zip(first[order].tolist(), second[order].tolist(), strict=True):
        one, other = (partners[number] for number in pair)
        for groups in {tuple(sorted(codes)) for codes in product(
                codes_of(one, partition), codes_of(other, partition))}:
            held.setdefault(groups, []).append((one.actor_id, other.actor_id))
    most = sorted(held.items(), key=lambda item: (-len(item[1]), item[0]))[:GROUPS_TOLD]
    return tuple((groups, _varied(pairs)) for groups, pairs in most)


def _varied(pairs: list[Pair]) -> tuple[Pair, ...]:
    """Return the first pairs, those of actors not told yet before the others."""
    told: list[Pair] = []
    while len(told) < min(PAIRS_TOLD, len(pairs)):
        named = {actor_id for pair in told for actor_id in pair}
        left = [pair for pair in pairs if pair not in told]
        told.append(min(left, key=lambda pair: len(named & {*pair})))
    return tuple(told)


def _near(left: Left) -> NDArray[np.bool_]:
    """Tell which partners are within two steps of each other without the organizer."""
    # The rows of her partners alone: the whole graph of the steps takes far longer.
    ties, members, hubs_of = (part.matrix(np.int32) for part in left.steps)
    around = ties[left.partners] + hubs_of[left.partners] @ members
    return np.asarray((around @ around.T + around[:, left.partners]).toarray() > 0)


def _parted(left: Left) -> Iterator[tuple[Indices, Indices, Indices, Indices]]:
    """Yield the pairs of two pieces: the way passes through her, once."""
    nearest = left.steps.search(left.partners)
    pieces = [np.flatnonzero(left.labels[:len(nearest)] == piece) for piece in left.pieces]
    for number, piece in enumerate(pieces):
        for others in pieces[number + 1:]:
            one, other = np.repeat(piece, len(others)), np.tile(others, len(piece))
            steps = nearest[one] + 1 + nearest[other]
            yield one, other, steps, np.full(len(one), APART)


def _no_longer_near(left: Left) -> Iterator[tuple[Indices, Indices, Indices, Indices]]:
    """Yield the pairs still joined without her, in more than two steps: one is her partner."""
    for partner in left.partners.tolist():
        without = left.steps.search([partner])
        found = np.flatnonzero(left.known & (without > NEAR))
        found = found[~left.is_partner[found] | (found > partner)]
        steps = np.where(left.is_partner[found], 1, NEAR)
        yield np.full(len(found), partner), found, steps, without[found]


def _reasons(actors: Sequence[Actor], first: Indices, second: Indices) -> NDArray[np.int64]:
    """Count what the two of each pair have in common: a sector, the MRC."""
    sectors = Groups.of_actors(actors, "sector").of_actor.matrix(np.uint8).toarray()
    held = np.packbits(sectors, axis=1)
    places = np.array([actor.mrc_code or "" for actor in actors])
    same_place = (places[first] == places[second]) & (places[first] != "")
    return same_place.astype(np.int64) + (held[first] & held[second]).any(axis=1)
