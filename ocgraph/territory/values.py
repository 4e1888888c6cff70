"""Figures by territory, as arrays and back: no data is None outside, NaN inside."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import compress
from math import isnan

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ocgraph.territory.presence import Values


def as_array(values: Mapping[str, float | None], codes: Iterable[str]) -> NDArray[np.float64]:
    """Return figures in the order of some codes, NaN where there is no data.

    Raises
    ------
    ValueError
        When a figure is infinite: a division by zero made it, and nothing can be said of it.
    """
    found = np.array([values.get(code) for code in codes], float)
    if np.isinf(found).any():
        raise ValueError("infinite figure")
    return found


def as_amounts(values: Mapping[str, float | None], codes: Iterable[str]) -> NDArray[np.float64]:
    """Do as `as_array`, for what cannot be below zero: inhabitants, hours.

    Raises
    ------
    ValueError
        When a figure is infinite or below zero.
    """
    found = as_array(values, codes)
    if (found < 0).any():
        raise ValueError("figure below zero")
    return found


def as_values(codes: Iterable[str], figures: ArrayLike) -> Values:
    """Return figures by code, None where they are NaN."""
    return {code: None if isnan(figure) else figure
            for code, figure in zip(codes, np.asarray(figures, float).tolist(), strict=True)}


def codes_where(codes: Iterable[str], chosen: NDArray[np.bool_]) -> tuple[str, ...]:
    """Return the codes for which something is true, in order."""
    return tuple(compress(codes, chosen.tolist()))
