"""The map and the graph with what a page of decisions tells on top of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dashboard import data
from dashboard.view import View
from ocgraph.network import PartnershipNetwork, Placement, Positions, lay_out, place
from ocgraph.views.overlay import Overlay, laid_over, with_ghosts

State = dict[str, Any]


def told_drawing(name: str, view: View, overlay: Overlay, seen: PartnershipNetwork | None = None,
                 gone: frozenset[str] = frozenset()) -> State:
    """Return the state of a drawing with an overlay on it.

    Parameters
    ----------
    name
        ``"map"`` or ``"graph"``.
    seen
        What is drawn, when it is not the register but what would be if.
    gone
        Nodes of the register that are drawn as well, though `seen` no longer holds them.
    """
    bare = view.without_selection()
    drawn = data.map_drawing(bare) if name == "map" else data.graph_drawing(bare)
    if seen is not None:
        drawn = with_ghosts(_drawing_of(name, bare, seen), drawn, gone)
    told = laid_over(drawn, overlay, seen or data.network(view.source, view.lens),
                     territories=data.territories(), language=view.language)
    shown = {node_id for node_id in told["words"]}
    selection = view.selection if view.selection in shown else None
    return told | {"selection": selection, "focus": 0, "key": f"{told['key']}|{selection}"}


def _drawing_of(name: str, view: View, seen: PartnershipNetwork) -> State:
    if name == "map":
        return data.map_state_of(view, seen, _placements(view, seen))
    return data.graph_state_of(view, seen, _positions(view, seen)) | {"focus": 0}


def _placements(view: View, seen: PartnershipNetwork) -> Mapping[str, Placement]:
    """Return where each node stands: where it stood, when the register holds it."""
    known = data.placements(view.source, view.lens.of_everything)
    if seen.node_by_id.keys() <= known.keys():
        return known
    return place(seen, data.gazetteer()) | known


def _positions(view: View, seen: PartnershipNetwork) -> Positions:
    known = data.positions(view.source, data.moment(view.source, view.lens))
    return known if seen.node_by_id.keys() <= known.keys() else lay_out(seen, known)
