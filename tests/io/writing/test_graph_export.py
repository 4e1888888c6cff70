"""A graph written and read again by NetworkX is the same graph."""

from __future__ import annotations

import datetime
import io
import json
import zipfile
from xml.etree import ElementTree

import networkx as nx
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ocgraph.io.writing.exports import GRAPH_FORMATS, write_graph
from tests.strategies import HOSTILE_TEXTS, any_texts, clean_texts


def written(graph, fmt):
    stream = io.BytesIO()
    notices = write_graph(graph, stream, fmt)
    stream.seek(0)
    return stream, notices


def read(stream, fmt):
    if fmt == "graphml":
        return nx.read_graphml(stream, force_multigraph=True)
    if fmt == "gexf":
        return nx.read_gexf(stream)
    if fmt == "parquet":
        return read_parquet(stream)
    return nx.node_link_graph(json.load(stream), edges="edges")


def read_parquet(stream):
    nodes, edges = (pq.read_table(io.BytesIO(zipfile.ZipFile(stream).read(f"{name}.parquet")))
                    for name in ("nodes", "edges"))
    graph = nx.MultiGraph()
    graph.add_nodes_from((row["id"], row | {"since": row["since"] and row["since"].isoformat()})
                         for row in nodes.to_pylist())
    graph.add_edges_from((row["src"], row["dst"], row["link_id"]) for row in edges.to_pylist())
    return graph


def edge_ids(graph):
    if graph.is_multigraph():
        return {(frozenset((u, v)), key) for u, v, key in graph.edges(keys=True)}
    return {(frozenset((u, v)), data["id"]) for u, v, data in graph.edges(data=True)}


@pytest.fixture
def two_links_between_two():
    graph = nx.MultiGraph()
    graph.add_node("a-1", node_type="actor", name="=1+1 </script> \U0001f600", kind=None,
                   sectors=["youth", "seniors"], since=datetime.date(2024, 9, 1))
    graph.add_node("t-1", node_type="concertation_table", name='Table « X » "Y" & Z', cadence=6)
    graph.add_edge("a-1", "t-1", key="seat-0", layer="tables", role="member")
    graph.add_edge("a-1", "t-1", key="seat-1", layer="tables", level=2, since=None)
    return graph


@pytest.mark.parametrize("fmt", GRAPH_FORMATS)
def test_the_graph_read_again_has_the_same_nodes_links_and_names(two_links_between_two, fmt):
    again = read(written(two_links_between_two, fmt)[0], fmt)

    assert edge_ids(again) == edge_ids(two_links_between_two)
    assert dict(again.nodes(data="name")) == dict(two_links_between_two.nodes(data="name"))
    assert again.nodes["a-1"]["since"] == "2024-09-01"


@pytest.mark.parametrize("fmt", ["graphml", "gexf"])
def test_xml_formats_leave_the_unknown_out_and_join_lists(two_links_between_two, fmt):
    node = read(written(two_links_between_two, fmt)[0], fmt).nodes["a-1"]

    assert "kind" not in node
    assert node["sectors"] == "youth; seniors"


def test_json_keeps_lists_and_the_unknown(two_links_between_two):
    node = read(written(two_links_between_two, "json")[0], "json").nodes["a-1"]

    assert node["kind"] is None
    assert node["sectors"] == ["youth", "seniors"]


def test_gephi_finds_the_name_as_label(two_links_between_two):
    stream, _ = written(two_links_between_two, "gexf")

    labels = [node.get("label") for node in ElementTree.parse(stream).iter(
        "{http://www.gexf.net/1.2draft}node")]

    assert labels == [name for _, name in two_links_between_two.nodes(data="name")]


@pytest.mark.parametrize("fmt", GRAPH_FORMATS)
@pytest.mark.parametrize("name", HOSTILE_TEXTS)
def test_a_name_stays_the_text_it_is(fmt, name):
    graph = nx.MultiGraph()
    graph.add_node("a-1", name=name)

    assert read(written(graph, fmt)[0], fmt).nodes["a-1"]["name"] == name


@pytest.mark.parametrize("fmt", GRAPH_FORMATS)
def test_a_forbidden_character_is_replaced_and_said(fmt):
    graph = nx.MultiGraph()
    graph.add_node("a-1", name="Nom\x00\x0b\ufffe")

    stream, notices = written(graph, fmt)

    assert read(stream, fmt).nodes["a-1"]["name"] == "Nom\ufffd\ufffd\ufffd"
    assert [issue.params["n"] for issue in notices] == [3]


@pytest.mark.parametrize("fmt", ["graphml", "gexf"])
def test_a_column_of_whole_and_decimal_numbers_is_decimal(fmt):
    graph = nx.MultiGraph()
    graph.add_node("t-1", cadence=6)
    graph.add_node("t-2", cadence=1.5)

    again = read(written(graph, fmt)[0], fmt)

    assert dict(again.nodes(data="cadence")) == {"t-1": 6.0, "t-2": 1.5}


values = st.one_of(st.none(), clean_texts, st.integers(-999, 999), st.booleans(),
                   st.floats(allow_nan=False), st.lists(clean_texts, max_size=3), st.dates())


@settings(max_examples=20, deadline=None)
@given(names=st.lists(any_texts, min_size=1, max_size=5), data=st.data(),
       fmt=st.sampled_from(sorted(GRAPH_FORMATS)))
def test_any_graph_is_written_and_read_again(names, data, fmt):
    graph = nx.MultiGraph()
    for rank, name in enumerate(names):
        graph.add_node(f"a-{rank}", name=name, more=data.draw(values))
    for rank in range(data.draw(st.integers(0, 6))):
        ends = [data.draw(st.sampled_from(sorted(graph))) for _ in range(2)]
        graph.add_edge(*ends, key=f"tie-{rank}", level=data.draw(values))

    again = read(written(graph, fmt)[0], fmt)

    assert set(again) == set(graph)
    assert edge_ids(again) == edge_ids(graph)
