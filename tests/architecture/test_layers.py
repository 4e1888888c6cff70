"""Who may import whom: the contracts of ``pyproject.toml`` hold, and are what is told."""

import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from importlinter.cli import lint_imports

from tests.architecture.key_usage import sources

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
CONTRACTS = PROJECT["tool"]["importlinter"]["contracts"]


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


def test_what_is_imported_is_declared_and_nothing_else_is():
    pattern = re.compile(r"^\s*(?:from|import) (\w+)", re.M)
    imported = {name for path in sources()
                for name in pattern.findall(path.read_text(encoding="utf-8"))}
    outside = imported - sys.stdlib_module_names - {"ocgraph", "dashboard"}
    installed = packages_distributions()
    brought = {distribution.lower() for name in outside for distribution in installed[name]}

    declared = {re.match(r"[\w-]+", line)[0] for line in PROJECT["project"]["dependencies"]}

    assert brought ^ declared == set()
