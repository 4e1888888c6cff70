"""Ties perhaps missing: the pairs who share most, why, and how far to trust the ranking."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from ocgraph.engine.candidates import scores_of, top_candidates
from ocgraph.engine.csr import CSR
from ocgraph.measures.measure import Column, Family, Figures, Measure, Parameter, Subject, Unit
from ocgraph.measures.two_mode import seats
from ocgraph.model import Actor
from ocgraph.network import Layer, PartnershipNetwork

SEED = 2009
_HIDDEN_SHARE = 0.1
_FEWEST_TIES = 20  # below, one tie in ten is too few to judge by
_OTHERS = 10  # pairs without a tie drawn beside each tie hidden


def missing_ties(network: PartnershipNetwork, how_many: int) -> Figures:
    """Rank the pairs of actors without a direct tie by the partners and the tables they share.

    Each partner or table shared counts for one over its number of links. ``n_asked`` tells of how
    many of the two it is known that they were asked: where 0, that there is no tie is unknown.
    """
    held = seats(network)
    first, second, scores = _not_recorded(network, held, how_many)
    pairs = [(network.actors[a], network.actors[b])
             for a, b in zip(first.tolist(), second.tolist(), strict=True)]
    rows = tuple((one.actor_id, other.actor_id) for one, other in pairs)
    same_mrc = _told(_same_mrc(one, other) for one, other in pairs)
    shared_sectors = _told(_shared_sectors(one, other) for one, other in pairs)
    unknown = np.flatnonzero(np.isnan(same_mrc) | np.isnan(shared_sectors))
    return Figures(rows, {
        "score": scores, "shared_partners": _in_common(network.steps.ties, first, second),
        "n_shared_tables": _in_common(held.transposed(), first, second),
        "same_mrc": same_mrc, "shared_sectors": shared_sectors,
        "n_asked": _told((one.asked is True) + (other.asked is True) for one, other in pairs)},
        {rows[row]: "mrc_or_sector_unknown" for row in unknown})


def _not_recorded(network: PartnershipNetwork, held: CSR, how_many: int
                  ) -> tuple[NDArray, NDArray, NDArray[np.float64]]:
    """Return the best pairs of which no tie is recorded, not even one the lens leaves out."""
    index = network.actor_index
    recorded = CSR.graph(*(np.array([index[getattr(tie, end)] for tie in network.register.ties
                                     if {tie.source_id, tie.target_id} <= index.keys()], np.int64)
                           for end in ("source_id", "target_id")), len(index))
    n_hidden = (len(recorded.indices) - len(network.steps.ties.indices)) // 2
    found = top_candidates(_shared(network.steps.ties, held), len(index), how_many + n_hidden)
    pairs = found.first.astype(np.int64) * len(index) + found.second
    known = recorded.rows.astype(np.int64) * len(index) + recorded.indices
    kept = np.flatnonzero(~np.isin(pairs, known))[:how_many]
    return found.first[kept], found.second[kept], found.scores[kept]


def _same_mrc(one: Actor, other: Actor) -> float:
    """Tell whether both are of one MRC, NaN when one is not known."""
    if one.mrc_code is None or other.mrc_code is None:
        return np.nan
    return float(one.mrc_code == other.mrc_code)


def _shared_sectors(one: Actor, other: Actor) -> float:
    """Count the sectors of both, NaN when those of one are not known."""
    if not one.sectors or not other.sectors:
        return np.nan
    return float(len({*one.sectors} & {*other.sectors}))


def missing_ties_trust(network: PartnershipNetwork, runs: int) -> Figures:
    """Hide one tie in ten, and tell how often it ranks above a pair that has none.

    Half of the time is what chance does; a pair without a tie is one where none is recorded, which
    may be one nobody asked about: the figure is then too low.
    """
    ties, held = network.steps.ties, seats(network)
    n_ties, n_actors = len(ties.indices) // 2, ties.n_rows
    full = n_ties == n_actors * (n_actors - 1) // 2
    reason = "too_few_ties" if n_ties < _FEWEST_TIES else "all_tied" if full else None
    generator = np.random.default_rng(SEED)
    found = [np.nan] if reason else [_area(ties, held, generator) for _ in range(runs)]
    return Figures.of_network(reason, auc=float(np.mean(found)), auc_low=min(found),
                              auc_high=max(found), facts={"runs": 0 if reason else runs})


def _shared(ties: CSR, held: CSR) -> CSR:
    """Return the graph of the actors, then the tables: organizers join nobody here."""
    one, other = ties.edges()
    return CSR.graph(np.concatenate((one, held.rows + held.n_columns)),
                     np.concatenate((other, held.indices)), held.n_columns + held.n_rows)


def _in_common(rows: CSR, first: NDArray, second: NDArray) -> NDArray[np.float64]:
    held = rows.matrix()
    return np.asarray(held[first].multiply(held[second]).sum(axis=1))


def _told(values: Iterable[float]) -> NDArray[np.float64]:
    return np.fromiter(values, float)


def _area(ties: CSR, held: CSR, generator: np.random.Generator) -> float:
    """Return how often a tie hidden ranks above a pair without one, equals counted for half."""
    one, other = ties.edges()
    hidden = generator.permutation(len(one)) < max(1, round(_HIDDEN_SHARE * len(one)))
    left = _shared(CSR.graph(one[~hidden], other[~hidden], ties.n_rows), held)
    apart = _pairs_without(ties, _OTHERS * np.count_nonzero(hidden), generator)
    of_hidden, of_apart = scores_of(left, one[hidden], other[hidden]), scores_of(left, *apart)
    in_order = np.sort(of_apart)
    below, up_to = (np.searchsorted(in_order, of_hidden, side) for side in ("left", "right"))
    return float((below.sum() + up_to.sum()) / (2 * len(of_hidden) * len(of_apart)))


def _pairs_without(ties: CSR, size: int, generator: np.random.Generator
                   ) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Draw pairs of actors that have no tie, some perhaps several times."""
    n_actors, kept = ties.n_rows, np.empty(0, np.int64)
    tied = ties.rows.astype(np.int64) * n_actors + ties.indices
    while len(kept) < size:
        one, other = generator.integers(0, n_actors, (2, size))
        keys = (one * n_actors + other)[one != other]
        kept = np.concatenate((kept, keys[~np.isin(keys, tied)]))
    return np.divmod(kept[:size], n_actors)


_ZHOU = ("Zhou, T., Lü, L. and Zhang, Y.-C. (2009). Predicting missing links via local "
         "information. European Physical Journal B 71, 623–630.")
_TIES = frozenset((Layer.TIES,))

MEASURES = (
    Measure("missing_ties", missing_ties, Family.GAPS, Subject.PAIR,
            (Column("score", Unit.SCORE, 3), Column("shared_partners", Unit.ACTORS),
             Column("n_shared_tables", Unit.TABLES), Column("same_mrc", Unit.NUMBER),
             Column("shared_sectors", Unit.NUMBER), Column("n_asked", Unit.ACTORS)),
            formula="Σ 1/k(z) over the partners and the tables z of both, k(z) its links",
            reference=_ZHOU, layers=_TIES,
            parameters=(Parameter("how_many", 50, low=1, high=10_000),)),
    Measure("missing_ties_trust", missing_ties_trust, Family.GAPS, Subject.NETWORK,
            (Column("auc", Unit.SHARE, 3), Column("auc_low", Unit.SHARE, 3),
             Column("auc_high", Unit.SHARE, 3)),
            formula="P(score of a hidden tie > score of a pair without one) + ½ P(equal)",
            reference="Hanley, J. A. and McNeil, B. J. (1982). The meaning and use of the area "
                      "under a receiver operating characteristic (ROC) curve. Radiology 143, "
                      "29–36.",
            layers=_TIES, parameters=(Parameter("runs", 10, 10, 1000),)),
)
