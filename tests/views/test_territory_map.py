"""Maps of territories alone: classes, patterns, what has no data, what is not drawn."""

from __future__ import annotations

import json
import math
from collections import Counter
from dataclasses import replace
from functools import cache

import pytest
from defusedxml import ElementTree
from hypothesis import given, settings
from hypothesis import strategies as st

from ocgraph.i18n import say
from ocgraph.io.places.reference import read_municipalities
from ocgraph.views import palette
from ocgraph.views.map_page import map_page
from ocgraph.views.pictures import map_picture
from ocgraph.views.territory_map import (
    GREATER_MONTREAL,
    INHABITED,
    NORTH,
    Ground,
    clusters_map,
    crossed_levels,
    crossed_map,
    municipalities_map,
    outline_map,
    shaded_map,
)
from tests.views.drawings import PAYLOADS, ParsedPage, reference

NAME = "Faible revenu, % (inventé)"
LANAUDIERE = ("52", "60", "61", "62", "63", "64")


@cache
def ground(language="fr", without=()):
    known = reference()
    outlines = known.boundaries.outlines.drop(list(without))
    return Ground(known.territories, outlines,
                  (known.boundaries.credit, known.boundaries.credit_link), language)


def invented(*unknown):
    """Return a figure for each territory, 0 to 103 in the order of their codes, save some."""
    return {code: None if code in unknown else float(rank)
            for rank, code in enumerate(sorted(reference().territories))}


def shaded(figures, on=None, cut=palette.Cut.NATURAL, **choices):
    return shaded_map(figures, palette.classes_of(figures.values(), cut), on or ground(),
                      name=NAME, **choices)


def picture(state, fmt="svg", on=None):
    return map_picture(state, (on or ground()).outlines, title="Titre", notes=["Note"], fmt=fmt)


def written(svg):
    return [element.text for element in ElementTree.fromstring(svg).iter()
            if element.tag.endswith("}text")]


def test_each_territory_takes_the_colour_of_its_class():
    state = shaded(invented(), cut=palette.Cut.QUANTILES)

    # the fifths of 0 to 103 end at 20.6, 41.2, 61.8 and 82.4
    assert Counter(state["shades"].values()) == dict(
        zip(palette.SEQUENTIAL, (21, 21, 20, 21, 21), strict=True))
    assert state["words"]["mrc:01"] == [
        reference().territories["01"].name, f"{NAME}\u00a0: 0"]


@pytest.mark.parametrize(("cut", "words"), [(palette.Cut.QUANTILES, "Classes par quantiles"),
                                            (palette.Cut.NATURAL, "Classes par seuils naturels")])
def test_how_classes_were_cut_is_said_in_the_legend_and_under_the_picture(cut, words):
    state = shaded(invented(), cut=cut, frame=LANAUDIERE)

    assert state["legend"][-1]["shape"] == "note"
    assert state["legend"][-1]["label"].startswith(words)
    assert words in " ".join(written(picture(state)))


def test_a_single_class_was_not_cut():
    state = shaded(dict.fromkeys(invented(), 3.0))

    assert set(state["shades"].values()) == {palette.SEQUENTIAL[2]}
    assert state["notes"] == []


def test_no_data_is_hatched_named_and_never_the_lowest_class():
    state = shaded(invented("62", "85"), frame=LANAUDIERE)

    assert not {"62", "85"} & state["shades"].keys()
    assert state["words"]["mrc:62"][1] == "aucune donnée"
    assert state["notes"][-1] == (
        "Aucune donnée pour 2 territoires, hachurés\u00a0: Matawinie et Témiscamingue.")
    assert b"<pattern" in picture(state)


def test_those_not_compared_are_counted_apart_from_those_without_data():
    notes = shaded({"61": 1.0, "62": None})["notes"]

    assert "Aucune donnée pour 1 territoire, hachuré\u00a0: Matawinie." in notes
    assert "102 autres territoires ne sont pas comparés ici\u00a0: hachurés aussi." in notes


def test_what_changed_is_dotted_and_the_legend_says_so():
    state = shaded({"61": 1.0, "62": 2.0}, dotted=("62",))

    assert state["patterns"] == {"62": "dots"}
    assert [entry["label"] for entry in state["legend"] if entry.get("pattern") == "dots"] == [
        "Ce qui change"]


def test_a_figure_that_is_only_a_part_is_told_as_at_least():
    state = shaded({"61": 1.0, "62": 2.0, "63": None}, at_least=("62", "63"))

    assert state["words"]["mrc:62"][1].endswith("au moins 2")
    assert not state["words"]["mrc:61"][1].endswith("au moins 1")
    assert state["words"]["mrc:63"][1] == "aucune donnée"


def test_what_is_not_a_number_is_no_data_and_said():
    figures = invented() | {"62": math.nan, "85": math.inf}

    assert shaded(figures)["shades"] == shaded(invented("62", "85"))["shades"]
    assert "Matawinie et Témiscamingue" in shaded(figures)["notes"][-1]


def test_a_map_without_any_figure_shows_the_limits_and_says_so():
    state = shaded(dict.fromkeys(invented()))

    assert (state["shades"], state["bounds"]) == ({}, INHABITED)
    assert state["notes"] == [
        "Aucune donnée pour aucun territoire\u00a0: la carte ne montre que leurs limites."]
    assert len(picture(state)) > 4000


def test_territories_that_the_outlines_lack_are_named_and_the_others_drawn():
    on = ground(without=LANAUDIERE)
    state = shaded(invented(), on, frame=("53", "65"))

    assert len(on.outlines) == 98
    assert state["notes"][-1].startswith("Il manque 6 territoires aux contours")
    assert all(reference().territories[code].name in state["notes"][-1] for code in LANAUDIERE)
    assert "Matawinie" not in {place[0] for place in state["places"]}
    assert "Matawinie" not in written(picture(state, on=on))
    assert ParsedPage(map_page(on.outlines, state)).loaded == []


def test_a_figure_of_a_code_that_is_nowhere_is_not_drawn_and_said():
    assert "999" in shaded(invented() | {"999": 4.0})["notes"][-1]


def test_a_long_list_of_names_is_cut_with_how_many_more():
    state = shaded(invented(*LANAUDIERE, "01", "02", "03", "04", "05"))

    assert state["notes"][-1].endswith(" et 3 autres.")


def test_the_north_does_not_crush_the_south():
    everywhere = shaded(invented())

    assert everywhere["bounds"] == INHABITED
    assert [frame["bounds"] for frame in everywhere["frames"]] == [
        INHABITED, GREATER_MONTREAL, NORTH]


def test_figures_of_one_corner_or_territories_asked_for_are_framed_without_insets():
    figures = {code: float(code) for code in LANAUDIERE}
    west, south, east, north = ground().outlines.loc[list(LANAUDIERE)].total_bounds

    for state in (shaded(figures), shaded(invented(), frame=LANAUDIERE)):
        assert state["bounds"] == [[south, west], [north, east]]
        assert state["frames"] == []


def test_figures_of_the_far_north_alone_are_framed():
    west, south, east, north = ground().outlines.loc[["992"]].total_bounds

    assert shaded({"992": 4.0})["bounds"] == [[south, west], [north, east]]


def test_thirds_of_need_and_presence_are_told_apart():
    need = {"01": 1, "02": 2, "03": 3, "04": None}
    presence = {"01": 30, "02": 10, "03": 20, "04": 5, "05": 6}

    # presence 5 6 | 10 | 20 30: the thirds end between 6 and 10, and between 10 and 20
    assert crossed_levels(need, presence) == {"01": (0, 2), "02": (1, 1), "03": (2, 2)}


def test_two_figures_are_low_and_high_and_one_is_in_the_middle():
    assert crossed_levels({"01": 1, "02": 2}, {"01": 5, "02": 5}) == {"01": (0, 1), "02": (2, 1)}
    assert crossed_levels({}, {"01": 1}) == {}


@settings(max_examples=15)
@given(figures=st.dictionaries(st.sampled_from(sorted(LANAUDIERE)), st.tuples(
    st.none() | st.integers(0, 5), st.none() | st.integers(0, 5))))
def test_more_need_is_never_a_lower_third_and_equals_share_one(figures):
    need, presence = ({code: pair[rank] for code, pair in figures.items()} for rank in (0, 1))
    levels = crossed_levels(need, presence)

    assert levels.keys() == {code for code, pair in figures.items() if None not in pair}
    for rank, values in enumerate((need, presence)):
        found = sorted((values[code], level[rank]) for code, level in levels.items())
        assert [level for _, level in found] == sorted(level for _, level in found)
        assert len(dict(found)) == len(set(found))


def test_most_need_with_least_presence_is_darkest_and_dotted():
    need = invented()
    state = crossed_map(need, {code: 200 - value for code, value in need.items()}, ground(),
                        name="Besoin et présence")
    worst = max(need, key=need.get)

    assert state["shades"][worst] == palette.CROSSED[2][2]
    assert state["patterns"] == {code: "dots" for code, colour in state["shades"].items()
                                 if colour == palette.CROSSED[2][2]}
    assert set(state["shades"].values()) == {palette.CROSSED[rank][rank] for rank in range(3)}
    assert state["words"][f"mrc:{worst}"][1] == (
        "besoin\u00a0: tiers le plus haut · présence\u00a0: tiers le plus bas")


def test_the_nine_classes_are_drawn_as_a_square_with_what_grows_along_it():
    state = crossed_map(invented(), invented(), ground("en"), name="Need and presence",
                        frame=LANAUDIERE)
    square = next(entry for entry in state["legend"] if entry.get("shape") == "crossed")

    assert square["cells"][0][-1] == {"colour": palette.CROSSED[2][2], "pattern": "dots"}
    assert square["cells"][-1][0] == {"colour": palette.CROSSED[0][0], "pattern": ""}
    assert {"more need", "less presence"} <= set(written(picture(state)))


def test_the_crossed_map_says_how_many_it_colours_when_not_all():
    """Need of three, presence of one: one alone has both."""
    some = crossed_map({"61": 1.0, "62": 2.0, "63": 3.0}, {"61": 1.0, "62": None, "63": None},
                       ground(), name="Besoin et présence")
    all_of_them = crossed_map({"61": 1.0}, {"61": 1.0}, ground(), name="Besoin et présence")

    assert say("fr", "crossed.drawn", n=1, total=3) in some["notes"]
    assert say("fr", "crossed.drawn", n=1, total=1) not in all_of_them["notes"]


def test_a_territory_without_one_of_the_two_has_no_data():
    state = crossed_map(invented("62"), invented("85"), ground(), name="Besoin et présence")

    assert not {"62", "85"} & state["shades"].keys()
    assert "Matawinie et Témiscamingue" in state["notes"][-1]


def test_clusters_have_a_colour_and_a_pattern_each_and_no_data_none():
    found = dict.fromkeys(invented(), "not_significant") | {
        "61": "high_high", "62": "low_low", "63": "high_low", "64": "low_high",
        "01": "no_neighbour", "85": "no_data"}
    state = clusters_map(found, ground(), name="Écart", frame=LANAUDIERE)

    for code, kind in found.items():
        look = palette.CLUSTERS.get(kind)
        assert state["shades"].get(code) == (look and look.colour)
        assert state["patterns"].get(code, "") == (look.pattern if look else "")
    assert "Témiscamingue" in state["notes"][-1]
    assert "Beaucoup, au milieu de beaucoup" in " ".join(written(picture(state)))


def test_the_legend_of_clusters_holds_only_those_found():
    state = clusters_map({"61": "low_low"}, ground(), name="Écart")

    assert [entry["label"] for entry in state["legend"] if entry.get("shape") == "area"] == [
        "Peu, au milieu de peu"]


def test_a_picture_of_all_quebec_has_insets_with_their_scale_and_one_of_a_corner_has_none():
    whole, corner = (written(picture(shaded(invented(), **choices)))
                     for choices in ({}, {"frame": LANAUDIERE}))

    assert {"Nord", "Grand Montréal", "Administration régionale Kativik", "Laval"} <= set(whole)
    assert sum(text.endswith("\u00a0km") for text in whole) == 3
    assert "Nord" not in corner
    assert sum(text.endswith("\u00a0km") for text in corner) == 1


@pytest.mark.parametrize("fmt", [
    "svg", *(pytest.param(other, marks=pytest.mark.soak) for other in ("png", "pdf"))])
def test_a_map_of_territories_is_a_picture_in_every_format(fmt):
    content = picture(shaded(invented("85"), frame=("61", "62")), fmt)

    assert content.startswith({"png": b"\x89PNG", "svg": b"<?xml", "pdf": b"%PDF"}[fmt])


def test_the_territories_with_most_inhabitants_are_named_first():
    names = [place[0] for place in shaded(invented())["places"]]

    assert names[:3] == ["Montréal", "Québec", "Laval"]
    assert len(names) == 104


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_hostile_name_or_detail_stays_data(payload):
    state = shaded_map(invented(), palette.classes_of(invented().values()), ground(),
                       name=payload, details={"61": payload})
    page = ParsedPage(map_page(ground().outlines, state))

    kept = json.loads(page.state)
    assert (kept["legend"][0]["label"], kept["words"]["mrc:61"][1]) == (payload, payload)
    assert page.loaded == page.handlers == []


def test_what_is_drawn_has_its_own_mark():
    keys = {shaded(figures, selection=selection)["key"]
            for figures in (invented(), invented("61")) for selection in (None, "mrc:61")}

    assert len(keys) == 4


def test_a_municipality_without_coordinates_has_no_mark_to_choose():
    places = [place for place in read_municipalities() if place.mrc_code == "62"]
    lost = [replace(places[0], latitude=None, longitude=None), *places[1:]]
    drawn = municipalities_map(lost, (places[1].code,), ground())

    assert {mark[0] for mark in drawn["marks"]} == {
        place.code for place in lost if place.latitude is not None}
    assert drawn["words"][places[1].code] == [places[1].name, "Matawinie"]


def test_a_map_to_draw_on_holds_the_corners_known_and_keeps_its_frame_as_one_draws():
    places = [place for place in read_municipalities() if place.mrc_code == "62"]
    bare = outline_map(places, (), ground())
    drawn = outline_map(places, (places[0].code,), ground(), ((46.0, -73.5), (46.1, -73.4)))

    assert (bare["drawing"]["corners"], drawn["drawing"]["corners"]) == (
        [], [[46.0, -73.5], [46.1, -73.4]])
    assert set(bare["drawing"]["texts"]) == {"close", "undo", "clear"}
    assert bare["view"] == drawn["view"] and bare["key"] != drawn["key"]
    assert "drawing" not in municipalities_map(places, (), ground())
