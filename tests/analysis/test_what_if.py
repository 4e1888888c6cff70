"""What would follow: figures that can be counted by hand, and brute force on small networks."""

from itertools import combinations

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ocgraph.analysis.changes import AddActor, AddLink, RemoveNode
from ocgraph.analysis.gaps import GapKind, find_gaps
from ocgraph.analysis.scenario import changed
from ocgraph.analysis.scenario_wording import difference_words, figure_rows, figure_titles, row_name
from ocgraph.analysis.what_if import (
    COMPARED_GAPS,
    ROWS,
    SHARES,
    Compared,
    compared_figures,
    cut_off,
    has_fewer_joined,
    left_alone,
    newly_joined,
)
from ocgraph.i18n import LANGUAGES
from ocgraph.io.demo_stories import read_demo_stories
from ocgraph.io.register_folder import read_demo
from ocgraph.measures import MEASURES
from ocgraph.network import Layer, Lens, PartnershipNetwork
from tests.small_networks import network

CHAIN = network("A-B", tables={"t": "BC"}, engagements={"o": "CD"}, actors="E",
                mrc_code={"A": "61", "B": "61", "C": "62", "E": "63"})


def told(seen):
    return dict(compared_figures(seen).figures)


def test_the_figures_of_a_chain_are_those_one_counts():
    """A–B–C–D and E alone: 6 of 10 pairs joined; without the post D is alone, 3 of 10.

    The six pairs are 1, 1, 1, 2, 2 and 3 steps apart.
    """
    found = told(CHAIN)

    assert found == {
        Compared.ACTORS: 5, Compared.LINKS: 5, Compared.ISOLATED: 1, Compared.PIECES: 2,
        Compared.JOINED_SHARE: pytest.approx(6 / 10), Compared.ALONE_SHARE: pytest.approx(3 / 10),
        Compared.ON_ONE_ORGANIZER: 3, Compared.AVERAGE_STEPS: pytest.approx(10 / 6),
        Compared.DENSITY: pytest.approx(3 / 10), Compared.MRC_TOUCHED: 2}


def test_a_departure_takes_its_links_with_it_and_parts_what_it_joined():
    """Without B, A is alone: C–D is the only pair left of six."""
    after = changed(CHAIN, (RemoveNode("B"),))

    found = told(after)
    assert (found[Compared.ACTORS], found[Compared.LINKS], found[Compared.ISOLATED]) == (4, 3, 2)
    assert (found[Compared.PIECES], found[Compared.JOINED_SHARE]) == (3, pytest.approx(1 / 6))
    assert found[Compared.MRC_TOUCHED] == 1  # that of C; nobody knows where D is
    assert cut_off(CHAIN, after) == ("A",)
    assert newly_joined(CHAIN, after) == ()


def test_a_tie_joins_who_was_alone_and_someone_new_is_not_counted_as_rejoined():
    after = changed(CHAIN, (AddLink(Layer.TIES, "D", "E"), AddActor("n", "Maison Fictive"),
                            AddLink(Layer.TIES, "n", "E")))

    assert newly_joined(CHAIN, after) == ("E",)
    assert cut_off(CHAIN, after) == ()
    assert told(after)[Compared.PIECES] == 1


def test_who_loses_everyone_is_told_even_where_no_piece_stays_larger():
    """A–B, and E alone as before: without B, A stays in the largest piece, alone."""
    seen = network("A-B", actors="E")
    after = changed(seen, (RemoveNode("B"),))

    assert cut_off(seen, after) == ()
    assert left_alone(seen, after) == ("A",)
    assert left_alone(after, seen) == left_alone(seen, seen) == ()


@pytest.mark.parametrize(("gone", "is_fewer"), [("o", True), ("B", True), ("E", False)])
def test_fewer_pairs_are_joined_without_who_joined_some(gone, is_fewer):
    """Six pairs are joined in the chain; E, alone, was in none of them."""
    present, after = (compared_figures(seen) for seen in (
        CHAIN, changed(CHAIN, (RemoveNode(gone),))))

    assert has_fewer_joined(present, after) is is_fewer
    assert not has_fewer_joined(after, present)


def test_two_organizers_who_join_the_same_actors_hold_no_pair_alone():
    assert told(network(engagements={"o": "AB", "p": "AB"}))[Compared.ON_ONE_ORGANIZER] == 0


def test_a_pair_that_hangs_on_two_organizers_one_after_the_other_counts_once():
    """A –o– B –p– C: AB, BC, and AC that hangs on both."""
    found = told(network(engagements={"o": "AB", "p": "BC"}))

    assert found[Compared.ON_ONE_ORGANIZER] == 3
    assert found[Compared.ALONE_SHARE] == 0


def test_what_does_not_exist_is_not_zero():
    nobody = told(network())
    assert [nobody[name] for name in (*SHARES, Compared.AVERAGE_STEPS,
                                      Compared.ON_ONE_ORGANIZER)] == [None] * 5

    without_liaison = told(network("A-B", engagements={"o": "AB"},
                                   lens=Lens(layers=frozenset({Layer.TIES}))))
    assert without_liaison[Compared.ALONE_SHARE] is None
    assert without_liaison[Compared.ON_ONE_ORGANIZER] is None
    assert without_liaison[Compared.JOINED_SHARE] == 1


def test_the_gaps_are_counted_as_they_are_listed():
    demo = PartnershipNetwork(read_demo())
    listed = [gap.kind for gap in find_gaps(demo)]

    assert compared_figures(demo).gaps == {
        kind: listed.count(kind) for kind in COMPARED_GAPS}
    assert GapKind.TIE_TO_PROPOSE not in ROWS


def test_without_the_only_bridge_its_nine_are_cut_off():
    story = next(one for one in read_demo_stories() if one.story_id == "only_bridge")
    seen = PartnershipNetwork(read_demo())

    after = changed(seen, map(RemoveNode, story.organizers))

    assert set(cut_off(seen, after)) == set(story.actors)
    assert compared_figures(seen).figures[Compared.ON_ONE_ORGANIZER] == 1872


_NAMES = "ABCDE"
_GROUPS = st.lists(st.sets(st.sampled_from(_NAMES), max_size=4), max_size=3)


@settings(max_examples=30)
@given(ties=st.sets(st.sampled_from([a + "-" + b for a, b in combinations(_NAMES, 2)])),
       tables=_GROUPS, posts=_GROUPS)
def test_the_figures_are_those_of_brute_force(ties, tables, posts):
    seen = network(" ".join(sorted(ties)), actors=_NAMES,
                   tables={f"t{n}": sorted(group) for n, group in enumerate(tables)},
                   engagements={f"o{n}": sorted(group) for n, group in enumerate(posts)})
    graph = nx.Graph(seen.to_networkx())
    pairs = list(combinations(_NAMES, 2))

    def joined(without=()):
        left = graph.subgraph(set(graph) - set(without))
        return {pair for pair in pairs if nx.has_path(left, *pair)}

    organizers = [f"o{n}" for n in range(len(posts))]
    hanging = set().union(*(joined() - joined([post]) for post in organizers))
    found = told(seen)

    assert found[Compared.JOINED_SHARE] == pytest.approx(len(joined()) / 10)
    assert found[Compared.ALONE_SHARE] == pytest.approx(len(joined(organizers)) / 10)
    assert found[Compared.ON_ONE_ORGANIZER] == len(hanging)


@settings(max_examples=20)
@given(ties=st.sets(st.sampled_from([a + "-" + b for a, b in combinations(_NAMES, 2)])),
       removed=st.sets(st.sampled_from(_NAMES)))
def test_the_share_joined_and_the_density_are_those_of_the_measures(ties, removed):
    seen = network(" ".join(sorted(ties)), actors=_NAMES)
    apart = MEASURES["fragmentation"].read(seen, without=tuple(sorted(removed))).value(
        "network", "fragmentation")

    after = changed(seen, map(RemoveNode, sorted(removed)))
    found = told(after)

    assert found[Compared.JOINED_SHARE] == (None if apart is None else pytest.approx(1 - apart))
    assert found[Compared.DENSITY] == MEASURES["density"].read(after).value("network", "density")


@pytest.mark.parametrize(("row", "before", "after", "words"), [
    (Compared.ACTORS, 220, 217, "3 de moins"), (Compared.ACTORS, 217, 218, "1 de plus"),
    (Compared.JOINED_SHARE, .5, .512, "1,2 point de plus"),
    (Compared.JOINED_SHARE, .9, .5, "40 points de moins"),
    (Compared.JOINED_SHARE, .2436, .1794, "6,5 points de moins"),  # 24,4 % and 17,9 %
    (Compared.JOINED_SHARE, .9, .90001, ""), (Compared.AVERAGE_STEPS, 2.25, 2, "0,25 de moins"),
    (Compared.ACTORS, 3, 3, ""), (Compared.DENSITY, None, .5, ""),
    (GapKind.ISOLATED, 0, 2, "2 de plus")])
def test_a_difference_is_told_in_words_to_the_digits_shown(row, before, after, words):
    assert difference_words(row, before, after, "fr").replace("\u00a0", " ") == words


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_table_has_a_row_for_each_figure_and_two_columns_for_each_scenario(language):
    present, after = (compared_figures(seen) for seen in (
        CHAIN, changed(CHAIN, (RemoveNode("B"),))))

    rows = figure_rows(present, [after, present], language)

    assert len(rows) == len(ROWS)
    assert rows[0][1:] == [5, 4, -1, 5, 0]
    assert len(figure_titles(["Départ", "Rien"], language)) == len(rows[0]) == 6


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_figures_compared_bear_the_same_name(language):
    names = [row_name(row, language) for row in ROWS]

    assert len(set(names)) == len(names)
