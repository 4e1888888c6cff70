"""Sets found, as figures: their members as rows, and how sure they are as facts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import ceil, floor
from typing import Any

import numpy as np

from ocgraph.engine.covers import Cover
from ocgraph.measures.measure import Column, Figures

_ROUNDING = 1e-6


def rows_of(found: Cover, names: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """Return the names of the members of each set."""
    return tuple(tuple(names[member] for member in members) for members in found.sets)


def facts_of(found: Cover) -> dict[str, Any]:
    """Tell whether the sets are proved best, else the bound, and how many are as good.

    ``is_proved`` is there when it is so, ``bound`` when it is not; ``n_ties_listed`` instead of
    ``n_ties`` when there may be others.
    """
    # Written with three decimals, rounded to the side that stays true.
    rounded = ceil(found.bound * 1000 - _ROUNDING) / 1000 if found.value <= found.bound else floor(
        found.bound * 1000 + _ROUNDING) / 1000
    proof = {"is_proved": 1} if found.is_proved else {"bound": rounded}
    return proof | {"n_ties" if found.is_complete else "n_ties_listed": found.n_sets}


def nothing(columns: tuple[Column, ...], reason: str,
            facts: Mapping[str, Any] | None = None) -> Figures:
    """Return one row, about no set, with the reason."""
    return Figures(((),), {column.column_id: np.full(1, np.nan) for column in columns},
                   {(): reason}, facts or {})
