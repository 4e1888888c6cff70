"""How many records a change of the register adds, updates, leaves and removes."""

from __future__ import annotations

from dataclasses import asdict

from dashboard import state
from ocgraph.storage import Changes


def counted(changes: Changes) -> str:
    """Say how many records a change adds, updates, leaves and removes."""
    _ = state.words()
    return ", ".join(_(f"changes.{change}", n=n)
                     for change, n in asdict(changes).items() if n) or _("changes.none")
