"""Surveys of the kind of PARTNER: each organisation says with whom, and how far, it works.

One row for each partner named, or a square of respondents by partners. Who answered is `asked`:
a partner she does not name is then a told absence, which is not the same as unknown.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ocgraph.io.reading.layout_parts import (
    Added,
    FileRow,
    Layout,
    Part,
    Plan,
    Table,
    cell_at,
    part_of,
    text_at,
)
from ocgraph.io.reading.sheets import Sheet
from ocgraph.io.reading.told import Told
from ocgraph.io.reading.values import parse_number
from ocgraph.io.reading.written_words import find_term, word_key
from ocgraph.model import Actor, Issue, Severity, Tie, vocabulary

SCALE = "partner"
_HIGHEST = 5
_FEWEST_SHARED = 2
_RESPONDENTS = ("respondent organization", "responding organization", "organisation répondante",
                "organisme répondant", "from organization", "organization", "organisation",
                "organisme", "respondent", "répondant")
_PARTNERS = ("partner organization", "organisme partenaire", "organisation partenaire", "partner",
             "partenaire", "to organization")
_LEVELS = ("relationship level", "relationship intensity", "relationship", "level of relationship",
           "intensity", "level", "niveau de relation", "niveau de collaboration", "niveau",
           "intensité", "intensité de la relation")
_KINDS = ("activities", "activity", "kinds of activity", "activités", "activité",
          "types d’activité", "type d’activité", "activities in common")
_SAID_OF_TRUST = ("trust", "trust score", "confiance", "reliability", "fiabilité",
                  "support of mission", "appui à la mission", "open to discussion",
                  "ouverture à la discussion")
_SAID_OF_VALUE = ("value", "value score", "valeur", "power and influence", "pouvoir et influence",
                  "level of involvement", "niveau d’engagement", "resource contribution",
                  "contribution de ressources")
_SAID_OF_FREQUENCY = ("frequency", "frequency of contact", "fréquence", "fréquence des contacts",
                      "fréquence de contact")
_SEVERAL = re.compile(r"\s*[;|\n]\s*")


@dataclass(frozen=True)
class _Answer:
    """One partner that one respondent spoke of."""

    row: FileRow
    respondent: str
    partner: str
    level: object
    kind: str = ""
    note: str = ""


def partner_survey(sheets: Sequence[Sheet], told: Told) -> Layout | None:
    """Return the one sheet of a survey as actors and ties; none if it is no survey."""
    if len(sheets) != 1 or not sheets[0].rows:
        return None
    table = Table(sheets[0])
    answers = _by_rows(table)
    respondents = [text_at(row, _at(table, _RESPONDENTS)) for row in table.rows]
    if answers is None:
        answers = _by_square(table, told)
        respondents = list(dict.fromkeys(answer.respondent for answer in answers or ()
                                         if answer.level is not None))
    if not answers:
        return None
    scale = told.scale or (SCALE if any(answer.level is not None for answer in answers) else "")
    present = [answer for answer in answers if not _is_absence(answer, scale)]
    absences = sum(_is_absence(answer, scale) and answer.level is not None for answer in answers)
    said = [*table.sheet.issues, *table.issues]
    if absences:
        said.append(Issue(Severity.NOTICE, "absences_told", table.sheet.place(),
                          params={"n": absences}))
    parts = (_actors(table, answers, respondents), _ties(table, present, set(respondents), scale))
    return Layout("partner", parts, tuple(sheets), tuple(said), asks_scale=bool(scale))


def _at(table: Table, titles: Sequence[str]) -> int | None:
    """Return where the first of these titles stands, compared as titles are."""
    keys = [word_key(title) for title in table.titles]
    return next((keys.index(word_key(title)) for title in titles if word_key(title) in keys), None)


def _by_rows(table: Table) -> list[_Answer] | None:
    """Return one answer for each row and kind of activity; none without trust nor value."""
    respondent, partner, level, kinds = (_at(table, titles) for titles in (
        _RESPONDENTS, _PARTNERS, _LEVELS, _KINDS))
    keys = {word_key(title) for title in (*_SAID_OF_TRUST, *_SAID_OF_VALUE)}
    judged = [place for place, title in enumerate(table.titles) if word_key(title) in keys]
    if respondent is None or partner is None or not judged:
        return None
    noted = [*judged, *filter(None, [_at(table, _SAID_OF_FREQUENCY)])]
    answers = []
    for row in table.rows:
        note = "; ".join(f"{table.titles[place]}: {text_at(row, place)}" for place in sorted(noted)
                         if text_at(row, place))
        answers += [_Answer(row, text_at(row, respondent), text_at(row, partner),
                            cell_at(row, level), kind, note)
                    for kind in _SEVERAL.split(text_at(row, kinds)) if text_at(row, partner)]
    return answers


def _by_square(table: Table, told: Told) -> list[_Answer] | None:
    """Return one answer for each cell of a square of levels; none if the table is no square."""
    names = {word_key(text_at(row, 0)) for row in table.rows} - {""}
    partners = [place for place, title in enumerate(table.titles) if place and title]
    shared = [place for place in partners if word_key(table.titles[place]) in names]
    if len(shared) < _FEWEST_SHARED or 2 * len(shared) < len(partners):
        return None
    answers = [_Answer(row, text_at(row, 0), table.titles[place], cell_at(row, place))
               for row in table.rows for place in partners if text_at(row, 0)]
    scale = told.scale if told.scale in vocabulary("intensity_scale") else SCALE
    if not all(_is_level(answer.level, scale) for answer in answers):
        return None
    return answers


def _is_level(cell: object, scale: str) -> bool:
    text = str(cell if cell is not None else "").strip()
    number = parse_number(text) if text else 0
    known = find_term(vocabulary(f"intensity:{scale}"), f"intensity:{scale}", text)
    return known is not None or (number is not None and 0 <= number <= _HIGHEST)


def _is_absence(answer: _Answer, scale: str) -> bool:
    """Tell an answer that says no relation: nothing in a square, zero, or that level’s name."""
    text = str(answer.level if answer.level is not None else "").strip()
    if not text:
        return not (answer.kind or answer.note)
    if parse_number(text) == 0:
        return True
    name = scale if scale in vocabulary("intensity_scale") else SCALE
    return find_term(vocabulary(f"intensity:{name}"), f"intensity:{name}", text) == "0"


def _actors(table: Table, answers: Sequence[_Answer], respondents: Sequence[str]) -> Part:
    """Return who answered, asked, and whom they spoke of, not known to have been."""
    asked = {word_key(name) for name in respondents}
    found: dict[str, tuple[str, FileRow]] = {}
    for answer in answers:
        for name in (answer.respondent, answer.partner):
            found.setdefault(word_key(name), (name, answer.row))
    found.pop("", None)
    title = next(filter(None, table.titles))
    return part_of(table, [row for _, row in found.values()], Plan(
        Actor, dropped=range(len(table.titles)), added=[
            Added(title, "name", [name for name, _ in found.values()]),
            Added(title, "asked", ["1" if key in asked else None for key in found])]))


def _ties(table: Table, answers: Sequence[_Answer], respondents: set[str], scale: str) -> Part:
    """Return what each respondent said; told by both where both answered and both said so."""
    said = {(word_key(answer.respondent), word_key(answer.partner)) for answer in answers}
    asked = {word_key(name) for name in respondents}
    title = next(filter(None, table.titles))
    added = [Added(title, "source_id", [answer.respondent for answer in answers]),
             Added(title, "target_id", [answer.partner for answer in answers]),
             Added(title, "reported_by", [answer.respondent for answer in answers]),
             Added(title, "confirmed_by_both", [_is_mutual(answer, said, asked)
                                                for answer in answers]),
             Added(title, "kind", [answer.kind or None for answer in answers]),
             Added(title, "private_note", [answer.note or None for answer in answers])]
    given = {}
    if scale in vocabulary("intensity_scale"):
        added.append(Added(title, "level", [answer.level for answer in answers]))
        given["scale"] = scale
    return part_of(table, [answer.row for answer in answers], Plan(
        Tie, dropped=range(len(table.titles)), added=added, given=given))


def _is_mutual(answer: _Answer, said: set[tuple[str, str]], asked: set[str]) -> str | None:
    """Return yes or no where both were asked; unknown where one was not."""
    one, other = word_key(answer.respondent), word_key(answer.partner)
    if not {one, other} <= asked:
        return None
    return "1" if (other, one) in said else "0"
