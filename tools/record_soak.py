"""``make soak``: run the long tests and record how they went in ``docs/soak.md``."""

from __future__ import annotations

import datetime
import platform
import sys
from pathlib import Path

import pytest

PAGE = Path(__file__).parents[1] / "docs" / "soak.md"
_HEAD = """# The long tests

Written by `make soak` on {day}: Python {python}, {system}. `make test` leaves these out because
they take long; the last results are kept here.

| test | result | seconds |
|---|---|---:|
"""


class _Record:
    """Keeps the outcome and the duration of every test, its fixtures included."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self.outcome: dict[str, str] = {}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Add one phase of one test."""
        name = report.nodeid
        self.seconds[name] = self.seconds.get(name, 0.0) + report.duration
        if self.outcome.get(name, "passed") == "passed":
            self.outcome[name] = report.outcome

    def page(self) -> str:
        """Return the page."""
        head = _HEAD.format(day=datetime.date.today(), python=platform.python_version(),
                            system=platform.system())
        return head + "".join(f"| `{name}` | {outcome} | {self.seconds[name]:.0f} |\n"
                              for name, outcome in self.outcome.items())


def main(words: list[str]) -> int:
    """Run the tests marked soak, write the page, and return pytest's code."""
    record = _Record()
    code = pytest.main(["-m", "soak", "--timeout", "1800", *words], plugins=[record])
    if record.outcome:
        PAGE.write_text(record.page(), encoding="utf-8")
    return int(code)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
