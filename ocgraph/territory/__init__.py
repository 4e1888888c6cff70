"""What a network means for the places it lies in: need, presence, and how sure that is."""

from ocgraph.territory.access import (
    Access,
    enhanced_two_step_access,
    great_circle_km,
    two_step_access,
)
from ocgraph.territory.clusters import Cluster, LocalCluster, Moran, local_clusters, moran
from ocgraph.territory.inequality import (
    Decomposition,
    Inequality,
    concentration,
    concentration_by_chance,
    gini,
    theil,
    theil_by_group,
)
from ocgraph.territory.levels import (
    Level,
    LevelPlace,
    MrcFigures,
    Sums,
    Where,
    add_up,
    belongs,
    may_hold,
    mean_of_mrc,
    places,
    sum_of_mrc,
)
from ocgraph.territory.posts import (
    Effect,
    Objective,
    Plan,
    PostEffect,
    Situation,
    adjusted_population,
    after_change,
    allocate,
    effects_of_one_post,
    situation,
)
from ocgraph.territory.presence import (
    TERRITORY_MEASURES,
    Presence,
    TerritoryMeasure,
    Values,
    engaged_territories,
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
    "TERRITORY_MEASURES", "Access", "Cluster", "Criterion", "Decomposition", "Effect",
    "Inequality", "Level", "LevelPlace", "LocalCluster", "Moran", "MrcFigures", "Objective",
    "Plan", "PostEffect", "Presence", "RankInterval", "Shortfall", "Situation", "Sums",
    "TerritoryMeasure", "Values", "Weights", "Where", "add_up", "adjusted_population",
    "after_change", "allocate", "belongs", "concentration",
    "concentration_by_chance", "effects_of_one_post", "engaged_territories",
    "enhanced_two_step_access", "extremes", "gini", "great_circle_km", "local_clusters",
    "may_hold", "mean_of_mrc", "moran", "percentiles", "places", "presence_by_mrc",
    "rank_intervals", "shortfalls", "situation", "sum_of_mrc", "theil", "theil_by_group",
    "two_step_access"]
