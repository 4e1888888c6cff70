"""The map as a page: folium makes it, from outlines and codes alone.

What people typed never enters folium, which renders what it is given as a template. Names,
points and lines travel beside it as data (`map_state`) and are set as text by ``assets/map.js``.
The same page serves the dashboard, which posts the state to it, and the file one keeps, which
holds the state.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import folium
import geopandas as gpd
from folium.utilities import JsCode

from ocgraph.i18n import Label, translator
from ocgraph.model import Territory
from ocgraph.network import Layer, PartnershipNetwork, Placement, node_type
from ocgraph.views import palette
from ocgraph.views.colouring import Colouring
from ocgraph.views.legend import class_entries, link_entries, node_entries
from ocgraph.views.page import asset, finished_page, shared_texts, state_key
from ocgraph.views.words import node_words, territory_words

State = dict[str, Any]
QUEBEC = [[45.0, -79.8], [62.6, -57.1]]


class _BareMap(folium.Map):
    """A folium map that loads nothing: its scripts are put into the page by `finished_page`."""

    default_js: list = []
    default_css: list = []


def map_page(outlines: gpd.GeoDataFrame, state: State | None = None) -> str:
    """Return the whole page as HTML, with no address in it to load from.

    Parameters
    ----------
    outlines
        Index: territory code; geometry in degrees (EPSG:4326).
    state
        What `map_state` gives, for a page that stands alone; without it the page waits for the
        state to be posted.
    """
    drawing = _BareMap(tiles=None, prefer_canvas=True, zoom_control=False,
                       attribution_control=False, fade_animation=False, zoom_snap=0.25,
                       max_zoom=15, min_zoom=4)
    territories = folium.GeoJson(_shapes(outlines), smooth_factor=0.4)
    lines = folium.GeoJson(_EMPTY, on_each_feature=JsCode("ocgraphMap.onLine"))
    marks = folium.GeoJson(_EMPTY, on_each_feature=JsCode("ocgraphMap.onMark"),
                           point_to_layer=JsCode("ocgraphMap.mark"))
    for layer in (territories, lines, marks):
        layer.add_to(drawing)
    html = drawing.get_root().render()
    attach = (f"ocgraphMap.attach({{map: {drawing.get_name()}, "
              f"territories: {territories.get_name()}, lines: {lines.get_name()}, "
              f"marks: {marks.get_name()}}});")
    return finished_page(html, styles=[asset("leaflet.css"), asset("map.css")],
                         scripts=[asset("leaflet.js"), asset("frame.js"),
                                  asset("outline.js"), asset("map.js")],
                         last_script=attach, state=state)


_EMPTY = {"type": "FeatureCollection", "features": []}


def _shapes(outlines: gpd.GeoDataFrame) -> dict[str, Any]:
    """Return outlines and codes, nothing else."""
    return {"type": "FeatureCollection", "features": [
        {"type": "Feature", "id": code, "properties": {},
         "geometry": shape.__geo_interface__} for code, shape in outlines.geometry.items()]}


def map_state(network: PartnershipNetwork, *, placements: Mapping[str, Placement],
              territories: Mapping[str, Territory], outlines: gpd.GeoDataFrame,
              shading: Mapping[str, float | None], measure_id: str, credit: tuple[Label, str],
              colouring: Colouring, language: str, selection: str | None = None,
              digits: int = 0) -> State:
    """Return everything the map shows, as plain data.

    Parameters
    ----------
    network
        What the lens shows.
    placements
        Where each node stands; those placed nowhere are left out.
    shading
        Figure of each MRC by code, ``None`` for no data.
    measure_id
        Which figure it is, for the legend.
    colouring
        Colour of each node, with its meaning.
    selection
        Identifier of a node, or ``"mrc:<code>"``.
    """
    translate = translator(language)
    classes = palette.classes_of(shading.values())
    shown = {code: classes.colour_of(value) for code, value in shading.items()}
    placed = [node_id for node_id in network.node_by_id if placements[node_id].is_placed]
    lines = _lines(network, placed)
    known = sorted({actor.mrc_code for actor in network.actors} & set(territories))
    return {
        "lang": language,
        "key": state_key(network, language, measure_id, selection),
        "view": ",".join(sorted(network.lens.territories or _all_known(network))),
        "bounds": _bounds(outlines, network.lens.territories or known,
                          [placements[node_id] for node_id in placed]),
        "shades": {code: colour for code, colour in shown.items() if colour},
        "approximate": sorted(outlines.index[outlines["boundary_quality"] == "approximate"]),
        "marks": [_mark(network, node_id, placements[node_id], colouring.colours)
                  for node_id in placed],
        "lines": lines,
        "lineColours": palette.LINK_COLOURS,
        "lineOpacity": max(0.12, min(0.5, 150 / (1 + sum(map(len, lines.values()))))),
        "places": [[territories[code].name, territories[code].latitude,
                    territories[code].longitude, code] for code in known],
        "words": node_words(network, placed, territories, language)
        | territory_words(territories, shading, measure_id, language, digits),
        "legend": [*class_entries(classes, measure_id, language, digits),
                   *node_entries(network, colouring, language), *link_entries(lines, language)],
        "credits": [[credit[0].in_language(language), credit[1]]],
        "selection": selection,
        "texts": shared_texts(translate, "map"),
    }


def _all_known(network: PartnershipNetwork) -> set[str]:
    """Return the MRC of the whole register: a filter on people must not move the map."""
    return {actor.mrc_code for actor in network.register.actors if actor.mrc_code}


def _bounds(outlines: gpd.GeoDataFrame, codes: Any,
            placements: Iterable[Placement]) -> list[list[float]]:
    """Return the frame to show first: what is placed, otherwise the territories."""
    points = [(point.latitude, point.longitude) for point in placements]
    if len(points) > 2:
        latitudes, longitudes = zip(*points, strict=True)
        return [[min(latitudes), min(longitudes)], [max(latitudes), max(longitudes)]]
    codes = [code for code in codes if code in outlines.index]
    if not codes:
        return QUEBEC
    west, south, east, north = outlines.loc[codes].total_bounds
    return [[south, west], [north, east]]


def _mark(network: PartnershipNetwork, node_id: str, placement: Placement,
          colours: Mapping[str, str]) -> list[Any]:
    kind = node_type(network.node_by_id[node_id])
    return [node_id, round(placement.latitude, 5), round(placement.longitude, 5), kind,
            palette.SHAPES[kind], colours[node_id]]


def _lines(network: PartnershipNetwork, placed: list[str]) -> dict[str, list[list[int]]]:
    """Return, for each layer, the pairs of marks its links join, by their rank."""
    rank = {node_id: index for index, node_id in enumerate(placed)}
    lines: dict[str, list[list[int]]] = {str(layer): [] for layer in Layer
                                         if layer in network.lens.layers}
    for link in network.links:
        if link.source_id in rank and link.target_id in rank:
            lines[link.layer].append([rank[link.source_id], rank[link.target_id]])
    return lines
