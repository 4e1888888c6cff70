"""The network as Parquet, for what outgrows one machine: GraphFrames (Spark), DuckDB and others.

Two files in a zip, ``nodes.parquet`` and ``edges.parquet``, whose columns never change with the
content. ``docs/parquet.md`` tells each column.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator
from typing import Any

import networkx as nx
import pyarrow as pa
import pyarrow.parquet as pq

from ocgraph.io.writing.written_text import TextWriter
from ocgraph.model import Issue

_CODES = pa.list_(pa.string())
_DATES = [("since", pa.date32()), ("until", pa.date32())]

NODES = pa.schema([
    pa.field("id", pa.string(), nullable=False),
    pa.field("node_type", pa.string()),
    *((name, pa.string()) for name in ("name", "kind", "mrc_code", "municipality_code", "theme",
                                       "level", "coordinator_id")),
    *((name, _CODES) for name in ("sectors", "mission_domains", "serves", "territories")),
    *_DATES,
])
"""Columns of ``nodes.parquet``."""

EDGES = pa.schema([
    pa.field("src", pa.string(), nullable=False),
    pa.field("dst", pa.string(), nullable=False),
    pa.field("link_id", pa.string(), nullable=False),
    *((name, pa.string()) for name in ("layer", "kind", "role")),
    *_DATES,
])
"""Columns of ``edges.parquet``."""

_ZIP_DATE = (1980, 1, 1, 0, 0, 0)  # the same network gives the same bytes


def graph_parquet(graph: nx.MultiGraph) -> tuple[bytes, list[Issue]]:
    """Return a zip of the two files, and what had to change in the texts.

    Attributes that are not columns of `NODES` and `EDGES` are left out.
    """
    write_text = TextWriter()
    tables = {
        "nodes": _table(NODES, ({**row, "id": node} for node, row in graph.nodes(data=True)),
                        write_text),
        "edges": _table(EDGES, _edges(graph), write_text)}
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:  # Parquet is compressed already
        for name, table in tables.items():
            content = io.BytesIO()
            pq.write_table(table, content)
            archive.writestr(zipfile.ZipInfo(f"{name}.parquet", _ZIP_DATE), content.getvalue())
    return stream.getvalue(), write_text.notices()


def _edges(graph: nx.MultiGraph) -> Iterator[dict[str, Any]]:
    """Give the rows of the links, from their ``source_id`` whichever way the graph holds them."""
    for one, other, key, row in graph.edges(keys=True, data=True):
        source, target = (one, other) if row.get("source_id", one) == one else (other, one)
        yield {**row, "src": source, "dst": target, "link_id": key}


def _table(schema: pa.Schema, rows: Iterable[dict[str, Any]], write_text: TextWriter) -> pa.Table:
    written = [{field.name: _written(row.get(field.name), field.type, write_text)
                for field in schema} for row in rows]
    return pa.Table.from_pylist(written, schema=schema)


def _written(value: Any, kind: pa.DataType, write_text: TextWriter) -> Any:
    """Return the value as its column holds it; unknown and empty stay unknown."""
    if value is None or value in ("", []):
        return None
    if pa.types.is_list(kind):
        return [write_text(str(item)) for item in value]
    return write_text(str(value)) if pa.types.is_string(kind) else value
