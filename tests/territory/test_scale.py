"""Figures of different units on one scale."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocgraph.territory import percentiles

figures = st.dictionaries(st.text("abcdefgh", min_size=1, max_size=2),
                          st.none() | st.integers(-3, 3), max_size=9)


def test_each_stands_by_how_many_are_below():
    low_income = {"01": 12.0, "46": 30.0, "61": 18.0, "371": None}

    assert percentiles(low_income, more_is_need=True) == {
        "01": 0, "46": 1, "61": 0.5, "371": None}


def test_more_presence_is_less_need():
    assert percentiles({"01": 35.0, "46": 70.0}, more_is_need=False) == {"01": 1, "46": 0}


def test_equals_share_the_middle_of_their_places():
    """Three places out of 0, 1/3, 2/3, 1: the two in the middle share 1/3 and 2/3."""
    assert percentiles({"a": 1, "b": 5, "c": 5, "d": 9}, more_is_need=True) == {
        "a": 0, "b": 0.5, "c": 0.5, "d": 1}


def test_one_alone_and_all_equal_stand_in_the_middle():
    assert percentiles({"01": 7.0, "46": None}, more_is_need=True) == {"01": 0.5, "46": None}
    assert percentiles(dict.fromkeys("abc", 0.0), more_is_need=False) == dict.fromkeys("abc", 0.5)


def test_an_empty_indicator_says_nothing():
    assert percentiles({}, more_is_need=True) == {}
    assert percentiles({"01": None}, more_is_need=True) == {"01": None}


@given(figures, st.booleans())
def test_the_definition_counted_one_by_one(values, more_is_need):
    known = [value if more_is_need else -value for value in values.values() if value is not None]
    found = percentiles(values, more_is_need=more_is_need)

    for code, value in values.items():
        signed = None if value is None else value if more_is_need else -value
        below = sum(other < signed for other in known) if value is not None else 0
        equal = known.count(signed)
        expected = (None if value is None else 0.5 if len(known) == 1
                    else (below + (equal - 1) / 2) / (len(known) - 1))
        assert found[code] == (expected if expected is None else pytest.approx(expected))


@given(figures)
def test_turned_round_need_and_presence_make_one(values):
    need, presence = (percentiles(values, more_is_need=way) for way in (True, False))

    assert all(need[code] + presence[code] == pytest.approx(1)
               for code, value in values.items() if value is not None)


def test_an_infinite_figure_is_refused():
    with pytest.raises(ValueError, match="infinite"):
        percentiles({"01": float("inf")}, more_is_need=True)
