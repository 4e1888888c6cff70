"""What leaves as a file says what the register says, and computes nothing."""

from __future__ import annotations

import csv
import datetime
import io
import json
import zipfile

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ocgraph.errors import OcgraphError
from ocgraph.io.places.gazetteer import population_centres
from ocgraph.io.writing.exports import REGISTER_FORMATS, export_register
from ocgraph.io.writing.written_text import guard_formula, unguard_formula
from ocgraph.model import (
    COLLECTIONS,
    ENTITY_LABELS,
    Actor,
    ConcertationTable,
    Engagement,
    Register,
    Tie,
    declarations,
)
from tests.strategies import HOSTILE_TEXTS, any_texts, registers

SMALL = Register(
    actors=(
        Actor(actor_id="a-1", name="=1+1", kind="nonprofit", sectors=("youth", "seniors"),
              mrc_code="62", municipality_code="62060", latitude=46.1, longitude=-73.5,
              asked=True, since=datetime.date(2024, 9, 1), private_note="À revoir\x00"),
        Actor(actor_id="a-2", name="Jardin Imaginaire", mrc_code="01"),
        Actor(actor_id="a-3", name="Sans Adresse")),
    concertation_tables=(ConcertationTable(
        concertation_table_id="t-1", name="Table Inventée", theme="youth",
        territories=("62", "63")),),
    ties=(Tie(source_id="a-1", target_id="a-2", kind="referral", scale="himmelman", level=3),
          Tie(source_id="a-1", target_id="a-3")),
    engagements=(Engagement(organizer_id="o-1", target_id="a-1", hours=12.5),))


def exported(register, fmt, language="fr"):
    stream = io.BytesIO()
    notices = export_register(register, stream, fmt, language)
    return stream.getvalue(), notices


def sheets(content):
    book = openpyxl.load_workbook(io.BytesIO(content))
    return {sheet.title: list(sheet.iter_rows()) for sheet in book}


def csv_rows(content, collection):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        text = archive.read(f"{collection}.csv").decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_workbook_has_the_sheets_and_titles_of_the_declarations(language):
    found = sheets(exported(SMALL, "xlsx", language)[0])

    assert list(found) == [label.in_language(language) for label in ENTITY_LABELS.values()]
    assert [cell.value for cell in found[ENTITY_LABELS[Tie].in_language(language)][0]] == [
        field.header.in_language(language) for field in declarations(Tie)]


def test_the_workbook_shows_labels_and_names_not_codes():
    found = sheets(exported(SMALL, "xlsx")[0])
    titles = [cell.value for cell in found["Acteurs"][0]]
    actor = dict(zip(titles, (cell.value for cell in found["Acteurs"][1]), strict=True))
    tie = [cell.value for cell in found["Liens"][1]]

    assert actor["Type d’acteur"] == "OBNL"
    assert actor["Secteurs"] == "Jeunesse; Aînés"
    assert actor["MRC"] == "Matawinie"
    assert actor["Municipalité"] == "Saint-Donat"
    assert actor["Interrogé sur ses liens"] == "oui"
    assert actor["Depuis"] == datetime.datetime(2024, 9, 1)
    assert tie[2:5] == ["Référence", "Himmelman (4 niveaux)", "Coopération"]


@pytest.mark.parametrize("text", [*HOSTILE_TEXTS, "#N/A", "#REF!", "00123", "1/2"])
def test_a_text_of_the_workbook_stays_that_text(text):
    register = Register(actors=(Actor(actor_id="a-1", name=text or "x", private_note=text),))

    name, note = (sheets(exported(register, "xlsx")[0])["Acteurs"][1][column]
                  for column in (1, -1))

    assert (note.data_type, note.value) == ("s", text)
    assert name.quotePrefix == (guard_formula(text) != text)


def test_no_workbook_holds_a_formula():
    register = Register(actors=tuple(Actor(actor_id=f"a-{rank}", name=text)
                                     for rank, text in enumerate(HOSTILE_TEXTS)))
    content, _ = exported(register, "xlsx")

    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert not any(b"<f>" in archive.read(name) for name in archive.namelist())


def test_a_day_before_excels_calendar_is_written_as_text():
    register = Register(actors=(Actor(actor_id="a-1", name="Vieux",
                                      since=datetime.date(1852, 2, 29)),))

    cells = sheets(exported(register, "xlsx")[0])["Acteurs"][1]

    assert "1852-02-29" in [cell.value for cell in cells]


@pytest.mark.parametrize("fmt", ["xlsx", "csv"])
def test_a_forbidden_character_is_replaced_and_said(fmt):
    _, notices = exported(SMALL, fmt)

    assert [(issue.code, issue.params["n"]) for issue in notices] == [
        ("export.characters_replaced", 1)]
    assert notices[0].sentence("fr").startswith("1 caractère")


def test_a_text_longer_than_a_cell_is_cut_and_said():
    register = Register(actors=(Actor(actor_id="a-1", name="Long", private_note="x" * 40_000),))

    content, notices = exported(register, "xlsx")

    assert len(sheets(content)["Acteurs"][1][-1].value) == 32_767
    assert [issue.code for issue in notices] == ["export.texts_shortened"]


@settings(max_examples=25)
@given(text=st.one_of(any_texts, st.text("'=+-@\t\n １ａ＝", max_size=6)))
def test_the_apostrophe_rule_is_reversible_and_leaves_nothing_to_compute(text):
    written = guard_formula(text)

    assert unguard_formula(written) == text
    assert not written.lstrip(" ").startswith(("=", "+", "-", "@", "\t"))


def test_csv_opens_in_a_spreadsheet_of_quebec():
    content, _ = exported(SMALL, "csv")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.namelist() == [f"{name}.csv" for name in COLLECTIONS.values()]
        assert archive.read("actors.csv").startswith(b"\xef\xbb\xbfIdentifiant acteur;Nom;")
    titles, first, *_ = csv_rows(content, "actors")

    assert first[1] == "'=1+1"
    assert first[titles.index("Latitude")] == "46,1"
    assert first[titles.index("Longitude")] == "-73,5"
    assert csv_rows(exported(SMALL, "csv", "en")[0], "actors")[1][8] == "-73.5"


@settings(max_examples=13, deadline=None)
@given(register=registers())
def test_every_record_has_its_row_in_the_csv_and_its_texts_come_back(register):
    content, _ = exported(register, "csv")

    for entity, collection in COLLECTIONS.items():
        titles, *rows = csv_rows(content, collection)
        assert [len(row) for row in rows] == [len(titles)] * len(register.records(entity))
    assert [unguard_formula(row[1]) for row in csv_rows(content, "actors")[1:]] == [
        actor.name for actor in register.actors]


def test_geojson_says_what_each_point_rests_on():
    content, notices = exported(SMALL, "geojson")
    features = json.loads(content)["features"]
    points = {feature["properties"]["name"]: feature for feature in features
              if feature["geometry"]["type"] == "Point"}

    assert points["=1+1"]["geometry"]["coordinates"] == [-73.5, 46.1]
    assert {name: point["properties"]["placed_by"] for name, point in points.items()} == {
        "=1+1": "coordinates", "Jardin Imaginaire": "territory", "Table Inventée": "territory"}
    assert points["=1+1"]["properties"]["kind_label"] == "OBNL"
    assert "private_note" not in points["=1+1"]["properties"]
    assert [issue.params["n"] for issue in notices] == [1]  # Sans Adresse


def test_geojson_draws_the_ties_whose_two_ends_are_placed():
    lines = [feature for feature in json.loads(exported(SMALL, "geojson")[0])["features"]
             if feature["geometry"]["type"] == "LineString"]

    assert [line["properties"]["target_id"] for line in lines] == ["a-2"]
    latitude, longitude = population_centres()["01"]
    assert lines[0]["geometry"]["coordinates"] == [
        [-73.5, 46.1], [round(longitude, 6), round(latitude, 6)]]


@settings(max_examples=8, deadline=None)
@given(register=registers(texts=any_texts), fmt=st.sampled_from(sorted(REGISTER_FORMATS)),
       language=st.sampled_from(["fr", "en"]))
def test_any_register_is_exported_in_any_format(register, fmt, language):
    content, notices = exported(register, fmt, language)

    assert content
    assert all(issue.sentence(language) and issue.mend(language) for issue in notices)


def test_an_unknown_format_is_refused_with_those_that_exist():
    with pytest.raises(OcgraphError) as refused:
        export_register(SMALL, io.BytesIO(), "docx", "fr")

    assert refused.value.params == {"found": "docx", "known": ", ".join(REGISTER_FORMATS)}


def test_a_file_that_cannot_be_written_is_said_and_nothing_is_left_behind(tmp_path):
    (tmp_path / "dossier.csv").mkdir()

    for place in (tmp_path / "absent" / "a.csv", tmp_path / "dossier.csv"):
        with pytest.raises(OcgraphError) as refused:
            export_register(SMALL, place, "csv", "fr")
        assert refused.value.code == "export.cannot_write"
    assert [entry.name for entry in tmp_path.iterdir()] == ["dossier.csv"]
