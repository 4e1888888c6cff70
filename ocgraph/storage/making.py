"""The tables of a new register."""

from __future__ import annotations

import sqlalchemy as sa

from ocgraph import __version__
from ocgraph.storage.schema import SCHEMA_VERSION, alembic_version, meta, metadata
from ocgraph.storage.triggers import create_triggers


def make_tables(connection: sa.Connection, workspace: str) -> None:
    """Make an empty register, of today's version."""
    metadata.create_all(connection, checkfirst=False)
    create_triggers(connection)
    connection.execute(alembic_version.insert().values(version_num=str(SCHEMA_VERSION)))
    connection.execute(meta.insert(), [
        {"name": "product_version", "value": __version__},
        {"name": "workspace", "value": workspace},
    ])
