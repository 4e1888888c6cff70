"""A NetworkX graph as GraphML, GEXF or node-link JSON, readable by NetworkX and Gephi.

The two XML formats hold texts, numbers and yes/no only: a list becomes one text, an unknown or
empty value is left out, a date is written as text. An attribute that is a whole number here and
not there is written as a decimal number everywhere, since a column has one type.
"""

from __future__ import annotations

import datetime
import io
import json
from collections.abc import Iterable
from typing import Any

import networkx as nx

from ocgraph.io.writing.worded_cells import LIST_SEPARATOR
from ocgraph.io.writing.written_text import TextWriter
from ocgraph.model import Issue

Attributes = dict[str, Any]


def graph_graphml(graph: nx.Graph) -> tuple[bytes, list[Issue]]:
    """Return the GraphML file and what had to change in the texts."""
    write_text = TextWriter()
    stream = io.BytesIO()
    nx.write_graphml(_flat(graph, write_text), stream)
    return stream.getvalue(), write_text.notices()


def graph_gexf(graph: nx.Graph) -> tuple[bytes, list[Issue]]:
    """Return the GEXF file, each node labelled by its name, and what had to change."""
    write_text = TextWriter()
    flat = _flat(graph, write_text)
    nx.set_node_attributes(flat, {node: name for node, name in flat.nodes(data="name") if name},
                           "label")
    _name_links(flat)
    stream = io.BytesIO()
    nx.write_gexf(flat, stream)
    return stream.getvalue(), write_text.notices()


def _name_links(graph: nx.Graph) -> None:
    """Give each link its key as identifier, when the keys tell all the links apart."""
    if not graph.is_multigraph():
        return
    keys = {edge: str(edge[2]) for edge in graph.edges(keys=True)}
    if len(set(keys.values())) == len(keys):
        nx.set_edge_attributes(graph, keys, "id")


def graph_json(graph: nx.Graph) -> tuple[bytes, list[Issue]]:
    """Return NetworkX's node-link JSON and what had to change in the texts."""
    write_text = TextWriter()
    plain = _rebuilt(graph, write_text, lambda rows: [
        {name: _json_value(value, write_text) for name, value in row.items()} for row in rows])
    content = json.dumps(nx.node_link_data(plain, edges="edges"), ensure_ascii=False)
    return content.encode(), write_text.notices()


def _flat(graph: nx.Graph, write_text: TextWriter) -> nx.Graph:
    return _rebuilt(graph, write_text, lambda rows: _one_type_a_column(
        [_flat_row(row, write_text) for row in rows]))


def _rebuilt(graph: nx.Graph, write_text: TextWriter, change: Any) -> nx.Graph:
    """Return a copy of `graph` whose rows of attributes went through `change`."""
    copy = graph.__class__()
    copy.graph.update(change([graph.graph])[0])
    nodes = list(graph.nodes)
    names = {node: write_text(str(node)) for node in nodes}
    copy.add_nodes_from(zip(names.values(), change([graph.nodes[node] for node in nodes]),
                            strict=True))
    edges = list(graph.edges(keys=True) if graph.is_multigraph() else graph.edges)
    rows = change([graph.edges[edge] for edge in edges])
    copy.add_edges_from((names[edge[0]], names[edge[1]], *edge[2:], row)
                        for edge, row in zip(edges, rows, strict=True))
    return copy


def _flat_row(row: Attributes, write_text: TextWriter) -> Attributes:
    flat = {name: _flat_value(value, write_text) for name, value in row.items()}
    return {name: value for name, value in flat.items() if value not in (None, "")}


def _flat_value(value: Any, write_text: TextWriter) -> str | float | bool | None:
    if isinstance(value, bool | int | float) or value is None:
        return value
    if isinstance(value, list | tuple | set | frozenset):
        return write_text(LIST_SEPARATOR.join(map(str, _ordered(value))))
    return write_text(value.isoformat() if isinstance(value, datetime.date) else str(value))


def _json_value(value: Any, write_text: TextWriter) -> Any:
    if isinstance(value, list | tuple | set | frozenset):
        return [_json_value(item, write_text) for item in _ordered(value)]
    if isinstance(value, bool | int | float) or value is None:
        return value
    return write_text(value.isoformat() if isinstance(value, datetime.date) else str(value))


def _ordered(values: Iterable[Any]) -> list[Any]:
    return sorted(values) if isinstance(values, set | frozenset) else list(values)


def _one_type_a_column(rows: list[Attributes]) -> list[Attributes]:
    kinds: dict[str, set[type]] = {}
    for row in rows:
        for name, value in row.items():
            kinds.setdefault(name, set()).add(type(value))
    common = {name: float if found == {int, float} else str
              for name, found in kinds.items() if len(found) > 1}
    return [{name: common[name](value) if name in common else value
             for name, value in row.items()} for row in rows]
