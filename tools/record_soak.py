"""``make soak``: run the long tests and record how they went in ``docs/soak.md``.

With ``ARGS`` only a part is run: the rows of the other tests stay as they were, with their day.
"""

from __future__ import annotations

import datetime
import platform
import sys
from collections import Counter
from pathlib import Path

import pytest

PAGE = Path(__file__).parents[1] / "docs" / "soak.md"
_HEAD = """# The long tests

Written by `make soak`: Python {python}, {system}. `make test` leaves these out because they take
long; the last result of each is kept here, with its day: a row for each that measures something,
one for the others of a file.

| tests | day | result | seconds | measured |
|---|---|---|---:|---|
"""


class _Record:
    """Keeps the outcome and the duration of every test, its fixtures included."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self.outcome: dict[str, str] = {}
        self.measured: dict[str, str] = {}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Add one phase of one test."""
        name = report.nodeid
        self.seconds[name] = self.seconds.get(name, 0.0) + report.duration
        if self.outcome.get(name, "passed") == "passed":
            self.outcome[name] = report.outcome
        self.measured[name] = dict(report.user_properties).get("measured", "")

    def page(self, kept: dict[str, str]) -> str:
        """Return the page: the rows of the tests that were run, and those `kept` of the others."""
        rows, together = dict(kept), {}
        for name in self.outcome:
            row = name if self.measured[name] else name.split("::")[0]
            together.setdefault(row, []).append(name)
        rows |= {row: self._row(row, names) for row, names in together.items()}
        head = _HEAD.format(python=platform.python_version(), system=platform.system())
        return head + "".join(rows[name] for name in sorted(rows))


    def _row(self, row: str, names: list[str]) -> str:
        """Tell a test that measured something, or the other ones of a file together."""
        outcomes = Counter(self.outcome[name] for name in names)
        told = ", ".join(f"{n} {outcome}" for outcome, n in outcomes.items())
        return (f"| `{row}` | {datetime.date.today()} | {told} "
                f"| {sum(self.seconds[name] for name in names):.0f} "
                f"| {self.measured[names[0]]} |\n")


def rows_of(page: str) -> dict[str, str]:
    """Return the rows of a page, by the test they tell of."""
    return {line.split("`")[1]: line for line in page.splitlines(keepends=True)
            if line.startswith("| `")}


def main(words: list[str]) -> int:
    """Run the tests marked soak, write the page, and return pytest's code."""
    record = _Record()
    code = pytest.main(["-m", "soak", "--timeout", "1800", *words], plugins=[record])
    if record.outcome:
        kept = rows_of(PAGE.read_text(encoding="utf-8")) if words and PAGE.exists() else {}
        PAGE.write_text(record.page(kept), encoding="utf-8")
    return int(code)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
