"""Whom to take, the fewest: what one asks, apart from how long one waits for the answer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from ocgraph.engine.covering import SECONDS
from ocgraph.engine.covers import Cover
from ocgraph.engine.csr import CSR, Indices
from ocgraph.engine.fewest import fewest_rows
from ocgraph.engine.steps import row_items
from ocgraph.measures.choice import criteria
from ocgraph.network import PartnershipNetwork


@dataclass(frozen=True)
class Question:
    """Which of some candidates meet enough of those wanted, the fewest there are.

    Attributes
    ----------
    candidates
        Identifiers of those one may take: actors to call, or tables to sit at.
    wanted
        Identifiers of the actors to be met.
    covered
        Whom each candidate meets, shape ``(n_candidates, n_wanted)``.
    n_needed
        How many are to be met.
    """

    candidates: tuple[str, ...]
    wanted: tuple[str, ...]
    covered: CSR
    n_needed: int

    @cached_property
    def out_of_reach(self) -> tuple[str, ...]:
        """Whom no candidate meets."""
        met = np.zeros(len(self.wanted), bool)
        met[self.covered.indices] = True
        return tuple(self.wanted[number] for number in np.flatnonzero(~met))

    @property
    def n_attainable(self) -> int:
        """How many all candidates together meet."""
        return len(self.wanted) - len(self.out_of_reach)

    @property
    def is_attainable(self) -> bool:
        """Whether enough can be met, and there is anyone to meet."""
        return 0 < self.n_needed <= self.n_attainable

    def search(self, how_many: int, seconds: float = SECONDS) -> Iterator[Cover]:
        """Yield the best found so far, with its bound, each time something is known better."""
        return fewest_rows(self.covered, self.n_needed, how_many, seconds)

    def names(self, found: Cover) -> tuple[tuple[str, ...], ...]:
        """Return the identifiers of the members of each set found."""
        return tuple(tuple(self.candidates[row] for row in rows) for rows in found.sets)

    def met_by(self, members: tuple[str, ...]) -> dict[str, frozenset[int]]:
        """Return whom each of some candidates meets, as numbers in `wanted`."""
        rows = {name: row for row, name in enumerate(self.candidates)}
        return {name: frozenset(self.covered.row(rows[name]).tolist()) for name in members}

    def share_met(self, found: Cover) -> float:
        """Return the share of those wanted whom the first set found meets."""
        return self.n_met(found)[0] / len(self.wanted)

    def n_met(self, found: Cover) -> list[int]:
        """Count those each set found meets."""
        return [len(np.unique(row_items(self.covered, np.array(rows, int))))
                for rows in found.sets]


def whom_to_call(network: PartnershipNetwork, max_steps: int, target_share: float,
                 targets: tuple[str, ...] = (), candidates: tuple[str, ...] = ()) -> Question:
    """Ask which actors to call so that a share of the targets is within some steps.

    Everyone is a target, or a candidate, when none is named.
    """
    allowed, wanted = numbers_of(network, candidates), numbers_of(network, targets)
    names = tuple(network.actor_index)
    within = criteria.within(network.steps, max_steps, wanted).matrix(np.int8)
    return Question(tuple(names[number] for number in allowed),
                    tuple(names[number] for number in wanted),
                    CSR.of_matrix(within[allowed]),
                    int(np.ceil(target_share * len(wanted) - 1e-9)))


def which_tables(network: PartnershipNetwork, targets: tuple[str, ...] = ()) -> Question:
    """Ask at which tables to be to meet all the targets who sit at one; organizers are left out.

    Everyone is a target when none is named.
    """
    wanted, names = numbers_of(network, targets), tuple(network.actor_index)
    seats = network.steps.members.matrix(np.int8)[:len(network.concertation_tables)][:, wanted]
    covered = CSR.of_matrix(seats)
    return Question(tuple(table.concertation_table_id for table in network.concertation_tables),
                    tuple(names[number] for number in wanted), covered,
                    len(np.unique(covered.indices)))


def numbers_of(network: PartnershipNetwork, node_ids: tuple[str, ...]) -> Indices:
    """Return the numbers of the actors named, of every actor when nothing is."""
    if not node_ids:
        return np.arange(len(network.actors), dtype=np.int32)
    return np.array(sorted(network.actor_index[name] for name in node_ids
                           if name in network.actor_index), np.int32)
