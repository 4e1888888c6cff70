"""Who has hours near: what is unknown is never told as least, and a post reaches its own MRC."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ocgraph.analysis.access_wording import access_sentences
from ocgraph.analysis.territory_reading import TerritoryReading
from ocgraph.analysis.territory_spread import near_hours
from ocgraph.io.places.reference import municipality_by_code, territory_by_code
from ocgraph.io.register_folder import read_demo
from ocgraph.model import CommunityOrganizer
from ocgraph.network import Lens, PartnershipNetwork
from tests.analysis.test_territory_reading import HOURS, reading, register

CANIAPISCAU, KATIVIK = "972", "992"


@pytest.fixture(scope="module")
def quebec():
    return TerritoryReading(PartnershipNetwork(read_demo("quebec")))


def without_hours(code):
    """Take away what is known of the hours of the post of one MRC."""
    return reading(community_organizers=tuple(
        replace(post, weekly_hours=None) if code in post.home_territories else post
        for post in register().community_organizers))


@pytest.mark.parametrize("within_km", [30, 60, 120])
def test_no_territory_is_out_of_reach_of_its_own_posts(quebec, within_km):
    """The towns of Caniapiscau are far from where its inhabitants are on average."""
    near = near_hours(quebec, within_km)

    assert near.access.lost == ()
    assert near.by_territory[CANIAPISCAU] > 90
    assert near.by_territory[KATIVIK] > 0


@pytest.mark.parametrize("within_km", [30, 60, 120])
def test_what_inhabitants_have_adds_up_to_the_hours_known(quebec, within_km):
    near = near_hours(quebec, within_km)
    people = municipality_by_code()
    held = sum(people[code].population_2025 * hours
               for code, hours in near.access.values.items() if hours)

    assert held == pytest.approx(sum(
        there.hours for there in quebec.presence.values() if there.hours and there.is_known))


@pytest.mark.parametrize("within_km", [30, 60, 120])
def test_unknown_hours_are_no_data_and_never_told_as_least(within_km):
    told = without_hours("62")
    near = near_hours(told, within_km)
    lead, *others = access_sentences(told, near, "fr")

    assert near.by_territory["62"] is None
    assert "Matawinie" not in lead
    assert any("sans donnée" in sentence and "Matawinie" in sentence for sentence in others)


def test_what_lies_near_unknown_hours_has_at_least_what_is_told():
    """Joliette is 30 km from where the inhabitants of Matawinie are, Les Moulins farther."""
    told = without_hours("62")
    near = near_hours(told, 30)
    known = near_hours(reading(), 30)

    assert "61" in near.at_least and "64" not in near.at_least
    assert near.by_territory["61"] < known.by_territory["61"]
    assert near.by_territory["64"] == pytest.approx(known.by_territory["64"])


def test_only_territories_whose_hours_within_reach_are_all_known_are_told_as_least():
    told = without_hours("62")
    near = near_hours(told, 120)      # all of Lanaudière is within 120 km of Matawinie
    lead, *_others = access_sentences(told, near, "en")

    assert lead.startswith("Everywhere")


def test_all_that_have_no_hour_are_named():
    alone = (CommunityOrganizer(organizer_id="o-62", name="Poste fictif 62", weekly_hours=35.0,
                                home_territories=("62",)),)
    told = reading(community_organizers=alone, engagements=())
    near = near_hours(told, 30)
    none = [code for code, hours in near.by_territory.items() if hours == 0]
    lead, *_others = access_sentences(told, near, "fr")

    assert len(none) > 1
    assert lead.startswith(f"{len(none)} MRC n’ont aucune heure")
    assert all(territory_by_code()[code].name in lead for code in none[:5])


def test_the_distance_is_in_the_first_sentence():
    assert "120 km" in access_sentences(reading(), near_hours(reading(), 120), "en")[0]


def test_one_territory_alone_is_not_told_as_both_the_lowest_and_the_highest():
    alone = reading(Lens(territories=frozenset({"62"})))
    lead, *_others = access_sentences(alone, near_hours(alone, 60), "fr")

    assert lead.count("Matawinie") == 1


def test_the_choice_of_territories_changes_whose_access_is_told_and_not_the_access():
    whole, chosen = reading(), reading(Lens(territories=frozenset({"61", "62"})))
    everywhere, here = near_hours(whole, 60), near_hours(chosen, 60)

    assert here.by_territory == {code: pytest.approx(everywhere.by_territory[code])
                                 for code in ("61", "62")}


def test_the_choice_of_territories_does_not_change_who_reaches_their_actors():
    told = reading(Lens(territories=frozenset({"61"})))

    assert told.presence == reading().presence
    assert set(told.presence) > set(HOURS)
