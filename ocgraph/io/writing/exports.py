"""The register and the network written as files.

These are the team's own exports: the workbook and the CSV files hold every field, notes included.
The graph formats hold what the graph holds.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

import networkx as nx

from ocgraph.errors import OcgraphError
from ocgraph.io.writing.csv_export import register_csv
from ocgraph.io.writing.geojson_export import register_geojson
from ocgraph.io.writing.geopackage_export import register_geopackage
from ocgraph.io.writing.graph_export import graph_gexf, graph_graphml, graph_json
from ocgraph.io.writing.kumu_export import register_kumu, register_kumu_json
from ocgraph.io.writing.parquet_export import graph_parquet
from ocgraph.io.writing.workbook_export import register_workbook
from ocgraph.model import Issue, Register

REGISTER_FORMATS: dict[str, Callable[[Register, str], tuple[bytes, list[Issue]]]] = {
    "xlsx": register_workbook,
    "csv": register_csv,
    "geojson": register_geojson,
    "gpkg": register_geopackage,
    "kumu": register_kumu,
    "kumu_json": register_kumu_json,
}
GRAPH_FORMATS: dict[str, Callable[[nx.Graph], tuple[bytes, list[Issue]]]] = {
    "graphml": graph_graphml,
    "gexf": graph_gexf,
    "json": graph_json,
    "parquet": graph_parquet,
}
FILE_SUFFIXES = {"csv": "zip", "parquet": "parquet.zip", "kumu": "kumu.xlsx",
                 "kumu_json": "kumu.json"}
"""The end of the file's name, where it is not the name of the format."""


def export_register(register: Register, target: Path | BinaryIO, fmt: str,
                    language: str) -> list[Issue]:
    """Write the register in one of `REGISTER_FORMATS`.

    Parameters
    ----------
    target
        A path, whose file is replaced at once or not at all, or an open binary stream.
    language
        Language of the titles and labels, ``"fr"`` or ``"en"``.

    Returns
    -------
    list of Issue
        What is not in the file as it is in the register.

    Raises
    ------
    OcgraphError
        ``export.unknown_format`` or ``export.cannot_write``.
    """
    content, notices = _chosen(REGISTER_FORMATS, fmt)(register, language)
    write_content(content, target)
    return notices


def write_graph(graph: nx.Graph, target: Path | BinaryIO, fmt: str) -> list[Issue]:
    """Write a NetworkX graph in one of `GRAPH_FORMATS`; see `export_register`."""
    content, notices = _chosen(GRAPH_FORMATS, fmt)(graph)
    write_content(content, target)
    return notices


def _chosen(formats: dict[str, Callable], fmt: str) -> Callable:
    if fmt not in formats:
        raise OcgraphError("export.unknown_format", found=fmt, known=", ".join(formats))
    return formats[fmt]


def write_content(content: bytes, target: Path | BinaryIO) -> None:
    """Write `content`; a file already there is replaced at once or left as it was."""
    if not isinstance(target, Path):
        target.write(content)
        return
    try:
        _replace_file(content, target)
    except OSError:
        raise OcgraphError("export.cannot_write", file=target.name,
                           folder=str(target.parent)) from None


def _replace_file(content: bytes, target: Path) -> None:
    draft = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        draft.write_bytes(content)
        draft.replace(target)
    except OSError:
        draft.unlink(missing_ok=True)
        raise
