"""The database tables, derived from the declarations of `ocgraph.model`.

One database table per entity, one column per declared field, plus five of the store's own: `meta`
(what the file is), `imports` (what was taken, and when), `scenarios`, `followed_gaps` and
`weighings` (what is kept beside the register). A field added to an entity is a column added here,
and so a new `SCHEMA_VERSION`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa

from ocgraph.model import COLLECTIONS, FieldDeclaration, ValueType, declarations

SCHEMA_VERSION = 3
RECORD_KEY = "record_key"


class TextList(sa.TypeDecorator[tuple[str, ...]]):
    """A list of codes, kept as JSON text: read by any tool, the same on every database."""

    impl = sa.Text
    cache_ok = True

    def process_bind_param(self, value: Iterable[str] | None, dialect: sa.Dialect) -> str:
        """Write the list."""
        return json.dumps(list(value or ()), ensure_ascii=False)

    def process_result_value(self, value: str | None, dialect: sa.Dialect) -> tuple[str, ...]:
        """Read it back."""
        return tuple(json.loads(value)) if value else ()


_COLUMN_TYPES: dict[ValueType, type[sa.types.TypeEngine[Any]]] = {
    ValueType.TERMS: TextList,
    ValueType.TERRITORIES: TextList,
    ValueType.DATE: sa.Date,
    ValueType.NUMBER: sa.Float,
    ValueType.INTEGER: sa.Integer,
    ValueType.YES_NO: sa.Boolean,
}


def _column(field: FieldDeclaration) -> sa.Column[Any]:
    return sa.Column(field.name, _COLUMN_TYPES.get(field.value_type, sa.Text)(),
                     unique=field.value_type is ValueType.IDENTIFIER,
                     nullable=not field.required)


metadata = sa.MetaData()

meta = sa.Table("meta", metadata,
                sa.Column("name", sa.Text, primary_key=True),
                sa.Column("value", sa.Text, nullable=False))

imports = sa.Table("imports", metadata,
                   sa.Column(RECORD_KEY, sa.Integer, primary_key=True),
                   sa.Column("batch_key", sa.Text, unique=True, nullable=False),
                   sa.Column("taken_at", sa.DateTime, nullable=False),
                   sa.Column("file_name", sa.Text, nullable=False),
                   sa.Column("added", sa.Integer, nullable=False),
                   sa.Column("updated", sa.Integer, nullable=False),
                   sa.Column("unchanged", sa.Integer, nullable=False),
                   sa.Column("removed", sa.Integer, nullable=False))

# Since version 2. What they hold as JSON is made of codes: their meaning is the library's.
scenarios = sa.Table("scenarios", metadata,
                     sa.Column(RECORD_KEY, sa.Integer, primary_key=True),
                     sa.Column("name", sa.Text, unique=True, nullable=False),
                     sa.Column("note", sa.Text, nullable=False),
                     sa.Column("changes", sa.JSON, nullable=False),
                     sa.Column("made_at", sa.DateTime, nullable=False),
                     sa.Column("changed_at", sa.DateTime, nullable=False))

followed_gaps = sa.Table("followed_gaps", metadata,
                         sa.Column(RECORD_KEY, sa.Integer, primary_key=True),
                         sa.Column("gap_id", sa.Text, unique=True, nullable=False),
                         sa.Column("codes", sa.JSON, nullable=False),
                         sa.Column("note", sa.Text, nullable=False),
                         sa.Column("followed_on", sa.Date, nullable=False))

# Since version 3.
weighings = sa.Table("weighings", metadata,
                     sa.Column(RECORD_KEY, sa.Integer, primary_key=True),
                     sa.Column("name", sa.Text, unique=True, nullable=False),
                     sa.Column("note", sa.Text, nullable=False),
                     sa.Column("choices", sa.JSON, nullable=False),
                     sa.Column("made_at", sa.DateTime, nullable=False),
                     sa.Column("changed_at", sa.DateTime, nullable=False))

# The records' own order is that of the key: what was written first is read first.
entity_tables: dict[type, sa.Table] = {
    entity: sa.Table(collection, metadata,
                     sa.Column(RECORD_KEY, sa.Integer, primary_key=True),
                     *map(_column, declarations(entity)))
    for entity, collection in COLLECTIONS.items()
}
