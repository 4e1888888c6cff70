"""Find what belongs to a person, so that it is set aside before anything is kept or said."""

from __future__ import annotations

import re

from ocgraph.io.places.place_names import folded
from ocgraph.io.reading.written_words import first_names, personal_words, word_key
from ocgraph.model.personal import DIGITS_PHONE, EMAIL, PHONE

_GENERAL_BOXES = frozenset({
    "accueil", "admin", "administration", "bonjour", "bureau", "communication",
    "communications", "contact", "coordination", "courriel", "direction", "general", "info",
    "information", "informations", "mairie", "office", "poste", "reception", "registraire",
    "secretariat", "service", "services", "table", "tables", "hello",
})
_PRIVATE_HOSTS = ("gmail.", "hotmail.", "outlook.", "yahoo.", "videotron.", "live.", "icloud.",
                  "sympatico.", "me.com", "msn.", "protonmail.", "proton.me", "bell.net")
REMOVED = "[…]"
_CIVILITIES = frozenset({"m", "mme", "mlle", "mr", "mrs", "ms", "dr", "dre"})
_NAME = re.compile(r"[^\W\d_]+(?:[-’'.][^\W\d_]+)*\.?")
_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_NAMED_AFTER = frozenset({
    "avenue", "bibliotheque", "boulevard", "cegep", "centre", "chemin", "college",
    "communautaire", "ecole", "fondation", "hopital", "maison", "parc", "pavillon", "place",
    "polyvalente", "primaire", "prix", "rue", "sainte", "saint", "salle", "secondaire",
})
"""Words after which the name of a person is that of a place or of an organisation."""
_DIRECTIONS = frozenset({"nord", "sud", "est", "ouest", "centre", "north", "south", "east", "west"})


def personal_nature(title: str) -> str:
    """Return ``"email"``, ``"phone"`` or ``"person"`` for a title that announces one, else empty.

    A title counts when it holds the words of ``columns/personal.csv`` one after the other.
    """
    padded = f" {word_key(title)} "
    return next((nature for words, nature in personal_words().items() if f" {words} " in padded),
                "")


def looks_like_person(text: str) -> bool:
    """Tell a text that is two or three capitalised words beginning with a first name or "Mme".

    "Untel, Jeanne" counts as well; "Maison Jeanne-Untel" does not.
    """
    words = text.replace(",", " ").split()
    if not 2 <= len(words) <= 3 or not all(_NAME.fullmatch(word) for word in words):
        return False
    if not all(word[0].isupper() for word in words):
        return False
    first = words[-1] if "," in text else words[0]
    key = folded(first)
    return key in _CIVILITIES or key.partition(" ")[0] in first_names()


def names_person(text: str) -> bool:
    """Tell a text that holds somewhere a first name, or "Mme", and a capitalised name after it.

    What stands after « École », « rue » or « Saint » is named after a person, and is none.

    >>> names_person("OC Joliette - Jeanne Untel"), names_person("École Jeanne Untel")
    (True, False)
    """
    words = list(_WORD.finditer(text))
    before = ["", *(folded(word.group()).rpartition(" ")[2] for word in words)]
    return any(_is_first_name(first.group(), text[first.end():last.start()])
               and last.group()[0].isupper() and folded(last.group()) not in _DIRECTIONS
               and previous not in _NAMED_AFTER
               for previous, first, last in zip(before, words, words[1:], strict=False))


def _is_first_name(word: str, gap: str) -> bool:
    """Tell a capitalised first name, simple or double, or a title before a name.

    Parameters
    ----------
    word
        The word.
    gap
        What stands between it and the next word: a space, after a point for a title.
    """
    if not word[0].isupper() or gap.strip(" \t\u00a0\u202f") not in {"", "."} or gap in {"", "."}:
        return False
    if folded(word) in _CIVILITIES:
        return word not in {"M", "MR", "MS", "DR"} or "." in gap
    return "." not in gap and all(folded(part) in first_names()
                                  for part in re.split(r"[-’']", word))


def without_personal(text: str) -> str:
    """Return `text` with each address and number replaced by an ellipsis in brackets."""
    for pattern in (EMAIL, PHONE, DIGITS_PHONE):
        text = pattern.sub(REMOVED, text)
    return text


def is_general_contact(text: str) -> bool:
    """Tell whether every e-mail address of a public contact is that of a function.

    ``info@`` the organisation's own domain is; a first name, or a private mail host, is not.
    """
    return all(_is_general_address(address) for address in EMAIL.findall(text))


def _is_general_address(address: str) -> bool:
    box, _, host = address.casefold().partition("@")
    words = re.split(r"[._+-]", box)
    return host.startswith(_PRIVATE_HOSTS) is False and any(
        word in _GENERAL_BOXES for word in words)
