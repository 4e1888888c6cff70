"""At which tables to be, to meet everyone who sits somewhere."""

from __future__ import annotations

import time

import numpy as np

from ocgraph.engine.covering import SECONDS, largest_covers
from ocgraph.engine.covers import Cover
from ocgraph.engine.csr import CSR
from ocgraph.measures.choice.questions import which_tables
from ocgraph.measures.choice.told import facts_of, nothing
from ocgraph.measures.measure import Column, Family, Figures, Measure, Parameter, Subject, Unit
from ocgraph.network import Layer, PartnershipNetwork


def tables_to_cover(network: PartnershipNetwork, how_many_sets: int = 10) -> Figures:
    """Find, for each number of tables, those where most actors sit, until everyone is met.

    The rows of the last number are every smallest set found; the others, the best sets of theirs.
    """
    asked = which_tables(network)
    absent = {"on_no_table": len(asked.out_of_reach)}
    if not asked.is_attainable:
        return nothing(_COLUMNS, "nobody_seated", absent)
    *_, whole = asked.search(how_many_sets)
    found = [*_growing(asked.covered, int(whole.value), how_many_sets), whole]
    rows = tuple(row for cover in found for row in asked.names(cover))
    covered = np.array([n_met for cover in found for n_met in asked.n_met(cover)], float)
    return Figures(rows, {"n_tables": np.array([len(row) for row in rows], float),
                          "n_covered": covered, "covered_share": covered / asked.n_attainable},
                   {}, absent | facts_of(_together(found)))


def _growing(members: CSR, n_tables: int, how_many: int) -> list[Cover]:
    """Return what 1, 2… tables cover at most, short of everyone, as far as the time goes."""
    until, found = time.monotonic() + SECONDS, []
    for size in range(1, n_tables):
        left = until - time.monotonic()
        if left < 0:
            break
        found.append(largest_covers(members, np.ones(members.n_columns), size, how_many, left))
    return found


def _together(found: list[Cover]) -> Cover:
    """Return the last, as sure as the least sure of all."""
    return found[-1]._replace(is_proved=all(cover.is_proved for cover in found))


_COLUMNS = (Column("n_tables", Unit.TABLES), Column("n_covered", Unit.ACTORS),
            Column("covered_share", Unit.SHARE, 3))

MEASURES = (
    Measure("tables_to_cover", tables_to_cover, Family.CHOICE, Subject.SET, _COLUMNS,
            formula="max |∪ members of k tables|, k = 1, 2… until everyone seated is met",
            reference="Church, R. & ReVelle, C. (1974). The maximal covering location problem. "
                      "Papers of the Regional Science Association 32, 101–118.",
            layers=frozenset((Layer.TABLES,)),
            parameters=(Parameter("how_many_sets", 10, 1, 50),)),
)
