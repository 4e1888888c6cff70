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
    gini,
    theil,
    theil_by_group,
)
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
    "TERRITORY_MEASURES", "Access", "Cluster", "Criterion", "Decomposition", "Inequality",
    "LocalCluster", "Moran", "Presence", "RankInterval", "Shortfall", "TerritoryMeasure", "Values",
    "Weights", "concentration", "enhanced_two_step_access", "extremes", "gini", "great_circle_km",
    "local_clusters", "moran", "percentiles", "presence_by_mrc", "rank_intervals", "shortfalls",
    "theil", "theil_by_group", "two_step_access"]
