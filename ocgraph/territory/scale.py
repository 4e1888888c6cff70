"""One scale for figures of different units: where each territory stands among the others."""

from __future__ import annotations

import numpy as np

from ocgraph.territory.presence import Values
from ocgraph.territory.values import as_array, as_values


def percentiles(values: Values, *, more_is_need: bool) -> Values:
    """Return where each territory stands among those that have data, from 0 to 1, without unit.

    s(m) = (#{below m} + (#{equal to m} − 1) / 2) / (n − 1), n being the territories that have
    data and m one of its own equals; 1 − s(m) where more means less need. The mean is 1/2 always.

    Parameters
    ----------
    values
        A figure for each territory, in any one unit; None where there is no data.
    more_is_need
        Whether a higher figure means more need (low income), or more presence (hours).

    Returns
    -------
    dict
        0 for the least need, or the most presence; 1 for the reverse. 0.5 for all when they are
        equal, or alone. None stays None, and counts for no other.

    Raises
    ------
    ValueError
        When a figure is infinite.

    Notes
    -----
    Only the order counts: a figure far from the others weighs no more than one just past them.
    Mid-ranks: Kendall, M. G. (1945). The treatment of ties in ranking problems. Biometrika 33,
    239–251.
    """
    found = as_array(values, values)
    known = ~np.isnan(found)
    n_known = np.count_nonzero(known)
    scaled = np.where(known, 0.5, np.nan)
    if n_known > 1:
        _, level, n_equal = np.unique(found[known] if more_is_need else -found[known],
                                      return_inverse=True, return_counts=True)
        n_below = np.cumsum(n_equal) - n_equal
        scaled[known] = (n_below + (n_equal - 1) / 2)[level] / (n_known - 1)
    return as_values(values, scaled)
