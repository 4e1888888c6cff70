"""``ocgraph territories``: which MRC are under-served, how sure, and where posts would go."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping
from dataclasses import replace
from difflib import get_close_matches

from ocgraph.analysis.group_bridges import group_bridges
from ocgraph.analysis.territory_posts import MOST_POSTS
from ocgraph.analysis.territory_reading import HEAVIEST, TerritoryReading, Weighing
from ocgraph.analysis.weighing_forms import TOLERANCES, read_choices, read_weight, weighing_of
from ocgraph.cli.arguments import REPORT_FORMATS
from ocgraph.cli.chosen import chosen_network, nearest
from ocgraph.cli.console import Console, UsageError
from ocgraph.cli.documents import asked_format, give
from ocgraph.io.places.boundaries import neighbouring, read_boundaries
from ocgraph.paths import beside_demo_path
from ocgraph.reports.territories import report_of
from ocgraph.storage import KeptWeighing, Notebook
from ocgraph.territory.posts import Objective
from ocgraph.views.territory_map import Ground

_USUAL_TOLERANCE = "near"


def tell_territories(arguments: argparse.Namespace, console: Console) -> int:
    """Write need and presence by MRC, or print it as Markdown when there is no file to write."""
    fmt = asked_format(arguments, REPORT_FORMATS)
    if arguments.posts > MOST_POSTS:
        raise UsageError("cli.too_many_posts", found=arguments.posts, most=MOST_POSTS)
    reading = TerritoryReading(chosen_network(arguments))
    weighing = _weighing(arguments, reading, console)
    outlines = read_boundaries()
    near = neighbouring(outlines.outlines)
    report = report_of(
        reading, weighing, Ground(reading.territories, outlines.outlines,
                                  (outlines.credit, outlines.credit_link), console.language),
        near, n_posts=arguments.posts, objective=Objective(arguments.objective),
        bridges=[group_bridges(reading.network, partition, set(map(frozenset, near)))
                 for partition in ("mrc", "sector")], is_demo=arguments.demo is not None)
    return give(report.file(fmt), arguments, console)


def _weighing(arguments: argparse.Namespace, reading: TerritoryReading, console: Console
              ) -> Weighing:
    """Return what the options weigh, or what counts first; all that is wrong is said at once."""
    written, tolerance = _written(arguments)
    weights = dict(map(read_weight, written))
    if refused := " ".join(_refused(weights, reading, console)):
        raise UsageError("cli.weights_refused", told=refused)
    return (weighing_of(weights, TOLERANCES[tolerance]) if weights
            else replace(reading.first_weighing, tolerance=TOLERANCES[tolerance]))


def _written(arguments: argparse.Namespace) -> tuple[tuple[str, ...], str]:
    """Return the weights asked for, or kept under a name, and how far others are allowed."""
    written = (*filter(str.strip, arguments.weights.split(",")), *arguments.weight)
    if arguments.weighing is None:
        return written, arguments.within or _USUAL_TOLERANCE
    if written:
        raise UsageError("cli.weighing_and_weights")
    weights, tolerance = read_choices(_kept(arguments).choices)
    return weights, arguments.within or tolerance


def _kept(arguments: argparse.Namespace) -> KeptWeighing:
    path = beside_demo_path(arguments.demo) if arguments.demo else None
    kept = {each.name: each for each in Notebook(path).weighings()}
    name = arguments.weighing.strip()
    if name not in kept:
        raise UsageError("cli.weighing_unknown", found=name,
                         near=nearest(get_close_matches(name, kept, n=3) or kept))
    return kept[name]


def _refused(weights: Mapping[str, int], reading: TerritoryReading, console: Console
             ) -> Iterator[str]:
    for written, weight in weights.items():
        code = written if weight else written.rpartition(":")[0] or written
        if code not in reading.evidence:
            near = get_close_matches(code.lower(), reading.evidence, n=3) or reading.evidence
            yield console.text("cli.weight_of_nothing", found=code, near=", ".join(near) or "—")
        elif not 1 <= abs(weight) <= HEAVIEST:
            yield console.text("cli.weight_unread", code=code, most=HEAVIEST)
