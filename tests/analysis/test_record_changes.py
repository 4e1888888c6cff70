"""Retiring ends, removing takes along, merging makes one of two: never twice, never in silence."""

from __future__ import annotations

import datetime
from itertools import combinations

from hypothesis import given, settings

from ocgraph.analysis.record_changes import (
    ended_with,
    links_of,
    merged,
    merging,
    near_names,
    removing,
    retiring,
)
from ocgraph.io.places.reference import territory_codes
from ocgraph.model import (
    COLLECTIONS,
    Actor,
    CommunityOrganizer,
    ConcertationTable,
    Engagement,
    Membership,
    Register,
    Severity,
    Tie,
)
from ocgraph.model.checks import IDENTIFIERS, check_register, overlap
from ocgraph.storage import Addition, KeptRecord, Removal, Store
from tests.strategies import registers


def day(year, month=1):
    return datetime.date(year, month, 1)


def kept(register):
    """The records of a register as if they were kept, numbered from 1 in each kind."""
    return {entity: tuple(KeptRecord(number, 1, record)
                          for number, record in enumerate(register.records(entity), 1))
            for entity in COLLECTIONS}


def after(register, edits):
    """The register once edits are kept."""
    told = {(edit.entity, edit.record_key): edit for edit in edits}
    assert len(told) == len(edits), "each record is edited once"
    return Register(**{collection: tuple(
        told[entity, one.record_key].record if (entity, one.record_key) in told else one.record
        for one in records if not isinstance(told.get((entity, one.record_key)), Removal))
        for (entity, records), collection in zip(
            kept(register).items(), COLLECTIONS.values(), strict=True)})


def merge(register, stays, goes, entity=Actor, **chosen):
    here = {getattr(one.record, IDENTIFIERS[entity]): one for one in kept(register)[entity]}
    return merging(kept(register), here[stays], here[goes],
                   merged(here[stays].record, here[goes].record, **chosen))


def actors(*identifiers):
    return tuple(Actor(actor_id=each, name=f"Maison Fictive {each}") for each in identifiers)


def test_all_that_refers_to_the_duplicate_refers_to_the_one_that_stays():
    register = Register(
        actors=actors("a", "b", "c"),
        concertation_tables=(ConcertationTable(concertation_table_id="t", name="Table Rêvée",
                                               coordinator_id="b"),),
        community_organizers=(CommunityOrganizer(organizer_id="o", name="Poste fictif"),),
        memberships=(Membership(concertation_table_id="t", member_id="b"),),
        ties=(Tie(source_id="b", target_id="c", reported_by="b"), Tie(source_id="a",
                                                                      target_id="b")),
        engagements=(Engagement(organizer_id="o", target_id="b"),))
    one = after(register, merge(register, "a", "b"))

    assert [actor.actor_id for actor in one.actors] == ["a", "c"]
    assert one.concertation_tables[0].coordinator_id == "a"
    assert one.memberships[0].member_id == "a" and one.engagements[0].target_id == "a"
    assert one.ties == (Tie(source_id="a", target_id="c", reported_by="a"),)


def test_of_two_links_that_say_the_same_one_stays_over_the_days_of_both():
    register = Register(actors=actors("a", "b", "c"), ties=(
        Tie(source_id="c", target_id="a", since=day(2020), until=day(2022), source="Rencontre"),
        Tie(source_id="b", target_id="c", since=day(2021), verified_on=day(2024)),
        Tie(source_id="b", target_id="c", kind="funding")))

    assert after(register, merge(register, "a", "b")).ties == (
        Tie(source_id="c", target_id="a", since=day(2020), source="Rencontre",
            verified_on=day(2024)),
        Tie(source_id="a", target_id="c", kind="funding"))


def test_one_seat_that_covers_two_others_makes_one_of_three():
    def seat(member, *days):
        return Membership(concertation_table_id="t", member_id=member, since=days[0],
                          until=days[1])
    register = Register(actors=actors("a", "b"), memberships=(
        seat("a", day(2018), day(2019)), seat("a", day(2021), day(2022)),
        seat("b", day(2019), day(2021)), seat("b", day(2025), day(2026))))

    assert after(register, merge(register, "a", "b")).memberships == (
        seat("a", day(2018), day(2022)), seat("a", day(2025), day(2026)))


def test_what_the_one_that_stays_did_not_know_is_taken_and_the_rest_only_where_chosen():
    stays = Actor(actor_id="a", name="Maison", mrc_code="61")
    goes = Actor(actor_id="b", name="La Maison", mrc_code="62", asked=False)

    assert merged(stays, goes) == Actor(actor_id="a", name="Maison", mrc_code="61", asked=False)
    assert merged(stays, Actor(actor_id="b", name="M", mrc_code="62", latitude=46.0)) == stays
    assert merged(Actor(actor_id="a", name="M", until=day(2020)),
                  Actor(actor_id="b", name="M", since=day(2021))).since is None
    assert merged(stays, goes, {"name"}).name == "La Maison"
    assert merged(stays, goes, {"actor_id"}).actor_id == "a"


@given(registers())
@settings(max_examples=6)
def test_merging_leaves_no_trace_of_the_duplicate_adds_no_error_and_done_again_does_nothing(
        register):
    for entity, name in IDENTIFIERS.items():
        for first, second in combinations(register.records(entity), 2):
            stays, goes = getattr(first, name), getattr(second, name)
            one = after(register, merge(register, stays, goes, entity))

            assert not any(goes in vars(record).values() for other in COLLECTIONS
                           for record in one.records(other))
            assert _n_errors(one) <= _n_errors(register)
            gone = next(each for each in kept(register)[entity]
                        if getattr(each.record, name) == goes)
            here = next(each for each in kept(one)[entity]
                        if getattr(each.record, name) == stays)
            without = {**kept(one), entity: tuple(
                each for each in kept(one)[entity] if each.record_key != gone.record_key)}
            assert merging(without, here, gone, here.record) == ()


def _n_errors(register):
    return sum(issue.severity is Severity.ERROR
               for issue in check_register(register, territory_codes()))


@given(registers())
@settings(max_examples=5)
def test_no_day_of_a_link_is_lost_by_merging(register):
    for first, second in combinations(register.actors, 2):
        one = after(register, merge(register, first.actor_id, second.actor_id))
        for seat in register.memberships:
            if not overlap(seat, seat):
                continue    # its dates are out of order: it has no day
            member = first.actor_id if seat.member_id == second.actor_id else seat.member_id
            assert any(other.member_id == member and overlap(other, seat)
                       and other.concertation_table_id == seat.concertation_table_id
                       for other in one.memberships)


@given(registers())
@settings(max_examples=5)
def test_removing_leaves_nothing_that_points_to_what_is_gone(register):
    for entity, name in IDENTIFIERS.items():
        for one in kept(register)[entity]:
            left = after(register, removing(kept(register), one))
            assert not any(getattr(one.record, name) in vars(record).values()
                           for other in COLLECTIONS for record in left.records(other))


def test_retiring_ends_what_holds_that_day_and_leaves_what_had_ended_or_begins_later():
    seats = tuple(Membership(concertation_table_id="t", member_id="a", since=since, until=until)
                  for since, until in ((None, None), (day(2020), day(2021)), (day(2026), None)))
    register = Register(actors=actors("a", "b"), memberships=seats,
                        ties=(Tie(source_id="b", target_id="a"),))
    one = kept(register)[Actor][0]
    ended = ended_with(kept(register), one, day(2025))
    left = after(register, retiring(one, day(2025), ended))

    assert len(links_of(kept(register), one)) == 4 and len(ended) == 2
    assert left.actors[0].until == left.memberships[0].until == left.ties[0].until == day(2025)
    assert left.memberships[1:] == seats[1:] and left.actors[1].until is None


def test_retired_merged_or_removed_then_undone_the_register_is_exactly_as_before(tmp_path):
    store = Store(tmp_path / "register.sqlite")
    register = Register(
        actors=actors("a", "b"), ties=(Tie(source_id="a", target_id="b"),),
        concertation_tables=(ConcertationTable(concertation_table_id="t", name="Table Rêvée",
                                               coordinator_id="b"),),
        memberships=(Membership(concertation_table_id="t", member_id="b"),
                     Membership(concertation_table_id="t", member_id="a")))
    store.edit([Addition(record) for entity in COLLECTIONS
                for record in register.records(entity)], save_key="first")
    now = {entity: store.kept(entity) for entity in COLLECTIONS}
    first, second = now[Actor]
    tried = {"retire": retiring(second, day(2025), ended_with(now, second, day(2025))),
             "merge": merging(now, first, second, first.record),
             "remove": removing(now, second)}
    for what, edits in tried.items():
        seen = {(edit.entity, edit.record_key): edit for edit in edits}
        current = {(entity, one.record_key): one for entity in COLLECTIONS
                   for one in store.kept(entity)}
        fresh = [type(edit)(**{**vars(edit), "seen_version": current[key].version})
                 for key, edit in seen.items()]
        save = store.edit(fresh, save_key=what)
        assert store.load() != register
        store.undo(save.save_seq, save_key=f"undo-{what}")
        assert store.load() == register


def test_nearest_names_come_first_whatever_the_accents_and_the_article():
    register = Register(actors=(
        Actor(actor_id="a", name="La Maison de l’Éveil"), Actor(actor_id="b", name="Atelier"),
        Actor(actor_id="c", name="maison de l'eveil"), Actor(actor_id="d", name="Maison Réveil")))

    assert [one.record.actor_id for one in near_names(
        kept(register), kept(register)[Actor][0])] == ["c", "d", "b"]
