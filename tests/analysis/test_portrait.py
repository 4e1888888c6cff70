"""The portrait of a place: every figure can be counted by hand."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ocgraph.analysis.gaps import GapKind
from ocgraph.analysis.place import Place
from ocgraph.analysis.portrait import Age, Compared, Portrait, age_of
from ocgraph.analysis.portrait_wording import portrait_sections, shown_sections
from ocgraph.i18n import LANGUAGES, say
from ocgraph.io.register_folder import read_demo
from ocgraph.model import (
    Actor,
    CommunityOrganizer,
    ConcertationTable,
    Engagement,
    Membership,
    Register,
    Tie,
)
from ocgraph.network import Layer, Lens, PartnershipNetwork
from tests.strategies import registers

TODAY = datetime.date(2026, 6, 15)
HERE = Place(("62",))


def actor(name, mrc="62", **fields):
    return Actor(actor_id=name, name=f"Acteur {name}", mrc_code=mrc, **fields)


def table(name, *territories, **fields):
    return ConcertationTable(concertation_table_id=name, name=f"Table {name}",
                             territories=territories, **fields)


# a-b are tied, c sits at t with x of Joliette, d has an organizer alone, e has nothing.
VILLAGE = Register(
    actors=(actor("a", kind="school", sectors=("youth", "education"), asked=True),
            actor("b", kind="school", sectors=("youth",), asked=False, verified_on=TODAY),
            actor("c"), actor("d"), actor("e"), actor("x", "61"), actor("y", "61"),
            actor("z", None)),
    concertation_tables=(table("t", "61"), table("u", "62", theme="youth")),
    memberships=(Membership(concertation_table_id="t", member_id="c"),
                 Membership(concertation_table_id="t", member_id="x")),
    ties=(Tie(source_id="a", target_id="b"), Tie(source_id="a", target_id="x"),
          Tie(source_id="b", target_id="z")),
    community_organizers=(CommunityOrganizer(organizer_id="o", name="Poste fictif"),
                          CommunityOrganizer(organizer_id="p", name="Autre poste",
                                             home_territories=("62",)),
                          CommunityOrganizer(organizer_id="q", name="Poste ailleurs",
                                             home_territories=("61",))),
    engagements=(Engagement(organizer_id="o", target_id="d"),
                 Engagement(organizer_id="q", target_id="y")))
NEIGHBOURS = {("61", "62"), ("52", "62"), ("60", "61")}


def portrait(register=VILLAGE, place=HERE, lens=None):
    return Portrait(PartnershipNetwork(register, lens), place, TODAY, NEIGHBOURS)


def sentences(found, language="fr"):
    return "\n".join(statement.sentence for section in portrait_sections(found, language)
                     for statement in section.statements).replace("\u00a0", " ")


def test_who_is_there_is_counted_by_kind_and_sector_and_the_unknown_told_apart():
    present = portrait().presence

    assert {code: here.n_actors for code, here in present["kind"].items()} == {
        "school": 2, None: 3}
    assert {code: here.n_actors for code, here in present["sector"].items()} == {
        "youth": 2, "education": 1, None: 3}
    assert present["sector"]["education"].share.value == pytest.approx(1 / 2)  # of the two known


def test_a_table_is_of_the_place_when_it_covers_it_or_holds_one_of_its_actors():
    found = portrait()

    assert [each.concertation_table_id for each in found.concertation_tables] == ["t", "u"]
    assert found.members == {"t": (1, 2), "u": (0, 0)}
    assert not found.covers(found.concertation_tables[0])


def test_a_post_is_of_the_place_when_based_there_or_accompanying_an_actor_there():
    assert [(post.organizer.organizer_id, post.is_home, post.n_actors)
            for post in portrait().posts] == [("o", False, 1), ("p", True, 0)]


def test_everywhere_a_post_is_based_there_when_it_has_a_home_territory():
    assert {post.organizer.organizer_id: post.is_home
            for post in portrait(place=Place()).posts} == {
        "o": False, "p": True, "q": True}


@pytest.mark.parametrize(("number", "language", "told"), [
    (1.3, "fr", "1,3 lien de"), (1, "fr", "1 lien de"), (0, "fr", "0 lien de"),
    (2, "fr", "2 liens de"), (1.3, "en", "1.3 links of"), (1, "en", "1 link of"),
    (0, "en", "0 links of")])
def test_an_average_of_links_takes_the_plural_of_its_language(number, language, told):
    assert told in say(language, "portrait.links", n=number, number=number)


def test_density_is_of_the_pairs_here_and_links_count_those_elsewhere():
    ranged = portrait().ranged

    assert ranged[Compared.DENSITY, ""].value == pytest.approx(1 / 10)  # a-b, of five actors
    assert ranged[Compared.LINKS_PER_ACTOR, ""].value == pytest.approx(6 / 5)  # 2 + 2 + 1 + 1 + 0
    assert ranged[Compared.SEATED, ""].value == pytest.approx(1 / 5)
    assert ranged[Compared.JOINED, ""].value == pytest.approx(3 / 5)


def test_alone_is_without_a_tie_or_a_table_elsewhere_included():
    found = portrait()

    assert [each.actor_id for each in found.alone] == ["d", "e"]
    assert [found.is_accompanied(each) for each in found.alone] == [True, False]


def test_what_leads_elsewhere_is_counted_by_mrc_and_an_unknown_neighbour_is_unknown():
    assert [tuple(one) for one in portrait().beyond] == [
        ("61", True, 2, 1, 1), (None, False, 1, 1, 0), ("52", True, 0, 0, 0)]
    assert "MRC voisines dont le registre ne connaît personne : D’Autray." in sentences(portrait())


def test_gaps_are_those_of_the_place_found_in_the_whole():
    gaps = {(gap.kind, gap.nodes[0]) for gap in portrait().gaps}

    assert {node for kind, node in gaps if kind == GapKind.ISOLATED} == {"d", "e"}
    assert {node for kind, node in gaps if kind == GapKind.HANGS_ON_ONE} == {"c"}


def test_who_was_asked_and_how_old_facts_are():
    found = portrait()

    assert dict(found.asked) == {True: 1, False: 1, None: 3}
    assert dict(found.ages["actors"]) == {Age.UNDER_ONE: 1, Age.NEVER: 4}
    assert dict(found.ages[Layer.TIES]) == {Age.NEVER: 3}
    assert found.n_nowhere == 1


@pytest.mark.parametrize(("days", "age"), [(0, Age.UNDER_ONE), (365, Age.UNDER_ONE),
                                           (366, Age.ONE_TO_THREE), (1095, Age.ONE_TO_THREE),
                                           (1096, Age.OVER_THREE)])
def test_the_last_day_of_a_class_of_age_is_in_it(days, age):
    assert age_of(TODAY - datetime.timedelta(days), TODAY) == age


def test_a_group_of_fewer_than_five_in_the_region_has_no_range():
    actors = tuple(actor(f"a-{n}", "62" if n < 6 else "61", kind="school" if n < 4 else "mrc")
                   for n in range(20))
    found = portrait(Register(actors=actors))

    assert found.reason is None
    assert found.ranged["kind", "school"].low is None
    assert found.ranged["kind", "mrc"].low is not None


def test_in_the_demonstration_the_north_has_few_links():
    found = Portrait(PartnershipNetwork(read_demo()), HERE, TODAY)
    links = found.ranged[Compared.LINKS_PER_ACTOR, ""]

    assert links.value == pytest.approx(3, abs=0.5)
    assert links.side == "below"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("place", [HERE, Place(), Place((), ("62037",)), Place(("01",))])
@pytest.mark.parametrize("register", [
    Register(), Register(actors=(actor("a"),)), Register(actors=(actor("z", None),)),
    Register(concertation_tables=(table("t", "62"),)), VILLAGE])
def test_any_place_has_true_sentences(register, place, language):
    told = sentences(portrait(register, place), language)

    assert told
    assert "None" not in told
    assert "nan" not in told.split()


@pytest.mark.parametrize(("lens", "told"), [
    (Lens(layers=frozenset({Layer.LIAISON})), "Les filtres cachent les liens et les tables."),
    (Lens(layers=frozenset({Layer.TIES})), "Les filtres cachent les tables."),
    (Lens(layers=frozenset()), "Les filtres cachent les liens et les tables.")])
def test_what_the_lens_hides_is_not_told_as_absent(lens, told):
    assert told in sentences(portrait(lens=lens))


def test_what_is_shown_is_told_without_a_word_of_what_is_missing():
    sections = shown_sections(Portrait(PartnershipNetwork(VILLAGE), Place(), TODAY), "en")
    told = [statement.sentence for section in sections for statement in section.statements]

    assert [section.code for section in sections] == ["present", "tables"]
    assert told[0].startswith("Most numerous kinds of actors: School (2).")
    assert not any("tie" in sentence or "Acteur" in sentence for sentence in told)


def test_an_empty_place_is_unknown_and_not_without_anybody():
    told = sentences(portrait(place=Place(("01",))))

    assert "Le registre n’y connaît aucun acteur, ce qui ne dit pas qu’il n’y en a pas." in told
    assert "Aucun intervalle n’est donné" in told


@settings(max_examples=15)
@given(registers(), st.sampled_from([HERE, Place(), Place((), ("62037",)), Place(("46", "371"))]))
def test_counts_agree_with_one_another(register, place):
    found = portrait(register, place)

    assert sum(found.asked.values()) == len(found.actors)
    assert sum(here.n_actors for here in found.presence["kind"].values()) == len(found.actors)
    assert all(n_here <= n_members for n_here, n_members in found.members.values())
    assert {each.actor_id for each in found.inside.actors} == {
        each.actor_id for each in found.actors}
    assert portrait_sections(found, "fr")
