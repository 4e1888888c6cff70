"""Access by distance, with and without decay."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from ocgraph.territory import enhanced_two_step_access, great_circle_km, two_step_access

POPULATION = {"1": 100.0, "2": 50.0, "3": 10.0}
SUPPLY = {"1": 15.0, "2": 20.0, "3": 100.0}
DISTANCES = np.array([[1, 80, 40], [80, 1, 40], [40, 40, 1]])


@st.composite
def places(draw):
    """Draw supplies, populations and distances, zeros and places out of reach among them."""
    n_suppliers, n_places = draw(st.integers(0, 5)), draw(st.integers(1, 5))
    supply = draw(st.lists(st.integers(0, 40), min_size=n_suppliers, max_size=n_suppliers))
    people = draw(st.lists(st.integers(0, 9), min_size=n_places, max_size=n_places))
    distances = draw(arrays(float, (n_suppliers, n_places), elements=st.integers(0, 100)))
    return ({f"s{i}": value for i, value in enumerate(supply)},
            {f"p{i}": value for i, value in enumerate(people)}, distances)


def test_three_places_within_sixty_kilometres():
    """R = 15/110, 20/60, 100/160; A(1) = R1 + R3, A(2) = R2 + R3, A(3) = R1 + R2 + R3."""
    found = two_step_access(SUPPLY, POPULATION, DISTANCES, 60)

    assert list(found.values.values()) == pytest.approx([0.761364, 0.958333, 1.094697], abs=1e-6)
    assert (found.lost, found.lost_supply, found.unknown_supply) == ((), 0, ())


def test_what_is_farther_counts_less():
    """Two suppliers of 10 h and one place of 10 at 20 and 21 km: 1 × 10/10, and 0.68 × 10/6.8."""
    one_place = enhanced_two_step_access({"s": 10, "t": 10}, {"p": 10}, [[20.0], [21.0]])
    near_and_far = enhanced_two_step_access({"s": 10}, {"p": 10, "q": 10}, [[20.0, 60.0]])

    assert one_place.values == {"p": pytest.approx(2)}
    assert near_and_far.values == {"p": pytest.approx(10 / 12.2),
                                   "q": pytest.approx(0.22 * 10 / 12.2)}


def test_the_limit_is_within_reach_and_beyond_it_nothing_is():
    found = two_step_access({"s": 8}, {"p": 2, "q": 2}, [[60.0, 60.001]], 60)

    assert found.values == {"p": 4, "q": 0}


@given(places(), st.sampled_from([two_step_access, enhanced_two_step_access]))
def test_what_all_have_access_to_is_what_is_supplied_to_someone(drawn, access):
    supply, population, distances = drawn
    found = access(supply, population, distances)

    held = sum(population[code] * found.values[code] for code in population)
    assert held == pytest.approx(sum(supply.values()) - found.lost_supply)
    assert found.lost_supply == sum(supply[code] for code in found.lost)
    assert set(found.lost) == {code for row, code in enumerate(supply) if supply[code] and not any(
        people for people, km in zip(population.values(), distances[row], strict=True)
        if km <= 60)}


@given(places())
def test_the_two_steps_done_one_by_one(drawn):
    supply, population, distances = drawn
    near = distances <= 30
    ratios = [value / served if (served := near[row] @ list(population.values())) else 0
              for row, value in enumerate(supply.values())]

    assert list(two_step_access(supply, population, distances, 30).values.values()) == (
        pytest.approx([sum(ratio for row, ratio in enumerate(ratios) if near[row, column])
                       for column in range(len(population))]))


def test_a_supplier_without_anybody_near_is_lost_and_told():
    found = two_step_access({"s": 35, "t": 28, "empty": 0}, {"p": 7, "q": 0},
                            [[10, 90], [90, 10], [90, 90]])

    assert found.values == {"p": 5, "q": 0}
    assert (found.lost, found.lost_supply) == (("t",), 28)


def test_what_is_unknown_is_not_zero():
    unknown = float("nan")
    found = two_step_access({"s": 30, "t": None}, {"p": 10, "q": None, "r": 5},
                            [[1, 1, unknown], [1, 1, unknown]])

    assert found.values == {"p": 3, "q": None, "r": None}
    assert found.unknown_supply == ("t",) and found.lost == ()


def test_places_that_an_unknown_supply_reaches_have_at_least_what_is_told():
    found = two_step_access({"s": 30, "t": None}, {"p": 10, "q": 5}, [[1, 1], [90, 1]])

    assert found.at_least == ("q",)


def test_without_any_supplier_nobody_has_access():
    nowhere = great_circle_km([], [(46.0, -73.4)])

    assert two_step_access({}, {"p": 10}, nowhere).values == {"p": 0}


@pytest.mark.parametrize(("supply", "population", "distances", "catchment"), [
    ({"s": -1}, {"p": 1}, [[1]], 60), ({"s": 1}, {"p": -1}, [[1]], 60),
    ({"s": 1}, {"p": 1}, [[-1]], 60), ({"s": 1}, {"p": 1}, [[1, 2]], 60),
    ({"s": 1}, {"p": 1}, [[1]], 0)])
def test_what_cannot_be_is_refused(supply, population, distances, catchment):
    with pytest.raises(ValueError, match="zero|distances|zones"):
        two_step_access(supply, population, distances, catchment)


def test_zones_widen_and_weigh():
    for zones in (((20, 1), (10, 0.5)), ((20, 0),)):
        with pytest.raises(ValueError, match="zones"):
            enhanced_two_step_access({"s": 1}, {"p": 1}, [[1]], zones)


def test_distances_known_from_geometry():
    """A quarter of a great circle is π R / 2; one degree of a meridian π R / 180."""
    found = great_circle_km([(0, 0), (90, 0), (46, -73)], [(0, 90), (45, -73), (46, -73)])

    assert found[0, 0] == pytest.approx(np.pi * 6371.0088 / 2)
    assert found[1, 1] == pytest.approx(np.pi * 6371.0088 / 4)
    assert found[2, 1] == pytest.approx(np.pi * 6371.0088 / 180)
    assert found[2, 2] == 0


def test_antipodes_and_date_line_are_no_trap():
    found = great_circle_km([(46, -73), (0, 179.5)], [(-46, 107), (0, -179.5)])

    assert found[0, 0] == pytest.approx(np.pi * 6371.0088)
    assert found[1, 1] == pytest.approx(np.pi * 6371.0088 / 180)


def test_a_place_not_known_is_at_no_known_distance():
    assert np.isnan(great_circle_km([(None, None)], [(46, -73)])).all()


@pytest.mark.parametrize("point", [(91, 0), (46, -181)])
def test_points_off_the_earth_are_refused(point):
    with pytest.raises(ValueError, match="latitude"):
        great_circle_km([point], [(46, -73)])
