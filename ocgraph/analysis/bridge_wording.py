"""Bridges between MRC or sectors, in sentences and in a table."""

from __future__ import annotations

from collections.abc import Iterable

from ocgraph.analysis.group_bridges import (
    FEWEST,
    N_DRAWS,
    GroupBridge,
    GroupBridges,
    Verdict,
)
from ocgraph.analysis.section import FigureTable
from ocgraph.analysis.wording import listed, place_name
from ocgraph.i18n import format_number, format_share, say, sort_key
from ocgraph.io.places.reference import territory_by_code
from ocgraph.measures.uncertainty import FALSE_DISCOVERIES
from ocgraph.model import label_of

_NAMED = 3
_COLUMNS = ("one", "other", "said", "observed", "expected", "range")


def group_name(partition: str, code: str, language: str) -> str:
    """Return the name of an MRC, or of a sector."""
    return place_name(code) if partition == "mrc" else label_of("sector", code, language)


def in_order(partition: str, codes: Iterable[str], language: str) -> tuple[str, ...]:
    """Return groups as they are read: MRC by region then name, sectors by name."""
    def place(code: str) -> tuple[str, tuple[str, str]]:
        region = territory_by_code()[code].region_code if partition == "mrc" else ""
        return region, sort_key(group_name(partition, code, language))

    return tuple(sorted(codes, key=place))


def pair_words(partition: str, pair: GroupBridge, language: str) -> str:
    """Return all that is known of a pair, on one line."""
    one, other = (group_name(partition, code, language) for code in (pair.one, pair.other))
    return say(language, "bridges.detail", one=one, other=other, n=pair.observed,
               expected=pair.expected, said=verdict_words(pair, language),
               range=_range(pair, language))


def bridge_sentences(bridges: GroupBridges, language: str) -> list[str]:
    """Say who has fewer partnerships together than by chance, or more, and what is not told."""
    if not bridges.pairs:
        return [say(language, "bridges.nothing")]
    sentences = [_told(bridges, verdict, language) for verdict in (Verdict.FEWER, Verdict.MORE)
                 if bridges.told(verdict)] or [say(language, "bridges.none_sure")]
    if n := len(bridges.told(Verdict.TOO_FEW)):
        sentences.append(say(language, f"bridges.n_too_few.{bridges.partition}", n=n,
                             of=len(bridges.pairs), fewest=FEWEST))
    return sentences


def _told(bridges: GroupBridges, verdict: Verdict, language: str) -> str:
    pairs = bridges.told(verdict)
    return say(language, f"bridges.told.{verdict}", n=len(pairs), pairs=listed(
        [_pair(bridges.partition, pair, language) for pair in pairs], language, _NAMED))


def _pair(partition: str, pair: GroupBridge, language: str) -> str:
    one, other = (group_name(partition, code, language) for code in (pair.one, pair.other))
    return say(language, "bridges.pair", one=one, other=other, observed=pair.observed,
               expected=pair.expected)


def bridge_table(partition: str, pairs: Iterable[GroupBridge], language: str) -> FigureTable:
    """Return pairs of groups in their order, with what chance gives and what is told."""
    return FigureTable(
        tuple(say(language, f"bridges.column.{name}") for name in _COLUMNS),
        tuple((group_name(partition, pair.one, language),
               group_name(partition, pair.other, language),
               verdict_words(pair, language), format_number(pair.observed, language),
               format_number(pair.expected, language), _range(pair, language))
              for pair in pairs), n_words=3)


def _range(pair: GroupBridge, language: str) -> str:
    low, high = (format_number(end, language, digits=0) for end in (pair.low, pair.high))
    return say(language, "served.ranks", low=low, high=high)


def verdict_words(pair: GroupBridge, language: str) -> str:
    """Return what is told of a pair."""
    return say(language, f"bridges.{pair.verdict}")


def how_sentence(language: str) -> str:
    """Say what is expected, when something is told, and when nothing is."""
    return say(language, "bridges.how", draws=N_DRAWS, fewest=FEWEST,
               share=format_share(FALSE_DISCOVERIES, language))
