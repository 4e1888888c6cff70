"""The matrix of groups: every cell says its number, and which way, without its colour."""

from __future__ import annotations

import itertools

import pytest
from defusedxml import ElementTree

from ocgraph.analysis.group_bridges import GroupBridge, GroupBridges, Verdict
from ocgraph.views import bridge_matrix as views
from ocgraph.views.bridge_matrix import Cell, Matrix, bridge_matrix, matrix_html, matrix_svg
from ocgraph.views.matrix_picture import matrix_picture
from ocgraph.views.palette import BESIDE_CHANCE, OWN_GROUP
from ocgraph.views.picture_sheet import FORMATS
from tests.views.drawings import PAYLOADS

CODES = ("60", "61", "62", "63", "66")
L_ASSOMPTION, JOLIETTE, MATAWINIE, MONTCALM, MONTREAL = CODES


def pair(one, other, observed, expected, verdict):
    return GroupBridge(one, other, observed, expected, expected - 4, expected + 4, 0.5, verdict)


# Montcalm has no actor; L’Assomption and Montréal do not touch here.
BRIDGES = GroupBridges("mrc", {L_ASSOMPTION: 7, JOLIETTE: 3, MATAWINIE: 0, MONTREAL: 9}, (
    pair(L_ASSOMPTION, JOLIETTE, 4, 10.0, Verdict.FEWER),
    pair(L_ASSOMPTION, MATAWINIE, 14, 10.0, Verdict.AS_CHANCE),
    pair(JOLIETTE, MATAWINIE, 2, 0.2, Verdict.TOO_FEW)))


@pytest.fixture
def drawn():
    return bridge_matrix(BRIDGES, CODES, "en", ["14", "14", "14", "14", "06"])


def texts(svg):
    return ["".join(element.itertext()) for element in ElementTree.fromstring(svg).iter()
            if element.tag.endswith("}text")]


def test_a_cell_is_the_same_both_ways(drawn):
    for row, column in itertools.product(range(5), repeat=2):
        one, other = drawn.cells[row][column], drawn.cells[column][row]
        assert (one.text, one.colour, one.is_sure) == (other.text, other.colour, other.is_sure)


def test_a_cell_says_which_way_and_how_sure_without_its_colour(drawn):
    first = drawn.cells[0]

    assert [cell.text for cell in first] == ["7", "4\u00a0▼", "14\u00a0△", "", ""]
    assert [cell.is_sure for cell in first] == [False, True, False, False, False]
    assert [cell.colour for cell in first[:3]] == [
        OWN_GROUP, BESIDE_CHANCE["half"], BESIDE_CHANCE["alike"]]


def test_the_diagonal_is_marked_as_the_group_itself(drawn):
    assert [[cell.is_own for cell in row] for row in drawn.cells] == [
        [row == column for column in range(5)] for row in range(5)]


def test_too_few_and_nobody_are_hatched_and_only_the_first_has_a_number(drawn):
    too_few, nobody = drawn.cells[1][2], drawn.cells[0][3]

    assert (too_few.colour, too_few.text) == (None, "2")
    assert (nobody.colour, nobody.text) == (None, "")
    assert nobody.detail == "Montcalm: no known actor."


def test_pairs_not_compared_are_blank_and_said_so(drawn):
    assert (drawn.cells[0][4].text, drawn.cells[0][4].colour) == ("", "#ffffff")
    assert any("not compared" in entry["label"] for entry in drawn.legend)


def test_a_line_parts_the_regions(drawn):
    assert drawn.starts == (4,)


@pytest.mark.parametrize(("observed", "shade"), [
    (0, "half"), (5, "half"), (6, "fewer"), (8, "fewer"), (9, "alike"), (12, "alike"),
    (13, "more"), (19, "more"), (20, "double"), (50, "double")])
def test_a_shade_says_how_many_are_found_for_ten_expected(observed, shade):
    assert views.shade_of(pair("60", "61", observed, 10.0, Verdict.AS_CHANCE)) == shade


def test_more_and_fewer_differ_by_blue_and_red_and_darken_away_from_as_many():
    def channels(colour):
        return [int(colour[start:start + 2], 16) for start in (1, 3, 5)]

    red, _green, blue = zip(*map(channels, BESIDE_CHANCE.values()), strict=True)
    light = [0.299 * r + 0.587 * g + 0.114 * b for r, g, b in map(channels, BESIDE_CHANCE.values())]

    assert [r > b for r, b in zip(red, blue, strict=True)] == [True, True, False, False, False]
    assert light[0] < light[1] < light[2] > light[3] > light[4]


def test_the_screen_and_the_picture_hold_the_same_numbers(drawn):
    held = {cell.text for row in drawn.cells for cell in row if cell.text}

    kept = texts(matrix_picture(drawn, title="Ponts", notes=["Registre inventé"], fmt="svg"))
    assert held <= set(texts(matrix_svg(drawn, "x")))
    assert held <= set(kept)


@pytest.mark.parametrize("fmt", FORMATS)
@pytest.mark.parametrize("n_groups", [0, 1, pytest.param(30, marks=pytest.mark.soak)])
def test_a_picture_is_made_of_none_and_of_many(fmt, n_groups):
    cell = Cell("3", "#ffffff", "trois")
    many = Matrix("fr", "Titre", ("Nom inventé assez long pour être coupé",) * n_groups,
                  ((cell,) * n_groups,) * n_groups, (), ({"label": "Légende"},), "Signes.")

    assert len(matrix_picture(many, title="Titre", notes=[], fmt=fmt)) > 1000


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_name_stays_text(payload):
    cell = Cell(payload, "#ffffff", payload)
    told = Matrix("fr", payload, (payload,), ((cell,),), (), ({"label": payload},), payload)
    drawn = matrix_html(told, payload)

    root = ElementTree.fromstring(f"<div>{drawn}</div>")
    assert {element.tag.rpartition("}")[2] for element in root.iter()} <= {
        "div", "svg", "defs", "pattern", "rect", "text", "title", "g", "p", "ul", "li"}
    assert not any(name.startswith("on") for element in root.iter() for name in element.attrib)
