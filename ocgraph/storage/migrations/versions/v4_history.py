"""The memory: who changed what, when and why; every version of every record from here on.

Imports taken before are kept as saves, which cannot be undone: what they changed was not written
down. What is there now is the first version of each record.
"""

import sqlalchemy as sa
from alembic import op

revision = "4"
down_revision = "3"

_ENTITIES = ("actors", "concertation_tables", "memberships", "ties", "community_organizers",
             "engagements", "indicators")


def upgrade() -> None:
    """Make `saves` of `imports`, and a history of what is there."""
    connection = op.get_bind()
    op.create_table("open_save",
                    sa.Column("save_seq", sa.Integer, primary_key=True, autoincrement=False))
    _make_saves(connection)
    for entity in _ENTITIES:
        _start_history(connection, entity)
    op.create_table("drafts",
                    sa.Column("account", sa.Text, primary_key=True),
                    sa.Column("form", sa.Text, primary_key=True),
                    sa.Column("typed", sa.JSON, nullable=False),
                    sa.Column("typed_at", sa.DateTime, nullable=False))
    op.execute("DELETE FROM meta WHERE name IN ('schema_version', 'revision')")


def _make_saves(connection: sa.Connection) -> None:
    op.create_table("saves",
                    sa.Column("save_seq", sa.Integer, primary_key=True, autoincrement=False),
                    sa.Column("save_key", sa.Text, unique=True, nullable=False),
                    sa.Column("saved_at", sa.DateTime, nullable=False),
                    sa.Column("kind", sa.Text, nullable=False),
                    sa.Column("account", sa.Text, nullable=False),
                    sa.Column("origin", sa.Text, nullable=False),
                    sa.Column("reason", sa.Text, nullable=False),
                    sa.Column("undoes", sa.Integer),
                    *(sa.Column(name, sa.Integer, nullable=False)
                      for name in ("added", "updated", "unchanged", "removed")))
    op.execute("INSERT INTO saves SELECT record_key, batch_key, taken_at, 'import', '', file_name,"
               " '', NULL, added, updated, unchanged, removed FROM imports")
    op.drop_table("imports")
    # Never back below the number that caches were kept under.
    op.execute("INSERT INTO saves SELECT 1 + max(coalesce(max(save_seq), 0), (SELECT CAST(value AS"
               " INTEGER) FROM meta WHERE name = 'revision')), 'history-begins',"
               " strftime('%Y-%m-%d %H:%M:%f', 'now'), 'begin', '', '', '', NULL, 0, 0, 0, 0"
               " FROM saves")


def _start_history(connection: sa.Connection, entity: str) -> None:
    fields = [column for column in sa.inspect(connection).get_columns(entity)
              if column["name"] != "record_key"]
    op.create_table(f"{entity}_history",
                    sa.Column("record_key", sa.Integer, primary_key=True, autoincrement=False),
                    sa.Column("record_version", sa.Integer, primary_key=True,
                              autoincrement=False),
                    sa.Column("save_seq", sa.Integer, nullable=False, index=True),
                    sa.Column("operation", sa.Text, nullable=False),
                    *(sa.Column(field["name"], field["type"]) for field in fields))
    names = ", ".join(field["name"] for field in fields)
    op.execute(f"INSERT INTO {entity}_history (record_key, record_version, save_seq, operation,"
               f" {names}) SELECT record_key, 1, (SELECT max(save_seq) FROM saves), 'added',"
               f" {names} FROM {entity}")
