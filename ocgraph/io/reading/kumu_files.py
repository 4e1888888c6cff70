"""Read the JSON that Kumu calls a blueprint as two sheets. Runs in the child process."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from ocgraph.errors import FileRefusedError
from ocgraph.io.reading.gathered import Gathered
from ocgraph.io.reading.sheets import Sheet

_LIST_MARK = "|"
_OTHER_NAMES = {"_id": "id", "element type": "type", "connection type": "type"}


def read_blueprint(path: Path, file: str) -> tuple[Sheet, ...]:
    """Return the sheets ``elements`` and ``connections`` of a blueprint.

    Raises
    ------
    FileRefusedError
        If it is no JSON, too deep, or another JSON than Kumu’s.
    """
    try:
        content = json.loads(path.read_bytes())
    except (ValueError, RecursionError):
        raise FileRefusedError("file.graph_damaged", file=file) from None
    if not isinstance(content, dict) or not {"elements", "connections"} & content.keys():
        raise FileRefusedError("file.is_json", file=file)
    sheets = []
    for name, form, first in (("elements", "nodes", ("label",)),
                              ("connections", "links", ("from", "to"))):
        gathered = Gathered(name, form, first)
        items = content.get(name) or []
        if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
            raise FileRefusedError("file.graph_damaged", file=file)
        for item in items:
            gathered.add(_cells(item))
        sheets.append(gathered.sheet(file))
    return tuple(sheets)


def _cells(item: Mapping[str, object]) -> dict[str, object]:
    """Return what an item says, with what it keeps under ``attributes`` beside the rest."""
    inside = item.get("attributes")
    told = {**item, **inside} if isinstance(inside, dict) else dict(item)
    told.pop("attributes", None)
    return {_OTHER_NAMES.get(title, title): _cell(value) for title, value in told.items()}


def _cell(value: object) -> object:
    """Return what a cell would hold: a list as one text, anything deeper as its JSON."""
    if isinstance(value, list) and all(isinstance(part, str | int | float) for part in value):
        return _LIST_MARK.join(map(str, value))
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False)
    return value
