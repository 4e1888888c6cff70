"""Every measure of a network, by its code."""

from __future__ import annotations

from ocgraph.measures import degree
from ocgraph.measures.measure import Measure

_FAMILIES = (degree,)

MEASURES: dict[str, Measure] = {
    measure.measure_id: measure for family in _FAMILIES for measure in family.MEASURES}
