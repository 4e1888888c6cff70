"""Where actors and tables stand in the graph that joins each actor to its tables."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.sparse.csgraph import connected_components

from ocgraph.engine.csr import CSR
from ocgraph.engine.paths import betweenness
from ocgraph.engine.search import distances
from ocgraph.engine.steps import Steps
from ocgraph.measures.measure import Column, Family, Figures, Measure, Subject, Unit
from ocgraph.network import Layer, PartnershipNetwork


def seats(network: PartnershipNetwork) -> CSR:
    """Return the actors of each table, shape ``(n_tables, n_actors)``; organizers left out."""
    n_tables = len(network.concertation_tables)
    members = network.steps.members
    end = members.indptr[n_tables]
    return CSR(members.indptr[:n_tables + 1], members.indices[:end], members.n_columns)


def two_mode_density(network: PartnershipNetwork) -> Figures:
    """Tell what share of the possible seats is held."""
    held = seats(network)
    possible = held.n_rows * held.n_columns
    if not possible:
        return Figures.of_network("no_table" if held.n_columns else "no_actor",
                                  seat_density=np.nan, seats=0)
    return Figures.of_network(seat_density=len(held.indices) / possible, seats=len(held.indices))


def two_mode_degree(network: PartnershipNetwork) -> Figures:
    """Count the tables of each actor and the actors of each table, and their share of all."""
    held = seats(network)
    degree = np.concatenate((held.transposed().lengths, held.lengths)).astype(float)
    return _of_nodes(network, {"seats": degree},
                     {"two_mode_degree": (degree, _others(held).astype(float))})


def two_mode_closeness(network: PartnershipNetwork) -> Figures:
    """Tell how few hops lead from each node to all others, against the fewest there can be.

    Where some cannot be reached, the closeness within the component is multiplied by the share of
    the other nodes that lie in it, as Wasserman and Faust do; a node alone has 0.
    """
    held = seats(network)
    found = distances(Steps.in_hops(_graph(held)))
    reached_others = _others_of_component(held)
    fewest = reached_others + 2 * (found.n_reached - reached_others)
    inside = np.divide(fewest, found.total, where=found.total > 0,
                       out=np.zeros(len(found.total)))
    n_nodes = len(fewest)
    share = found.n_reached / (n_nodes - 1) if n_nodes > 1 else np.zeros(n_nodes)
    return _of_nodes(network, {}, {"two_mode_closeness": (
        inside * share, (_others(held) > 0).astype(float))})


def two_mode_betweenness(network: PartnershipNetwork) -> Figures:
    """Tell how many shortest paths pass through each node, against the most there can be."""
    held = seats(network)
    through = betweenness(_graph(held))
    n_tables, n_actors = held.n_rows, held.n_columns
    most = np.repeat((_most_between(n_actors, n_tables), _most_between(n_tables, n_actors)),
                     (n_actors, n_tables))
    return _of_nodes(network, {}, {"two_mode_betweenness": (through, most)})


def _graph(held: CSR) -> CSR:
    """Return the graph of the actors, then the tables, in which an edge is a seat."""
    return CSR.graph(held.rows + held.n_columns, held.indices, held.n_columns + held.n_rows)


def _others(held: CSR) -> NDArray[np.int64]:
    """Return how many nodes each node could be joined to."""
    return np.repeat((held.n_rows, held.n_columns), (held.n_columns, held.n_rows))


def _others_of_component(held: CSR) -> NDArray[np.int64]:
    """Return how many tables each actor reaches, and how many actors each table."""
    n_components, component = connected_components(_graph(held).matrix(), directed=False)
    of_actors, of_tables = component[:held.n_columns], component[held.n_columns:]
    return np.concatenate((np.bincount(of_tables, minlength=n_components)[of_actors],
                           np.bincount(of_actors, minlength=n_components)[of_tables]))


def _most_between(n_own: int, n_others: int) -> float:
    """Return the most shortest paths that can pass through a node, 0 when there can be none.

    The article prints 442 for 18 women and 14 events; its own formula gives 445.
    """
    if not n_own or not n_others:
        return 0.0
    whole, left = divmod(n_own - 1, n_others)
    return (n_others**2 * (whole + 1)**2 + n_others * (whole + 1) * (2 * left - whole - 1)
            - left * (2 * whole - left + 3)) / 2


def _of_nodes(network: PartnershipNetwork, counted: dict[str, NDArray],
              shares: dict[str, tuple[NDArray, NDArray]]) -> Figures:
    """Return a row for each actor and table; a share of nothing does not exist."""
    n_actors, n_tables = len(network.actors), len(network.concertation_tables)
    rows = tuple(network.node_by_id)[:n_actors + n_tables]
    columns, reasons = dict(counted), {}
    lacking = (["too_few_nodes" if n_tables else "no_table"] * n_actors
               + ["too_few_nodes" if n_actors else "no_actor"] * n_tables)
    for name, (value, most) in shares.items():
        columns[name] = np.divide(value, most, where=most > 0, out=np.full(len(rows), np.nan))
        reasons |= {rows[place]: lacking[place] for place in np.flatnonzero(most <= 0)}
    return Figures(rows, columns, reasons)


_REFERENCE = ("Borgatti, S. P. and Everett, M. G. (1997). Network analysis of 2-mode data. Social "
              "Networks 19, 243–269.")
_TABLES = frozenset((Layer.TABLES,))

MEASURES = (
    Measure("two_mode_density", two_mode_density, Family.TABLES, Subject.NETWORK,
            (Column("seat_density", Unit.SHARE, 3), Column("seats", Unit.NUMBER)),
            formula="L / n₁n₂", reference=_REFERENCE, layers=_TABLES),
    Measure("two_mode_degree", two_mode_degree, Family.TABLES, Subject.NODE,
            (Column("seats", Unit.NUMBER), Column("two_mode_degree", Unit.SHARE, 3)),
            formula="k(v) / n_other", reference=_REFERENCE, layers=_TABLES),
    Measure("two_mode_closeness", two_mode_closeness, Family.TABLES, Subject.NODE,
            (Column("two_mode_closeness", Unit.SHARE, 3),),
            formula="[r_other + 2(r_own − 1)] / Σ d(v, w) × (r − 1)/(n − 1), over the r nodes "
                    "reached, v included",
            reference=_REFERENCE, layers=_TABLES),
    Measure("two_mode_betweenness", two_mode_betweenness, Family.TABLES, Subject.NODE,
            (Column("two_mode_betweenness", Unit.SHARE, 3),),
            formula="2 Σ σ(a, b | v)/σ(a, b) "
                    "/ [m²(s + 1)² + m(s + 1)(2t − s − 1) − t(2s − t + 3)], "
                    "n = n_own, m = n_other, s = (n − 1) div m, t = (n − 1) mod m",
            reference=_REFERENCE, layers=_TABLES),
)
