"""What would leave, told in sentences before anything does: by the command and by the page."""

from __future__ import annotations

from ocgraph.i18n import say
from ocgraph.io.writing.worded_cells import worded
from ocgraph.model import (
    ENTITY_LABELS,
    Actor,
    ValueType,
    declarations,
    label_of,
    shared_fields,
)
from ocgraph.privacy import NEVER_LEAVES, Leaving, Seen


def leaving_words(leaving: Leaving, language: str) -> str:
    """Say how much of an entity leaves."""
    total = leaving.n_leaving + sum(leaving.stays.values())
    if leaving.entity in NEVER_LEAVES:
        return say(language, "share.never", what=ENTITY_LABELS[leaving.entity], n=total)
    return say(language, "share.leaves", what=ENTITY_LABELS[leaving.entity], n=leaving.n_leaving,
               total=total)


def stays_words(leaving: Leaving, language: str) -> list[str]:
    """Say why the others stay; nothing of what never leaves."""
    if leaving.entity in NEVER_LEAVES:
        return []
    return [say(language, "share.stays", n=n, why=say(language, f"share.why.{why}"))
            for why, n in leaving.stays.items()]


def field_words(leaving: Leaving, language: str) -> list[str]:
    """Say of how many records each field that leaves is known, then which never leave."""
    if leaving.entity in NEVER_LEAVES:
        return []
    headers = {field.name: field.header.in_language(language)
               for field in declarations(leaving.entity)}
    return [*(say(language, "share.known_of", field=headers[name], n=n)
              for name, n in leaving.n_known.items()),
            say(language, "share.never_leave", fields=", ".join(
                headers[name] for name in leaving.fields_kept))]


def seen_head(seen: Seen, name: str, language: str) -> str:
    """Say that an organisation would read something of itself, or why it would not."""
    if seen.why_stays is not None:
        return say(language, "share.nothing_about", name=name,
                   why=say(language, f"share.why.{seen.why_stays}"))
    return say(language, "share.about_actor", name=name)


def seen_words(seen: Seen, language: str) -> list[str]:
    """Say what an organisation would read of itself, field by field, then whom it is joined to."""
    if seen.actor is None:
        return []
    values = [(field, worded(seen.actor, field, language)) for field in shared_fields(Actor)
              if field.value_type is not ValueType.IDENTIFIER]
    return [
        *(say(language, "share.value", field=field.header, value=value)
          for field, value in values if value not in (None, "")),
        *(say(language, "share.coordinates", name=table.name) for table in seen.coordinated),
        *(say(language, "share.seat", name=table.name,
              role=_after_name("membership_role", seat.role, language))
          for table, seat in seen.seats),
        *(say(language, "share.tie", name=partner.name,
              kind=_after_name("tie_kind", tie.kind, language)) for partner, tie in seen.partners)]


def _after_name(vocabulary: str, code: str | None, language: str) -> str:
    return f" ({label_of(vocabulary, code, language)})" if code else ""
