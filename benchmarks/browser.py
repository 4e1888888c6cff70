"""What a person waits for, in a real browser: from a click to the picture."""

from __future__ import annotations

import os
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Frame, Page, sync_playwright

from benchmarks.synthetic import synthetic_register
from ocgraph.i18n import say
from ocgraph.model import Register
from ocgraph.network import Layer
from ocgraph.storage import Store
from tests.serving import answering, free_port, served

_ADDRESSES = {"map": "carte", "graph": "reseau"}
_NEVER_TWICE_THE_SAME = (0, 1, 0, 2, 0, 1, 0)
_FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
_EMPTY_APP = Path(__file__).with_name("empty_app.py")
_RAN_AGAIN = "before => document.body.innerText.match(/runs: \\d+/)?.[0] !== before"
_DRAWN = "() => document.body && document.body.dataset.drawn"


def measure_in_browser(n_actors: int) -> dict[str, float]:
    """Return the seconds from click to picture, by what is clicked, on a register of this size."""
    with tempfile.TemporaryDirectory() as named, browser_page() as page:
        folder = Path(named)
        keep(folder, synthetic_register(n_actors))
        with served("open", folder) as address:
            found = _first_pictures(page, address)
            found["map after a filter change"] = _filter_change(page, address, "map")
            found["graph after a filter change"] = _filter_change(page, address, "graph")
        found["empty rerun with the same widgets"] = empty_rerun(page, folder)
    return found


def keep(folder: Path, register: Register) -> None:
    """Keep a register where a dashboard run in `folder` finds it."""
    (folder / "home").mkdir()
    Store(folder / "home" / "register.sqlite").replace(
        register, save_key="benchmark", file_name="benchmark.xlsx")


@contextmanager
def browser_page() -> Iterator[Page]:
    """Open a page as wide as a projector."""
    named = os.environ.get("OCGRAPH_CHROMIUM") or shutil.which("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=named, args=_FLAGS)
        page = browser.new_page(viewport={"width": 1366, "height": 768})
        page.set_default_timeout(60_000)
        yield page
        browser.close()


def _first_pictures(page: Page, address: str) -> dict[str, float]:
    """Open each picture from the home page, on a server that has just started."""
    found = {}
    for name in ("map", "graph"):
        page.goto(address)
        link = page.get_by_role("link", name=say("fr", f"page.{name}.menu"), exact=True)
        link.wait_for()
        found[f"{name}, first opening"] = _seconds(link.click, lambda: drawn(page, None))
    return found


def _filter_change(page: Page, address: str, name: str) -> float:
    """Turn layers on and off so that each choice is seen for the first time."""
    page.goto(f"{address}/{_ADDRESSES[name]}")
    drawn(page, None)
    sidebar = page.get_by_test_id("stSidebar")
    layers = [sidebar.get_by_role("button", name=say("fr", f"layer.{layer}"), exact=True)
              for layer in Layer]
    return median([layers[index].click for index in _NEVER_TWICE_THE_SAME],
                   lambda before: drawn(page, before), lambda: _shown(page))


def empty_rerun(page: Page, folder: Path) -> float:
    """Return the seconds of a rerun that computes nothing."""
    port = free_port()
    words = [sys.executable, "-m", "streamlit", "run", str(_EMPTY_APP), "--server.headless",
             "true", "--server.address", "127.0.0.1", "--server.port", str(port),
             "--browser.gatherUsageStats", "false"]
    with answering(words, port, folder) as address:
        page.goto(address)
        counter = page.get_by_text("runs:")
        pill = page.get_by_role("button", name="un", exact=True)
        pill.wait_for()
        return median([pill.click] * len(_NEVER_TWICE_THE_SAME),
                      lambda before: page.wait_for_function(_RAN_AGAIN, arg=before),
                      counter.inner_text)


def median(acts: list[Callable[[], object]], wait: Callable[[object], object],
           look: Callable[[], object]) -> float:
    """Return the middle of several waits; each starts once all is still."""
    found = []
    for act in acts:
        time.sleep(1)
        before = look()
        found.append(_seconds(act, lambda before=before: wait(before)))
    return statistics.median(found)


def _seconds(act: Callable[[], object], wait: Callable[[], object]) -> float:
    begun = time.perf_counter()
    act()
    wait()
    return time.perf_counter() - begun


def _frame(page: Page) -> Frame | None:
    return next((frame for frame in page.frames if "/drawings/" in frame.url), None)


def _shown(page: Page) -> object:
    frame = _frame(page)
    return frame.evaluate(_DRAWN) if frame else None


def drawn(page: Page, before: object) -> None:
    """Wait until the frame shows something else than `before`."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        frame = _frame(page)
        if frame and (shown := frame.evaluate(_DRAWN)) and shown != before:
            return
        page.wait_for_timeout(5)
    raise TimeoutError("no picture came")
