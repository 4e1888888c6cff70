"""What leaves and comes back is the same register; where a format keeps less, exactly what it lost.

A register is first read from a workbook, as a team’s is: names on one line, plain spaces, nothing
that points to nothing.
"""

from __future__ import annotations

import re
import tempfile
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pyogrio
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from ocgraph.i18n import LANGUAGES, say
from ocgraph.io.writing.exports import (
    FILE_SUFFIXES,
    GRAPH_FORMATS,
    REGISTER_FORMATS,
    export_register,
    write_graph,
)
from ocgraph.model import (
    COLLECTIONS,
    DEFAULT_FRAME,
    Actor,
    CommunityOrganizer,
    ConcertationTable,
    Engagement,
    Indicator,
    Membership,
    Privacy,
    Register,
    Tie,
    ValueType,
    declarations,
)
from ocgraph.network import Lens, PartnershipNetwork
from ocgraph.network.liaisons import liaisons
from tests.io.reading.here import read_here
from tests.strategies import HOSTILE_TEXTS, registers

ROOT = Path(__file__).parents[3]
WHOLE = ("xlsx", "csv")
"""Formats that keep the whole register."""
SHARED = {"graphml": (Indicator,), "gexf": (Indicator,),
          "kumu": (CommunityOrganizer, Engagement, Indicator),
          "kumu_json": (CommunityOrganizer, Engagement, Indicator)}
"""Formats that keep what may be shared, and the entities they leave out."""
NAMES = [text for text in (*HOSTILE_TEXTS, "A|B", "Table|jeunesse", "n0", "0")
         if "\n" not in text and text not in {"NULL", "None", "NA", "\t=1", "Éco\u0302le",
                                              "\U0001f600"}]
"""Names that stay as they are: one that says nothing is refused, and a name is one line."""


def brought_back(register, fmt, language="fr"):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"registre.{FILE_SUFFIXES.get(fmt, fmt)}"
        if fmt in GRAPH_FORMATS:
            write_graph(PartnershipNetwork(register, Lens()).to_networkx(), path, fmt)
        else:
            export_register(register, path, fmt, language)
        return read_here(path)


def empty_value(field):
    if field.value_type in {ValueType.TERMS, ValueType.TERRITORIES}:
        return ()
    return "" if field.value_type is ValueType.TEXT else None


def shared_part(register, left_out):
    """Return the register without the entities left out nor the fields that stay in the team."""
    def bare(record):
        lost = {field.name: empty_value(field) for field in declarations(type(record))
                if field.privacy is not Privacy.SHAREABLE and not field.required}
        return replace(record, **lost | ({"frame": DEFAULT_FRAME} if "frame" in lost else {}))
    return Register(**{collection: tuple(map(bare, register.records(entity)))
                       for entity, collection in COLLECTIONS.items() if entity not in left_out})


def as_liaisons(register):
    """Return the register as a graph tells it: the days of work of a pair are one liaison."""
    return replace(register, engagements=tuple(
        each.record for each in liaisons(register.engagements, Lens())))


def counted(register):
    """Return the records whatever their order: a graph does not keep that of its links."""
    return {collection: Counter(getattr(register, collection))
            for collection in COLLECTIONS.values()}


def distinct(register):
    """Return the different records: two ties that differ by what stays alone leave as one."""
    return {collection: set(counts) for collection, counts in counted(register).items()}


@settings(max_examples=8)
@given(drawn=registers(), fmt=st.sampled_from(WHOLE), language=st.sampled_from(LANGUAGES))
def test_a_whole_register_comes_back_the_same(drawn, fmt, language):
    register = brought_back(drawn, "xlsx").register

    assert brought_back(register, fmt, language).register == register


@pytest.mark.parametrize("fmt", WHOLE)
@pytest.mark.parametrize("hours", [7e-06, 1e-300, 1.5])
def test_the_smallest_of_hours_come_back_the_same(hours, fmt):
    register = Register(
        concertation_tables=(ConcertationTable(concertation_table_id="t-1", name="Table Une"),),
        community_organizers=(CommunityOrganizer(organizer_id="o-1", name="Poste Un"),),
        engagements=(Engagement(organizer_id="o-1", target_id="t-1", hours=hours,
                                frame="rqiiac-2020"),))

    assert brought_back(register, fmt).register == register


@settings(max_examples=10)
@given(drawn=registers(), fmt=st.sampled_from(sorted(SHARED)), language=st.sampled_from(LANGUAGES))
def test_what_may_be_shared_comes_back_the_same_and_nothing_else(drawn, fmt, language):
    register = brought_back(drawn, "xlsx").register

    again = brought_back(register, fmt, language).register

    told = as_liaisons(register) if fmt in GRAPH_FORMATS else register
    assert distinct(again) == distinct(shared_part(told, SHARED[fmt]))


@pytest.mark.parametrize("fmt", [*WHOLE, *SHARED])
def test_every_hostile_name_comes_back_the_same_without_a_finding(fmt):
    actors = tuple(Actor(actor_id=f"a-{rank}", name=name) for rank, name in enumerate(NAMES))
    ties = tuple(Tie(source_id="a-0", target_id=actor.actor_id) for actor in actors[1:])
    register = Register(actors=actors, ties=ties)

    result = brought_back(register, fmt)

    assert counted(result.register) == counted(register)
    told = {issue.code for issue in result.issues}
    assert told <= {"layout.kumu", "layout.graph", "mixed_scripts"}


@pytest.mark.parametrize("fmt", [*WHOLE, *SHARED])
def test_a_seat_of_a_table_at_another_keeps_its_two_ends(fmt):
    register = Register(
        concertation_tables=(ConcertationTable(concertation_table_id="t-1", name="Table Une"),
                             ConcertationTable(concertation_table_id="t-2", name="Table Deux")),
        memberships=(Membership(concertation_table_id="t-1", member_id="t-2"),))

    assert brought_back(register, fmt).register == register


def test_each_format_says_in_both_languages_what_it_keeps():
    for fmt in (*REGISTER_FORMATS, *GRAPH_FORMATS):
        for language in LANGUAGES:
            assert len(say(language, f"export.{fmt}.keeps")) > 30


def test_the_table_of_formats_tells_each_format_and_what_it_loses():
    page = (ROOT / "docs" / "exchange.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `(\w+)` \|(.+)\|$", page, re.M)
    kept = {fmt: cells.split("|")[1].strip() for fmt, cells in rows}

    assert set(kept) == {*REGISTER_FORMATS, *GRAPH_FORMATS}
    assert {fmt for fmt, what in kept.items() if what == "yes, whole"} == {*WHOLE}
    assert {fmt for fmt, what in kept.items() if what == "yes, what may be shared"} == {*SHARED}


def layer_rows(content, layer, folder):
    path = folder / "r.gpkg"
    path.write_bytes(content)
    meta, _, wkb, values = pyogrio.raw.read(path, layer=layer)
    shapes = [None if one is None else shapely.from_wkb(one) for one in wkb]
    rows = [dict(zip(meta["fields"], row, strict=True)) for row in zip(*values, strict=True)]
    return rows, shapes


def exported_geopackage(register):
    with tempfile.NamedTemporaryFile(suffix=".gpkg") as stream:
        notices = export_register(register, stream, "gpkg", "fr")
        stream.seek(0)
        return stream.read(), notices


PLACED = Register(
    actors=(Actor(actor_id="a-1", name="=1+1\x00", kind="nonprofit", sectors=("youth", "seniors"),
                  mrc_code="62", latitude=46.1, longitude=-73.5, private_note="Entre nous"),
            Actor(actor_id="a-2", name="Jardin Imaginaire", mrc_code="61"),
            Actor(actor_id="a-3", name="Sans Adresse")),
    concertation_tables=(ConcertationTable(concertation_table_id="t-1", name="Table Inventée",
                                           territories=("61",)),),
    memberships=(Membership(concertation_table_id="t-1", member_id="a-1", role="member"),),
    ties=(Tie(source_id="a-1", target_id="a-2", kind="referral", scale="frey", level=2),
          Tie(source_id="a-1", target_id="a-3")))


def test_a_geopackage_has_its_layers_and_each_record_even_without_a_place(tmp_path):
    content, notices = exported_geopackage(PLACED)

    actors, points = layer_rows(content, "actors", tmp_path)
    assert [row["name"] for row in actors] == ["=1+1\ufffd", "Jardin Imaginaire", "Sans Adresse"]
    assert [issue.code for issue in notices] == ["export.characters_replaced"]
    assert (points[0].x, points[0].y) == (-73.5, 46.1)
    assert points[2] is None
    assert [row["placed_by"] for row in actors] == ["coordinates", "territory", None]
    assert actors[0]["sectors"] == "youth; seniors"
    assert actors[0]["kind_label"] == "OBNL"
    assert "private_note" not in actors[0]
    ties, lines = layer_rows(content, "ties", tmp_path)
    assert [(row["target_id"], line is None) for row, line in zip(ties, lines, strict=True)] == [
        ("a-2", False), ("a-3", True)]
    assert "level" not in ties[0]
    assert len(layer_rows(content, "seats", tmp_path)[0]) == 1
    assert {row["code"] for row in layer_rows(content, "territories", tmp_path)[0]} == {"61", "62"}
    assert [row["name"] for row in layer_rows(content, "tables", tmp_path)[0]] == [
        "Table Inventée"]


@settings(max_examples=5, deadline=None)
@given(drawn=registers())
def test_a_geopackage_keeps_every_shared_field_of_every_record(drawn):
    content, _ = exported_geopackage(drawn)

    with tempfile.TemporaryDirectory() as folder:
        for layer, entity in (("actors", Actor), ("tables", ConcertationTable), ("ties", Tie),
                              ("seats", Membership)):
            rows, _ = layer_rows(content, layer, Path(folder))
            assert [told(row, entity) for row in rows] == [
                shared_values(record) for record in drawn.records(entity)]


def told(row, entity):
    return {field.name: None if row[field.name] in (None, "") or row[field.name] != row[field.name]
            else str(row[field.name]) for field in declarations(entity)
            if field.privacy is Privacy.SHAREABLE}


def shared_values(record):
    values = {}
    for field in declarations(type(record)):
        if field.privacy is Privacy.SHAREABLE:
            value = getattr(record, field.name)
            text = "; ".join(value) if isinstance(value, tuple) else str(value)
            values[field.name] = None if value in (None, "", ()) else text
    return values
