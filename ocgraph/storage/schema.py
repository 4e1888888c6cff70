"""The database tables, derived from the declarations of `ocgraph.model`.

One table per entity, one column per declared field. Beside each, its history: every version of
every record, written by the database itself (`ocgraph.storage.triggers`). `saves` is what the
versions refer to: who, when, why. The rest is what the register is kept with: `meta` (what the
database is), `scenarios`, `followed_gaps`, `weighings`, `presentations` and `drafts`; `accounts`
are the people of a team who sign in; `shared_pages` are what it shared, with the links that lead
there and the proposals that came back. A field added to an entity is a column added here, and so
a new `SCHEMA_VERSION` and its migration.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa

from ocgraph.model import COLLECTIONS, FieldDeclaration, ValueType, declarations

SCHEMA_VERSION = 6
RECORD_KEY = "record_key"
RECORD_VERSION = "record_version"


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


def _past_column(field: FieldDeclaration) -> sa.Column[Any]:
    """Return the same column in a history, where a record removed has no field left."""
    return sa.Column(field.name, _COLUMN_TYPES.get(field.value_type, sa.Text)())


def _key(name: str) -> sa.Column[Any]:
    """Return a key numbered by us: writers take turns, and a restored register needs no more."""
    return sa.Column(name, sa.Integer, primary_key=True, autoincrement=False)


metadata = sa.MetaData()

meta = sa.Table("meta", metadata,
                sa.Column("name", sa.Text, primary_key=True),
                sa.Column("value", sa.Text, nullable=False))

# One row per change that was kept: an import, an edit, an undoing. Their order is that of the
# number, never of the clock: clocks go back.
saves = sa.Table("saves", metadata,
                 _key("save_seq"),
                 sa.Column("save_key", sa.Text, unique=True, nullable=False),
                 sa.Column("saved_at", sa.DateTime, nullable=False),
                 sa.Column("kind", sa.Text, nullable=False),
                 sa.Column("account", sa.Text, nullable=False),
                 sa.Column("origin", sa.Text, nullable=False),
                 sa.Column("reason", sa.Text, nullable=False),
                 sa.Column("undoes", sa.Integer),
                 sa.Column("added", sa.Integer, nullable=False),
                 sa.Column("updated", sa.Integer, nullable=False),
                 sa.Column("unchanged", sa.Integer, nullable=False),
                 sa.Column("removed", sa.Integer, nullable=False))

# The save being written, for the triggers: empty outside its transaction.
open_save = sa.Table("open_save", metadata, _key("save_seq"))

# What is kept beside the register. What they hold as JSON is made of codes: their meaning is the
# library's.
scenarios = sa.Table("scenarios", metadata,
                     sa.Column(RECORD_KEY, sa.Integer, primary_key=True),
                     sa.Column("name", sa.Text, unique=True, nullable=False),
                     sa.Column("note", sa.Text, nullable=False),
                     sa.Column("changes", sa.JSON, nullable=False),
                     sa.Column("made_at", sa.DateTime, nullable=False),
                     sa.Column("changed_at", sa.DateTime, nullable=False))

weighings = sa.Table("weighings", metadata,
                     sa.Column(RECORD_KEY, sa.Integer, primary_key=True),
                     sa.Column("name", sa.Text, unique=True, nullable=False),
                     sa.Column("note", sa.Text, nullable=False),
                     sa.Column("choices", sa.JSON, nullable=False),
                     sa.Column("made_at", sa.DateTime, nullable=False),
                     sa.Column("changed_at", sa.DateTime, nullable=False))

presentations = sa.Table("presentations", metadata,
                         sa.Column(RECORD_KEY, sa.Integer, primary_key=True),
                         sa.Column("name", sa.Text, unique=True, nullable=False),
                         sa.Column("note", sa.Text, nullable=False),
                         sa.Column("views", sa.JSON, nullable=False),
                         sa.Column("made_at", sa.DateTime, nullable=False),
                         sa.Column("changed_at", sa.DateTime, nullable=False))

followed_gaps = sa.Table("followed_gaps", metadata,
                         sa.Column(RECORD_KEY, sa.Integer, primary_key=True),
                         sa.Column("gap_id", sa.Text, unique=True, nullable=False),
                         sa.Column("codes", sa.JSON, nullable=False),
                         sa.Column("note", sa.Text, nullable=False),
                         sa.Column("followed_on", sa.Date, nullable=False))

# What someone is typing, kept until it is saved or dropped: a page refreshed loses none of it.
drafts = sa.Table("drafts", metadata,
                  sa.Column("account", sa.Text, primary_key=True),
                  sa.Column("form", sa.Text, primary_key=True),
                  sa.Column("typed", sa.JSON, nullable=False),
                  sa.Column("typed_at", sa.DateTime, nullable=False))

# Who may sign in. What a save or a draft holds is the identifier alone: it tells nothing of anyone.
# `issuer` and `subject` are what the sign-in service calls a person.
accounts = sa.Table("accounts", metadata,
                    sa.Column("account_id", sa.Text, primary_key=True),
                    sa.Column("name", sa.Text, nullable=False),
                    sa.Column("email", sa.Text, unique=True),
                    sa.Column("role", sa.Text, nullable=False),
                    sa.Column("territories", TextList, nullable=False),
                    sa.Column("organizer_id", sa.Text),
                    sa.Column("issuer", sa.Text),
                    sa.Column("subject", sa.Text),
                    sa.Column("valid_from", sa.DateTime),
                    sa.Column("invited_on", sa.Date, nullable=False),
                    sa.Column("left_on", sa.Date),
                    sa.UniqueConstraint("issuer", "subject"))

account_changes = sa.Table("account_changes", metadata,
                           _key("change_seq"),
                           sa.Column("changed_at", sa.DateTime, nullable=False),
                           sa.Column("account_id", sa.Text, nullable=False),
                           sa.Column("changed_by", sa.Text, nullable=False),
                           sa.Column("what", sa.Text, nullable=False),
                           sa.Column("told", sa.JSON, nullable=False))

# What was shared: a page as it left, compressed, and which records of the register it shows, by
# their identifiers in the page. One whose page was dropped keeps the fact that it went out.
shared_pages = sa.Table("shared_pages", metadata,
                        sa.Column("page_id", sa.Text, primary_key=True),
                        sa.Column("title", sa.Text, nullable=False),
                        sa.Column("made_at", sa.DateTime, nullable=False),
                        sa.Column("account", sa.Text, nullable=False),
                        sa.Column("language", sa.Text, nullable=False),
                        sa.Column("terms", sa.JSON, nullable=False),
                        sa.Column("shown", sa.JSON, nullable=False),
                        sa.Column("sha256", sa.Text, nullable=False),
                        sa.Column("content", sa.LargeBinary))

# A link leads to one page. Neither its token nor its passphrase is kept, but what proves them.
share_links = sa.Table("share_links", metadata,
                       sa.Column("link_id", sa.Text, primary_key=True),
                       sa.Column("page_id", sa.Text, nullable=False, index=True),
                       sa.Column("label", sa.Text, nullable=False),
                       sa.Column("token_hash", sa.Text, unique=True, nullable=False),
                       sa.Column("passphrase_hash", sa.Text),
                       sa.Column("made_at", sa.DateTime, nullable=False),
                       sa.Column("account", sa.Text, nullable=False),
                       sa.Column("expires_at", sa.DateTime, nullable=False),
                       sa.Column("revoked_at", sa.DateTime))

# A browser let in by a link, by what proves its cookie; and how often each link was tried, by day:
# nothing of who did.
share_visits = sa.Table("share_visits", metadata,
                        sa.Column("visit_hash", sa.Text, primary_key=True),
                        sa.Column("link_id", sa.Text, nullable=False, index=True),
                        sa.Column("until", sa.DateTime, nullable=False))

link_openings = sa.Table("link_openings", metadata,
                         sa.Column("link_id", sa.Text, primary_key=True),
                         sa.Column("day", sa.Date, primary_key=True),
                         sa.Column("outcome", sa.Text, primary_key=True),
                         sa.Column("n", sa.Integer, nullable=False))

# What a reader of a page said of it, until the team answers. `told` is what was sent, read and
# bounded; `about` is the record of the register it is about, found through what the page shows.
proposals = sa.Table("proposals", metadata,
                     sa.Column("proposal_id", sa.Text, primary_key=True),
                     sa.Column("page_id", sa.Text, nullable=False),
                     sa.Column("came_at", sa.DateTime, nullable=False),
                     sa.Column("came_by", sa.Text, nullable=False),
                     sa.Column("kind", sa.Text, nullable=False),
                     sa.Column("about", sa.Text),
                     sa.Column("told", sa.JSON, nullable=False),
                     sa.Column("state", sa.Text, nullable=False),
                     sa.Column("answer", sa.Text, nullable=False),
                     sa.Column("answered_at", sa.DateTime),
                     sa.Column("account", sa.Text))

# The records' own order is that of the key: what was written first is read first.
entity_tables: dict[type, sa.Table] = {
    entity: sa.Table(collection, metadata, _key(RECORD_KEY), *map(_column, declarations(entity)))
    for entity, collection in COLLECTIONS.items()
}

# Versions of a record are numbered from 1, without a gap. `operation` is one of `OPERATIONS`.
history_tables: dict[type, sa.Table] = {
    entity: sa.Table(f"{collection}_history", metadata,
                     _key(RECORD_KEY), _key(RECORD_VERSION),
                     sa.Column("save_seq", sa.Integer, nullable=False, index=True),
                     sa.Column("operation", sa.Text, nullable=False),
                     *map(_past_column, declarations(entity)))
    for entity, collection in COLLECTIONS.items()
}

ADDED, CHANGED, REMOVED, ERASED = OPERATIONS = ("added", "changed", "removed", "erased")

# Alembic's own, as it would make it.
alembic_version = sa.Table("alembic_version", metadata,
                           sa.Column("version_num", sa.String(32), primary_key=True))


def schema_version(connection: sa.Connection) -> int | None:
    """Return the version of the tables of a database; None when they are not ours.

    Alembic keeps it since version 4; `meta` did before.
    """
    there = set(sa.inspect(connection).get_table_names())
    if alembic_version.name in there and meta.name in there:
        told = connection.scalar(sa.select(alembic_version.c.version_num))
    elif meta.name in there and {"name", "value"} <= {
            column["name"] for column in sa.inspect(connection).get_columns(meta.name)}:
        told = connection.scalar(sa.select(meta.c.value).where(meta.c.name == "schema_version"))
    else:
        told = None
    return int(told) if str(told).isdecimal() else None
