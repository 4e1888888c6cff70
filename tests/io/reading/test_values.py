"""One cell read as a number, a date, a yes or no, a text."""

import datetime
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ocgraph.io.reading.values import (
    garbled_repair,
    is_unknown,
    lines_of,
    mixes_scripts,
    parse_number,
    read_date,
    read_yes_no,
    text_of,
)
from tests.strategies import any_characters


@pytest.mark.parametrize(("written", "number"), [
    ("1 234,50", 1234.5), ("1\u00a0234,5", 1234.5), ("1\u202f234,5", 1234.5), ("1,234.5", 1234.5),
    ("1.234.567,8", 1234567.8), ("1,5", 1.5), ("-3", -3.0), ("−3", -3.0), ("12 h", 12.0),
    ("35 h/sem.", 35.0), ("4 heures", 4.0), ("10 fois par an", 10.0), ("12,5 %", 12.5),
    ("abc", None), ("", None), ("1e9", None), ("3-4", None), ("1 2 3 a", None)])
def test_number_is_read_as_people_write_it(written, number):
    assert parse_number(written) == number


@given(st.floats(-1e6, 1e6).map(lambda number: round(number, 2)))
@settings(max_examples=25)
def test_number_written_in_french_comes_back(number):
    written = f"{number:,.2f}".replace(",", "\u00a0").replace(".", ",")
    assert parse_number(written) == number


@given(st.dates(datetime.date(1990, 1, 1), datetime.date(2090, 12, 31)))
@settings(max_examples=25)
def test_date_comes_back_from_iso_and_from_excel(day):
    serial = (day - datetime.date(1899, 12, 30)).days
    assert read_date(day.isoformat()).value == day
    assert read_date(f"{day:%d}/{day:%m}/{day:%Y}").value == day
    assert read_date(float(serial)).value == day


@pytest.mark.parametrize(("written", "first", "last"), [
    ("2019", (2019, 1, 1), (2019, 12, 31)), ("2024-02", (2024, 2, 1), (2024, 2, 29)),
    ("février 2024", (2024, 2, 1), (2024, 2, 29)),
    ("12 déc. 2023", (2023, 12, 12), (2023, 12, 12))])
def test_period_alone_is_its_first_or_last_day(written, first, last):
    assert read_date(written).value == datetime.date(*first)
    assert read_date(written, last=True).value == datetime.date(*last)


@pytest.mark.parametrize("written", ["2024-13-01", "31/02/2024", "bientôt", "12", "mai", "99999"])
def test_what_is_no_date_is_not_made_one(written):
    reading = read_date(written)
    assert (reading.value, reading.code) == (None, "not_a_date")


def test_day_and_month_that_could_swap_are_said():
    assert read_date("03/04/2024").code == "day_or_month"
    assert read_date("13/04/2024").code == ""
    assert read_date("04/04/2024").code == ""


@pytest.mark.parametrize(("written", "value"), [
    ("oui", True), ("O", True), ("x", True), ("✓", True), ("TRUE", True), (True, True), (1.0, True),
    ("non", False), ("N", False), (0.0, False), (False, False), ("peut-être", None)])
def test_yes_and_no_are_read_as_people_write_them(written, value):
    assert read_yes_no(written).value is value


@pytest.mark.parametrize("written", [None, "", "n/d", "N.D.", "?", "—", "Inconnu", "s.o."])
def test_usual_ways_to_leave_a_cell_without_answer(written):
    assert is_unknown(written)


@pytest.mark.parametrize("written", ["0", 0, 0.0, "non", "✓", "NDG", "社區", False])
def test_answer_is_not_taken_for_none(written):
    assert not is_unknown(written)


@given(st.text(any_characters, max_size=40))
@settings(max_examples=25)
def test_text_is_composed_single_spaced_and_settled(text):
    shown = text_of(text)
    assert shown == unicodedata.normalize("NFC", shown)
    assert shown == " ".join(shown.split())
    assert text_of(shown) == shown


def test_lines_of_a_note_stay_lines():
    assert lines_of(" un \r\ndeux\u00a0 trois\n") == "un\ndeux trois"


def test_garbled_accents_are_recognised_and_sound_ones_left_alone():
    assert garbled_repair("Ã‰cole dâ€™Ã©tÃ©") == "École d’été"
    assert garbled_repair("École d’été, Âgés") == ""


def test_letters_of_two_alphabets_are_told():
    assert mixes_scripts("M\u0430ison")
    assert not mixes_scripts("Maison d’ici")
