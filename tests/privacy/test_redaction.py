"""What leaves under which terms, and that nothing else exists in it."""

from __future__ import annotations

import dataclasses
import datetime
import random

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from ocgraph.model import (
    COLLECTIONS,
    Actor,
    ConcertationTable,
    Membership,
    Register,
    Tie,
    shared_fields,
)
from ocgraph.privacy import SHARED_ENTITIES, Terms, TiesShown, Why, redact, seen_by, what_leaves
from ocgraph.privacy.choice import Choice
from tests.privacy.detector import leaks
from tests.privacy.seeded import ON, TERMS, seeded
from tests.strategies import HOSTILE_TEXTS, registers

few = settings(max_examples=6)
small_registers = registers(st.sampled_from(HOSTILE_TEXTS))
YESTERDAY, TOMORROW = (ON + datetime.timedelta(days=days) for days in (-1, 1))


def actor(actor_id="a", *, agrees=True, **facts):
    return Actor(actor_id=actor_id, name=f"Maison Fictive {actor_id}",
                 publication_consent=agrees, **facts)


def leaving(register, **terms):
    return redact(register, Terms(ON, **terms)).register


def names(register):
    return [node.name for node in (*register.actors, *register.concertation_tables)]


def written(register):
    """Return every value of every record, as text."""
    return "\n".join(str(item) for entity in COLLECTIONS for record in register.records(entity)
                     for value in vars(record).values()
                     for item in (value if isinstance(value, tuple) else [value])).encode()


def test_no_secret_of_any_field_that_stays_is_in_what_leaves():
    register, secrets = seeded()
    shared = redact(register, TERMS)

    assert len(secrets) > 70
    assert (len(shared.register.actors), len(shared.register.ties)) == (2, 1)
    assert leaks(written(shared.register), secrets) == set()
    assert leaks(repr(shared).encode(), secrets) == set()
    assert leaks(written(register), secrets) == set(secrets)


@pytest.mark.parametrize(("facts", "why"), [
    ({}, None), ({"agrees": None}, Why.NOT_ASKED), ({"agrees": False}, Why.REFUSED),
    ({"until": YESTERDAY}, Why.ENDED), ({"since": TOMORROW}, Why.ENDED),
    ({"since": ON, "until": ON}, None), ({"keep_until": YESTERDAY}, Why.KEPT_TOO_LONG),
    ({"keep_until": ON}, None)])
def test_an_actor_leaves_when_it_agreed_and_holds(facts, why):
    one = actor(**facts)

    assert Choice(Register((one,)), TERMS).why_stays(one) is why
    assert len(leaving(Register((one,))).actors) == (why is None)


def test_a_picture_of_the_past_gives_back_nobody_who_was_to_be_forgotten_since():
    earlier = Terms(ON, on=YESTERDAY)
    actors = (actor("a", keep_until=YESTERDAY), actor("b", until=YESTERDAY), actor("c", since=ON))

    assert names(redact(Register(actors), earlier).register) == ["Maison Fictive b"]


@pytest.mark.parametrize("name", ["Maison, 450 555-0199", "Comité jeanne.untel@exemple.invalid"])
def test_a_name_that_holds_an_address_or_a_number_stays_with_its_record(name):
    one = dataclasses.replace(actor(), name=name)
    table = ConcertationTable(concertation_table_id="t", name=name)

    assert names(leaving(Register((one,), (table,)))) == []


@pytest.mark.parametrize(("agreed", "confirmed", "shown_as"), [
    (True, True, {"both_agreed", "confirmed"}), (True, None, {"both_agreed"}),
    (True, False, set()), (None, True, {"confirmed"}), (None, None, set()),
    (False, True, set()), (False, None, set())])
def test_a_tie_leaves_as_the_team_chose(agreed, confirmed, shown_as):
    tie = Tie(source_id="a", target_id="b", publication_consent=agreed,
              confirmed_by_both=confirmed)
    register = Register((actor("a"), actor("b")), ties=(tie,))

    assert {choice for choice in TiesShown if leaving(register, ties=choice).ties} == shown_as


def test_what_joins_someone_who_stays_stays_too():
    register = Register(
        (actor("a"), actor("b", agrees=None)),
        (ConcertationTable(concertation_table_id="t", name="Table Rêvée", coordinator_id="b"),),
        tuple(Membership(concertation_table_id="t", member_id=end) for end in "ab"),
        (Tie(source_id="a", target_id="b", publication_consent=True, confirmed_by_both=True),))
    shared = leaving(register)

    assert shared.ties == ()
    assert [seat.member_id for seat in shared.memberships] == ["a1"]
    assert shared.concertation_tables[0].coordinator_id is None


def test_a_tie_tells_neither_its_direction_nor_who_told_it():
    ends = [dict(zip(("source_id", "target_id"), pair, strict=True)) for pair in ("ab", "ba")]
    shared = [leaving(Register((actor("a"), actor("b")), ties=(
        Tie(**end, directed=True, publication_consent=True, reported_by="a"),))) for end in ends]

    assert shared[0] == shared[1]


def test_a_table_out_of_the_territories_is_brought_in_only_by_who_leaves():
    tables = tuple(ConcertationTable(concertation_table_id=name, name=name, territories=("62",))
                   for name in ("t-1", "t-2"))
    seats = (Membership(concertation_table_id="t-1", member_id="a"),
             Membership(concertation_table_id="t-2", member_id="b"))
    register = Register((actor("a", mrc_code="61"), actor("b", mrc_code="61", agrees=None)),
                        tables, seats)

    assert names(leaving(register, territories=frozenset({"61"}))) == ["Maison Fictive a", "t-1"]


def test_of_two_records_under_one_identifier_a_refusal_is_heard():
    assert names(leaving(Register((actor("a"), actor("a", agrees=False))))) == []


@few
@given(small_registers, st.randoms(use_true_random=False))
def test_the_order_of_the_register_is_not_in_what_leaves(register, rng):
    for records in (register.actors, register.concertation_tables):
        assume(len({record.name for record in records}) == len(records))
    mixed = Register(**{field.name: tuple(rng.sample(records, len(records)))
                        for field in dataclasses.fields(Register)
                        for records in [getattr(register, field.name)]})

    assert redact(mixed, TERMS) == redact(register, TERMS)


@few
@given(small_registers, st.data())
def test_a_field_that_stays_changes_nothing_of_what_leaves(register, data):
    deciding = {"publication_consent", "confirmed_by_both", "keep_until"}
    entity = data.draw(st.sampled_from(SHARED_ENTITIES))
    records = register.records(entity)
    assume(records)
    kept = {field.name for field in dataclasses.fields(entity)} - deciding - {
        field.name for field in shared_fields(entity)}
    emptied = dataclasses.replace(records[0], **{
        field.name: field.default for field in dataclasses.fields(entity) if field.name in kept})
    changed = dataclasses.replace(register, **{COLLECTIONS[entity]: (emptied, *records[1:])})

    assert redact(changed, TERMS) == redact(register, TERMS)


@few
@given(small_registers)
def test_what_leaves_refers_only_to_what_leaves(register):
    shared = leaving(register)
    ids = {*shared.actor_by_id, *shared.concertation_table_by_id}

    assert {end for tie in shared.ties for end in (tie.source_id, tie.target_id)} <= ids
    assert {end for seat in shared.memberships
            for end in (seat.member_id, seat.concertation_table_id)} <= ids
    assert shared.community_organizers == shared.engagements == shared.indicators == ()


@few
@given(small_registers)
def test_the_preview_accounts_for_every_record(register):
    for told in what_leaves(register, TERMS):
        assert told.n_leaving + sum(told.stays.values()) == len(register.records(told.entity))
        assert all(n <= told.n_leaving for n in told.n_known.values())


def test_an_organisation_sees_of_itself_what_leaves_of_it():
    rng = random.Random(7)
    actors = [actor(name, public_contact="Accueil") for name in "abc"]
    rng.shuffle(actors)
    register = Register(
        tuple(actors), (ConcertationTable(concertation_table_id="t", name="Table Rêvée"),),
        (Membership(concertation_table_id="t", member_id="b", role="member"),),
        (Tie(source_id="c", target_id="b", publication_consent=True),
         Tie(source_id="a", target_id="b", publication_consent=False)))
    seen = seen_by(register, TERMS, "b")

    assert (seen.actor.name, seen.actor.public_contact) == ("Maison Fictive b", "")
    assert [(table.name, seat.role) for table, seat in seen.seats] == [("Table Rêvée", "member")]
    assert [partner.name for partner, _ in seen.partners] == ["Maison Fictive c"]


def test_an_organisation_that_stays_sees_why():
    assert seen_by(Register((actor("a", agrees=None),)), TERMS, "a").why_stays is Why.NOT_ASKED
