"""What every test may count on: a folder of its own, never the person's."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def _a_folder_of_its_own(tmp_path_factory, monkeypatch):
    monkeypatch.setenv("OCGRAPH_HOME", str(tmp_path_factory.mktemp("home")))
