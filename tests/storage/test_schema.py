"""The tables follow the declarations, and a change of the tables is a new schema version."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateTable

from ocgraph.model import COLLECTIONS, declarations
from ocgraph.storage.schema import RECORD_KEY, SCHEMA_VERSION, entity_tables, metadata

KNOWN = Path(__file__).parent / "schemas" / f"version_{SCHEMA_VERSION}.sql"


def test_every_declared_field_has_its_column_and_no_other():
    for entity in COLLECTIONS:
        columns = [column.name for column in entity_tables[entity].columns]
        assert columns == [RECORD_KEY, *(field.name for field in declarations(entity))]


def test_the_tables_are_those_of_the_schema_version():
    """A register already kept has these columns: changing them needs a migration.

    While a version has not been released, write the file again with what the test prints.
    """
    dialect = sqlite.dialect()
    made = "".join(f"{str(CreateTable(table).compile(dialect=dialect)).strip()};\n\n"
                   for table in metadata.sorted_tables)

    assert made == KNOWN.read_text(encoding="utf-8"), made
