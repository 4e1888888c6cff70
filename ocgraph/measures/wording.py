"""A measure in words: what the page, the command and the documentation show of it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from ocgraph.i18n import format_number, format_share, say
from ocgraph.io.places.reference import territory_by_code
from ocgraph.measures.measure import (
    NETWORK,
    Column,
    Family,
    Figures,
    Measure,
    Parameter,
    RowId,
    Unit,
)
from ocgraph.model import label_of, vocabulary
from ocgraph.network import Layer, Lens, PartnershipNetwork

_GROUPS = ("sector", "actor_kind", "setting")  # no code is in two of them

TEXT_PARTS = ("formula", "subject", "lens", "reference")
"""The parts of a description that are one line each, titled ``measure.part.<part>``."""


@dataclass(frozen=True)
class ColumnDescription:
    """A figure in words: its name and what it counts."""

    name: str
    unit: str


@dataclass(frozen=True)
class ParameterDescription:
    """A parameter in words: its code, what it is, what it may be and what it is otherwise."""

    code: str
    says: str
    allowed: str
    default: str


@dataclass(frozen=True)
class Description:
    """A measure in one language.

    Attributes
    ----------
    code
        What one types.
    says, silent
        What it says, and what it does not.
    subject
        What each row is about.
    lens
        The links it needs to be shown.
    """

    code: str
    name: str
    family: Family
    says: str
    silent: str
    formula: str
    subject: str
    columns: tuple[ColumnDescription, ...]
    parameters: tuple[ParameterDescription, ...]
    lens: str
    reference: str


def described(measure: Measure, language: str) -> Description:
    """Return everything that is told of a measure."""
    code = measure.measure_id
    return Description(
        code, say(language, f"measure.{code}"), measure.family,
        say(language, f"measure.{code}.says"), say(language, f"measure.{code}.silent"),
        measure.formula, say(language, f"measure.subject.{measure.subject}"),
        tuple(ColumnDescription(column_name(column, language), unit_name(column.unit, language))
              for column in measure.columns),
        tuple(_parameter(parameter, language) for parameter in measure.parameters
              if parameter.is_chosen),
        lens_needed(measure.layers, language), measure.reference)


def family_name(family: Family, language: str) -> str:
    """Return the title of a chapter of measures."""
    return say(language, f"measure.family.{family}")


def column_name(column: Column, language: str) -> str:
    """Return the title of a column of figures."""
    return say(language, f"measure.column.{column.column_id}")


def unit_name(unit: Unit, language: str) -> str:
    """Return what a figure counts."""
    return say(language, f"measure.unit.{unit}")


def lens_needed(layers: Collection[Layer], language: str) -> str:
    """Return which links must be shown, one at least."""
    if set(layers) == set(Layer):
        return say(language, "measure.lens.any")
    return ", ".join(say(language, f"layer.{layer}") for layer in Layer if layer in layers)


def lens_in_words(lens: Lens, language: str) -> str:
    """Say what a lens lets through; nothing when it lets everything through."""
    names = [territory_by_code()[code].name for code in lens.territories]
    parts = [
        [say(language, f"layer.{layer}") for layer in sorted(lens.layers)]
        if lens.layers != Lens().layers else [],
        sorted(names),
        sorted(label_of("sector", code, language) for code in lens.sectors),
        sorted(label_of("actor_kind", code, language) for code in lens.kinds),
        [say(language, "lens.on_day", day=lens.on)] if lens.on else [],
        [say(language, "lens.known_on_day", day=lens.known_on)] if lens.known_on else [],
        *([say(language, "lens.at_least", scale=label_of("intensity_scale", scale, language),
               level=label_of(f"intensity:{scale}", str(level), language))]
          for scale, level in lens.minimum_levels)]
    return " · ".join(", ".join(part) for part in parts if part)


def _parameter(parameter: Parameter, language: str) -> ParameterDescription:
    return ParameterDescription(
        parameter.name, say(language, f"measure.parameter.{parameter.name}"),
        allowed_values(parameter, language), default_value(parameter, language))


def allowed_values(parameter: Parameter, language: str) -> str:
    """Say what a parameter may be."""
    if parameter.names_nodes:
        return say(language, "measure.allowed.nodes")
    if parameter.choices:
        return ", ".join(f"{code} ({say(language, f'measure.choice.{code}')})"
                         for code in parameter.choices)
    if isinstance(parameter.default, bool):
        return f"{say(language, 'yes')}, {say(language, 'no')}"
    if parameter.low is None:
        return say(language, "measure.allowed.any")
    allowed = "measure.allowed.range_or_zero" if parameter.or_zero else "measure.allowed.range"
    return say(language, allowed,
               low=format_number(parameter.low, language, digits=6),
               high=format_number(parameter.high, language, digits=6))


def default_value(parameter: Parameter, language: str) -> str:
    """Say what a parameter is when nothing is given."""
    default = parameter.default
    if isinstance(default, bool):
        return say(language, "yes" if default else "no")
    if isinstance(default, int | float):
        return format_number(default, language, digits=6)
    return str(default) if default else say(language, "measure.default.none")


def worded_value(value: float, column: Column, language: str) -> str:
    """Write a figure that exists: a share as a percentage, a label as it is."""
    if column.unit == Unit.LABEL:
        return str(int(value))
    if column.unit == Unit.SHARE:
        return format_share(value, language, digits=max(column.digits - 2, 0))
    return format_number(float(value), language, digits=column.digits)


def worded_figure(figures: Figures, number: int, column: Column, language: str) -> str:
    """Write one figure, or why there is none (« sans objet : … »).

    Parameters
    ----------
    number
        Which row, by its place in ``figures.rows``.
    """
    value = figures.columns[column.column_id][number]
    if np.isnan(value):
        return not_applicable(figures, number, column, language)
    return worded_value(value, column, language)


def not_applicable(figures: Figures, number: int, column: Column, language: str) -> str:
    """Say why a figure of a row does not exist."""
    reason = figures.reason(number, column.column_id)
    return say(language, "measure.not_applicable",
               reason=say(language, f"measure.reason.{reason}"))


def worded_facts(facts: Mapping[str, Any], language: str) -> list[str]:
    """Say what else must be told of how figures were found."""
    return [say(language, f"measure.fact.{code}", value=format_number(value, language, digits=3))
            for code, value in facts.items()]


def row_names(row: RowId, network: PartnershipNetwork, language: str) -> tuple[str, ...]:
    """Return the names of what a row is about: one, or one for each of a pair or a set."""
    parts = (row,) if isinstance(row, str) else row
    return tuple(_name(part, network, language) for part in parts)


def _name(code: str, network: PartnershipNetwork, language: str) -> str:
    if code == NETWORK:
        return say(language, "measure.subject.network")
    if code in network.node_by_id:
        return network.node_by_id[code].name
    if code in territory_by_code():
        return territory_by_code()[code].name
    terms = next((vocabulary(name) for name in _GROUPS if code in vocabulary(name)), {})
    return terms[code].label.in_language(language) if terms else code
