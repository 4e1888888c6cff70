"""Everything that exists is documented, and nothing is documented that does not exist."""

import re
import runpy
from pathlib import Path

import pytest

from ocgraph.cli.arguments import COMMANDS, EXPORT_FORMATS
from ocgraph.i18n import say

ROOT = Path(__file__).parents[2]
_NAMES_OF_FORMATS = {"geojson": "GeoJSON", "graphml": "GraphML", "parquet": "Parquet",
                     "gpkg": "GeoPackage", "kumu": "Kumu", "kumu_json": "Kumu"}
PACKAGES = [ROOT / "ocgraph", ROOT / "dashboard"]
READMES = ["README.md", "LISEZMOI.md"]
PAGE_NAMES = [path.stem.removesuffix("_page")
              for path in sorted((ROOT / "dashboard" / "app_pages").glob("*_page.py"))]


def text(name):
    return (ROOT / name).read_text(encoding="utf-8")


def all_documentation():
    pages = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "deploy").glob("*.md")]
    return {path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8") for path in pages}


def code():
    return "\n".join(path.read_text(encoding="utf-8") for folder in (*PACKAGES, ROOT / "tests")
                     for path in folder.rglob("*.py"))


def rows(page, title):
    """Return the cells of the table whose first title is this one."""
    found = re.search(rf"^\| {title} \|.*\n\|[-|]+\n((?:\|.*\n)+)", page, re.M)[1]
    return [[cell.strip() for cell in line.strip("|").split(" | ")]
            for line in found.splitlines()]


@pytest.mark.parametrize("page", [*READMES, "docs/guide/README.md", "docs/guide/README.en.md"])
def test_the_commands_told_are_the_commands(page):
    told = {name for row in rows(text(page), "commande?")
            for name in re.findall(r"`ocgraph (\w[\w-]*)[ `]", row[0])}

    assert told == {command.name for command in COMMANDS}


@pytest.mark.parametrize("readme", READMES)
def test_the_pages_told_are_the_pages(readme):
    told = [row[0] for row in rows(text(readme), "page")]

    assert sorted(told) == sorted(say("fr", f"page.{name}.menu") for name in PAGE_NAMES)


@pytest.mark.parametrize("readme", READMES)
def test_the_export_formats_are_told(readme):
    line = next(row for row in text(readme).splitlines() if row.startswith("| `ocgraph export`"))

    assert set(re.findall(r"\b[A-Z][A-Za-z]{2,}\b", line.split("|")[2])) >= {
        _NAMES_OF_FORMATS.get(fmt, fmt.upper()) for fmt in EXPORT_FORMATS}


def test_every_command_written_in_the_documentation_exists():
    known = {command.name for command in COMMANDS} | {"COMMAND", "COMMANDE"}

    named = re.compile(r"(?:^|[`/])ocgraph (\w[\w-]*)", re.M)
    wrong = {f"{name}: {word}" for name, page in all_documentation().items()
             for word in named.findall(page) if word not in known}

    assert wrong == set()


def test_the_reference_is_what_the_declarations_say():
    written = runpy.run_path(str(ROOT / "tools" / "write_reference.py"))

    assert text("docs/reference.md") == written["reference"](), "run tools/write_reference.py"
    assert text("docs/measures.md") == written["measures"](), "run tools/write_reference.py"
    assert text("docs/settings.md") == written["settings"](), "run tools/write_reference.py"
    assert text("deploy/ocgraph.env.example") == written["example"](), "run it too"


def test_the_rooms_told_are_the_rooms():
    told = {name for name in re.findall(r"`((?:ocgraph|dashboard)/[\w./{},*]*)`",
                                        text("ARCHITECTURE.md"))}
    rooms = {f"ocgraph/{path.name}" + ("/" if path.is_dir() else "")
             for path in (ROOT / "ocgraph").iterdir()
             if path.is_dir() and (path / "__init__.py").exists() or path.suffix == ".py"}

    assert rooms - {"ocgraph/__init__.py"} - told == set()
    assert {name for name in told if "*" not in name and not (ROOT / name).exists()} == set()


def test_the_variables_told_are_the_variables_read():
    read = set(re.findall(r"\bOCGRAPH_[A-Z_]+\b", code() + text("tools/environment.sh")))
    told = {name for page in all_documentation().values()
            for name in re.findall(r"`\$?(?:env:)?(OCGRAPH_[A-Z_]+)`", page)}

    assert told == read


def test_the_goals_told_are_the_goals():
    goals = set(re.findall(r"^([a-z]+):", text("Makefile"), re.M))
    listed = set(re.findall(r"@echo 'make (\w+)", text("Makefile"))) | {"help"}
    told = set(re.findall(r"`make ([a-z]+)", text("CONTRIBUTING.md")))

    assert goals == listed == told
    assert {"demo", "test"} <= set(re.findall(r"^make (\w+)", text("README.md"), re.M))


@pytest.mark.parametrize("name", sorted(all_documentation()))
def test_every_file_pointed_to_exists(name):
    folder = (ROOT / name).parent
    links = re.findall(r"\]\((?!https?:)([^)#]+)", all_documentation()[name])

    assert [link for link in links if not (folder / link).exists()] == []


def anchors(page):
    """Return the anchors of the titles of a page, as GitHub makes them."""
    titles = re.findall(r"^#+ (.+)$", page, re.M)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


@pytest.mark.parametrize("name", sorted(all_documentation()))
def test_every_title_pointed_to_exists(name):
    folder, pages = (ROOT / name).parent, all_documentation()
    links = re.findall(r"\]\((?!https?:)([^)#]*)#([^)]+)\)", pages[name])
    at = {file: (folder / file).resolve().relative_to(ROOT).as_posix() if file else name
          for file, _anchor in links}

    assert [anchor for file, anchor in links if anchor not in anchors(pages[at[file]])] == []


@pytest.mark.parametrize("path", sorted((ROOT / "docs" / "decisions").glob("*.md")),
                         ids=lambda path: path.stem)
def test_a_decision_says_why_and_how_it_is_checked(path):
    titles = re.findall(r"^## (.+)$", path.read_text(encoding="utf-8"), re.M)

    assert titles == ["Context", "Decision", "How it is checked", "Consequences", "Set aside"]
