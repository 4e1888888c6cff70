"""A search goes on while it is looked at, rests when nobody does, and loses nothing."""

import threading
import time

import networkx as nx
import pytest

from ocgraph.analysis import search
from ocgraph.analysis.search import Search
from ocgraph.errors import OcgraphError
from ocgraph.measures.choice.questions import whom_to_call
from tests.small_networks import kite, network


def hard_question():
    """Ask for what takes long: 150 actors, whose smallest sets are many."""
    graph = nx.gnp_random_graph(150, 0.04, seed=1)
    return whom_to_call(network(" ".join(f"a{one:03}-a{other:03}" for one, other in graph.edges)),
                        1, 1.0)


def is_going_on():
    return any(thread.name == "search" for thread in threading.enumerate())


def until(condition, seconds=20):
    """Wait for a condition, as long as that at most; tell whether it came."""
    last = time.monotonic() + seconds
    while not condition() and time.monotonic() < last:
        time.sleep(0.02)
    return condition()


def test_what_is_quickly_found_is_there_at_the_first_look():
    told = Search(lambda: whom_to_call(kite(), 1, 1.0), 20).look(wait=20)

    assert told.is_over
    assert told.asked.names(told.found) == (("Diane", "Ike"),)


def test_what_cannot_be_reached_has_no_answer():
    told = Search(lambda: whom_to_call(network("A-B C-D"), 1, 1.0, (), ("A",)), 20).look(wait=20)

    assert told.is_over
    assert told.found is None
    assert not told.asked.is_attainable


def test_it_rests_once_nobody_looks_and_goes_on_from_there(monkeypatch):
    monkeypatch.setattr(search, "UNWATCHED", 0.05)
    long = Search(hard_question, 20, seconds=60)

    assert until(lambda: long.look().found is not None)
    assert until(lambda: not is_going_on())
    rested = long.so_far()
    time.sleep(0.2)
    assert long.so_far() == rested
    assert not rested.is_over
    assert until(lambda: long.look().seconds_left < rested.seconds_left)
    assert until(lambda: not is_going_on())
    assert long.so_far().found.bound >= rested.found.bound


def test_it_ends_when_its_time_is_used_up():
    long = Search(hard_question, 20, seconds=0.5)

    told = long.look(wait=30)

    assert told.is_over
    assert told.found.bound <= told.found.value


def test_what_stops_it_is_told_to_whoever_looks():
    def refuse():
        raise OcgraphError("engine.too_large", n_pairs=3, largest=2)

    with pytest.raises(OcgraphError):
        Search(refuse, 20).look(wait=20)
