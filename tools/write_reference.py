"""Write ``docs/reference.md``: every field, closed list and measure, from their declarations.

``python tools/write_reference.py``; a test says when the page is out of date.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from ocgraph.i18n import say
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
from ocgraph.territory import TERRITORY_MEASURES

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "reference.md"
_LISTS_OF_THEIR_OWN = {"crosswalk", "frame_term", "intensity_level"}
_HEAD = """# Reference

Written by `python tools/write_reference.py` from the declarations: every field of the register,
every closed list, every measure. Codes are what is stored; the two wordings are what is shown.
"""


def reference() -> str:
    """Return the page."""
    return "\n".join([_HEAD, *_fields(), *_lists(), *_frames(), *_measures()]) + "\n"


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


def _measures() -> Iterator[str]:
    yield "## The measures of a territory\n"
    yield from _table(("measure", "nom", "ce que ça dit", "ce que ça ne dit pas"), (
        (f"`{measure}`", *(say("fr", f"measure.{measure}{reading}")
                           for reading in ("", ".says", ".silent")))
        for measure in TERRITORY_MEASURES))


if __name__ == "__main__":
    PAGE.write_text(reference(), encoding="utf-8")
