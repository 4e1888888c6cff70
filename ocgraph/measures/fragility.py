"""What holds by one actor, one organizer or one tie, and what is left when they leave."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ocgraph.engine.csr import CSR, Indices
from ocgraph.engine.cuts import Cuts, components, cuts, pairs_joined
from ocgraph.engine.removal import inverse_distances, inverse_distances_without, near_pairs_lost
from ocgraph.engine.search import reach
from ocgraph.engine.steps import Steps
from ocgraph.measures.measure import Column, Family, Figures, Measure, Parameter, Subject, Unit
from ocgraph.measures.uncertainty import UNKNOWN_TIES, Uncertain, under_missing_ties
from ocgraph.network import Layer, PartnershipNetwork

NEAR = 2
"""Steps within which two actors are near: someone, or a table, knows them both."""

_TWO, _THREE = "two_actors_needed", "three_actors_needed"
_BORGATTI = ("Borgatti, S. P. (2006). Identifying sets of key players in a social network. "
             "Computational and Mathematical Organization Theory 12, 21–34.")
_TARJAN = ("Tarjan, R. E. (1972). Depth-first search and linear graph algorithms. SIAM Journal "
           "on Computing 1, 146–160.")


def fragmentation(network: PartnershipNetwork, without: tuple[str, ...] = (),
                  draws_of_ties: int = 0) -> Figures:
    """Tell how far what is seen is in pieces, once some nodes have left.

    The interval is under the ties nobody was asked about.
    """
    steps, left = _without(network, without)
    n_left = int(left.sum())
    if n_left < 2:
        nothing = dict.fromkeys(("fragmentation", "distance_fragmentation", "fragmentation_low",
                                 "fragmentation_high"), np.nan)
        return Figures.of_network(_TWO, remaining_actors=n_left, **nothing)
    gone = np.flatnonzero(~left)

    def in_pieces(ties: CSR) -> float:
        drawn = steps._replace(ties=ties).without_actors(gone)
        return _shares(pairs_joined(*_components(drawn, left)), 0, n_left)[0]

    missing = under_missing_ties(network, in_pieces, draws_of_ties)
    return Figures.of_network(
        column_reasons=_interval_reasons(missing, "fragmentation"),
        remaining_actors=n_left, fragmentation=missing.value[0],
        distance_fragmentation=float(_shares(0, inverse_distances(steps), n_left)[1]),
        fragmentation_low=missing.low[0], fragmentation_high=missing.high[0])


def departure(network: PartnershipNetwork) -> Figures:
    """Tell what is left when each actor leaves in turn."""
    steps, n_actors = network.steps, len(network.actors)
    actors = tuple(network.actor_index)
    lost = _cuts(steps).pairs_lost[:n_actors]
    own = _component_sizes(steps) - 1
    after, distance_after = _shares(
        _joined(steps) - own - lost, inverse_distances_without(steps, np.arange(n_actors)),
        n_actors - 1)
    return Figures(actors, {"pairs_lost": lost.astype(float), "fragmentation_after": after,
                            "distance_fragmentation_after": distance_after},
                   _for_all(actors, _THREE if n_actors < 3 else None))


def liaison_dependency(network: PartnershipNetwork, draws_of_ties: int = 0) -> Figures:
    """Tell what the actors lose when each organizer leaves in turn.

    The interval is under the ties nobody was asked about, which may join what seems to hang on her.
    """
    steps, n_actors = network.steps, len(network.actors)
    organizers = tuple(organizer.organizer_id for organizer in network.organizers)
    hubs = np.arange(steps.n_hubs - len(organizers), steps.n_hubs)
    missing = under_missing_ties(
        network, lambda ties: _cuts(steps._replace(ties=ties)).pairs_lost[n_actors + hubs],
        draws_of_ties)
    after, distance_after = _shares(
        _joined(steps) - missing.value, inverse_distances_without(steps, n_actors + hubs), n_actors)
    return Figures(organizers, {
        "pairs_lost": missing.value, "pairs_lost_low": missing.low,
        "pairs_lost_high": missing.high,
        "near_pairs_lost": near_pairs_lost(steps, hubs, NEAR).astype(float),
        "isolated_after": _isolated_after(steps)[hubs].astype(float),
        "fragmentation_after": after, "distance_fragmentation_after": distance_after},
        _for_all(organizers, _TWO if n_actors < 2 else None),
        column_reasons=_interval_reasons(missing, "pairs_lost"))


def pairs_held(network: PartnershipNetwork) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Count the pairs of actors that each organizer alone joins, at all and within `NEAR` steps."""
    steps, hubs = network.steps, np.array(_organizer_hubs(network), int)
    return (_cuts(steps).pairs_lost[len(network.actors) + hubs],
            near_pairs_lost(steps, hubs, NEAR))


def autonomy(network: PartnershipNetwork, draws_of_ties: int = 0) -> Figures:
    """Compare what joins the actors with all organizers, and without any.

    The intervals are under the ties nobody was asked about.
    """
    steps, n_actors = network.steps, len(network.actors)
    alone = steps.without_hubs(_organizer_hubs(network))

    def by_organizers(ties: CSR) -> tuple[int, int]:
        with_all, without = steps._replace(ties=ties), alone._replace(ties=ties)
        return _joined(with_all) - _joined(without), _near(with_all) - _near(without)

    joined, near = _joined(steps), _near(steps)
    missing = under_missing_ties(network, by_organizers, draws_of_ties)
    n_pairs = n_actors * (n_actors - 1) / 2 or np.nan
    (by_them, near_by_them), low, high = missing.value, missing.low, missing.high
    return Figures.of_network(
        _TWO if n_actors < 2 else None, column_reasons=_interval_reasons(
            missing, "pairs_by_organizers", "near_pairs_by_organizers"),
        joined_share=joined / n_pairs, joined_share_alone=(joined - by_them) / n_pairs,
        near_pairs_share=near / n_pairs, near_pairs_share_alone=(near - near_by_them) / n_pairs,
        pairs_by_organizers=by_them, pairs_by_organizers_low=low[0],
        pairs_by_organizers_high=high[0], near_pairs_by_organizers=near_by_them,
        near_pairs_by_organizers_low=low[1], near_pairs_by_organizers_high=high[1])


def articulation_actors(network: PartnershipNetwork) -> Figures:
    """Mark the actors without whom others are no longer joined."""
    found, n_actors = _cuts(network.steps), len(network.actors)
    return Figures(tuple(network.actor_index), {
        "is_articulation": (found.n_pieces[:n_actors] > 1).astype(float),
        "pieces_after": found.n_pieces[:n_actors].astype(float)})


def bridges(network: PartnershipNetwork) -> Figures:
    """List the ties whose loss separates actors, those between two actors only."""
    found, names = _cuts(network.steps), tuple(network.actor_index)
    ties = [(names[first], names[second], parted) for first, second, parted
            in zip(*found.bridges, found.pairs_parted, strict=True) if second < len(names)]
    return Figures(tuple((first, second) for first, second, _ in ties),
                   {"pairs_parted": np.array([parted for *_, parted in ties], float)})


def _without(network: PartnershipNetwork,
             node_ids: tuple[str, ...]) -> tuple[Steps, NDArray[np.bool_]]:
    """Return the steps left when nodes leave, and which actors remain."""
    n_actors = len(network.actors)
    numbers = np.array([network.node_index[node_id] for node_id in node_ids], int)
    left = np.ones(n_actors, bool)
    left[numbers[numbers < n_actors]] = False
    steps = network.steps.without_hubs(numbers[numbers >= n_actors] - n_actors)
    return steps.without_actors(np.flatnonzero(~left)), left


def _organizer_hubs(network: PartnershipNetwork) -> range:
    return range(len(network.concertation_tables), len(network.hubs))


def _weights(steps: Steps, left: ArrayLike = True) -> NDArray[np.int64]:
    """Return what counts in the incidence graph: the actors (left), and no hub."""
    weights = np.zeros(steps.n_actors + steps.n_hubs, np.int64)
    weights[:steps.n_actors] = left
    return weights


def _components(steps: Steps, left: ArrayLike = True) -> tuple[Indices, NDArray[np.int64]]:
    return components(steps.incidence_graph()), _weights(steps, left)


def _component_sizes(steps: Steps) -> NDArray[np.int64]:
    """Count the actors joined to each actor, itself included."""
    labels, weights = _components(steps)
    return np.bincount(labels, weights).astype(np.int64)[labels[:steps.n_actors]]


def _joined(steps: Steps) -> int:
    return pairs_joined(*_components(steps))


def _near(steps: Steps) -> int:
    nowhere = np.full(steps.n_actors, -1, np.int32)
    return int(reach(steps, NEAR, nowhere, np.empty(0)).actors[:, NEAR - 1].sum()) // 2


def _cuts(steps: Steps) -> Cuts:
    return cuts(steps.incidence_graph(), _weights(steps))


def _shares(joined: ArrayLike, inverse: ArrayLike,
            n_left: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return F and dF from the pairs joined and the sum of their inverse distances."""
    n_pairs = n_left * (n_left - 1) / 2 if n_left > 1 else np.nan
    return 1 - np.asarray(joined) / n_pairs, 1 - np.asarray(inverse) / n_pairs


def _isolated_after(steps: Steps) -> NDArray[np.int64]:
    """Count, for each hub, the actors whom nothing else joins to another actor."""
    joining = (steps.members.lengths > 1).astype(np.int64)
    seats = steps.members.rows
    n_joining = steps.ties.lengths + np.bincount(
        steps.members.indices, joining[seats], minlength=steps.n_actors)
    only = (n_joining[steps.members.indices] == 1) & (joining[seats] == 1)
    return np.bincount(seats[only], minlength=steps.n_hubs)


def _interval_reasons(missing: Uncertain, *columns: str) -> dict[str, str]:
    """Return why the ends of the intervals of some columns do not exist, when they do not."""
    return {f"{column}_{end}": missing.reason for column in columns for end in ("low", "high")
            } if missing.reason else {}


def _for_all(rows: tuple[str, ...], reason: str | None) -> Mapping[str, str]:
    return dict.fromkeys(rows, reason) if reason else {}


_FORMULA = "F(G) = 1 − Σ s(s − 1)/(n(n − 1)); dF(G) = 1 − 2 Σ (1/d)/(n(n − 1))"
_AFTER = (Column("fragmentation_after", Unit.SHARE, 3),
          Column("distance_fragmentation_after", Unit.SHARE, 3))

MEASURES = (
    Measure("fragmentation", fragmentation, Family.FRAGILITY, Subject.NETWORK,
            (Column("remaining_actors", Unit.ACTORS), Column("fragmentation", Unit.SHARE, 3),
             Column("distance_fragmentation", Unit.SHARE, 3),
             Column("fragmentation_low", Unit.SHARE, 3),
             Column("fragmentation_high", Unit.SHARE, 3)),
            formula=_FORMULA, reference=_BORGATTI,
            parameters=(Parameter("without", (), names_nodes=True), UNKNOWN_TIES)),
    Measure("departure", departure, Family.FRAGILITY, Subject.ACTOR,
            (Column("pairs_lost", Unit.PAIRS), *_AFTER),
            formula=_FORMULA + "; F(G − v), dF(G − v)", reference=_BORGATTI),
    Measure("liaison_dependency", liaison_dependency, Family.FRAGILITY, Subject.ORGANIZER,
            (Column("pairs_lost", Unit.PAIRS), Column("near_pairs_lost", Unit.PAIRS),
             Column("isolated_after", Unit.ACTORS), *_AFTER,
             Column("pairs_lost_low", Unit.PAIRS), Column("pairs_lost_high", Unit.PAIRS)),
            formula=_FORMULA + "; F(G − o), dF(G − o)",
            reference=_BORGATTI, layers=frozenset((Layer.LIAISON,)), parameters=(UNKNOWN_TIES,)),
    Measure("autonomy", autonomy, Family.FRAGILITY, Subject.NETWORK,
            (Column("joined_share", Unit.SHARE, 3), Column("joined_share_alone", Unit.SHARE, 3),
             Column("near_pairs_share", Unit.SHARE, 3),
             Column("near_pairs_share_alone", Unit.SHARE, 3),
             *(Column(f"{what}by_organizers{end}", Unit.PAIRS)
               for what in ("pairs_", "near_pairs_") for end in ("", "_low", "_high"))),
            formula="1 − F(G), 1 − F(G − O); 2 |{i, j: d(i, j) ≤ 2}|/(n(n − 1))",
            reference=_BORGATTI, layers=frozenset((Layer.LIAISON,)), parameters=(UNKNOWN_TIES,)),
    Measure("articulation_actors", articulation_actors, Family.FRAGILITY, Subject.ACTOR,
            (Column("is_articulation", Unit.NUMBER), Column("pieces_after", Unit.NUMBER)),
            formula="c(G − v) > c(G)", reference=_TARJAN),
    Measure("bridges", bridges, Family.FRAGILITY, Subject.PAIR,
            (Column("pairs_parted", Unit.PAIRS),),
            formula="c(G − e) > c(G); s₁ s₂", reference=_TARJAN,
            layers=frozenset((Layer.TIES,))),
)
