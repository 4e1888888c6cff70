"""Read one cell as what its field holds: a text, a number, a date, a yes or no.

Each reader returns a `Reading`: the value, and what has to be said of it. A cell that cannot be
understood is left empty (unknown) and said; it never becomes a zero.
"""

from __future__ import annotations

import calendar
import datetime
import math
import re
import unicodedata
from dataclasses import dataclass, field

from ocgraph.i18n import Label
from ocgraph.io.places.place_names import folded
from ocgraph.model import FieldDeclaration, Severity

_UNKNOWN = frozenset({"n d", "nd", "n a", "na", "s o", "so", "inconnu", "inconnue", "unknown",
                      "a venir", "tbd", "null", "none", "non disponible", "a completer",
                      "a valider"})
_YES = frozenset({
    "oui", "o", "yes", "y", "vrai", "true", "x", "1", "ok",
})
_NO = frozenset({
    "non", "n", "no", "faux", "false", "0",
})
_TICKS = frozenset("✓✔☑✅")
_UNITS = re.compile(r"(?i)(?<=[\d\s])(?:h|hres?|heures?|hours?|min|hab\.?|%|°|\$|fois|x)?"
                    r"(?:\s*/\s*\w+|\s+par\s+\w+|\s+a\s+\w+)?\s*$")
_CLOCK = re.compile(r"(?i)(\d{1,3})\s*(?::|h(?:res?|eures?)?)\s*([0-5]?\d)"
                    r"(?::\d\d(?:\.\d+)?)?\s*(?:m|min|minutes?)?\.?")
_MINUTES = re.compile(r"(?i)(\d+(?:[.,]\d+)?)\s*(?:min|mins|minutes?)\.?")
_MONTHS = {name: number for number, names in enumerate(
    ("janvier janv jan january", "fevrier fev fevr feb february", "mars mar march",
     "avril avr apr april", "mai may", "juin jun june", "juillet juil jul july",
     "aout aou aug august", "septembre sept sep september", "octobre oct october",
     "novembre nov november", "decembre dec december"), 1) for name in names.split()}
_EXCEL_DAY_0 = datetime.date(1899, 12, 30)
_FIRST_SERIAL, _LAST_SERIAL = 10_000, 80_000


@dataclass(frozen=True)
class Reading:
    """What a cell was read as, and what must be said of it.

    Attributes
    ----------
    value
        The value to keep, ``None`` when unknown.
    code
        Code of the issue to raise, empty when there is nothing to say.
    """

    value: object = None
    code: str = ""
    severity: Severity = Severity.WARNING
    suggestion: Label | str = ""
    params: dict[str, object] = field(default_factory=dict)


def repaired(value: object, code: str, suggestion: str) -> Reading:
    """Return a value read in another way than it is written, to be told as a notice."""
    return Reading(value, code, Severity.NOTICE, suggestion)


def lines_of(cell: object) -> str:
    """Return what a cell shows, line by line; see `text_of`."""
    if not isinstance(cell, str):
        return text_of(cell)
    return "\n".join(text_of(line) for line in cell.splitlines()).strip("\n")


def text_of(cell: object) -> str:
    """Return what a cell shows: composed, on single plain spaces, without invisible characters.

    A whole number loses the ``.0`` that a workbook keeps; a date is written year first.
    """
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime.datetime) and cell.time() == datetime.time():
        cell = cell.date()
    text = str(cell)
    if not text.isprintable():
        text = "".join(c for c in text if not _is_invisible(c))
    return " ".join(unicodedata.normalize("NFC", text).split())


def _is_invisible(character: str) -> bool:
    """Tell format and control characters, which no one sees; spaces and line ends are not."""
    return unicodedata.category(character) in {"Cf", "Cc", "Co", "Cs"} and character not in "\t\n\r"


def has_invisible(cell: object) -> bool:
    """Tell whether `text_of` takes an invisible character away."""
    return (isinstance(cell, str) and not cell.isprintable()
            and any(_is_invisible(c) for c in cell))


def garbled_repair(text: str) -> str:
    """Return what a text was before its encoding was mistaken ("Ã©"), empty if it was not."""
    if not re.search(r"[ÃÂâ][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]", text):
        return ""
    try:
        return text.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return ""


def mixes_scripts(text: str) -> bool:
    """Tell whether letters of two alphabets stand in one text: a Cyrillic letter may pass for a."""
    scripts = {unicodedata.name(c, "").split(" ")[0] for c in text if c.isalpha()}
    return len(scripts & {"LATIN", "CYRILLIC", "GREEK"}) > 1


def is_unknown(cell: object) -> bool:
    """Tell the usual ways to leave a cell without an answer: empty, "n/d", "?", "—"."""
    if isinstance(cell, str):
        key = folded(cell)
        written = any(c.isalnum() for c in cell) or bool(set(cell) & _TICKS)
        return not written if not key else key in _UNKNOWN
    return cell is None or (isinstance(cell, float) and math.isnan(cell))


def read_yes_no(cell: object) -> Reading:
    """Read oui, non, o, n, x, a tick, yes, no, true, false, 1 or 0."""
    if isinstance(cell, bool):
        return Reading(cell)
    text = text_of(cell)
    if folded(text) in _YES or set(text) & _TICKS:
        return Reading(True)
    return Reading(False) if folded(text) in _NO else Reading(code="not_yes_no")


def parse_number(text: str) -> float | None:
    """Return the number a text writes, with a comma or a point, spaces and a unit allowed.

    >>> parse_number("1 234,50 h"), parse_number("1,234.5"), parse_number("35 h/sem.")
    (1234.5, 1234.5, 35.0)
    """
    bare = re.sub(r"[\s\u00a0\u202f']", "", _UNITS.sub("", text.strip().rstrip(".") + " "))
    if "," in bare and "." in bare:
        bare = bare.replace("," if bare.rfind(".") > bare.rfind(",") else ".", "")
    bare = bare.replace(",", ".").replace("\u2212", "-")
    return float(bare) if re.fullmatch(r"[-+]?\d+(?:\.\d+)?", bare) else None


def parse_duration(text: str) -> float | None:
    """Return the hours that a text writes in minutes, or in hours and minutes; else ``None``.

    >>> parse_duration("1:30"), parse_duration("2 h 15"), parse_duration("90 min")
    (1.5, 2.25, 1.5)
    """
    if found := _CLOCK.fullmatch(text):
        return int(found[1]) + int(found[2]) / 60
    if found := _MINUTES.fullmatch(text):
        return float(found[1].replace(",", ".")) / 60
    return None


def read_number(cell: object, field: FieldDeclaration) -> Reading:
    """Read a number and hold it to the bounds of its field."""
    if isinstance(cell, datetime.timedelta):
        cell = cell.total_seconds() / 3600
    if isinstance(cell, datetime.date | datetime.time | bool):
        return Reading(code="not_a_number")
    number = float(cell) if isinstance(cell, int | float) else parse_number(text_of(cell))
    if number is None or not math.isfinite(number):
        return Reading(code="not_a_number")
    if (field.minimum is not None and number < field.minimum
            or field.maximum is not None and number > field.maximum):
        return Reading(code="out_of_bounds",
                       params={"minimum": field.minimum, "maximum": field.maximum})
    return Reading(number)


def read_integer(cell: object, field: FieldDeclaration) -> Reading:
    """Read a whole number."""
    reading = read_number(cell, field)
    if isinstance(reading.value, float):
        if not reading.value.is_integer():
            return Reading(code="not_whole")
        return Reading(int(reading.value))
    return reading


def read_date(cell: object, *, last: bool = False) -> Reading:
    """Read a day; `last` says that a bare year or month means its last day.

    A whole number is what Excel keeps of a date whose format was lost; it is said, as is a year
    or a month alone, and a day and month that could be read either way.
    """
    if isinstance(cell, datetime.datetime):
        return Reading(cell.date())
    if isinstance(cell, datetime.date):
        return Reading(cell)
    text = text_of(cell)
    if re.fullmatch(r"\d{4,5}", text):
        return _date_of_number(int(text), last=last)
    for read in (_iso_date, _slashed_date, _worded_date):
        reading = read(text, last)
        if reading:
            return reading
    return Reading(code="not_a_date")


def _date_of_number(number: int, *, last: bool) -> Reading:
    if 1900 <= number <= 2100:
        return _whole_period(number, None, last)
    if _FIRST_SERIAL <= number <= _LAST_SERIAL:
        day = _EXCEL_DAY_0 + datetime.timedelta(days=number)
        return repaired(day, "serial_date", day.isoformat())
    return Reading(code="not_a_date")


def _whole_period(year: int, month: int | None, last: bool) -> Reading:
    """Return the first or last day of a year or month given alone, as a repair."""
    months = month or (12 if last else 1)
    day = calendar.monthrange(year, months)[1] if last else 1
    date = datetime.date(year, months, day)
    return repaired(date, "partial_date", date.isoformat())


def _day(year: int, month: int, day: int) -> datetime.date | None:
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None


def _iso_date(text: str, last: bool) -> Reading | None:
    """Read 2024-09-01, 2024/9/1, 2024.09.01, with a time or not, and 2024-09."""
    found = re.fullmatch(r"(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?(?:[T ][\d:.Z+-]*)?", text)
    if not found:
        return None
    year, month, day = (int(part or 0) for part in found.groups())
    if not day:
        return _whole_period(year, month, last) if 1 <= month <= 12 else None
    date = _day(year, month, day)
    return Reading(date) if date else None


def _slashed_date(text: str, last: bool) -> Reading | None:
    """Read 31/12/2024, day first; 12/31/2024 when the day can only be second."""
    found = re.fullmatch(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})", text)
    if not found:
        return None
    first, second, year = (int(part) for part in found.groups())
    date = _day(year, second, first) or _day(year, first, second)
    if date is None:
        return None
    if first <= 12 and second <= 12 and first != second:
        return Reading(date, "day_or_month", params={"day": date})
    return Reading(date)


def _worded_date(text: str, last: bool) -> Reading | None:
    """Read « 1er septembre 2024 », "Sept. 1, 2024", « septembre 2024 »."""
    words = folded(text).split()
    months = [_MONTHS[word] for word in words if word in _MONTHS]
    numbers = [int(digits[0]) for word in words
               if (digits := re.match(r"\d+(?=er$|e$|st$|nd$|rd$|th$|$)", word))]
    years = [number for number in numbers if 1900 <= number <= 2100]
    days = [number for number in numbers if 1 <= number <= 31]
    if len(months) != 1 or len(years) != 1 or len(numbers) > 2:
        return None
    if not days:
        return _whole_period(years[0], months[0], last)
    date = _day(years[0], months[0], days[0])
    return Reading(date) if date else None
