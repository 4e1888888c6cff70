"""A person's folder to type commands in, and her own home."""

from __future__ import annotations

import pytest

from ocgraph.cli import main


@pytest.fixture
def home(tmp_path, monkeypatch):
    """Give an empty home, and a working folder to type commands in."""
    monkeypatch.setenv("OCGRAPH_HOME", str(tmp_path / "home"))
    work = tmp_path / "travail"
    work.mkdir()
    monkeypatch.chdir(work)
    return work


@pytest.fixture
def ocgraph(home, capsys):
    """Run a command; return its exit code and what it printed on its two outputs."""
    def run(*words):
        try:
            code = main(list(words))
        except SystemExit as leaving:
            code = leaving.code
        printed = capsys.readouterr()
        return code, printed.out, printed.err
    return run
