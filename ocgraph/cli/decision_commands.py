"""What a person decides with, typed: gaps, roles, who is reached and how, whom to call, tables."""

from __future__ import annotations

import argparse
import datetime
from collections.abc import Iterable
from difflib import get_close_matches
from itertools import groupby
from pathlib import Path

from ocgraph.analysis.gaps import find_gaps
from ocgraph.analysis.goal import (
    Goal,
    calls_found_sentence,
    calls_goal_sentence,
    tables_found_sentence,
    tables_goal_sentence,
)
from ocgraph.analysis.linking_role import linking_roles
from ocgraph.analysis.mobilisation import Call, Mobilisation, actors_of, order_of_calls, ways_to
from ocgraph.analysis.note_wording import note_sentences
from ocgraph.analysis.overview import Overview
from ocgraph.analysis.proposals import ties_to_propose
from ocgraph.analysis.role_wording import fragile_group_sentence, relief_sentence
from ocgraph.analysis.wording import (
    call_words,
    certainty_words,
    cover_sentences,
    gap_action,
    gap_rows,
    gap_sentence,
    gap_titles,
    listed,
    role_sentence,
    way_words,
)
from ocgraph.cli.chosen import (
    chosen_network,
    listed_codes,
    mrc_code,
    names_of_nodes,
    node_ids,
)
from ocgraph.cli.console import Console, UsageError
from ocgraph.engine.covers import Cover
from ocgraph.i18n import format_share
from ocgraph.io.places.boundaries import neighbouring, read_boundaries
from ocgraph.io.places.reference import territory_by_code
from ocgraph.io.writing.csv_export import table_csv
from ocgraph.io.writing.exports import write_content
from ocgraph.measures.choice.questions import Question, which_tables, whom_to_call
from ocgraph.model import Actor, vocabulary
from ocgraph.network import PartnershipNetwork
from ocgraph.views.call_list import call_lines, call_list
from ocgraph.views.words import kind_words, place_words

_SETS_LISTED = 20
_COLUMNS = ("order", "identifier", "name", "kind", "place", "more", "reached")


def tell_gaps(arguments: argparse.Namespace, console: Console) -> int:
    """Tell what is perhaps missing, list by list."""
    target = _target(arguments, ".csv")
    network = chosen_network(arguments)
    gaps = (*find_gaps(network, neighbouring(read_boundaries().outlines)),
            *ties_to_propose(network))
    language = console.language
    for kind, found in groupby(gaps, key=lambda gap: gap.kind):
        console.say(f"gap.list.{kind}")
        for gap in found:
            console.line(gap_sentence(gap, network, language), indent=2)
            action, certainty = (gap_action(gap, network, language),
                                 certainty_words(gap, language))
            console.line(f"{action} ({certainty})", indent=6)
    if not gaps:
        console.say("analysis.gaps.none")
    if target:
        rows = gap_rows(gaps, network, language)
        _write(table_csv(gap_titles(language), rows, language)[0], target, console)
    return 0


def tell_roles(arguments: argparse.Namespace, console: Console) -> int:
    """Tell what each organizer joins, the one most depends on first."""
    network = chosen_network(arguments)
    for role in linking_roles(network, arguments.partition, arguments.frame):
        console.line(role_sentence(role, network, console.language))
        for group in role.groups:
            console.line(fragile_group_sentence(group, network, console.language), indent=2)
            for key, relief in zip(("analysis.relief", "relief.or"), group.reliefs, strict=False):
                sentence = relief_sentence(relief, network, console.language)
                console.line(f"{console.text(key)} {sentence}", indent=6)
    if not network.organizers:
        console.say("cli.roles.none")
    return 0


def tell_reach(arguments: argparse.Namespace, console: Console) -> int:
    """Tell who is reached at each step, and how far away the others are."""
    network = chosen_network(arguments)
    starts = node_ids(names_of_nodes(network), arguments.starts)
    found = Mobilisation(network, starts, arguments.steps)
    console.say("mobilise.reached", n=found.n_reached, all=len(network.actors),
                share=format_share(found.share, console.language),
                steps=console.text("mobilise.within", n=found.max_steps))
    for step, actors in enumerate(found.by_step):
        if actors:
            console.line(f"{console.text('mobilise.step')} {step}")
        for actor in actors:
            console.line(_named(actor), indent=2)
    console.line(console.text("mobilise.missed", n=len(found.missed)) if found.missed
                 else console.text("mobilise.everyone"))
    for actor in found.missed_nearest_first:
        steps = found.steps_to_missed.get(actor.actor_id)
        away = (console.text("mobilise.steps.n", n=steps) if steps
                else console.text("mobilise.way_unknown"))
        console.line(f"{_named(actor)} · {away}", indent=2)
    return 0


def tell_way(arguments: argparse.Namespace, console: Console) -> int:
    """Tell by what ways an actor is reached: the nearest, and those that share nobody."""
    network = chosen_network(arguments)
    names = names_of_nodes(network)
    starts, (target,) = node_ids(names, arguments.starts), node_ids(names, [arguments.target])
    if target not in network.actor_index:
        raise UsageError("cli.way_to_actor", found=arguments.target)
    nearest, ways = (ways_to(network, starts, target, most) for most in (1, 3))
    if not ways:
        console.say("mobilise.no_way")
    if not set(nearest) & set(ways):
        for way in nearest:
            console.line(f"{console.text('mobilise.shortest')} "
                         f"{way_words(way, network, console.language)}")
    if ways:
        console.say("mobilise.ways_apart", n=len(ways))
    for way in ways:
        console.line(way_words(way, network, console.language), indent=2)
    return 0


def tell_calls(arguments: argparse.Namespace, console: Console) -> int:
    """Tell the fewest actors to call to reach a goal, in order."""
    target, share = _target(arguments, ".html", ".csv"), _share(arguments.share)
    network = chosen_network(arguments)
    goal = _goal(arguments)._replace(share=share, max_steps=arguments.steps)
    asked = whom_to_call(network, goal.max_steps, goal.share, _wanted(goal, network))
    *_, found = asked.search(_SETS_LISTED)
    calls = order_of_calls(asked, asked.names(found)[0])
    lead = [calls_found_sentence(asked, found, goal, console.language),
            _certainty(found, console)]
    _tell_in_order(calls, lead, network, console)
    if target:
        lead.insert(0, calls_goal_sentence(goal, console.language))
        _take_away(calls, console.text("calls.title"), lead, target, (arguments, network, console))
    return 0


def tell_tables(arguments: argparse.Namespace, console: Console) -> int:
    """Tell the fewest tables that gather everyone wanted who sits at one, in order."""
    target = _target(arguments, ".html", ".csv")
    network = chosen_network(arguments)
    goal = _goal(arguments)
    asked = which_tables(network, _wanted(goal, network))
    if not asked.is_attainable:
        console.say("tables.nobody")
        return 0
    *_, found = asked.search(_SETS_LISTED)
    calls = order_of_calls(asked, asked.names(found)[0])
    lead = [tables_found_sentence(asked, found, console.language),
            _certainty(found, console), *_apart(asked, network, console)]
    _tell_in_order(calls, lead, network, console)
    if target:
        lead.insert(0, tables_goal_sentence(goal, console.language))
        _take_away(calls, console.text("tables.title"), lead, target,
                   (arguments, network, console))
    return 0


def _certainty(found: Cover, console: Console) -> str:
    return " ".join(cover_sentences(found, console.language))


def _apart(asked: Question, network: PartnershipNetwork, console: Console) -> list[str]:
    names = [network.node_by_id[one].name for one in asked.out_of_reach]
    return [console.text("tables.apart", n=len(names), names=listed(names, console.language))
            ] if names else []


def _tell_in_order(calls: tuple[Call, ...], lead: Iterable[str], network: PartnershipNetwork,
                   console: Console) -> None:
    for sentence in lead:
        console.line(sentence)
    for number, call in enumerate(calls, start=1):
        name = network.node_by_id[call.node_id].name
        console.line(f"{number}. {name} ({call.node_id}) · {call_words(call, console.language)}")


def _take_away(calls: tuple[Call, ...], title: str, lead: list[str], target: Path,
               seen: tuple[argparse.Namespace, PartnershipNetwork, Console]) -> None:
    """Write the list as a page to print or to open on a phone, or as CSV."""
    arguments, network, console = seen
    language, places = console.language, territory_by_code()
    if target.suffix.lower() == ".html":
        lines = call_lines(calls, network, places, language)
        page = call_list(title, lead, lines, _notes(arguments, network, console), language)
        _write(page.encode(), target, console)
        return
    rows = [(number, call.node_id, node.name, kind_words(node, language),
             place_words(node, places, language), call.n_more, call.n_reached)
            for number, call in enumerate(calls, start=1)
            for node in (network.node_by_id[call.node_id],)]
    titles = [console.text(f"cli.list.{column}") for column in _COLUMNS]
    _write(table_csv(titles, rows, language)[0], target, console)


def _notes(arguments: argparse.Namespace, network: PartnershipNetwork, console: Console
           ) -> list[str]:
    """Return what a list rests on, as under every picture."""
    return note_sentences(Overview(network, datetime.date.today()), console.language,
                          is_demo=arguments.demo is not None)


def _write(content: bytes, target: Path, console: Console) -> None:
    write_content(content, target)
    console.say("cli.written", file=str(target))


def _target(arguments: argparse.Namespace, *suffixes: str) -> Path | None:
    """Return the file to write, its name refused before anything is computed."""
    target = Path(arguments.output) if arguments.output else None
    if target and target.suffix.lower() not in suffixes:
        raise UsageError("cli.list_format", file=target.name, known=", ".join(suffixes))
    return target


def _named(actor: Actor) -> str:
    return f"{actor.name} ({actor.actor_id})"


def _goal(arguments: argparse.Namespace) -> Goal:
    """Read the sectors and the MRC of the goal."""
    return Goal(listed_codes(arguments.sector, _sector_code),
                listed_codes(arguments.territory, mrc_code))


def _wanted(goal: Goal, network: PartnershipNetwork) -> tuple[str, ...]:
    """Return the actors of the goal; nobody is said."""
    wanted = actors_of(network, goal.sectors, goal.territories)
    if not wanted:
        raise UsageError("cli.nobody_wanted")
    return tuple(wanted)


def _sector_code(written: str) -> str:
    if written not in vocabulary("sector"):
        raise UsageError("cli.sector_unknown", found=written, known=", ".join(
            get_close_matches(written, vocabulary("sector"), n=3, cutoff=0.4)
            or vocabulary("sector")))
    return written


def _share(written: str) -> float:
    """Read a share: ``0.8``, ``0,8``, ``80%`` or ``80 %``."""
    text = "".join(written.split()).replace(",", ".")
    try:
        share = float(text.removesuffix("%")) / (100 if text.endswith("%") else 1)
    except ValueError:
        share = 0.0
    if not 0 < share <= 1:
        raise UsageError("cli.share_unknown", found=written)
    return share
