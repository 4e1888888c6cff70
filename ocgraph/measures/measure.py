"""A measure is data: what it is computed on, its parameters, its unit, where it comes from."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ocgraph.errors import OcgraphError
from ocgraph.i18n import LANGUAGES, Label, format_number, say
from ocgraph.network import Layer, PartnershipNetwork

NETWORK = "network"
"""Row of a figure about the whole network."""

FILLED_IN = ("population_by_mrc",)
"""Parameters that hold reference data, given by whoever calls and never typed."""

RowId = str | tuple[str, ...]


class Subject(StrEnum):
    """What each row of the figures is about."""

    ACTOR = "actor"
    CONCERTATION_TABLE = "concertation_table"
    ORGANIZER = "organizer"
    NODE = "node"
    PAIR = "pair"
    SET = "set"
    NETWORK = "network"
    TERRITORY = "territory"


class Unit(StrEnum):
    """What a figure counts."""

    ACTORS = "actors"
    PAIRS = "pairs"
    TABLES = "concertation_tables"
    INHABITANTS = "inhabitants"
    HOURS = "hours"
    STEPS = "steps"
    SHARE = "share"        # 0 to 1
    SCORE = "score"        # no unit: compared, not counted
    NUMBER = "number"      # a plain count of what the column names
    LABEL = "label"        # a number that only names, such as that of a community


class Family(StrEnum):
    """The chapters in which measures are told."""

    POSITION = "position"
    TABLES = "concertation_tables"
    BROKERAGE = "brokerage"
    FRAGILITY = "fragility"
    REACH = "reach"
    COHESION = "cohesion"
    GAPS = "gaps"
    CHOICE = "choice"
    TERRITORIES = "territories"


@dataclass(frozen=True)
class Column:
    """One figure of each row.

    Attributes
    ----------
    column_id
        Key of its name in the catalogue: ``measure.column.<id>``.
    digits
        Decimals shown.
    """

    column_id: str
    unit: Unit
    digits: int = 0


@dataclass(frozen=True)
class Parameter:
    """What may be chosen, and within what limits.

    Attributes
    ----------
    name
        Keyword of the function, and key ``measure.parameter.<name>`` of the catalogue.
    default
        Taken when nothing is given.
    low, high
        Limits of a number, both allowed.
    choices
        The codes allowed, for a choice.
    names_nodes
        Whether the value is a set of identifiers of nodes seen.
    or_zero
        Whether 0 is allowed too: nothing is done then.
    """

    name: str
    default: Any
    low: float | None = None
    high: float | None = None
    choices: tuple[str, ...] = ()
    names_nodes: bool = False
    or_zero: bool = False

    @property
    def is_chosen(self) -> bool:
        """Whether a person chooses it: reference data are filled in for her."""
        return self.name not in FILLED_IN

    def check(self, value: Any, network: PartnershipNetwork) -> Any:
        """Return the value if it is allowed.

        Raises
        ------
        OcgraphError
            ``measure.node_unknown``, ``measure.choice_unknown`` or ``measure.out_of_range``.
        """
        if self.names_nodes:
            for node_id in value:
                if node_id not in network.node_by_id:
                    raise OcgraphError("measure.node_unknown", found=node_id)
            return tuple(dict.fromkeys(value))
        if self.choices and value not in self.choices:
            raise OcgraphError("measure.choice_unknown", parameter=self.name, found=value,
                               known=", ".join(self.choices))
        if self.or_zero and value == 0:
            return value
        if self.low is not None and not self.low <= value <= self.high:
            raise OcgraphError("measure.out_of_range", parameter=self.name, found=_exact(value),
                               low=_exact(self.low), high=_exact(self.high))
        return value


def _exact(value: float) -> Label:
    """Write a limit with all its decimals: rounded, a value out of range would look allowed."""
    return Label(*(format_number(value, language, digits=6) for language in LANGUAGES))


@dataclass(frozen=True)
class Figures:
    """What a measure found: one row for each thing measured.

    A figure that does not exist is NaN in the arrays, and its row then has a reason: a page shows
    the reason (« sans objet : … »), never NaN.

    Attributes
    ----------
    rows
        What each row is about: an identifier, a pair of them, or `NETWORK`.
    columns
        The figures, by column, each of shape ``(n_rows,)``.
    reasons
        Why a row lacks a figure, by row: code of ``measure.reason.<code>``.
    facts
        What else must be told of how they were found (a proof, a bound, a number of draws).
    column_reasons
        Why a column has no figure at all, by column; told before the reason of the row.
    """

    rows: tuple[RowId, ...]
    columns: Mapping[str, NDArray]
    reasons: Mapping[RowId, str] = field(default_factory=dict)
    facts: Mapping[str, Any] = field(default_factory=dict)
    column_reasons: Mapping[str, str] = field(default_factory=dict)

    def reason(self, number: int, column: str) -> str:
        """Return the code of why a figure does not exist, by the place of its row."""
        return self.column_reasons.get(column) or self.reasons[self.rows[number]]

    def value(self, row: RowId, column: str) -> float | None:
        """Return one figure, ``None`` where it does not exist."""
        found = float(self.columns[column][self.rows.index(row)])
        return None if np.isnan(found) else found

    def by_row(self, column: str) -> dict[RowId, float | None]:
        """Return a column by row, ``None`` where the figure does not exist."""
        return {row: None if np.isnan(found) else float(found)
                for row, found in zip(self.rows, self.columns[column], strict=True)}

    def highest_first(self, column: str) -> list[int]:
        """Return the places of the rows, the highest figure first, those without one last."""
        values = np.asarray(self.columns[column], float)
        return np.argsort(np.where(np.isnan(values), np.inf, -values), kind="stable").tolist()

    @classmethod
    def of_network(cls, reason: str | None = None, *, facts: Mapping[str, Any] | None = None,
                   column_reasons: Mapping[str, str] | None = None, **columns: float) -> Figures:
        """Return one row about the whole network; NaN columns come with the `reason`."""
        return cls((NETWORK,), {name: np.array([value], float) for name, value in columns.items()},
                   {NETWORK: reason} if reason else {}, facts or {}, column_reasons or {})


@dataclass(frozen=True)
class Measure:
    """An entry of the registry.

    Its name and readings are in the catalogue: ``measure.<id>``, ``measure.<id>.says`` and
    ``measure.<id>.silent``.

    Attributes
    ----------
    measure_id
        Its code; also the name one types.
    function
        ``(network, **parameters) -> Figures``.
    layers
        The lens it accepts: one that shows at least one of these layers.
    formula
        As in the reference, in plain characters.
    reference
        Author, year, title: where the definition is from.
    """

    measure_id: str
    function: Callable[..., Figures]
    family: Family
    subject: Subject
    columns: tuple[Column, ...]
    formula: str
    reference: str
    layers: Collection[Layer] = frozenset(Layer)
    parameters: tuple[Parameter, ...] = ()

    def read(self, network: PartnershipNetwork, **given: Any) -> Figures:
        """Compute the measure on what a lens shows.

        Raises
        ------
        OcgraphError
            ``measure.lens_refused`` when the lens shows none of the layers it needs;
            ``measure.parameter_unknown`` and those of `Parameter.check`.
        """
        if not network.lens.layers & set(self.layers):
            raise OcgraphError("measure.lens_refused", measure=self.measure_id,
                               layers=Label(*(", ".join(
                                   say(language, f"layer.{layer}") for layer in Layer
                                   if layer in self.layers) for language in LANGUAGES)))
        known = {parameter.name: parameter for parameter in self.parameters}
        for name in given:
            if name not in known:
                raise OcgraphError("measure.parameter_unknown", measure=self.measure_id,
                                   found=name, known=", ".join(known))
        return self.function(network, **{
            name: parameter.check(given.get(name, parameter.default), network)
            for name, parameter in known.items()})
