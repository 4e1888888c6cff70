"""A document as a tagged PDF (PDF/UA-1), composed by Typst without a network.

What people typed travels beside the template as data (JSON): it never is Typst markup. Fonts are
those that Typst carries, then those that matplotlib carries for the other writings.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from functools import cache
from importlib import resources
from typing import Any

import typst

from ocgraph.analysis.section import Section
from ocgraph.i18n import say
from ocgraph.paths import scratch_folder
from ocgraph.reports.document import Document, column_shares, is_short, text_scale
from ocgraph.views.picture_sheet import drawable, font_folder

_STANDARD = "ua-1"


def pdf_file(document: Document) -> bytes:
    """Return the file; the same document always gives the same bytes."""
    with scratch_folder() as folder:
        for name, content in sources(document).items():
            (folder / name).write_bytes(content)
        return typst.compile(str(folder / "main.typ"), root=str(folder), format="pdf",
                             font_paths=_fonts(), ignore_system_fonts=True,
                             pdf_standards=[_STANDARD])


def sources(document: Document) -> dict[str, bytes]:
    """Return the files Typst reads: the template, the texts and the pictures."""
    template = resources.files("ocgraph.reports").joinpath("assets", "document.typ").read_bytes()
    pictures = {f"picture-{number}.png": picture.content
                for number, picture in enumerate(document.pictures)}
    texts = json.dumps(_texts(document), ensure_ascii=False).encode()
    return {"main.typ": template, "document.json": texts, **pictures}


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, font_paths=[str(font_folder())])


def _texts(document: Document) -> dict[str, Any]:
    return _drawable({
        "language": document.language, "title": document.title, "lead": document.lead,
        "day": [document.day.year, document.day.month, document.day.day],
        "page": say(document.language, "report.page"), "of": say(document.language, "report.of"),
        "sections": [_section(section) for section in document.sections],
        "pictures_title": document.pictures_title,
        "pictures": [{"file": f"picture-{number}.png", "title": picture.title,
                      "description": picture.description}
                     for number, picture in enumerate(document.pictures)]})


def _section(section: Section) -> dict[str, Any]:
    return {"title": section.title, "statements": [
        {"sentence": statement.sentence, "figures": statement.figures and (
            asdict(statement.figures) | {"shares": column_shares(statement.figures),
                                         "scale": text_scale(statement.figures),
                                         "is_short": is_short(statement.figures)})}
        for statement in section.statements]}


def _drawable(value: Any) -> Any:
    """Return data whose texts the fonts can draw, with "□" for what they cannot."""
    if isinstance(value, str):
        return drawable(value)
    if isinstance(value, dict):
        return {name: _drawable(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [_drawable(each) for each in value]
    return value
