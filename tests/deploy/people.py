"""Ten people who correct a register, each her own actor, and what each was told is saved."""

from __future__ import annotations

import datetime
from collections.abc import Callable

from ocgraph.model import Actor, Register
from ocgraph.storage import Store
from tests.deploy.person import Person, until_done

N_PEOPLE = 10
HELD = "Maison Fictive"
SAVED = "C’est enregistré"


def keep_ten_actors(store: Store) -> None:
    """Keep a register of ten actors of the same name."""
    store.replace(Register(actors=tuple(Actor(
        actor_id=f"a-{number:02}", name=HELD, sectors=("municipal",),
        verified_on=datetime.date(2025, 6, 15)) for number in range(1, N_PEOPLE + 1))),
        save_key="first", file_name="r.xlsx")


def name_of(number: int, edit: int) -> str:
    """Return the name that an actor is given by one of the corrections."""
    return f"Maison {number}, passage {edit}"


def correct(person: Person, number: int, *, n_edits: int, after_each: Callable[[], object]
            ) -> list[str]:
    """Correct the name of an actor again and again; return the names that were told saved."""
    told = []
    for edit in range(n_edits):
        name = name_of(number, edit)
        until_done(person, lambda name=name: _correct(person, name))
        told.append(name)
        after_each()
    return told


def _correct(person: Person, name: str) -> None:
    """Type a name and save it; whoever lost her page, or saved in it, opens the record again."""
    if person.socket is None or person.reads(SAVED):
        person.open()
    person.type("Nom *", name)
    person.press("Enregistrer")
    assert person.reads(SAVED), "neither saved nor refused"


def names_in_memory(store: Store, number: int) -> list[str]:
    """Return the names that the memory holds of an actor, in the order in which they came."""
    actor_id = f"a-{number:02}"
    return [change.after.name for save in reversed(store.saves())
            for change in store.changes_of(save.save_seq)
            if getattr(change.after, "actor_id", None) == actor_id]
