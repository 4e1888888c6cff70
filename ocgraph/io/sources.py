"""Where the data that travels with ocgraph comes from, as ``data/SOURCES.toml`` tells it."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache

from ocgraph.paths import data_path


@dataclass(frozen=True)
class Source:
    """A publication that the reference data rests on."""

    title: str
    publisher: str
    url: str
    licence: str


@cache
def read_sources() -> tuple[Source, ...]:
    """Return the publications, in the order of the file."""
    text = data_path("SOURCES.toml").read_text(encoding="utf-8")
    return tuple(Source(entry["title"], entry["publisher"], entry["url"], entry["licence"])
                 for entry in tomllib.loads(text)["source"].values())
