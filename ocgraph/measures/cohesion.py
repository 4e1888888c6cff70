"""How closely the actors seen are tied, and across which groups."""

from __future__ import annotations

import numpy as np

from ocgraph.engine.csr import CSR
from ocgraph.measures.groups import PARTITION, Groups
from ocgraph.measures.measure import (
    Column,
    Family,
    Figures,
    Measure,
    Parameter,
    Subject,
    Unit,
)
from ocgraph.measures.two_mode import seats
from ocgraph.measures.uncertainty import permuted, under_missing_ties
from ocgraph.network import Layer, PartnershipNetwork

_DRAWS = Parameter("draws", 199, low=99, high=9999)
_OF_TIES = ("tie_density", "tie_density_low", "tie_density_high")


def density(network: PartnershipNetwork) -> Figures:
    """Tell what share of the pairs of actors is joined, in one step and by a direct tie.

    The interval is of direct ties, under those nobody was asked about.
    """
    n_actors = len(network.actors)
    seen = Layer.TIES in network.lens.layers
    missing = under_missing_ties(network, _density)
    few = "no_actor" if not n_actors else "one_actor" if n_actors < 2 else None
    hidden = {} if seen else dict.fromkeys(_OF_TIES, "ties_hidden")
    unasked = dict.fromkeys(_OF_TIES[1:], missing.reason) if missing.reason else {}
    return Figures.of_network(
        few, column_reasons={} if few else unasked | hidden, n_actors=n_actors,
        density=_density(network.step_graph),
        tie_density=_density(network.steps.ties) if seen else np.nan,
        tie_density_low=missing.low[0], tie_density_high=missing.high[0])


def _density(graph: CSR) -> float:
    n_nodes = graph.n_rows
    return len(graph.indices) / (n_nodes * (n_nodes - 1)) if n_nodes > 1 else np.nan


def centralization(network: PartnershipNetwork) -> Figures:
    """Tell how much one actor stands out by the number of actors it is one step from."""
    near = network.step_graph.lengths
    n_actors = len(near)
    if n_actors < 3:
        return Figures.of_network("three_actors_needed", centralization=np.nan, n_actors=n_actors)
    found = float((near.max() - near).sum() / ((n_actors - 1) * (n_actors - 2)))
    return Figures.of_network(centralization=found, n_actors=n_actors)


def ei_index(network: PartnershipNetwork, partition: str, draws: int) -> Figures:
    """Compare the direct ties across groups with those within, and both with chance.

    Ties of which an end has no known group are left out. Two actors of several sectors are within
    when they share one.
    """
    groups = Groups.of(network, partition)
    ties = groups.known_ties(network.steps.ties)
    n_ties = len(ties.indices) // 2
    n_internal = groups.counting_internal()
    internal = n_internal(*ties.edges())
    facts = {"n_ties_left_out": len(network.steps.ties.indices) // 2 - n_ties}
    counts = {"internal_ties": internal, "external_ties": n_ties - internal}
    if not n_ties:
        nothing = dict.fromkeys(("ei", *_AGAINST_CHANCE), np.nan)
        reason = "no_known_group" if facts["n_ties_left_out"] else "no_tie"
        return Figures.of_network(facts=facts, **counts, **nothing,
                                  column_reasons=dict.fromkeys(nothing, reason))
    found = permuted(ties, lambda *ends: 1 - 2 * n_internal(*ends) / n_ties, draws)
    return Figures.of_network(
        facts=facts, **counts, ei=found.value[0], expected=found.expected[0],
        expected_low=found.low[0], expected_high=found.high[0], p=found.p[0])


def mixing(network: PartnershipNetwork, partition: str, draws: int) -> Figures:
    """Count the direct ties within each group and between two, against those possible and chance.

    An actor of several sectors counts in each. Rows are pairs of groups that hold a pair of
    actors, a group with itself included.
    """
    groups = Groups.of(network, partition)
    ties = groups.known_ties(network.steps.ties)
    possible = groups.n_pairs()
    first, second = np.nonzero(possible)
    found = permuted(ties, lambda *ends: groups.n_ties(*ends)[first, second], draws)
    rows = tuple((groups.codes[one], groups.codes[other])
                 for one, other in zip(first, second, strict=True))
    n_left_out = (len(network.steps.ties.indices) - len(ties.indices)) // 2
    reason = "no_known_group" if found.reason and n_left_out else found.reason
    return Figures(rows, {
        "observed_ties": found.value, "possible_pairs": possible[first, second].astype(float),
        "expected": found.expected, "expected_low": found.low, "expected_high": found.high,
        "p": found.p}, {}, {"n_ties_left_out": n_left_out},
        dict.fromkeys(_AGAINST_CHANCE, reason) if reason else {})


def table_diversity(network: PartnershipNetwork) -> Figures:
    """Tell how the members of each table are spread over the sectors.

    A member counts once, shared equally between its sectors; those of unknown sector are left out.
    """
    groups = Groups.of(network, "sector")
    tables = tuple(table.concertation_table_id for table in network.concertation_tables)
    held = groups.of_actor.matrix()
    held.data /= np.repeat(groups.of_actor.lengths, groups.of_actor.lengths)
    members = seats(network)
    by_sector = np.asarray((members.matrix() @ held).toarray())
    known = by_sector.sum(axis=1)
    shares = np.divide(by_sector, known[:, None], where=known[:, None] > 0,
                       out=np.zeros_like(by_sector))
    blau = np.where(known > 0, 1 - (shares**2).sum(axis=1), np.nan)
    sizes = members.lengths
    reasons = {table: "sector_unknown" if size else "no_member"
               for table, size, of_known in zip(tables, sizes, known, strict=True) if not of_known}
    return Figures(tables, {
        "blau": blau, "n_sectors": np.count_nonzero(by_sector, axis=1).astype(float),
        "n_members": sizes.astype(float),
        "n_sector_unknown": (sizes - np.round(known)).astype(float)}, reasons)


_AGAINST_CHANCE = ("expected", "expected_low", "expected_high", "p")
_DIRECT = frozenset((Layer.TIES,))


def _against_chance(digits: int) -> tuple[Column, ...]:
    return (*(Column(name, Unit.SCORE, digits) for name in _AGAINST_CHANCE[:3]),
            Column("p", Unit.SHARE, 3))


MEASURES = (
    Measure("density", density, Family.COHESION, Subject.NETWORK,
            (Column("density", Unit.SHARE, 3), Column("tie_density", Unit.SHARE, 3),
             Column("tie_density_low", Unit.SHARE, 3), Column("tie_density_high", Unit.SHARE, 3),
             Column("n_actors", Unit.ACTORS)),
            formula="2L / n(n − 1)",
            reference="Wasserman, S. and Faust, K. (1994). Social Network Analysis: Methods and "
                      "Applications. Cambridge University Press, ch. 4."),
    Measure("centralization", centralization, Family.COHESION, Subject.NETWORK,
            (Column("centralization", Unit.SHARE, 3), Column("n_actors", Unit.ACTORS)),
            formula="Σ(max k − k(v)) / (n − 1)(n − 2)",
            reference="Freeman, L. C. (1978). Centrality in social networks: conceptual "
                      "clarification. Social Networks 1, 215–239."),
    Measure("ei_index", ei_index, Family.COHESION, Subject.NETWORK,
            (Column("ei", Unit.SCORE, 3), Column("internal_ties", Unit.NUMBER),
             Column("external_ties", Unit.NUMBER), *_against_chance(3)),
            formula="(E − I) / (E + I)",
            reference="Krackhardt, D. and Stern, R. N. (1988). Informal networks and "
                      "organizational crises: an experimental simulation. Social Psychology "
                      "Quarterly 51, 123–140.",
            layers=_DIRECT, parameters=(PARTITION, _DRAWS)),
    Measure("mixing", mixing, Family.COHESION, Subject.PAIR,
            (Column("observed_ties", Unit.NUMBER), Column("possible_pairs", Unit.PAIRS),
             *_against_chance(1)),
            formula="L(g, h); |g||h| − c(c + 1)/2 with c = |g ∩ h|; mean of L(g, h) when shuffled",
            reference="Newman, M. E. J. (2003). Mixing patterns in networks. Physical Review E "
                      "67, 026126.",
            layers=_DIRECT, parameters=(PARTITION, _DRAWS)),
    Measure("table_diversity", table_diversity, Family.COHESION, Subject.CONCERTATION_TABLE,
            (Column("blau", Unit.SHARE, 3), Column("n_sectors", Unit.NUMBER),
             Column("n_members", Unit.ACTORS), Column("n_sector_unknown", Unit.ACTORS)),
            formula="1 − Σ p²",
            reference="Blau, P. M. (1977). Inequality and Heterogeneity. Free Press.",
            layers=frozenset((Layer.TABLES,))),
)
