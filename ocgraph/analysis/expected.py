"""What one would find with as many actors drawn at random: a figure beside its expected range."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ocgraph.engine.csr import CSR

N_DRAWS = 999
SHARE = 0.9
"""Share of the draws that lie in a range, as much left out on either side."""
FEWEST = 5
"""Actors needed here, and elsewhere in the region, before a range means anything."""
_ROUNDING = 1e-9


class Ranged(NamedTuple):
    """A figure, and between what it would lie for as many actors drawn at random.

    Attributes
    ----------
    value
        The figure; ``None`` where it does not exist.
    low, high
        The range; ``None`` where none can be given.
    """

    value: float | None
    low: float | None = None
    high: float | None = None

    @property
    def side(self) -> str | None:
        """Tell where the figure lies: ``"below"``, ``"within"``, ``"above"``, or no range."""
        if self.value is None or self.low is None:
            return None
        if self.value < self.low - _ROUNDING:
            return "below"
        return "above" if self.value > self.high + _ROUNDING else "within"


class Draws:
    """As many actors as are here, drawn again and again among those of the region.

    With n actors here and N in the region, here included, each draw takes n of the N without
    replacement, all sets being as likely. The range of a figure leaves out a twentieth of the
    draws on either side. The draws are the same each time.

    Good, P. (2005). Permutation, Parametric and Bootstrap Tests of Hypotheses, 3rd ed. Springer,
    ch. 3.

    Parameters
    ----------
    is_here
        Which actors of the region are here, shape ``(n_region,)``.

    Attributes
    ----------
    reason
        Why there is no range: ``"few_here"``, ``"few_elsewhere"``; ``None`` when there is one.
    """

    def __init__(self, is_here: NDArray[np.bool_], n_draws: int = N_DRAWS, seed: int = 0) -> None:
        n_here, n_region = int(is_here.sum()), len(is_here)
        self.reason = ("few_here" if n_here < FEWEST
                       else "few_elsewhere" if n_region - n_here < FEWEST else None)
        n_drawn = 0 if self.reason else n_draws
        # Row 0 is what is observed: one formula serves it and the draws.
        self._picked = np.zeros((1 + n_drawn, n_region), np.float32)
        self._picked[0] = is_here
        if n_drawn:
            chances = np.random.default_rng(seed).random((n_drawn, n_region), np.float32)
            lowest = chances.argpartition(n_here, axis=1)[:, :n_here]
            np.put_along_axis(self._picked[1:], lowest, 1, axis=1)

    def means(self, values: NDArray[np.float64]) -> list[Ranged]:
        """Return the mean of each column over the actors picked.

        Parameters
        ----------
        values
            A figure of each actor, shape ``(n_region, n_figures)``.
        """
        n_picked = self._picked[0].sum()
        if not n_picked:
            return [Ranged(None)] * values.shape[1]
        return self._ranged(self._picked @ values / n_picked)

    def density(self, joined: CSR) -> Ranged:
        """Return the share of the pairs of actors picked that are joined, 2L / n(n − 1).

        Parameters
        ----------
        joined
            Graph of the actors of the region.
        """
        n_picked = self._picked[0].sum()
        if n_picked < 2:
            return Ranged(None)
        met = (joined.matrix(np.float32) @ self._picked.T).T
        ends = np.einsum("ij,ij->i", met, self._picked, dtype=np.float64)
        return self._ranged((ends / (n_picked * (n_picked - 1)))[:, None])[0]

    def _ranged(self, figures: NDArray[np.float64]) -> list[Ranged]:
        observed, drawn = figures[0].tolist(), figures[1:]
        if not len(drawn):
            return [Ranged(value) for value in observed]
        low, high = np.percentile(drawn, (50 * (1 - SHARE), 50 * (1 + SHARE)), axis=0).tolist()
        return [Ranged(*figure) for figure in zip(observed, low, high, strict=True)]
