"""The nodes and links of other programs: Kumu, Gephi, NodeXL, GraphML and GEXF.

``docs/exchange.md`` tells each layout and where it is documented. Identifiers of other programs
("n0", "1") mean nothing from one file to the next: records get theirs from their names, as from a
workbook, except in a file that ocgraph wrote.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import islice

from ocgraph.i18n import LANGUAGES, say
from ocgraph.io.places.place_names import folded
from ocgraph.io.reading.identities import name_key, slug
from ocgraph.io.reading.layout_parts import (
    Added,
    FileRow,
    Layout,
    Part,
    Plan,
    Table,
    cell_at,
    part_of,
    text_at,
)
from ocgraph.io.reading.sheets import MOST_ROWS, Sheet
from ocgraph.io.reading.told import NOT_LEVELS, Told
from ocgraph.io.reading.values import parse_number
from ocgraph.model import (
    Actor,
    CommunityOrganizer,
    ConcertationTable,
    Engagement,
    Issue,
    Membership,
    Severity,
    Tie,
    vocabulary,
)
from ocgraph.model.checks import IDENTIFIERS

_PERSONS = frozenset({"person", "people", "personne", "individu", "individual"})
_DIRECTED = {"directed": "1", "true": "1", "undirected": "0", "false": "0", "mutual": "0",
             "mixed": ""}
_DRAWN = frozenset({
    "color", "colour", "couleur", "shape", "size", "opacity", "width", "style", "visibility", "x",
    "y", "z", "r", "g", "b", "polar r", "polar angle", "locked?", "image file", "image", "marked?",
    "label fill color", "label position", "label text color", "label font size", "tooltip",
    "layout order", "timeset", "interval", "modularity class", "modularity_class", "degree",
    "in-degree", "out-degree", "pagerank", "betweenness centrality", "closeness centrality",
    "eigenvector centrality", "clustering coefficient", "reciprocated?", "subgraph",
    "vertex group", "dynamic filter"})
"""What the programs compute or draw: it is theirs, and is made again from the network."""
_NODES: dict[str, type] = {"actor": Actor, "concertation_table": ConcertationTable,
                           "organizer": CommunityOrganizer}
_LAYERS: dict[str, tuple[type, str, str]] = {
    "ties": (Tie, "source_id", "target_id"),
    "tables": (Membership, "member_id", "concertation_table_id"),
    "liaison": (Engagement, "organizer_id", "target_id")}
_TABLES = frozenset({"table", "table de concertation", "concertation table"})


@dataclass(frozen=True)
class Dialect:
    """How one program calls what a network is made of; titles in small letters.

    Attributes
    ----------
    kind_of_node, kind_of_link
        Columns that may tell kinds of actors and of ties; what ocgraph wrote tells there the
        entity.
    row
        The row of titles.
    """

    code: str
    node_id: tuple[str, ...]
    name: tuple[str, ...]
    source: tuple[str, ...]
    target: tuple[str, ...]
    kind_of_node: tuple[str, ...] = ()
    kind_of_link: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    note: tuple[str, ...] = ()
    direction: tuple[str, ...] = ()
    weight: tuple[str, ...] = ("weight", "edge weight", "strength")
    row: int = 1


KUMU = Dialect("kumu", ("id",), ("label",), ("from",), ("to",), ("type",), ("type",), ("tags",),
               ("description",), ("direction",))
GEPHI = Dialect("gephi", ("id",), ("label",), ("source",), ("target",),
                kind_of_link=("label",), direction=("type",))
NODEXL = Dialect("nodexl", ("vertex",), ("label",), ("vertex 1",), ("vertex 2",),
                 kind_of_link=("relationship", "label"), row=2)
GRAPH = Dialect("graph", ("id",), ("name", "label"), ("source",), ("target",),
                kind_of_link=("relationship", "label"), direction=("directed",))


@dataclass
class _Node:
    """A node of the file: what it is, and how links name it."""

    entity: type
    name: str
    called: str = ""


@dataclass
class _Network:
    """What is known of the file while its parts are made."""

    dialect: Dialect
    told: Told
    is_ours: bool = False
    nodes: dict[str, _Node] = field(default_factory=dict)
    persons: set[str] = field(default_factory=set)
    issues: list[Issue] = field(default_factory=list)
    asks_scale: bool = False


def read_network(dialect: Dialect, nodes: Sequence[Sheet], links: Sequence[Sheet],
                 told: Told) -> Layout:
    """Return the nodes and links of a file as lists of ours.

    Parameters
    ----------
    nodes, links
        The sheets that list them; there may be no list of nodes.
    """
    network = _Network(dialect, told)
    tables = [Table(sheet, dialect.row) for sheet in nodes]
    link_tables = [Table(sheet, dialect.row) for sheet in links]
    network.is_ours = any(_says_entities(table, dialect) for table in tables)
    listed = {id(table): _meet_nodes(table, network) for table in tables}
    _name_nodes(network)
    parts = [part for table in tables for part in _node_parts(table, listed[id(table)], network)]
    for table in link_tables:
        parts += _link_parts(table, network, any_listed=bool(tables))
    said = [issue for table in (*tables, *link_tables)
            for issue in (*table.sheet.issues, *table.issues)]
    return Layout(dialect.code, tuple(parts), (*nodes, *links), (*said, *network.issues),
                  network.asks_scale)


def _says_entities(table: Table, dialect: Dialect) -> bool:
    """Tell a list of nodes that ocgraph wrote: it says of each what it is."""
    if table.position("node_type") is not None:
        return True
    kinds = table.position(*dialect.kind_of_node)
    words = {text_at(row, kinds) for row in table.rows}
    has_ids = table.position(*dialect.node_id) is not None
    return has_ids and bool(words) and words <= _words_of_entities().keys()


@cache
def _words_of_entities() -> dict[str, type]:
    return {say(language, f"node.{kind}"): entity for kind, entity in _NODES.items()
            for language in LANGUAGES}


@cache
def _words_of_layers() -> dict[str, str]:
    return {say(language, f"layer.{layer}"): layer for layer in _LAYERS
            for language in LANGUAGES}


def _entity_of(table: Table, row: FileRow, network: _Network) -> type:
    coded = table.position("node_type")
    if coded is not None:
        return _NODES.get(text_at(row, coded), Actor)
    word = text_at(row, table.position(*network.dialect.kind_of_node))
    if network.is_ours:
        return _words_of_entities().get(word, Actor)
    return ConcertationTable if _is_among(word, _TABLES) else Actor


@lru_cache(maxsize=2_000)
def _is_among(word: str, words: frozenset[str]) -> bool:
    return folded(word) in words


def _meet_nodes(table: Table, network: _Network) -> list[FileRow]:
    """Enter each node under its identifier, and leave out those that are persons, counted."""
    dialect = network.dialect
    key, name = table.position(*dialect.node_id), table.position(*dialect.name)
    kind = table.position(*dialect.kind_of_node, "kind", "type")
    kept, persons = [], 0
    for row in table.rows:
        called = text_at(row, name) or text_at(row, key)
        identifier = text_at(row, key) or called
        if _is_among(text_at(row, kind), _PERSONS):
            network.persons |= {identifier, called}
            persons += 1
            continue
        network.nodes.setdefault(identifier, _Node(_entity_of(table, row, network), called))
        kept.append(row)
    if persons:
        network.issues.append(Issue(Severity.NOTICE, "persons_set_aside", table.sheet.place(),
                                    params={"n": persons}))
    return kept


def _name_nodes(network: _Network) -> None:
    """Choose how links name each node: by name, by an identifier of ours where names repeat."""
    if network.is_ours:
        for identifier, node in network.nodes.items():
            node.called = identifier
        return
    keys = [name_key(node.name) for node in network.nodes.values()]
    times, met = Counter(keys), Counter()
    for key, node in zip(keys, network.nodes.values(), strict=True):
        met[key] += 1
        node.called = (node.name if times[key] == 1 else
                       f"actor-{slug(node.name)}-{met[key]}")


def _node_parts(table: Table, rows: list[FileRow], network: _Network) -> Iterable[Part]:
    for entity in dict.fromkeys(_entity_of(table, row, network) for row in rows):
        mine = [row for row in rows if _entity_of(table, row, network) is entity]
        yield part_of(table, mine, _plan_of_nodes(table, mine, entity, network))


def _plan_of_nodes(table: Table, rows: list[FileRow], entity: type, network: _Network) -> Plan:
    dialect = network.dialect
    key, name = table.position(*dialect.node_id), table.position(*dialect.name)
    met = [network.nodes[text_at(row, key) or text_at(row, name)] for row in rows]
    names = [text_at(row, name) or text_at(row, key) for row in rows]
    titles = [table.titles[place] for place in (name, key) if place is not None]
    added = [Added(titles[0], "name", names)]
    identifiers = [text_at(row, key) if network.is_ours else
                   (node.called if node.called != node.name else None)
                   for row, node in zip(rows, met, strict=True)]
    added.append(Added(titles[-1], IDENTIFIERS[entity], identifiers))
    fields = {}
    if entity is Actor and not network.is_ours:
        for titles_of, field_name in ((dialect.kind_of_node, "kind"), (dialect.sectors, "sectors"),
                                      (dialect.note, "private_note")):
            if (place := table.position(*titles_of)) is not None:
                fields[place] = field_name
    dropped = {key, name, table.position("node_type")} | _drawn(table, network)
    if network.is_ours or entity is not Actor:
        dropped.add(table.position(*dialect.kind_of_node))
    return Plan(entity, fields, dropped - {None}, added=added)


def _drawn(table: Table, network: _Network) -> set[int | None]:
    """Return the positions of what a program computes or draws, and what ours says twice."""
    if network.is_ours:
        return {table.position("label"), table.position("networkx_key")}
    return {position for position, title in enumerate(table.titles)
            if title.casefold() in _DRAWN}


def _link_parts(table: Table, network: _Network, *, any_listed: bool) -> list[Part]:
    """Return the links by entity, after the actors that only links name."""
    every = list(islice(_one_target_each(table, network), MOST_ROWS + 1))
    if len(every) > MOST_ROWS:
        network.issues.append(Issue(Severity.WARNING, "rows_not_read", table.sheet.place(),
                                    params={"most": MOST_ROWS}))
    rows = [row for row in every[:MOST_ROWS] if not _of_person(table, row, network)]
    if len(rows) < len(every[:MOST_ROWS]):
        network.issues.append(Issue(Severity.NOTICE, "links_of_persons", table.sheet.place(),
                                    params={"n": len(every[:MOST_ROWS]) - len(rows)}))
    by_layer: dict[str, list[FileRow]] = {}
    for row in rows:
        by_layer.setdefault(_layer_of(table, row, network), []).append(row)
    made = _only_linked(table, rows, network) if any_listed else []
    return [*made, *(part_of(table, mine, _plan_of_links(table, mine, layer, network))
                     for layer, mine in by_layer.items())]


def _ends(table: Table, row: FileRow, network: _Network) -> tuple[str, str]:
    """Return the two ends of a link, the one that ocgraph says comes first before the other."""
    dialect = network.dialect
    source = text_at(row, table.position(*dialect.source))
    target = text_at(row, table.position(*dialect.target))
    first = text_at(row, table.position("source_id"))
    return (target, source) if first and first == target != source else (source, target)


def _one_target_each(table: Table, network: _Network) -> Iterable[FileRow]:
    """Give each target its row where one cell names several, as Kumu lets it."""
    place = table.position(*network.dialect.target)
    for number, cells in table.rows:
        text = text_at((number, cells), place)
        if "|" not in text or text in network.nodes or place is None:
            yield number, cells
            continue
        for part in filter(None, map(str.strip, text.split("|"))):
            yield number, (*cells[:place], part, *cells[place + 1:])


def _of_person(table: Table, row: FileRow, network: _Network) -> bool:
    return bool(network.persons & set(_ends(table, row, network)))


def _layer_of(table: Table, row: FileRow, network: _Network) -> str:
    """Return the layer a link says, or the one that its ends make it."""
    coded = text_at(row, table.position("layer"))
    if coded in _LAYERS:
        return coded
    word = text_at(row, table.position(*network.dialect.kind_of_link))
    if network.is_ours and word in _words_of_layers():
        return _words_of_layers()[word]
    ends = [network.nodes.get(end) for end in _ends(table, row, network)]
    joins_table = any(node and node.entity is ConcertationTable for node in ends)
    return "tables" if joins_table else "ties"


def _only_linked(table: Table, rows: list[FileRow], network: _Network) -> list[Part]:
    """Make an actor of each end that no node bears, and say so."""
    found: dict[str, FileRow] = {}
    for row in rows:
        for end in _ends(table, row, network):
            if end and end not in network.nodes:
                found.setdefault(end, row)
    if not found or network.is_ours:
        return []
    network.issues += [Issue(Severity.NOTICE, "actor_made", table.sheet.place(row[0]), end)
                       for end, row in found.items()]
    title = table.titles[table.position(*network.dialect.source) or 0]
    return [part_of(table, list(found.values()), Plan(
        Actor, dropped=range(len(table.titles)), added=[Added(title, "name", list(found))]))]


def _plan_of_links(table: Table, rows: list[FileRow], layer: str, network: _Network) -> Plan:
    dialect, (entity, first, second) = network.dialect, _LAYERS[layer]
    ends = [_ends(table, row, network) for row in rows]
    if entity is Membership and not network.is_ours:
        ends = [_member_first(pair, network) for pair in ends]
    called = [[_called(end, network) for end in pair] for pair in ends]
    source, target = (table.position(*titles) for titles in (dialect.source, dialect.target))
    added = [Added(table.titles[source or 0], first, [pair[0] for pair in called]),
             Added(table.titles[target or 0], second, [pair[1] for pair in called])]
    dropped = {source, target, table.position("id"), table.position("layer"),
               table.position("source_id"), *_drawn(table, network)}
    direction, kind = (table.position(*titles)
                       for titles in (dialect.direction, dialect.kind_of_link))
    dropped.add(direction)
    fields, given = {}, {}
    if entity is Tie and not network.is_ours:
        if kind is not None and kind != direction:
            fields[kind] = "kind"
        if direction is not None:
            words = [_DIRECTED.get(text_at(row, direction).casefold()) for row in rows]
            added.append(Added(table.titles[direction], "directed", words))
    elif network.is_ours and kind is not None:
        dropped.add(kind)
    weight = table.position(*dialect.weight)
    dropped.add(weight)
    if entity is Tie and weight is not None and _carries(rows, weight, table, network):
        added.append(Added(table.titles[weight], "level", [cell_at(row, weight) for row in rows]))
        given["scale"] = network.told.scale
    return Plan(entity, fields, (dropped - {None}) - fields.keys(), added=added, given=given)


def _called(end: str, network: _Network) -> str:
    return network.nodes[end].called if end in network.nodes else end


def _member_first(pair: tuple[str, str], network: _Network) -> tuple[str, str]:
    last = network.nodes.get(pair[1])
    return pair if last and last.entity is ConcertationTable else (pair[1], pair[0])


def _carries(rows: list[FileRow], weight: int, table: Table, network: _Network) -> bool:
    """Tell whether numbers on links are levels of a scale that was told; else say how many wait.

    Where all are one, a program wrote what it writes by default.
    """
    told = {text_at(row, weight) for row in rows} - {""}
    if not told or {parse_number(text) for text in told} == {1}:
        return False
    if network.told.scale in vocabulary("intensity_scale"):
        return True
    if network.told.scale != NOT_LEVELS:
        network.asks_scale = True
        network.issues.append(Issue(
            Severity.WARNING, "weights_without_scale", table.sheet.place(
                column=table.titles[weight]),
            params={"n": sum(bool(text_at(row, weight)) for row in rows)}))
    return False
