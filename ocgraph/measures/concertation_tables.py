"""What tables have in common, and what they ask of actors."""

from __future__ import annotations

import numpy as np

from ocgraph.engine.csr import CSR
from ocgraph.engine.projection import shared_hubs
from ocgraph.measures.measure import Column, Family, Figures, Measure, Subject, Unit
from ocgraph.measures.two_mode import seats
from ocgraph.model import ConcertationTable
from ocgraph.network import Layer, PartnershipNetwork


def table_overlap(network: PartnershipNetwork) -> Figures:
    """Compare the members of each two tables that share one at least."""
    held = seats(network)
    found = shared_hubs(held.transposed(), held)
    one, other, shared = found.first, found.second, found.counts
    sizes = held.lengths.astype(float)
    names = [table.concertation_table_id for table in network.concertation_tables]
    return Figures(tuple((names[a], names[b]) for a, b in zip(one, other, strict=True)), {
        "shared_members": shared.astype(float),
        "jaccard": shared / (sizes[one] + sizes[other] - shared),
        "overlap": shared / np.minimum(sizes[one], sizes[other])})


def shared_tables(network: PartnershipNetwork) -> Figures:
    """List each two actors who share a table: a projection, weighed by the size of the tables.

    A table of two gives its two members 1, a table of 40 gives each of its 780 pairs 1/39.
    """
    held = seats(network)
    found = shared_hubs(held, held.transposed())
    names = tuple(network.actor_index)
    pairs = zip(found.first.tolist(), found.second.tolist(), strict=True)
    rows = tuple((names[one], names[other]) for one, other in pairs)
    return Figures(rows, {"n_shared_tables": found.counts.astype(float),
                          "size_corrected": found.weights})


def nestedness(network: PartnershipNetwork) -> Figures:
    """Tell whether small tables gather actors that larger ones gather too, and the converse.

    Mean over all pairs of tables and all pairs of actors (those without a seat left out) of the
    share of the smaller that is in the larger; a pair of equal sizes counts 0. From 0 to 1, where
    the article goes to 100.
    """
    held = seats(network)
    tables_of = held.transposed()
    of_tables, table_pairs = _paired_overlap(held, tables_of)
    of_actors, actor_pairs = _paired_overlap(tables_of, held)

    def mean(total: float, pairs: int) -> float:
        return total / pairs if pairs else np.nan

    found = {"nodf": mean(of_tables + of_actors, table_pairs + actor_pairs),
             "nodf_tables": mean(of_tables, table_pairs),
             "nodf_actors": mean(of_actors, actor_pairs)}
    reason = "too_few_nodes" if np.isnan(list(found.values())).any() else None
    return Figures.of_network(reason, **found)


def _paired_overlap(rows: CSR, transposed: CSR) -> tuple[float, int]:
    """Sum over pairs of rows the share of the smaller that the larger holds; count the pairs."""
    found = shared_hubs(transposed, rows)
    one, other, shared = found.first, found.second, found.counts
    sizes = rows.lengths
    unequal = sizes[one] != sizes[other]
    shares = shared[unequal] / np.minimum(sizes[one], sizes[other])[unequal]
    n_filled = np.count_nonzero(sizes)
    return float(shares.sum()), n_filled * (n_filled - 1) // 2


def solicitation(network: PartnershipNetwork) -> Figures:
    """Count the seats of each actor, and the hours a year that their meetings ask.

    The hours are those of the tables of which both the cadence and the length of a meeting are
    known: a floor while others are not.
    """
    hours = np.array([_hours_a_year(table) for table in network.concertation_tables], float)
    known = ~np.isnan(hours)
    tables_of = seats(network).transposed().matrix()
    n_seats = np.asarray(tables_of.sum(axis=1), float)
    n_unknown = tables_of @ (~known).astype(float)
    some_hours = (n_seats == 0) | (n_unknown < n_seats)
    actors = tuple(network.actor_index)
    return Figures(actors, {
        "seats": n_seats, "n_unknown_cadence": n_unknown,
        "hours_per_year": np.where(some_hours, tables_of @ np.where(known, hours, 0), np.nan)},
        {actors[row]: "cadence_unknown" for row in np.flatnonzero(~some_hours)})


def _hours_a_year(table: ConcertationTable) -> float:
    if table.cadence is None or table.meeting_hours is None:
        return np.nan
    return table.cadence * table.meeting_hours


_TABLES = frozenset((Layer.TABLES,))

MEASURES = (
    Measure("table_overlap", table_overlap, Family.TABLES, Subject.PAIR,
            (Column("shared_members", Unit.ACTORS), Column("jaccard", Unit.SHARE, 3),
             Column("overlap", Unit.SHARE, 3)),
            formula="|a ∩ b|; |a ∩ b| / |a ∪ b|; |a ∩ b| / min(|a|, |b|)",
            reference="Jaccard, P. (1912). The distribution of the flora in the alpine zone. New "
                      "Phytologist 11, 37–50. Szymkiewicz, D. (1934), for the overlap coefficient.",
            layers=_TABLES),
    Measure("shared_tables", shared_tables, Family.TABLES, Subject.PAIR,
            (Column("n_shared_tables", Unit.TABLES), Column("size_corrected", Unit.SCORE, 3)),
            formula="#{t: a and b sit at t}; Σ 1/(s_t − 1) over these tables, of s_t members",
            reference="Newman, M. E. J. (2001). Scientific collaboration networks. II. Shortest "
                      "paths, weighted networks, and centrality. Physical Review E 64, 016132.",
            layers=_TABLES),
    Measure("nestedness", nestedness, Family.TABLES, Subject.NETWORK,
            (Column("nodf", Unit.SHARE, 3), Column("nodf_tables", Unit.SHARE, 3),
             Column("nodf_actors", Unit.SHARE, 3)),
            formula="mean over pairs of |a ∩ b| / min(|a|, |b|), 0 where |a| = |b|",
            reference="Almeida-Neto, M., Guimarães, P., Guimarães, P. R., Loyola, R. D. and "
                      "Ulrich, W. (2008). A consistent metric for nestedness analysis in "
                      "ecological systems. Oikos 117, 1227–1239.",
            layers=_TABLES),
    Measure("solicitation", solicitation, Family.TABLES, Subject.ACTOR,
            (Column("seats", Unit.NUMBER), Column("hours_per_year", Unit.HOURS),
             Column("n_unknown_cadence", Unit.TABLES)),
            formula="|tables of v|; Σ meetings a year × hours a meeting",
            reference="ocgraph: a count of the register.", layers=_TABLES),
)
