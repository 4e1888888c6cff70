"""The work as whole products of SciPy's sparse matrices, the short way of writing it."""

from __future__ import annotations

import numpy as np
from scipy.sparse import csr_array, diags_array, eye_array, triu

from benchmarks.cases import MAX_STEPS, N_CANDIDATES, Case, Part, pair_numbers

_AT_A_TIME = 500


def reach(case: Case, number: int) -> Part:
    """Multiply blocks of rows of the identity by the matrix, step after step."""
    nodes, rows = case.some(number), []
    around = csr_array(case.graph.matrix(np.float32) + eye_array(case.n_nodes, dtype=np.float32))
    places = csr_array((np.ones(case.n_nodes, np.float32),
                        (np.arange(case.n_nodes), case.territory_of)),
                       shape=(case.n_nodes, len(case.drawn.population)))
    starts = csr_array(eye_array(case.n_nodes, dtype=np.float32))
    for block in np.array_split(nodes, -(-len(nodes) // _AT_A_TIME)):
        ball, actors, population = starts[block], [], []
        for _ in range(MAX_STEPS):
            ball = csr_array(ball @ around)
            ball.data[:] = 1
            actors.append(np.diff(ball.indptr) - 1)
            population.append(csr_array(ball @ places > 0) @ case.drawn.population)
        rows.append(np.column_stack((*actors, *population)))
    return Part(np.vstack(rows), nodes, len(nodes) / case.n_nodes)


def candidates(case: Case, _: int) -> Part:
    """Multiply whole, take away the ties, keep the best."""
    degrees = np.maximum(case.graph.lengths, 1)
    actors = csr_array(case.graph.matrix()[:case.n_actors])
    scores = csr_array(actors @ diags_array(1 / degrees) @ actors.T)
    scores = triu(scores - scores.multiply(actors[:, :case.n_actors]), 1).tocsr()
    best = np.sort(scores.data)[::-1]
    return Part(best[:N_CANDIDATES])


def projection(case: Case, _: int) -> Part:
    """Multiply the matrix of seats by itself."""
    seats = case.drawn.seats.matrix(np.int32)
    made = triu(csr_array(seats.T @ seats), 1)
    return Part(lambda: pair_numbers(made.row, made.col, made.data))


WORK = {"reach": reach, "candidates": candidates, "projection": projection}
