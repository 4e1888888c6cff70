"""Networks drawn at random with the same degrees: what a figure is compared with."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ocgraph.engine.compiled import call, is_compiled
from ocgraph.engine.csr import CSR, Indices


def shuffled_edges(sources: ArrayLike, targets: ArrayLike, n_nodes: int, n_trials: int,
                   generator: np.random.Generator) -> tuple[Indices, Indices]:
    """Return the edges of a simple graph in which each node keeps its degree.

    A trial takes two edges a–b and c–d, and makes them a–d and c–b unless this gives a loop or an
    edge that is there already; the graph then stays as it is, so that after many trials each
    graph of these degrees is as likely as any other.

    Parameters
    ----------
    sources, targets
        The ends of each edge, given once, shape ``(n_edges,)``.
    n_trials
        Number of trials; ten for each edge forget where one started from.
    generator
        What draws; the same state gives the same edges with both engines.

    Notes
    -----
    Fosdick, B. K., Larremore, D. B., Nishimura, J. and Ugander, J. (2018). Configuring random
    graph models with fixed degree sequences. SIAM Review 60, 315–355.
    """
    turned = generator.integers(0, 2, n_trials, np.int8)
    return _shuffled(sources, targets, n_nodes, turned, generator)


def shuffled_members(members: CSR, n_trials: int, generator: np.random.Generator) -> CSR:
    """Return other members of each hub: hubs keep their size, actors their number of hubs.

    The actors of two seats change places, as in `shuffled_edges`.
    """
    n_actors = members.n_columns
    hubs, actors = _shuffled(members.rows + n_actors, members.indices, n_actors + members.n_rows,
                             np.zeros(n_trials, np.int8), generator)
    return CSR.of_pairs(hubs - n_actors, actors, (members.n_rows, n_actors))


def _shuffled(sources: ArrayLike, targets: ArrayLike, n_nodes: int, turned: NDArray[np.int8],
              generator: np.random.Generator) -> tuple[Indices, Indices]:
    sources, targets = np.array(sources, np.int32), np.array(targets, np.int32)
    if len(sources) > 1:
        picks = generator.integers(0, len(sources), (len(turned), 2), np.int32)
        swap = _swap_compiled if is_compiled() else _swap_interpreted
        swap(sources, targets, n_nodes, picks, turned)
    return sources, targets


def _swap_compiled(sources: Indices, targets: Indices, n_nodes: int, picks: Indices,
                   turned: NDArray[np.int8]) -> None:
    call("ocgraph_shuffle", n_nodes, len(sources), sources, targets, len(turned), picks, turned)


def _swap_interpreted(sources: Indices, targets: Indices, _n_nodes: int, picks: Indices,
                      turned: NDArray[np.int8]) -> None:
    ends = list(zip(sources.tolist(), targets.tolist(), strict=True))
    present = {frozenset(edge) for edge in ends}
    for (first, second), turn in zip(picks.tolist(), turned.tolist(), strict=True):
        (a, b), (c, d) = ends[first], ends[second][::-1] if turn else ends[second]
        one, other = frozenset((a, d)), frozenset((c, b))
        if first == second or a == d or c == b or one in present or other in present:
            continue
        present -= {frozenset((a, b)), frozenset((c, d))}
        present |= {one, other}
        ends[first], ends[second] = (a, d), (c, b)
    sources[:], targets[:] = zip(*ends, strict=True)
