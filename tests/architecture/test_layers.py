"""Who may import whom: the contracts of ``pyproject.toml`` hold, and are what is told."""

import re
import tomllib
from pathlib import Path

import pytest
from importlinter.cli import lint_imports

ROOT = Path(__file__).parents[2]
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text(
    encoding="utf-8"))["tool"]["importlinter"]["contracts"]


def test_imports_keep_to_the_contracts(capsys, monkeypatch):
    monkeypatch.chdir(ROOT)

    code = lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True)

    assert code == 0, capsys.readouterr().out


@pytest.mark.parametrize("package", ["ocgraph", "dashboard"])
def test_the_layers_told_are_the_layers_held(package):
    architecture = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    told = re.search(rf"^{package}\.(.* > .*)$", architecture, re.M)[1].split(" > ")

    held = next(contract for contract in CONTRACTS if contract.get("containers") == [package])

    assert held["layers"] == told
    assert held["exhaustive"] is True
