"""A weighing written down, in an address or in a command, and read back."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from ocgraph.analysis.territory_reading import HEAVIEST, Weighing
from ocgraph.errors import OcgraphError

TOLERANCES = {"exact": 0.0, "near": 0.5, "any": None}
"""How far the weights may be from those chosen: not at all, by half, anywhere."""

_WEIGHT = re.compile(r"(?P<code>.+):(?P<weight>-?[0-9]{1,3})", re.DOTALL)


def read_weight(written: str) -> tuple[str, int]:
    """Read one weight, ``"renters:5"``; below 0, the figure is read the other way.

    Returns
    -------
    tuple
        The code and the weight, which is 0 when none can be read: the figure does not count.
    """
    found = _WEIGHT.fullmatch(written.strip())
    return (found["code"], int(found["weight"])) if found else (written.strip(), 0)


def weighing_of(weights: Mapping[str, int], tolerance: float | None) -> Weighing:
    """Return what is weighed, from the weight of each code as `read_weight` gives it."""
    return Weighing(tuple((code, abs(weight)) for code, weight in weights.items()),
                    frozenset(code for code, weight in weights.items() if weight < 0), tolerance)


def write_weights(weighing: Weighing) -> tuple[str, ...]:
    """Write each weight as `read_weight` reads it."""
    return tuple(f"{code}:{-weight if code in weighing.turned else weight}"
                 for code, weight in weighing.weights)


def write_choices(weights: Iterable[str], tolerance: str) -> dict[str, Any]:
    """Write what counts, and how far another choice is allowed, as it is kept under a name.

    Parameters
    ----------
    weights
        Each as `read_weight` reads it.
    tolerance
        One of `TOLERANCES`.
    """
    return {"weights": list(weights), "tolerance": tolerance}


def read_choices(choices: Mapping[str, Any]) -> tuple[tuple[str, ...], str]:
    """Read what `write_choices` wrote.

    Raises
    ------
    OcgraphError
        ``weighing.unreadable`` for what it did not write.
    """
    weights, tolerance = choices.get("weights"), choices.get("tolerance")
    if not isinstance(weights, list) or not weights or not all(map(_is_weight, weights)) or (
            not isinstance(tolerance, str) or tolerance not in TOLERANCES):
        raise OcgraphError("weighing.unreadable")
    return tuple(weights), tolerance


def _is_weight(written: object) -> bool:
    return isinstance(written, str) and 1 <= abs(read_weight(written)[1]) <= HEAVIEST
