"""Stable positions for the drawing of a network: computed once, kept when the lens changes.

A spectral start puts communities apart, then springs along links and a repulsion between near
nodes only (found with a k-d tree) spread them: the work grows with the number of nodes and
links, not with its square. After Fruchterman and Reingold (1991), with their grid variant's idea
that far nodes do not repel. Nothing is drawn at random: the same network gives the same picture.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array, csr_array
from scipy.sparse.csgraph import connected_components
from scipy.spatial import cKDTree

from ocgraph.network.partnership import PartnershipNetwork

Positions = Mapping[str, tuple[float, float]]
Points = NDArray[np.float64]

SPACING = 60.0
"""Length a link tends to, in pixels of the drawing at its natural size."""
ROUNDS = 120
MODE_ROUNDS = 200
REACH = 2.5
"""How far nodes repel each other, in spacings."""
NEAREST = 24
"""How many of its nearest nodes, itself among them, push a node."""


def lay_out(network: PartnershipNetwork, known: Positions | None = None) -> Positions:
    """Return a point for every node of `network`, in pixels around (0, 0).

    Parameters
    ----------
    network
        What to draw; take the whole register's network, so that a lens moves nothing.
    known
        Positions kept from before: those nodes stay where they are, and new nodes are set
        among their neighbours.
    """
    ids = list(network.node_by_id)
    if not ids:
        return {}
    matrix = _adjacency(network, ids)
    kept = np.array([known is not None and node_id in known for node_id in ids])
    start = _start_among_known(ids, matrix, known, kept) if kept.any() else _spectral_start(matrix)
    points = _spread_apart(_settle(start, matrix, moving=~kept), matrix, kept)
    return {node_id: (round(float(x), 1), round(float(y), 1))
            for node_id, (x, y) in zip(ids, points, strict=True)}


def _adjacency(network: PartnershipNetwork, ids: list[str]) -> csr_array:
    rank = {node_id: index for index, node_id in enumerate(ids)}
    pairs = {tuple(sorted((rank[link.source_id], rank[link.target_id])))
             for link in network.links if link.source_id != link.target_id}
    ends = np.array(sorted(pairs), dtype=np.int32).reshape(-1, 2)
    half = coo_array((np.ones(len(ends)), (ends[:, 0], ends[:, 1])), shape=(len(ids), len(ids)))
    return csr_array(half + half.T)


def _spectral_start(matrix: csr_array) -> Points:
    """Put nodes by the two slowest modes of the random walk on the links, degree-corrected."""
    n_nodes = matrix.shape[0]
    side = SPACING * np.sqrt(n_nodes)
    if n_nodes < 8:
        return side * _circle(n_nodes)
    scale = 1 / np.sqrt(matrix.sum(axis=1) + 1.0)
    eased = matrix.multiply(scale[:, None]).multiply(scale[None, :])
    points = _slowest_modes(csr_array(eased))[:, 1:] * scale[:, None]
    ranks = points.argsort(axis=0).argsort(axis=0) / n_nodes - 0.5
    return side * (ranks + 0.01 * _circle(n_nodes))


def _slowest_modes(matrix: csr_array) -> Points:
    """Return about the three leading eigenvectors, the largest first, by orthogonal iteration.

    ARPACK would be more exact, but refuses a network without links and draws at random on a
    regular one.
    """
    ranks = np.arange(matrix.shape[0])
    modes = np.column_stack([np.ones(len(ranks)), np.cos(ranks), np.sin(2 * ranks)])
    for _ in range(MODE_ROUNDS):
        modes, _ = np.linalg.qr(matrix @ modes + modes)
    return modes


def _circle(n_points: int) -> Points:
    angles = np.arange(n_points) * np.pi * (3 - np.sqrt(5))
    radii = np.sqrt((np.arange(n_points) + 0.5) / n_points)
    return np.column_stack([radii * np.cos(angles), radii * np.sin(angles)])


def _start_among_known(ids: list[str], matrix: csr_array, known: Positions,
                       kept: NDArray[np.bool_]) -> Points:
    """Set each new node at the mean of its known neighbours, or at the rim without any."""
    points = np.array([known.get(node_id, (0.0, 0.0)) for node_id in ids], dtype=float)
    weights = matrix[:, np.flatnonzero(kept)]
    totals = weights.sum(axis=1)
    near = (weights @ points[kept]) / np.maximum(totals, 1)[:, None]
    rim = np.abs(points[kept]).max() + SPACING
    new = ~kept
    points[new] = np.where(totals[new, None] > 0, near[new], rim) + SPACING * _circle(new.sum())
    return points


def _settle(points: Points, matrix: csr_array, moving: NDArray[np.bool_]) -> Points:
    """Let links pull and near nodes push, in smaller and smaller moves."""
    if not moving.any():
        return points
    ends = np.column_stack(coo_array(matrix).coords)
    ends = ends[ends[:, 0] < ends[:, 1]]
    strength = 1 / np.sqrt(np.maximum(matrix.sum(axis=1), 1))
    for stride in np.geomspace(4 * SPACING, 0.05 * SPACING, ROUNDS):
        force = _pull(points, ends, strength) + _push(points)
        length = np.maximum(np.hypot(*force.T), 1e-9)
        move = force / length[:, None] * np.minimum(length, stride)[:, None]
        points = np.where(moving[:, None], points + move, points)
    return points


def _pull(points: Points, ends: NDArray[np.int32], strength: NDArray[np.float64]) -> Points:
    gap = points[ends[:, 1]] - points[ends[:, 0]]
    weight = np.minimum(strength[ends[:, 0]], strength[ends[:, 1]])
    pull = gap * (0.6 * weight * np.hypot(*gap.T) / SPACING)[:, None]
    return _opposite_forces(len(points), ends, pull) - 0.01 * points


def _push(points: Points) -> Points:
    """Push each point away from its nearest ones: a fixed number, so that crowds cost no more."""
    ranks = range(1, min(NEAREST, len(points)) + 1)
    distance, near = cKDTree(points).query(points, k=ranks,
                                           distance_upper_bound=REACH * SPACING)
    gap = points[np.minimum(near, len(points) - 1)] - points[:, None, :]
    strength = np.where(np.isfinite(distance), SPACING**2 / np.maximum(distance**2, 1.0), 0.0)
    return -np.einsum("ijk,ij->ik", gap, strength)


def _opposite_forces(n_points: int, ends: NDArray[np.integer], forces: Points) -> Points:
    """Sum, at each point, the forces on the first end and their opposites on the second."""
    return np.column_stack([
        np.bincount(ends[:, 0], forces[:, axis], minlength=n_points)
        - np.bincount(ends[:, 1], forces[:, axis], minlength=n_points) for axis in (0, 1)])


def _spread_apart(points: Points, matrix: csr_array, kept: NDArray[np.bool_]) -> Points:
    """Lay nodes and pairs cut off from the largest component in rows under the drawing."""
    _, component = connected_components(matrix, directed=False)
    largest = np.bincount(component).argmax()
    apart = np.flatnonzero((component != largest) & ~kept)
    if not len(apart) or kept.any():
        return points
    main = points[component == largest]
    left, width = main[:, 0].min(), max(np.ptp(main[:, 0]), 6 * SPACING)
    in_row = max(int(width // (1.5 * SPACING)), 1)
    apart = apart[np.argsort(component[apart], kind="stable")]
    rank = np.arange(len(apart))
    points[apart, 0] = left + (rank % in_row) * 1.5 * SPACING
    points[apart, 1] = main[:, 1].max() + 2 * SPACING + (rank // in_row) * 1.5 * SPACING
    return points
