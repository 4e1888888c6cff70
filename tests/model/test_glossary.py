import re
from pathlib import Path

import pytest

from ocgraph.model import ENTITY_LABELS, FRAME_KINDS, Territory

ROOT = Path(__file__).parents[2]
ROWS = [[cell.strip() for cell in line.strip("|").split("|")]
        for line in (ROOT / "GLOSSARY.md").read_text(encoding="utf-8").splitlines()
        if line.startswith("|") and not line.startswith(("|---", "| French"))]
SOURCE = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "ocgraph").rglob("*")
                   if path.suffix in (".py", ".csv"))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[2])
def test_every_entry_is_complete_and_names_something_in_the_code(row):
    assert len(row) == 5 and all(row)
    for name in re.findall(r"`(\w+)`", row[1]):
        assert re.search(rf"\b{name}", SOURCE), name


def test_no_french_term_is_defined_twice():
    terms = [row[0] for row in ROWS]

    assert len(terms) == len(set(terms))


def test_entities_and_what_an_engagement_records_are_defined():
    defined = {name for row in ROWS for name in re.findall(r"`(\w+)`", row[1])}
    entities = {entity.__name__ for entity in (*ENTITY_LABELS, Territory)}

    assert entities <= defined
    assert set(FRAME_KINDS) <= defined
