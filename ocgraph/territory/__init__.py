"""What a network means for the places it lies in: need, presence, and how sure that is."""

from ocgraph.territory.presence import (
    TERRITORY_MEASURES,
    Presence,
    TerritoryMeasure,
    Values,
    extremes,
    presence_by_mrc,
)
from ocgraph.territory.ranking import (
    Criterion,
    RankInterval,
    Shortfall,
    Weights,
    rank_intervals,
    shortfalls,
)
from ocgraph.territory.scale import percentiles

__all__ = [
    "TERRITORY_MEASURES", "Criterion", "Presence", "RankInterval", "Shortfall", "TerritoryMeasure",
    "Values", "Weights", "extremes", "percentiles", "presence_by_mrc", "rank_intervals",
    "shortfalls"]
