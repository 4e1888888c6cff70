"""The indicators ocgraph knows: each says what it counts and which way it goes."""

import re

import pytest

from ocgraph.io.indicators.kinds import Direction, find_kind, indicator_kinds, kind_of
from ocgraph.io.places.reference import read_indicators

NBSP = "\u00a0"


@pytest.mark.parametrize("kind", indicator_kinds().values(), ids=lambda kind: kind.code)
def test_a_known_indicator_says_what_it_is_in_both_languages(kind):
    told = [*kind.label, *kind.definition, kind.unit, *kind.source]

    assert all(text.strip() for text in told)
    assert kind.direction is not Direction.TO_ASK


def test_french_definitions_are_written_as_french_is():
    texts = [text for kind in indicator_kinds().values()
             for text in (kind.label.fr, kind.definition.fr, kind.label.en, kind.definition.en)]

    assert [text for text in texts if "'" in text or re.search(r"\.\.\.|  ", text)] == []
    assert [text for kind in indicator_kinds().values()
            for text in (kind.label.fr, kind.definition.fr)
            if re.search(rf"[^{NBSP}][:;?!%]", text)] == []


def test_every_figure_that_travels_is_of_a_known_indicator_and_unit():
    wrong = {(row.indicator, row.unit) for row in read_indicators()
             if kind_of(row.indicator).unit != row.unit}

    assert wrong == set()


def test_the_direction_of_an_indicator_nobody_knows_is_asked():
    kind = kind_of("Jardins collectifs inventés")

    assert (kind.direction, kind.is_known, kind.label.fr) == (
        Direction.TO_ASK, False, "Jardins collectifs inventés")


@pytest.mark.parametrize(("written", "code"), [
    ("renters", "renters"), ("Ménages locataires", "renters"),
    ("MENAGES LOCATAIRES (%)", "renters"),
    ("Faible revenu", "low_income_lim_at"), ("65 ans et plus", "aged_65_and_over"),
    ("Indice de vitalité économique", "vitality_index"), ("IVE", "vitality_index")])
def test_a_known_indicator_is_found_by_its_usual_writings(written, code):
    assert find_kind(written).code == code


def test_what_is_not_an_indicator_is_not_taken_for_one():
    assert find_kind("Remarques") is None


def test_no_writing_names_two_indicators():
    codes = {code: [find_kind(text).code for text in (code, *kind.label)]
             for code, kind in indicator_kinds().items()}

    assert codes == {code: [code] * 3 for code in codes}
