"""From the tables of an older ocgraph to today's, in the one transaction it is given.

Each step is a file of `versions`, run by Alembic. Version 1 to 3 said their number in `meta`;
Alembic is told of it first. The triggers are renewed once the tables are today's.
"""

from __future__ import annotations

import threading
from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config

from ocgraph import __version__
from ocgraph.storage.schema import meta, schema_version
from ocgraph.storage.triggers import create_triggers, drop_triggers

_one_at_a_time = threading.Lock()  # Alembic's `op` is one for the whole process


def upgrade(connection: sa.Connection) -> None:
    """Bring a register to date.

    Parameters
    ----------
    connection
        In a write transaction, which the caller commits.
    """
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    config.attributes["connection"] = connection
    with _one_at_a_time:
        drop_triggers(connection)
        if not sa.inspect(connection).has_table("alembic_version"):
            command.stamp(config, str(schema_version(connection)))
        command.upgrade(config, "head")
        create_triggers(connection)
    connection.execute(meta.update().where(meta.c.name == "product_version")
                       .values(value=__version__))
