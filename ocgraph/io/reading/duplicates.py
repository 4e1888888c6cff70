"""Records that are probably the same one written twice: shown, never merged."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from rapidfuzz import fuzz, process

from ocgraph.io.reading.drafts import Draft
from ocgraph.io.reading.identities import loose_key
from ocgraph.model import Place
from ocgraph.model.checks import IDENTIFIERS

_ALIKE = 90
_MOST_COMPARED = 5_000


@dataclass(frozen=True)
class ProbableDuplicate:
    """Two records of one kind whose names are alike, in one MRC or where one has none.

    Attributes
    ----------
    likeness
        From 0 to 100; 100 when the names differ by accents, case or article alone.
    """

    first_name: str
    second_name: str
    first_place: Place
    second_place: Place
    likeness: int


def probable_duplicates(drafts: Iterable[Draft]) -> tuple[ProbableDuplicate, ...]:
    """Return the pairs to look at, the likeliest first."""
    groups: dict[tuple[type, object], list[Draft]] = defaultdict(list)
    for draft in drafts:
        if draft.entity in IDENTIFIERS:
            groups[draft.entity, _territory(draft)].append(draft)
    pairs = []
    for (entity, territory), inside in groups.items():
        unplaced = [] if territory is None else groups.get((entity, None), [])
        pairs += _alike(inside + unplaced, len(inside))
    return tuple(sorted(pairs, key=lambda pair: (-pair.likeness, pair.first_name)))


def _territory(draft: Draft) -> object:
    """Return what tells the place of a record: its MRC, or the MRC of a table or a post."""
    values = draft.values
    return (values.get("mrc_code") or values.get("territories") or values.get("home_territories")
            or None)


def _alike(drafts: list[Draft], placed: int) -> list[ProbableDuplicate]:
    """Compare each pair that has at least one of the first `placed` records."""
    keys = [compared_name(draft.values["name"]) for draft in drafts[:_MOST_COMPARED]]
    scores = process.cdist(keys, keys, scorer=fuzz.ratio, score_cutoff=_ALIKE, dtype=np.uint8)
    return [_pair(drafts[first], drafts[second], int(scores[first, second]))
            for first, second in np.argwhere(np.triu(scores, 1))
            if first < placed and _could_be_one(keys[first], keys[second])]


def compared_name(name: str) -> str:
    """Return a name as it is compared: its words in order, without accents, case or article."""
    return " ".join(sorted(loose_key(name).split()))


def _could_be_one(first: str, second: str) -> bool:
    """Tell names apart that differ by a number or a short mark ("CPE 1", "CPE 2")."""
    apart = set(first.split()) ^ set(second.split())
    return bool(first) and not any(word.isdigit() for word in apart)


def _pair(first: Draft, second: Draft, likeness: int) -> ProbableDuplicate:
    return ProbableDuplicate(first.values["name"], second.values["name"], first.place("name"),
                             second.place("name"), likeness)
