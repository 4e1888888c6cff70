"""What no set of rows passes: a bound that gets better as long as it is worked on."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ocgraph.engine.covers import Covers

_PATIENCE = 20
_SLOWEST = 0.005


class Relaxation:
    """Fewest rows that cover a weight, each group having a price instead of having to be covered.

    With a price for each group, a row costs 1 less the prices of the groups it covers; the rows
    that cost less than nothing, and the cheapest groups of enough weight, cost together no more
    than any set that covers enough. The prices are moved towards what is covered too little.

    Notes
    -----
    Lagrangian relaxation by subgradients: Fisher, M. L. (1981). The Lagrangian relaxation method
    for solving integer programming problems. Management Science 27, 1–18. Rows left out and kept by
    reduced costs: Caprara, A., Fischetti, M., Toth, P. (1999). A heuristic method for the set
    covering problem. Operations Research 47, 730–743.

    Attributes
    ----------
    bound
        The best so far, not rounded.
    prices
        Of each group, those of the best bound.
    costs
        Of each row, at these prices.
    """

    def __init__(self, covers: Covers, wanted: float) -> None:
        self.covers, self.wanted = covers, wanted
        reach = covers.row_matrix @ covers.weights
        self.prices = covers.weights / np.array(
            [reach[covers.by_group.row(group)].max() for group in range(covers.n_groups)])
        self._moving = self.prices
        self._pace, self._in_vain = 1.0, 0
        self.bound, self.costs = self.at(self.prices)[:2]

    @property
    def is_done(self) -> bool:
        """Whether working on would change little."""
        return self._pace < _SLOWEST

    def at(self, prices: NDArray[np.float64]
           ) -> tuple[float, NDArray[np.float64], NDArray[np.float64]]:
        """Return the bound at some prices, what each row then costs, and what lacks cover."""
        costs = 1 - self.covers.row_matrix @ prices
        taken = costs < 0
        share = cheapest(prices, self.covers.weights, self.wanted)
        return (float(costs[taken].sum() + prices @ share), costs,
                share - self.covers.group_matrix @ taken)

    def work(self, best: int, times: int) -> None:
        """Move the prices some times; `best` is the size of the best set known."""
        for _ in range(times):
            bound, costs, lacking = self.at(self._moving)
            if bound > self.bound + 1e-4:
                self.bound, self.costs, self.prices = bound, costs, self._moving
                self._in_vain = 0
            else:
                self._in_vain += 1
            if self._in_vain > _PATIENCE:
                self._pace, self._in_vain, self._moving = self._pace / 2, 0, self.prices
                bound, costs, lacking = self.at(self._moving)
            length = float(lacking @ lacking)
            if not length or self.is_done:
                self._pace = 0
                return
            step = self._pace * (best - bound + 0.5) / length
            self._moving = np.maximum(self._moving + step * lacking, 0)

    def may_be_in(self, size: int) -> NDArray[np.bool_]:
        """Tell which rows a set of at most `size` rows can hold."""
        return self.bound + np.maximum(self.costs, 0) < size + 1e-6

    def must_be_in(self, size: int) -> NDArray[np.bool_]:
        """Tell which rows every set of at most `size` rows holds."""
        return self.bound - np.minimum(self.costs, 0) > size + 1e-6


def cheapest(prices: NDArray[np.float64], weights: NDArray[np.float64], wanted: float
             ) -> NDArray[np.float64]:
    """Return the share of each group taken when the cheapest for their weight make up enough."""
    if wanted >= weights.sum():
        return np.ones(len(weights))
    order = np.argsort(prices / weights, kind="stable")
    before = np.cumsum(weights[order]) - weights[order]
    share = np.empty(len(weights))
    share[order] = np.clip((wanted - before) / weights[order], 0, 1)
    return share
