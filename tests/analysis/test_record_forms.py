"""The form of any record gives it back exactly, and offers what its other fields allow."""

from __future__ import annotations

import datetime
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ocgraph.analysis.record_forms import (
    blank,
    choices_for,
    names_of,
    record_of,
    shown_fields,
    typed_of,
    typed_value,
)
from ocgraph.analysis.record_problems import problems_of, without_persons
from ocgraph.analysis.record_versions import three_versions
from ocgraph.analysis.record_wording import title_of, told
from ocgraph.model import (
    COLLECTIONS,
    Actor,
    CommunityOrganizer,
    Engagement,
    Membership,
    Register,
    Severity,
    Tie,
    ValueType,
    declarations,
    frame_terms,
)
from ocgraph.storage import KeptRecord
from tests.strategies import any_texts, registers

ONE = Actor(actor_id="a", name="Maison Fictive", mrc_code="61")


def field(entity, name):
    return next(each for each in declarations(entity) if each.name == name)


def kept(*records):
    """The records as if they were kept, numbered from 1 in each kind."""
    return {entity: tuple(KeptRecord(number, 1, record) for number, record in enumerate(
        (one for one in records if type(one) is entity), 1)) for entity in COLLECTIONS}


def errors(record, *others, key=None):
    found = problems_of(record, kept(*others), key)
    return {(issue.field_name, issue.code) for issue in found if issue.severity is Severity.ERROR}


@given(registers(any_texts))
@settings(max_examples=10)
def test_form_of_any_record_gives_it_back_exactly_through_json(register):
    for entity in COLLECTIONS:
        for record in register.records(entity):
            typed = json.loads(json.dumps(typed_of(record)))
            assert record_of(entity, typed) == record


@pytest.mark.parametrize("entity", COLLECTIONS)
def test_new_record_holds_nothing_but_what_is_usual(entity):
    held = {name: value for name, value in blank(entity).items() if value not in (None, "", [])}

    assert held == ({"frame": "rqiiac-2020"} if entity is Engagement else {})
    assert {each.name for each in shown_fields(entity)} == set(blank(entity))


@given(registers(), st.sampled_from(("fr", "en")))
@settings(max_examples=8)
def test_what_a_record_holds_is_always_among_what_its_field_offers(register, language):
    chosen = {ValueType.TERM, ValueType.MRC, ValueType.MUNICIPALITY, ValueType.REFERENCE}
    for entity in COLLECTIONS:
        for record in register.records(entity):
            typed = typed_of(record)
            for each in declarations(entity):
                if each.value_type in chosen and typed[each.name] is not None:
                    assert typed[each.name] in choices_for(each, typed, register, language)


def test_words_of_a_frame_and_degrees_of_a_scale_follow_what_is_chosen_beside():
    act, level = field(Engagement, "act"), field(Tie, "level")
    offered = choices_for(act, {"frame": "rqiiac-2010", "act": None}, Register(), "fr")

    assert list(offered) == list(frame_terms("rqiiac-2010", "act"))
    assert choices_for(act, {"frame": None, "act": None}, Register(), "fr") == {}
    assert list(choices_for(level, {"scale": "himmelman", "level": None}, Register(), "fr")) == [
        1, 2, 3, 4]
    assert choices_for(level, {"scale": None, "level": None}, Register(), "fr") == {}


def test_municipalities_are_those_of_the_mrc_chosen_or_all_told_apart():
    town = field(Actor, "municipality_code")
    here = choices_for(town, {"mrc_code": "61", "municipality_code": None}, Register(), "fr")
    everywhere = choices_for(town, {"mrc_code": None, "municipality_code": None}, Register(), "fr")

    assert here["61025"] == "Joliette" and everywhere["61025"] == "Joliette (Joliette)"
    assert all(code.startswith("61") for code in here) and len(everywhere) > 1_000


def test_references_are_offered_by_name_and_two_of_one_name_told_apart():
    register = Register(actors=(ONE, Actor(actor_id="b", name="Maison Fictive"),
                                Actor(actor_id="c", name="Atelier Inventé")))
    offered = choices_for(field(Tie, "source_id"), {"source_id": "gone"}, register, "fr")

    assert offered == {"c": "Atelier Inventé", "a": "Maison Fictive (a)",
                       "b": "Maison Fictive (b)", "gone": "gone"}


@pytest.mark.parametrize("name, typed, held", [
    ("name", "  Maison\u200b  Fictive ", "Maison Fictive"), ("name", "", ""),
    ("private_note", " une \n  deux ", "une\ndeux"), ("kind", None, None), ("kind", "", None),
    ("latitude", 0.0, 0.0), ("asked", False, False), ("sectors", ("b", "a"), ["b", "a"]),
    ("since", datetime.date(2024, 2, 29), "2024-02-29")])
def test_what_is_typed_is_cleaned_as_an_import_does_and_unknown_is_not_zero(name, typed, held):
    assert typed_value(field(Actor, name), typed) == held


def test_record_is_told_by_name_and_by_whom_it_joins():
    names = names_of(Register(actors=(ONE, Actor(actor_id="b", name="Atelier Inventé"))))
    tie = Tie(source_id="a", target_id="b", since=datetime.date(2024, 9, 1), directed=True)

    assert title_of(ONE, names, "fr") == "Maison Fictive"
    assert title_of(tie, names, "fr") == "Maison Fictive – Atelier Inventé"
    assert [told(tie, field(Tie, name), names, "fr") for name in (
        "source_id", "since", "directed", "kind")] == [
        "Maison Fictive", "1er septembre 2024", "oui", "Inconnu"]


def test_sound_record_has_nothing_to_mend_and_may_take_its_own_place():
    assert problems_of(ONE, kept()) == ()
    assert problems_of(ONE, kept(ONE), 1) == ()


@pytest.mark.parametrize("record, found", [
    (Actor(actor_id=None, name=""), {("actor_id", "required_missing"),
                                     ("name", "required_missing")}),
    (Actor(actor_id="a", name="Autre"), {("actor_id", "identifier_twice")}),
    (CommunityOrganizer(organizer_id="a", name="Poste"), {("organizer_id", "identifier_twice")}),
    (Tie(source_id="a", target_id="a"), {("target_id", "tie_with_itself")}),
    (Tie(source_id="a", target_id="z"), {("target_id", "reference_unknown")}),
    (Actor(actor_id="b", name="B", mrc_code="61", municipality_code="01023"),
     {("municipality_code", "municipality_elsewhere")}),
    (Actor(actor_id="b", name="B", municipality_code="00000"),
     {("municipality_code", "unknown_municipality")}),
    (Actor(actor_id="b", name="B", latitude=10.0, longitude=-73.0),
     {("latitude", "out_of_bounds")}),
    (Actor(actor_id="b", name="B", private_note="jeanne@exemple.invalid"),
     {("private_note", "contact_typed")}),
    (Actor(actor_id="a-9", name="Atelier Inventé", public_contact="prenom.nom@exemple.invalid"),
     {("public_contact", "contact_of_person")}),
    (Actor(actor_id="b", name="B", private_note="Parler à Jeanne Untel"),
     {("private_note", "person_in_note")}),
    (CommunityOrganizer(organizer_id="o", name="Jeanne Untel"), {("name", "person_typed")}),
    (Actor(actor_id="b", name="B", public_contact="info@exemple.invalid"), set()),
])
def test_each_problem_is_found_beside_its_field(record, found):
    assert errors(record, ONE) == found


def test_record_corrected_is_told_what_it_repeats_wherever_it_stands_in_the_register():
    seats = (Membership(concertation_table_id="t", member_id="a"),
             Membership(concertation_table_id="t", member_id="b"))
    again = Membership(concertation_table_id="t", member_id="b")

    assert ("member_id", "seat_twice") in errors(again, *seats, key=1)


def test_what_is_only_to_be_looked_at_is_a_warning():
    found = problems_of(Actor(actor_id="b", name="Jeanne Untel", latitude=46.0), kept())

    assert {(issue.code, issue.severity) for issue in found} == {
        ("half_position", Severity.WARNING), ("person_for_actor", Severity.WARNING)}


def test_two_people_choose_only_where_they_disagree():
    seen = Actor(actor_id="a", name="Un", mrc_code="61")
    mine = Actor(actor_id="a", name="Deux", mrc_code="62", source="Moi", private_note="même")
    theirs = Actor(actor_id="a", name="Trois", mrc_code="61", asked=True, private_note="même")
    versions = three_versions(seen, mine, theirs)

    assert [each.name for each in versions.mine_alone] == ["mrc_code", "source"]
    assert [each.name for each in versions.theirs_alone] == ["asked", "private_note"]
    assert [each.name for each in versions.both] == ["name"]


def test_a_draft_is_left_with_nothing_that_tells_of_a_person():
    typed = typed_of(Actor(actor_id="b", name="Atelier Inventé", public_contact="info@b.invalid",
                           private_note="Appeler jeanne@exemple.invalid"))

    assert without_persons(typed, Actor) == {**typed, "private_note": ""}
    other = {**typed, "public_contact": "prenom.nom@exemple.invalid"}
    assert without_persons(other, Actor)["public_contact"] == ""
