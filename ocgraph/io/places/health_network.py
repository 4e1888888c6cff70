"""Health regions, institutions and local networks, and the municipalities of each.

The way goes through the municipality: an MRC may lie in several. A name and a code are those of
2020-04 (``data/SOURCES.toml``): an institution is coded by its territorial network (RTS), a local
network by its RLS.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from ocgraph.io.places.reference import LIST_MARK, reference_rows

NETWORK_VERSION = "2020-04-01"


class Networks(NamedTuple):
    """The networks that hold a place: one code each, or several where it is shared."""

    health_regions: tuple[str, ...]
    institutions: tuple[str, ...]
    local_networks: tuple[str, ...]


def _typeset(name: str) -> str:
    return name.replace("'", "\u2019")


@cache
def health_regions() -> dict[str, str]:
    """Return the names of the 18 health regions (RSS) by code."""
    return dict(sorted((row["health_region_code"], _typeset(row["health_region_name"]))
                       for row in reference_rows("territories.csv")))


@cache
def institutions() -> dict[str, str]:
    """Return the names of the CISSS, CIUSSS and northern bodies by code of their RTS."""
    return dict(sorted((code, _typeset(name)) for row in reference_rows("territories.csv")
                       for code, name in zip(row["service_networks"].split(LIST_MARK),
                                             row["institutions"].split(LIST_MARK), strict=True)))


@cache
def local_networks() -> dict[str, str]:
    """Return the names of the local networks (RLS) by code.

    A network whose name no source at hand gives bears its code.
    """
    named = {row["local_network"]: row["local_network_name"]
             for row in reference_rows("municipalities.csv") if row["local_network"]}
    for row in reference_rows("territories.csv"):
        codes, names = _codes(row["local_networks"]), row["local_network_names"].split(LIST_MARK)
        if len(codes) == len(names):
            named |= dict(zip(codes, names, strict=True))
        for code in codes:
            named.setdefault(code, f"RLS {code}")
    return dict(sorted((code, _typeset(name)) for code, name in named.items()))


def _codes(written: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\d+", written))


@cache
def networks_of_mrc() -> dict[str, Networks]:
    """Return the networks that share each MRC, by code."""
    return {row["code"]: Networks(
        (row["health_region_code"], *_codes(row["other_health_regions"])),
        _codes(row["service_networks"]), _codes(row["local_networks"]))
        for row in reference_rows("territories.csv")}


@cache
def networks_of_municipality() -> dict[str, Networks]:
    """Return the networks of each municipality, by code.

    One that no source places is in those of its MRC: in one where the MRC has only one.
    """
    return {row["code"]: Networks(*(
        (row[name],) if row[name] else shared for name, shared in zip(
            ("health_region_code", "service_network", "local_network"),
            networks_of_mrc()[row["mrc_code"]], strict=True)))
        for row in reference_rows("municipalities.csv")}
