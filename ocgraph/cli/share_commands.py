"""``ocgraph share``: the page for a meeting, and what it would hold, told before it is made."""

from __future__ import annotations

import argparse
import datetime
from pathlib import Path

from ocgraph.cli.chosen import chosen_lens, chosen_register, node_ids
from ocgraph.cli.console import Console
from ocgraph.errors import OcgraphError
from ocgraph.io.writing.exports import write_content
from ocgraph.io.writing.worded_cells import worded
from ocgraph.model import (
    ENTITY_LABELS,
    Actor,
    Register,
    ValueType,
    declarations,
    label_of,
    shared_fields,
)
from ocgraph.privacy import (
    NEVER_LEAVES,
    Leaving,
    Seen,
    Terms,
    TiesShown,
    redact,
    seen_by,
    what_leaves,
)
from ocgraph.sharing import bundle
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
    for leaving in what_leaves(register, terms):
        _tell_leaving(leaving, console)
    console.say("cli.share.silent")
    for sentence in silent_sentences(redact(register, terms), console.language):
        console.line(sentence, indent=2)
    return 0


def _tell_leaving(leaving: Leaving, console: Console) -> None:
    entity, headers = leaving.entity, _headers(leaving.entity, console.language)
    total = leaving.n_leaving + sum(leaving.stays.values())
    if entity in NEVER_LEAVES:
        console.say("cli.share.never", what=ENTITY_LABELS[entity], n=total)
        return
    console.say("cli.share.leaves", what=ENTITY_LABELS[entity], n=leaving.n_leaving, total=total)
    for name, n in leaving.n_known.items():
        console.say("cli.share.field", field=headers[name], n=n, indent=2)
    console.say("cli.share.kept", indent=2,
                fields=", ".join(headers[name] for name in leaving.fields_kept))
    for why, n in leaving.stays.items():
        console.say("cli.share.stays", n=n, why=console.text(f"share.why.{why}"), indent=2)


def _headers(entity: type, language: str) -> dict[str, str]:
    return {field.name: field.header.in_language(language) for field in declarations(entity)}


def _tell_about(register: Register, terms: Terms, written: str, console: Console) -> int:
    names = {actor.actor_id: actor.name for actor in register.actors}
    (actor_id,) = node_ids(names, [written])
    seen = seen_by(register, terms, actor_id)
    if seen.why_stays is not None:
        console.say("cli.share.nothing_about", name=names[actor_id],
                    why=console.text(f"share.why.{seen.why_stays}"))
        return 0
    console.say("cli.share.about_actor", name=names[actor_id])
    _tell_seen(seen, console)
    return 0


def _tell_seen(seen: Seen, console: Console) -> None:
    language = console.language
    for field in shared_fields(Actor):
        if field.value_type is ValueType.IDENTIFIER:
            continue
        value = worded(seen.actor, field, language)
        if value not in (None, ""):
            console.say("cli.share.value", field=field.header, value=value, indent=2)
    for table in seen.coordinated:
        console.say("cli.share.coordinates", indent=2, name=table.name)
    for table, seat in seen.seats:
        console.say("cli.share.seat", indent=2, name=table.name,
                    role=_after_name("membership_role", seat.role, language))
    for partner, tie in seen.partners:
        console.say("cli.share.tie", indent=2, name=partner.name,
                    kind=_after_name("tie_kind", tie.kind, language))


def _after_name(vocabulary: str, code: str | None, language: str) -> str:
    return f" ({label_of(vocabulary, code, language)})" if code else ""
