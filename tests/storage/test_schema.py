"""The tables follow the declarations, and a change of the tables is a new schema version."""

from __future__ import annotations

from pathlib import Path

import pytest

from ocgraph.model import COLLECTIONS, declarations
from ocgraph.storage.making import table_statements
from ocgraph.storage.schema import (
    RECORD_KEY,
    RECORD_VERSION,
    SCHEMA_VERSION,
    entity_tables,
    history_tables,
)

SCHEMAS = Path(__file__).parent / "schemas"


@pytest.mark.parametrize("entity", COLLECTIONS)
def test_every_declared_field_has_its_column_and_no_other(entity):
    fields = [field.name for field in declarations(entity)]

    assert [column.name for column in entity_tables[entity].columns] == [RECORD_KEY, *fields]
    assert [column.name for column in history_tables[entity].columns] == [
        RECORD_KEY, RECORD_VERSION, "save_seq", "operation", *fields]


@pytest.mark.parametrize("dialect", ["sqlite", "postgresql"])
def test_the_tables_are_those_of_the_schema_version(dialect):
    """A register already kept has these columns: changing them needs a migration.

    While a version has not been released, write the file again with what the test prints.
    """
    known = SCHEMAS / ("version_{}.sql" if dialect == "sqlite" else "version_{}_postgresql.sql"
                       ).format(SCHEMA_VERSION)
    made = "".join(f"{statement};\n\n" for statement in table_statements(dialect))

    assert made == known.read_text(encoding="utf-8"), made
