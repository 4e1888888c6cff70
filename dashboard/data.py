"""What the pages show, kept between runs.

Keys hold the register's revision, so that a cache never outlives the data; nothing personal to a
session is kept here.
"""

from __future__ import annotations

import datetime
import io
import json
from collections.abc import Mapping
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from dashboard import asking
from dashboard.asking import store
from dashboard.view import DEMONSTRATIONS, OWN, View
from ocgraph.analysis import Overview
from ocgraph.errors import OcgraphError
from ocgraph.i18n import say, sort_key
from ocgraph.io.places.boundaries import Boundaries, read_boundaries
from ocgraph.io.places.gazetteer import municipality_points, population_centres
from ocgraph.io.places.reference import territory_by_code
from ocgraph.io.register_folder import read_demo
from ocgraph.io.writing.exports import export_register, write_content, write_graph
from ocgraph.io.writing.template import write_template
from ocgraph.model import Register, Territory
from ocgraph.network import (
    Gazetteer,
    Lens,
    Node,
    PartnershipNetwork,
    PlacedBy,
    Placement,
    Positions,
    lay_out,
    place,
)
from ocgraph.paths import beside_demo_path, positions_path
from ocgraph.storage import Changes, Notebook, Save, compare, merge
from ocgraph.territory import TERRITORY_MEASURES, Presence, presence_by_mrc
from ocgraph.views.colouring import colour_nodes
from ocgraph.views.graph_page import graph_page, graph_state
from ocgraph.views.map_page import map_page, map_state
from ocgraph.views.pictures import graph_picture, map_picture

State = dict[str, Any]
_AS_KNOWN_NOW = Lens()


class Moment(NamedTuple):
    """Which state of the register is looked at: what is kept between runs is kept under it.

    Attributes
    ----------
    save_seq
        Number of the save after which it is seen; 0 for what never changes.
    latest
        Number of the latest save: an erasure changes what earlier ones hold.
    """

    save_seq: int
    latest: int


def notebook(source: str) -> Notebook:
    """Return what is kept beside a register; a demonstration, never written, has its own file.

    That file knows no account: whoever may not read the register is refused it here.
    """
    if source in DEMONSTRATIONS:
        asking.admit()
        return _notebook_beside(source)
    return _notebook(asking.account())


@lru_cache(maxsize=len(DEMONSTRATIONS))
def _notebook_beside(source: str) -> Notebook:
    return Notebook(beside_demo_path(DEMONSTRATIONS[source]))


@lru_cache(maxsize=256)
def _notebook(account: str | None) -> Notebook:
    return Notebook(account=account)


def revision(source: str) -> int:
    """Return the number that changes when the register does; 0 for what never changes."""
    return 0 if source in DEMONSTRATIONS else asking.once_written("revision", store().revision)


def moment(source: str, lens: Lens) -> Moment:
    """Return which state of the register a lens looks at.

    Raises
    ------
    OcgraphError
        ``memory.demo`` for a demonstration as it was known on a day: it never changes;
        ``storage.before_memory`` for a day that the memory does not reach.
    """
    latest, day = revision(source), lens.known_on
    if day is None:
        return Moment(latest, latest)
    if source in DEMONSTRATIONS:
        raise OcgraphError("memory.demo")
    return Moment(min(latest, asking.once_written(day, lambda: store().last_seq_on(day))), latest)


def first_day(source: str) -> datetime.date | None:
    """Return the first day that the memory of a register tells; a demonstration has none."""
    return None if source in DEMONSTRATIONS else asking.once_written("first day", store().first_day)


def remembers(source: str, day: datetime.date) -> bool:
    """Tell whether the memory of a register reaches a day: from its first one to today."""
    first = first_day(source)
    return first is not None and first <= day <= datetime.date.today()


def register(source: str, lens: Lens = _AS_KNOWN_NOW) -> Register:
    """Return the register that is open, as it was known on the day of the lens, all of it."""
    return register_at(source, moment(source, lens))


@lru_cache(maxsize=8)
def register_at(source: str, seen: Moment) -> Register:
    """Return the register of one moment, for what is kept under it."""
    if source in DEMONSTRATIONS:
        return read_demo(DEMONSTRATIONS[source])
    return store().load() if seen.save_seq == seen.latest else store().as_after(seen.save_seq)


def last_import(source: str) -> Save | None:
    """Return the latest file taken into the register that is open, ``None`` when there is none."""
    return None if source in DEMONSTRATIONS else store().last_import()


def network(source: str, lens: Lens) -> PartnershipNetwork:
    """Return the register seen through a lens."""
    return network_at(source, moment(source, lens), lens)


@lru_cache(maxsize=64)
def network_at(source: str, seen: Moment, lens: Lens) -> PartnershipNetwork:
    """Return the network of one moment, for what is kept under it."""
    return PartnershipNetwork(register_at(source, seen), lens)


def names_to_find(source: str, lens: Lens, language: str) -> dict[str, str]:
    """Return the name of each node seen and of each MRC, by identifier, in alphabetical order."""
    return _names_to_find(source, moment(source, lens), lens, language)


@lru_cache(maxsize=16)
def _names_to_find(source: str, seen: Moment, lens: Lens, language: str) -> dict[str, str]:
    names = {node_id: node.name
             for node_id, node in network_at(source, seen, lens).node_by_id.items()}
    names |= {f"mrc:{code}": say(language, "panel.mrc", name=place.name)
              for code, place in territories().items()}
    return dict(sorted(names.items(), key=lambda pair: sort_key(pair[1])))


def territories() -> dict[str, Territory]:
    """Return the 104 MRC and equivalent territories by code."""
    return territory_by_code()


def boundaries() -> Boundaries:
    """Return the outlines in use."""
    return read_boundaries()


def presence(source: str, lens: Lens) -> dict[str, Presence]:
    """Return who is present in each MRC."""
    return _presence(source, moment(source, lens), lens)


@lru_cache(maxsize=64)
def _presence(source: str, seen: Moment, lens: Lens) -> dict[str, Presence]:
    return dict(presence_by_mrc(network_at(source, seen, lens), territories().values()))


def shading(source: str, lens: Lens, measure_id: str) -> dict[str, float | None]:
    """Return the figure of each MRC."""
    measure = TERRITORY_MEASURES[measure_id]
    return {code: measure.value(there) for code, there in presence(source, lens).items()}


def facts(source: str, lens: Lens) -> Overview:
    """Return the size, freshness and completeness of what is seen, as of today."""
    return _facts(source, moment(source, lens), lens, datetime.date.today())


@lru_cache(maxsize=16)
def _facts(source: str, seen: Moment, lens: Lens, today: datetime.date) -> Overview:
    return Overview(network_at(source, seen, lens), today)


@lru_cache(maxsize=1)
def gazetteer() -> Gazetteer:
    """Return the points of reference."""
    return Gazetteer(municipality_points(), population_centres())


def placements(source: str, lens: Lens) -> dict[str, Placement]:
    """Return where each node stands on the map."""
    return _placements(source, moment(source, lens), lens)


@lru_cache(maxsize=64)
def _placements(source: str, seen: Moment, lens: Lens) -> dict[str, Placement]:
    everything = place(network_at(source, seen, Lens()), gazetteer())
    return {node_id: everything[node_id]
            for node_id in network_at(source, seen, lens).node_by_id}


def placed(source: str, lens: Lens) -> frozenset[str]:
    """Return what stands somewhere on the map."""
    return frozenset(node_id for node_id, there in placements(source, lens).items()
                     if there.placed_by != PlacedBy.NOWHERE)


@lru_cache(maxsize=4)
def positions(source: str, seen: Moment) -> Positions:
    """Return the point of every node of the whole register, kept from one opening to the next.

    What was known on a day stands where it stands now; only where it stands now is kept.
    """
    if seen.save_seq != seen.latest:
        now = positions(source, Moment(seen.latest, seen.latest))
        return lay_out(network_at(source, seen, Lens()), now)
    kept = positions_path(source)
    found = lay_out(network_at(source, seen, Lens()), _kept_positions(kept))
    with suppress(OcgraphError):   # a folder that cannot be written costs places kept, no more
        write_content(json.dumps(found).encode(), kept)
    return found


def forget_positions(source: str) -> None:
    """Forget where stood what the register no longer holds: the file names it."""
    path, known = positions_path(source), network(source, Lens()).node_by_id
    if points := _kept_positions(path):
        left = {node_id: point for node_id, point in points.items() if node_id in known}
        write_content(json.dumps(left).encode(), path)


def _kept_positions(path: Path) -> Positions | None:
    """Read kept positions; a file that no longer reads costs places learnt, and nothing else."""
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None


def map_drawing(view: View) -> State:
    """Return the state of the map."""
    base = _map_base(view.without_selection(), moment(view.source, view.lens), boundaries().mark)
    return base | {"selection": view.selection, "key": f"{base['key']}|{view.selection}"}


@lru_cache(maxsize=16)
def _map_base(view: View, seen: Moment, _mark: str) -> State:
    return map_state_of(view, network_at(view.source, seen, view.lens),
                        _placements(view.source, seen, view.lens))


def map_state_of(view: View, seen: PartnershipNetwork, placements: Mapping[str, Placement]
                 ) -> State:
    """Return the state of the map of a network, with the choices of a view."""
    outlines = boundaries()
    return map_state(
        seen, placements=placements, territories=territories(),
        outlines=outlines.outlines, shading=shading(view.source, view.lens, view.measure),
        measure_id=view.measure, credit=(outlines.credit, outlines.credit_link),
        colouring=colour_nodes(seen, view.colour, territories(), view.language),
        language=view.language, digits=TERRITORY_MEASURES[view.measure].digits)


def graph_drawing(view: View) -> State:
    """Return the state of the graph: all that is seen, or what is near the selection."""
    base = _graph_base(view.without_selection(), moment(view.source, view.lens)) | {"focus": 0}
    seen = network(view.source, view.lens)
    if view.selection not in seen.node_by_id:
        return base
    shown = base if not view.focus else _only(base, seen.around(view.selection, view.focus))
    return shown | {"selection": view.selection, "focus": view.focus,
                    "key": f"{base['key']}|{view.selection}|{view.focus}"}


@lru_cache(maxsize=16)
def _graph_base(view: View, seen: Moment) -> State:
    return graph_state_of(view, network_at(view.source, seen, view.lens),
                          positions(view.source, seen))


def graph_state_of(view: View, seen: PartnershipNetwork, points: Positions) -> State:
    """Return the state of the graph of a network, with the choices of a view."""
    return graph_state(
        seen, positions=points, territories=territories(),
        colouring=colour_nodes(seen, view.colour, territories(), view.language),
        language=view.language, today=datetime.date.today())


def around(view: View) -> tuple[Node, ...]:
    """Return the nodes that the graph shows around the selection, in the order of the network."""
    seen = network(view.source, view.lens)
    near = seen.around(view.selection, view.focus)
    return tuple(node for node_id, node in seen.node_by_id.items() if node_id in near)


def is_focused(view: View) -> bool:
    """Tell whether the graph shows only what is around the selection."""
    return bool(view.focus) and view.selection in network(view.source, view.lens).node_by_id


def _only(state: State, node_ids: set[str]) -> State:
    return state | {
        "isFocused": True,
        "nodes": [node for node in state["nodes"] if node["id"] in node_ids],
        "edges": [edge for edge in state["edges"]
                  if edge["from"] in node_ids and edge["to"] in node_ids],
        "words": {node_id: state["words"][node_id] for node_id in node_ids}}


def drawing_page(name: str) -> str:
    """Return the page of a drawing without its state: outlines and scripts, no name."""
    if name == "graph":
        return graph_page()
    return _map_page(boundaries().mark)


@lru_cache(maxsize=2)
def _map_page(_mark: str) -> str:
    return map_page(boundaries().outlines)


def picture_file(name: str, view: View, fmt: str, *, title: str, notes: list[str]) -> bytes:
    """Return a drawing as a file to keep: ``"png"``, ``"svg"``, ``"pdf"``, ``"html"``."""
    outlines = boundaries().outlines
    drawing = map_drawing(view) if name == "map" else graph_drawing(view)
    if fmt == "html":
        kept = drawing | {"texts": drawing["texts"] | {"heading": title, "notes": " ".join(notes)}}
        return (map_page(outlines, kept) if name == "map" else graph_page(kept)).encode()
    if name == "map":
        return map_picture(drawing, outlines, title=title, notes=notes, fmt=fmt)
    return graph_picture(drawing, title=title, notes=notes, fmt=fmt)


def register_file(source: str, fmt: str, language: str, lens: Lens = _AS_KNOWN_NOW) -> bytes:
    """Return the whole register as a file, for the team."""
    content = io.BytesIO()
    export_register(register(source, lens), content, fmt, language)
    return content.getvalue()


def graph_file(source: str, lens: Lens, fmt: str) -> bytes:
    """Return the network seen as a graph file for other software."""
    content = io.BytesIO()
    write_graph(network(source, lens).to_networkx(), content, fmt)
    return content.getvalue()


def template_file(language: str) -> bytes:
    """Return the workbook to fill in."""
    content = io.BytesIO()
    write_template(content, language)
    return content.getvalue()


def changes(found: Register, *, adds: bool) -> Changes:
    """Count what keeping a file would add, update and remove, before anything is kept."""
    kept = register(OWN)
    return compare(kept, merge(kept, found) if adds else found)


def is_log(found: Register) -> bool:
    """Tell whether a file holds entries of a journal, and nothing else."""
    return bool(found.engagements) and found == Register(engagements=found.engagements)


def keep(found: Register, *, adds: bool, save_key: str, file_name: str) -> Save:
    """Keep what was read: beside what is kept already, or in its place."""
    take = store().add if adds else store().replace
    return take(found, save_key=save_key, file_name=file_name)
