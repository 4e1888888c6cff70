"""The gaps a team follows: as codes it keeps, and found again later, or gone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import product
from typing import Any

from ocgraph.analysis.gaps import Gap, GapKind
from ocgraph.storage import Followed


@dataclass(frozen=True)
class FollowUp:
    """What became of the gaps followed.

    Attributes
    ----------
    found
        Those still there among what is shown, by the identifier of the gap as it is found.
    hidden
        Those still in the register, which the filters leave out.
    gone
        Those no longer there, each with the gap it was.
    """

    found: Mapping[str, Followed]
    hidden: tuple[Followed, ...]
    gone: tuple[tuple[Followed, Gap], ...]


def gap_codes(gap: Gap) -> dict[str, Any]:
    """Return what tells a gap, as codes that JSON holds."""
    return {"kind": str(gap.kind), "nodes": list(gap.subjects), "sectors": list(gap.sectors),
            "territories": list(gap.territories)}


def gap_of_codes(codes: Mapping[str, Any]) -> Gap | None:
    """Return the gap that codes tell; ``None`` for what this version has no word for."""
    if codes.get("kind") not in list(GapKind):
        return None
    nodes, sectors, territories = (tuple(codes.get(name, ())) for name in (
        "nodes", "sectors", "territories"))
    return Gap(GapKind(codes["kind"]), nodes, territories, sectors=sectors)


def follow_up(followed: Iterable[Followed], shown: Iterable[Gap], everywhere: Iterable[Gap]
              ) -> FollowUp:
    """Find again the gaps followed.

    Parameters
    ----------
    shown, everywhere
        The gaps of what is seen, and those of the whole register.
    """
    by_mark, anywhere = _by_mark(shown), _by_mark(everywhere)
    found, hidden, gone = {}, [], []
    for one in followed:
        gap = gap_of_codes(one.codes)
        if gap is None:
            continue
        again = next((by_mark[mark] for mark in _marks(gap) if mark in by_mark), None)
        if again is not None:
            found.setdefault(again.gap_id, one)
        elif any(mark in anywhere for mark in _marks(gap)):
            hidden.append(one)
        else:
            gone.append((one, gap))
    return FollowUp(found, tuple(hidden), tuple(gone))


def pairs_followed(followed: Iterable[Followed]) -> tuple[frozenset[str], ...]:
    """Return the pairs of actors to whom a tie is proposed, of those followed."""
    gaps = (gap_of_codes(one.codes) for one in followed)
    return tuple(frozenset(gap.nodes) for gap in gaps
                 if gap is not None and gap.kind == GapKind.TIE_TO_PROPOSE)


def _by_mark(gaps: Iterable[Gap]) -> dict[Any, Gap]:
    return {mark: gap for gap in reversed(tuple(gaps)) for mark in _marks(gap)}


def _marks(gap: Gap) -> list[Any]:
    """Return what a gap is found again by, any of them.

    Sectors apart are by pairs of them: which one is told first changes with the others.
    """
    if gap.kind != GapKind.SECTORS_APART:
        return [gap.gap_id]
    return [(gap.kind, gap.territories, frozenset(pair))
            for pair in product(gap.sectors[:1], gap.sectors[1:])]
