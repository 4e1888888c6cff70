"""Who is between others: structural holes, and the pairs that one actor or organizer joins."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array, vstack

from ocgraph.engine.csr import CSR, Indices
from ocgraph.engine.projection import edges_within
from ocgraph.engine.shuffle import shuffled_members
from ocgraph.engine.steps import Steps
from ocgraph.engine.triangles import ego_measures
from ocgraph.measures.groups import PARTITION, one_group_each
from ocgraph.measures.measure import Column, Family, Figures, Measure, Parameter, Subject, Unit
from ocgraph.measures.two_mode import seats
from ocgraph.measures.uncertainty import beside
from ocgraph.network import Layer, PartnershipNetwork

SEED = 2015
_CHANCE = ("expected", "expected_low", "expected_high", "p")

ROLES = ("coordinator", "itinerant", "gatekeeper", "representative", "liaison")
"""Columns of `ego_measures`, in its order."""


def structural_holes(network: PartnershipNetwork) -> Figures:
    """Tell how far the neighbours of each actor, one step away, are joined without it."""
    graph = network.step_graph
    actors = tuple(network.actor_index)
    found = ego_measures(graph, np.zeros(len(actors), np.int32))
    alone = "one_actor" if len(actors) == 1 else "isolated"
    return Figures(actors, {
        "constraint": found.constraint, "effective_size": found.effective_size,
        "efficiency": found.effective_size / np.maximum(graph.lengths, 1)},
        {actors[row]: alone for row in np.flatnonzero(graph.lengths == 0)})


def brokerage_roles(network: PartnershipNetwork, partition: str) -> Figures:
    """Count the pairs each actor joins by its direct ties, by the groups of the three.

    A pair a→v→b counts where there is no tie a→b; a tie that is not directed goes both ways. The
    expectation is that of ties drawn at random, as many among actors of known group.
    """
    ties, groups = network.steps.ties, one_group_each(network, partition)
    arcs = _arcs(network, ties)
    counts = ego_measures(ties, groups, arcs).roles.astype(float)
    expected = _expected_roles(groups, _arc_density(ties, groups, arcs))
    unknown = groups < 0
    counts[unknown] = expected[unknown] = np.nan
    actors = tuple(network.actor_index)
    columns = {role: counts[:, number] for number, role in enumerate(ROLES)}
    columns |= {f"expected_{role}": expected[:, number] for number, role in enumerate(ROLES)}
    return Figures(actors, columns, {actors[row]: "group_unknown"
                                     for row in np.flatnonzero(unknown)})


def _arcs(network: PartnershipNetwork, ties: CSR) -> NDArray[np.uint8]:
    """Tell, for each entry of the ties, whether one goes from its row to its column."""
    index = network.actor_index
    ways = [(index[link.source_id], index[link.target_id], link.record.directed)
            for link in network.links if link.layer == Layer.TIES]
    there = np.array([way[:2] for way in ways], np.int64).reshape(-1, 2)
    back = there[[not directed for *_, directed in ways], ::-1]
    keys = np.concatenate((there, back)) @ (ties.n_rows, 1)
    return np.isin(ties.rows.astype(np.int64) * ties.n_rows + ties.indices, keys).astype(np.uint8)


def _arc_density(ties: CSR, groups: Indices, arcs: NDArray[np.uint8]) -> float:
    known = groups >= 0
    n_known = np.count_nonzero(known)
    n_arcs = np.count_nonzero(arcs.astype(bool) & known[ties.rows] & known[ties.indices])
    return n_arcs / (n_known * (n_known - 1)) if n_known > 1 else 0.0


def _expected_roles(groups: Indices, density: float) -> NDArray[np.float64]:
    """Return the expected counts of each role, from the sizes of the groups."""
    sizes = np.bincount(groups[groups >= 0], minlength=1).astype(float)
    own, n_known = sizes[groups], sizes.sum()
    elsewhere = n_known - own
    pairs_of_one = (sizes * (sizes - 1)).sum() - own * (own - 1)
    across = (own - 1) * elsewhere
    pairs = np.stack(((own - 1) * (own - 2), pairs_of_one, across, across,
                      elsewhere * (elsewhere - 1) - pairs_of_one), axis=1)
    return pairs * density ** 2 * (1 - density)


def table_brokerage(network: PartnershipNetwork, partition: str, draws: int) -> Figures:
    """Count the pairs of actors who share a table with each broker, and none with each other.

    Brokers are the actors, and the organizers at the tables they are engaged with. Chance gives
    seats to other actors: each table keeps its size, each actor its number of tables.
    """
    seen = network.organizers if Layer.LIAISON in network.lens.layers else ()
    rows = (*network.actor_index, *(node.organizer_id for node in seen))
    held, of_organizers = seats(network), _tables_of_organizers(network, len(seen))
    near, joined = _neighbourhoods(held, of_organizers)
    linked = _open_pairs(near, joined)
    drawn = shuffled_members(held, draws, np.random.default_rng(SEED))
    found = beside(linked, [_open_pairs(*_neighbourhoods(each, of_organizers)) for each in drawn])
    groups = one_group_each(network, partition)
    known, across = _open_pairs_by_group(near, joined, groups)
    across[(linked > 0) & (known == 0)] = np.nan
    return Figures(rows, {
        "linked_pairs": linked, "across_pairs": across,
        "expected": found.expected, "expected_low": found.low, "expected_high": found.high,
        "p": found.p}, {rows[row]: "groups_unknown" for row in np.flatnonzero(np.isnan(across))},
        {"n_without_group": int(np.count_nonzero(groups < 0))},
        dict.fromkeys(_CHANCE, found.reason) if found.reason else {})


def _tables_of_organizers(network: PartnershipNetwork, n_organizers: int) -> CSR:
    """Return the tables each organizer is engaged with, shape ``(n_organizers, n_tables)``."""
    n_actors, n_tables = len(network.actors), len(network.concertation_tables)
    numbers = [(network.node_index[link.source_id] - n_actors - n_tables,
                network.node_index[link.target_id] - n_actors) for link in network.links
               if link.layer == Layer.LIAISON and link.target_id not in network.actor_index]
    rows, columns = np.array(numbers, np.int64).reshape(-1, 2).T
    return CSR.of_pairs(rows, columns, (n_organizers, n_tables))


def _neighbourhoods(held: CSR, of_organizers: CSR) -> tuple[CSR, CSR]:
    """Return who shares a table with each broker, and the graph of actors who share one."""
    no_tie = CSR.of_pairs([], [], (held.n_columns, held.n_columns))
    joined = Steps.of(no_tie, held).graph()
    met = csr_array(of_organizers.matrix(np.int32) @ held.matrix(np.int32))
    return CSR.of_matrix(csr_array(vstack((joined.matrix(np.int32), met)))), joined


def _open_pairs(near: CSR, joined: CSR) -> NDArray[np.float64]:
    """Count the pairs of each neighbourhood that are not joined."""
    sizes = near.lengths.astype(np.int64)
    return (sizes * (sizes - 1) // 2 - edges_within(near, joined)).astype(float)


def _open_pairs_by_group(near: CSR, joined: CSR, groups: Indices
                         ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Count the pairs not joined whose two groups are known, and those of two different ones."""
    known = np.flatnonzero(groups >= 0)
    of_group = CSR.of_pairs(known, groups[known], (len(groups), int(groups.max(initial=0)) + 1))
    counts = csr_array(near.matrix(np.int64) @ of_group.matrix(np.int64))
    sizes, same = np.asarray(counts.sum(axis=1)), np.asarray(counts.power(2).sum(axis=1))
    one, other = joined.edges()
    both_known = (groups[one] >= 0) & (groups[other] >= 0)
    across = both_known & (groups[one] != groups[other])
    closed, closed_across = (
        edges_within(near, CSR.graph(one[kept], other[kept], joined.n_rows))
        for kept in (both_known, across))
    return ((sizes * (sizes - 1) // 2 - closed).astype(float),
            ((sizes ** 2 - same) // 2 - closed_across).astype(float))


_ROLES = (*(Column(role, Unit.PAIRS) for role in ROLES),
          *(Column(f"expected_{role}", Unit.PAIRS, 1) for role in ROLES))

MEASURES = (
    Measure("structural_holes", structural_holes, Family.BROKERAGE, Subject.ACTOR,
            (Column("effective_size", Unit.SCORE, 1), Column("efficiency", Unit.SHARE, 3),
             Column("constraint", Unit.SCORE, 3)),
            formula="ES(v) = k − 2t/k; ES/k; k neighbours, t pairs of them one step apart; "
                    "C(v) = Σ_j (p(v, j) + Σ_q p(v, q) p(q, j))², p(v, j) = 1/k(v)",
            reference="Burt, R. S. (1992). Structural Holes. Harvard University Press. Borgatti, "
                      "S. P. (1997). Structural holes: unpacking Burt’s redundancy measures. "
                      "Connections 20, 35–38."),
    Measure("brokerage_roles", brokerage_roles, Family.BROKERAGE, Subject.ACTOR, _ROLES,
            formula="#{(a, b): a→v, v→b, not a→b} by the groups of a, v, b: AAA, ABA, ABB, AAB, "
                    "ABC; expected: triples of these groups × p²(1 − p), p the density of ties",
            reference="Gould, R. V. and Fernandez, R. M. (1989). Structures of mediation: a "
                      "formal approach to brokerage in transaction networks. Sociological "
                      "Methodology 19, 89–126.",
            layers=frozenset((Layer.TIES,)), parameters=(PARTITION,)),
    Measure("table_brokerage", table_brokerage, Family.BROKERAGE, Subject.NODE,
            (Column("linked_pairs", Unit.PAIRS), Column("across_pairs", Unit.PAIRS),
             Column("expected", Unit.SCORE, 1), Column("expected_low", Unit.SCORE, 1),
             Column("expected_high", Unit.SCORE, 1), Column("p", Unit.SHARE, 3)),
            formula="#{{a, b}: a and v share a table, v and b too, a and b none}",
            reference="Jasny, L. and Lubell, M. (2015). Two-mode brokerage in policy networks. "
                      "Social Networks 41, 36–47.",
            layers=frozenset((Layer.TABLES,)),
            parameters=(PARTITION, Parameter("draws", 0, low=99, high=9999, or_zero=True))),
)
