"""The smallest sets of calls and of tables are those of every set tried, counted and listed."""

import random
from itertools import combinations, pairwise

import networkx as nx
import numpy as np
import pytest

from ocgraph.measures.choice.questions import which_tables, whom_to_call
from tests.small_networks import network

LISTED = 20


def drawn_network(seed):
    """Draw 12 to 18 actors, some ties, tables and organizers; return also the graph of steps."""
    drawn = random.Random(seed)
    names = [f"a{number:02}" for number in range(drawn.randint(12, 18))]
    ties = [pair for pair in combinations(names, 2) if drawn.random() < 1.6 / len(names)]
    tables = {f"t{number:02}": sorted(drawn.sample(names, drawn.randint(1, 5)))
              for number in range(drawn.randint(4, 9))}
    engaged = {"o": sorted(drawn.sample(names, 2))}
    graph = nx.Graph(ties)
    graph.add_nodes_from(names)
    graph.add_edges_from(pair for group in (*tables.values(), *engaged.values())
                         for pair in combinations(group, 2))
    return (network(" ".join(map("-".join, ties)), tables, engaged, actors=names), graph, tables,
            drawn)


def every_smallest_set(met, needed):
    """Try every set of what is given, by whom each meets; return the smallest that do, in order.

    ``unions[mask]`` is whom the set ``mask`` meets: one bit for each.
    """
    unions = np.zeros(1, np.int64)
    for members in met.values():
        unions = np.concatenate((unions, unions | members))
    sizes = np.bitwise_count(np.arange(len(unions)))
    enough = np.bitwise_count(unions) >= needed
    good = np.flatnonzero(enough & (sizes == sizes[enough].min()))
    return sorted(tuple(name for place, name in enumerate(met) if mask >> place & 1)
                  for mask in good.tolist())


def bits(names, wanted):
    return sum(1 << place for place, name in enumerate(wanted) if name in names)


def check(question, met, needed):
    expected = every_smallest_set(met, needed)

    *_, found = question.search(LISTED)

    assert found.is_proved and found.is_complete
    assert found.bound == found.value == len(expected[0])
    assert found.n_sets == len(expected)
    assert question.names(found) == tuple(expected[:LISTED])


@pytest.mark.parametrize("seeds", [range(0, 50), range(50, 100), range(100, 150),
                                   range(150, 200)], ids=lambda seeds: f"from {seeds[0]}")
def test_the_smallest_sets_are_those_of_every_set_tried(seeds):
    for seed in seeds:
        seen, graph, tables, drawn = drawn_network(seed)
        wanted = sorted(drawn.sample(sorted(graph), drawn.randint(5, len(graph))))
        share, max_steps = drawn.choice((0.5, 0.8, 1.0)), drawn.choice((1, 1, 2))
        met = {name: bits(nx.single_source_shortest_path_length(graph, name, max_steps), wanted)
               for name in sorted(graph)}
        seated = set(wanted) & {name for members in tables.values() for name in members}

        check(whom_to_call(seen, max_steps, share, tuple(wanted)), met,
              np.ceil(share * len(wanted) - 1e-9))
        if seated:
            check(which_tables(seen, tuple(wanted)), {
                table: bits(members, wanted) for table, members in tables.items()}, len(seated))


def test_what_is_known_only_gets_better_as_the_search_goes_on():
    graph = nx.gnp_random_graph(90, 0.05, seed=3)
    seen = network(" ".join(f"a{one:02}-a{other:02}" for one, other in graph.edges))
    asked = whom_to_call(seen, 1, 1.0)

    told = list(asked.search(LISTED, seconds=3))

    for before, after in pairwise(told):
        assert before.bound <= after.bound <= after.value <= before.value
        assert before.n_sets <= after.n_sets or after.value < before.value
    for found in told:
        assert asked.n_met(found) == [len(seen.actors)] * len(found.sets)
