"""The dashboard run without a browser, on a folder of its own."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

import dashboard
from dashboard import data, decisions, scenarios

APP = Path(dashboard.__file__).with_name("app.py")


@pytest.fixture(autouse=True)
def _nothing_cached(_a_folder_of_its_own):
    """What an earlier test cached is of another folder, whose revisions bear the same numbers."""
    for kept in (*vars(data).values(), *vars(decisions).values(), *vars(scenarios).values()):
        if hasattr(kept, "cache_clear"):
            kept.cache_clear()


@pytest.fixture
def open_app():
    """Run the dashboard as if a page were opened by its address."""
    def run(path="", **parameters):
        app = AppTest.from_file(str(APP), default_timeout=60)
        for name, value in parameters.items():
            app.query_params[name] = value
        app._page_hash = calc_hash(path) if path else ""  # Streamlit offers this for files alone
        return app.run()
    return run
