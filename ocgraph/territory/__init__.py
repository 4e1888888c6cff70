"""What a network means for the places it lies in."""

from ocgraph.territory.presence import (
    TERRITORY_MEASURES,
    Presence,
    TerritoryMeasure,
    extremes,
    presence_by_mrc,
)

__all__ = ["TERRITORY_MEASURES", "Presence", "TerritoryMeasure", "extremes", "presence_by_mrc"]
