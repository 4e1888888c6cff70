"""The work in rustworkx, for what it is among the best at."""

from __future__ import annotations

import numpy as np
import rustworkx

from benchmarks.cases import Case, Part
from ocgraph.engine.csr import CSR


def graph_of(rows: CSR) -> rustworkx.PyGraph:
    """Return the same graph for rustworkx."""
    made = rustworkx.PyGraph(multigraph=False)
    made.add_nodes_from(range(rows.n_rows))
    made.extend_from_edge_list(list(zip(*(ends.tolist() for ends in rows.edges()), strict=True)))
    return made


def cuts(case: Case, _: int) -> Part:
    """Ask for both."""
    graph = case.made(graph_of, "linked")
    return Part((np.sort(list(rustworkx.articulation_points(graph))),
                 len(rustworkx.bridges(graph))))


def betweenness(case: Case, _: int) -> Part:
    """Ask for all: it takes no sample of sources."""
    found = rustworkx.betweenness_centrality(case.made(graph_of, "graph"), normalized=False,
                                             parallel_threshold=case.n_nodes + 1)
    return Part(2 * np.array([found[node] for node in range(case.n_nodes)]))


WORK = {"cuts": cuts, "betweenness": betweenness}
