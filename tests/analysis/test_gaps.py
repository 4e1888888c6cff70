"""What is missing, where, and how sure it is."""

from dataclasses import replace
from itertools import combinations

import pytest

from ocgraph.analysis.gaps import Certainty, Gap, GapKind, certainty_of, find_gaps
from ocgraph.analysis.wording import certainty_words, gap_sentence
from ocgraph.i18n import say
from ocgraph.io.demo_stories import read_demo_stories
from ocgraph.io.register_folder import read_demo
from ocgraph.model import Actor
from ocgraph.network import Layer, Lens, PartnershipNetwork
from tests.small_networks import network


def gaps(seen, kind, neighbours=()):
    return [gap for gap in find_gaps(seen, neighbours) if gap.kind == kind]


def with_expected(seen, **expected):
    register = seen.register
    return PartnershipNetwork(replace(register, concertation_tables=tuple(
        replace(table, expected_sectors=expected.get(table.concertation_table_id, ()))
        for table in register.concertation_tables)))


@pytest.fixture(scope="module")
def demo():
    return find_gaps(PartnershipNetwork(read_demo()), [("61", "62")])


@pytest.mark.parametrize(("story", "kind"), [
    ("twin_tables", GapKind.TABLES_ALIKE), ("no_school", GapKind.MISSING_SECTOR),
    ("over_solicited", GapKind.OVER_SOLICITED)])
def test_a_story_of_the_demonstration_is_a_gap(demo, story, kind):
    told = next(one for one in read_demo_stories() if one.story_id == story)

    assert any(gap.kind == kind and set(gap.nodes) == {*told.actors, *told.concertation_tables}
               for gap in demo)


def test_the_three_alone_are_isolated_and_the_asked_ones_for_sure(demo):
    told = next(one for one in read_demo_stories() if one.story_id == "alone")
    alone = {gap.nodes[0]: gap.certainty for gap in demo if gap.kind == GapKind.ISOLATED}

    assert set(alone) == set(told.actors)
    register = read_demo()
    assert {actor for actor, certainty in alone.items() if certainty == Certainty.KNOWN} == {
        actor for actor in alone if register.actor_by_id[actor].asked}


def test_immigration_stands_apart_in_the_two_mrc_where_only_the_organizer_joins_it(demo):
    apart = {(*gap.territories, gap.sectors[0]) for gap in demo
             if gap.kind == GapKind.SECTORS_APART}

    assert apart >= {("60", "immigration"), ("64", "immigration")}


def test_an_organizer_does_not_hide_that_an_actor_is_alone():
    alone = gaps(network(engagements={"o": "AB"}), GapKind.ISOLATED)

    assert [gap.nodes for gap in alone] == [("A",), ("B",)]


def test_an_actor_joined_by_one_tie_or_one_table_hangs_on_one():
    seen = network("A-B", tables={"t": "BCD", "u": "CD"}, actors="E")

    assert [gap.nodes for gap in gaps(seen, GapKind.HANGS_ON_ONE)] == [("A", "B")]
    assert [gap.nodes for gap in gaps(network("B-C", tables={"t": "ABC"}),
                                      GapKind.HANGS_ON_ONE)] == [("A", "t")]


def test_a_table_that_gathers_only_one_leaves_its_member_isolated():
    assert [gap.nodes for gap in gaps(network(tables={"t": "A"}), GapKind.ISOLATED)] == [("A",)]


def test_a_sector_wished_for_is_missing_unless_a_member_whose_sector_is_unknown_has_it():
    seen = with_expected(network(tables={"t": "AB", "u": "C"}, sectors={"A": ("youth",)}),
                         t=("youth", "housing"), u=("housing",))

    missing = {gap.nodes[0]: gap for gap in gaps(seen, GapKind.MISSING_SECTOR)}

    assert missing["t"].sectors == ("housing",)
    assert (missing["t"].certainty, missing["t"].figures["n_unknown"]) == (Certainty.PARTLY, 1)
    assert missing["u"].figures == {"n": 1, "n_unknown": 1}


def test_who_is_most_alike_is_suggested_to_an_actor_alone():
    """By sectors in common, then by place, then by how many they know."""
    seen = network("B-C B-D", actors="AE", mrc_code={"A": "61", "E": "61", "D": "61"}, sectors={
        "A": ("youth", "housing"), "B": ("youth",), "C": ("youth", "housing"), "D": ("health",)})

    alone = next(gap for gap in gaps(seen, GapKind.ISOLATED) if gap.nodes == ("A",))

    assert alone.suggested == ("C", "B", "D")


def test_whoever_could_fill_a_missing_seat_is_suggested_the_least_called_on_first():
    seen = with_expected(network(tables={"t": "A", "u": "BC", "v": "B"}, actors="D",
                                 sectors=dict.fromkeys("BCD", ("housing",))), t=("housing",))

    assert gaps(seen, GapKind.MISSING_SECTOR)[0].suggested == ("D", "C", "B")


def cliques(**members):
    """Return ties that join all within each group."""
    return " ".join(f"{a}-{b}" for group in members.values() for a, b in combinations(group, 2))


def test_two_sectors_apart_are_told_where_chance_would_seldom_leave_them_so():
    """Two cliques of six: 30 of 66 pairs are joined; chance leaves 36 pairs apart 1 time in 10⁹."""
    names = "ABCDEFGHIJKL"
    seen = network(cliques(one=names[:6], two=names[6:]), mrc_code=dict.fromkeys(names, "61"),
                   sectors={name: ("youth",) if name < "G" else ("housing",) for name in names})

    found, = gaps(seen, GapKind.SECTORS_APART)

    assert set(found.sectors) == {"youth", "housing"}
    assert found.figures == {"n": 36, "expected": pytest.approx(36 * 30 / 66)}
    assert found.territories == ("61",)


def test_a_few_pairs_apart_are_no_gap():
    seen = network("A-B", actors="C", mrc_code=dict.fromkeys("ABC", "61"),
                   sectors={"A": ("youth",), "B": ("youth",), "C": ("housing",)})

    assert gaps(seen, GapKind.SECTORS_APART) == []


def test_neighbouring_mrc_are_apart_until_a_tie_or_a_table_joins_them():
    mrc = {"A": "61", "B": "62", "C": "63"}
    seen = network("B-C", actors="A", mrc_code=mrc, asked={"A": True, "B": True, "C": True})
    neighbours = [("62", "61"), ("62", "63"), ("61", "99")]

    found = gaps(seen, GapKind.TERRITORIES_APART, neighbours)

    assert [(gap.territories, gap.certainty) for gap in found] == [(("61", "62"),
                                                                    Certainty.KNOWN)]
    assert not gaps(network("B-C", tables={"t": "AB"}, mrc_code=mrc),
                    GapKind.TERRITORIES_APART, neighbours)


def test_tables_alike_share_three_quarters_of_the_smaller_and_four_members():
    seen = network(tables={"t": "ABCDE", "u": "ABCDF", "v": "ABC", "w": "ABGHIJ"})

    found, = gaps(seen, GapKind.TABLES_ALIKE)

    assert (found.nodes, found.figures) == (("t", "u"), {"n": 4, "share": 0.8})


def test_who_sits_at_far_more_tables_than_the_others_is_over_solicited():
    """Ten actors at one table each, Z at nine: quartiles 1 and 1, so that above 1 stands out."""
    tables = {f"t{number}": [f"a{number}", "Z"] for number in range(9)} | {"u": ["a9"]}

    found, = gaps(network(tables=tables), GapKind.OVER_SOLICITED)

    assert (found.nodes, found.figures) == (("Z",), {"n": 9, "middle": 1})


@pytest.mark.parametrize(("asked", "certainty"), [
    ((True, True), Certainty.KNOWN), ((True, None), Certainty.PARTLY),
    ((False, None), Certainty.UNKNOWN), ((), Certainty.UNKNOWN)])
def test_nobody_asked_is_unknown(asked, certainty):
    assert certainty_of(Actor(actor_id=str(n), name="Acteur", asked=answer)
                        for n, answer in enumerate(asked)) == certainty


def test_each_gap_has_a_name_of_its_own_that_does_not_depend_on_its_figures(demo):
    assert len({gap.gap_id for gap in demo}) == len(demo)
    assert Gap(GapKind.ISOLATED, ("a",)).gap_id == Gap(
        GapKind.ISOLATED, ("a",), figures={"n": 3}).gap_id == "isolated|a"


@pytest.mark.parametrize("seen", [
    network(), network(actors="A"), network(actors="ABC"), network(tables={"t": ""}),
    network("A-B", tables={"t": "AB"}, lens=Lens(layers=frozenset((Layer.LIAISON,))))])
def test_tiny_and_empty_networks_have_their_gaps_and_no_fault(seen):
    assert {gap.kind for gap in find_gaps(seen)} <= {GapKind.ISOLATED}


@pytest.mark.parametrize(("kind", "certainty", "key"), [
    (GapKind.MISSING_SECTOR, Certainty.PARTLY, "certainty.sectors_unknown"),
    (GapKind.MISSING_SECTOR, Certainty.KNOWN, "certainty.known"),
    (GapKind.ISOLATED, Certainty.UNKNOWN, "certainty.unknown"),
    (GapKind.SECTORS_APART, Certainty.PARTLY, "certainty.partly")])
def test_how_sure_a_gap_is_is_told_by_what_is_not_known(kind, certainty, key):
    assert certainty_words(Gap(kind, ("a",), certainty=certainty), "fr") == say("fr", key)


def test_a_gap_is_told_of_its_subjects_only():
    assert Gap(GapKind.HANGS_ON_ONE, ("a", "t")).subjects == ("a",)
    assert Gap(GapKind.TABLES_ALIKE, ("t", "u")).subjects == ("t", "u")
    assert Gap(GapKind.SECTORS_APART, ("a", "b")).subjects == ()


@pytest.mark.parametrize("lens", [
    Lens(territories=frozenset({"62"})), Lens(sectors=frozenset({"youth"})),
    Lens(kinds=frozenset({"school"})),
    Lens(territories=frozenset({"61"}), sectors=frozenset({"youth", "housing"}))])
def test_filters_choose_which_gaps_are_told_and_never_make_one(lens):
    everything = {gap.gap_id: gap for gap in find_gaps(PartnershipNetwork(read_demo()))}
    seen = PartnershipNetwork(read_demo(), lens)
    told = find_gaps(seen)

    assert all(gap == everything[gap.gap_id] for gap in told)
    assert {gap.gap_id for gap in told if gap.subjects} == {
        gap_id for gap_id, gap in everything.items()
        if not seen.node_by_id.keys().isdisjoint(gap.subjects)}
    assert all(gap_sentence(gap, seen, "fr") for gap in told)


def test_sectors_apart_elsewhere_are_not_told_of_a_territory():
    told = gaps(PartnershipNetwork(read_demo(), Lens(territories=frozenset({"61"}))),
                GapKind.SECTORS_APART)

    assert all(gap.territories == ("61",) for gap in told)
