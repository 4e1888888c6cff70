"""A goal in words, what was found for it, and whom each call adds."""

from __future__ import annotations

import pytest

from ocgraph.analysis.goal import (
    Goal,
    added_words,
    calls_found_sentence,
    calls_goal_sentence,
    tables_found_sentence,
    tables_goal_sentence,
)
from ocgraph.analysis.mobilisation import Call
from ocgraph.measures.choice.questions import which_tables, whom_to_call
from tests.small_networks import network

STAR = network("A-B A-C A-D A-E A-F")


def plain(text):
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize(("goal", "language", "told"), [
    (Goal(("food_security",), ("62",), 0.8, 1), "fr",
     "But : joindre 80 % des acteurs en 1 pas (secteur : Sécurité alimentaire ; MRC : Matawinie)."),
    (Goal((), (), 0.5, 2), "fr",
     "But : joindre 50 % des acteurs en 2 pas (tous les secteurs ; dans toutes les MRC)."),
    (Goal(("youth", "housing"), ("62", "61")), "fr",
     "But : joindre 100 % des acteurs en 1 pas (secteurs : Jeunesse et Logement ; "
     "MRC : Joliette et Matawinie)."),
    (Goal(), "en", "Goal: reach 100% of the actors within 1 step (every sector; in every MRC).")])
def test_a_goal_of_calls_is_told_whole(goal, language, told):
    assert plain(calls_goal_sentence(goal, language)) == told


def test_a_goal_of_tables_is_told_whole():
    assert plain(tables_goal_sentence(Goal((), ("62",)), "fr")) == (
        "But : rencontrer tous les acteurs qui siègent à une table "
        "(tous les secteurs ; MRC : Matawinie).")


@pytest.mark.parametrize(("share", "told"), [
    (0.8, "1 appel suffit pour joindre 100 % des 6 acteurs visés "
          "(but : 80 %, soit au moins 5 sur 6)."),
    (1.0, "1 appel suffit pour joindre 100 % des 6 acteurs visés.")])
def test_the_share_asked_is_told_where_more_is_reached(share, told):
    """Who is called, A, reaches all six; 80 % of six is 4.8, hence five."""
    asked = whom_to_call(STAR, 1, share)
    *_, found = asked.search(5)

    assert plain(calls_found_sentence(asked, found, Goal(share=share), "fr")) == told


def test_one_actor_wanted_is_told_as_one():
    asked, tables = whom_to_call(STAR, 1, 1.0, ("B",)), which_tables(
        network(tables={"t": "AB"}), ("B",))
    (*_, call), (*_, table) = asked.search(5), tables.search(5)

    assert calls_found_sentence(asked, call, Goal(), "fr") == (
        "Un appel suffit pour joindre le seul acteur visé.")
    assert tables_found_sentence(tables, table, "fr") == (
        "Une table suffit pour rencontrer le seul acteur visé qui siège quelque part.")


@pytest.mark.parametrize(("call", "told"), [
    (Call("A", tuple("ABCDEF"), 6), "Ajoute : cet acteur même, B, C, D et 2 autres"),
    (Call("A", tuple("ABCDE"), 5), "Ajoute : cet acteur même, B, C, D et E"),
    (Call("A", tuple("BC"), 2), "Ajoute : B et C"),
    (Call("A", ("A",), 1), "Ajoute : cet acteur même")])
def test_a_call_names_the_first_three_it_adds_and_counts_the_others(call, told):
    assert plain(added_words(call, STAR, "fr")).replace("Acteur ", "") == told
