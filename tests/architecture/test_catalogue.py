"""The catalogue is whole: each sentence asked for is there, in both languages, well written."""

import re
from collections import Counter
from functools import cache
from string import Formatter

import pytest
from babel.messages.pofile import read_po

from ocgraph.i18n import LANGUAGES, Label
from ocgraph.model import COLLECTIONS, declarations
from ocgraph.model.vocabulary import read_rows
from tests.architecture.key_families import FAMILIES, PASSED_ON, expanded
from tests.architecture.key_usage import ROOT, asked_keys, constants

LOCALES = ROOT / "ocgraph" / "locales"
VOCABULARIES = [path.stem for path in sorted(
    (ROOT / "ocgraph" / "model" / "vocabularies").glob("*.csv"))]
NBSP = "\u00a0"


@cache
def messages(language):
    """Return the sentences of a language by key; one sentence or its two forms."""
    found = {}
    for path in sorted((LOCALES / language).glob("*.po")):
        with path.open("rb") as stream:
            for message in read_po(stream, locale=language):
                if message.id:
                    key = message.id if isinstance(message.id, str) else message.id[0]
                    found[key] = message
    return found


def forms(message):
    return (message.string,) if isinstance(message.string, str) else tuple(message.string)


def placeholders(message):
    return {name for form in forms(message) for _, name, _, _ in Formatter().parse(form) if name}


def needed(message):
    """Return what a sentence must be given: its parameters, and the number that picks its form."""
    return placeholders(message) | ({"n"} if len(forms(message)) == 2 else set())


def wordings(language):
    return [(key, form) for key, message in messages(language).items() for form in forms(message)]


def labels():
    """Return the words of the domain, which are data and not in the catalogue, by their place."""
    declared = {f"{entity.__name__}.{field.name}.{part}": getattr(field, part)
                for entity in COLLECTIONS for field in declarations(entity)
                for part in ("header", "meaning")}
    listed = {f"{name}.{row['code']}": Label(row["label_fr"], row["label_en"])
              for name in VOCABULARIES for row in read_rows(name) if "label_fr" in row}
    return declared | listed


def broken_wordings(language, broken):
    said = [*wordings(language),
            *((place, label.in_language(language)) for place, label in labels().items())]
    return {place: form for place, form in said if re.search(broken, form)}


def asked_and_expanded():
    return [(key, asked) for asked in asked_keys()
            for key in (expanded(asked.key) if asked.key in FAMILIES else [asked.key])
            if "{}" not in key]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_asked_for_exists(language):
    missing = {f"{key}  {asked.place}" for key, asked in asked_and_expanded()
               if key not in messages(language)}

    assert sorted(missing) == []


def test_every_key_made_while_running_has_its_family():
    unknown = {f"{asked.key}  {asked.place}" for asked in asked_keys()
               if "{}" in asked.key and asked.key not in FAMILIES.keys() | PASSED_ON}

    assert sorted(unknown) == [], "declare them in tests/architecture/key_families.py"


def test_no_sentence_is_without_use():
    said = constants() | {key for key, _ in asked_and_expanded()}
    said |= {key for pattern in FAMILIES for key in expanded(pattern)}

    idle = [key for key in messages("fr")
            if not {key, re.sub(r"^(error|issue)\.|(?<=.)\.mend$", "", key)} & said]

    assert idle == []


def test_no_family_is_without_use():
    patterns = {asked.key for asked in asked_keys()}

    assert sorted(set(FAMILIES) - patterns) == []


def test_both_languages_have_the_same_files_and_keys():
    files = [{path.name for path in (LOCALES / language).iterdir()} for language in LANGUAGES]

    assert files[0] == files[1]
    assert messages("fr").keys() == messages("en").keys()


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_key_is_given_twice(language):
    keys = [key for path in (LOCALES / language).glob("*.po")
            for key in re.findall(r'^msgid "(.+)"$', path.read_text(encoding="utf-8"), re.M)]

    assert [key for key, times in Counter(keys).items() if times > 1] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_is_empty_or_doubtful(language):
    wrong = [key for key, message in messages(language).items()
             if message.fuzzy or not all(form.strip() for form in forms(message))]

    assert wrong == []


def test_both_languages_take_the_same_parameters():
    wrong = [key for key, message in messages("fr").items()
             if placeholders(message) != placeholders(messages("en")[key])]

    assert wrong == []


def test_every_parameter_of_a_sentence_is_given():
    wrong = [f"{key}  {asked.place}" for key, asked in asked_and_expanded()
             if asked.given is not None and key in messages("fr")
             and not needed(messages("fr")[key]) <= asked.given]

    assert sorted(wrong) == []


@pytest.mark.parametrize(("rule", "broken"), [
    ("a non-breaking space before a double sign", rf"[^{NBSP}\d:?!][;?!%]|[^{NBSP}]»"),
    ("a non-breaking space before a colon", rf"[^{NBSP}](?<![A-Za-z]):(?!//|\d)|\w:(?=\s|$)"),
    ("a non-breaking space after a guillemet", rf"«[^{NBSP}]"),
    ("no straight apostrophe, no straight quotes", r"['\"]"),
    ("an ellipsis is one sign", r"\.\.\."),
    ("no space at the ends, none doubled", "^ | $|  "),
])
def test_french_is_written_as_it_should_be(rule, broken):
    assert broken_wordings("fr", broken) == {}, rule


@pytest.mark.parametrize(("rule", "broken"), [
    ("no straight apostrophe, no straight quotes", r"['\"]"),
    ("no guillemets", "[«»]"),
    ("no space before a sign", r"\s[:;?!%]"),
    ("an ellipsis is one sign", r"\.\.\."),
    ("no space at the ends, none doubled", "^ | $|  "),
])
def test_english_is_written_as_it_should_be(rule, broken):
    assert broken_wordings("en", broken) == {}, rule
