"""The words people really write for a title, a sheet, a term: read from ``columns/*.csv``.

Everything is compared by a key that forgets case, accents, punctuation, linking words and plurals.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from importlib import resources

from rapidfuzz import fuzz, process

from ocgraph.i18n import Label
from ocgraph.io.places.place_names import folded
from ocgraph.model import (
    ENTITY_LABELS,
    FieldDeclaration,
    Term,
    declarations,
    vocabulary,
)
from ocgraph.model.frames import frame_terms
from ocgraph.model.register import COLLECTIONS

_LINKING_WORDS = frozenset({
    "a", "au", "aux", "d", "de", "des", "du", "en", "et", "l", "la", "le", "les", "of", "on",
    "the",
})
_LIST_WORDS = frozenset({"secteur", "sector", "theme", "thematique", "domaine", "milieu", "type"})
"""Words that name the list before its term: "Secteur 3e âge"."""
_NEAR = 80
_FILES = {entity: name for entity, name in zip(
    COLLECTIONS, ("actor", "concertation_table", "membership", "tie", "community_organizer",
                  "engagement", "indicator"), strict=True)}


@lru_cache(maxsize=20_000)
def word_key(text: str) -> str:
    """Return the key under which two ways of writing the same words are equal.

    The last word stays, as it tells "Acteur A" from "Acteur B".

    >>> word_key("Noms des Organismes"), word_key("nom_organisme*")
    ('nom organisme', 'nom organisme')
    """
    words = folded(text).split()
    kept = [word for word in words[:-1] if word not in _LINKING_WORDS]
    return " ".join(_singular(word) for word in (*kept, *words[-1:]))


def _singular(word: str) -> str:
    plural = len(word) > 3 and word[-1] in "sx" and word[-2] != "s"
    return word[:-1] if plural else word


def _rows(name: str) -> Iterator[dict[str, str]]:
    path = resources.files("ocgraph.io.reading").joinpath("columns", f"{name}.csv")
    with path.open(encoding="utf-8", newline="") as stream:
        yield from csv.DictReader(stream)


@cache
def header_fields(entity: type) -> Mapping[str, FieldDeclaration]:
    """Return the field of `entity` that each title means, by the key of the title.

    The name of a field and its own titles come first, then what ``columns/`` tells.
    """
    fields = {field.name: field for field in declarations(entity)}
    known: dict[str, FieldDeclaration] = {}
    for field in fields.values():
        for title in (field.name, field.header.fr, field.header.en):
            known.setdefault(word_key(title), field)
    for row in _rows(_FILES[entity]):
        known.setdefault(word_key(row["header"]), fields[row["field"]])
    return known


def field_of(entity: type, title: str) -> FieldDeclaration | None:
    """Return the field a title means, trying it without what stands between brackets."""
    known = header_fields(entity)
    return known.get(word_key(title)) or known.get(word_key(title.partition("(")[0]))


def near_title(entities: Iterable[type], title: str) -> Label | str:
    """Return the declared title nearest to `title`; empty when none is near."""
    known = {key: field for entity in entities for key, field in header_fields(entity).items()}
    found = process.extractOne(word_key(title), list(known), scorer=fuzz.ratio,
                               score_cutoff=_NEAR)
    return known[found[0]].header if found else ""


def log_titles(kind: str, title: str) -> bool:
    """Tell whether a title of a log means a ``"day"`` of work, or a time in ``"minutes"``."""
    return any(word_key(written) in _log_words(kind) for written in (title,
                                                                     title.partition("(")[0]))


@cache
def _log_words(kind: str) -> frozenset[str]:
    return frozenset(word_key(row["header"]) for row in _rows("log") if row["kind"] == kind)


@cache
def sheet_entities() -> Mapping[str, type]:
    """Return the entity each name of a sheet or file means, by its key."""
    by_name = {entity.__name__: entity for entity in COLLECTIONS}
    known = {word_key(title): entity for entity, label in ENTITY_LABELS.items()
             for title in (label.fr, label.en, COLLECTIONS[entity])}
    for row in _rows("sheets"):
        known.setdefault(word_key(row["sheet"]), by_name[row["entity"]])
    return known


@cache
def passed_over_sheets() -> frozenset[str]:
    """Return the keys of the sheets that explain and hold no data, as those of the template."""
    return frozenset(word_key(row["sheet"]) for row in _rows("passed_over"))


@cache
def personal_words() -> Mapping[str, str]:
    """Return what kind of personal data a title announces, by the key of its words."""
    return {word_key(row["header"]): row["nature"] for row in _rows("personal")}


@cache
def first_names() -> frozenset[str]:
    """Return the keys of common first names."""
    return frozenset(folded(row["name"]) for row in _rows("first_names"))


@cache
def _written_terms(name: str) -> Mapping[str, str]:
    return {word_key(row["written"]): row["code"] for row in _rows("terms")
            if row["vocabulary"] == name}


def find_term(terms: Mapping[str, Term], name: str, text: str) -> str | None:
    """Return the code that `text` means among `terms`, ``None`` when it means none of them.

    Parameters
    ----------
    terms
        The closed list, by code.
    name
        Its name, under which ``columns/terms.csv`` holds other writings.
    text
        What is written: the code, a label in either language, or a known writing.
    """
    key = word_key(text)
    if text in terms:
        return text
    for code, term in terms.items():
        if key in {word_key(code), word_key(term.label.fr), word_key(term.label.en)}:
            return code
    code = _written_terms(name).get(key)
    if code in terms:
        return code
    first, _, rest = key.partition(" ")
    return find_term(terms, name, rest) if first in _LIST_WORDS and rest else None


def written_number(field_name: str, text: str) -> float | None:
    """Return the number a word stands for in a field ("mensuelle": 12), ``None`` if it does not."""
    code = _written_terms(field_name).get(word_key(text))
    return float(code) if code else None


def near_term(terms: Mapping[str, Term], text: str) -> Label | str:
    """Return the label of which one wording is nearest to `text`; empty if none is near."""
    labels = {word_key(wording): term.label for term in terms.values() for wording in term.label}
    found = process.extractOne(word_key(text), list(labels), scorer=fuzz.token_sort_ratio,
                               score_cutoff=_NEAR)
    return labels[found[0]] if found else ""


def terms_of(field: FieldDeclaration, frame: str | None) -> Mapping[str, Term]:
    """Return the closed list a field takes its terms from; `frame` tells that of an engagement."""
    name = field.vocabulary or ""
    if name.startswith("frame:"):
        return frame_terms(frame, name.partition(":")[2]) if frame else {}
    return vocabulary(name)
