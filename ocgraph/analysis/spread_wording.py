"""How unequally presence is spread, in tables: each index and what it rests on, each territory."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ocgraph.analysis.section import FigureTable
from ocgraph.analysis.territory_reading import TerritoryReading
from ocgraph.analysis.territory_spread import Spread
from ocgraph.analysis.territory_wording import evidence_name, figure_of
from ocgraph.i18n import format_index, format_number, say
from ocgraph.territory.clusters import Cluster, LocalCluster, Moran
from ocgraph.territory.evidence import Evidence

INDICES = ("gini", "concentration", "theil", "between", "within", "moran")


@dataclass(frozen=True)
class Index:
    """One index of how a figure is spread.

    Attributes
    ----------
    name
        One of `INDICES`.
    n_territories
        How many it is computed on.
    by_chance
        Between what it lies, nineteen times in twenty, by chance; ``None`` when that is not drawn.
    p
        Share of the permutations as far; ``None`` likewise.
    n_other
        Regions the inequality is cut by, or territories that no other is beside; 0 otherwise.
    """

    name: str
    value: float
    n_territories: int
    by_chance: tuple[float, float] | None = None
    p: float | None = None
    n_other: int = 0

    @property
    def digits(self) -> int:
        """Decimals it is told with."""
        return 3 if self.name in ("theil", "between", "within") else 2


def spread_indices(found: Spread, overall: Moran) -> tuple[Index, ...]:
    """Return the indices that have a value, in the order of `INDICES`."""
    parts, n_all = found.between_regions, found.n_territories
    n_regions = len(parts.by_group)
    told = [("gini", found.gini.value, n_all - len(found.gini.left_out))]
    if found.by_need:
        told.append(("concentration", found.by_need.value, n_all - len(found.by_need.left_out),
                     found.by_chance))
    told.append(("theil", parts.total, found.n_told))
    if 1 < n_regions < found.n_told:
        told += [(name, value, found.n_told, None, None, n_regions)
                 for name, value in (("between", parts.between), ("within", parts.within))]
    told.append(("moran", overall.value, overall.n_territories, None, overall.p, overall.n_alone))
    return tuple(Index(*each) for each in told if each[1] is not None)


def index_table(indices: Iterable[Index], language: str) -> FigureTable:
    """Return each index with its value, what it is computed on, and what chance would give."""
    return FigureTable(
        tuple(say(language, f"spread.column.{name}")
              for name in ("index", "computed_on", "value", "chance")),
        tuple((say(language, f"spread.index.{each.name}"), computed_on(each, language),
               format_index(each.value, language, digits=each.digits), _chance(each, language))
              for each in indices), n_words=2)


def computed_on(index: Index, language: str) -> str:
    """Say what an index is computed on."""
    return say(language, f"spread.on.{index.name}", n=index.n_territories, other=index.n_other)


def _chance(index: Index, language: str) -> str:
    if index.by_chance:
        low, high = (format_index(end, language) for end in index.by_chance)
        return say(language, "served.ranks", low=low, high=high)
    if index.p is not None:
        return say(language, "spread.p", p=format_number(index.p, language, digits=4))
    return say(language, "spread.no_chance")


def cluster_words(found: Cluster, language: str) -> str:
    """Return what a territory is beside its neighbours."""
    return say(language, "words.no_data" if found is Cluster.NO_DATA else f"cluster.{found}")


def cluster_table(reading: TerritoryReading, evidence: Evidence,
                  local: Mapping[str, LocalCluster], language: str) -> FigureTable:
    """Return each territory beside its neighbours, the surest first."""
    codes = sorted(local, key=lambda code: (local[code].adjusted_p is None,
                                            local[code].adjusted_p or 0, local[code].p or 0, code))
    return FigureTable(
        (say(language, "served.column.mrc"), say(language, "clusters.column"),
         evidence_name(evidence, language),
         *(say(language, f"clusters.column.{name}") for name in ("neighbours", "local_i", "p"))),
        tuple((reading.territories[code].name, _short_words(local[code].cluster, language),
               figure_of(evidence, code, language), str(local[code].n_neighbours),
               *_local_words(local[code], language)) for code in codes), n_words=2)


def _short_words(found: Cluster, language: str) -> str:
    """Return the same, in fewer words where nothing stands out: that is most rows."""
    return (say(language, "clusters.not_told") if found is Cluster.NOT_SIGNIFICANT
            else cluster_words(found, language))


def _local_words(found: LocalCluster, language: str) -> tuple[str, str]:
    if found.local_i is None or found.adjusted_p is None:
        return ("", "")
    return (format_index(found.local_i, language),
            format_number(found.adjusted_p, language, digits=4))
