"""Maps of territories alone: one figure, two figures crossed, or clusters.

They are states of the page of the map (`ocgraph.views.map_page`) with nobody on it, so that the
screen, the page one keeps and the picture (`ocgraph.views.pictures.map_picture`) show the same.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from zlib import crc32

import geopandas as gpd

from ocgraph.analysis.wording import listed
from ocgraph.i18n import Label, say, translator
from ocgraph.io.places.reference import Municipality
from ocgraph.model import Territory
from ocgraph.views import palette
from ocgraph.views.legend import Entry, no_data_entry, range_entries
from ocgraph.views.page import shared_texts
from ocgraph.views.palette import Classes, Look
from ocgraph.views.words import figure_words

State = dict[str, Any]
Bounds = list[list[float]]

INHABITED: Bounds = [[44.99, -79.6], [51.0, -61.3]]
"""The south of Québec, from Abitibi to Sept-Îles and the Îles-de-la-Madeleine."""
GREATER_MONTREAL: Bounds = [[45.3, -74.1], [45.93, -73.15]]
NORTH: Bounds = [[50.5, -79.8], [62.6, -57.1]]

N_LEVELS = 3
MOST_NAMED = 8
"""Names of territories that a note tells before it says how many more there are."""


@dataclass(frozen=True, eq=False)
class Ground:
    """What maps of territories lie on.

    Attributes
    ----------
    territories
        By code.
    outlines
        Index: territory code; geometry in degrees (EPSG:4326); column ``boundary_quality``. A
        territory without outline is not drawn, and a note of the map says so.
    credit
        Credit of the outlines, and the address it leads to.
    language
        ``"fr"`` or ``"en"``.
    """

    territories: Mapping[str, Territory]
    outlines: gpd.GeoDataFrame
    credit: tuple[Label, str]
    language: str

    def name_of(self, code: str) -> str:
        """Return the name of a territory, or its code when it is not known."""
        return self.territories[code].name if code in self.territories else code


def shaded_map(figures: Mapping[str, float | None], classes: Classes, ground: Ground, *,
               name: str, details: Mapping[str, str] | None = None, digits: int = 0,
               selection: str | None = None, frame: Collection[str] = (),
               at_least: Collection[str] = (), dotted: Collection[str] = ()) -> State:
    """Return a map shaded by one figure.

    Parameters
    ----------
    figures
        By territory code, ``None`` for no data. What is not a number is no data either.
    classes
        From `palette.classes_of`; the legend says how they were cut.
    name
        What the figure is, with its unit.
    details
        Second line of what is told under the pointer, by code; the figure when not given.
    digits
        Decimals shown.
    selection
        ``"mrc:<code>"``, outlined.
    frame
        Codes to show first; by default where the figures are, in the inhabited south.
    at_least
        Codes of which the figure is only a part of what there is: told as such.
    dotted
        Codes of which the figure changed: dotted.
    """
    known = _numbers(figures)
    looks = {code: Look(classes.colour_of(value) or "", "dots" if code in dotted else "")
             for code, value in known.items()}
    words = {code: figure_words(value, ground.language, digits) for code, value in known.items()}
    words |= {code: say(ground.language, "words.at_least", value=words[code])
              for code in at_least if code in words}
    told = {code: say(ground.language, "words.figure", measure=name, value=value)
            for code, value in words.items()}
    legend = [{"label": name}, *range_entries(classes, ground.language, digits)]
    if dotted:
        legend.append({"shape": "area", **Look(palette.PLAIN_TERRITORY, "dots")._asdict(),
                       "label": say(ground.language, "territory_map.changed")})
    cut = [say(ground.language, f"classes.{classes.cut}", n=len(classes.ranges))
           ] if len(classes.ranges) > 1 else []
    return _state(ground, _Drawn(looks, told | dict(details or {}), legend, cut),
                  codes=figures, selection=selection, frame=frame)


def crossed_levels(need: Mapping[str, float | None],
                   presence: Mapping[str, float | None]) -> dict[str, tuple[int, int]]:
    """Return, where both are known, the thirds of need and of presence: 0 low, 1 middle, 2 high.

    Each figure is cut at its quantiles among all the territories that have it (`quantile_parts`),
    so equal figures share a third. Of figures that make two parts only, none is in the middle.
    """
    of_need, of_presence = _thirds(_numbers(need)), _thirds(_numbers(presence))
    return {code: (level, of_presence[code]) for code, level in of_need.items()
            if code in of_presence}


def _thirds(known: Mapping[str, float]) -> dict[str, int]:
    parts = palette.quantile_parts(sorted(known.values()), N_LEVELS)
    ends = [part[-1] for part in parts]
    levels = {1: (1,), 2: (0, 2)}.get(len(parts), (0, 1, 2))
    return {code: levels[bisect_left(ends, value)] for code, value in known.items()}


def crossed_map(need: Mapping[str, float | None], presence: Mapping[str, float | None],
                ground: Ground, *, name: str, details: Mapping[str, str] | None = None,
                selection: str | None = None, frame: Collection[str] = ()) -> State:
    """Return a map of need and presence at once, in three thirds each.

    What is darkest and dotted has the most need and the least presence. A territory without one
    of the two figures has no data. Parameters are those of `shaded_map`; `name` says what is
    crossed.
    """
    levels = crossed_levels(need, presence)
    looks = {code: _crossed_look(of_need, N_LEVELS - 1 - of_presence)
             for code, (of_need, of_presence) in levels.items()}
    told = {code: say(ground.language, "crossed.detail",
                      need=say(ground.language, f"crossed.need_{of_need}"),
                      presence=say(ground.language, f"crossed.presence_{of_presence}"))
            for code, (of_need, of_presence) in levels.items()}
    legend = [{"label": name}, _crossed_square(ground.language)]
    codes = {**need, **presence}
    drawn = [say(ground.language, "crossed.drawn", n=len(levels), total=len(codes))
             ] if len(levels) < len(codes) else []
    return _state(ground, _Drawn(looks, told | dict(details or {}), legend,
                                 [*drawn, say(ground.language, "crossed.cut")]),
                  codes=codes, selection=selection, frame=frame)


def _crossed_look(need: int, lack: int) -> Look:
    is_worst = need == lack == N_LEVELS - 1
    return Look(palette.CROSSED[need][lack], "dots" if is_worst else "")


def _crossed_square(language: str) -> Entry:
    """Return the square of the nine classes, from its top row, with what grows along each side."""
    return {"shape": "crossed", "label": say(language, "crossed.dotted"),
            "up": say(language, "crossed.more_need"),
            "across": say(language, "crossed.less_presence"),
            "cells": [[_crossed_look(need, lack)._asdict() for lack in range(N_LEVELS)]
                      for need in reversed(range(N_LEVELS))]}


def clusters_map(classes: Mapping[str, str], ground: Ground, *, name: str,
                 details: Mapping[str, str] | None = None, selection: str | None = None,
                 frame: Collection[str] = ()) -> State:
    """Return a map of territories that resemble their neighbours, or stand out from them.

    Parameters
    ----------
    classes
        By territory code, one of `palette.CLUSTERS` or ``"no_data"``.
    name
        Which figure the clusters are of. The other parameters are those of `shaded_map`.
    """
    looks = {code: palette.CLUSTERS[found] for code, found in classes.items()
             if found != "no_data"}
    wording = {found: say(ground.language, f"cluster.{found}") for found in palette.CLUSTERS}
    told = {code: wording[classes[code]] for code in looks}
    legend = [{"label": name}, *({"shape": "area", **look._asdict(), "label": wording[found]}
                                 for found, look in palette.CLUSTERS.items()
                                 if found in classes.values())]
    return _state(ground, _Drawn(looks, told | dict(details or {}), legend,
                                 [say(ground.language, "cluster.explained")]),
                  codes=classes, selection=selection, frame=frame)


def _numbers(figures: Mapping[str, float | None]) -> dict[str, float]:
    return {code: value for code, value in figures.items()
            if value is not None and math.isfinite(value)}


@dataclass(frozen=True)
class _Drawn:
    """What one map tells: look and second line by code, legend, sentences on its classes."""

    looks: Mapping[str, Look]
    details: Mapping[str, str]
    legend: list[Entry]
    notes: list[str]


def municipalities_map(municipalities: Iterable[Municipality], chosen: Collection[str],
                       ground: Ground) -> State:
    """Return a map where one chooses municipalities: a mark at the point of each, all in view.

    Parameters
    ----------
    municipalities
        Those offered; one without coordinates has no mark.
    chosen
        Codes of those already chosen, drawn full.
    """
    return _marked(municipalities, chosen, ground, {
        name: say(ground.language, f"choosing.{name}")
        for name in ("title", "chosen", "offered", "hint")})


def outline_map(municipalities: Iterable[Municipality], inside: Collection[str], ground: Ground,
                corners: Sequence[tuple[float, float]] = ()) -> State:
    """Return a map where one draws an outline: the page draws it, and tells it once it is closed.

    What is told is ``"outline:"``, then each corner as latitude and longitude in degrees, with a
    comma between two; no corner when it is opened again.

    Parameters
    ----------
    municipalities
        Those marked, as in `municipalities_map`.
    inside
        Codes of those whose point lies inside, drawn full.
    corners
        Of the outline already drawn, for a page that is opened again.
    """
    drawn = _marked(municipalities, inside, ground, {
        "title": say(ground.language, "outline.legend"),
        "chosen": say(ground.language, "outline.inside"),
        "offered": say(ground.language, "outline.outside"),
        "hint": say(ground.language, "outline.hint")})
    return drawn | {"drawing": {
        "corners": list(map(list, corners)),
        "texts": {name: say(ground.language, f"outline.{name}")
                  for name in ("close", "undo", "clear")}}}


def _marked(municipalities: Iterable[Municipality], chosen: Collection[str], ground: Ground,
            texts: Mapping[str, str]) -> State:
    offered = [place for place in municipalities if place.latitude is not None]
    looks = {code: Look(palette.PLAIN_TERRITORY) for code in ground.territories}
    details = dict.fromkeys(ground.territories, texts["hint"])
    legend = [{"label": texts["title"]},
              {"shape": "disc", "colour": palette.ORGANIZER_COLOUR, "label": texts["chosen"]},
              {"shape": "disc", "colour": palette.OTHER_COLOUR, "label": texts["offered"]}]
    state = _state(ground, _Drawn(looks, details, legend, []), codes=(), selection=None, frame=())
    bounds = [[end(place.latitude for place in offered), end(place.longitude for place in offered)]
              for end in (min, max)] if offered else state["bounds"]
    marks = [[place.code, place.latitude, place.longitude, "actor", "disc",
              *((palette.ORGANIZER_COLOUR, "loud") if place.code in chosen
                else (palette.OTHER_COLOUR, "hollow"))] for place in offered]
    return state | {
        "marks": marks, "legend": legend, "bounds": bounds, "view": f"choosing|{bounds}",
        "frames": [],
        "words": state["words"] | {place.code: [place.name, ground.name_of(place.mrc_code)]
                                   for place in offered},
        "key": f"{state['key']}|{crc32(repr(marks).encode()):x}"}


def _state(ground: Ground, drawn: _Drawn, *, codes: Collection[str], selection: str | None,
           frame: Collection[str]) -> State:
    looks, translate = drawn.looks, translator(ground.language)
    bounds = _bounds(ground.outlines, looks, frame)
    absences = _absences(ground, codes, looks)
    of_ground = [place for code, place in ground.territories.items()
                 if code in ground.outlines.index]
    words = {f"mrc:{code}": [place.name, drawn.details.get(code) or translate("words.no_data")]
             for code, place in ground.territories.items()}
    shown = (words, drawn.legend, sorted(looks.items()), absences)
    return {
        "lang": ground.language,
        "key": f"territories|{ground.language}|{crc32(repr(shown).encode()):x}|{selection}",
        "view": f"territories|{bounds}",
        "bounds": bounds,
        "frames": _frames(ground.language) if bounds == INHABITED else [],
        "shades": {code: look.colour for code, look in looks.items()},
        "patterns": {code: look.pattern for code, look in looks.items() if look.pattern},
        "approximate": sorted(ground.outlines.index[
            ground.outlines["boundary_quality"] == "approximate"]),
        "marks": [], "lines": {}, "lineColours": {}, "lineOpacity": 0.5,
        "places": [[place.name, place.latitude, place.longitude, place.code] for place in sorted(
            of_ground, key=lambda place: -(place.population or 0))
            if place.latitude is not None],
        "words": words,
        "legend": [*drawn.legend, no_data_entry(ground.language),
                   *({"shape": "note", "label": note} for note in drawn.notes)],
        "credits": [[ground.credit[0].in_language(ground.language), ground.credit[1]]],
        "selection": selection,
        "notes": [*drawn.notes, *absences],
        "texts": shared_texts(translate, "map") | {
            "title": drawn.legend[0]["label"], "notes": " ".join(absences)},
    }


def _bounds(outlines: gpd.GeoDataFrame, looks: Collection[str],
            frame: Collection[str]) -> Bounds:
    """Return the frame to show first, never crushed by the North unless it is asked for."""
    asked = [code for code in frame if code in outlines.index]
    if asked:
        west, south, east, north = map(float, outlines.loc[asked].total_bounds)
        return [[south, west], [north, east]]
    drawn = [code for code in looks if code in outlines.index]
    if not drawn:
        return INHABITED
    west, south, east, north = map(float, outlines.loc[drawn].total_bounds)
    (least_south, least_west), (most_north, most_east) = INHABITED
    inside = [[max(south, least_south), max(west, least_west)],
              [min(north, most_north), min(east, most_east)]]
    (south, west), (north, east) = inside
    if south >= north or west >= east:  # all of them north of the inhabited south
        return _bounds(outlines, (), drawn)
    return INHABITED if east - west > (most_east - least_west) / 2 else inside


def _frames(language: str) -> list[dict[str, Any]]:
    """Return the whole, then the parts too small or too large to be read on it."""
    return [{"label": say(language, f"frame.{name}"), "bounds": bounds} for name, bounds in (
        ("inhabited", INHABITED), ("montreal", GREATER_MONTREAL), ("north", NORTH))]


def _absences(ground: Ground, codes: Collection[str], looks: Collection[str]) -> list[str]:
    """Say which territories are hatched for want of data, and which the outlines lack."""
    wanted, drawn = {*ground.territories, *codes}, set(ground.outlines.index)
    missing = sorted(wanted - drawn)
    compared = set(codes) & drawn
    blank, others = sorted(compared - set(looks)), wanted & drawn - compared
    not_compared = [say(ground.language, "territory_map.not_compared", n=len(others))
                    ] if others and compared else []
    if not looks:
        return [say(ground.language, "territory_map.nothing"), *_told(ground, "not_drawn", missing)]
    return [*_told(ground, "no_data", blank), *not_compared,
            *_told(ground, "not_drawn", missing)]


def _told(ground: Ground, what: str, codes: list[str]) -> list[str]:
    if not codes:
        return []
    names = listed(map(ground.name_of, codes), ground.language, MOST_NAMED)
    return [say(ground.language, f"territory_map.{what}", n=len(codes), names=names)]
