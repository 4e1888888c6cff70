"""What leaves is written by hand, field by field: a new field is decided upon, or this fails."""

from __future__ import annotations

import pytest

from ocgraph.model import COLLECTIONS, Engagement, declarations, shared_fields
from ocgraph.model.entities import Actor, CommunityOrganizer, ConcertationTable, Membership, Tie
from ocgraph.privacy import NEVER_LEAVES, SHARED_ENTITIES

LEAVE = {
    Actor: "actor_id name kind sectors mission_domains mrc_code municipality_code serves since "
           "until",
    ConcertationTable: "concertation_table_id name theme level territories coordinator_id since "
                       "until",
    Membership: "concertation_table_id member_id role since until",
    Tie: "source_id target_id kind since until",
}
STAY = {
    Actor: "latitude longitude public_contact asked publication_consent keep_until source "
           "verified_on private_note",
    ConcertationTable: "cadence meeting_hours expected_sectors latitude longitude source "
                       "verified_on private_note",
    Membership: "source verified_on",
    Tie: "scale level directed reported_by confirmed_by_both publication_consent source "
         "verified_on private_note",
}


def test_every_entity_leaves_or_never_does():
    assert set(LEAVE) == set(STAY) == set(SHARED_ENTITIES)
    assert {*SHARED_ENTITIES, *NEVER_LEAVES} == set(COLLECTIONS)


@pytest.mark.parametrize("entity", SHARED_ENTITIES)
def test_every_field_is_said_to_leave_or_to_stay(entity):
    leave, stay = LEAVE[entity].split(), STAY[entity].split()

    assert [field.name for field in shared_fields(entity)] == leave
    assert {field.name for field in declarations(entity)} == {*leave, *stay}


@pytest.mark.parametrize("entity", [CommunityOrganizer, Engagement])
def test_no_field_of_a_post_nor_of_its_work_may_leave_but_its_dates(entity):
    assert {field.name for field in shared_fields(entity)} == {"since", "until"}
