"""Networks drawn at random with the same degrees: what a figure is compared with."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ocgraph.engine.compiled import call, is_compiled
from ocgraph.engine.csr import CSR, Indices

Ends = tuple[Indices, Indices]
"""The two ends of each edge, given once."""

_BURN_IN, _BETWEEN_DRAWS = 10, 2  # trials for each edge
_ENTRIES_AT_ONCE = 1 << 22


def shuffled_edges(sources: ArrayLike, targets: ArrayLike, n_nodes: int, n_draws: int,
                   generator: np.random.Generator) -> Iterator[Ends]:
    """Draw the edges of simple graphs in which each node keeps its degree.

    A trial takes two edges a–b and c–d, and makes them a–d and c–b unless this gives a loop or an
    edge that is there already; the graph then stays as it is, so that after many trials each
    graph of these degrees is as likely as any other. Draws follow one another along one chain: ten
    trials for each edge before the first, two between draws.

    Parameters
    ----------
    sources, targets
        The ends of each edge, given once, shape ``(n_edges,)``.
    generator
        What draws; the same state gives the same edges with both engines.

    Notes
    -----
    Fosdick, B. K., Larremore, D. B., Nishimura, J. and Ugander, J. (2018). Configuring random
    graph models with fixed degree sequences. SIAM Review 60, 315–355.
    """
    return _chain(_Chain(sources, targets, n_nodes, generator, turns=True), n_draws)


def shuffled_members(members: CSR, n_draws: int, generator: np.random.Generator) -> Iterator[CSR]:
    """Draw other members of each hub: hubs keep their size, actors their number of hubs.

    The actors of two seats change places, as in `shuffled_edges`.
    """
    n_actors = members.n_columns
    chain = _Chain(members.rows + n_actors, members.indices, n_actors + members.n_rows, generator,
                   turns=False)
    for hubs, actors in _chain(chain, n_draws):
        yield CSR.of_pairs(hubs - n_actors, actors, (members.n_rows, n_actors))


class _Chain:
    """Edges that trials change, one after the other."""

    def __init__(self, sources: ArrayLike, targets: ArrayLike, n_nodes: int,
                 generator: np.random.Generator, *, turns: bool) -> None:
        self.sources, self.targets = np.array(sources, np.int32), np.array(targets, np.int32)
        self.n_nodes, self.generator, self.turns = n_nodes, generator, turns

    def trials(self, n_trials: int, n_draws: int) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
        """Make trials, and return the ends of the edges after each of as many equal parts.

        Shape ``(n_draws, n_edges)`` each.
        """
        n_edges = len(self.sources)
        turned = self.generator.integers(0, 1 + self.turns, n_trials, np.int8)
        picks = self.generator.integers(0, n_edges, (n_trials, 2), np.int32)
        drawn = np.empty((2, n_draws, n_edges), np.int32)
        every = n_trials // n_draws if n_draws else 0
        swap = _swap_compiled if is_compiled() else _swap_interpreted
        swap(self, picks, turned, every, drawn)
        return drawn[0], drawn[1]


def _chain(chain: _Chain, n_draws: int) -> Iterator[Ends]:
    n_edges = len(chain.sources)
    if n_edges < 2:
        yield from [(chain.sources, chain.targets)] * n_draws
        return
    chain.trials(_BURN_IN * n_edges, 0)
    at_once = max(1, _ENTRIES_AT_ONCE // n_edges)
    for begin in range(0, n_draws, at_once):
        size = min(at_once, n_draws - begin)
        yield from zip(*chain.trials(_BETWEEN_DRAWS * n_edges * size, size), strict=True)


def _swap_compiled(chain: _Chain, picks: Indices, turned: NDArray[np.int8], every: int,
                   drawn: NDArray[np.int32]) -> None:
    call("ocgraph_shuffle", chain.n_nodes, len(chain.sources), chain.sources, chain.targets,
         len(turned), picks, turned, every, drawn[0], drawn[1])


def _swap_interpreted(chain: _Chain, picks: Indices, turned: NDArray[np.int8], every: int,
                      drawn: NDArray[np.int32]) -> None:
    ends = list(zip(chain.sources.tolist(), chain.targets.tolist(), strict=True))
    present = {frozenset(edge) for edge in ends}
    for trial, ((first, second), turn) in enumerate(
            zip(picks.tolist(), turned.tolist(), strict=True), start=1):
        _try_swap(ends, present, first, second, turn)
        if every and trial % every == 0:
            drawn[:, trial // every - 1] = np.transpose(ends)
    chain.sources[:], chain.targets[:] = zip(*ends, strict=True)


def _try_swap(ends: list[tuple[int, int]], present: set[frozenset[int]], first: int, second: int,
              turn: int) -> None:
    (a, b), (c, d) = ends[first], ends[second][::-1] if turn else ends[second]
    one, other = frozenset((a, d)), frozenset((c, b))
    if first == second or a == d or c == b or one in present or other in present:
        return
    present -= {frozenset((a, b)), frozenset((c, d))}
    present |= {one, other}
    ends[first], ends[second] = (a, d), (c, b)
