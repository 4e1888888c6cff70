"""``ocgraph share``: the page for a meeting, and what it would hold, told before it is made."""

from __future__ import annotations

import argparse
import datetime
from pathlib import Path

from ocgraph.cli.chosen import chosen_lens, chosen_register, node_ids
from ocgraph.cli.console import Console
from ocgraph.errors import OcgraphError
from ocgraph.io.writing.exports import write_content
from ocgraph.model import Register
from ocgraph.privacy import Terms, TiesShown, redact, seen_by, what_leaves
from ocgraph.sharing import bundle
from ocgraph.sharing.preview_wording import (
    field_words,
    leaving_words,
    seen_head,
    seen_words,
    stays_words,
)
from ocgraph.sharing.told import silent_sentences


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
    target = Path(arguments.output)
    write_content(bundle(shared, console.language, is_demo=arguments.demo is not None), target)
    console.say("cli.written", file=str(target))
    console.say("cli.share.look_first")
    return 0


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
