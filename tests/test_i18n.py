"""Numbers and dates as each language writes them, and the order a reader expects."""

from __future__ import annotations

import datetime
import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ocgraph.i18n import (
    file_stem,
    format_day,
    format_index,
    format_number,
    format_share,
    name_finder,
    sort_key,
    without_accents,
    words_alone,
)


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


def test_the_words_of_a_text_have_no_case_no_accent_and_no_punctuation():
    assert words_alone("  L’Abri\u00a0: «\u00a0ÉTÉ\u00a0»\n(Saint-Œil) ") == "l abri ete saint oeil"
    assert words_alone("… !") == ""


@pytest.mark.parametrize("text", [
    "Avec Ressource-Belvédère.", "RESSOURCE BELVEDERE", "«\u00a0Ressource\u00a0Belvédère\u00a0»",
    "ressource/belvédère", "de l’autre,Ressource  Belvédère!"])
def test_a_name_is_found_whatever_its_punctuation(text):
    assert name_finder(["Nul autre", "Ressource Belvédère"])(text)


@pytest.mark.parametrize("text", ["Ressources Belvédère", "Belvédère, ressource",
                                  "Ressource du Belvédère", "Belvédère", ""])
def test_another_name_is_not_taken_for_it(text):
    assert not name_finder(["Ressource Belvédère", " ", ""])(text)


def test_a_name_of_signs_alone_is_found_as_it_is():
    assert name_finder(["★★"])("Avec ★★, enfin") and not name_finder(["★★"])("Avec ★ enfin")


@given(st.text(max_size=6), st.text(max_size=6), st.text(max_size=6))
@example("a ", "C++", "!").via("a name that ends with signs")
def test_what_stands_alone_in_a_text_as_it_is_written_is_always_found(before, name, after):
    text, folded = before + name + after, without_accents(name.strip())
    stands_alone = folded and re.search(rf"(?<!\w){re.escape(folded)}(?!\w)",
                                        without_accents(text))

    assert not stands_alone or name_finder([name])(text)
