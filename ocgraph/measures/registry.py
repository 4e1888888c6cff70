"""Every measure of a network, by its code."""

from __future__ import annotations

from ocgraph.measures import (
    betweenness,
    choice,
    cohesion,
    communities,
    concertation_tables,
    degree,
    fragility,
    position,
    reach,
    two_mode,
)
from ocgraph.measures.measure import Measure

_FAMILIES = (
    degree,
    cohesion,
    reach,
    two_mode,
    concertation_tables,
    betweenness,
    fragility,
    communities,
    position,
    choice,
)

MEASURES: dict[str, Measure] = {
    measure.measure_id: measure for family in _FAMILIES for measure in family.MEASURES}
