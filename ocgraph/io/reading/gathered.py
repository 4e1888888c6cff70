"""Rows told by name, as graphs and JSON tell them, gathered as sheets with limits."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ocgraph.errors import FileRefusedError
from ocgraph.io.reading.extents import MOST_CELLS
from ocgraph.io.reading.sheets import MOST_COLUMNS, MOST_ROWS, Sheet
from ocgraph.model import Issue, Place, Severity

Cells = Mapping[str, object]


@dataclass
class Gathered:
    """The rows met so far: the first `MOST_ROWS` are kept, all are counted.

    Attributes
    ----------
    name
        The name of the sheet they make: that of the file’s own elements.
    form
        ``"nodes"`` or ``"links"``.
    first
        The titles that come first.
    """

    name: str
    form: str
    first: tuple[str, ...]
    rows: list[Cells] = field(default_factory=list)
    met: int = 0
    cells: int = 0

    def add(self, cells: Cells) -> None:
        """Keep one row, and refuse a file that holds too much."""
        self.met += 1
        self.cells += len(cells)
        if self.cells > MOST_CELLS:
            raise FileRefusedError("file.too_many_cells", sheet=self.name, most=MOST_CELLS)
        if self.met < MOST_ROWS:   # the titles are a row too
            self.rows.append(cells)

    def sheet(self, file: str, issues: Iterable[Issue] = ()) -> Sheet:
        """Return the sheet, its titles in the order they were met."""
        place = Place(file, self.name)
        titles = list(dict.fromkeys((*self.first, *(title for row in self.rows for title in row))))
        said = [*issues]
        if self.met > len(self.rows):
            said.append(Issue(Severity.WARNING, "rows_not_read", place,
                              params={"most": MOST_ROWS}))
        if len(titles) > MOST_COLUMNS:
            said.append(Issue(Severity.WARNING, "columns_not_read", place,
                              params={"most": MOST_COLUMNS}))
        titles = titles[:MOST_COLUMNS]
        if len(titles) * len(self.rows) > MOST_CELLS:
            raise FileRefusedError("file.too_many_cells", sheet=self.name, most=MOST_CELLS)
        rows = [tuple(row.get(title) for title in titles) for row in self.rows]
        return Sheet(file, self.name, (tuple(titles), *rows), form=self.form, issues=tuple(said))
