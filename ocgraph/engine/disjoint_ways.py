"""Several ways from some nodes to another that pass through no node twice between them."""

from __future__ import annotations

import heapq
from collections.abc import Collection, Mapping
from itertools import count

Arcs = Mapping[int, Mapping[int, int]]
"""From each node, the nodes an arc leads to and its length, a whole number above 0."""

_Side = tuple[int, bool]  # a node, and whether one leaves it: entering and leaving are two ends
_SOURCE: _Side = (-1, True)


def disjoint_ways(arcs: Arcs, starts: Collection[int], target: int, most: int
                  ) -> tuple[tuple[int, ...], ...]:
    """Return as many ways as there are, `most` at most, of least length in all; shortest first.

    No two share a node but those they begin with and the target, and no two are the same arc. The
    shortest way of all is not always one of them: it may cross two others.

    Notes
    -----
    Flow of least cost by successive shortest ways, each node cut in two: Suurballe, J. W. (1974).
    Disjoint paths in a network. Networks 4, 125–145.
    """
    flow = _Flow(arcs, starts, target)
    for _ in range(most):
        if not flow.sends_one_more():
            break
    return flow.ways()


class _Flow:
    """Ways sent so far, as the arcs they use; sending one more may turn some of them aside."""

    def __init__(self, arcs: Arcs, starts: Collection[int], target: int) -> None:
        self.arcs, self.starts, self.target = arcs, frozenset(starts), target
        self.used: dict[_Side, dict[_Side, int]] = {}       # used arcs, with their length
        self.used_into: dict[_Side, dict[_Side, int]] = {}  # the same, from where they lead
        self.height: dict[_Side, int] = {}                  # keeps every length left at 0 or more
        self.raised = 0                                     # of the sides no search has met

    def sends_one_more(self) -> bool:
        """Find the shortest way that is left, arcs used being free to be given back."""
        goal, order = (self.target, False), count()
        best, before = {_SOURCE: 0}, {}
        queue = [(0, next(order), _SOURCE)]
        settled: set[_Side] = set()
        while queue:
            length, _, side = heapq.heappop(queue)
            if side in settled:
                continue
            settled.add(side)
            if side == goal:
                break
            for other, arc in self._left(side).items():
                reached = length + arc + self._height(side) - self._height(other)
                if reached < best.get(other, reached + 1):
                    best[other], before[other] = reached, side
                    heapq.heappush(queue, (reached, next(order), other))
        if goal not in settled:
            return False
        self._raise(best, settled, best[goal])
        self._send(before, goal)
        return True

    def _height(self, side: _Side) -> int:
        return self.height.get(side, self.raised)

    def _raise(self, best: dict[_Side, int], settled: set[_Side], farthest: int) -> None:
        for side in settled | self.height.keys():
            self.height[side] = self._height(side) + (
                min(best[side], farthest) if side in settled else farthest)
        self.raised += farthest

    def _left(self, side: _Side) -> dict[_Side, int]:
        """Return where one can go from a side: arcs not used, and used ones backwards."""
        node, leaves = side
        back = {other: -arc for other, arc in self.used_into.get(side, {}).items()}
        if side == _SOURCE:
            return {(start, True): 0 for start in self.starts}
        if not leaves:
            inside = {} if node == self.target or (node, True) in self.used.get(side, ()) else {
                (node, True): 0}
            return inside | back
        ahead = {(other, False): arc for other, arc in self.arcs.get(node, {}).items()
                 if other not in self.starts and (other, False) not in self.used.get(side, ())}
        return ahead | back

    def _send(self, before: dict[_Side, _Side], side: _Side) -> None:
        """Use the arcs of the way found, and give back those it goes along backwards."""
        while (previous := before[side]) != _SOURCE:
            if previous in self.used.get(side, ()):
                del self.used[side][previous], self.used_into[previous][side]
            else:
                length = 0 if previous[0] == side[0] else self.arcs[previous[0]][side[0]]
                self.used.setdefault(previous, {})[side] = length
                self.used_into.setdefault(side, {})[previous] = length
            side = previous

    def ways(self) -> tuple[tuple[int, ...], ...]:
        """Return the ways sent, the shortest first."""
        found = [self._way_by(start, *first) for start in sorted(self.starts)
                 for first in self.used.get((start, True), {}).items()]
        return tuple(way for _, way in sorted(found))

    def _way_by(self, start: int, side: _Side, length: int) -> tuple[int, tuple[int, ...]]:
        """Follow a way by its first arc; return its length and its nodes."""
        way = [start, side[0]]
        while side[0] != self.target:
            (side, more), = self.used[(side[0], True)].items()
            way.append(side[0])
            length += more
        return length, tuple(way)
