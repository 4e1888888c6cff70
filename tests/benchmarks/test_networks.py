"""The networks drawn for the benchmarks are what is told of them, and all find the same on them."""

import numpy as np
import pytest

from benchmarks.baselines import with_networkx, with_scipy
from benchmarks.cases import Case
from benchmarks.lines import EVERYTHING, LINES
from benchmarks.measures import agrees
from benchmarks.networks import SIZES, Size, network

SMALL = Size(n_actors=40, n_tables=8, n_organizers=3, n_links=170)


@pytest.mark.parametrize("size", [SMALL, SIZES["region"], SIZES["quebec"]])
def test_a_network_has_the_nodes_and_the_links_told(size):
    drawn = network(size)

    assert drawn.hops.n_rows == size.n_actors + size.n_tables + size.n_organizers
    assert len(drawn.hops.indices) == 2 * size.n_links


def test_the_same_seed_draws_the_same_network_and_another_another():
    one, same, other = (network(SIZES["region"], seed) for seed in (0, 0, 1))

    assert np.array_equal(one.hops.indices, same.hops.indices)
    assert not np.array_equal(one.hops.indices, other.hops.indices)


def test_tables_have_three_to_120_members_and_organizers_eight_to_fifteen_actors():
    drawn = network(SIZES["quebec"])

    assert drawn.seats.lengths.min() >= 2 and drawn.seats.lengths.max() <= 120
    assert drawn.engaged.lengths.min() >= 5 and drawn.engaged.lengths.max() <= 15
    assert 7 < drawn.seats.lengths.mean() < 9


def test_steps_pass_through_the_links_in_hops():
    drawn = network(SMALL)
    steps = drawn.steps()

    n_engagements_with_tables = SMALL.n_links - len(steps.ties.indices) // 2 - len(
        steps.members.indices)
    assert 3 <= n_engagements_with_tables <= 12


@pytest.mark.parametrize("line", LINES, ids=lambda line: line.key)
@pytest.mark.parametrize("library", [with_networkx, with_scipy], ids=lambda one: one.__name__)
def test_other_libraries_find_the_same(line, library):
    work = library.WORK.get(line.key)
    for reading in line.readings if work else ():
        case = Case(network(SMALL), reading)

        found = work(case, EVERYTHING)

        assert agrees(found.told(), line.ours(case, EVERYTHING).told()), reading
