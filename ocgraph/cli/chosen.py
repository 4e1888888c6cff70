"""What a command looks at: the register or the demonstration, through a lens."""

from __future__ import annotations

import argparse

from ocgraph.cli.console import UsageError
from ocgraph.errors import OcgraphError
from ocgraph.io.places.reference import match_territory, near_territories, territory_codes
from ocgraph.io.register_folder import read_demo
from ocgraph.model import Register
from ocgraph.network import Lens, PartnershipNetwork
from ocgraph.storage import Store

_LENS_OPTIONS = ("layers", "sectors", "kinds", "on", "levels")


def chosen_register(arguments: argparse.Namespace) -> Register:
    """Return the demonstration or what is kept; nothing kept is said, with what to do."""
    register = read_demo() if arguments.demo else Store().load()
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
    if arguments.mrc:
        query["territories"] = ",".join(map(mrc_code, arguments.mrc.split(",")))
    return query


def mrc_code(written: str) -> str:
    """Return the code of an MRC written by its name or its code."""
    match = match_territory(written)
    if match.code is None:
        raise UsageError("cli.mrc_unknown", found=written,
                         near=", ".join(near_territories(written)) or "—")
    return match.code
