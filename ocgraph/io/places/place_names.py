"""Places found by what people write: a code, a name, a name written another way.

A place is compared by three keys, from the strictest to the loosest: the name as it is; the name
without case, accents, hyphens or apostrophes; and that without "MRC de", "Ville de" or an article.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz import fuzz, process

from ocgraph.i18n import without_accents

_SHORTENED = {"st": "saint", "ste": "sainte", "sts": "saints", "stes": "saintes"}
_LINKING = r"(?:(?:de la|de l|du|des|de|d) )?"
_PREFIX = re.compile(
    r"^(?:(?:la |l )?(?:mrc|municipalite regionale de comte|territoire equivalent|agglomeration"
    r"|municipalite de paroisse|municipalite de village|municipalite|ville|village|paroisse"
    r"|cantons unis|canton)) " + _LINKING)
_ARTICLE = re.compile(r"^(?:de la|de l|les|des|la|le|du|l|d) ")


class MatchedBy(StrEnum):
    """How a written place was recognised."""

    CODE = "code"
    NAME = "name"
    SPELLING = "spelling"
    OTHER_NAME = "other_name"
    REPAIRED_CODE = "repaired_code"
    MAMH_CODE = "mamh_code"
    CENSUS_CODE = "census_code"


@dataclass(frozen=True)
class PlaceMatch:
    """What a written place was taken for.

    Attributes
    ----------
    code
        The code, or ``None`` when nothing, or more than one place, answers to what is written.
    how
        How it was recognised; ``None`` without a code.
    candidates
        Codes of the places that share the name, when there is more than one.
    """

    code: str | None = None
    how: MatchedBy | None = None
    candidates: tuple[str, ...] = ()

    @property
    def is_repair(self) -> bool:
        """Whether what is kept is not what was written, so that the person must be told."""
        return self.how in {MatchedBy.REPAIRED_CODE, MatchedBy.MAMH_CODE, MatchedBy.CENSUS_CODE,
                            MatchedBy.OTHER_NAME}


NO_MATCH = PlaceMatch()


def as_written(text: str) -> str:
    """Return `text` composed (NFC), with its spaces plain and single."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def folded(text: str) -> str:
    """Return `text` without case, accents, hyphens or apostrophes, "St" written out.

    >>> folded("St-Jean-de-l’Île-d’Orléans")
    'saint jean de l ile d orleans'
    """
    words = re.sub(r"[^a-z0-9]+", " ", without_accents(text)).split()
    return " ".join(_SHORTENED.get(word, word) for word in words)


def bare(text: str) -> str:
    """Return the folded name without "MRC de", "Ville de" or a leading article.

    >>> bare("MRC d’Autray"), bare("Les Collines-de-l'Outaouais")
    ('autray', 'collines de l outaouais')
    """
    short = _PREFIX.sub("", folded(text), count=1)
    return _ARTICLE.sub("", short, count=1)


class NameIndex:
    """Codes by name, under the three keys."""

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        self._levels: tuple[Mapping[str, list[str]], ...] = (
            defaultdict(list), defaultdict(list), defaultdict(list))
        self._names = tuple(names)
        for name, code in self._names:
            for level, key in zip(self._levels, _keys(name), strict=True):
                if code not in level.get(key, ()):
                    level[key].append(code)

    def find(self, text: str) -> tuple[tuple[str, ...], MatchedBy]:
        """Return every code under the strictest key that answers, and how."""
        for rank, (level, key) in enumerate(zip(self._levels, _keys(text), strict=True)):
            if key and key in level:
                return tuple(level[key]), MatchedBy.SPELLING if rank else MatchedBy.NAME
        return (), MatchedBy.NAME

    def near(self, text: str, limit: int = 3) -> tuple[str, ...]:
        """Return the names nearest to `text`, the best first, none when nothing is near."""
        keys = [bare(name) for name, _ in self._names]
        found = process.extract(bare(text), keys, scorer=fuzz.ratio, limit=2 * limit,
                                score_cutoff=70)
        names = dict.fromkeys(self._names[position][0] for _, _, position in found)
        return tuple(names)[:limit]


def _keys(text: str) -> tuple[str, str, str]:
    return as_written(text), folded(text), bare(text)
