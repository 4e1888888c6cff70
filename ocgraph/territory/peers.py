"""Territories that resemble another: those it is fair to set it beside."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from ocgraph.territory.presence import Values
from ocgraph.territory.values import as_array

N_PEERS = 8


def similar(code: str, features: Mapping[str, Values], n_peers: int = N_PEERS) -> tuple[str, ...]:
    """Return the territories most like one, the nearest first, itself left out.

    Each feature is brought to a mean of 0 and a standard deviation of 1; the distance is
    √Σ (x(m) − x(k))² over the features. A territory that lacks one of them is like none.

    Parameters
    ----------
    code
        Of the territory that the others are compared with.
    features
        By name, a figure for each territory, of like spread: a population enters by its
        logarithm. Of equal distances the first code is taken.

    Returns
    -------
    tuple of str
        At most `n_peers` codes; none when the territory itself lacks a feature.
    """
    codes = sorted(next(iter(features.values()), {}))
    if code not in codes:
        return ()
    scaled = np.column_stack([_standardised(as_array(values, codes))
                              for values in features.values()])
    far = np.sqrt(((scaled - scaled[codes.index(code)]) ** 2).sum(axis=1))
    order = [rank for rank in np.argsort(far, kind="stable") if not np.isnan(far[rank])]
    return tuple(codes[rank] for rank in order if codes[rank] != code)[:n_peers]


def _standardised(found: np.ndarray) -> np.ndarray:
    spread = np.nanstd(found) if not np.isnan(found).all() else 0.0
    return (found - np.nanmean(found)) / spread if spread else np.where(np.isnan(found), np.nan, 0)
