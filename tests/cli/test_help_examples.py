"""Every example of the help is a command that works, in both languages."""

from __future__ import annotations

import csv
import json
import re
import shlex
import shutil
import zipfile

import pytest

from ocgraph.analysis.changes import RemoveNode
from ocgraph.analysis.scenario import Scenario
from ocgraph.cli.arguments import COMMANDS
from ocgraph.io.places.boundaries import embedded_boundaries
from ocgraph.io.register_folder import read_demo
from ocgraph.io.writing.exports import export_register
from ocgraph.storage import SharedPages, Store
from ocgraph.storage.copies import write_copy_file
from ocgraph.storage.shared_pages import new_page
from tests.cli.servers import started
from tests.serving import free_port
from tests.sharing.messages import remark, written

pytestmark = pytest.mark.soak   # the check has fifteen minutes

EXAMPLE = re.compile(r"^    (ocgraph .+)$", re.MULTILINE)
SERVERS = {"demo", "open", "serve"}


def starts_a_server(line):
    return bool(SERVERS & set(line.split())) and "--check" not in line


# The second example of each command, those on all Québec, and those that
# `tests/cli/test_dashboard_commands.py` starts a server for, run in the long tests.
def is_long(number, line):
    return bool(number) or starts_a_server(line) or "quebec" in line


COMMAND_LINES = [pytest.param(line, id=line,
                              marks=(pytest.mark.soak,) if is_long(number, line) else ())
                 for command in COMMANDS for number, line in enumerate(command.examples)]


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    """Write once what the examples name."""
    folder, demo = tmp_path_factory.mktemp("files"), read_demo()
    export_register(demo, folder / "classeur.xlsx", "xlsx", "fr")
    export_register(demo, folder / "registre.zip", "csv", "fr")
    with zipfile.ZipFile(folder / "registre.zip") as archive:
        archive.extractall(folder / "dossier-csv")
    with (folder / "membres.csv").open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream, delimiter=";").writerows(
            [("Table", "Membre"), ("Table Inventée", "Maison Fictive")])
    (folder / "locataires.csv").write_text("MRC;Locataires\nJoliette;12,5\n", encoding="utf-8")
    write_layer(folder / "mrc.geojson")
    (folder / "scenario.json").write_text(json.dumps(Scenario("Départ", "", (
        RemoveNode("o-8"),)).to_json()), encoding="utf-8")
    return folder


@pytest.fixture
def filled_folder(home, files, monkeypatch):
    """Put them in the working folder, and keep a register."""
    monkeypatch.setenv("BROWSER", "true")  # a browser that opens nothing
    Store().replace(read_demo(), save_key="demo", file_name="classeur.xlsx")
    SharedPages().keep(new_page("Rencontre fictive", "fr", {}, {}), b"page")
    shutil.copytree(files, home, dirs_exist_ok=True)
    write_copy_file(Store(), home / "copie.zip")
    SharedPages().keep(page := new_page("Rencontre", "fr", {}, {}), b"page")
    (home / "propositions-2026-11-27.json").write_bytes(written(remark(), page=page.page_id))
    return home


def write_layer(path):
    """Write a layer with the names of the official one, from the outlines that travel along."""
    outlines = embedded_boundaries().outlines
    path.write_text(json.dumps({"type": "FeatureCollection", "name": "mrc_s", "features": [
        {"type": "Feature", "properties": {"MRS_CO_MRC": code},
         "geometry": row.geometry.__geo_interface__} for code, row in outlines.iterrows()]}),
        encoding="utf-8")


def on_a_free_port(words):
    """Return the words with another port: the one of the example may be in use here."""
    return [str(free_port()) if before == "--port" else word
            for before, word in zip(["", *words], words, strict=False)]


@pytest.mark.parametrize("name", [command.name for command in COMMANDS])
def test_the_help_of_each_command_shows_its_two_examples(ocgraph, name):
    declared = {command.name: list(command.examples) for command in COMMANDS}

    for language in ("fr", "en"):
        out = ocgraph("--lang", language, name, "--help")[1]
        assert EXAMPLE.findall(out) == declared[name]


@pytest.mark.parametrize("line", COMMAND_LINES)
def test_an_example_of_the_help_does_what_it_says(ocgraph, filled_folder, line):
    words = shlex.split(line)[1:]
    if starts_a_server(line):
        with started(*on_a_free_port(words)) as (process, _):
            assert process.poll() is None
        return
    before = set(filled_folder.iterdir())

    code, out, err = ocgraph(*words)

    assert (code, err) == (0, "")
    made = {path.name for path in set(filled_folder.iterdir()) - before}
    assert all(name in out for name in made)
