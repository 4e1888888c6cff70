"""Days of work noted for a pair are one liaison, never parallel links."""

from __future__ import annotations

import datetime
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from ocgraph.analysis.changes import MergeTables
from ocgraph.analysis.linking_role import linking_roles
from ocgraph.analysis.overview import n_ended
from ocgraph.model import Actor, ConcertationTable, Engagement, Territory
from ocgraph.network import Lens, PartnershipNetwork
from ocgraph.territory import presence_by_mrc
from tests.small_networks import network

DAY = datetime.date(2026, 3, 2)
WHOLE_LENS = Lens()


def entry(target="A", hours=1.0, day=DAY, **fields):
    return Engagement(organizer_id="o", target_id=target, hours=hours, since=day, until=day,
                      **fields)


def seen(*engagements, lens=WHOLE_LENS, ties="A-B"):
    register = network(ties, engagements={"o": "A"}).register
    return PartnershipNetwork(replace(register, engagements=engagements), lens)


def liaison(*engagements, lens=WHOLE_LENS):
    """Return the one liaison that is seen; there must be one."""
    (found,) = (link for link in seen(*engagements, lens=lens).links if link.layer == "liaison")
    return found


def test_many_days_with_one_partner_are_one_link_with_their_hours_and_the_last_day():
    days = [DAY + datetime.timedelta(days=7 * week) for week in range(10)]
    found = liaison(*(entry(hours=1.5, day=day) for day in reversed(days)))

    assert (found.record.hours, found.record.since, found.record.verified_on) == (
        15.0, DAY, days[-1])
    assert [one.since for one in found.entries] == days


def test_the_hours_an_engagement_states_and_those_of_its_days_never_count_twice():
    """40 h stated hold the 5 h noted; 12 h noted are more than the 8 h stated."""
    stands = Engagement(organizer_id="o", target_id="A", hours=40.0)
    unknown = replace(stands, hours=None)

    assert liaison(stands, entry(hours=2.0), entry(hours=3.0)).record.hours == 40.0
    assert liaison(replace(stands, hours=8.0), entry(hours=12.0)).record.hours == 12.0
    assert liaison(unknown, entry(hours=2.0)).record.hours == 2.0
    assert liaison(unknown, entry(hours=None)).record.hours is None


def test_hours_that_a_day_lacks_are_told_apart_and_never_zero():
    assert liaison(entry(hours=2.0), entry(hours=None)).lacks_hours
    assert not liaison(entry(hours=2.0), entry(hours=0.0)).lacks_hours


def test_days_alone_hold_the_liaison_for_a_year_after_the_last():
    last = DAY + datetime.timedelta(days=365)
    after = last + datetime.timedelta(days=1)

    assert liaison(entry(), lens=Lens(on=last)).record.until == last
    assert n_ended(seen(entry()).links, last) == 0
    assert n_ended(seen(entry()).links, after) == 1
    assert not [link for link in seen(entry(), lens=Lens(on=after)).links
                if link.layer == "liaison"]


def test_an_engagement_that_stands_holds_whatever_the_age_of_its_days():
    stands = Engagement(organizer_id="o", target_id="A")
    later = DAY + datetime.timedelta(days=4_000)

    assert liaison(stands, entry(), lens=Lens(on=later)).entries == ()
    assert liaison(stands, entry()).record.until is None


@given(hours=st.lists(st.none() | st.integers(0, 9).map(float), min_size=1, max_size=6))
def test_no_figure_of_the_network_grows_with_the_number_of_days(hours):
    once, often = seen(entry()), seen(*(entry(hours=each) for each in hours))

    assert len(often.links) == len(once.links) == 2
    assert often.to_networkx().degree("o") == once.to_networkx().degree("o") == 1
    assert often.steps_from(["o"], 1) == once.steps_from(["o"], 1)
    known = [each for each in hours if each is not None]
    there = presence_of(often)
    assert there.engaged_hours == (sum(known) if known else None)
    assert there.n_without_hours == int(len(known) < len(hours))
    assert len(there.engagements) == 1


def presence_of(network_seen):
    placed = replace(network_seen.register, actors=tuple(
        replace(actor, mrc_code="61") for actor in network_seen.register.actors))
    return presence_by_mrc(PartnershipNetwork(placed),
                           [Territory(code="61", name="Fictive", kind="mrc")])["61"]


def test_the_linking_role_counts_liaisons_by_word_and_tells_the_days():
    """Three days, two of them « relier »: one liaison that bears both words once."""
    days = (entry(role="link", frame="rqiiac-2020"), entry(role="link", frame="rqiiac-2020"),
            entry(role="analyze", frame="rqiiac-2020", hours=None))
    (role,) = linking_roles(seen(*days), "setting", "rqiiac-2020")

    assert role.words == {"role": {"link": 1, "analyze": 1}}
    assert (role.n_entries, role.entry_hours, role.n_entries_without_hours, role.last_entry) == (
        3, 2.0, 1, DAY)
    assert role.partners == ("A",)


def test_a_table_that_joins_another_brings_all_its_days_of_work():
    register = replace(network(engagements={"o": "A"}).register, concertation_tables=tuple(
        ConcertationTable(concertation_table_id=name, name=name) for name in ("t", "u")),
        actors=(Actor(actor_id="A", name="A"),),
        engagements=(Engagement(organizer_id="o", target_id="t"), entry("u"), entry("u")))

    assert MergeTables("t", "u").made(register).engagements == (
        Engagement(organizer_id="o", target_id="t"), entry("t"), entry("t"))
