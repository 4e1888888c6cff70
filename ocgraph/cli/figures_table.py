"""The figures of a measure as a table: in the terminal, and in a file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ocgraph.cli.console import Console, UsageError
from ocgraph.i18n import harmless
from ocgraph.io.writing.csv_export import table_csv
from ocgraph.io.writing.exports import write_content
from ocgraph.io.writing.workbook_export import table_workbook
from ocgraph.measures import NETWORK, Column, Family, Figures, Measure, Unit
from ocgraph.measures.wording import column_name, not_applicable, row_names, worded_figure
from ocgraph.network import PartnershipNetwork

_WIDEST_NAME = 44


@dataclass(frozen=True)
class Found:
    """The figures of a measure, on what they were found, in the language they are told in."""

    measure: Measure
    figures: Figures
    network: PartnershipNetwork
    language: str

    def names(self, number: int) -> tuple[str, ...]:
        """Return the names of what a row is about."""
        return row_names(self.figures.rows[number], self.network, self.language)

    def parts(self, number: int) -> tuple[str, ...]:
        """Return the identifiers of what a row is about."""
        row = self.figures.rows[number]
        return (row,) if isinstance(row, str) else row

    def titles(self) -> list[str]:
        """Return the titles of the figures."""
        return [column_name(column, self.language) for column in self.measure.columns]

    def highest_first(self) -> list[int]:
        """Return the rows by their first figure, those without one last.

        Sets stay in the order they were found in, and what is numbered in that of the numbers.
        """
        if self.measure.family == Family.CHOICE:
            return list(range(len(self.figures.rows)))
        first = self.measure.columns[0]
        values = np.asarray(self.figures.columns[first.column_id], float)
        if first.unit == Unit.LABEL:
            return np.argsort(values, kind="stable").tolist()  # NaN comes last
        return self.figures.highest_first(first.column_id)


def print_table(found: Found, console: Console, n_shown: int) -> None:
    """Print the rows of the highest figures of the first column, and how many are left out."""
    order = found.highest_first()
    if not order:
        console.say("cli.measures.no_row")
        return
    empty = _without_figures(found.measure, found.figures)
    columns = [column for column in found.measure.columns if column not in empty]
    titles = [console.text(f"measure.subject.{found.measure.subject}"),
              *(column_name(column, found.language) for column in columns)]
    lines = [_printed_row(number, found, columns) for number in order[:n_shown]]
    widths = [max(map(len, column)) for column in zip(titles, *lines, strict=True)]
    for line in (titles, *lines):
        console.line(_aligned(line, widths))
    if len(order) > n_shown:
        console.say("cli.measures.more", n=len(order) - n_shown)
    for column in empty:
        console.say("cli.measures.empty_column", column=column_name(column, found.language),
                    reason=not_applicable(found.figures, 0, column, found.language))


def _without_figures(measure: Measure, figures: Figures) -> list[Column]:
    """Return the columns that have no figure at all, which is told once."""
    return [column for column in measure.columns if column.column_id in figures.column_reasons]


def _printed_row(number: int, found: Found, columns: list[Column]) -> list[str]:
    names = " – ".join(_short(name) for name in found.names(number))
    parts = found.parts(number)
    codes = "" if parts == (NETWORK,) else f" ({', '.join(parts)})"
    return [harmless(names + codes),
            *(worded_figure(found.figures, number, column, found.language)
              for column in columns)]


def _short(name: str) -> str:
    return name if len(name) <= _WIDEST_NAME else f"{name[:_WIDEST_NAME - 1]}…"


def _aligned(line: list[str], widths: list[int]) -> str:
    first, *others = zip(line, widths, strict=True)
    cells = [first[0].ljust(first[1]), *(text.rjust(width) for text, width in others)]
    return "  ".join(cells).rstrip()


def write_table(found: Found, console: Console, target: Path) -> None:
    """Write every row as CSV or XLSX: identifiers, names, figures, and why there is none."""
    suffix = target.suffix.lower()
    n_parts = max((len(found.parts(number)) for number in range(len(found.figures.rows))),
                  default=1)
    titles = [*(console.text("cli.measures.identifier", n=part + 1) for part in range(n_parts)),
              *(console.text("cli.measures.name", n=part + 1) for part in range(n_parts)),
              *found.titles(), console.text("cli.measures.reason")]
    rows = [_written_row(number, n_parts, found) for number in found.highest_first()]
    content, _ = (table_csv(titles, rows, found.language) if suffix == ".csv"
                  else table_workbook(found.measure.measure_id, titles, rows))
    write_content(content, target)


def refuse_other_format(target: Path) -> None:
    """Refuse a name that tells neither of the two formats, before anything is computed."""
    if target.suffix.lower() not in (".csv", ".xlsx"):
        raise UsageError("cli.figures_format", file=target.name)


def _written_row(number: int, n_parts: int, found: Found) -> list[str | float | int | None]:
    parts = found.parts(number)
    blanks = [None] * (n_parts - len(parts))
    values = [_number(found.figures, number, column) for column in found.measure.columns]
    reasons = dict.fromkeys(not_applicable(found.figures, number, column, found.language)
                            for column, value in zip(found.measure.columns, values, strict=True)
                            if value is None)
    return [*parts, *blanks, *found.names(number), *blanks, *values, " ; ".join(reasons) or None]


def _number(figures: Figures, number: int, column: Column) -> float | int | None:
    value = float(figures.columns[column.column_id][number])
    if np.isnan(value):
        return None
    return int(value) if value.is_integer() else value
