"""Write the pages of the reference, the measures and the settings from the declarations.

``python tools/write_reference.py``; a test says when a page is out of date.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from ocgraph.cli.settings_told import told_setting
from ocgraph.i18n import LANGUAGES
from ocgraph.measures.wording import Description, family_name
from ocgraph.model import (
    COLLECTIONS,
    ENTITY_LABELS,
    FRAME_KINDS,
    FieldDeclaration,
    Privacy,
    declarations,
    frame_terms,
    vocabulary,
)
from ocgraph.settings import SETTINGS
from ocgraph.territory.wording import description, descriptions_by_family

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "reference.md"
MEASURES_PAGE = ROOT / "docs" / "measures.md"
SETTINGS_PAGE = ROOT / "docs" / "settings.md"
EXAMPLE = ROOT / "deploy" / "ocgraph.env.example"
_LISTS_OF_THEIR_OWN = {"crosswalk", "frame_term", "intensity_level"}
_HEAD = """# Reference

Written by `python tools/write_reference.py` from the declarations: every field of the register,
every closed list. Codes are what is stored; the two wordings are what is shown. The
[measures](measures.md) have their own page.
"""
_MEASURES_HEAD = """# Les mesures · The measures

Written by `python tools/write_reference.py` from the registry. Under each name: what it says, and
*what it does not say*. [Where others differ](where-others-differ.md) tells the conventions chosen.
"""
_SETTINGS_HEAD = """# Les réglages · The settings

Written by `python tools/write_reference.py` from `ocgraph/settings.py`: every variable of the
environment that ocgraph reads. `ocgraph open` and `ocgraph serve` check them all before they start,
and say at once all that is wrong; `ocgraph serve --check` does only that. Empty is as if not given.
A name that begins with `OCGRAPH_` and is none of these is refused.
"""
_EXAMPLE_HEAD = """\
# Réglages d’un serveur · Settings of a server: /etc/ocgraph/ocgraph.env, root:ocgraph, 0640.
# Écrit par · Written by: python tools/write_reference.py
"""


def reference() -> str:
    """Return the page."""
    return "\n".join([_HEAD, *_fields(), *_lists(), *_frames()]) + "\n"


def _row(cells: Iterable[object]) -> str:
    return "| " + " | ".join(str(cell).replace("|", "\\|") for cell in cells) + " |"


def _table(titles: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> Iterator[str]:
    yield _row(titles)
    yield "|" + "---|" * len(titles)
    yield from map(_row, rows)
    yield ""


def _fields() -> Iterator[str]:
    yield "## The register\n"
    yield ("« team » never leaves the team; « shareable » may. "
           "`import` reads the title in either language, and other ways of writing it.\n")
    for entity, collection in COLLECTIONS.items():
        label = ENTITY_LABELS[entity]
        yield f"### {label.fr} · {label.en} (`{entity.__name__}`, `{collection}.csv`)\n"
        yield from _table(("field", "titre", "title", "holds", "privacy"), (
            (f"`{field.name}`" + (" (required)" if field.required else ""), field.header.fr,
             field.header.en, _holds(field),
             "shareable" if field.privacy == Privacy.SHAREABLE else "team")
            for field in declarations(entity)))


def _holds(field: FieldDeclaration) -> str:
    facts = [str(field.value_type).replace("_", " ")]
    if field.vocabulary:
        facts.append(f"`{field.vocabulary}`")
    if field.refers_to:
        facts.append(" or ".join(field.refers_to))
    if field.unit:
        facts.append(field.unit)
    bounds = [f"{sign} {bound:g}" for sign, bound in (("≥", field.minimum), ("≤", field.maximum))
              if bound is not None]
    return ", ".join([*facts, *bounds])


def vocabulary_names() -> list[str]:
    """Return the names of the closed lists, the scales' levels included."""
    folder = ROOT / "ocgraph" / "model" / "vocabularies"
    names = [path.stem for path in sorted(folder.glob("*.csv"))
             if path.stem not in _LISTS_OF_THEIR_OWN]
    return [*names, *(f"intensity:{scale}" for scale in vocabulary("intensity_scale"))]


def _lists() -> Iterator[str]:
    yield "## The closed lists\n"
    for name in vocabulary_names():
        yield f"### `{name}`\n"
        yield from _table(("code", "français", "English", "source"), (
            (f"`{term.code}`", term.label.fr, term.label.en, term.source)
            for term in vocabulary(name).values()))


def _frames() -> Iterator[str]:
    yield "## The five frames\n"
    yield "What an engagement may hold under each frame; the crosswalk answers for the others.\n"
    for frame in vocabulary("frame").values():
        yield f"### {frame.label.en} (`{frame.code}`)\n"
        yield from _table(("kind", "code", "français", "English"), (
            (kind, f"`{term.code}`", term.label.fr, term.label.en)
            for kind in FRAME_KINDS for term in frame_terms(frame.code, kind).values()))


def measures() -> str:
    """Return the page of the measures."""
    lines = [_MEASURES_HEAD]
    for family, told in descriptions_by_family("fr").items():
        lines.append(f"## {family_name(family, 'fr')} · {family_name(family, 'en')}\n")
        for french in told:
            lines += _measure(french, description(french.code, "en"))
    return "\n".join(lines).rstrip() + "\n"


def _measure(french: Description, english: Description) -> Iterator[str]:
    yield f"### {french.name} · {english.name} (`{french.code}`)\n"
    yield f"{french.says} *{french.silent}*\n"
    yield f"{english.says} *{english.silent}*\n"
    yield from _table(("", ""), (
        ("formula", f"`{french.formula}`"),
        *((f"figure {number}", f"{one.name} · {other.name} ({one.unit} · {other.unit})")
          for number, (one, other) in enumerate(
              zip(french.columns, english.columns, strict=True), start=1)),
        *((f"`{one.code}`", f"{one.says} · {other.says} ({other.allowed}; default {other.default})")
          for one, other in zip(french.parameters, english.parameters, strict=True)),
        ("read for", f"{french.subject} · {english.subject}"),
        ("lens", f"{french.lens} · {english.lens}"),
        ("reference", french.reference)))


def settings() -> str:
    """Return the page of the settings, in both languages."""
    lines = [_SETTINGS_HEAD]
    for title, titles, language in (
            ("## En français", ("réglage", "à quoi il sert", "ce qu’il tient", "sans lui"), "fr"),
            ("## In English", ("setting", "what it is", "what it holds", "without it"), "en")):
        lines += [f"{title}\n", *_table(titles, (
            (f"`{setting.name}`", told.says, told.holds, told.without)
            for setting in SETTINGS for told in [told_setting(setting, language)]))]
    return "\n".join(lines).rstrip() + "\n"


def example() -> str:
    """Return the example of the settings of a server."""
    parts = [_EXAMPLE_HEAD]
    for setting in SETTINGS:
        if setting.example:
            parts += [*(f"# {told_setting(setting, language).says}" for language in LANGUAGES),
                      f"{setting.name}={setting.example}\n"]
    return "\n".join(parts).rstrip() + "\n"


if __name__ == "__main__":
    PAGE.write_text(reference(), encoding="utf-8")
    MEASURES_PAGE.write_text(measures(), encoding="utf-8")
    SETTINGS_PAGE.write_text(settings(), encoding="utf-8")
    EXAMPLE.write_text(example(), encoding="utf-8")
