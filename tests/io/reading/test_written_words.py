"""The titles, sheets and terms people write lead each to one thing."""

import csv
from collections import defaultdict
from importlib import resources

import pytest

from ocgraph.i18n import LANGUAGES, Label
from ocgraph.io.reading.personal import (
    is_general_contact,
    personal_nature,
    without_personal,
)
from ocgraph.io.reading.written_words import (
    field_of,
    find_term,
    header_fields,
    near_term,
    sheet_entities,
    terms_of,
    word_key,
)
from ocgraph.model import (
    COLLECTIONS,
    Actor,
    ConcertationTable,
    Engagement,
    Issue,
    Membership,
    Severity,
    declarations,
    vocabulary,
)
from ocgraph.model.personal import nature_of_text

FILES = ("actor", "concertation_table", "membership", "tie", "community_organizer", "engagement",
         "indicator")


def rows(name):
    path = resources.files("ocgraph.io.reading").joinpath("columns", f"{name}.csv")
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.mark.parametrize("name", FILES)
def test_each_title_leads_to_one_field_that_exists(name):
    known = {entity.__name__: {field.name for field in declarations(entity)}
             for entity in COLLECTIONS}
    fields = defaultdict(set)
    for row in rows(name):
        assert row["field"] in known[row["entity"]]
        fields[word_key(row["header"])].add(row["field"])
    assert {key: found for key, found in fields.items() if len(found) > 1} == {}


def test_each_written_term_leads_to_one_code_that_exists():
    codes = defaultdict(set)
    for row in rows("terms"):
        assert row["vocabulary"] == "cadence" or row["code"] in vocabulary(row["vocabulary"])
        codes[row["vocabulary"], word_key(row["written"])].add(row["code"])
    assert {key: found for key, found in codes.items() if len(found) > 1} == {}


@pytest.mark.parametrize("entity", COLLECTIONS)
def test_declared_titles_and_names_lead_to_their_own_field(entity):
    for field in declarations(entity):
        for title in (field.header.fr, field.header.en, field.name, field.header.fr.upper()):
            assert field_of(entity, title) == field


@pytest.mark.parametrize("entity", [Actor, ConcertationTable, Membership])
def test_main_entities_know_many_ways_to_write_their_titles(entity):
    assert len(header_fields(entity)) > 100


def test_each_label_of_a_closed_list_leads_to_its_code_or_a_namesake():
    for entity in COLLECTIONS:
        for field in declarations(entity):
            if not field.vocabulary:
                continue
            terms = terms_of(field, "rqiiac-2020")
            for term in terms.values():
                for language in LANGUAGES:
                    label = term.label.in_language(language)
                    found = find_term(terms, field.vocabulary, label)
                    assert terms[found].label.in_language(language) == label


@pytest.mark.parametrize(("list_name", "written", "code"), [
    ("actor_kind", "école primaire", "school"), ("actor_kind", "ECOLE", "school"),
    ("actor_kind", "org. comm.", "community_organization"), ("actor_kind", "OSBL", "nonprofit"),
    ("sector", "Secteur 3e âge", "seniors"), ("sector", "3e âge", "seniors"),
    ("sector", "0-5 ans", "early_childhood"), ("theme", "Aînés", "seniors"),
    ("membership_role", "Observateur", "observer"), ("table_level", "Régionale", "region"),
    ("tie_kind", "Projets communs", "joint_project"), ("frame", "RQIIAC 2020", "rqiiac-2020")])
def test_term_is_understood_as_people_write_it(list_name, written, code):
    assert find_term(vocabulary(list_name), list_name, written) == code


def test_misspelt_term_is_suggested_and_never_taken():
    assert find_term(vocabulary("sector"), "sector", "Jeuness") is None
    youth = vocabulary("sector")["youth"].label

    assert near_term(vocabulary("sector"), "Jeuness") == youth
    assert near_term(vocabulary("sector"), "zzzz") == ""


def test_a_term_is_proposed_in_the_language_one_reads_and_only_when_the_whole_is_near():
    kinds = vocabulary("actor_kind")
    issue = Issue(Severity.WARNING, "unknown_term", params={"accepted": "…"},
                  suggestion=near_term(kinds, "Organism communautaire"))

    assert near_term(kinds, "Club social") == ""
    assert isinstance(issue.suggestion, Label)
    for language in LANGUAGES:
        assert issue.suggestion.in_language(language) in issue.mend(language)


@pytest.mark.parametrize(("title", "entity"), [
    ("Organismes", Actor), ("TABLES DE CONCERTATION", ConcertationTable), ("actors", Actor),
    ("Membres des tables", Membership), ("Liaisons", Engagement)])
def test_sheet_is_known_by_its_name(title, entity):
    assert sheet_entities()[word_key(title)] is entity


@pytest.mark.parametrize(("title", "nature"), [
    ("Courriel", "email"), ("Adresse courriel du contact", "email"), ("Tél.", "phone"),
    ("Cellulaire", "phone"), ("Personne-ressource", "person"), ("Nom du responsable", "person"),
    ("Représentante", "person"), ("Prénom", "person"), ("MRC", ""), ("Notes", ""),
    ("Nombre de rencontres", ""), ("Type", "")])
def test_title_announces_a_person(title, nature):
    assert personal_nature(title) == nature


@pytest.mark.parametrize(("text", "nature"), [
    ("écrire à jeanne.untel@invente.example", "email"), ("450 555-0100", "phone"),
    ("(450) 555-0100 poste 3", "phone"), ("4505550100", "phone"), ("1-450-555-0100", "phone"),
    ("450.555.0100", "phone"), ("1143920115", ""), ("2024-09-01", ""), ("-73.4432", ""),
    ("12 345 678", ""), ("Maison @ccueil", "")])
def test_text_holds_an_address_or_a_number(text, nature):
    assert nature_of_text(text) == nature


def test_address_and_number_are_cut_out_of_a_note():
    note = "Joindre j.untel@invente.example ou 450 555-0100 le matin"
    assert without_personal(note) == "Joindre […] ou […] le matin"


@pytest.mark.parametrize(("contact", "general"), [
    ("info@maison.example", True), ("Accueil, 450 555-0100", True),
    ("coordination@x.example", True),
    ("direction.generale@x.example", True), ("jeanne.untel@maison.example", False),
    ("info@gmail.com", False), ("info@x.example; j.untel@x.example", False)])
def test_public_contact_is_that_of_a_function(contact, general):
    assert is_general_contact(contact) is general


def test_long_cell_without_an_address_is_searched_in_time_that_grows_with_it():
    assert nature_of_text("a" * 1_000_000 + " @") == ""
