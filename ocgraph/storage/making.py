"""The tables of a new register."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import sqlalchemy as sa
from sqlalchemy.schema import CreateIndex, CreateTable

from ocgraph import __version__
from ocgraph.storage.schema import SCHEMA_VERSION, alembic_version, meta, metadata
from ocgraph.storage.triggers import create_triggers


def make_tables(connection: sa.Connection, workspace: str) -> None:
    """Make an empty register, of today's version."""
    for statement in table_statements(connection.dialect.name):
        connection.exec_driver_sql(statement)
    create_triggers(connection)
    connection.execute(alembic_version.insert().values(version_num=str(SCHEMA_VERSION)))
    connection.execute(meta.insert(), [
        {"name": "product_version", "value": __version__},
        {"name": "workspace", "value": workspace},
    ])


@cache  # worded once: a test makes a thousand registers
def table_statements(dialect_name: str) -> tuple[str, ...]:
    """Return what makes the tables and their indexes, in the words of a database."""
    dialect = sa.dialects.registry.load(dialect_name)()
    return tuple(str(element.compile(dialect=dialect)).strip() for element in _elements())


def _elements() -> Iterator[CreateTable | CreateIndex]:
    for table in metadata.sorted_tables:
        yield CreateTable(table)
        yield from map(CreateIndex, sorted(table.indexes, key=lambda index: index.name))
