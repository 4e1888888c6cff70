"""What somebody who has just cloned the repository sees: one command, and the demonstration."""

import os
import subprocess
from pathlib import Path

import pytest

from tests.serving import answering, fetch, free_port

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.soak


@pytest.fixture(scope="module")
def clone(tmp_path_factory):
    folder = tmp_path_factory.mktemp("fresh") / "ocgraph"
    subprocess.run(["git", "clone", "--quiet", str(ROOT), str(folder)], check=True)
    return folder


def demonstration(clone):
    port = free_port()
    options = f"ARGS=--no-browser --port {port}"
    return answering(["make", "--no-print-directory", "demo", options], port, clone, seconds=900)


def test_one_command_opens_the_demonstration_on_a_fresh_clone(clone, monkeypatch):
    monkeypatch.setenv("PIP_NO_CACHE_DIR", "1")

    with demonstration(clone) as address:
        assert fetch(f"{address}/drawings/map.html")[0] == 200


def test_the_same_command_opens_it_again_without_installing(clone):
    stamp = clone / ".venv" / ".ocgraph-requirements.lock"
    installed = stamp.stat().st_mtime_ns

    with demonstration(clone) as address:
        assert fetch(address)[0] == 200

    assert stamp.stat().st_mtime_ns == installed
    assert "http://127.0.0.1" in (clone / "server.log").read_text(encoding="utf-8")


def test_nothing_is_left_for_git_to_see(clone):
    seen = subprocess.run(["git", "status", "--short", "--", ".", ":!server.log", ":!home"],
                          cwd=clone, capture_output=True, text=True, check=True,
                          env={"PATH": os.environ["PATH"]})

    assert seen.stdout == ""
