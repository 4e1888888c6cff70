"""``data/SOURCES.toml`` says where every file comes from, and says it of the file as it is."""

import csv
import hashlib
import json
import tomllib

import pytest

from ocgraph.paths import data_path

SOURCES = tomllib.loads(data_path("SOURCES.toml").read_text(encoding="utf-8"))
FILES = SOURCES["file"]
GENERATED = SOURCES["generated"]
SOURCE_FACTS = {"title", "publisher", "url", "licence", "attribution", "retrieved",
                "retrieved_from", "covers"}
FILE_FACTS = {"file", "title", "sources", "licence", "sha256", "changes", "personal_information",
              "columns"}
COLUMN_FACTS = {"name", "meaning", "source", "year", "confidence"}
DATA_SUFFIXES = {".csv", ".geojson", ".json", ".xlsx", ".ods"}


def columns_of(name):
    path = data_path(*name.split("/"))
    if path.suffix == ".geojson":
        feature = json.loads(path.read_text(encoding="utf-8"))["features"][0]
        return [*feature["properties"], "geometry"]
    with path.open(encoding="utf-8", newline="") as stream:
        return next(csv.reader(stream))


@pytest.mark.parametrize("name", SOURCES["source"])
def test_a_source_is_complete(name):
    source = SOURCES["source"][name]

    assert set(source) == SOURCE_FACTS
    assert all(source.values())


@pytest.mark.parametrize("name", FILES)
def test_an_entry_is_complete(name):
    entry = FILES[name]

    assert set(entry) == FILE_FACTS
    assert set(entry["sources"]) <= set(SOURCES["source"])
    assert all(set(column) == COLUMN_FACTS and all(column.values())
               for column in entry["columns"])
    assert {column["source"] for column in entry["columns"]} <= set(SOURCES["source"])
    assert {column["confidence"] for column in entry["columns"]} <= {"high", "medium", "low"}


@pytest.mark.parametrize("name", FILES)
def test_a_checksum_is_that_of_the_file(name):
    content = data_path(*FILES[name]["file"].split("/")).read_bytes()

    assert hashlib.sha256(content).hexdigest() == FILES[name]["sha256"]


@pytest.mark.parametrize("name", FILES)
def test_the_columns_listed_are_those_of_the_file(name):
    listed = [column["name"] for column in FILES[name]["columns"]]

    assert listed == columns_of(FILES[name]["file"])


@pytest.mark.parametrize("name", FILES)
def test_no_file_holds_personal_information(name):
    assert FILES[name]["personal_information"] is False


def test_no_data_file_is_without_an_entry():
    root = data_path()
    present = {path.relative_to(root).as_posix() for path in root.rglob("*")
               if path.suffix in DATA_SUFFIXES}

    made = {name for name in present
            if any(name.startswith(f"{entry['folder']}/") for entry in GENERATED.values())}

    assert present - made == {entry["file"] for entry in FILES.values()}


@pytest.mark.parametrize("name", GENERATED)
def test_a_generated_folder_has_its_script(name):
    entry = GENERATED[name]

    assert set(entry) == {"folder", "made_by", "title", "publisher", "licence",
                          "personal_information"}
    assert data_path(*entry["made_by"].split("/")).is_file()
    assert entry["personal_information"] is False


def test_the_licence_the_outlines_ask_for_travels_with_them():
    licence = data_path("reference", "LICENSE-amcharts.txt").read_text(encoding="utf-8")

    assert licence.startswith("## Free amCharts license")
    assert "include this original LICENSE file" in licence
