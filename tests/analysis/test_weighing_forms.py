"""Weights written down come back as they were."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocgraph.analysis.territory_reading import HEAVIEST, Weighing
from ocgraph.analysis.weighing_forms import (
    TOLERANCES,
    read_choices,
    read_weight,
    weighing_of,
    write_choices,
    write_weights,
)
from ocgraph.errors import OcgraphError
from tests.strategies import clean_texts

CODES = clean_texts.map(str.strip).filter(bool)
WEIGHTS = st.integers(-HEAVIEST, HEAVIEST).filter(bool)


@given(weights=st.dictionaries(CODES, WEIGHTS, min_size=1, max_size=5),
       tolerance=st.sampled_from((0.0, 0.5, None)))
def test_weights_come_back_as_they_were(weights, tolerance):
    weighing = weighing_of(weights, tolerance)

    assert dict(map(read_weight, write_weights(weighing))) == weights
    assert weighing_of(dict(map(read_weight, write_weights(weighing))), tolerance) == weighing


def test_below_zero_the_figure_is_read_the_other_way():
    assert weighing_of({"renters": -3, "hours": 5}, 0.0) == Weighing(
        (("renters", 3), ("hours", 5)), frozenset({"renters"}), 0.0)


@pytest.mark.parametrize("written", ["renters", "renters:", "renters:x", "renters:--3", ":3",
                                     "renters:3.5", "renters:٣", "renters:9999999", ""])
def test_what_is_no_weight_does_not_count(written):
    assert read_weight(written)[1] == 0


@given(weights=st.dictionaries(CODES, WEIGHTS, min_size=1, max_size=5),
       tolerance=st.sampled_from(tuple(TOLERANCES)))
def test_a_choice_kept_comes_back_as_it_was_through_json(weights, tolerance):
    written = write_weights(weighing_of(weights, None))

    assert read_choices(json.loads(json.dumps(write_choices(written, tolerance)))) == (
        written, tolerance)


@pytest.mark.parametrize("choices", [
    {}, {"weights": ["renters:3"]}, {"weights": [], "tolerance": "near"},
    {"weights": "renters:3", "tolerance": "near"}, {"weights": [3], "tolerance": "near"},
    {"weights": ["renters:11"], "tolerance": "near"}, {"weights": ["renters"], "tolerance": "near"},
    {"weights": ["renters:3"], "tolerance": "far"}, {"weights": ["renters:3"], "tolerance": []}])
def test_what_is_no_choice_is_refused(choices):
    with pytest.raises(OcgraphError, match=r"weighing\.unreadable"):
        read_choices(choices)
