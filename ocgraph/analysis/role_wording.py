"""What relieves an organizer, and the pairs she holds, in words."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice

from ocgraph.analysis.held_pairs import APART, HeldPairs, Pair
from ocgraph.analysis.linking_role import UNKNOWN_GROUPS, UNNOTED, UNREAD, LinkingRole
from ocgraph.analysis.relief import FragileGroup, Relief, in_common
from ocgraph.analysis.wording import common_words, group_names, listed, names_of
from ocgraph.i18n import say
from ocgraph.model import frame_terms
from ocgraph.network import PartnershipNetwork

_NAMED = 3
_COLUMNS = ("one", "other", "with", "without", "common")


def relief_sentence(relief: Relief, network: PartnershipNetwork, language: str) -> str:
    """Say what a tie or a seat would restore, and what its ends have in common."""
    one, other = names_of((relief.actor_id, relief.other_id), network)
    sentence = say(language, f"relief.{relief.kind}", n=relief.pairs, near=relief.near_pairs,
                   one=one, other=other)
    common = common_words(relief.sectors, relief.same_mrc, language)
    return sentence + (" " + say(language, "relief.common", common=common) if common else "")


def fragile_group_sentence(group: FragileGroup, network: PartnershipNetwork, language: str) -> str:
    """Say who would come apart together."""
    return say(language, "relief.group", n=len(group.members), names=listed(
        names_of(group.members, network), language, _NAMED))


def introduce_sentence(groups: Pair, pairs: tuple[Pair, ...], network: PartnershipNetwork,
                       language: str) -> str:
    """Say who could be introduced to each other between two groups."""
    told = [say(language, "introduce.pair", one=one, other=other)
            for one, other in (names_of(pair, network) for pair in pairs)]
    return say(language, "introduce.groups", groups=group_names(groups, network, language),
               pairs=listed(told, language))


def frame_words(counts: Mapping[str, int], frame: str, kind: str, language: str) -> str:
    """Write the words of one kind, each with how many engagements bear it."""
    terms = frame_terms(frame, kind)
    words = {code: terms[code].label.in_language(language) for code in counts if code in terms}
    words |= {UNREAD: say(language, "analysis.unread"), UNNOTED: say(language, "analysis.unnoted")}
    return ", ".join(say(language, "role.word", n=counts[code], word=words[code])
                     for code in sorted(counts, key=lambda code: (UNREAD, UNNOTED).index(code)
                                        if code not in terms else -1))


def between_rows(role: LinkingRole, network: PartnershipNetwork, language: str, most: int
                 ) -> list[tuple[str, int]]:
    """Return how many pairs meet by her alone between two groups: the `most` first, then the rest.

    Where an actor has one group, they add up to all her pairs.
    """
    known = [(pair, n) for pair, n in role.apart_by_groups.items() if pair != UNKNOWN_GROUPS]
    rows = [(group_names(pair, network, language), n) for pair, n in known[:most]]
    rest = {"role.other_groups": sum(n for _pair, n in known[most:]),
            "role.unknown_groups": role.apart_by_groups.get(UNKNOWN_GROUPS, 0)}
    return rows + [(say(language, key), n) for key, n in rest.items() if n]


def held_pair_titles(language: str) -> list[str]:
    """Return the titles of the columns of `held_pair_rows`."""
    return [say(language, f"held.{column}") for column in _COLUMNS]


def held_pair_rows(pairs: HeldPairs, network: PartnershipNetwork, language: str, most: int
                   ) -> list[list[str]]:
    """Return a row for each of the first pairs: who, how far with and without, what they share."""
    columns = (column.tolist() for column in pairs)
    return [_row(network, language, pair) for pair in islice(zip(*columns, strict=True), most)]


def _row(network: PartnershipNetwork, language: str, pair: tuple[int, ...]) -> list[str]:
    first, second, steps, without = pair
    one, other = network.actors[first], network.actors[second]
    return [one.name, other.name, say(language, "held.steps", n=steps),
            say(language, "held.apart") if without == APART
            else say(language, "held.steps", n=without),
            common_words(*in_common(one, other.sectors, (other.mrc_code,)), language)]
