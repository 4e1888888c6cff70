"""What is wrong with a file or a register, said so that a person can mend it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum

from ocgraph.i18n import Label, say

_SHOWN_ROWS = 12


class Severity(StrEnum):
    """How much it matters.

    An `ERROR` row is left out until mended; a `WARNING` row is taken and deserves a look; a
    `NOTICE` tells what was read in another way than it was written (a repair, a set-aside).
    """

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"


@dataclass(frozen=True)
class Place:
    """Where in a file: the sheet, the row as the spreadsheet numbers it, the column title."""

    file: str = ""
    sheet: str = ""
    row: int | None = None
    column: str = ""


@dataclass(frozen=True)
class Issue:
    """One finding.

    Attributes
    ----------
    code
        Key of the two sentences in the catalogue: ``issue.<code>`` says what is wrong and
        ``issue.<code>.mend`` what to write instead.
    found
        The offending value, as it was written. Empty when it is personal.
    suggestion
        The nearest accepted value, empty when there is none; for a `NOTICE`, what was read.
    left_empty
        Whether the row is taken without this value, which stays unknown until it is mended.
    other_rows
        Further rows of the same column where the same is found.
    record
        (entity name, identifier) of the record concerned, when there is one.
    """

    severity: Severity
    code: str
    place: Place = Place()
    found: str = ""
    suggestion: Label | str = ""
    record: tuple[str, str] | None = None
    field_name: str = ""
    left_empty: bool = False
    other_rows: tuple[int, ...] = ()
    params: dict[str, object] = field(default_factory=dict)

    def at(self, place: Place) -> Issue:
        """Return the same finding, placed in a file."""
        return replace(self, place=place)

    def sentence(self, language: str) -> str:
        """Say what is wrong, and on which other rows the same is."""
        sentence = say(language, f"issue.{self.code}", found=self.found,
                       suggestion=self.suggestion, **self.params)
        if not self.other_rows:
            return sentence
        shown = ", ".join(str(row) for row in self.other_rows[:_SHOWN_ROWS])
        more = "…" if len(self.other_rows) > _SHOWN_ROWS else "."
        also = say(language, "issue.also", n=len(self.other_rows), rows=shown + more)
        return f"{sentence} {also}"

    def mend(self, language: str) -> str:
        """Say what to write instead, beginning with the nearest accepted value if there is one."""
        mend = say(language, f"issue.{self.code}.mend", found=self.found,
                   suggestion=self.suggestion, **self.params)
        parts = [mend]
        if self.suggestion and self.severity is not Severity.NOTICE:
            parts.insert(0, say(language, "issue.suggested", suggestion=self.suggestion))
        if self.left_empty:
            parts.append(say(language, "issue.left_empty"))
        return " ".join(parts)
