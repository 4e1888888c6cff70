"""Read GraphML and GEXF as two sheets, nodes and links. Runs in the child process.

The XML is read as a stream, without any declaration of entities, and no further than the limits
of a workbook. ``docs/exchange.md`` says where the two formats are documented.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException, ElementTree

from ocgraph.errors import FileRefusedError
from ocgraph.io.reading.gathered import Gathered
from ocgraph.io.reading.sheets import Sheet
from ocgraph.model import Issue, Place, Severity

_DEEPEST = 60
_LABELS = ("NodeLabel", "EdgeLabel")  # where yEd writes what it shows
_YES_NO = {"true": "true", "1": "true", "false": "false", "0": "false", "directed": "true",
           "undirected": "false", "mutual": "false"}


def read_graph(path: Path, file: str) -> tuple[Sheet, ...]:
    """Return the sheets ``node`` and ``edge`` of a graph, one row for each in their order.

    Raises
    ------
    FileRefusedError
        If the XML is broken, declares entities, is no graph, or holds too much.
    """
    scan = _Scan()
    try:
        for event, element in ElementTree.iterparse(path, events=("start", "end"),
                                                    forbid_dtd=True):
            scan.enter(element) if event == "start" else scan.leave(element)
    except DefusedXmlException:
        raise FileRefusedError("file.graph_declares_entities", file=file) from None
    except (ParseError, ValueError):
        raise FileRefusedError("file.graph_damaged", file=file) from None
    if not scan.is_graph:
        raise FileRefusedError("file.no_graph", file=file)
    return scan.sheets(file)


def _local(element: Element) -> str:
    return element.tag.rpartition("}")[2]


class _Scan:
    """What was met so far in a stream of elements."""

    def __init__(self) -> None:
        self.is_graph = False
        self._nodes = Gathered("node", "nodes", ("id",))
        self._links = Gathered("edge", "links", ("source", "target"))
        self._names: dict[tuple[str, str], str] = {}
        self._defaults: dict[tuple[str, str], str] = {}
        self._directed = ""
        self._class = ""
        self._depth = self._hyperedges = 0
        self._left: Mapping[str, Callable[[Element], None]] = {
            "key": self._key, "attribute": self._attribute, "node": self._node,
            "edge": self._edge, "hyperedge": self._hyperedge}

    def enter(self, element: Element) -> None:
        """Remember where the stream is."""
        self._depth += 1
        if self._depth > _DEEPEST:
            raise ValueError("too deep")
        if _local(element) == "graph":
            self.is_graph = True
            told = element.get("edgedefault") or element.get("defaultedgetype") or ""
            self._directed = _YES_NO.get(told, "")
        elif _local(element) == "attributes":
            self._class = element.get("class") or ""

    def leave(self, element: Element) -> None:
        """Take what an element says, and forget it."""
        self._depth -= 1
        take = self._left.get(_local(element))
        if take:
            take(element)
            element.clear()

    def sheets(self, file: str) -> tuple[Sheet, ...]:
        """Return what was met, attributes under their names."""
        lost = [Issue(Severity.WARNING, "hyperedges_not_read", Place(file, "hyperedge"),
                      params={"n": self._hyperedges})] if self._hyperedges else []
        for gathered, kind in ((self._nodes, "node"), (self._links, "edge")):
            gathered.rows = [self._named(row, kind) for row in gathered.rows]
        return self._nodes.sheet(file, lost), self._links.sheet(file)

    def _named(self, row: Mapping[object, object], kind: str) -> dict[str, object]:
        """Put the names of attributes in place of their identifiers; the element’s own win."""
        own = {key: value for key, value in row.items() if isinstance(key, str)}
        told = {key[0]: value for key, value in row.items() if isinstance(key, tuple)}
        absent = {key: value for (of, key), value in self._defaults.items()
                  if of in {kind, "all"} and key not in told}
        named = {self._names.get((kind, key)) or self._names.get(("all", key)) or key: value
                 for key, value in {**absent, **told}.items()}
        return {**own, **{title: value for title, value in named.items() if title not in own}}

    def _key(self, element: Element) -> None:
        kind, key = element.get("for") or "all", element.get("id") or ""
        self._declare((kind, key), element.get("attr.name") or "", element)

    def _attribute(self, element: Element) -> None:
        self._declare((self._class, element.get("id") or ""), element.get("title") or "", element)

    def _declare(self, key: tuple[str, str], name: str, element: Element) -> None:
        self._names[key] = name
        for child in element:
            if _local(child) == "default" and child.text:
                self._defaults[key] = child.text

    def _node(self, element: Element) -> None:
        self._nodes.add({"id": element.get("id"), **_known(element, "label"), **_told(element)})

    def _edge(self, element: Element) -> None:
        told = element.get("directed") or element.get("type") or ""
        self._links.add({"source": element.get("source"), "target": element.get("target"),
                         "directed": _YES_NO.get(told, self._directed),
                         **_known(element, "id", "label", "weight"), **_told(element)})

    def _hyperedge(self, _element: Element) -> None:
        self._hyperedges += 1


def _known(element: Element, *names: str) -> dict[str, str]:
    return {name: value for name in names if (value := element.get(name))}


def _told(element: Element) -> dict[object, object]:
    """Return the attributes of a node or edge, by ``(identifier,)``: their names come later."""
    told: dict[object, object] = {}
    for child in element:
        if _local(child) == "data":
            told[(child.get("key") or "",)] = child.text if len(child) == 0 else None
            for text in _drawn_labels(child):
                told.setdefault("label", text)
        elif _local(child) == "attvalues":
            told.update({((value.get("for") or value.get("id") or ""),): value.get("value")
                         for value in child})
    return told


def _drawn_labels(data: Element) -> Iterator[str]:
    return (part.text.strip() for part in data.iter()
            if _local(part) in _LABELS and part.text and part.text.strip())
