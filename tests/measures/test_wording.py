"""What a measure is told to be, and how its figures are written."""

import datetime

import numpy as np
import pytest
from hypothesis import given, settings

from ocgraph.i18n import LANGUAGES
from ocgraph.measures import MEASURES, Column, Figures, Parameter, Unit
from ocgraph.measures.wording import (
    allowed_values,
    default_value,
    lens_in_words,
    row_names,
    worded_facts,
    worded_figure,
)
from ocgraph.network import Lens
from ocgraph.territory import TERRITORY_MEASURES
from ocgraph.territory.wording import description, descriptions_by_family
from tests.measures.test_registry import chosen_for, every_measure, networks
from tests.small_networks import network

every_language = pytest.mark.parametrize("language", LANGUAGES)
NBSP = "\u00a0"


def written(value, unit, digits, language="fr", reasons=None):
    figures = Figures(("A",), {"x": np.array([value])}, reasons or {})
    return worded_figure(figures, 0, Column("x", unit, digits), language)


@every_language
def test_every_measure_is_told_with_its_reading_limits_formula_and_reference(language):
    told = [description(code, language) for code in (*MEASURES, *TERRITORY_MEASURES)]

    for each in told:
        assert all((each.name, each.says, each.silent, each.formula, each.subject, each.columns,
                    each.lens, each.reference))


def test_each_measure_is_in_one_chapter():
    chapters = descriptions_by_family("fr")

    assert sum(map(len, chapters.values())) == len(MEASURES) + len(TERRITORY_MEASURES)


def test_a_number_is_written_as_the_language_writes_it():
    assert written(1234.5, Unit.SCORE, 2) == f"1{NBSP}234,5"
    assert written(1234.5, Unit.SCORE, 2, "en") == "1,234.5"


def test_a_share_is_a_percentage_with_two_decimals_less_than_the_number():
    assert written(0.6667, Unit.SHARE, 3) == f"66,7{NBSP}%"
    assert written(0.6667, Unit.SHARE, 2, "en") == "67%"


def test_a_group_number_is_never_grouped_by_thousands():
    assert written(1234, Unit.LABEL, 0) == "1234"


def test_what_does_not_exist_says_why():
    assert written(np.nan, Unit.SHARE, 3, reasons={"A": "one_actor"}) == (
        f"sans objet{NBSP}: un seul acteur est montré")


@pytest.mark.parametrize(("parameter", "allowed", "default"), [
    (Parameter("x", 3, 1, 20), "de 1 à 20", "3"),
    (Parameter("x", 0.05, 0.0, 0.5), "de 0 à 0,5", "0,05"),
    (Parameter("x", (), names_nodes=True), "des identifiants", "rien"),
    (Parameter("x", True), "oui, non", "oui"),
])
def test_a_parameter_tells_what_it_may_be(parameter, allowed, default):
    assert allowed_values(parameter, "fr").startswith(allowed)
    assert default_value(parameter, "fr") == default


@every_measure
@settings(max_examples=5)
@given(drawn=networks())
def test_every_figure_reason_and_fact_met_is_worded_in_both_languages(measure, drawn):
    found = measure.read(drawn, **chosen_for(measure, drawn))

    for language in LANGUAGES:
        worded_facts(found.facts, language)
        for number, row in enumerate(found.rows):
            assert all(row_names(row, drawn, language))
            for column in measure.columns:
                assert "nan" not in worded_figure(found, number, column, language)


@pytest.mark.parametrize(("lens", "told"), [
    (Lens(), ""), (Lens(territories=frozenset({"62"})), "Matawinie"),
    (Lens(layers=frozenset({"tables", "ties"}), on=datetime.date(2026, 1, 31)),
     "Siège à une table, Partenariat · ")])
def test_a_lens_is_told_in_words(lens, told):
    assert lens_in_words(lens, "fr").startswith(told)


def test_a_row_is_named_by_what_it_is_about():
    seen = network("A-B")

    assert row_names("A", seen, "fr") == (seen.node_by_id["A"].name,)
    assert len(row_names(("A", "B"), seen, "fr")) == 2
    assert row_names("network", seen, "fr") == ("Tout le réseau montré",)
    assert row_names("62", seen, "fr") == ("Matawinie",)
    assert row_names("youth", seen, "fr") != ("youth",)
