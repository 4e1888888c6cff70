"""Colours: few, far apart, and the same whatever is seen."""

from __future__ import annotations

import math
from itertools import combinations, pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ocgraph.model import Actor, Register, vocabulary
from ocgraph.network import Lens, PartnershipNetwork
from ocgraph.views import palette
from ocgraph.views.colouring import COLOUR_CHOICES, colour_nodes
from tests.views.drawings import VILLAGE, reference

figures = st.lists(st.none() | st.integers(0, 9) | st.floats(0, 1e6), max_size=30)


def _luminance(colour):
    channels = [int(colour[start:start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
              for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


every_cut = pytest.mark.parametrize("cut", palette.Cut)


@every_cut
@settings(max_examples=25)
@given(values=figures)
def test_every_known_figure_lies_in_its_class_and_unknown_has_none(cut, values):
    classes = palette.classes_of(values, cut)

    assert len(classes.ranges) == len(classes.colours) <= 5
    for value in values:
        if value is None:
            assert classes.colour_of(value) is None
        else:
            low, high = classes.ranges[classes.colours.index(classes.colour_of(value))]
            assert low <= value <= high


@every_cut
@settings(max_examples=25)
@given(values=figures)
def test_a_larger_figure_is_never_lighter(cut, values):
    classes = palette.classes_of(values, cut)
    known = sorted(value for value in values if value is not None)

    shades = [palette.SEQUENTIAL.index(classes.colour_of(value)) for value in known]
    assert shades == sorted(shades)


def test_figures_that_stand_together_share_a_class():
    values = [1, 2, 10, 11, 20, 21, 30, 31, 90, 91]

    assert palette.classes_of(values) == palette.Classes(
        ((1, 2), (10, 11), (20, 21), (30, 31), (90, 91)), palette.SEQUENTIAL)


def _cost(parts):
    return sum(sum((value - sum(part) / len(part)) ** 2 for value in part) for part in parts)


@settings(max_examples=15)
@given(values=st.lists(st.integers(0, 40), min_size=1, max_size=9, unique=True))
def test_no_other_cut_in_as_many_classes_is_tighter(values):
    values.sort()
    ranges = palette.classes_of(values).ranges
    found = [[value for value in values if low <= value <= high] for low, high in ranges]

    cuts = combinations(range(1, len(values)), len(ranges) - 1)
    every_cut = ([values[start:end] for start, end in pairwise((0, *cut, len(values)))]
                 for cut in cuts)
    assert _cost(found) == pytest.approx(min(map(_cost, every_cut)))


def test_quantiles_put_as_many_figures_in_each_class():
    values = [*range(1, 9), 500, 1000]

    assert palette.classes_of(values, palette.Cut.QUANTILES) == palette.Classes(
        ((1, 2), (3, 4), (5, 6), (7, 8), (500, 1000)), palette.SEQUENTIAL, palette.Cut.QUANTILES)


@pytest.mark.parametrize(("values", "parts"), [
    # of nine figures, ranked from 0 to 8, the fifths end at 1.6, 3.2, 4.8, 6.4: 0, 0, 0.8, 2.4
    ([0, 0, 0, 0, 0, 1, 2, 3, 4], [[0, 0, 0, 0, 0], [1, 2], [3, 4]]),
    ([1, 2, 3], [[1], [2], [3]]), ([7], [[7]]), ([7, 7], [[7, 7]]), ([], [])])
def test_equal_figures_share_a_quantile_and_empty_classes_are_left_out(values, parts):
    assert palette.quantile_parts(values, 5) == parts


@settings(max_examples=25)
@given(tenths=st.lists(st.integers(-500, 500), min_size=2, max_size=30), n_parts=st.integers(2, 5))
def test_quantiles_are_those_of_numpy(tenths, n_parts):
    values = [number / 10 for number in sorted(tenths)]
    edges = np.quantile(values, np.arange(1, n_parts) / n_parts)
    ranks = np.searchsorted(edges + 1e-9, values)

    assert palette.quantile_parts(values, n_parts) == [
        [value for value, of_value in zip(values, ranks, strict=True) if of_value == rank]
        for rank in sorted(set(ranks))]


@every_cut
def test_equal_figures_make_one_class_of_a_middle_colour(cut):
    assert palette.classes_of([3, 3, None], cut) == palette.Classes(
        ((3, 3),), (palette.SEQUENTIAL[2],), cut)


@every_cut
def test_no_figure_makes_no_class(cut):
    assert palette.classes_of([None, None], cut) == palette.Classes((), (), cut)


@every_cut
def test_what_is_not_a_number_is_in_no_class(cut):
    assert palette.classes_of([1, math.nan, 2, math.inf], cut).ranges == ((1, 1), (2, 2))


def test_zero_is_a_class_and_not_the_absence_of_data():
    classes = palette.classes_of([0, 4, None])

    assert classes.colour_of(0) == palette.SEQUENTIAL[0]
    assert palette.NO_DATA_COLOUR not in classes.colours


def test_classes_grow_darker_step_by_step():
    luminances = [_luminance(colour) for colour in palette.SEQUENTIAL]

    assert luminances == sorted(luminances, reverse=True)
    assert all((light + 0.05) / (dark + 0.05) > 1.2
               for light, dark in pairwise(luminances))


def test_crossed_classes_grow_darker_with_either_figure_and_the_last_is_the_darkest():
    light = np.array([[_luminance(colour) for colour in row] for row in palette.CROSSED])

    assert (np.diff(light, axis=0) < 0).all() and (np.diff(light, axis=1) < 0).all()
    assert light.min() == light[-1, -1]


@pytest.mark.parametrize("colour", [look.colour for look in palette.CLUSTERS.values()])
def test_a_pattern_is_seen_over_its_colour(colour):
    light, dark = sorted(map(_luminance, (colour, palette.ink_on(colour))), reverse=True)

    assert (light + 0.05) / (dark + 0.05) >= 3


def test_clusters_of_close_lightness_bear_another_pattern():
    looks = list(palette.CLUSTERS.values())

    assert all(one.pattern != other.pattern
               or abs(_luminance(one.colour) - _luminance(other.colour)) > 0.15
               for one, other in combinations(looks, 2))


def test_category_colours_are_far_apart():
    colours = [[int(colour[start:start + 2], 16) for start in (1, 3, 5)]
               for colour in (*palette.CATEGORICAL, palette.OTHER_COLOUR)]

    assert min(math.dist(one, other) for rank, one in enumerate(colours)
               for other in colours[:rank]) > 50


def test_every_kind_of_family_is_in_the_vocabulary_and_every_family_has_a_colour():
    assert set(palette.FAMILY_OF_KIND) <= set(vocabulary("actor_kind"))
    assert set(palette.FAMILY_OF_KIND.values()) | {"other"} == set(palette.FAMILY_COLOURS)


def test_codes_past_the_seventh_are_grey():
    colours = palette.colours_of(str(rank) for rank in range(9))

    assert colours["6"] == palette.CATEGORICAL[6]
    assert {colours["7"], colours["8"]} == {palette.OTHER_COLOUR}


@pytest.mark.parametrize("choice", COLOUR_CHOICES)
@pytest.mark.parametrize("lens", [Lens(territories=frozenset({"62"})), Lens(
    sectors=frozenset({"youth"})), Lens(kinds=frozenset({"school"})), Lens(layers=frozenset())])
def test_a_lens_changes_no_colour(choice, lens):
    territories = reference().territories
    whole = colour_nodes(PartnershipNetwork(VILLAGE), choice, territories, "fr").colours
    seen = colour_nodes(PartnershipNetwork(VILLAGE, lens), choice, territories, "fr").colours

    assert seen.items() <= whole.items()


@pytest.mark.parametrize("choice", COLOUR_CHOICES)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_colour_of_an_actor_has_one_meaning(choice, language):
    colouring = colour_nodes(PartnershipNetwork(VILLAGE), choice, reference().territories,
                             language)

    colours = [colour for colour, _ in colouring.meanings]
    actors = {colouring.colours[actor.actor_id] for actor in VILLAGE.actors}
    assert len(colours) == len(set(colours))
    assert actors == set(colours)
    assert all(wording for _, wording in colouring.meanings)


def test_an_actor_without_kind_sector_or_mrc_is_grey():
    register = Register(actors=(Actor(actor_id="a", name="Acteur fictif"),))

    for choice in COLOUR_CHOICES:
        colouring = colour_nodes(PartnershipNetwork(register), choice, {}, "fr")
        assert colouring.colours == {"a": palette.OTHER_COLOUR}
