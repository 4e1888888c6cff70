"""A PostgreSQL server: how it is spoken to, and its failures said in words."""

from __future__ import annotations

from functools import cache

import sqlalchemy as sa

from ocgraph.storage.failures import StorageError

WAIT_SECONDS = 15
# Any number, the same in every program: writers take their turn on it.
_WRITERS_LOCK = 7_025_104

# By class or code of https://www.postgresql.org/docs/current/errcodes-appendix.html
_ERROR_CODES = {
    "08": "storage.server_lost",
    "57P": "storage.server_lost",
    "28": "storage.login_refused",
    "3D": "storage.no_database",
    "42501": "storage.login_refused",
    "25006": "storage.read_only",
    "0A000": "storage.read_only",  # what a server that follows another answers to BEGIN READ WRITE
    "53100": "storage.disk_full",
    "55P03": "storage.busy",
    "57014": "storage.busy",
    "58": "storage.disk_error",
    "XX001": "storage.corrupted",
    "XX002": "storage.corrupted",
}
# When no connection was made the driver gives no code: only libpq's own words tell.
_REFUSED_AT_THE_DOOR = (
    ("password authentication failed", "storage.login_refused"),
    ("no pg_hba.conf entry", "storage.login_refused"),
    ("role ", "storage.login_refused"),
    ("database ", "storage.no_database"),
)


class PostgresqlServer:
    """A database of a PostgreSQL server, shared by several programs.

    Parameters
    ----------
    url
        ``postgresql://user:password@host/database``. Its password is never told.

    Raises
    ------
    StorageError
        ``storage.no_driver`` when ocgraph was installed without the driver.
    """

    dialect = "postgresql"
    begin_read = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
    begin_write = {"isolation_level": "READ COMMITTED"}

    def __init__(self, url: sa.URL) -> None:
        self.path = None
        self.place = f"{url.database or url.username} @ {url.host or url.query.get('host', '')}"
        self.engine = _engine(url)

    def exists(self) -> bool:
        """Tell whether there is anything to read: the server itself will say."""
        return True

    def make_ready(self) -> None:
        """Do nothing: the database is made by whoever keeps the server."""

    def lock(self, connection: sa.Connection) -> None:
        """Wait for one's turn: saves are numbered in the order in which they are committed."""
        connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_WRITERS_LOCK)))

    def look_for_damage(self, connection: sa.Connection) -> None:
        """Do nothing: the server watches over its own files."""

    def worded(self, failure: Exception) -> StorageError | None:
        """Return what a failure of the driver means; None when it is a fault of ours."""
        code = _code(failure)
        return code and StorageError(code, place=self.place)


@cache
def _engine(url: sa.URL) -> sa.Engine:
    """Return the engine of an address: one in a process, whose connections are shared."""
    try:
        return sa.create_engine(
            url.set(drivername="postgresql+psycopg"), pool_pre_ping=True, hide_parameters=True,
            connect_args={"connect_timeout": WAIT_SECONDS,
                          "options": f"-c lock_timeout={WAIT_SECONDS}s"})
    except ImportError:
        raise StorageError("storage.no_driver") from None


def _code(failure: Exception) -> str | None:
    state = getattr(failure, "sqlstate", None)
    if state is None:
        if type(failure).__name__ != "OperationalError":
            return None
        told = str(failure)
        return next((code for words, code in _REFUSED_AT_THE_DOOR
                     if f"FATAL:  {words}" in told), "storage.server_lost")
    return next((code for start, code in _ERROR_CODES.items() if state.startswith(start)), None)
