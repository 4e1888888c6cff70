"""The network read again from Parquet, as other programs read it."""

import io
import re
import zipfile
from collections import Counter
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from ocgraph.io.register_folder import read_demo
from ocgraph.io.writing.exports import write_graph
from ocgraph.io.writing.parquet_export import EDGES, NODES
from ocgraph.model import Actor, CommunityOrganizer, Engagement, Register
from ocgraph.network import PartnershipNetwork

PAGE = (Path(__file__).parents[3] / "docs" / "parquet.md").read_text(encoding="utf-8")


def exported(network, folder):
    stream = io.BytesIO()
    write_graph(network.to_networkx(), stream, "parquet")
    zipfile.ZipFile(stream).extractall(folder)
    return stream.getvalue()


@pytest.fixture(scope="module")
def demo():
    return PartnershipNetwork(read_demo())


@pytest.fixture
def folder(demo, tmp_path):
    exported(demo, tmp_path)
    return tmp_path


def test_everything_shared_is_read_again(demo, folder):
    nodes = {row["id"]: row for row in pq.read_table(folder / "nodes.parquet").to_pylist()}
    edges = {row["link_id"]: row for row in pq.read_table(folder / "edges.parquet").to_pylist()}
    graph = demo.to_networkx()

    assert nodes.keys() == set(graph)
    for node, shared in graph.nodes(data=True):
        known = {name: value for name, value in nodes[node].items() if value is not None}
        assert known == {"id": node, **shared}
    for one, other, link, shared in graph.edges(keys=True, data=True):
        known = {name: value for name, value in edges[link].items() if value is not None}
        source = shared.pop("source_id")
        assert known == {"src": source, "dst": other if source == one else one,
                         "link_id": link, **shared}


def test_duckdb_counts_the_members_of_tables_as_the_page_says(demo, folder):
    query = re.search(r"```sql\n(.+?);\n```", PAGE, re.S)[1].replace(
        "'edges.parquet'", f"'{folder / 'edges.parquet'}'")

    counted = dict(duckdb.connect().execute(query).fetchall())

    seats = {(link.source_id, link.target_id) for link in demo.links if link.layer == "tables"}
    assert counted == Counter(table for _, table in seats)


def test_graphframes_finds_the_columns_it_wants(folder):
    nodes, edges = (pq.read_schema(folder / f"{name}.parquet") for name in ("nodes", "edges"))

    assert nodes.field("id").type == pa.string()
    assert [edges.field(name).type for name in ("src", "dst")] == [pa.string()] * 2
    assert edges.names[:2] == ["src", "dst"]


@pytest.mark.parametrize(("title", "schema"), [("nodes", NODES), ("edges", EDGES)])
def test_the_page_tells_every_column_and_its_type(title, schema):
    part = PAGE.split(f"## `{title}.parquet`")[1].split("\n## ")[0]
    words = {pa.string(): "string", pa.date32(): "date", pa.list_(pa.string()): "list of string"}

    told = re.findall(r"^\| `(\w+)` \| ([\w ]+) \|", part, re.M)

    assert told == [(field.name, words[field.type]) for field in schema]


def test_the_columns_do_not_depend_on_the_content(tmp_path):
    exported(PartnershipNetwork(Register()), tmp_path)

    assert pq.read_schema(tmp_path / "nodes.parquet").equals(NODES)
    assert pq.read_table(tmp_path / "edges.parquet").num_rows == 0


def test_what_is_confidential_never_goes_out(tmp_path):
    actor = Actor(actor_id="a-1", name="Acteur 1", public_contact="Confidence",
                  source="Confidence", private_note="Confidence")
    engagement = Engagement(organizer_id="p-1", target_id="a-1", private_note="Confidence")

    exported(PartnershipNetwork(Register(
        actors=(actor,), engagements=(engagement,),
        community_organizers=(CommunityOrganizer(organizer_id="p-1", name="Poste 1"),))), tmp_path)

    files = [pq.read_table(tmp_path / f"{name}.parquet") for name in ("nodes", "edges")]
    told = str([table.to_pylist() for table in files])
    assert "Acteur 1" in told
    assert "Poste 1" in told
    assert "Confidence" not in told


def test_a_link_goes_from_the_organizer_and_to_the_table(demo, folder):
    types = {node: kind for node, kind in demo.to_networkx().nodes(data="node_type")}

    ends = {(row["layer"], types[row["src"]], types[row["dst"]])
            for row in pq.read_table(folder / "edges.parquet").to_pylist()}

    assert ends == {("ties", "actor", "actor"), ("tables", "actor", "concertation_table"),
                    ("tables", "concertation_table", "concertation_table"),
                    ("liaison", "organizer", "actor"),
                    ("liaison", "organizer", "concertation_table")}


def test_the_same_network_gives_the_same_bytes(demo, tmp_path):
    assert exported(demo, tmp_path) == exported(demo, tmp_path)
