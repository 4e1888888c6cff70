"""Three versions of one record: as it was seen, as one person wishes it, as another left it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ocgraph.model import Entity, FieldDeclaration, declarations


@dataclass(frozen=True)
class Versions:
    """What two people changed in one record.

    Attributes
    ----------
    mine_alone, theirs_alone
        Fields that one of them changed, or that both made the same.
    both
        Fields that both changed, each in her own way: someone has to choose.
    """

    mine_alone: tuple[FieldDeclaration, ...]
    theirs_alone: tuple[FieldDeclaration, ...]
    both: tuple[FieldDeclaration, ...]


def three_versions(seen: Entity, mine: Entity, theirs: Entity) -> Versions:
    """Tell what each changed in a record since it was seen."""
    by_me, by_them = (list(changed(seen, after)) for after in (mine, theirs))
    apart = list(changed(mine, theirs))
    return Versions(tuple(field for field in by_me if field not in by_them),
                    tuple(field for field in by_them if field not in by_me or field not in apart),
                    tuple(field for field in by_me if field in by_them and field in apart))


def changed(before: Entity, after: Entity) -> Iterator[FieldDeclaration]:
    """Yield the fields that two versions of a record hold otherwise."""
    return (field for field in declarations(type(before))
            if getattr(before, field.name) != getattr(after, field.name))
