"""The register and its network leave as files, whole or through a lens."""

from __future__ import annotations

import csv
import io
import json
import zipfile

import networkx as nx
import openpyxl
import pytest

from ocgraph.cli.arguments import EXPORT_FORMATS
from ocgraph.io.register_folder import read_demo
from ocgraph.io.writing.exports import GRAPH_FORMATS, REGISTER_FORMATS
from ocgraph.model import Actor, Register
from ocgraph.storage import Store


@pytest.fixture
def kept(home):
    """One actor, kept in the person's own register."""
    register = Register(actors=(Actor(actor_id="a-1", name="=1+1", mrc_code="62"),))
    Store().replace(register, save_key="one", file_name="classeur.xlsx")
    return home


@pytest.mark.parametrize("name", ["a.xlsx", "a.zip", "a.geojson", "a.graphml", "a.gexf", "a.json",
                                  "a.parquet.zip", "a.gpkg", "a.kumu.xlsx", "a.kumu.json"])
def test_the_name_of_the_file_says_the_format(ocgraph, home, name):
    code, out, err = ocgraph("export", "--demo", "-o", name)

    assert (code, err) == (0, "")
    assert (home / name).stat().st_size > 1000
    assert name in out


def test_the_formats_offered_are_those_that_can_be_written():
    assert (*REGISTER_FORMATS, *GRAPH_FORMATS) == EXPORT_FORMATS


def test_the_workbook_holds_every_actor_of_the_demonstration(ocgraph, home):
    ocgraph("export", "--demo", "-o", "registre.xlsx")

    sheet = openpyxl.load_workbook(home / "registre.xlsx")["Acteurs"]
    assert sheet.max_row - 1 == len(read_demo().actors)


def test_a_graph_goes_through_the_lens(ocgraph, home):
    ocgraph("export", "--demo", "--layers", "liaison", "--mrc", "Matawinie", "-o", "l.json")

    graph = nx.node_link_graph(json.loads((home / "l.json").read_text("utf-8")), edges="edges")
    places = {node["mrc_code"] for _, node in graph.nodes(data=True)
              if node["node_type"] == "actor"}
    assert places == {"62"}
    assert {layer for *_, layer in graph.edges(data="layer")} == {"liaison"}


def test_the_persons_own_register_is_exported_and_said_to_be_the_teams(ocgraph, kept):
    code, out, _ = ocgraph("export", "-o", "registre.zip")

    with zipfile.ZipFile(kept / "registre.zip") as archive:
        rows = list(csv.reader(io.StringIO(archive.read("actors.csv").decode("utf-8-sig")),
                               delimiter=";"))
    assert code == 0
    assert rows[1][:2] == ["a-1", "'=1+1"]
    assert "pour votre équipe" in out


def test_nothing_typed_is_printed(ocgraph, kept):
    assert "=1+1" not in "".join(ocgraph("export", "-o", "registre.geojson")[1:])


@pytest.mark.parametrize(("words", "code", "said"), [
    (("-o", "registre.xlsx"), 1, "Aucun registre n’est gardé"),
    (("--demo", "-o", "registre.docx"), 2, "ne dit pas le format"),
    (("--demo", "-o", "registre"), 2, "ne dit pas le format"),
    (("--demo", "-o", "r.csv", "--mrc", "62"), 2, "écrit tout le registre"),
    (("--demo", "-o", "registre.csv"), 2, "registre.zip"),
    (("--demo", "-o", "reseau.parquet"), 2, "reseau.parquet.zip"),
    (("--demo", "-o", "r.json", "--mrc", "Joliète"), 2, "Joliette"),
    (("--demo", "-o", "absent/r.json"), 1, "ne peut pas être écrit"),
])
def test_what_cannot_be_exported_is_said(ocgraph, words, code, said):
    answer = ocgraph("export", *words)

    assert answer[0] == code
    assert said in answer[2]


def test_a_register_of_a_newer_version_is_said_and_left(ocgraph, kept, monkeypatch):
    monkeypatch.setattr("ocgraph.storage.database.SCHEMA_VERSION", 0)

    code, _, err = ocgraph("export", "-o", "registre.xlsx")

    assert code == 1
    assert "plus récente" in err
