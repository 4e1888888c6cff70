"""The work in DuckDB, for what is a question about tables."""

from __future__ import annotations

import duckdb
import pandas as pd

from benchmarks.cases import Case, Part, pair_numbers
from ocgraph.engine.csr import CSR


def tables_of(seats: CSR) -> duckdb.DuckDBPyConnection:
    """Return a database in memory that holds the seats."""
    kept = seats.rows < seats.indices
    frame = pd.DataFrame({"actor": seats.rows[kept], "hub": seats.indices[kept]})
    database = duckdb.connect()
    database.execute("SET threads = 1")
    database.register("given", frame)
    database.execute("CREATE TABLE seats AS SELECT * FROM given")
    return database


def projection(case: Case, _: int) -> Part:
    """Join the seats with themselves and count."""
    found = case.made(tables_of, "seats").execute(
        "SELECT a.actor AS one, b.actor AS other, count(*) AS n FROM seats a JOIN seats b "
        "ON a.hub = b.hub AND a.actor < b.actor GROUP BY a.actor, b.actor").fetchnumpy()
    return Part(lambda: pair_numbers(found["one"], found["other"], found["n"]))


WORK = {"projection": projection}
