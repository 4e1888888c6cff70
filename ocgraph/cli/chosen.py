"""What a command looks at: the register or the demonstration, through a lens."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from ocgraph.cli.console import UsageError
from ocgraph.errors import OcgraphError
from ocgraph.io.places.reference import (
    match_municipality,
    match_territory,
    municipality_by_code,
    near_municipalities,
    near_territories,
    territory_codes,
)
from ocgraph.io.register_folder import read_demo
from ocgraph.model import Register
from ocgraph.network import Lens, PartnershipNetwork
from ocgraph.storage import Store

_LENS_OPTIONS = ("layers", "sectors", "kinds", "on", "levels")


def chosen_register(arguments: argparse.Namespace) -> Register:
    """Return a demonstration or what is kept; nothing kept is said, with what to do."""
    register = read_demo(arguments.demo) if arguments.demo else Store().load()
    if register.is_empty:
        raise OcgraphError("cli.nothing_kept")
    return register


def chosen_network(arguments: argparse.Namespace) -> PartnershipNetwork:
    """Return the register read through the lens of the options."""
    return PartnershipNetwork(chosen_register(arguments), _lens(arguments))


def _lens(arguments: argparse.Namespace) -> Lens:
    try:
        return Lens.from_query(lens_query(arguments), territory_codes())
    except OcgraphError as unreadable:
        raise UsageError(unreadable.code, **unreadable.params) from None


def lens_query(arguments: argparse.Namespace) -> dict[str, str]:
    """Return the lens options as the address of a page holds them."""
    query = {option: getattr(arguments, option).replace(" ", "")
             for option in _LENS_OPTIONS if getattr(arguments, option)}
    if getattr(arguments, "mrc", None):
        query["territories"] = ",".join(map(mrc_code, arguments.mrc.split(",")))
    return query


def listed_codes(written: str, code_of: Callable[[str], str]) -> tuple[str, ...]:
    """Return the codes of a list with commas, each once, in its order."""
    parts = (part.strip() for part in written.split(","))
    return tuple(dict.fromkeys(code_of(part) for part in parts if part))


def mrc_code(written: str) -> str:
    """Return the code of an MRC written by its name or its code."""
    match = match_territory(written)
    if match.code is None:
        raise UsageError("cli.mrc_unknown", found=written,
                         near=", ".join(near_territories(written)) or "—")
    return match.code


def municipality_code(written: str) -> str:
    """Return the code of a municipality written by its code or its name; two may share a name."""
    match = match_municipality(written)
    if match.code is None:
        near = [f"{municipality_by_code()[code].name} ({code})" for code in match.candidates]
        raise UsageError("cli.municipality_unknown", found=written,
                         near=", ".join(near or near_municipalities(written)) or "—")
    return match.code
