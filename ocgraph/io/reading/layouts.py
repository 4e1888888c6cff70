"""Recognise the files of other programs by their titles, and read them as lists of ours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ocgraph.io.reading.kobo_layout import kobo_form
from ocgraph.io.reading.layout_parts import Layout
from ocgraph.io.reading.network_layouts import (
    GEPHI,
    GRAPH,
    KUMU,
    NODEXL,
    Dialect,
    read_network,
)
from ocgraph.io.reading.partner_layout import partner_survey
from ocgraph.io.reading.sheets import Sheet
from ocgraph.io.reading.told import Told
from ocgraph.io.reading.values import text_of

LAYOUTS = ("kumu", "gephi", "nodexl", "graph", "partner", "kobo")
"""The programs whose files are read; each has its sentence."""
_KUMU_FIELDS = frozenset({"type", "tags", "description"})
_GEPHI_TYPES = frozenset({"directed", "undirected", "mixed"})
_NODEXL_SHEETS = frozenset({"groups", "group vertices", "group edges", "overall metrics", "misc",
                            "do not delete", "top items", "time series"})
_IGNORED = "(ignore)"


def find_layout(sheets: Sequence[Sheet], told: Told) -> Layout | None:
    """Return what the sheets are in the layout of another program; none in no such layout."""
    formed = [sheet for sheet in sheets if sheet.form]
    if formed:
        return _of_graph(formed, told)
    return (kobo_form(sheets) or _of_nodexl(sheets, told) or _of_kumu(sheets, told)
            or _of_gephi(sheets, told) or partner_survey(sheets, told))


def _of_graph(sheets: Sequence[Sheet], told: Told) -> Layout:
    nodes, links = ([sheet for sheet in sheets if sheet.form == form and len(sheet.rows) > 1]
                    for form in ("nodes", "links"))
    dialect = KUMU if {sheet.name for sheet in sheets} & {"elements", "connections"} else GRAPH
    return read_network(dialect, nodes, links, told)


def _titles(sheet: Sheet, row: int = 1) -> list[str]:
    cells = sheet.rows[row - 1] if len(sheet.rows) >= row else ()
    return [text_of(cell) for cell in cells]


def _of_nodexl(sheets: Sequence[Sheet], told: Told) -> Layout | None:
    """Find the sheets of a NodeXL workbook; only its edges are always filled."""
    for row in (2, 1):
        links = [sheet for sheet in sheets if {"Vertex 1", "Vertex 2"} <= {*_titles(sheet, row)}]
        nodes = [sheet for sheet in sheets if _titles(sheet, row)[:1] == ["Vertex"]
                 and len(sheet.rows) > row]
        if links:
            layout = read_network(_on_row(NODEXL, row), nodes, links, told)
            own = [sheet for sheet in sheets if sheet.name.casefold() in _NODEXL_SHEETS]
            return replace(layout, claimed=(*layout.claimed, *own))
    return None


def _on_row(dialect: Dialect, row: int) -> Dialect:
    return replace(dialect, row=row)


def _of_kumu(sheets: Sequence[Sheet], told: Told) -> Layout | None:
    read = [sheet for sheet in sheets if _IGNORED not in sheet.name]
    links = [sheet for sheet in read if _is_connections(_titles(sheet))]
    nodes = [sheet for sheet in read if _is_elements(_titles(sheet))]
    told_apart = nodes or any("Direction" in _titles(sheet) for sheet in links)
    if not told_apart:
        return None
    layout = read_network(KUMU, nodes, links, told)
    return replace(layout, claimed=(*layout.claimed, *(sheet for sheet in sheets
                                                       if _IGNORED in sheet.name)))


def _is_connections(titles: list[str]) -> bool:
    return titles[:2] == ["From", "To"] or titles[:3] == ["ID", "From", "To"]


def _is_elements(titles: list[str]) -> bool:
    first = titles[1:2] if titles[:1] == ["ID"] else titles[:1]
    return first == ["Label"] and bool({title.casefold() for title in titles} & _KUMU_FIELDS)


def _of_gephi(sheets: Sequence[Sheet], told: Told) -> Layout | None:
    nodes = [sheet for sheet in sheets if {"Id", "Label"} <= {*_titles(sheet)}
             and not {"Source", "Target"} <= {*_titles(sheet)}]
    links = [sheet for sheet in sheets if {"Source", "Target"} <= {*_titles(sheet)}]
    typed = any(_types(sheet) for sheet in links)
    return read_network(GEPHI, nodes, links, told) if links and (nodes or typed) else None


def _types(sheet: Sheet) -> bool:
    """Tell a column « Type » that holds what Gephi writes there."""
    titles = _titles(sheet)
    if "Type" not in titles or len(sheet.rows) < 2:  # noqa: PLR2004 (titles alone tell nothing)
        return False
    place = titles.index("Type")
    met = {text_of(cells[place]).casefold() for cells in sheet.rows[1:] if place < len(cells)}
    return bool(met - {""}) and met - {""} <= _GEPHI_TYPES
