"""Ties one could propose: pairs without one who share most, which is nobody's gap."""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum

from ocgraph.analysis.gaps import Gap, GapKind, certainty_of, places_of
from ocgraph.measures import MEASURES
from ocgraph.measures.two_mode import seats
from ocgraph.network import Layer, PartnershipNetwork

PROPOSED = 20
"""How many are told: what a team goes through in one meeting."""


class Trust(StrEnum):
    """How far a ranking of pairs may be followed."""

    LOW = "low"
    FAIR = "fair"
    GOOD = "good"


def ties_to_propose(network: PartnershipNetwork, kept: Collection[frozenset[str]] = ()
                    ) -> tuple[Gap, ...]:
    """Return the pairs without a tie who share most, the first of the ranking first.

    Parameters
    ----------
    kept
        Pairs to return after the first `PROPOSED`, as long as they have no tie.
    """
    if Layer.TIES not in network.lens.layers:
        return ()
    best = MEASURES["missing_ties"].read(network, how_many=PROPOSED).rows
    told = {frozenset(pair) for pair in best}
    tied = {frozenset((tie.source_id, tie.target_id)) for tie in network.register.ties}
    others = [tuple(sorted(pair, key=network.node_index.__getitem__)) for pair in kept
              if pair <= network.actor_index.keys() and pair not in told | tied]
    return tuple(_proposal(network, pair) for pair in (*best, *others))


def trust_of(share: float) -> Trust:
    """Tell how far to follow a ranking that puts a hidden tie first so often; half is chance."""
    if share < 0.6:
        return Trust.LOW
    return Trust.FAIR if share < 0.8 else Trust.GOOD


def _proposal(network: PartnershipNetwork, pair: tuple[str, ...]) -> Gap:
    actors = [network.node_by_id[actor_id] for actor_id in pair]
    numbers = [network.actor_index[actor_id] for actor_id in pair]
    n_partners, n_tables = (len(set(held.row(numbers[0])) & set(held.row(numbers[1])))
                            for held in (network.steps.ties, seats(network).transposed()))
    return Gap(GapKind.TIE_TO_PROPOSE, pair, places_of(actors), certainty_of(actors),
               figures={"n_partners": n_partners, "n_tables": n_tables})
