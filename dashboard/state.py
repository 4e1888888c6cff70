"""What a session remembers, as codes, and the address that restores it."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Mapping
from typing import Any
from urllib.parse import quote, unquote

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from dashboard.view import (
    ACCESS_CHOICES,
    ANALYSIS_PARTS,
    BRIDGES_AS,
    BRIDGES_BETWEEN,
    BROWSER_COOKIE,
    DATA_PARTS,
    FOCUS_CHOICES,
    LEVEL_CHOICES,
    LEVEL_FIGURES,
    MEMORY_PARTS,
    MOBILISATION_PARTS,
    OBJECTIVES,
    OWN,
    POSTS_CHOICES,
    POSTS_OF,
    SERVED_AS,
    SHARE_CHOICES,
    SHARE_PARTS,
    SHOWN_AS,
    SOURCES,
    SPREAD_CHOICES,
    STEP_CHOICES,
    TERRITORY_MAPS,
    TERRITORY_PARTS,
    TIES_SHOWN,
    View,
)
from ocgraph.analysis.change_forms import changes_line, read_line
from ocgraph.analysis.changes import Change
from ocgraph.analysis.territory_scenario import COMPARED
from ocgraph.analysis.territory_spread import METHODS
from ocgraph.analysis.weighing_forms import TOLERANCES
from ocgraph.errors import OcgraphError
from ocgraph.i18n import DEFAULT_LANGUAGE, LANGUAGES, Translator, translator
from ocgraph.io.places.reference import municipality_by_code, region_names, territory_codes
from ocgraph.measures.groups import PARTITION
from ocgraph.model import COLLECTIONS, DEFAULT_FRAME, vocabulary
from ocgraph.network import Lens
from ocgraph.settings import SOURCE
from ocgraph.territory import TERRITORY_MEASURES
from ocgraph.views.colouring import COLOUR_CHOICES

_CHOICES: dict[str, tuple[Any, ...]] = {
    "language": LANGUAGES,
    "source": SOURCES,
    "measure": tuple(TERRITORY_MEASURES),
    "colour": COLOUR_CHOICES,
    "focus": FOCUS_CHOICES,
    "partition": PARTITION.choices,
    "frame": tuple(vocabulary("frame")),
    "steps": STEP_CHOICES,
    "share": SHARE_CHOICES,
    "analysis": ANALYSIS_PARTS,
    "mobilisation": MOBILISATION_PARTS,
    "shown": SHOWN_AS,
    "data_part": DATA_PARTS,
    "memory_part": MEMORY_PARTS,
    "share_part": SHARE_PARTS,
    "ties_shown": TIES_SHOWN,
    "edited": tuple(COLLECTIONS.values()),
    "territory_part": TERRITORY_PARTS,
    "tolerance": tuple(TOLERANCES),
    "served_as": SERVED_AS,
    "served_map": TERRITORY_MAPS,
    "within_km": ACCESS_CHOICES,
    "access_method": METHODS,
    "between": BRIDGES_BETWEEN,
    "bridges_as": BRIDGES_AS,
    "posts": POSTS_CHOICES,
    "posts_of": POSTS_OF,
    "compared": COMPARED,
    "objective": OBJECTIVES,
    "spread": SPREAD_CHOICES,
    "level": LEVEL_CHOICES,
    "level_figure": LEVEL_FIGURES,
}
_FIRST: dict[str, Any] = {
    "language": DEFAULT_LANGUAGE, "measure": "links_per_actor", "colour": "kind", "focus": 0,
    "partition": "setting", "frame": DEFAULT_FRAME, "steps": 1, "share": 0.8, "analysis": "roles",
    "mobilisation": "start", "shown": "list", "data_part": "import", "edited": "actors",
    "memory_part": "saves", "share_part": "make", "ties_shown": TIES_SHOWN[0],
    "territory_part": "need", "tolerance": "near", "served_as": "map",
    "served_map": "crossed", "within_km": 60, "access_method": METHODS[0], "between": "mrc",
    "bridges_as": "matrix", "posts": 1, "posts_of": "scenario", "compared": "ratio",
    "objective": "worst", "spread": "hours_per_10000", "level": "region",
    "level_figure": "hours_per_10000"}
# The menu opens a page with a bare address: to go back to it changes neither of these.
_OF_SESSION = ("language", "source")
_OF_PICTURES = ("language", "source", "measure", "colour", "focus")
# Where each is in the address, and what it may hold; a start is whatever the register holds, and a
# scenario whatever it was called.
_LISTS: dict[str, tuple[str, Callable[[], Collection[str]] | None]] = {
    "starts": ("from", None), "beside": ("beside", None), "weights": ("weights", None),
    "bridge_regions": ("regions", region_names),
    "bridge_sectors": ("sectors_between", lambda: vocabulary("sector")),
    "goal_sectors": ("reach", lambda: vocabulary("sector")),
    "goal_territories": ("in", territory_codes),
    "shared_territories": ("shared", territory_codes),
    "place_territories": ("mrc", territory_codes),
    "place_municipalities": ("municipality", municipality_by_code),
    "place_outline": ("outline", None)}
_TEXTS = {"place_name": "place", "memory_save": "save", "share_title": "title"}
_DAYS = {"then_day": "day", "then_beside": "beside_day"}
LONGEST_TEXT = 80
# Under which name what is tried, or weighed, is kept; which record has its form open; whose
# journal is written.
_NAMES = ("scenario", "weighing", "record", "post", "presentation")
_PARAMETER = {"language": "lang"}


def begin() -> None:
    """Fill the session from the address: once, and again when one goes back or forward.

    Streamlit may stop a run at any word of the session: an address is held as read only once the
    whole of it is, so that a half-read one is read again.
    """
    if _moves_through_history():
        st.session_state["address_unread"] = True
    if not st.session_state.get("address_unread", True):
        return
    st.session_state["moves"] = st.session_state.get("moves", -1) + 1
    _read_address()
    st.session_state["address_unread"] = False


def _moves_through_history() -> bool:
    return get_script_run_ctx().is_history_navigation


def _read_address() -> None:
    written = st.query_params.to_dict()    # once: Streamlit looks up the session for each of them
    ignored: list[str] = []
    st.session_state["address_errors"] = []
    found = {name: _chosen_in_address(name, choices, written, ignored)
             for name, choices in _CHOICES.items()}
    found["selection"] = written.get("selection") or None
    for name, (parameter, known) in _LISTS.items():
        codes = list(map(unquote, filter(None, written.get(parameter, "").split(","))))
        kept = tuple(code for code in codes if known is None or code in known())
        ignored += [f"{parameter}={code}" for code in codes if code not in kept]
        found[name] = kept
    found |= {name: written.get(parameter, "")[:LONGEST_TEXT]
              for name, parameter in _TEXTS.items()}
    found |= {name: _day_in_address(parameter, written, ignored)
              for name, parameter in _DAYS.items()}
    found |= {name: written.get(name) or None for name in _NAMES}
    found["changes"] = _read(lambda: read_line(written.get("changes", "")), ())
    found["lens"] = _read(lambda: Lens.from_query(written, territory_codes()), Lens())
    st.session_state.update(found | {"address_ignored": ignored})


def _chosen_in_address(name: str, choices: tuple[Any, ...], address: Mapping[str, str],
                       ignored: list[str]) -> Any:
    """Return a choice of the address; what does not exist is left for the page to say."""
    parameter = _PARAMETER.get(name, name)
    written = address.get(parameter, "")
    known = {str(choice): choice for choice in choices}
    if written and written not in known:
        ignored.append(f"{parameter}={written}")
    usual = st.session_state.get(name, _first(name)) if name in _OF_SESSION else _first(name)
    return known.get(written, usual)


def _day_in_address(parameter: str, address: Mapping[str, str], ignored: list[str]
                    ) -> datetime.date | None:
    written = address.get(parameter, "")
    try:
        return datetime.date.fromisoformat(written) if written else None
    except ValueError:
        ignored.append(f"{parameter}={written}")
        return None


def _read(part: Callable[[], Any], otherwise: Any) -> Any:
    """Return a part of the address; one that cannot be read is said, and left out."""
    try:
        return part()
    except OcgraphError as error:
        st.session_state["address_errors"].append(error)
        return otherwise


def _first(name: str) -> Any:
    if name == "source":
        return SOURCE.value if SOURCE.value in SOURCES else OWN
    return _FIRST[name]


def write_address() -> None:
    """Put what is looked at into the address; what is as usual is left out.

    One who goes back or forward stays where the browser is: a new address would cut the way on.
    """
    if _moves_through_history():
        return
    query = {_PARAMETER.get(name, name): str(st.session_state[name]) for name in _CHOICES
             if st.session_state[name] != _first(name)}
    if st.session_state["selection"]:
        query["selection"] = st.session_state["selection"]
    query |= {parameter: ",".join(quote(code, safe=" ") for code in chosen_list(name))
              for name, (parameter, _known) in _LISTS.items() if chosen_list(name)}
    if changes():
        query["changes"] = changes_line(changes())
    query |= {name: st.session_state[name] for name in _NAMES if st.session_state[name]}
    query |= {parameter: typed(name) for name, parameter in _TEXTS.items() if typed(name)}
    query |= {parameter: choice(name).isoformat() for name, parameter in _DAYS.items()
              if choice(name)}
    query |= st.session_state["lens"].to_query()
    if st.query_params.to_dict() != query:
        st.query_params.from_dict(query)


def language() -> str:
    """Return the code of the language shown."""
    return st.session_state["language"]


def key(name: str) -> str:
    """Return the key of a widget that shows words: another in each language, and at each move.

    Streamlit remembers a choice by its wording; a widget kept across languages would not find it
    again. What is chosen is remembered apart, as a code: a move through history changes it, and
    the widgets are made anew to show it.
    """
    moves = st.session_state["moves"]
    return f"{name}_{language()}" + (f"_{moves}" if moves else "")


def when_there(key: str, keep: Callable[[Any], None]) -> Callable[[], None]:
    """Return the callback of a widget: it keeps what the widget holds, if it is still shown.

    In haste through history a run is stopped before its widgets are made, and Streamlit then calls
    for those of the page before: what they hold, if anything, is of another address.
    """
    made_at = st.session_state["moves"]

    def changed() -> None:
        if key in st.session_state and st.session_state["moves"] == made_at:
            keep(st.session_state[key])

    return changed


def words() -> Translator:
    """Return the function that says sentences in the language shown."""
    return translator(language())


def lens() -> Lens:
    """Return the lens chosen in the sidebar."""
    return st.session_state["lens"]


def replace_lens(new: Lens) -> None:
    """Look through another lens; the sidebar's widgets are made anew to show it."""
    st.session_state["lens"] = new
    for key in [key for key in st.session_state if str(key).startswith("lens_")]:
        del st.session_state[key]


def view() -> View:
    """Return everything looked at, as one value."""
    chosen = {name: st.session_state[name] for name in _OF_PICTURES}
    return View(lens=lens(), selection=selection(), **chosen)


def choice(name: str) -> Any:
    """Return a choice of a page that is no part of the pictures."""
    return st.session_state[name]


def chosen_list(name: str) -> tuple[str, ...]:
    """Return what was chosen of several, by its name in `_LISTS`."""
    return st.session_state[name]


def changes() -> tuple[Change, ...]:
    """Return the changes tried, in order."""
    return st.session_state["changes"]


def scenario() -> str | None:
    """Return the name of the kept scenario that was opened."""
    return st.session_state["scenario"]


def try_changes(new: tuple[Change, ...], name: str | None) -> None:
    """Try changes, those of the kept scenario `name` or of none."""
    st.session_state.update({"changes": new, "scenario": name})


def weighing_name() -> str | None:
    """Return the name of the kept choice of weights that was opened."""
    return st.session_state["weighing"]


def name_weighing(name: str | None) -> None:
    """Say under which name what is weighed is kept."""
    st.session_state["weighing"] = name


def open_weighing(name: str, weights: tuple[str, ...], tolerance: str) -> None:
    """Weigh what is kept under a name; the widgets of the page are made anew to show it."""
    st.session_state.update({"weighing": name, "weights": weights, "tolerance": tolerance})
    st.session_state["moves"] += 1


def typed(name: str) -> str:
    """Return what was typed, by its name in `_TEXTS`."""
    return st.session_state[name]


def record() -> str | None:
    """Return the key of the record whose form is open, or `NEW`; of another kind, it waits."""
    kind, _colon, key = (st.session_state["record"] or "").partition(":")
    return key if key and kind == choice("edited") else None


def edit_record(collection: str, key: str | None) -> None:
    """Open the form of a record in Données; with no key, none is open."""
    if choice("edited") != collection:
        st.session_state["edited"] = collection
        st.session_state["moves"] += 1
    st.session_state["record"] = key and f"{collection}:{key}"


def post() -> str | None:
    """Return the identifier of the post whose journal is written."""
    return st.session_state["post"]


def open_part(name: str, part: str) -> None:
    """Open a part of a page, from another one; `name` is that of the choice of the part."""
    st.session_state[name] = part
    st.session_state["moves"] += 1


def account() -> str:
    """Return whose drafts these are: with no one signed in, those of this browser."""
    return st.context.cookies.get(BROWSER_COOKIE, "")


def take_portrait_of(code: str) -> None:
    """Choose an MRC for its portrait, and that part of the page of analysis."""
    st.session_state.update({"place_territories": (code,), "place_municipalities": (),
                             "place_outline": (), "place_name": "", "analysis": "portrait"})


def toggle_municipality(code: str | None) -> None:
    """Choose a municipality for the portrait, or leave it; a click elsewhere changes nothing."""
    if code not in municipality_by_code():
        return
    chosen = chosen_list("place_municipalities")
    st.session_state["place_municipalities"] = (
        tuple(other for other in chosen if other != code) if code in chosen else (*chosen, code))
    st.session_state["moves"] += 1


def source() -> str:
    """Return which register is open: the team's own, or a demonstration."""
    return st.session_state["source"]


def open_source(code: str) -> None:
    """Open the team's own register or a demonstration, with a plain lens.

    What is tried on one register waits there until it is opened again.
    """
    plain = {"source": code, "selection": None, "focus": 0, "weighing": None,
             "presentation": None} | dict.fromkeys(
        _LISTS, ()) | dict.fromkeys(_TEXTS, "") | dict.fromkeys(_DAYS)
    tried = st.session_state.setdefault("tried", {})
    tried[source()] = (changes(), scenario())
    st.session_state.update(plain)
    try_changes(*tried.get(code, ((), None)))
    replace_lens(Lens())


def selection() -> str | None:
    """Return the selected node's identifier, or ``"mrc:<code>"``."""
    return st.session_state["selection"]


def select(identifier: str | None) -> None:
    """Select a node or an MRC on every page; ``None`` selects nothing."""
    st.session_state["selection"] = identifier or None
