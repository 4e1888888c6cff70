"""The page to share: what is in it, what cannot be, and that it asks for nothing."""

from __future__ import annotations

import dataclasses
import json
import re

import pytest

from ocgraph.i18n import LANGUAGES
from ocgraph.io.register_folder import read_demo
from ocgraph.model import Actor, Register, Tie
from ocgraph.privacy import Terms, TiesShown, redact
from ocgraph.sharing import bundle
from tests.privacy.detector import leaks
from tests.privacy.seeded import ON, STEM, TERMS, seeded
from tests.views.drawings import PAYLOADS, ParsedPage

TWO_MEGABYTES = 2_000_000


def content_of(page: bytes) -> dict:
    """Return what the page holds as data."""
    return json.loads(re.search(r'id="content">([^<]*)<', page.decode())[1])


def around(page: bytes) -> str:
    """Return the page without what it holds as data."""
    return re.sub(r'(id="content">)[^<]*', r"\1", page.decode())


def everyone_agrees(register: Register) -> Register:
    return dataclasses.replace(
        register,
        actors=tuple(dataclasses.replace(actor, publication_consent=True)
                     for actor in register.actors),
        ties=tuple(dataclasses.replace(tie, publication_consent=True, confirmed_by_both=True)
                   for tie in register.ties))


@pytest.fixture(scope="module")
def seeds():
    return seeded()


@pytest.fixture(scope="module")
def seeded_page(seeds):
    return bundle(redact(seeds.register, TERMS), "fr")


def test_no_secret_of_the_register_is_in_the_page_however_hidden(seeds, seeded_page):
    """A name that leaves is looked for as well, and is found: what finds nothing proves nothing."""
    others = {secret for secret in seeds.secrets if not isinstance(secret, str)}

    assert all(secret.startswith(STEM) for secret in seeds.secrets.keys() - others)
    assert leaks(seeded_page, {STEM, "École Inventée", *others}) == {"École Inventée"}


def test_every_value_that_leaves_is_told(seeded_page):
    told = content_of(seeded_page)["told"]["fr"]["tables"]

    assert {table["code"]: len(table["rows"]) for table in told} == {
        "Actor": 2, "ConcertationTable": 1, "Membership": 1, "Tie": 1}
    assert told[0]["rows"][0] == [["École Inventée", "a1"], "École", "Jeunesse", "Joliette"]
    assert told[3]["rows"][0] == [["École Inventée", "a1"], ["Maison Fictive", "a2"],
                                  "Financement"]


def test_the_page_loads_nothing_and_forbids_itself_to(seeded_page):
    page, inside = ParsedPage(around(seeded_page)), content_of(seeded_page)["pages"]

    assert page.loaded == page.handlers == []
    assert "default-src 'none'" in seeded_page.decode().split("<style")[0]
    assert "connect-src" not in seeded_page.decode().split("<style")[0]
    assert all(ParsedPage(html).loaded == [] for html in inside.values())
    assert all("default-src 'none'" in html.split("<script")[0] for html in inside.values())


def test_a_region_whose_actors_all_agree_is_under_two_megabytes():
    register = everyone_agrees(read_demo())
    page = bundle(redact(register, Terms(ON)), "fr", is_demo=True)

    assert len(content_of(page)["told"]["fr"]["tables"][0]["rows"]) > 200
    assert len(page) < TWO_MEGABYTES


def test_a_hostile_name_is_data_and_changes_nothing_around_it():
    def page(names):
        actors = tuple(Actor(actor_id=f"{rank}", name=name, mrc_code="61",
                             publication_consent=True) for rank, name in enumerate(names))
        return bundle(redact(Register(actors), TERMS), "fr")

    plain, hostile = page(["Maison Fictive"] * len(PAYLOADS)), page(PAYLOADS)

    assert around(hostile) == around(plain)
    rows = content_of(hostile)["told"]["fr"]["tables"][0]["rows"]
    assert {row[0][0] for row in rows} == set(PAYLOADS)


def test_both_languages_hold_the_same_records(seeded_page):
    content = content_of(seeded_page)
    shapes = [[(table["code"], len(table["rows"]), len(table["columns"]))
               for table in content["told"][language]["tables"]] for language in LANGUAGES]

    assert shapes[0] == shapes[1]
    assert [content["told"][each]["tables"][0]["columns"][0] for each in LANGUAGES] == [
        "Nom", "Name"]


def test_without_ties_the_legend_and_the_tables_have_none():
    terms = Terms(ON, TiesShown.NONE)
    content = content_of(bundle(redact(seeded().register, terms), "en"))
    legend = content["states"]["graph"]["en"]["legend"]

    assert [entry["label"] for entry in legend if entry.get("shape") == "line"] == [
        "Seat at a table"]
    assert "Tie" not in {table["code"] for table in content["told"]["en"]["tables"]}


def test_what_is_withheld_changes_nothing_but_the_tens_told():
    shown = tuple(Actor(actor_id=name, name=name, mrc_code="61", publication_consent=True)
                  for name in ("Maison Fictive", "École Inventée"))
    hidden = tuple(Actor(actor_id=f"caché-{rank}", name=f"Secret {rank}", mrc_code="62")
                   for rank in range(4))
    tie = Tie(source_id="Maison Fictive", target_id="caché-0", publication_consent=True)
    pages = [bundle(redact(Register((*hidden[:n], *shown), ties=(tie,)), TERMS), "fr")
             for n in (1, 4)]

    assert pages[0] == pages[1]


@pytest.mark.parametrize(("n_hidden", "is_rounded"), [(0, False), (9, False), (10, True)])
def test_numbers_are_said_to_be_rounded_only_where_one_is_said(n_hidden, is_rounded):
    hidden = tuple(Actor(actor_id=f"{rank}", name=f"Secret {rank}", mrc_code="62")
                   for rank in range(n_hidden))
    shown = Actor(actor_id="un", name="Maison Fictive", mrc_code="61", publication_consent=True)
    told = content_of(bundle(redact(Register((shown, *hidden)), TERMS), "fr"))["told"]
    said = {language: " ".join(told[language]["silent"]) for language in LANGUAGES}

    assert ("Au moins 10" in said["fr"], "At least 10" in said["en"]) == (is_rounded, is_rounded)
    assert ("Ces nombres" in said["fr"], "These numbers" in said["en"]) == (is_rounded, is_rounded)
    assert ("un nombre sous 10 n’est jamais dit" in said["fr"]) is not is_rounded


def test_ties_and_seats_are_counted_apart_as_the_tables_below_hold_them(seeded_page):
    """In the sentence, in what is presented first and on each card: one seat and one tie."""
    content = content_of(seeded_page)
    for language, none, seat, tie in (("fr", "0\u00a0siège", "1\u00a0siège", "1\u00a0lien"),
                                      ("en", "0 seats", "1 seat", "1 tie")):
        words = content["states"]["graph"][language]["words"]
        for said in (content["told"][language]["seen"][0],
                     content["presentation"][0]["sentence"][language]):
            assert f"{seat} " in said and f"{tie} " in said
        assert words["a1"][1].endswith(f" · {none} · {tie}")
        assert words["a2"][1].endswith(f" · {seat} · {tie}")
        assert words["t1"][1].endswith(f" · {seat}")
        assert content["states"]["map"][language]["words"]["a1"] == words["a1"]


def test_where_no_tie_is_shown_none_is_counted():
    content = content_of(bundle(redact(seeded().register, Terms(ON, TiesShown.NONE)), "fr"))
    told = [content["told"]["fr"]["seen"][0], content["states"]["graph"]["fr"]["words"]["a1"][1]]

    assert ["siège" in each for each in told] == [True, True]
    assert not any("lien" in each for each in told)
