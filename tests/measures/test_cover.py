"""At which tables to be: the fewest that meet everyone, and the best of each number."""

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from ocgraph.measures import MEASURES
from ocgraph.measures.choice.questions import which_tables
from tests.small_networks import davis, network

tables_to_cover = MEASURES["tables_to_cover"].read


def test_one_two_and_three_events_cover_fourteen_seventeen_and_eighteen_women():
    found = tables_to_cover(davis())

    covered = {int(n): int(c) for n, c in zip(found.columns["n_tables"],
                                              found.columns["n_covered"], strict=True)}
    assert covered == {1: 14, 2: 17, 3: 18}
    assert found.facts["on_no_table"] == 0
    assert "is_proved" in found.facts


def test_actors_on_no_table_are_told_and_not_wanted():
    seen = network("A-B", tables={"t": "C"}, engagements={"o": "D"})

    assert which_tables(seen).out_of_reach == ("A", "B", "D")
    assert tables_to_cover(seen).by_row("covered_share") == {("t",): 1}
    assert tables_to_cover(seen).facts["on_no_table"] == 3


def test_with_nobody_at_a_table_there_is_nothing_to_choose():
    assert tables_to_cover(network("A-B", tables={"t": ""})).reasons == {(): "nobody_seated"}


@settings(max_examples=20)
@given(st.lists(st.sets(st.sampled_from("ABCDEF")), min_size=1, max_size=6))
def test_each_number_of_tables_is_that_of_all_sets_tried(seats):
    tables = {f"t{number}": "".join(sorted(seated)) for number, seated in enumerate(seats)}
    everyone = len(set().union(*seats))
    expected = {}
    for size in range(1, len(tables) + 1):
        met = {chosen: len({actor for table in chosen for actor in tables[table]})
               for chosen in combinations(tables, size)}
        expected |= {chosen: n for chosen, n in met.items() if n == max(met.values())}
        if max(met.values()) == everyone:
            break

    found = tables_to_cover(network(tables=tables), how_many_sets=50)

    if everyone:
        assert found.by_row("n_covered") == expected
