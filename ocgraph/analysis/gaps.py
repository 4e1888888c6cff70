"""What is missing: actors alone, sectors absent, groups nothing joins, tables that repeat.

Ties and shared tables join here; organizers do not: what they alone join is told by the linking
role. A gap is a question to ask, with how sure it is, and never a fault of anyone.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from math import log

import numpy as np

from ocgraph.engine.csr import CSR
from ocgraph.engine.steps import Steps
from ocgraph.measures import MEASURES
from ocgraph.measures.groups import Groups, one_group_each
from ocgraph.measures.two_mode import seats
from ocgraph.model import Actor, ConcertationTable
from ocgraph.network import PartnershipNetwork

REPEATED = 0.75
"""Share of the smaller table that sits at the other one, from which two tables are told alike."""

FEWEST_SHARED = 4
"""Members two tables share at least, to be told alike."""

SUGGESTED = 3
"""How many actors a gap suggests at most."""

BY_CHANCE = 0.01
"""A group of pairs without a link is told when chance would leave it so less often than this."""


class Certainty(StrEnum):
    """How far what is not recorded may be taken for what is not there."""

    KNOWN = "known"      # everybody concerned was asked, or it is a fact of the register
    PARTLY = "partly"    # some were asked
    UNKNOWN = "unknown"  # nobody was asked


class GapKind(StrEnum):
    """The lists of gaps, in the order they are shown."""

    ISOLATED = "isolated"
    HANGS_ON_ONE = "hangs_on_one"
    MISSING_SECTOR = "missing_sector"
    SECTORS_APART = "sectors_apart"
    TERRITORIES_APART = "territories_apart"
    TABLES_ALIKE = "tables_alike"
    OVER_SOLICITED = "over_solicited"
    TIE_TO_PROPOSE = "tie_to_propose"  # told after the gaps, and none itself


_OF_GROUPS = (GapKind.SECTORS_APART, GapKind.TERRITORIES_APART)
_OF_PAIRS = (GapKind.TABLES_ALIKE, GapKind.TIE_TO_PROPOSE)


@dataclass(frozen=True)
class Gap:
    """Something perhaps missing, and where.

    Attributes
    ----------
    nodes
        Identifiers of the actors and tables concerned, the first to be selected.
    territories
        Codes of the MRC where it is.
    certainty
        Whether what is not recorded was asked about.
    sectors
        Codes of the sectors concerned.
    figures
        Numbers its sentence tells, by name.
    suggested
        Identifiers of actors one could bring closer.
    """

    kind: GapKind
    nodes: tuple[str, ...] = ()
    territories: tuple[str, ...] = ()
    certainty: Certainty = Certainty.KNOWN
    sectors: tuple[str, ...] = ()
    figures: Mapping[str, float] = field(default_factory=dict)
    suggested: tuple[str, ...] = ()

    @property
    def subjects(self) -> tuple[str, ...]:
        """The nodes it is told of; none where it is told of sectors or of MRC."""
        if self.kind in _OF_GROUPS:
            return ()
        return self.nodes[:2 if self.kind in _OF_PAIRS else 1]

    @property
    def gap_id(self) -> str:
        """What tells it from the others, the same as long as it is there.

        Neither who else is concerned nor how many: a new actor of a sector, or one sector less to
        find, makes no other gap.
        """
        places = self.territories if self.kind in _OF_GROUPS else ()
        main = self.sectors[:1] if self.kind == GapKind.SECTORS_APART else ()
        return "|".join((self.kind, *self.subjects, *main, *places))


def find_gaps(network: PartnershipNetwork, neighbours: Collection[tuple[str, str]] = (), *,
              suggests: bool = True) -> tuple[Gap, ...]:
    """Return every gap of what is seen, list by list, the widest first in each.

    A lens that leaves actors out chooses which gaps are told, and changes none: a member it hides
    still sits at the table, and a partner still is one.

    Parameters
    ----------
    neighbours
        Pairs of codes of MRC that touch.
    suggests
        Whether to look for actors to bring closer to those alone, which takes longest.
    """
    if network.lens.restricts_actors:
        whole = PartnershipNetwork(network.register, network.lens.of_everyone)
        return tuple(gap for gap in find_gaps(whole, neighbours, suggests=suggests)
                     if _concerns(gap, network))
    joined = joined_by_themselves(network)
    return (*_alone(network, joined, suggests), *_missing_sectors(network),
            *_sectors_apart(network, joined), *_territories_apart(network, joined, neighbours),
            *_tables_alike(network), *_over_solicited(network))


def _concerns(gap: Gap, network: PartnershipNetwork) -> bool:
    """Tell whether a gap is about someone seen, and where one looks."""
    wanted = network.lens.territories
    if gap.kind in _OF_GROUPS and wanted and wanted.isdisjoint(gap.territories):
        return False
    return any(node_id in network.node_by_id for node_id in gap.subjects or gap.nodes)


def joined_by_themselves(network: PartnershipNetwork) -> CSR:
    """Return the graph of the actors who share a tie or a table, organizers left out."""
    return Steps.of(network.steps.ties, seats(network)).graph()


def certainty_of(actors: Iterable[Actor]) -> Certainty:
    """Tell how many of some actors described their ties themselves: all, some or none."""
    asked = [actor.asked is True for actor in actors]
    if asked and all(asked):
        return Certainty.KNOWN
    return Certainty.PARTLY if any(asked) else Certainty.UNKNOWN


def _alone(network: PartnershipNetwork, joined: CSR, suggests: bool) -> Iterator[Gap]:
    """Yield the actors that nothing joins, then those joined by one tie or one table only."""
    alike = _Alike(network, joined)
    n_ways = network.steps.ties.lengths + seats(network).transposed().lengths
    for kind, is_so in ((GapKind.ISOLATED, joined.lengths == 0),
                        (GapKind.HANGS_ON_ONE, (n_ways == 1) & (joined.lengths > 0))):
        for number in np.flatnonzero(is_so):
            actor = network.actors[number]
            by = _only_way(network, number) if kind == GapKind.HANGS_ON_ONE else ()
            yield Gap(kind, (actor.actor_id, *by), places_of([actor]), certainty_of([actor]),
                      suggested=alike.to(int(number)) if suggests else ())


def _only_way(network: PartnershipNetwork, number: int) -> tuple[str]:
    """Return the partner or the table by which an actor that has one only is joined."""
    partners = network.steps.ties.row(number)
    if len(partners):
        return (network.actors[partners[0]].actor_id,)
    table = seats(network).transposed().row(number)[0]
    return (network.concertation_tables[table].concertation_table_id,)


class _Alike:
    """Who is most like an actor: sectors in common, then the MRC, then how many it is near."""

    def __init__(self, network: PartnershipNetwork, joined: CSR) -> None:
        self.network, self.joined = network, joined
        self.sectors = Groups.of(network, "sector").of_actor.matrix(np.int32)
        self.places = one_group_each(network, "mrc")

    def to(self, number: int) -> tuple[str, ...]:
        """Return the best of those it is not joined to, the first of the register among equals."""
        shared = np.asarray((self.sectors @ self.sectors[[number]].T).toarray()).ravel()
        same_place = (self.places == self.places[number]) & (self.places >= 0)
        apart = (shared > 0) | same_place
        apart[[number, *self.joined.row(number).tolist()]] = False
        others = np.flatnonzero(apart)
        order = np.lexsort((others, -self.joined.lengths[others], ~same_place[others],
                            -shared[others]))
        return tuple(self.network.actors[other].actor_id for other in others[order[:SUGGESTED]])


def places_of(actors: Iterable[Actor]) -> tuple[str, ...]:
    """Return the codes of the MRC of some actors, those known."""
    return tuple(sorted({actor.mrc_code for actor in actors if actor.mrc_code}))


def _missing_sectors(network: PartnershipNetwork) -> Iterator[Gap]:
    """Yield the tables that wish to gather a sector of which no member is known."""
    held = seats(network)
    found = []
    for number, table in enumerate(network.concertation_tables):
        members = [network.actors[actor] for actor in held.row(number)]
        missing = set(table.expected_sectors) - {code for one in members for code in one.sectors}
        n_unknown = sum(not one.sectors for one in members)
        if missing:
            found.append(Gap(
                GapKind.MISSING_SECTOR, (table.concertation_table_id,), table.territories,
                Certainty.PARTLY if n_unknown else Certainty.KNOWN, tuple(sorted(missing)),
                {"n": len(members), "n_unknown": n_unknown},
                _who_could_sit(network, table, missing)))
    yield from sorted(found, key=lambda gap: -len(gap.sectors))


def _who_could_sit(network: PartnershipNetwork, table: ConcertationTable, missing: set[str]
                   ) -> tuple[str, ...]:
    """Return actors of a missing sector in the territory of a table, the least called on first."""
    n_seats = seats(network).transposed().lengths
    there = [number for number, actor in enumerate(network.actors)
             if missing & {*actor.sectors}
             and (not table.territories or actor.mrc_code in table.territories)]
    return tuple(network.actors[number].actor_id
                 for number in sorted(there, key=lambda one: n_seats[one])[:SUGGESTED])


def _sectors_apart(network: PartnershipNetwork, joined: CSR) -> Iterator[Gap]:
    """Yield, in each MRC, the pairs of sectors that nothing joins where chance seldom would.

    Chance is the density of the MRC itself: with a share p of its pairs joined, k pairs are all
    apart with probability (1 − p)^k. A sector apart from several is told once, with all of them.
    """
    for code in sorted({actor.mrc_code for actor in network.actors if actor.mrc_code}):
        here = [number for number, actor in enumerate(network.actors) if actor.mrc_code == code]
        yield from _apart_here(network, within(joined, here), here, code)


def within(graph: CSR, numbers: list[int]) -> CSR:
    """Return the part of a graph between some nodes, numbered anew."""
    return CSR.of_matrix(graph.matrix(np.int8)[numbers][:, numbers])


def _apart_here(network: PartnershipNetwork, joined: CSR, here: list[int], code: str
                ) -> Iterator[Gap]:
    actors = [network.actors[number] for number in here]
    n_pairs = len(here) * (len(here) - 1) / 2
    density = len(joined.indices) / 2 / n_pairs if n_pairs else 0
    if not 0 < density < 1:
        return
    groups = Groups.of_actors(actors, "sector")
    ties, pairs = groups.n_ties(*groups.known_ties(joined).edges()), groups.n_pairs()
    apart = np.triu(ties == 0, 1) & (pairs * log(1 - density) < log(BY_CHANCE))
    both_ways, n_pairs_of = apart | apart.T, pairs + np.triu(pairs, 1).T
    while both_ways.any():
        main = int(both_ways.sum(axis=1).argmax())
        others = np.flatnonzero(both_ways[main])
        others = others[np.argsort(-n_pairs_of[main, others], kind="stable")]
        both_ways[main] = both_ways[:, main] = False
        sectors = tuple(groups.codes[number] for number in (main, *others))
        concerned = [actor for actor in actors if sectors[0] in actor.sectors]
        n_apart = int(n_pairs_of[main, others].sum())
        yield Gap(GapKind.SECTORS_APART, tuple(actor.actor_id for actor in concerned), (code,),
                  certainty_of(concerned), sectors,
                  {"n": n_apart, "expected": float(n_apart * density)})


def _territories_apart(network: PartnershipNetwork, joined: CSR,
                       neighbours: Collection[tuple[str, str]]) -> Iterator[Gap]:
    """Yield the neighbouring MRC, both with actors, between which there is no tie and no table."""
    groups = Groups.of(network, "mrc")
    ties = groups.n_ties(*groups.known_ties(joined).edges())
    place = {code: number for number, code in enumerate(groups.codes)}
    for one, other in sorted(tuple(sorted(pair)) for pair in neighbours):
        if one in place and other in place and not ties[place[one], place[other]]:
            concerned = [actor for actor in network.actors if actor.mrc_code in (one, other)]
            yield Gap(GapKind.TERRITORIES_APART, tuple(actor.actor_id for actor in concerned),
                      (one, other), certainty_of(concerned), figures={"n": len(concerned)})


def _tables_alike(network: PartnershipNetwork) -> Iterator[Gap]:
    """Yield the pairs of tables that gather nearly the same members."""
    found = MEASURES["table_overlap"].read(network) if _shows_tables(network) else None
    for number in found.highest_first("overlap") if found else ():
        shared, overlap = (found.columns[name][number] for name in ("shared_members", "overlap"))
        if overlap >= REPEATED and shared >= FEWEST_SHARED:
            tables = found.rows[number]
            territories = {code for table in tables
                           for code in network.node_by_id[table].territories}
            yield Gap(GapKind.TABLES_ALIKE, tables, tuple(sorted(territories)),
                      figures={"n": int(shared), "share": float(overlap)})


def _shows_tables(network: PartnershipNetwork) -> bool:
    return bool(network.lens.layers & set(MEASURES["table_overlap"].layers))


def _over_solicited(network: PartnershipNetwork) -> Iterator[Gap]:
    """Yield the actors whose number of seats stands out: above Q3 + 1.5 (Q3 − Q1) of the seated.

    Tukey, J. W. (1977). Exploratory Data Analysis. Addison-Wesley.
    """
    n_seats = seats(network).transposed().lengths
    seated = n_seats[n_seats > 0]
    if not len(seated):
        return
    low, middle, high = np.percentile(seated, (25, 50, 75))
    limit = high + 1.5 * (high - low)
    for number in np.argsort(-n_seats, kind="stable"):
        if n_seats[number] <= limit:
            return
        actor = network.actors[number]
        yield Gap(GapKind.OVER_SOLICITED, (actor.actor_id,), places_of([actor]),
                  figures={"n": int(n_seats[number]), "middle": float(middle)})
