"""What ``pip install`` gives, outside the checkout: everything that ocgraph needs travels."""

import os
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

from ocgraph import __version__
from tests.serving import fetch, served

ROOT = Path(__file__).parents[2]
PIP = (sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check")


def run(*words, folder):
    bare = {name: os.environ[name] for name in ("PATH", "OCGRAPH_HOME") if name in os.environ}
    answer = subprocess.run(words, cwd=folder, env=bare, capture_output=True, text=True,
                            encoding="utf-8", check=False)
    assert answer.returncode == 0, answer.stderr
    return answer.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    run(*PIP, "wheel", "--no-deps", "--no-build-isolation", "-w", str(folder), str(ROOT),
        folder=folder)
    return next(folder.glob("ocgraph-*.whl"))


@pytest.fixture(scope="module")
def ocgraph(wheel, tmp_path_factory):
    """The command of an environment that holds the wheel, and borrows what it depends on.

    A path file brings the other packages but not their own path files, so that the checkout,
    installed as editable, stays out of reach.
    """
    environment = tmp_path_factory.mktemp("installed")
    run(sys.executable, "-m", "venv", "--without-pip", str(environment), folder=environment)
    python = str(environment / "bin" / "python")
    run(*PIP, "--python", python, "install", "--no-index", "--no-deps", str(wheel),
        folder=environment)
    site = Path(run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))",
                    folder=environment).strip())
    (site / "borrowed.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    return str(environment / "bin" / "ocgraph")


def test_all_that_is_tracked_beside_the_code_is_in_the_wheel(wheel):
    tracked = run("git", "ls-files", "ocgraph", "dashboard", "data", folder=ROOT).split()
    held = set(zipfile.ZipFile(wheel).namelist())

    expected = {name if not name.startswith("data/") else f"ocgraph/_data/{name[5:]}"
                for name in tracked if (ROOT / name).is_file()}

    assert expected - held == set()


def test_the_command_tells_its_version(ocgraph, tmp_path):
    assert run(ocgraph, "--version", folder=tmp_path).startswith(f"ocgraph {__version__} (")


def test_the_template_is_written_where_one_stands(ocgraph, tmp_path):
    run(ocgraph, "template", "-o", "gabarit.xlsx", folder=tmp_path)

    assert zipfile.is_zipfile(tmp_path / "gabarit.xlsx")


@pytest.mark.soak
def test_the_demonstration_is_drawn_from_the_data_that_travelled(ocgraph, tmp_path):
    run(ocgraph, "map", "--demo", "-o", "carte.html", folder=tmp_path)

    assert "Matawinie" in (tmp_path / "carte.html").read_text(encoding="utf-8")


def test_the_dashboard_answers(ocgraph, tmp_path):
    with served("demo", tmp_path, program=(ocgraph,)) as address:
        assert fetch(address)[0] == 200
        assert fetch(f"{address}/drawings/map.html")[0] == 200
        assert fetch(f"{address}/drawings/graph.html")[0] == 200
