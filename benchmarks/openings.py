"""How long a page takes to open, warm, and a change to be tried: from the click to the last thing.

``python -m benchmarks.openings`` prints what is found on the demonstration, and records nothing.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Page

from benchmarks.browser import browser_page, drawn, empty_rerun, keep_synthetic, median
from dashboard.view import ANALYSIS_PARTS, MOBILISATION_PARTS
from ocgraph.i18n import say
from tests.serving import served

DEMONSTRATION = "the demonstration"
CHANGE, EMPTY_RERUN = "a what-if change", "empty rerun"
_PAGES = ("home", "map", "graph", "analysis", "mobilisation", "data", "method")
_PARTS = {"analysis": ANALYSIS_PARTS, "mobilisation": MOBILISATION_PARTS}
_TIMES = 5
_COUNT_RUNS = """() => {
  const app = document.querySelector('[data-testid="stApp"]');
  let was = app.dataset.testScriptState;
  window.ocgraphRuns = 0;
  new MutationObserver(() => {
    const now = app.dataset.testScriptState;
    if (was !== now && now === 'notRunning') window.ocgraphRuns += 1;
    was = now;
  }).observe(app, { attributes: true, attributeFilter: ['data-test-script-state'] });
}"""
_IDLE = '[data-testid="stApp"][data-test-script-state="notRunning"]'
_DONE = f"""([before, title]) => window.ocgraphRuns > before && document.querySelector(`{_IDLE}`)
  && document.querySelector('h1')?.innerText === title
  && !document.querySelector('[data-stale="true"], [data-testid="stSkeleton"]')"""


class Opening(NamedTuple):
    """Something one clicks, the page it leads to, and where one comes from."""

    name: str
    page: str
    click: Callable[[], object]
    leave: Callable[[], object]


def measure_openings(n_actors: int | None = None) -> dict[str, float]:
    """Return the seconds of each opening, warm, and of a change tried.

    Parameters
    ----------
    n_actors
        Size of the synthetic register; the demonstration when not given.
    """
    with tempfile.TemporaryDirectory() as named, browser_page() as page:
        folder = Path(named)
        if n_actors:
            keep_synthetic(folder, n_actors)
        with served("open" if n_actors else "demo", folder) as address:
            page.goto(address)
            page.wait_for_selector("h1")
            page.wait_for_selector(_IDLE, state="attached")
            page.evaluate(_COUNT_RUNS)
            found = _openings(page) | {CHANGE: _change(page)}
        found[EMPTY_RERUN] = empty_rerun(page, folder)
    return found


def _openings(page: Page) -> dict[str, float]:
    """Open everything once, then again, each from elsewhere."""
    openings = [*(_page_opening(page, name) for name in _PAGES),
                *(_part_opening(page, name, part) for name, parts in _PARTS.items()
                  for part in parts)]
    for opening in openings:
        opening.leave()
        _wait(page, opening.page, _opened(page, opening.click))
    return {opening.name: median([opening.click] * _TIMES,
                                 lambda before, name=opening.page: _wait(page, name, before),
                                 lambda leave=opening.leave: _left(page, leave))
            for opening in openings}


def _page_opening(page: Page, name: str) -> Opening:
    away = "home" if name != "home" else "data"
    return Opening(say("en", f"page.{name}.menu"), name, _menu(page, name),
                   lambda: _wait(page, away, _opened(page, _menu(page, away))))


def _part_opening(page: Page, name: str, part: str) -> Opening:
    """Open a part of a page from another part of it."""
    other = next(code for code in _PARTS[name] if code != part)

    def leave() -> None:
        _wait(page, name, _opened(page, _menu(page, name)))
        if not _is_open(page, name, other):
            _wait(page, name, _opened(page, _part(page, name, other)))

    title = f"{say('en', f'page.{name}.menu')}: {say('en', f'{name}.{part}')}"
    return Opening(title, name, _part(page, name, part), leave)


def _menu(page: Page, name: str) -> Callable[[], object]:
    return page.get_by_role("link", name=say("fr", f"page.{name}.menu"), exact=True).click


def _part(page: Page, name: str, part: str) -> Callable[[], object]:
    return page.get_by_role("radio", name=say("fr", f"{name}.{part}"), exact=True).click


def _is_open(page: Page, name: str, part: str) -> bool:
    return page.get_by_role("radio", name=say("fr", f"{name}.{part}"), exact=True).is_checked()


def _runs(page: Page) -> int:
    return page.evaluate("window.ocgraphRuns")


def _opened(page: Page, click: Callable[[], object]) -> int:
    """Click, and return how many runs had ended before."""
    before = _runs(page)
    click()
    return before


def _left(page: Page, leave: Callable[[], object]) -> int:
    """Go elsewhere, wait until all is still, and return how many runs have ended."""
    leave()
    time.sleep(.5)
    return _runs(page)


def _wait(page: Page, name: str, before: int) -> None:
    """Wait until another run has ended and the page shows all of it."""
    page.wait_for_function(_DONE, arg=[before, say("fr", f"page.{name}.title")])
    if name in ("map", "graph"):
        drawn(page, None)


def _change(page: Page) -> float:
    """Let one actor more go each time, on the page of what would change if."""
    _part_opening(page, "analysis", "what_if").leave()
    _wait(page, "analysis", _opened(page, _part(page, "analysis", "what_if")))
    who = page.get_by_role("combobox", name=say("fr", "change.leave.who"))
    add = page.get_by_role("button", name=say("fr", "change.try"), exact=True)

    def choose() -> int:
        before = _runs(page)
        who.click()
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        _wait(page, "analysis", before)
        time.sleep(.5)
        return _runs(page)

    _wait(page, "analysis", (choose(), add.click())[0])
    return median([add.click] * _TIMES, lambda before: _wait(page, "analysis", before), choose)


def main() -> None:
    """Print what is found on the demonstration, or on a register of the size told."""
    size = int(sys.argv[1]) if len(sys.argv) > 1 else None
    for name, seconds in measure_openings(size).items():
        print(f"{seconds:6.2f} s  {name}")


if __name__ == "__main__":
    main()
