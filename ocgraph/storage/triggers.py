"""The history, written by the database itself: no change escapes it, whoever makes it.

Each change of a record adds a version to its history. What is changed outside ocgraph, by hand in
the database, is a save of its own, of kind ``outside``: caches see it, and it can be undone.
"""

from __future__ import annotations

from collections.abc import Iterable

import sqlalchemy as sa

from ocgraph.model import COLLECTIONS, declarations
from ocgraph.storage.schema import ADDED, CHANGED, RECORD_KEY, REMOVED

_EVENTS = {"INSERT": ("NEW", ADDED), "UPDATE": ("NEW", CHANGED), "DELETE": ("OLD", REMOVED)}

_SAVE_OUTSIDE = """
INSERT INTO saves (save_seq, save_key, saved_at, kind, account, origin, reason, added, updated,
                   unchanged, removed)
SELECT coalesce((SELECT max(save_seq) FROM saves), 0) + 1,
       'outside-' || (coalesce((SELECT max(save_seq) FROM saves), 0) + 1),
       {now}, 'outside', '', '', '', {added}, {updated}, 0, {removed}
WHERE NOT EXISTS (SELECT 1 FROM open_save);
"""

_KEEP_VERSION = """
INSERT INTO {history} ({columns})
SELECT {row}.record_key,
       coalesce((SELECT max(record_version) FROM {history}
                 WHERE record_key = {row}.record_key), 0) + 1,
       coalesce((SELECT save_seq FROM open_save), (SELECT max(save_seq) FROM saves)),
       '{operation}'{values};
"""

_SQLITE = "CREATE TRIGGER {name} AFTER {event} ON {table} FOR EACH ROW BEGIN {body} END"

_FUNCTION = """
CREATE FUNCTION {name}() RETURNS trigger AS $body$ BEGIN {body} RETURN NULL; END $body$
LANGUAGE plpgsql
"""
_POSTGRESQL = ("CREATE TRIGGER {name} AFTER {event} ON {table} FOR EACH ROW "
               "EXECUTE FUNCTION {name}()")
_NO_TRUNCATE = ("CREATE TRIGGER {table}_never_emptied BEFORE TRUNCATE ON {table} "
                "FOR EACH STATEMENT EXECUTE FUNCTION refuse_to_empty()")
_REFUSE = """
CREATE FUNCTION refuse_to_empty() RETURNS trigger AS $body$
BEGIN RAISE EXCEPTION 'TRUNCATE would leave no history: use DELETE'; END $body$ LANGUAGE plpgsql
"""


def create_triggers(connection: sa.Connection) -> None:
    """Make the triggers of every table of the register."""
    statements = _on_sqlite() if connection.dialect.name == "sqlite" else _on_postgresql()
    for statement in statements:
        connection.exec_driver_sql(statement)


def drop_triggers(connection: sa.Connection) -> None:
    """Remove the triggers, whichever version made them, before the tables change."""
    if connection.dialect.name == "sqlite":
        there = sa.text("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        for name in connection.scalars(there).all():
            connection.exec_driver_sql(f"DROP TRIGGER {name}")
        return
    there = sa.text("SELECT tgname, tgrelid::regclass::text, tgfoid::regproc::text "
                    "FROM pg_trigger WHERE NOT tgisinternal")
    made = connection.execute(there).all()
    for name, table, _function in made:
        connection.exec_driver_sql(f"DROP TRIGGER {name} ON {table}")
    for function in sorted({function for _name, _table, function in made}):
        connection.exec_driver_sql(f"DROP FUNCTION {function}()")


def _on_sqlite() -> Iterable[str]:
    for names, body in _bodies("strftime('%Y-%m-%d %H:%M:%f', 'now')"):
        yield _SQLITE.format(**names, body=body)


def _on_postgresql() -> Iterable[str]:
    yield _REFUSE
    for names, body in _bodies("timezone('UTC', clock_timestamp())"):
        yield _FUNCTION.format(**names, body=body)
        yield _POSTGRESQL.format(**names)
    for table in COLLECTIONS.values():
        yield _NO_TRUNCATE.format(table=table)


def _bodies(now: str) -> Iterable[tuple[dict[str, str], str]]:
    for entity, table in COLLECTIONS.items():
        fields = [field.name for field in declarations(entity)]
        for event, (row, operation) in _EVENTS.items():
            names = {"name": f"{table}_{operation}", "event": event, "table": table}
            yield names, _SAVE_OUTSIDE.format(now=now, **{
                counted: int(counted == _COUNTED[operation])
                for counted in ("added", "updated", "removed")}) + _version_kept(
                    table, row, operation, fields)


_COUNTED = {ADDED: "added", CHANGED: "updated", REMOVED: "removed"}


def _version_kept(table: str, row: str, operation: str, fields: list[str]) -> str:
    kept = [] if operation == REMOVED else fields
    columns = [RECORD_KEY, "record_version", "save_seq", "operation", *kept]
    return _KEEP_VERSION.format(
        history=f"{table}_history", columns=", ".join(columns), row=row, operation=operation,
        values="".join(f", {row}.{field}" for field in kept))
