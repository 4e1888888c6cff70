"""``ocgraph share``: the page for a meeting, and what it would hold, told before it is made."""

from __future__ import annotations

import argparse
import datetime
from collections.abc import Mapping
from pathlib import Path

from ocgraph.cli.chosen import chosen_lens, chosen_register, node_ids
from ocgraph.cli.console import Console
from ocgraph.errors import OcgraphError
from ocgraph.io.writing.exports import write_content
from ocgraph.model import Register
from ocgraph.paths import beside_demo_path
from ocgraph.privacy import (
    Terms,
    TiesShown,
    new_identifiers,
    redact,
    seen_by,
    what_leaves,
)
from ocgraph.sharing import bundle, page_to_share
from ocgraph.sharing.presentation import View, for_page, read_views
from ocgraph.sharing.preview_wording import (
    field_words,
    leaving_words,
    seen_head,
    seen_words,
    stays_words,
)
from ocgraph.sharing.told import silent_sentences
from ocgraph.storage import Notebook, SharedPages


def share(arguments: argparse.Namespace, console: Console) -> int:
    """Write the page to share, or tell what would be in it."""
    register, lens = chosen_register(arguments), chosen_lens(arguments)
    terms = Terms(datetime.date.today(), TiesShown(arguments.ties), lens.territories, lens.on)
    if arguments.about:
        return _tell_about(register, terms, arguments.about, console)
    if arguments.preview:
        return _preview(register, terms, console)
    shared = redact(register, terms)
    if not shared.register.actors:
        raise OcgraphError("share.nobody_agreed")
    new_ids = new_identifiers(register, terms)
    views = _presentation(arguments, register, new_ids, console)
    page = page_to_share(arguments.title, console.language, terms, register)
    content = bundle(shared, console.language, is_demo=arguments.demo is not None,
                     page_id=page.page_id, title=page.title, presentation=views)
    # What leaves can be listed, and what is answered to it be read.
    SharedPages(_kept_in(arguments)).keep(page, content)
    target = Path(arguments.output)
    write_content(content, target)
    console.say("cli.written", file=str(target))
    console.say("cli.share.look_first")
    return 0


def _kept_in(arguments: argparse.Namespace) -> Path | None:
    return beside_demo_path(arguments.demo) if arguments.demo else None


def _presentation(arguments: argparse.Namespace, register: Register,
                  new_ids: Mapping[str, str], console: Console) -> tuple[View, ...]:
    """Return the views of the presentation asked for, and tell which cannot leave."""
    if arguments.presentation is None:
        return ()
    name = arguments.presentation.strip()
    kept = {each.name: each for each in Notebook(_kept_in(arguments)).presentations()}
    if not kept:
        raise OcgraphError("share.no_presentation")
    if name not in kept:
        raise OcgraphError("share.no_such_presentation", name=name, names=", ".join(kept))
    views, left_out = for_page(read_views(kept[name].views), register, new_ids)
    for rank, _, why in left_out:
        console.say("cli.share.view_left_out", rank=rank, why=console.text(
            f"presentation.why.{why}"))
    if not views:
        raise OcgraphError("share.nothing_to_present", name=name)
    return views


def _preview(register: Register, terms: Terms, console: Console) -> int:
    language = console.language
    for leaving in what_leaves(register, terms):
        console.line(leaving_words(leaving, language))
        for sentence in (*field_words(leaving, language), *stays_words(leaving, language)):
            console.line(sentence, indent=2)
    console.say("share.then_silent")
    for sentence in silent_sentences(redact(register, terms), language):
        console.line(sentence, indent=2)
    return 0


def _tell_about(register: Register, terms: Terms, written: str, console: Console) -> int:
    names = {actor.actor_id: actor.name for actor in register.actors}
    (actor_id,) = node_ids(names, [written])
    seen = seen_by(register, terms, actor_id)
    console.line(seen_head(seen, names[actor_id], console.language))
    for sentence in seen_words(seen, console.language):
        console.line(sentence, indent=2)
    return 0
