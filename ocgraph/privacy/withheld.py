"""How many of what does not leave may be told: never a small number, nor what would give it back.

A count is told by the ten below it, and not at all under ten. A total is the sum of what is told of
its parts: it says nothing that they do not, so that taking them from it leaves nothing. Two shared
registers one record apart can then tell that a count went from nine to ten, never that it was under
five: a threshold of five would tell four at the record that crosses it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from ocgraph.model import Actor, Membership, Tie
from ocgraph.privacy.choice import OUT_OF_SIGHT, Choice

FEWEST_TOLD = 10
"""Also the step between two counts told."""


@dataclass(frozen=True)
class Withheld:
    """At least how many records that could have been shown are not.

    Attributes
    ----------
    actors_by_mrc
        By code of the MRC of their seat, ``""`` when it is not known; an MRC that is not there has
        fewer than ten, perhaps none.
    n_seats, n_ties
        Zero for fewer than ten, perhaps none.
    """

    actors_by_mrc: Mapping[str, int]
    n_seats: int
    n_ties: int

    @property
    def n_actors(self) -> int:
        """At least how many actors, by what is told of each MRC."""
        return sum(self.actors_by_mrc.values())


def told(count: int) -> int:
    """Return the ten below a count; zero under ten.

    >>> [told(count) for count in (0, 4, 9, 10, 19, 123)]
    [0, 0, 0, 10, 10, 120]
    """
    return count // FEWEST_TOLD * FEWEST_TOLD


def withheld(choice: Choice) -> Withheld:
    """Count what stays though it is in sight of the terms: not agreed, not confirmed."""
    register = choice.register
    by_mrc = Counter(actor.mrc_code or "" for actor in register.actors if _stays(choice, actor))
    return Withheld(
        {code: told(n) for code, n in sorted(by_mrc.items()) if told(n)},
        n_seats=told(sum(_stays(choice, seat) for seat in register.memberships)),
        n_ties=told(sum(_stays(choice, tie) for tie in register.ties)))


def _stays(choice: Choice, record: Actor | Membership | Tie) -> bool:
    why = choice.why_stays(record)
    return why is not None and why not in OUT_OF_SIGHT
