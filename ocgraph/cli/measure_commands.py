"""``ocgraph measures``: the list of measures, one told whole, or its figures on a register."""

from __future__ import annotations

import argparse
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from ocgraph.cli.chosen import chosen_network, lens_query
from ocgraph.cli.console import Console, UsageError
from ocgraph.cli.figures_table import Found, print_table, refuse_other_format, write_table
from ocgraph.io.places.reference import territory_by_code
from ocgraph.measures import MEASURES, Measure, Parameter
from ocgraph.measures.wording import (
    TEXT_PARTS,
    Description,
    family_name,
    lens_in_words,
    worded_facts,
)
from ocgraph.territory.wording import CODES, description, descriptions_by_family

_SHOWN = 20
_YES_NO = {"oui": True, "yes": True, "non": False, "no": False}


def run(arguments: argparse.Namespace, console: Console) -> int:
    """List the measures, tell one, or compute one."""
    if arguments.code is None:
        if _asks_for_figures(arguments):
            raise UsageError("cli.measure_needed")
        return _list_all(console)
    if arguments.code not in CODES:
        near = get_close_matches(arguments.code.lower(), CODES, n=3)
        raise UsageError("cli.measure_unknown", found=arguments.code,
                         known=", ".join(near or CODES))
    if not _asks_for_figures(arguments):
        return _tell(description(arguments.code, console.language), console)
    if arguments.code not in MEASURES:
        raise UsageError("cli.measure_of_territories", found=arguments.code)
    return _compute(MEASURES[arguments.code], arguments, console)


def _asks_for_figures(arguments: argparse.Namespace) -> bool:
    return bool(arguments.demo or arguments.own or arguments.output or arguments.chosen
                or arguments.top or lens_query(arguments))


def _list_all(console: Console) -> int:
    for family, measures in descriptions_by_family(console.language).items():
        console.line(family_name(family, console.language))
        for told in measures:
            console.line(f"{told.code} · {told.name}", indent=2)
            console.line(told.says, indent=6)
        console.line()
    console.say("cli.measures.go_on")
    return 0


def _tell(told: Description, console: Console) -> int:
    console.line(f"{told.name} ({told.code})")
    console.line(told.says, indent=2)
    console.line(told.silent, indent=2)
    for part in TEXT_PARTS:
        console.line(f"{console.text(f'measure.part.{part}')} · {getattr(told, part)}")
    console.say("measure.part.columns")
    for column in told.columns:
        console.line(f"{column.name} ({column.unit})", indent=2)
    if told.parameters:
        console.say("measure.part.parameters")
    for parameter in told.parameters:
        console.line(f"{parameter.code} · {parameter.says}", indent=2)
        console.say("measure.parameter_limits", indent=6, allowed=parameter.allowed,
                    default=parameter.default)
    return 0


def _compute(measure: Measure, arguments: argparse.Namespace, console: Console) -> int:
    target = Path(arguments.output) if arguments.output else None
    if target:
        refuse_other_format(target)
    network = chosen_network(arguments)
    figures = measure.read(network, **_parameters(measure, arguments.chosen))
    found = Found(measure, figures, network, console.language)
    console.say(f"measure.{measure.measure_id}")
    console.say("cli.measures.lens",
                lens=lens_in_words(network.lens, console.language)
                or console.text("measure.lens.whole"))
    print_table(found, console, arguments.top or _SHOWN)
    for sentence in worded_facts(figures.facts, console.language):
        console.line(sentence)
    console.say(f"measure.{measure.measure_id}.silent")
    if target:
        write_table(found, console, target)
        console.say("cli.written", file=str(target))
    return 0


def _parameters(measure: Measure, chosen: list[str]) -> dict[str, Any]:
    """Read ``name=value`` by what the measure declares, and fill in the reference data."""
    known = {parameter.name: parameter for parameter in measure.parameters}
    given: dict[str, Any] = {}
    for written in chosen:
        name, sign, value = written.partition("=")
        if not sign or name not in known or not known[name].is_chosen:
            names = [each.name for each in measure.parameters if each.is_chosen]
            raise UsageError("cli.set_unknown", found=written, known=", ".join(names) or "—")
        given[name] = _read(known[name], value)
    if "population_by_mrc" in known:
        given["population_by_mrc"] = {code: place.population
                                      for code, place in territory_by_code().items()}
    return given


def _read(parameter: Parameter, value: str) -> Any:
    if parameter.names_nodes:
        return tuple(part.strip() for part in value.split(",") if part.strip())
    if isinstance(parameter.default, bool):
        return _yes_or_no(parameter, value)
    if parameter.low is None:
        return value
    whole = isinstance(parameter.default, int)
    try:
        return int(value) if whole else float(value.replace(",", "."))
    except ValueError:
        raise UsageError("cli.set_number", parameter=parameter.name, found=value) from None


def _yes_or_no(parameter: Parameter, value: str) -> bool:
    if value.casefold() not in _YES_NO:
        raise UsageError("cli.set_yes_no", parameter=parameter.name, found=value)
    return _YES_NO[value.casefold()]
