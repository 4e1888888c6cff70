"""The dashboard run without a browser, on a folder of its own."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

import dashboard
from dashboard import (
    asking,
    data,
    decisions,
    editing,
    journal,
    memory,
    scenarios,
    served,
    sharing,
    state,
)

APP = Path(dashboard.__file__).with_name("app.py")


@pytest.fixture(scope="session", autouse=True)
def _installed_components_read_once():
    """For each page Streamlit reads all that is installed, half a second, and finds the same."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(manifest_scanner, "scan_component_manifests",
                      cache(manifest_scanner.scan_component_manifests))
        yield


@pytest.fixture(scope="session", autouse=True)
def _demonstrations_read_once():
    """The demonstrations are files that no test changes."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(data, "read_demo", cache(data.read_demo))
        yield


@pytest.fixture(autouse=True)
def _nothing_cached(_a_folder_of_its_own):
    """What an earlier test cached is of another folder, whose revisions bear the same numbers."""
    for kept in (kept for module in (
            asking, data, decisions, editing, journal, memory, scenarios, served, sharing)
                 for kept in vars(module).values()):
        if hasattr(kept, "cache_clear") and kept is not data.read_demo:
            kept.cache_clear()


@pytest.fixture(autouse=True)
def _one_browser(monkeypatch):
    """A page run without a browser has no cookie to tell one from another."""
    monkeypatch.setattr(state, "account", lambda: "")


@pytest.fixture
def open_app():
    """Run the dashboard as a page opened by its address, by someone who signed in or not."""
    def run(path="", user=None, **parameters):
        app = AppTest.from_file(str(APP), default_timeout=60)
        for name, value in parameters.items():
            app.query_params[name] = value
        if user is not None:
            app.user = user
        app._page_hash = calc_hash(path) if path else ""  # Streamlit offers this for files alone
        return app.run()
    return run
