"""How ``make test`` spreads the tests over processes."""

import subprocess
import sys

from tests.spread import group_of


def test_browser_tests_share_one_process_and_a_file_stays_whole():
    browser = {group_of(f"tests/browser/test_{name}.py::test_it[a::b]") for name in "ab"}

    assert len(browser) == 1
    assert group_of("tests/io/test_a.py::test_it[x]") == group_of("tests/io/test_a.py::test_other")
    assert group_of("tests/io/test_a.py::test_it") != group_of("tests/io/test_b.py::test_it")


def test_a_process_that_dies_fails_the_check(tmp_path):
    (tmp_path / "test_it.py").write_text("import os\ndef test_it(): os._exit(0)\n")
    words = (sys.executable, "-m", "pytest", "-n", "2", "--max-worker-restart", "0", "-p",
             "no:cacheprovider", str(tmp_path))

    answer = subprocess.run(words, cwd=tmp_path, capture_output=True, text=True, check=False)

    assert answer.returncode == 1
    assert "crashed while running 'test_it.py::test_it'" in answer.stdout
