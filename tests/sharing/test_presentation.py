"""What a page plays: what the team prepared and may leave, or a story of its own."""

from __future__ import annotations

import datetime
import json

import pytest

from ocgraph.errors import OcgraphError
from ocgraph.i18n import LANGUAGES
from ocgraph.model import Actor, CommunityOrganizer, ConcertationTable, Membership, Register
from ocgraph.network import PartnershipNetwork
from ocgraph.privacy import Terms, TiesShown, new_identifiers, redact
from ocgraph.sharing import bundle, page_to_share
from ocgraph.sharing.presentation import (
    Shows,
    View,
    WhyLeftOut,
    first_story,
    for_page,
    read_views,
    write_view,
)
from tests.privacy.seeded import TERMS, seeded
from tests.sharing.test_bundle import content_of


def view(selected="", sentence="", shows=Shows.MAP):
    return View(shows, selected, {"fr": sentence, "en": ""})


@pytest.fixture
def village():
    """Three actors that agree, in two MRC, and one that does not; two tables and a post."""
    actors = tuple(Actor(actor_id=f"acteur-{name}", name=f"Maison {name}", mrc_code=code,
                         publication_consent=True)
                   for name, code in (("Une", "61"), ("Deux", "61"), ("Trois", "62")))
    hidden = Actor(actor_id="caché", name="L’Abri d’Été", mrc_code="61")
    tables = tuple(ConcertationTable(concertation_table_id=f"table-{name}", name=f"Table {name}")
                   for name in "AB")
    seats = tuple(Membership(concertation_table_id=f"table-{table}", member_id=member)
                  for table, member in (("A", "acteur-Une"), ("A", "acteur-Deux"),
                                        ("A", "acteur-Trois"), ("B", "acteur-Une"),
                                        ("B", "table-A"), ("B", "caché")))
    return Register((*actors, hidden), tables, seats, community_organizers=(
        CommunityOrganizer(organizer_id="poste", name="Poste Nord"),))


def prepared(village, *views):
    return for_page(views, village, new_identifiers(village, TERMS))


def story(register, terms=TERMS):
    shared = redact(register, terms)
    return first_story(PartnershipNetwork(shared.register), shared)


def test_a_view_is_read_as_it_was_written():
    views = (view("a-1", "Une phrase."), View(Shows.STORY), view("mrc:61", shows=Shows.GRAPH))

    assert [write_view(each) for each in read_views(json.loads(json.dumps(
        list(map(write_view, views)))))] == list(map(write_view, views))


@pytest.mark.parametrize("written", [
    {}, "map", None, {"shows": "pie", "selected": "", "sentence": {}},
    {"shows": "map", "selected": 3, "sentence": {}},
    {"shows": "map", "selected": "", "sentence": "Une phrase."},
    {"shows": "map", "selected": "", "sentence": {"fr": 3}}])
def test_what_is_no_view_is_refused(written):
    with pytest.raises(OcgraphError, match="presentation.unreadable"):
        read_views([written])


def test_a_view_of_someone_who_leaves_has_the_identifier_of_the_page(village):
    views, left_out = prepared(village, view("acteur-Une"), view("mrc:61"), view())

    assert [each.selected for each in views] == ["a3", "mrc:61", ""]
    assert left_out == ()


@pytest.mark.parametrize(("chosen", "said", "why"), [
    ("caché", "", WhyLeftOut.SELECTION), ("poste", "", WhyLeftOut.SELECTION),
    ("gone", "", WhyLeftOut.SELECTION), ("mrc:999", "", WhyLeftOut.SELECTION),
    ("", "On attend encore l’Abri d’été.", WhyLeftOut.NAME),
    ("", "On attend L'ABRI  D'ETE", WhyLeftOut.NAME),
    ("", "On attend l’Abri-d’Été.", WhyLeftOut.NAME),
    ("acteur-Une", "Merci au poste Nord !", WhyLeftOut.NAME),
    ("", "Écrire à accueil@exemple.invalid", WhyLeftOut.PERSONAL),
    ("", "Au 450 555-0199", WhyLeftOut.PERSONAL)])
def test_a_view_that_tells_of_who_stays_is_left_out_and_named(village, chosen, said, why):
    wrong = view(chosen, said)
    views, left_out = prepared(village, view(), wrong)

    assert views == (view(),)
    assert left_out == ((2, wrong, why),)


def test_a_name_that_only_begins_like_one_that_stays_may_be_said(village):
    said = view("", "La Maison Une travaille avec l’Abri d’étéléphants.")

    assert prepared(village, said) == ((said,), ())


def test_the_ready_story_begins_with_all_that_is_seen_and_ends_with_what_is_not_said(village):
    views = story(village)

    assert (views[0].shows, views[0].selected, views[-1].shows) == (Shows.MAP, "", Shows.STORY)
    assert views[0].sentence["fr"].startswith(
        "On voit ici 3\u00a0acteurs, 2\u00a0tables, 5\u00a0sièges aux tables et 0\u00a0lien entre")
    assert all(each.sentence[language] for each in views for language in LANGUAGES)
    assert {each.selected for each in views} <= {"", "t1", "t2"}


def test_the_ready_story_chooses_the_table_that_brings_together_most(village):
    """Table A has three actors of two MRC; table B has one, a table and someone who stays."""
    chosen = [each for each in story(village) if each.selected]

    assert [(each.shows, each.selected) for each in chosen] == [
        (Shows.GRAPH, "t1"), (Shows.MAP, "t1")]
    assert "(3)" in chosen[0].sentence["fr"]
    assert "(2)" in chosen[1].sentence["en"]


def test_the_ready_story_speaks_of_no_tie_where_none_is_shown(village):
    told = [story(village, Terms(TERMS.made_on, ties))[1].sentence["en"]
            for ties in (TiesShown.BOTH_AGREED, TiesShown.NONE)]

    assert ["work together" in sentence for sentence in told] == [True, False]


def test_the_page_plays_what_was_prepared_under_its_title_and_says_its_name(village):
    shared = redact(village, TERMS)
    page = bundle(shared, "fr", page_id="0" * 32, title=" Soirée <du> 3 mars ",
                  presentation=(view("a1", "Bonsoir."),))
    content = content_of(page)

    assert content["presentation"] == [{"shows": "map", "selected": "a1",
                                        "sentence": {"fr": "Bonsoir.", "en": ""}}]
    assert (content["page"], content["title"]) == ("0" * 32, "Soirée <du> 3 mars")
    assert b"<title>Soir\xc3\xa9e &lt;du&gt; 3 mars</title>" in page


def test_a_record_says_all_that_can_be_corrected_of_it_known_or_not():
    tables = content_of(bundle(redact(seeded().register, TERMS), "fr"))["told"]["fr"]["tables"]
    actors = tables[0]

    assert actors["codes"] == ["name", "kind", "sectors", "mrc_code"]
    assert [code for code, _ in actors["fields"]] == [
        "name", "kind", "sectors", "mission_domains", "mrc_code", "municipality_code", "serves",
        "since", "until"]
    assert tables[-1]["fields"] == []


@pytest.mark.parametrize(("title", "code"), [
    ("Rencontre, avec LE JARDIN IMAGINAIRE", "share.title_name"),
    ("Écrire à a@exemple.invalid", "share.title_personal")])
def test_a_title_that_tells_of_who_stays_is_refused(title, code):
    stays = Actor(actor_id="a-9", name="Le Jardin imaginaire", publication_consent=False)

    with pytest.raises(OcgraphError) as refused:
        page_to_share(title, "fr", Terms(datetime.date(2026, 11, 27)), Register(actors=(stays,)))

    assert refused.value.code == code
