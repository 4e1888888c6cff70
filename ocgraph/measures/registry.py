"""Every measure of a network, by its code."""

from __future__ import annotations

from ocgraph.measures import (
    betweenness,
    brokerage,
    choice,
    cohesion,
    communities,
    concertation_tables,
    degree,
    fragility,
    missing_ties,
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
    brokerage,
    fragility,
    communities,
    position,
    missing_ties,
    choice,
)

MEASURES: dict[str, Measure] = {
    measure.measure_id: measure for family in _FAMILIES for measure in family.MEASURES}
