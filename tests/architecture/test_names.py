"""Names that say what they mean, pieces a head can hold, and nothing of one machine."""

import ast
import re
import subprocess
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LOCKS = ("requirements.lock", "requirements-server.lock", "requirements-dev.lock",
         "requirements-bench.lock")
TRACKED = [ROOT / name for name in subprocess.run(
    ["git", "ls-files", "--cached", "--others", "--exclude-standard"], cwd=ROOT,
    capture_output=True, text=True, check=True, encoding="utf-8").stdout.splitlines()]
MODULES = [path for path in TRACKED if path.suffix == ".py" and path.is_file()]
TEXTS = [path for path in TRACKED if path.is_file() and path.suffix not in (
    ".png", ".jpg", ".xlsx", ".ods", ".zip", ".gpkg", ".woff2")]
LONGEST_FILE, LONGEST_FUNCTION, LONGEST_TEST = 400, 60, 30

# Written in two pieces, so that this file does not hold what it forbids.
FORBIDDEN = {
    "a folder of one machine": "|".join(
        "/" + folder for folder in ("root" + "/", "work" + "/", "tmp" + "/w/", "home" + "/[a-z]+/",
                                    "opt" + "/pypi", "opt" + "/wheels")),
    "the address of a package registry": "|".join((
        "pypi" + r"\.org", "python" + r"hosted\.org", "registry" + r"\.npmjs",
        "crates" + r"\.io/", "proxy" + r"\.golang")),
}


def name_of(path):
    return str(path.relative_to(ROOT))


@cache
def tree(path):
    return ast.parse(path.read_text(encoding="utf-8"))


def identifiers(path):
    """Yield the names a module gives, and their words."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.arg):
            yield node.arg
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id
        elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
            yield node.attr


def lengths(path):
    return {node.name: node.end_lineno - node.lineno + 1 for node in ast.walk(tree(path))
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)}


def test_no_name_holds_the_abbreviation_that_means_two_things():
    wrong = {f"{name_of(path)}: {name}" for path in MODULES for name in identifiers(path)
             if {"oc", "ocs"} & set(re.split("_+", name.lower()))}

    assert sorted(wrong) == []


def test_names_are_written_in_plain_letters():
    wrong = {f"{name_of(path)}: {name}" for path in MODULES for name in identifiers(path)
             if not name.isascii()}

    assert sorted(wrong) == []


def test_no_file_is_longer_than_a_head_can_hold():
    long = {name_of(path): n for path in MODULES
            if (n := len(path.read_text(encoding="utf-8").splitlines())) > LONGEST_FILE}

    assert long == {}


def test_no_function_is_longer_than_a_screen():
    long = {f"{name_of(path)}: {name}": n for path in MODULES
            for name, n in lengths(path).items() if n > LONGEST_FUNCTION}

    assert long == {}


def test_no_test_is_longer_than_half_a_screen():
    long = {f"{name_of(path)}: {name}": n for path in MODULES
            for name, n in lengths(path).items() if name.startswith("test_") and n > LONGEST_TEST}

    assert long == {}


def test_no_test_is_empty_or_skipped():
    words = "|".join(("skip" + r"\(", r"skip" + r"if\(", "import" + "orskip", "x" + r"fail"))
    wrong = [name_of(path) for path in MODULES if path.is_relative_to(ROOT / "tests")
             and re.search(words, path.read_text(encoding="utf-8"))]

    assert wrong == []


@pytest.mark.parametrize("what", FORBIDDEN)
def test_nothing_tells_of_one_machine(what):
    wrong = [f"{name_of(path)}:{number}" for path in TEXTS
             for number, line in enumerate(path.read_text(encoding="utf-8",
                                                          errors="replace").splitlines(), start=1)
             if re.search(rf"(?<![\w.:/])(?:{FORBIDDEN[what]})" if what.startswith("a folder")
                          else FORBIDDEN[what], line)]

    assert wrong == []


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_holds_hashes_and_no_address(lock):
    text = (ROOT / lock).read_text(encoding="utf-8")

    assert "://" not in text and "--index" not in text and "--find-links" not in text
    assert len(re.findall(r"^\S+==\S+", text, re.M)) <= text.count("--hash=sha256:")


def test_the_locks_agree():
    """All hold the same versions; on which systems one is needed may differ."""
    pins = [set(re.findall(r"^(\S+==\S+)(?: ; .*)? \\$", (ROOT / name).read_text(encoding="utf-8"),
                           re.M)) for name in LOCKS]

    assert pins[0] and pins[0] <= pins[1] <= pins[2] <= pins[3]


def test_ocgraph_never_imports_what_it_is_only_compared_with():
    wrong = [name_of(path) for path in MODULES
             if path.relative_to(ROOT).parts[0] in ("ocgraph", "dashboard", "tools")
             and re.search(r"^\s*(?:import|from) (?:duckdb|igraph|rustworkx)\b",
                           path.read_text(encoding="utf-8"), re.M)]

    assert wrong == []
