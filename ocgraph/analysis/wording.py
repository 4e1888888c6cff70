"""What was analysed, in sentences a colleague would write."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from math import ceil

from ocgraph.analysis.gaps import Certainty, Gap, GapKind
from ocgraph.analysis.linking_role import LinkingRole
from ocgraph.analysis.mobilisation import Call
from ocgraph.analysis.relief import in_common
from ocgraph.analysis.search import Progress
from ocgraph.engine.covers import Cover
from ocgraph.i18n import format_share, say
from ocgraph.io.places.reference import territory_by_code
from ocgraph.measures.wording import row_names
from ocgraph.model import label_of
from ocgraph.network import Layer, PartnershipNetwork
from ocgraph.storage import Followed

_NAMED = 3
_COLUMNS = ("list", "what", "place", "certainty", "action")
_FOLLOW_COLUMNS = ("since", "note")


def listed(names: Iterable[str], language: str, most: int | None = None) -> str:
    """Write names one after the other, the last with « et », and how many are left out."""
    names = list(names)
    if most is not None and len(names) > most + 1:
        rest = say(language, "list.others", n=len(names) - most)
        names = [*names[:most], rest]
    if len(names) < 2:
        return "".join(names)
    return say(language, "list.last", names=", ".join(names[:-1]), last=names[-1])


def gap_sentence(gap: Gap, network: PartnershipNetwork, language: str) -> str:
    """Say what is missing."""
    sentence = say(language, f"gap.{gap.kind}", **_words(gap, network, language))
    if gap.figures.get("n_unknown"):
        sentence += " " + say(language, "gap.unknown_sectors", n=gap.figures["n_unknown"])
    return sentence


def gap_action(gap: Gap, network: PartnershipNetwork, language: str) -> str:
    """Suggest what to do about it."""
    action = say(language, f"gap.{gap.kind}.action")
    if gap.suggested:
        names = names_of(gap.suggested, network)
        action += " " + say(language, f"gap.{gap.kind}.suggested", names=listed(names, language))
    return action


def gap_place(gap: Gap, language: str) -> str:
    """Say where it is; nothing when that is not known."""
    return listed(sorted(place_name(code) for code in gap.territories), language)


def certainty_words(gap: Gap, language: str) -> str:
    """Say how sure it is."""
    if gap.kind == GapKind.MISSING_SECTOR and gap.certainty == Certainty.PARTLY:
        return say(language, "certainty.sectors_unknown")
    return say(language, f"certainty.{gap.certainty}")


def gap_titles(language: str) -> list[str]:
    """Return the titles of the columns of `gap_rows`."""
    return [say(language, f"gap.column.{column}") for column in _COLUMNS]


def gap_rows(gaps: Iterable[Gap], network: PartnershipNetwork, language: str) -> list[list[str]]:
    """Return a row for each gap: the list, what, where, how sure, what to try."""
    return [[say(language, f"gap.list.{gap.kind}"), gap_sentence(gap, network, language),
             gap_place(gap, language), certainty_words(gap, language),
             gap_action(gap, network, language)] for gap in gaps]


def follow_titles(language: str) -> list[str]:
    """Return the titles of the columns of `follow_cells`."""
    return [say(language, f"gap.column.{column}") for column in _FOLLOW_COLUMNS]


def follow_cells(kept: Followed | None) -> list[str]:
    """Return since when a gap is followed, and the note; nothing for one that is not."""
    return ["", ""] if kept is None else [kept.followed_on.isoformat(), kept.note]


def gone_sentence(gap: Gap, network: PartnershipNetwork, language: str) -> str:
    """Say that a gap once followed is no longer there, from its codes."""
    names = [network.node_by_id[node_id].name if node_id in network.node_by_id
             else say(language, "follow.left") for node_id in gap.subjects]
    sectors = [label_of("sector", code, language) for code in gap.sectors]
    if gap.kind == GapKind.TERRITORIES_APART:
        names = [place_name(code) for code in gap.territories]
    elif gap.kind == GapKind.SECTORS_APART:
        names, sectors = sectors[:1], [*sectors[1:], gap_place(gap, language)]
    what = listed(names, language) + (f" ({', '.join(filter(None, sectors))})" if sectors else "")
    return say(language, "follow.gone", what=what, list=say(language, f"gap.list.{gap.kind}"))


def _words(gap: Gap, network: PartnershipNetwork, language: str) -> dict[str, object]:
    names = names_of(gap.nodes, network)
    words: dict[str, object] = dict(gap.figures)
    if gap.kind == GapKind.TERRITORIES_APART:
        words |= dict(zip(("one", "other"), map(place_name, gap.territories), strict=True))
    elif gap.kind == GapKind.SECTORS_APART:
        sector, *others = (label_of("sector", code, language) for code in gap.sectors)
        words |= {"sector": sector, "others": listed(others, language, 6),
                  "expected": round(gap.figures["expected"])}
    elif gap.kind == GapKind.TIE_TO_PROPOSE:
        words |= {"one": names[0], "other": names[1],
                  "reasons": _reasons(gap, network, language)}
    elif gap.kind == GapKind.TABLES_ALIKE:
        words |= {"one": names[0], "other": names[1],
                  "share": format_share(gap.figures["share"], language)}
    else:
        words |= {"name": names[0], "other": names[-1], "sectors": ", ".join(
            label_of("sector", code, language) for code in gap.sectors)}
    return words


def _reasons(gap: Gap, network: PartnershipNetwork, language: str) -> str:
    """Say what the two of a pair share: partners, tables, sectors, the MRC."""
    one, other = (network.node_by_id[actor_id] for actor_id in gap.nodes)
    counted = [say(language, f"gap.tie_to_propose.{name}", n=gap.figures[name])
               for name in ("n_partners", "n_tables") if gap.figures[name]]
    common = common_words(*in_common(one, other.sectors, (other.mrc_code,)), language)
    return ", ".join([*counted, common] if common else counted)


def common_words(sectors: tuple[str, ...], same_mrc: bool, language: str) -> str:
    """Say which sectors are of both, and whether the MRC is the same; nothing when neither is."""
    words = [label_of("sector", code, language) for code in sectors]
    return ", ".join([*words, say(language, "relief.same_mrc")] if same_mrc else words)


def role_sentence(role: LinkingRole, network: PartnershipNetwork, language: str) -> str:
    """Say whom an organizer joins, and what would come apart without her."""
    told = _bound(language)
    name = network.node_by_id[role.organizer_id].name
    sentences = [told("role.partners", name=name, n=len(role.partners)),
                 told("role.apart", n=role.apart)]
    if role.is_only_link:
        sentences.append(told("role.only_link", n=role.pairs_lost))
        sentences.append(told("role.cut_off", n=len(role.cut_off), names=listed(
            names_of(role.cut_off, network), language, _NAMED)))
    elif role.near_pairs_lost:
        sentences.append(told("role.near", n=role.near_pairs_lost))
    else:
        sentences.append(told("role.no_loss"))
    if any(link.layer == Layer.LIAISON and link.target_id not in network.actor_index
           for link in network.links_of[role.organizer_id]):
        sentences.append(told("role.tables_apart"))
    if role.last_entry:
        sentences.append(told("role.entries", n=role.n_entries, hours=role.entry_hours,
                              day=role.last_entry))
    if role.n_entries_without_hours:
        sentences.append(told("journal.without_hours", n=role.n_entries_without_hours))
    return " ".join(sentences)


def way_words(way: Iterable[str], network: PartnershipNetwork, language: str) -> str:
    """Write a way: whom it begins with, and what leads from each to the next."""
    first, *others = way
    parts, through = [network.node_by_id[first].name], None
    for node_id in others:
        name = network.node_by_id[node_id].name
        if node_id not in network.actor_index:
            through = name
            continue
        parts.append(say(language, "way.through", through=through, name=name) if through
                     else say(language, "way.tie", name=name))
        through = None
    return " ".join(parts)


def cover_sentences(found: Cover, language: str) -> list[str]:
    """Say how sure it is that a set is the smallest, and how many do as well."""
    if not found.is_proved:
        return [say(language, "fewest.bound", n=int(found.bound))]
    ties = "fewest.ties" if found.is_complete else "fewest.ties_at_least"
    return [say(language, "fewest.proved"), say(language, ties, n=found.n_sets)]


def progress_sentence(told: Progress, language: str) -> str:
    """Say how far a search is, and how long it may still take."""
    found, seconds = told.found, ceil(told.seconds_left)
    if found is None:
        return say(language, "fewest.searching", seconds=seconds)
    if found.is_proved:
        return say(language, "fewest.searching.ties", n=int(found.value), ties=found.n_sets,
                   seconds=seconds)
    return say(language, "fewest.searching.best", n=int(found.value), bound=int(found.bound),
               seconds=seconds)


def call_words(call: Call, language: str) -> str:
    """Say how many a call, or a table, adds to those before."""
    return say(language, "fewest.more", n=call.n_more, reached=call.n_reached)


def group_names(pair: tuple[str, str], network: PartnershipNetwork, language: str) -> str:
    """Name two groups of a partition, or one with itself."""
    one, other = row_names(pair, network, language)
    return say(language, "role.inside", group=one) if one == other else say(
        language, "role.between", one=one, other=other)


def _bound(language: str) -> Callable[..., str]:
    return lambda key, **words: say(language, key, **words)


def names_of(node_ids: Iterable[str], network: PartnershipNetwork) -> list[str]:
    """Return the names of some nodes, those the lens hides too."""
    return [network.register.named(node_id).name for node_id in node_ids]


def place_name(code: str) -> str:
    """Name an MRC; what is not one keeps its code."""
    place = territory_by_code().get(code)
    return place.name if place else code
