"""Each change by hand, and the same register as the one written by hand."""

from __future__ import annotations

import datetime
import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocgraph.analysis.change_forms import (
    changes_json,
    changes_line,
    new_id,
    read_changes,
    read_line,
)
from ocgraph.analysis.changes import (
    AddActor,
    AddLink,
    AddOrganizer,
    AddTable,
    MergeTables,
    MoveOrganizer,
    NotMadeError,
    RemoveLink,
    RemoveNode,
    WhyNot,
)
from ocgraph.errors import OcgraphError
from ocgraph.i18n import explain
from ocgraph.model import (
    Actor,
    CommunityOrganizer,
    ConcertationTable,
    Engagement,
    Membership,
    Register,
    Tie,
)
from ocgraph.model.checks import (
    check_no_seat_twice,
    check_references,
    check_table_sits_elsewhere,
)
from ocgraph.network import Layer
from tests.small_networks import network
from tests.strategies import HOSTILE_TEXTS, clean_texts

CHAIN = network("A-B", tables={"t": "BC"}, engagements={"o": "CD"}, actors="E").register


def test_whoever_leaves_takes_every_link_along():
    """A–B, B at the table t: without B, the table keeps C alone."""
    assert RemoveNode("B").made(CHAIN) == network(
        tables={"t": "C"}, engagements={"o": "CD"}, actors="AE").register


def test_a_table_and_an_organizer_may_leave():
    left = RemoveNode("o").made(RemoveNode("t").made(CHAIN))

    assert left == network("A-B", actors="CDE").register


def test_nothing_is_left_that_points_to_someone_gone():
    register = Register(
        actors=(Actor(actor_id="A", name="Un"), Actor(actor_id="B", name="Deux"),
                Actor(actor_id="C", name="Trois")),
        concertation_tables=(ConcertationTable(concertation_table_id="t", name="Table",
                                               coordinator_id="A"),),
        ties=(Tie(source_id="B", target_id="C", reported_by="A"),))

    left = RemoveNode("A").made(register)

    assert check_references(left) == []
    assert len(left.ties) == len(left.concertation_tables) == 1


@pytest.mark.parametrize(("change", "same"), [
    (RemoveLink(Layer.TIES, "B", "A"), network(tables={"t": "BC"}, engagements={"o": "CD"},
                                               actors="AE")),
    (RemoveLink(Layer.TABLES, "C", "t"), network("A-B", tables={"t": "B"},
                                                 engagements={"o": "CD"}, actors="E")),
    (RemoveLink(Layer.LIAISON, "o", "D"), network("A-B", tables={"t": "BC"},
                                                  engagements={"o": "C"}, actors="DE")),
    (AddLink(Layer.TIES, "D", "E"), network("A-B D-E", tables={"t": "BC"},
                                            engagements={"o": "CD"})),
    (AddLink(Layer.TABLES, "E", "t"), network("A-B", tables={"t": "BCE"},
                                              engagements={"o": "CD"})),
    (AddLink(Layer.LIAISON, "o", "E"), network("A-B", tables={"t": "BC"},
                                               engagements={"o": "CDE"}))])
def test_a_link_changed_is_as_if_written_so(change, same):
    made = change.made(CHAIN)

    ends = {(tie.source_id, tie.target_id) for tie in made.ties}
    assert ends == {(tie.source_id, tie.target_id) for tie in same.register.ties}
    assert (made.actors, made.memberships, made.engagements) == (
        same.register.actors, same.register.memberships, same.register.engagements)


def test_every_tie_between_two_actors_ends_with_the_partnership():
    twice = Register(actors=CHAIN.actors, ties=(
        Tie(source_id="A", target_id="B", kind="information"),
        Tie(source_id="B", target_id="A", kind="resources"), Tie(source_id="A", target_id="C")))

    assert RemoveLink(Layer.TIES, "A", "B").made(twice).ties == (twice.ties[2],)


def test_a_tie_that_has_ended_does_not_keep_a_new_one_from_being_made():
    ended = Register(actors=CHAIN.actors, ties=(
        Tie(source_id="A", target_id="B", until=datetime.date(2020, 1, 1)),))

    assert len(AddLink(Layer.TIES, "A", "B").made(ended).ties) == 2


def test_an_actor_a_table_and_a_post_may_come_with_where_they_are_from():
    register = Register()
    for change in (AddActor("n", "Maison Fictive", "nonprofit", ("youth",), "61"),
                   AddTable("t", "Table Inventée", "youth", ("61",)),
                   AddOrganizer("o", "Poste Fictif", ("62",)), AddLink(Layer.LIAISON, "o", "t")):
        register = change.made(register, "Scénario d’essai")

    assert register == Register(
        actors=(Actor(actor_id="n", name="Maison Fictive", kind="nonprofit", sectors=("youth",),
                      mrc_code="61", source="Scénario d’essai"),),
        concertation_tables=(ConcertationTable(concertation_table_id="t", name="Table Inventée",
                                               theme="youth", territories=("61",),
                                               source="Scénario d’essai"),),
        community_organizers=(CommunityOrganizer(organizer_id="o", name="Poste Fictif",
                                                 home_territories=("62",),
                                                 source="Scénario d’essai"),),
        engagements=(Engagement(organizer_id="o", target_id="t", source="Scénario d’essai"),))


def test_an_organizer_who_moves_ends_what_is_where_she_leaves_and_nothing_else():
    """Her home is 61. Leaving for 62 ends A (61) and the table of 61; not B (62), nor C (nowhere).

    Nor D, seated in 63 where she never was at home, nor the table of both 61 and 62.
    """
    places = {"A": "61", "B": "62", "D": "63"}
    register = Register(
        actors=tuple(Actor(actor_id=one, name=one, mrc_code=places.get(one)) for one in "ABCD"),
        concertation_tables=tuple(ConcertationTable(concertation_table_id=name, name=name,
                                                    territories=codes)
                                  for name, codes in (("here", ("61",)), ("both", ("61", "62")))),
        community_organizers=(CommunityOrganizer(organizer_id="o", name="Poste",
                                                 home_territories=("61",)),
                              CommunityOrganizer(organizer_id="p", name="Autre",
                                                 home_territories=("61",))),
        engagements=(*(Engagement(organizer_id="o", target_id=end)
                       for end in ("A", "B", "C", "D", "here", "both")),
                     Engagement(organizer_id="p", target_id="A")))

    moved = MoveOrganizer("o", ("62",)).made(register)

    assert moved.community_organizers[0].home_territories == ("62",)
    assert [(one.organizer_id, one.target_id) for one in moved.engagements] == [
        ("o", "B"), ("o", "C"), ("o", "D"), ("o", "both"), ("p", "A")]


def test_an_organizer_given_one_more_territory_ends_nothing():
    register = MoveOrganizer("o", ("61",)).made(CHAIN)

    assert MoveOrganizer("o", ("61", "62")).made(register).engagements == CHAIN.engagements


def seat(table, member, since=None, until=None):
    years = [None if year is None else datetime.date(year, 1, 1) for year in (since, until)]
    return Membership(concertation_table_id=table, member_id=member, since=years[0],
                      until=years[1])


def test_two_tables_become_one_with_the_members_and_the_mrc_of_both():
    """B, C at t; C, D at u: B, C, D at t, each once; o was engaged with both, p with u alone."""
    register = network(tables={"t": "BC", "u": "CD"}, engagements={"o": "tu", "p": "u"}).register
    tables = tuple(replace(table, territories=codes) for table, codes in zip(
        register.concertation_tables, (("61", "62"), ("62", "63")), strict=True))

    made = MergeTables("t", "u").made(replace(register, concertation_tables=tables))

    assert [(one.concertation_table_id, one.territories) for one in made.concertation_tables] == [
        ("t", ("61", "62", "63"))]
    assert sorted(one.member_id for one in made.memberships) == ["B", "C", "D"]
    assert {one.concertation_table_id for one in made.memberships} == {"t"}
    assert [(one.organizer_id, one.target_id) for one in made.engagements] == [
        ("o", "t"), ("p", "t")]
    assert check_register_whole(made) == []


def check_register_whole(register):
    return [*check_references(register), *check_no_seat_twice(register),
            *check_table_sits_elsewhere(register)]


def test_a_table_that_sat_at_the_one_it_joins_does_not_sit_at_itself():
    register = replace(CHAIN, concertation_tables=(*CHAIN.concertation_tables, ConcertationTable(
        concertation_table_id="u", name="Autre"), ConcertationTable(
        concertation_table_id="v", name="Au-dessus")),
        memberships=(seat("t", "u"), seat("u", "t"), seat("v", "u"), seat("v", "t")))

    made = MergeTables("t", "u").made(register)

    assert made.memberships == (seat("v", "t"),)


@pytest.mark.parametrize(("held", "other", "left"), [
    ((2010, None), (2020, None), []),             # she sits at the first all along
    ((2010, 2015), (2012, 2015), []),
    ((2010, 2015), (2020, None), [(2020, None)]),  # then she came back
    ((2010, 2015), (2012, None), ["after"])])      # she stays after her first seat ends
def test_of_two_seats_at_the_same_time_only_the_days_after_count(held, other, left):
    register = replace(CHAIN, concertation_tables=(*CHAIN.concertation_tables, ConcertationTable(
        concertation_table_id="u", name="Autre")),
        memberships=(seat("t", "B", *held), seat("u", "B", *other)))

    made = MergeTables("t", "u").made(register)

    after = replace(seat("t", "B"), since=datetime.date(2015, 1, 2))
    assert made.memberships == (seat("t", "B", *held), *(
        after if years == "after" else seat("t", "B", *years) for years in left))
    assert check_no_seat_twice(made) == []


_SEATS = st.dictionaries(st.sampled_from("ABCDE"), st.sets(st.sampled_from("tuv"), min_size=1))


@given(seats=_SEATS)
def test_after_a_merger_one_sits_at_the_table_that_stays_if_one_sat_at_either(seats):
    tables = {table: [one for one in sorted(seats) if table in seats[one]] for table in "tuv"}
    register = network(tables=tables, actors="ABCDE").register

    made = MergeTables("t", "u").made(register)

    held = sorted((one.member_id, one.concertation_table_id) for one in made.memberships)
    assert held == sorted({(member, "t" if table == "u" else table)
                           for member, at in seats.items() for table in at})
    assert MergeTables("t", "u").joining(register) == len(
        {one for one, at in seats.items() if "u" in at and "t" not in at})


@pytest.mark.parametrize(("change", "why"), [
    (MergeTables("t", "Z"), WhyNot.GONE), (MergeTables("t", "A"), WhyNot.GONE),
    (MergeTables("t", "t"), WhyNot.ALREADY),
    (RemoveNode("Z"), WhyNot.GONE), (RemoveLink(Layer.TIES, "A", "C"), WhyNot.GONE),
    (AddLink(Layer.TIES, "A", "Z"), WhyNot.GONE), (AddLink(Layer.TIES, "A", "t"), WhyNot.GONE),
    (AddLink(Layer.TABLES, "A", "B"), WhyNot.GONE), (AddLink(Layer.LIAISON, "A", "B"), WhyNot.GONE),
    (MoveOrganizer("Z", ("61",)), WhyNot.GONE), (AddLink(Layer.TIES, "B", "A"), WhyNot.ALREADY),
    (AddLink(Layer.TIES, "A", "A"), WhyNot.ALREADY), (AddActor("t", "Un"), WhyNot.ALREADY),
    (AddTable("A", "Un"), WhyNot.ALREADY), (AddOrganizer("A", "Un"), WhyNot.ALREADY)])
def test_what_makes_no_sense_is_refused_with_its_reason(change, why):
    with pytest.raises(NotMadeError) as refused:
        change.made(CHAIN)

    assert refused.value.why == why


_CODES = st.lists(st.sampled_from(("01", "61", "371")), min_size=1, max_size=2,
                  unique=True).map(tuple)
_TEXTS = st.one_of(st.sampled_from(HOSTILE_TEXTS), clean_texts).filter(str.strip)
_LAYERS = st.sampled_from(Layer)
ANY_CHANGE = st.one_of(
    st.builds(RemoveNode, _TEXTS), st.builds(RemoveLink, _LAYERS, _TEXTS, _TEXTS),
    st.builds(AddLink, _LAYERS, _TEXTS, _TEXTS),
    st.builds(AddActor, _TEXTS, _TEXTS, st.sampled_from((None, "nonprofit")),
              st.sampled_from(((), ("youth",))), st.sampled_from((None, "61"))),
    st.builds(AddTable, _TEXTS, _TEXTS, st.just("youth"), _CODES),
    st.builds(AddOrganizer, _TEXTS, _TEXTS, _CODES, st.one_of(st.none(), st.floats(0, 60))),
    st.builds(MoveOrganizer, _TEXTS, _CODES), st.builds(MergeTables, _TEXTS, _TEXTS))


@given(changes=st.lists(ANY_CHANGE, max_size=4).map(tuple))
def test_changes_come_back_from_json_and_from_an_address_as_they_were(changes):
    assert read_changes(json.loads(json.dumps(changes_json(changes)))) == changes
    assert read_line(changes_line(changes)) == changes


def test_a_change_in_an_address_is_short():
    assert changes_line((RemoveNode("o-8"), AddLink(Layer.TIES, "a-1", "a-2"))) == (
        "remove_node,o-8;add_link,ties,a-1,a-2")


def test_a_scenario_written_before_posts_had_hours_is_still_read():
    assert read_line("add_organizer,n-1,Poste Fictif,61") == read_changes([
        {"what": "add_organizer", "node_id": "n-1", "name": "Poste Fictif",
         "territories": ["61"]}]) == (AddOrganizer("n-1", "Poste Fictif", ("61",)),)


def test_the_hours_of_a_post_are_unknown_or_a_number():
    line = "add_organizer,n-1,Poste,61,17.5;add_organizer,n-2,Autre,61,0;add_organizer,n-3,Un,61,"

    assert [change.weekly_hours for change in read_line(line)] == [17.5, 0.0, None]
    assert changes_line(read_line(line)) == line
    assert AddOrganizer("n", "Poste", ("61",), 17.5).made(
        CHAIN).community_organizers[-1].weekly_hours == 17.5


@pytest.mark.parametrize("hours", ["x", "-1", "61", "nan", "inf", "1e9", "35,5"])
def test_hours_that_no_post_may_have_are_refused(hours):
    with pytest.raises(OcgraphError):
        read_line(f"add_organizer,n-1,Poste,61,{hours}")


@pytest.mark.parametrize("written", [
    *({"what": "add_organizer", "node_id": "n", "name": "Poste", "weekly_hours": hours}
      for hours in ("35", True, [35], {}, -1, 61, 1e400)),
    {"what": "merge_tables", "table_id": "t"}])
def test_what_no_change_holds_is_refused(written):
    with pytest.raises(OcgraphError):
        read_changes([written])


@pytest.mark.parametrize("written", [
    None, {}, "remove_node", [3], [{"what": "fly"}], [{"what": ["remove_node"]}],
    [{"what": "remove_node"}], [{"what": "remove_node", "node_id": ""}],
    [{"what": "remove_node", "node_id": 3}], [{"what": "remove_node", "node_id": ["a"]}],
    [{"what": "remove_node", "node_id": "a", "more": "b"}],
    [{"what": "move_organizer", "organizer_id": "o", "territories": "61"}],
    [{"what": "move_organizer", "organizer_id": "o", "territories": []}],
    [{"what": "move_organizer", "organizer_id": "o", "territories": ["nulle part"]}],
    [{"what": "add_link", "layer": "wires", "source_id": "a", "target_id": "b"}],
    [{"what": "add_actor", "node_id": "n", "name": "Un", "kind": "unicorn"}]])
def test_what_is_not_a_change_is_refused_in_words(written):
    with pytest.raises(OcgraphError) as refused:
        read_changes(written)

    assert all(explain(refused.value, language) for language in ("fr", "en"))


@pytest.mark.parametrize("line", ["fly,a", "remove_node", "remove_node,", "remove_node,a,b",
                                  "add_link,wires,a,b", "move_organizer,o,99999"])
def test_an_address_that_holds_no_change_is_refused(line):
    with pytest.raises(OcgraphError):
        read_line(line)


@pytest.mark.parametrize("part", ["<script>", "fly,a", "remove_node,", "move_organizer,o,"])
def test_what_is_not_a_change_in_an_address_is_told_as_it_was_written(part):
    with pytest.raises(OcgraphError) as refused:
        read_line(f"remove_node,a;{part}")

    assert refused.value.params == {"found": part}


def test_what_is_not_a_change_in_a_file_is_told_as_a_file_holds_it():
    with pytest.raises(OcgraphError) as refused:
        read_changes([{"what": "voilà", "node_id": None}])

    assert refused.value.params == {"found": '{"what": "voilà", "node_id": null}'}


def test_someone_new_has_the_same_identifier_for_the_same_name_and_one_of_its_own():
    first = new_id("Maison Fictive", Register())

    assert new_id("Maison Fictive", CHAIN) == first != new_id("Maison Inventée", CHAIN)
    assert new_id("Maison Fictive", AddActor(first, "Maison Fictive").made(CHAIN)) != first
