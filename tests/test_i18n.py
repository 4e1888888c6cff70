"""Numbers and dates as each language writes them, and the order a reader expects."""

from __future__ import annotations

import datetime

import pytest

from ocgraph.i18n import file_stem, format_day, format_index, format_number, format_share, sort_key


@pytest.mark.parametrize(("day", "french", "english"), [
    ((2023, 5, 1), "1er mai 2023", "May 1, 2023"), ((2023, 5, 2), "2 mai 2023", "May 2, 2023"),
    ((2023, 8, 11), "11 août 2023", "August 11, 2023"),
    ((2023, 10, 21), "21 octobre 2023", "October 21, 2023")])
def test_a_day_is_written_in_full(day, french, english):
    written = {language: format_day(datetime.date(*day), language) for language in ("fr", "en")}

    assert written == {"fr": french, "en": english}


@pytest.mark.parametrize(("value", "digits", "french", "english"), [
    (1234, 1, "1\u00a0234", "1,234"), (1234.56, 1, "1\u00a0234,6", "1,234.6"),
    (2.0, 1, "2", "2"), (0.25, 2, "0,25", "0.25"),
    (-3, 0, "\u22123", "\u22123"), (-0.2345, 2, "\u22120,23", "\u22120.23"), (-0.004, 2, "0", "0"),
    (-1234, 0, "\u22121\u00a0234", "\u22121,234")])
def test_a_number_has_the_separators_of_the_language(value, digits, french, english):
    assert format_number(value, "fr", digits=digits) == french
    assert format_number(value, "en", digits=digits) == english


def test_a_share_has_its_space_in_french():
    assert format_share(0.42, "fr") == "42\u00a0%"
    assert format_share(0.42, "en") == "42%"


def test_names_are_filed_as_a_reader_expects():
    names = ["Zèbre", "Œuvre", "Étable", "école", "Ours", "Eau"]

    assert sorted(names, key=sort_key) == ["Eau", "école", "Étable", "Œuvre", "Ours", "Zèbre"]


@pytest.mark.parametrize(("value", "digits", "written"), [
    (0.125, 0, "13\u00a0%"), (0.375, 0, "38\u00a0%"), (0.005, 0, "1\u00a0%"),
    (0.1249, 0, "12\u00a0%"), (0.0665, 1, "6,7\u00a0%"), (-0.125, 0, "\u221213\u00a0%")])
def test_half_a_percent_goes_up_as_people_are_taught(value, digits, written):
    assert format_share(value, "fr", digits=digits).replace("\u202f", "\u00a0") == written


@pytest.mark.parametrize(("value", "written"), [(2.25, "2,3"), (0.05, "0,1"), (1.005, "1")])
def test_half_a_tenth_goes_up(value, written):
    assert format_number(value, "fr") == written


@pytest.mark.parametrize(("value", "written"), [(0.3, "0,30"), (-0.234, "−0,23"), (0, "0,00")])
def test_an_index_keeps_its_decimals(value, written):
    assert format_index(value, "fr") == written


def test_a_file_is_named_in_plain_letters_and_never_long():
    assert file_stem("Départ de l’OC : « plan A » / ../été") == "depart-de-l-oc-plan-a-ete"
    assert file_stem("日本 ...") == ""
    assert len(file_stem("un " * 40)) <= 60
