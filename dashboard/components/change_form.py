"""One change to try: what it is, then whom it concerns, with no field more than it needs."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import streamlit as st

from dashboard import data, scenarios, state
from dashboard.components.refusal import said_when_refused
from dashboard.view import CHANGE_FORMS
from ocgraph.analysis.change_forms import HOURS, new_id
from ocgraph.analysis.changes import (
    AddActor,
    AddLink,
    AddOrganizer,
    AddTable,
    Change,
    MergeTables,
    MoveOrganizer,
    RemoveLink,
    RemoveNode,
)
from ocgraph.analysis.scenario import apply_changes
from ocgraph.i18n import sort_key
from ocgraph.model import label_of, vocabulary
from ocgraph.network import Layer, PartnershipNetwork

_FIELDS = ("who", "other", "name", "kind", "sectors", "theme", "mrc", "territories", "hours")


def change_form() -> None:
    """Ask for one change, and add it to those tried."""
    _ = state.words()
    what = st.selectbox(_("change.what"), CHANGE_FORMS, key=_key("what"),
                        format_func=lambda code: _(f"change.{code}"))
    _SHOWN[what](_network())
    st.button(_("change.try"), key="try_change", type="primary", on_click=_try)
    if st.session_state.pop("change_incomplete", False):
        st.caption(_("change.incomplete"))


def _network() -> PartnershipNetwork:
    """Return the network as it would be: what was added may be joined, who left may not."""
    return scenarios.scenario_network(state.source(), state.lens(), state.changes())


def _key(field: str) -> str:
    return state.key(f"change_{field}")


def _given(field: str) -> object:
    return st.session_state.get(_key(field))


@said_when_refused
def _try() -> None:
    """Add the change to those tried and empty the form, or say that something lacks."""
    change = _change(_given("what"))
    if change is None:
        st.session_state["change_incomplete"] = True
        return
    state.try_changes((*state.changes(), change), state.scenario())
    for field in _FIELDS:
        st.session_state.pop(_key(field), None)


def _change(what: str) -> Change | None:
    """Return the change the fields tell, ``None`` when one that it needs is empty."""
    who, other, name = _given("who"), _given("other"), (_given("name") or "").strip()
    codes = tuple(_given("territories") or ())
    made: dict[str, tuple[bool, Callable[[], Change]]] = {
        "leave": (bool(who), lambda: RemoveNode(who)),
        "tie": (bool(who and other), lambda: AddLink(Layer.TIES, who, other)),
        "seat": (bool(who and other), lambda: AddLink(Layer.TABLES, who, other)),
        "support": (bool(who and other), lambda: AddLink(Layer.LIAISON, who, other)),
        "unlink": (bool(who and other), lambda: RemoveLink(*other)),
        "move": (bool(who and codes), lambda: MoveOrganizer(who, codes)),
        "actor": (bool(name), lambda: AddActor(_new_id(name), name, _given("kind"), tuple(
            _given("sectors") or ()), _given("mrc"))),
        "table": (bool(name), lambda: AddTable(_new_id(name), name, _given("theme"), codes)),
        "post": (bool(name), lambda: AddOrganizer(_new_id(name), name, codes, _given("hours"))),
        "merge": (bool(who and other), lambda: MergeTables(who, other))}
    is_whole, make = made[what]
    return make() if is_whole else None


def _new_id(name: str) -> str:
    tried = apply_changes(data.register(state.source(), state.lens()), state.changes()).register
    return new_id(name, tried)


def _who(network: PartnershipNetwork, title: str, node_ids: Iterable[str], field: str = "who"
         ) -> str | None:
    """Ask for one of some nodes, by name."""
    offered = sorted(node_ids, key=lambda one: sort_key(network.node_by_id[one].name))
    return _one(title, offered, lambda one: network.node_by_id[one].name, field)


def _one(title: str, offered: list, wording: Callable, field: str) -> object:
    """Ask for one of some codes; what was chosen and is no longer offered is let go."""
    if _given(field) not in offered:
        st.session_state.pop(_key(field), None)
    return st.selectbox(title, offered, index=None, format_func=wording, key=_key(field),
                        placeholder=state.words()("change.hint"))


def _leave(network: PartnershipNetwork) -> None:
    _who(network, state.words()("change.leave.who"), network.node_by_id)


def _tie(network: PartnershipNetwork) -> None:
    _ = state.words()
    one = _who(network, _("change.tie.who"), network.actor_index)
    _who(network, _("change.tie.other"), set(network.actor_index) - {one} - _linked(
        network, one, Layer.TIES), "other")


def _seat(network: PartnershipNetwork) -> None:
    _ = state.words()
    tables = _tables(network)
    member = _who(network, _("change.seat.who"), set(network.actor_index) | tables)
    _who(network, _("change.seat.other"), tables - {member} - _linked(
        network, member, Layer.TABLES), "other")


def _support(network: PartnershipNetwork) -> None:
    _ = state.words()
    posts = _posts(network)
    post = _who(network, _("change.support.who"), posts)
    _who(network, _("change.support.other"), set(network.node_by_id) - posts - _linked(
        network, post, Layer.LIAISON), "other")


def _unlink(network: PartnershipNetwork) -> None:
    """Ask for one of the links of someone: partner, table or post."""
    _ = state.words()
    one = _who(network, _("change.unlink.who"), network.node_by_id)
    links = {(link.layer, link.source_id, link.target_id): network.node_by_id[
        link.target_id if link.source_id == one else link.source_id].name
        for link in network.links_of.get(one, ())}
    _one(_("change.unlink.other"), sorted(links, key=lambda each: sort_key(links[each])),
         links.get, "other")


def _actor(_network: PartnershipNetwork) -> None:
    _, language = state.words(), state.language()
    st.text_input(_("change.actor.name"), key=_key("name"))
    _one(_("change.kind"), list(vocabulary("actor_kind")),
         lambda code: label_of("actor_kind", code, language), "kind")
    st.multiselect(_("change.sectors"), list(vocabulary("sector")), key=_key("sectors"),
                   format_func=lambda code: label_of("sector", code, language),
                   placeholder=_("change.hint"), select_all=False)
    _one(_("change.mrc"), _places(), _place, "mrc")


def _table(_network: PartnershipNetwork) -> None:
    _, language = state.words(), state.language()
    st.text_input(_("change.table.name"), key=_key("name"))
    _one(_("change.theme"), list(vocabulary("theme")),
         lambda code: label_of("theme", code, language), "theme")
    _territories(_("change.table.territories"))


def _post(_network: PartnershipNetwork) -> None:
    _ = state.words()
    st.text_input(_("change.post.name"), key=_key("name"), help=_("change.post.help"))
    _territories(_("change.post.territories"))
    st.number_input(_("change.post.hours"), float(HOURS.minimum), float(HOURS.maximum), value=None,
                    step=0.5, key=_key("hours"), help=_("change.post.hours_help"))


def _move(network: PartnershipNetwork) -> None:
    _ = state.words()
    _who(network, _("change.move.who"), _posts(network))
    _territories(_("change.move.territories"), help=_("change.move.help"))


def _merge(network: PartnershipNetwork) -> None:
    _ = state.words()
    tables = _tables(network)
    stays = _who(network, _("change.merge.who"), tables)
    _who(network, _("change.merge.other"), tables - {stays}, "other")
    st.caption(_("change.merge.note"))


def _territories(title: str, **settings: str) -> None:
    st.multiselect(title, _places(), format_func=_place, key=_key("territories"),
                   placeholder=state.words()("change.hint"), select_all=False, **settings)


def _places() -> list[str]:
    return sorted(data.territories(), key=lambda code: sort_key(_place(code)))


def _place(code: str) -> str:
    return data.territories()[code].name


def _posts(network: PartnershipNetwork) -> set[str]:
    return {organizer.organizer_id for organizer in network.organizers}


def _tables(network: PartnershipNetwork) -> set[str]:
    return {table.concertation_table_id for table in network.concertation_tables}


def _linked(network: PartnershipNetwork, node_id: str | None, layer: Layer) -> set[str]:
    """Return whom a node is linked with already in one way."""
    return {end for link in network.links_of.get(node_id, ()) if link.layer == layer
            for end in (link.source_id, link.target_id)}


_SHOWN: dict[str, Callable[[PartnershipNetwork], None]] = {
    "leave": _leave, "tie": _tie, "seat": _seat, "support": _support, "unlink": _unlink,
    "actor": _actor, "table": _table, "post": _post, "move": _move, "merge": _merge}
