"""What every test may count on: a folder of its own, never the person's, and time enough.

Hypothesis draws anew on a laptop, where a surprise is welcome, and the same every time in CI. It
sets no deadline: a busy machine is not a mistake.
"""

from __future__ import annotations

import os

import pytest
from hypothesis import settings

from tests.spread import ByFile, longest_first

settings.register_profile("ocgraph", deadline=None, derandomize="CI" in os.environ,
                          max_examples=40)
settings.load_profile("ocgraph")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    """Spread the tests over processes, when there are several (``-n 2``)."""
    return ByFile(config, log)


def pytest_collection_modifyitems(config, items):
    """Leave the order as it is written when there is one process."""
    if hasattr(config, "workerinput"):
        longest_first(items)


@pytest.fixture(autouse=True)
def _a_folder_of_its_own(tmp_path_factory, monkeypatch):
    monkeypatch.setenv("OCGRAPH_HOME", str(tmp_path_factory.mktemp("home")))
