"""What a command looks at: the register or the demonstration, through a lens."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Mapping
from difflib import get_close_matches

from ocgraph.cli.console import UsageError
from ocgraph.errors import OcgraphError
from ocgraph.i18n import LANGUAGES, Label, say, without_accents
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
    return PartnershipNetwork(chosen_register(arguments), chosen_lens(arguments))


def chosen_lens(arguments: argparse.Namespace) -> Lens:
    """Return the lens of the options; what is not a known code is a mistake of usage."""
    try:
        return Lens.from_query(lens_query(arguments), territory_codes())
    except OcgraphError as unreadable:
        raise UsageError(unreadable.code, **unreadable.params) from None


def lens_query(arguments: argparse.Namespace) -> dict[str, str]:
    """Return the lens options as the address of a page holds them."""
    query = {option: getattr(arguments, option).replace(" ", "")
             for option in _LENS_OPTIONS if getattr(arguments, option, None)}
    if getattr(arguments, "mrc", None):
        query["territories"] = ",".join(map(mrc_code, arguments.mrc.split(",")))
    return query


def node_ids(names: Mapping[str, str], written: Iterable[str]) -> tuple[str, ...]:
    """Return the identifiers of nodes written by identifier or by name.

    Parameters
    ----------
    names
        The name of each, by identifier.

    Raises
    ------
    UsageError
        ``cli.node_unknown`` for what is neither, with the nearest.
    """
    found = []
    for one in written:
        node_id = node_id_of(names, one)
        if node_id not in names:
            raise UsageError("cli.node_unknown", found=one, near=nearest(near_nodes(names, one)))
        found.append(node_id)
    return tuple(found)


def node_id_of(names: Mapping[str, str], written: str) -> str:
    """Return the identifier of a node written by identifier or by name; what is neither stays."""
    return written if written in names else _by_name(names).get(without_accents(written), written)


def near_nodes(names: Mapping[str, str], written: str) -> list[str]:
    """Return the identifiers, then the names, nearest to what is written."""
    by_name = _by_name(names)
    return [*get_close_matches(written, names, n=3),
            *(names[by_name[close]]
              for close in get_close_matches(without_accents(written), by_name, n=3))]


def _by_name(names: Mapping[str, str]) -> dict[str, str]:
    return {without_accents(name): node_id for node_id, name in names.items()}


def names_of_nodes(network: PartnershipNetwork) -> dict[str, str]:
    """Return the name of every node seen, by identifier."""
    return {node_id: node.name for node_id, node in network.node_by_id.items()}


def nearest(names: Iterable[str]) -> Label:
    """Say what is nearest, after a sentence; nothing when nothing is near."""
    near = ", ".join(names)
    return Label(*(f" {say(language, 'cli.nearest', near=near)}" if near else ""
                   for language in LANGUAGES))


def listed_codes(written: str, code_of: Callable[[str], str]) -> tuple[str, ...]:
    """Return the codes of a list with commas, each once, in its order."""
    parts = (part.strip() for part in written.split(","))
    return tuple(dict.fromkeys(code_of(part) for part in parts if part))


def mrc_code(written: str) -> str:
    """Return the code of an MRC written by its name or its code."""
    match = match_territory(written)
    if match.code is None:
        raise UsageError("cli.mrc_unknown", found=written,
                         near=nearest(near_territories(written)))
    return match.code


def municipality_code(written: str) -> str:
    """Return the code of a municipality written by its code or its name; two may share a name."""
    match = match_municipality(written)
    if match.code is None:
        near = [f"{municipality_by_code()[code].name} ({code})" for code in match.candidates]
        raise UsageError("cli.municipality_unknown", found=written,
                         near=nearest(near or near_municipalities(written)))
    return match.code
