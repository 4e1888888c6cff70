"""The one catalogue: every sentence a person reads, in French and in English.

Sentences are looked up by key (``"map.title"``), never by their wording, so that both languages
are equal and a test can tell which is missing. Numbers and dates in a sentence are written the
way the language writes them.
"""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Callable, Iterable
from decimal import ROUND_HALF_UP, Decimal
from functools import cache, lru_cache
from importlib import resources
from typing import NamedTuple

from babel import Locale
from babel.dates import format_date
from babel.messages.pofile import read_po
from babel.numbers import format_decimal, format_percent

from ocgraph.errors import OcgraphError

LANGUAGES = ("fr", "en")
DEFAULT_LANGUAGE = "fr"
_LOCALE = {"fr": "fr_CA", "en": "en_CA"}

# Control characters, and those that turn the direction of writing or are not characters: a file's
# text could otherwise move a cursor, break a table, or show something else than it says.
_OBEYED = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff"
                     "\ufeff\ufffe\uffff]+")

_LONGEST_STEM = 60

Translator = Callable[..., str]


class Label(NamedTuple):
    """A word of the domain in both languages."""

    fr: str
    en: str

    def in_language(self, language: str) -> str:
        """Return the wording in `language`, ``"fr"`` or ``"en"``."""
        return self.en if language == "en" else self.fr


@cache
def _catalogue(language: str) -> dict[str, str | tuple[str, ...]]:
    """Read every ``locales/<language>/*.po``: one catalogue, one file for each room."""
    sentences: dict[str, str | tuple[str, ...]] = {}
    for part in resources.files("ocgraph").joinpath("locales", language).iterdir():
        if part.name.endswith(".po"):
            with part.open("rb") as stream:
                sentences.update({_key(message.id): message.string
                                  for message in read_po(stream, locale=language) if message.id})
    return sentences


def _key(message_id: str | tuple[str, ...]) -> str:
    return message_id if isinstance(message_id, str) else message_id[0]


def _plural(language: str, forms: tuple[str, ...], count: float) -> str:
    """Pick the form: in French zero and one are singular, in English one alone."""
    singular = abs(count) < 2 if language == "fr" else count == 1
    return forms[0 if singular else 1]


def format_number(value: float, language: str, *, digits: int = 1) -> str:
    """Write a number with the separators of `language` and at most `digits` decimals."""
    pattern = "#,##0" + ("." + "#" * digits if digits and not isinstance(value, int) else "")
    return _with_minus(format_decimal(rounded(value, digits), format=pattern,
                                      locale=_LOCALE[language]))


def format_index(value: float, language: str, *, digits: int = 2) -> str:
    """Write an index with all its decimals: 0,30 says that it is known to the hundredth."""
    return _with_minus(format_decimal(rounded(value, digits), format="0." + "0" * digits,
                                      locale=_LOCALE[language]))


def format_share(value: float, language: str, *, digits: int = 0) -> str:
    """Write a share (0 to 1) as a percentage, with the space French puts before the sign."""
    usual = Locale.parse(_LOCALE[language]).percent_formats[None].pattern
    pattern = usual.replace("0", "0." + "#" * digits) if digits else usual
    return _with_minus(format_percent(rounded(value, digits + 2), format=pattern,
                                      locale=_LOCALE[language]))


def _with_minus(written: str) -> str:
    """Write a true minus, as wide as a plus, which a line never breaks after."""
    return written.replace("-", "\u2212")


def rounded(value: float, digits: int) -> Decimal:
    """Round as people are taught to: a half goes up. What is not a number stays as it is.

    What is rounded to zero has no sign.
    """
    exact = Decimal(repr(float(value)))
    if not exact.is_finite():
        return exact
    return exact.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP) + 0


def format_day(day: datetime.date, language: str) -> str:
    """Write a date in full; in French the first of the month is « 1er »."""
    written = format_date(day, format="long", locale=_LOCALE[language])
    return f"1er{written[1:]}" if language == "fr" and day.day == 1 else written


def format_month(day: datetime.date, language: str) -> str:
    """Write the month of a day with its year."""
    return format_date(day, format="MMMM y", locale=_LOCALE[language])


def _worded(value: object, language: str) -> object:
    if isinstance(value, Label):
        return value.in_language(language)
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, int | float):
        return format_number(value, language)
    if isinstance(value, datetime.date):
        return format_day(value, language)
    return value


def say(language: str, key: str, **params: object) -> str:
    """Return the sentence `key` in `language`, its ``{placeholders}`` filled from `params`.

    A sentence with two forms takes its number from the parameter ``n``.

    Raises
    ------
    KeyError
        If the catalogue has no such key: a bug, found by the catalogue test.
    """
    sentence = _catalogue(language)[key]
    if isinstance(sentence, tuple):
        sentence = _plural(language, sentence, params["n"])
    return sentence.format_map({name: _worded(value, language) for name, value in params.items()})


def translator(language: str) -> Translator:
    """Return a function ``(key, **params) -> sentence`` bound to `language`."""
    def translate(key: str, **params: object) -> str:
        return say(language, key, **params)
    return translate


def explain(error: OcgraphError, language: str) -> str:
    """Return the sentence that tells a person what `error` is and how to mend it."""
    return say(language, f"error.{error.code}", **error.params)


def harmless(text: str) -> str:
    """Return `text` on one line, without what a terminal or a document would obey."""
    return _OBEYED.sub(" ", text)


def sort_key(text: str) -> tuple[str, str]:
    """Return a key that files É with E and œ with oe, as a French reader expects."""
    return without_accents(text), text


def file_stem(text: str) -> str:
    """Return `text` as the name of a file: plain letters and hyphens, short, maybe none."""
    letters = "".join(letter if letter.isalnum() and letter.isascii() else "-"
                      for letter in without_accents(text))
    return "-".join(filter(None, letters.split("-")))[:_LONGEST_STEM].rstrip("-")


@lru_cache(maxsize=50_000)    # the same names are sorted again at each look at a page
def without_accents(text: str) -> str:
    """Return `text` in small letters, without accents, œ written oe."""
    folded = unicodedata.normalize("NFKD", text.casefold().replace("œ", "oe").replace("æ", "ae"))
    return "".join(c for c in folded if not unicodedata.combining(c))


def words_alone(text: str) -> str:
    """Return the words of a text, one space between two: no case, no accent, no punctuation."""
    return " ".join("".join(letter if letter.isalnum() else " "
                            for letter in without_accents(text)).split())


def name_finder(names: Iterable[str]) -> Callable[[str], bool]:
    """Return what tells whether a text holds one of some names, word for word.

    Case, accents and punctuation make no difference; a name without a word, of signs alone, is
    looked for as it is. An empty name is in no text.
    """
    names = {name.strip() for name in names} - {""}
    worded = {f" {words} " for words in map(words_alone, names) if words}
    signs = {without_accents(name) for name in names if not words_alone(name)} - {""}

    def holds_one(text: str) -> bool:
        said, folded = f" {words_alone(text)} ", without_accents(text)
        return any(words in said for words in worded) or any(sign in folded for sign in signs)
    return holds_one
