"""Groups of actors: by MRC, sector, kind or setting. An actor may have several sectors, or none."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ocgraph.engine.csr import CSR, Indices
from ocgraph.engine.steps import row_items
from ocgraph.measures.measure import Parameter
from ocgraph.model import Actor
from ocgraph.model.vocabulary import read_rows
from ocgraph.network import PartnershipNetwork

PARTITION = Parameter("partition", "mrc", choices=("mrc", "sector", "kind", "setting"))


class Groups(NamedTuple):
    """Which actor is in which group.

    Attributes
    ----------
    codes
        Code of each group, in order.
    of_actor
        Groups of each actor, shape ``(n_actors, n_groups)``.
    """

    codes: tuple[str, ...]
    of_actor: CSR

    @classmethod
    def of(cls, network: PartnershipNetwork, partition: str) -> Groups:
        """Read the groups of the actors seen."""
        return cls.of_actors(network.actors, partition)

    @classmethod
    def of_actors(cls, actors: Sequence[Actor], partition: str) -> Groups:
        """Read the groups of some actors."""
        found = [codes_of(actor, partition) for actor in actors]
        codes = tuple(sorted({code for held in found for code in held}))
        number = {code: place for place, code in enumerate(codes)}
        pairs = [(row, number[code]) for row, held in enumerate(found) for code in held]
        return cls(codes, CSR.of_pairs([row for row, _ in pairs], [group for _, group in pairs],
                                       (len(found), len(codes))))

    def known_ties(self, ties: CSR) -> CSR:
        """Return the ties of which both ends have a known group."""
        sources, targets = ties.edges()
        known = (self.of_actor.lengths[sources] > 0) & (self.of_actor.lengths[targets] > 0)
        return CSR.graph(sources[known], targets[known], ties.n_rows)

    def counting_internal(self) -> Callable[[Indices, Indices], int]:
        """Return what counts the ties of which both ends share a group, from these ends."""
        bits = np.packbits(self.of_actor.matrix(np.uint8).toarray(), axis=1)
        return lambda sources, targets: np.count_nonzero(
            (bits[sources] & bits[targets]).any(axis=1))

    def n_ties(self, sources: Indices, targets: Indices) -> NDArray[np.int64]:
        """Count the ties between groups, each once, shape ``(n_groups, n_groups)``.

        Both ends have a known group. The smaller group is the row; the diagonal holds the ties
        inside a group.
        """
        if not self.several:
            edge = np.arange(len(sources))
            one, other = (self.of_actor.indices[self.of_actor.indptr[ends]]
                          for ends in (sources, targets))
        else:
            edge, one, other = _crossed(self.of_actor, sources, targets)
        n_groups = len(self.codes)
        crossing = np.minimum(one, other).astype(np.int64) * n_groups + np.maximum(one, other)
        # Two actors who share two sectors cross from one to the other both ways: one tie still.
        keys = np.unique(edge * n_groups**2 + crossing) if self.several else crossing
        return np.bincount(keys % max(n_groups**2, 1), minlength=n_groups**2).reshape(
            n_groups, n_groups)

    @property
    def several(self) -> bool:
        """Tell whether an actor is in several groups."""
        return bool((self.of_actor.lengths > 1).any())

    def n_pairs(self) -> NDArray[np.int64]:
        """Count the pairs of two actors between groups, each once, as `n_ties` does."""
        held = self.of_actor.matrix(np.int64)
        shared = np.asarray((held.T @ held).toarray())
        sizes = np.diag(shared)
        return np.triu(np.outer(sizes, sizes) - shared * (shared + 1) // 2)


def codes_of(actor: Actor, partition: str) -> tuple[str, ...]:
    """Return the groups of an actor; none when they are not known."""
    if partition == "sector":
        return actor.sectors
    code = {"mrc": actor.mrc_code, "kind": actor.kind,
            "setting": _setting_of_kind().get(actor.kind)}[partition]
    return (code,) if code else ()


@cache
def _setting_of_kind() -> dict[str | None, str]:
    """Return on which side each kind of actor is, public institutions or milieu."""
    return {row["code"]: row["setting"] for row in read_rows("actor_kind")}


def one_group_each(network: PartnershipNetwork, partition: str) -> Indices:
    """Give the number of the group of each actor seen, -1 when it is not known.

    Each actor is in one group only: two actors of several sectors are together when they have
    the same ones exactly.
    """
    number: dict[tuple[str, ...], int] = {}
    found = [tuple(sorted(codes_of(actor, partition))) for actor in network.actors]
    return np.array([number.setdefault(codes, len(number)) if codes else -1 for codes in found],
                    np.int32)


def _crossed(groups: CSR, sources: Indices, targets: Indices) -> tuple[NDArray, NDArray, NDArray]:
    """Return, for each edge and each group of one end and of the other, the three."""
    edge = np.repeat(np.arange(len(sources)), groups.lengths[sources])
    times = groups.lengths[targets[edge]]
    return (np.repeat(edge, times), np.repeat(row_items(groups, sources), times),
            row_items(groups, targets[edge]))
