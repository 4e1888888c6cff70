"""How near the others are, and whom one can mobilise step by step."""

import networkx as nx
import pytest
from hypothesis import given, settings

from ocgraph.measures import MEASURES
from ocgraph.measures.reach import not_reached
from tests.small_networks import as_networkx, graphs, kite, network

PEOPLE = {"61": 10, "62": 200, "63": None}


def read(measure_id, seen, column, row=None, **given_values):
    found = MEASURES[measure_id].read(seen, **given_values)
    return found.value(found.rows[0] if row is None else row, column)


def of_graph(graph):
    names = [f"n{node}" for node in range(graph.n_rows)]
    pairs = zip(*(ends.tolist() for ends in graph.edges()), strict=True)
    return network(" ".join(f"n{one}-n{other}" for one, other in pairs), actors=names)


def florentine_without_pucci():
    graph = nx.florentine_families_graph()
    return network(" ".join(f"{one}-{other}" for one, other in graph.edges))


def test_closeness_is_weighed_by_the_share_reached():
    seen = network("A-B B-C", actors="D")

    assert read("closeness", seen, "closeness", "B") == pytest.approx(2 / 3 * 2 / 2)
    assert read("closeness", seen, "closeness", "A") == pytest.approx(2 / 3 * 2 / 3)


def test_nearness_through_a_table_is_one_step():
    seen = network(tables={"t": "ABC"}, engagements={"o": "CD"})

    assert read("closeness", seen, "closeness", "A") == pytest.approx(3 / 4)  # B 1, C 1, D 2
    assert read("harmonic", seen, "harmonic", "A") == pytest.approx(2.5 / 3)


def test_closeness_of_an_isolated_actor_does_not_exist_and_harmonic_is_nothing():
    seen = network("A-B", actors="C")

    assert MEASURES["closeness"].read(seen).reasons == {"C": "isolated"}
    assert read("closeness", seen, "closeness", "C") is None
    assert read("harmonic", seen, "harmonic", "C") == 0


@pytest.mark.parametrize("measure_id", ["closeness", "harmonic"])
def test_an_only_actor_is_near_nobody(measure_id):
    found = MEASURES[measure_id].read(network(actors="A"))

    assert found.value("A", measure_id) is None
    assert found.reasons == {"A": "one_actor"}


@settings(max_examples=20)
@given(graphs())
def test_closeness_and_harmonic_are_those_of_networkx(graph):
    seen, same = of_graph(graph), as_networkx(graph)

    near = MEASURES["closeness"].read(seen).by_row("closeness")
    means = MEASURES["harmonic"].read(seen).by_row("harmonic")
    for node, value in nx.closeness_centrality(same).items():
        assert (near[f"n{node}"] or 0) == pytest.approx(value)
    for node, value in nx.harmonic_centrality(same).items():
        if len(same) > 1:
            assert means[f"n{node}"] == pytest.approx(value / (len(same) - 1))


def test_reach_grows_by_step_and_leaves_the_start_out():
    seen = network("A-B", tables={"t": "BCD"}, engagements={"o": "DE"})
    found = MEASURES["mobilisation_reach"].read(seen)

    assert [found.value("A", f"reached_{step}") for step in (1, 2, 3)] == [1, 3, 4]
    assert found.value("A", "population_1") is None
    assert found.column_reasons["population_1"] == "no_population"


def test_nobody_reached_of_a_known_mrc_is_not_nobody_living_there():
    found = MEASURES["mobilisation_reach"].read(network("A-B", actors="C", mrc_code={"C": "61"}),
                                                population_by_mrc=PEOPLE)

    assert found.value("A", "population_1") is None
    assert found.value("C", "population_1") == PEOPLE["61"]
    assert found.reasons == {"A": "mrc_unknown", "B": "mrc_unknown"}


def test_the_inhabitants_of_an_mrc_count_once():
    seen = network("A-B B-C C-D", mrc_code={"A": "61", "B": "62", "C": "62", "D": "63"})
    found = MEASURES["mobilisation_reach"].read(seen, population_by_mrc=PEOPLE)

    assert [found.value("A", f"population_{step}") for step in (1, 2, 3)] == [210, 210, 210]
    assert found.value("D", "population_1") == 200  # her own MRC's are not known
    assert found.facts == {"n_without_population": 1}
    assert not found.reasons


def test_an_organizer_begins_by_her_engagements_and_the_members_of_her_tables():
    seen = network("B-C C-D", tables={"t": "AB"}, engagements={"o": ["t", "E"], "p": []},
                   mrc_code={"A": "61", "C": "62"})
    found = MEASURES["organizer_reach"].read(seen, population_by_mrc=PEOPLE)

    assert [found.value("o", f"reached_{step}") for step in (1, 2, 3)] == [3, 4, 5]
    assert [found.value("o", f"population_{step}") for step in (1, 2, 3)] == [10, 210, 210]
    assert found.value("p", "reached_3") == 0


def test_a_table_reaches_its_members_first():
    found = MEASURES["table_reach"].read(network("B-C", tables={"t": "AB", "u": ""}))

    assert [found.value("t", f"reached_{step}") for step in (1, 2, 3)] == [2, 3, 3]
    assert found.value("u", "reached_3") == 0


def test_diane_and_ike_reach_the_whole_kite_in_one_step():
    pair = {"chosen": ("Diane", "Ike")}

    assert read("set_reach", kite(), "within_1", **pair) == 10
    assert read("set_reach", kite(), "within_share_1", **pair) == 1
    assert read("set_reach", kite(), "distance_weighted_reach", **pair) == 1


def test_the_distance_weighted_reach_is_a_mean_over_those_not_chosen():
    seen = network("A-B B-C", actors="D")

    # from A: B at 1, C at 2, D never
    assert read("set_reach", seen, "distance_weighted_reach", chosen=("A",)) == pytest.approx(
        1.5 / 3)
    assert read("set_reach", seen, "within_1", chosen=("A",)) == 2


def test_a_table_chosen_is_where_steps_begin_and_not_an_actor():
    seen = network("B-C", tables={"t": "AB"}, mrc_code={"A": "61", "C": "62"})
    found = MEASURES["set_reach"].read(seen, chosen=("t",), population_by_mrc=PEOPLE)

    assert found.by_row("within_1") == {("t",): 2}
    assert found.by_row("distance_weighted_reach") == {("t",): pytest.approx(2.5 / 3)}
    assert [found.value(("t",), f"population_{step}") for step in (1, 2)] == [10, 210]


@pytest.mark.parametrize("measure_id", ["set_reach", "group_degree", "group_closeness"])
def test_nobody_chosen_and_nobody_else_have_no_figure(measure_id):
    nobody = MEASURES[measure_id].read(network("A-B"))
    everyone = MEASURES[measure_id].read(network("A-B"), chosen=("A", "B"))

    assert nobody.reasons == {(): "nobody_chosen"}
    last = MEASURES[measure_id].columns[-1].column_id
    assert everyone.value(("A", "B"), last) is None
    assert everyone.reason(0, last) == "nobody_else"


def test_medici_and_guadagni_together():
    pair = {"chosen": ("Medici", "Guadagni")}
    seen = florentine_without_pucci()  # 13 others; Pucci, isolated, would make 14

    assert read("group_degree", seen, "group_degree", **pair) == pytest.approx(8 / 13)
    assert read("group_closeness", seen, "group_closeness", **pair) == pytest.approx(13 / 18)


def test_a_group_nobody_is_joined_to_has_no_closeness():
    found = MEASURES["group_closeness"].read(network("A-B", actors="C"), chosen=("A", "B"))

    assert found.reasons == {("A", "B"): "isolated"}


def test_tables_are_no_members_of_a_group():
    seen = network(tables={"t": "AB"})

    assert MEASURES["group_degree"].read(seen, chosen=("t",)).reasons == {
        ("t",): "nobody_chosen"}


@settings(max_examples=20)
@given(graphs())
def test_a_group_of_one_has_the_closeness_of_its_member(graph):
    seen = of_graph(graph)
    alone = MEASURES["closeness"].read(seen).by_row("closeness")

    for actor in tuple(alone)[:3]:
        assert read("group_closeness", seen, "group_closeness",
                    chosen=(actor,)) == pytest.approx(alone[actor])


def test_what_a_set_leaves_out_is_listed():
    seen = network("A-B", tables={"t": "BC", "u": "D"}, actors="E",
                   mrc_code={"A": "61", "C": "62", "D": "63"},
                   sectors={"B": ("youth",), "D": ("youth", "housing")})

    assert not_reached(seen, ["A"], 1) == (("62", "63"), ("housing",), ("u",))
    assert not_reached(seen, ["A"], 2) == (("63",), ("housing",), ("u",))
