"""Give each record its identifier, and find the record that a cell names."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz, process

from ocgraph.io.places.place_names import folded
from ocgraph.io.reading.drafts import Draft
from ocgraph.model import Actor, CommunityOrganizer, ConcertationTable, Issue, Severity
from ocgraph.model.checks import IDENTIFIERS

_PREFIXES = {Actor: "actor", ConcertationTable: "table", CommunityOrganizer: "organizer"}
_LONGEST_SLUG = 60
_NEAR = 80
_THOROUGH_SEARCHES = 300


@lru_cache(maxsize=20_000)
def name_key(name: str) -> str:
    """Return the key under which two writings of one name are equal; never empty for a name."""
    return folded(name) or name.casefold()


def loose_key(name: str) -> str:
    """Return the key of a name without its leading article.

    >>> loose_key("La Maison d’Ici"), loose_key("Ville de Joliette")
    ('maison d ici', 'ville de joliette')
    """
    return re.sub(r"^(?:les|la|le|l|the) (?=.)", "", name_key(name))


def slug(name: str) -> str:
    """Return a short identifier made from a name, the same at every import.

    >>> slug("Maison des jeunes « L’Éveil »")
    'maison-des-jeunes-l-eveil'
    """
    words = folded(name).replace(" ", "-")[:_LONGEST_SLUG].strip("-")
    return words or hashlib.sha256(name.encode()).hexdigest()[:10]


def give_identifiers(drafts: Iterable[Draft]) -> list[Issue]:
    """Fill the identifiers a file does not give, and refuse those it gives twice.

    An identifier is made from the kind of record and its name; records that share a name are
    told apart by their MRC, then by their rank.
    """
    nodes = [draft for draft in drafts if draft.entity in IDENTIFIERS]
    issues = _refuse_repeated(nodes)
    taken = {_identifier(draft) for draft in nodes if _identifier(draft)}
    for draft in nodes:
        if _identifier(draft) or draft.refused:
            continue
        made = _free(_candidates(draft), taken)
        draft.values[IDENTIFIERS[draft.entity]] = made
        taken.add(made)
    return issues


def _identifier(draft: Draft) -> str | None:
    return draft.values.get(IDENTIFIERS[draft.entity])


def _refuse_repeated(nodes: list[Draft]) -> list[Issue]:
    first: dict[str, Draft] = {}
    issues = []
    for draft in nodes:
        identifier = _identifier(draft)
        if not identifier:
            continue
        if identifier in first:
            other = first[identifier]
            issues.append(draft.issue(Severity.ERROR, "identifier_repeated",
                                      IDENTIFIERS[draft.entity], identifier,
                                      row=str(other.row), sheet=other.sheet.name))
        first.setdefault(identifier, draft)
    return issues


def _candidates(draft: Draft) -> list[str]:
    plain = f"{_PREFIXES[draft.entity]}-{slug(draft.values['name'])}"
    mrc = draft.values.get("mrc_code")
    return [plain, f"{plain}-{mrc}"] if mrc else [plain]


def _free(candidates: list[str], taken: set[str]) -> str:
    for candidate in candidates:
        if candidate not in taken:
            return candidate
    rank = 2
    while f"{candidates[-1]}-{rank}" in taken:
        rank += 1
    return f"{candidates[-1]}-{rank}"


@dataclass(frozen=True)
class Found:
    """The records that answer to what a cell names, and the nearest name when none does."""

    drafts: tuple[Draft, ...] = ()
    near: str = ""


class NameBook:
    """Every actor, table and organizer of a file, by identifier and by name."""

    def __init__(self, drafts: Iterable[Draft]) -> None:
        self._by_key: dict[tuple[str, str], list[Draft]] = defaultdict(list)
        self._names: dict[str, dict[str, str]] = defaultdict(dict)
        self._thorough_searches_left = _THOROUGH_SEARCHES
        for draft in drafts:
            if draft.entity in IDENTIFIERS:
                self.add(draft)

    def add(self, draft: Draft) -> None:
        """Enter one record under its identifier and the keys of its name."""
        entity, name = draft.entity.__name__, draft.values.get("name") or ""
        for key in dict.fromkeys((f"id:{_identifier(draft)}", name_key(name),
                                  f"loose:{loose_key(name)}")):
            self._by_key[entity, key].append(draft)
        if name:
            self._names[entity][name_key(name)] = name

    def find(self, text: str, entities: Iterable[str]) -> Found:
        """Find by identifier, else by name, else by name without its article."""
        allowed = tuple(entities)
        for key in (f"id:{text}", name_key(text), f"loose:{loose_key(text)}"):
            found = [draft for entity in allowed for draft in self._by_key.get((entity, key), ())]
            if found and key != "loose:":
                standing = [draft for draft in found if not draft.refused]
                return Found(tuple(standing or found[:1]))
        return Found(near=self._near(text, allowed))

    def _near(self, text: str, entities: tuple[str, ...]) -> str:
        """Return the nearest name; parts of names are compared too, a limited number of times."""
        names = {key: name for entity in entities for key, name in self._names[entity].items()}
        found = process.extractOne(name_key(text), names.keys(), scorer=fuzz.ratio,
                                   score_cutoff=_NEAR)
        if not found and self._thorough_searches_left:
            self._thorough_searches_left -= 1
            found = process.extractOne(name_key(text), names.keys(), scorer=fuzz.WRatio,
                                       score_cutoff=_NEAR)
        return names[found[0]] if found else ""
