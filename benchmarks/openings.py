"""How long a page takes to open, warm, and a change to be tried: from the click to the last thing.

``python -m benchmarks.openings`` prints what is found on the demonstration, and records nothing.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Locator, Page
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from benchmarks.browser import browser_page, drawn, empty_rerun, keep, median
from benchmarks.synthetic import synthetic_register
from dashboard.view import ANALYSIS_PARTS, MOBILISATION_PARTS, TERRITORY_PARTS
from ocgraph.i18n import say
from ocgraph.model import Register
from tests.serving import served

CHANGE, EMPTY_RERUN = "a what-if change", "empty rerun"
TIMES = 5
_PAGES = ("home", "map", "graph", "analysis", "mobilisation", "territories", "data", "method")
# What begins the key of each part of a page, and its parts.
_PARTS = {"analysis": ("analysis", ANALYSIS_PARTS),
          "mobilisation": ("mobilisation", MOBILISATION_PARTS),
          "territories": ("territory_part", TERRITORY_PARTS)}
_WITHOUT_PICTURE = "bridges"
_IDLE = '[data-testid="stApp"][data-test-script-state="notRunning"]'
_DONE = f"""title => document.querySelector('h1')?.innerText === title
  && document.querySelector(`{_IDLE}`)
  && !document.querySelector('[data-stale="true"], [data-testid="stSkeleton"]')"""


class Runs:
    """Counts the runs that the server says are over: a short one leaves no trace on the page."""

    def __init__(self, page: Page) -> None:
        self.page, self.n_over = page, 0
        page.on("websocket", lambda socket: socket.on("framereceived", self._hear))

    def _hear(self, told: bytes | str) -> None:
        if isinstance(told, bytes):
            self.n_over += ForwardMsg.FromString(told).WhichOneof("type") == "script_finished"

    def once_still(self) -> int:
        """Let what is under way end, and return how many runs are over."""
        self.page.wait_for_timeout(500)
        return self.n_over

    def wait_for_more_than(self, n_over: int) -> None:
        """Wait until another run is over."""
        deadline = time.monotonic() + 60
        while self.n_over <= n_over:
            if time.monotonic() > deadline:
                raise TimeoutError("no run ended")
            self.page.wait_for_timeout(2)


class Opening(NamedTuple):
    """Something one clicks, how one knows it is there, and how to be elsewhere before."""

    name: str
    click: Callable[[], object]
    seen: Callable[[int], object]
    leave: Callable[[], object]


def measure_openings(n_actors: int | None = None) -> dict[str, float]:
    """Return the seconds of each opening, warm, and of a change tried.

    Parameters
    ----------
    n_actors
        Size of the synthetic register; the demonstration when not given.
    """
    with opened(synthetic_register(n_actors) if n_actors else None) as (runs, folder):
        return warm_openings(runs, _PAGES) | {
            CHANGE: _change(runs), EMPTY_RERUN: empty_rerun(runs.page, folder)}


@contextmanager
def opened(register: Register | None) -> Iterator[tuple[Runs, Path]]:
    """Serve a register, or the demonstration, and show it in a browser."""
    with tempfile.TemporaryDirectory() as named, browser_page() as page:
        folder = Path(named)
        if register:
            keep(folder, register)
        with served("open" if register else "demo", folder) as address:
            runs = Runs(page)
            page.goto(address)
            page.wait_for_selector("h1")
            page.wait_for_selector(_IDLE, state="attached")
            yield runs, folder


def warm_openings(runs: Runs, pages: Sequence[str]) -> dict[str, float]:
    """Open pages and their parts once, then again, each from elsewhere."""
    openings = [*(_page_opening(runs, name) for name in pages),
                *(_part_opening(runs, name, part) for name in pages
                  for part in _PARTS.get(name, ("", ()))[1])]
    for opening in openings:
        before = _left(runs, opening.leave)
        opening.click()
        opening.seen(before)
    return {opening.name: median([opening.click] * TIMES, opening.seen,
                                 lambda leave=opening.leave: _left(runs, leave))
            for opening in openings}


def _page_opening(runs: Runs, name: str) -> Opening:
    """Open a page from another; its title is new, and a short run may leave no other trace."""
    def leave() -> None:
        if name in _PARTS:
            go_to_part(runs, name, _PARTS[name][1][0])
        _go(runs, "home" if name != "home" else "data")

    return Opening(say("en", f"page.{name}.menu"), _menu(runs, name).click,
                   lambda _before: wait(runs, name), leave)


def _part_opening(runs: Runs, name: str, part: str) -> Opening:
    """Open a part of a page from another part of it."""
    prefix, parts = _PARTS[name]
    other = next(code for code in parts if code != part)
    title = f"{say('en', f'page.{name}.menu')}: {say('en', f'{prefix}.{part}')}"
    return Opening(title, _part(runs, name, part).click, lambda before: wait(runs, name, before),
                   lambda: go_to_part(runs, name, other))


def _menu(runs: Runs, name: str) -> Locator:
    return runs.page.get_by_role("link", name=say("fr", f"page.{name}.menu"), exact=True)


def _part(runs: Runs, name: str, part: str) -> Locator:
    return runs.page.get_by_role("radio", name=say("fr", f"{_PARTS[name][0]}.{part}"), exact=True)


def _go(runs: Runs, name: str) -> None:
    if runs.page.locator("h1").inner_text() != say("fr", f"page.{name}.title"):
        _menu(runs, name).click()
        wait(runs, name)


def go_to_part(runs: Runs, name: str, code: str) -> None:
    """Show a part of a page, from wherever one is."""
    _go(runs, name)
    part = _part(runs, name, code)
    if not part.is_checked():
        before = runs.once_still()
        part.click()
        wait(runs, name, before)


def _left(runs: Runs, leave: Callable[[], object]) -> int:
    leave()
    return runs.once_still()


def wait(runs: Runs, name: str, before: int = -1) -> None:
    """Wait until the page of this name shows all of it, after another run when told how many."""
    runs.wait_for_more_than(before)
    runs.page.wait_for_function(_DONE, arg=say("fr", f"page.{name}.title"))
    if name in ("map", "graph") or (name == "territories" and not _part(
            runs, name, _WITHOUT_PICTURE).is_checked()):
        drawn(runs.page, None)


def _change(runs: Runs) -> float:
    """Let one more go each time, on the page of what would change if."""
    go_to_part(runs, "analysis", "what_if")
    who = runs.page.get_by_role("combobox", name=say("fr", "change.leave.who"))
    add = runs.page.get_by_role("button", name=say("fr", "change.try"), exact=True)

    def choose() -> int:
        before = runs.once_still()
        who.click()
        runs.page.keyboard.press("ArrowDown")
        runs.page.keyboard.press("Enter")
        wait(runs, "analysis", before)
        return runs.once_still()

    return median([add.click] * TIMES, lambda before: wait(runs, "analysis", before), choose)


def main() -> None:
    """Print what is found on the demonstration, or on a register of the size told."""
    size = int(sys.argv[1]) if len(sys.argv) > 1 else None
    for name, seconds in measure_openings(size).items():
        print(f"{seconds:6.2f} s  {name}")


if __name__ == "__main__":
    main()
