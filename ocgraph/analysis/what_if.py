"""What would follow: the figures of a network as it is and as it would be, and who would part."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from enum import StrEnum
from math import comb
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ocgraph.analysis.gaps import GapKind, find_gaps
from ocgraph.engine.csr import Indices
from ocgraph.engine.cuts import components, cuts, pairs_joined
from ocgraph.engine.search import distances
from ocgraph.engine.steps import Steps
from ocgraph.network import Layer, PartnershipNetwork


class Compared(StrEnum):
    """What is compared, in the order it is shown."""

    ACTORS = "actors"
    LINKS = "links"
    ISOLATED = "isolated"
    PIECES = "pieces"
    JOINED_SHARE = "joined_share"
    ALONE_SHARE = "alone_share"
    ON_ONE_ORGANIZER = "on_one_organizer"
    AVERAGE_STEPS = "average_steps"
    DENSITY = "density"
    MRC_TOUCHED = "mrc_touched"


SHARES = (Compared.JOINED_SHARE, Compared.ALONE_SHARE, Compared.DENSITY)

COMPARED_GAPS = tuple(kind for kind in GapKind if kind != GapKind.TIE_TO_PROPOSE)
"""What may be missing; ties to propose are a list of a set length, not a count to compare."""

ROWS = (*Compared, *COMPARED_GAPS)
"""Everything told of a network that scenarios are compared by, in order."""


class Compares(NamedTuple):
    """The figures of one network, ``None`` where one does not exist, and its gaps of each kind."""

    figures: Mapping[Compared, float | None]
    gaps: Mapping[GapKind, int]

    def value(self, row: Compared | GapKind) -> float | None:
        """Return one of `ROWS`."""
        return self.gaps[row] if isinstance(row, GapKind) else self.figures[row]


def compared_figures(network: PartnershipNetwork,
                     neighbours: Collection[tuple[str, str]] = ()) -> Compares:
    """Return every figure that scenarios are compared by.

    Parameters
    ----------
    neighbours
        Pairs of codes of MRC that touch.
    """
    isolated, n_pairs = network.step_graph.lengths == 0, comb(len(network.actors), 2)
    mrc_codes = {actor.mrc_code for actor, is_alone in zip(network.actors, isolated, strict=True)
                 if not is_alone}
    gaps = Counter(gap.kind for gap in find_gaps(network, neighbours, suggests=False))
    figures = {
        Compared.ACTORS: len(network.actors), Compared.LINKS: len(network.links),
        Compared.ISOLATED: int(np.count_nonzero(isolated)), **_joined(network),
        Compared.AVERAGE_STEPS: _average_steps(network),
        Compared.DENSITY: len(network.step_graph.indices) / 2 / n_pairs if n_pairs else None,
        Compared.MRC_TOUCHED: len(mrc_codes - {None})}
    return Compares(figures, {kind: gaps[kind] for kind in COMPARED_GAPS})


def _joined(network: PartnershipNetwork) -> dict[Compared, float | None]:
    """Tell who is joined, with organizers and without, and what hangs on one of them."""
    steps, n_actors = network.steps, len(network.actors)
    posts = range(len(network.concertation_tables), len(network.hubs))
    pieces = _pieces(steps)
    joined, n_pairs = pairs_joined(pieces, np.ones(n_actors)), comb(n_actors, 2)
    alone = pairs_joined(_pieces(steps.without_hubs(posts)), np.ones(n_actors))
    seen = Layer.LIAISON in network.lens.layers
    return {Compared.PIECES: len(set(pieces.tolist())),
            Compared.JOINED_SHARE: joined / n_pairs if n_pairs else None,
            Compared.ALONE_SHARE: alone / n_pairs if n_pairs and seen else None,
            Compared.ON_ONE_ORGANIZER: _on_one(steps, posts, pieces) if n_pairs and seen else None}


def _on_one(steps: Steps, posts: range, pieces: Indices) -> int:
    """Count the joined pairs that would no longer be without some organizer, each pair once."""
    weights = np.zeros(steps.n_actors + steps.n_hubs, np.int64)
    weights[:steps.n_actors] = 1
    lost = cuts(steps.incidence_graph(), weights).pairs_lost[steps.n_actors:]
    together: NDArray[np.int64] = pieces.astype(np.int64)
    for post in posts:
        if lost[post]:
            apart = _pieces(steps.without_hubs([post]))
            together = np.unique(together * (len(weights) + 1) + apart, return_inverse=True)[1]
    ones = np.ones(steps.n_actors)
    return pairs_joined(pieces, ones) - pairs_joined(together.astype(np.int32), ones)


def _average_steps(network: PartnershipNetwork) -> float | None:
    """Return how many steps part two actors, of those that something joins."""
    found = distances(network.steps)
    n_reached = int(found.n_reached.sum())
    return float(found.total.sum()) / n_reached if n_reached else None


def _pieces(steps: Steps) -> Indices:
    """Return the piece of each actor."""
    return components(steps.incidence_graph())[:steps.n_actors]


def cut_off(before: PartnershipNetwork, after: PartnershipNetwork) -> tuple[str, ...]:
    """Return who was in the largest piece, and would remain but no longer be in it."""
    held, still = _largest_pieces(before, after)
    parted = held - still
    return tuple(actor.actor_id for actor in after.actors if actor.actor_id in parted)


def newly_joined(before: PartnershipNetwork, after: PartnershipNetwork) -> tuple[str, ...]:
    """Return who was there outside of the largest piece, and would be in it."""
    held, still = _largest_pieces(before, after)
    rejoined = still - held
    return tuple(actor.actor_id for actor in before.actors if actor.actor_id in rejoined)


def left_alone(before: PartnershipNetwork, after: PartnershipNetwork) -> tuple[str, ...]:
    """Return who had someone within a step, and would remain with nobody."""
    were_alone, are_alone = _alone(before), _alone(after)
    return tuple(actor.actor_id for actor in before.actors
                 if actor.actor_id in are_alone - were_alone)


def _alone(network: PartnershipNetwork) -> set[str]:
    isolated = network.step_graph.lengths == 0
    return {actor.actor_id for actor, is_alone in zip(network.actors, isolated, strict=True)
            if is_alone}


def has_fewer_joined(before: Compares, after: Compares) -> bool:
    """Tell whether fewer pairs of actors would be joined."""
    return _n_joined(after) < _n_joined(before)


def _n_joined(found: Compares) -> int:
    share = found.figures[Compared.JOINED_SHARE] or 0
    return round(share * comb(int(found.figures[Compared.ACTORS] or 0), 2))


def set_apart(network: PartnershipNetwork) -> tuple[str, ...]:
    """Return who is not in the largest piece, in the order of the register."""
    held = _largest(network)
    return tuple(actor.actor_id for actor in network.actors if actor.actor_id not in held)


def _largest_pieces(before: PartnershipNetwork, after: PartnershipNetwork
                    ) -> tuple[set[str], set[str]]:
    """Return the largest piece, and the one that would have most of its actors."""
    held = _largest(before)
    return held, _largest(after, held)


def _largest(network: PartnershipNetwork, among: set[str] | None = None) -> set[str]:
    """Return the actors of the piece that has most of some actors, the first of equals."""
    pieces: dict[int, list[str]] = {}
    for actor, piece in zip(network.actors, _pieces(network.steps).tolist(), strict=True):
        pieces.setdefault(piece, []).append(actor.actor_id)
    return set(max(pieces.values(), default=[], key=lambda members: len(
        members if among is None else among & set(members))))
