"""Weights written down come back as they were."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocgraph.analysis.territory_reading import HEAVIEST, Weighing
from ocgraph.analysis.weighing_forms import read_weight, weighing_of, write_weights
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
