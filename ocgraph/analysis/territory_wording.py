"""Need and presence in sentences and tables that a team lead can defend, figure by figure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import floor

from ocgraph.analysis.section import FigureTable
from ocgraph.analysis.territory_reading import TerritoryReading, Weighing, in_order, surely_first
from ocgraph.analysis.territory_spread import Spread
from ocgraph.analysis.wording import listed
from ocgraph.i18n import format_index, format_number, format_share, say
from ocgraph.io.indicators.kinds import kind_of
from ocgraph.measures.uncertainty import FALSE_DISCOVERIES
from ocgraph.territory.clusters import Cluster, LocalCluster, Moran
from ocgraph.territory.evidence import Evidence, Side
from ocgraph.territory.ranking import RankInterval, Shortfall

SURE, LIKELY = 0.9, 0.5
"""Shares of the weighings from which a territory is told as surely, or perhaps, among the first."""

_NAMED = 5

Ranks = Mapping[str, RankInterval]


def evidence_name(evidence: Evidence, language: str) -> str:
    """Return what a figure is, with its year when it has one."""
    if evidence.side is Side.PRESENCE:
        return say(language, f"measure.{evidence.code}")
    return say(language, "served.indicator", year=evidence.year,
               name=kind_of(evidence.code).label.in_language(language))


def lead_sentences(reading: TerritoryReading, weighing: Weighing, ranks: Ranks, language: str
                   ) -> list[str]:
    """Say who is most under-served, and how sure that is."""
    if len(ranks) < 2:
        return [say(language, "served.nothing_to_compare")]
    sure, likely = surely_first(ranks, SURE), surely_first(ranks, LIKELY, SURE)
    first = first_words(reading, language)
    told = [say(language, key, first=first, cause=_cause(ranks, codes, language),
                names=listed(_names(reading, codes), language, _NAMED))
            for key, codes in (("served.sure", sure),
                               ("served.likely" if sure else "served.likely_only", likely))
            if codes]
    sentences = told or [say(language, "served.nobody_stands_out", first=first,
                             cause=_cause(ranks, ranks, language))]
    if not reading.counts_need(weighing):
        sentences.append(say(language, "served.no_need"))
    if not reading.counts_presence(weighing):
        sentences.append(say(language, "served.no_presence"))
    return sentences


def _cause(ranks: Ranks, codes: Iterable[str], language: str) -> str:
    """Return what makes the rank of some territories unsure."""
    return say(language, "served.cause.missing" if any(ranks[code].missing for code in codes)
               else "served.cause.weights")


def first_words(reading: TerritoryReading, language: str) -> str:
    """Return what it is to be among those told as the most under-served, within a sentence."""
    return say(language, "served.first", n=reading.n_first)


def basis_sentences(reading: TerritoryReading, weighing: Weighing, ranks: Ranks, language: str
                    ) -> list[str]:
    """Say what is compared, what counts and how much, and what is missing."""
    if not ranks:
        return []
    choice = ("one_criterion" if len(weighing.weights) == 1 else
              {None: "any_weights", 0.0: "exact_weights"}.get(weighing.tolerance, "near_weights"))
    sentences = [
        say(language, "served.basis", n=len(ranks), weights=", ".join(
            weight_words(reading, weighing, code, language) for code, _weight in weighing.weights)),
        *([say(language, "served.filtered")] if reading.network.lens.territories else []),
        *([say(language, "served.unspoken", n=len(reading.unspoken), names=listed(
            _names(reading, reading.unspoken), language, _NAMED))] if reading.unspoken else []),
        *_newer_sentences(reading, weighing, language),
        say(language, f"served.{choice}", share=format_share(weighing.tolerance or 0, language))]
    lacking = [code for code, rank in ranks.items() if rank.missing]
    if lacking:
        sentences.append(say(language, "served.lacking", n=len(lacking), names=listed(
            _names(reading, lacking), language, _NAMED)))
    return sentences


def weight_words(reading: TerritoryReading, weighing: Weighing, code: str, language: str) -> str:
    """Return a figure that counts, its weight, and what more of it means when that is unusual."""
    return say(language, "served.weight", weight=dict(weighing.weights)[code],
               name=evidence_name(reading.evidence[code], language),
               turned=turned_words(reading, weighing, code, language))


def turned_words(reading: TerritoryReading, weighing: Weighing, code: str, language: str) -> str:
    """Return what more of a figure counts as, when it is less need, or less presence."""
    is_presence = reading.evidence[code].side is Side.PRESENCE
    if reading.more_is_need(code, weighing) != is_presence:
        return ""
    return say(language, "served.turned_presence" if is_presence else "served.turned_need")


def _newer_sentences(reading: TerritoryReading, weighing: Weighing, language: str) -> list[str]:
    """Say of which figures a newer year tells too few territories to be compared."""
    counted = [reading.evidence[code] for code, _weight in weighing.weights]
    return [say(language, "served.newer", name=evidence_name(each, language), year=each.newer[0],
                n=each.newer[1], total=len(reading.among)) for each in counted if each.newer]


def _names(reading: TerritoryReading, codes: Iterable[str]) -> list[str]:
    return [reading.territories[code].name for code in codes]


def rank_words(rank: RankInterval, language: str) -> str:
    """Return the ranks that nine draws of ten do not leave, in words."""
    low, high = (format_number(end, language, digits=0) for end in (rank.low, rank.high))
    return low if low == high else say(language, "served.ranks", low=low, high=high)


def figure_of(evidence: Evidence, code: str, language: str) -> str:
    """Return one figure in words, with its unit; "no data" when there is none."""
    value = evidence.values.get(code)
    if value is None:
        return say(language, "words.no_data")
    written = format_number(value, language, digits=evidence.digits)
    if evidence.unit == "%":
        return say(language, "served.percent", value=written)
    return say(language, "served.with_unit", value=written, unit=evidence.unit
               ) if evidence.unit else written


def rank_table(reading: TerritoryReading, weighing: Weighing, ranks: Ranks, language: str
               ) -> FigureTable:
    """Return every territory, from the most to the least under-served, with what it rests on."""
    counted = [reading.evidence[code] for code, _weight in weighing.weights]
    shortfalls = reading.shortfalls(weighing)
    titles = ("served.column.mrc", "served.column.ranks", "served.column.first",
              "served.column.shortfall")
    return FigureTable(
        (*(say(language, title, n=reading.n_first) for title in titles),
         *(evidence_name(each, language) for each in counted)),
        tuple((reading.territories[code].name, rank_words(ranks[code], language),
               format_share(ranks[code].probability_first, language),
               shortfall_words(shortfalls[code], language),
               *(figure_of(each, code, language) for each in counted))
              for code in in_order(ranks, ranks)))


def shortfall_words(shortfall: Shortfall, language: str) -> str:
    """Return a shortfall out of 100, or between what and what it lies."""
    low, high = (format_number(100 * end, language, digits=0)
                 for end in (shortfall.low, shortfall.high))
    return low if low == high else say(language, "served.ranks", low=low, high=high)


def parts_table(reading: TerritoryReading, weighing: Weighing, code: str, language: str
                ) -> FigureTable:
    """Return what makes the shortfall of one territory, figure by figure, and the whole."""
    told = reading.shortfalls(weighing)[code]
    criteria = {each.code: each.scaled[code] for each in reading.criteria(weighing)}
    added = _rounded_to_sum({part: 100 * value for part, value in told.parts.items()
                             if value is not None}, floor(100 * told.low + 0.5))
    return FigureTable(
        tuple(say(language, f"served.part.{title}")
              for title in ("figure", "value", "place", "weight", "adds")),
        (*((evidence_name(reading.evidence[part], language),
            figure_of(reading.evidence[part], code, language),
            _out_of_100(criteria[part], language), format_number(weight, language),
            str(added[part]) if part in added else say(language, "words.no_data"))
           for part, weight in weighing.weights),
         (say(language, "served.part.whole"), "", "", "", shortfall_words(told, language))))


def _rounded_to_sum(parts: Mapping[str, float], whole: int) -> dict[str, int]:
    """Round parts so that they sum to the whole: those nearest to the next number go up."""
    rounded = {code: int(part) for code, part in parts.items()}
    nearest = sorted(parts, key=lambda code: rounded[code] - parts[code])
    for code in nearest[:whole - sum(rounded.values())]:
        rounded[code] += 1
    return rounded


def _out_of_100(value: float | None, language: str) -> str:
    return say(language, "words.no_data") if value is None else format_number(
        100 * value, language, digits=0)


def peers_table(reading: TerritoryReading, weighing: Weighing, ranks: Ranks, code: str,
                language: str) -> FigureTable:
    """Return the territories most like one, itself first, with their figures of presence."""
    told = [reading.evidence[each] for each, _weight in weighing.weights
            if reading.evidence[each].side is Side.PRESENCE]
    return FigureTable(
        (say(language, "served.column.mrc"), say(language, "served.column.ranks"),
         *(evidence_name(each, language) for each in told)),
        tuple((reading.territories[peer].name, rank_words(ranks[peer], language),
               *(figure_of(each, peer, language) for each in told))
              for peer in (code, *reading.peers(code, weighing))))


def sources(reading: TerritoryReading, weighing: Weighing, language: str) -> list[str]:
    """Say where each figure that counts comes from."""
    return [say(language, "served.source", name=evidence_name(each, language), source=each.source)
            if each.source.fr else say(language, "served.source_register",
                                       name=evidence_name(each, language))
            for each in (reading.evidence[code] for code, _weight in weighing.weights)]


# Inequality and clusters


def spread_sentences(found: Spread, name: str, language: str) -> list[str]:
    """Say how unequally a figure is spread, with or against need, between regions or within."""
    if found.gini.value is None:
        return [say(language, "spread.nothing", name=name)]
    sentences = [say(language, "spread.gini", name=name,
                     gini=format_index(found.gini.value, language))]
    if found.by_need and found.by_need.value is not None:
        index, (low, high) = found.by_need.value, found.by_chance
        side = "with" if index > high else "against" if index < low else "whatever"
        sentences.append(say(language, f"spread.{side}_need", **{
            name: format_index(value, language)
            for name, value in (("index", index), ("low", low), ("high", high))}))
    parts = found.between_regions
    if parts.total and 1 < len(parts.by_group) < found.n_told:
        sentences.append(say(language, "spread.regions", between=format_share(
            parts.between / parts.total, language), theil=format_index(
            parts.total, language, digits=3)))
    if found.gini.left_out:
        sentences.append(say(language, "spread.left_out", n=len(found.gini.left_out)))
    return sentences


_TOLD = (Cluster.LOW_LOW, Cluster.HIGH_HIGH, Cluster.LOW_HIGH, Cluster.HIGH_LOW,
         Cluster.NO_NEIGHBOUR)


def cluster_sentences(reading: TerritoryReading, overall: Moran,
                      local: Mapping[str, LocalCluster], language: str) -> list[str]:
    """Say whether neighbours look alike, and where the territories alike are."""
    if overall.value is None:
        return [say(language, "clusters.nothing")]
    alike = "alike" if overall.p is not None and overall.p <= FALSE_DISCOVERIES else "no_pattern"
    sentences = [say(language, f"clusters.{alike}",
                     moran=format_index(overall.value, language),
                     p=format_number(overall.p or 0, language, digits=4))]
    for cluster in _TOLD:
        codes = [code for code, found in local.items() if found.cluster is cluster]
        if codes:
            sentences.append(say(language, f"clusters.where.{cluster}", n=len(codes), names=listed(
                _names(reading, codes), language, _NAMED)))
    return sentences


