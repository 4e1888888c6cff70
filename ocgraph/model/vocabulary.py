"""The closed lists: codes that are stored, labels that are shown, and where each comes from.

A stored value never changes; rewording a label changes nothing stored. The lists lie beside this
module as ``vocabularies/<name>.csv`` with the columns ``code,label_fr,label_en,source``. The
terms of the five frames (cadres) are in `ocgraph.model.frames`.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType

from ocgraph.errors import UnknownCodeError
from ocgraph.i18n import Label


@dataclass(frozen=True)
class Term:
    """One word of a closed list."""

    code: str
    label: Label
    source: str


def read_rows(name: str) -> Iterator[dict[str, str]]:
    """Yield the rows of ``vocabularies/<name>.csv``."""
    path = resources.files("ocgraph.model").joinpath("vocabularies", f"{name}.csv")
    with path.open(encoding="utf-8", newline="") as stream:
        yield from csv.DictReader(stream)


@cache
def vocabulary(name: str) -> Mapping[str, Term]:
    """Return the terms of one list by code, in the order they are shown.

    Intensity levels are one list per scale, named ``"intensity:himmelman"`` and so on, because
    the scales put the same words in different orders; their codes are the levels ("1", "2"…).
    """
    if name.startswith("intensity:"):
        scale = name.partition(":")[2]
        rows = [row for row in read_rows("intensity_level") if row["scale"] == scale]
    else:
        rows = list(read_rows(name))
    return MappingProxyType({
        row["code"]: Term(row["code"], Label(row["label_fr"], row["label_en"]), row["source"])
        for row in rows})


def label_of(name: str, code: str, language: str) -> str:
    """Return the wording of `code` in the list `name`.

    Raises
    ------
    UnknownCodeError
        If the list has no such code.
    """
    try:
        return vocabulary(name)[code].label.in_language(language)
    except KeyError:
        raise UnknownCodeError("vocabulary.unknown_code", vocabulary=name, found=code) from None
