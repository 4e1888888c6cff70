"""What a network means for the places it lies in."""

from ocgraph.territory.levels import (
    Level,
    LevelPlace,
    MrcFigures,
    Sums,
    Where,
    add_up,
    belongs,
    mean_of_mrc,
    places,
    sum_of_mrc,
)
from ocgraph.territory.presence import (
    TERRITORY_MEASURES,
    Presence,
    TerritoryMeasure,
    extremes,
    presence_by_mrc,
)

__all__ = ["TERRITORY_MEASURES", "Level", "LevelPlace", "MrcFigures", "Presence", "Sums",
           "TerritoryMeasure", "Where", "add_up", "belongs", "extremes", "mean_of_mrc", "places",
           "presence_by_mrc", "sum_of_mrc"]
