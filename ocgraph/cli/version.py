"""``ocgraph --version``: which version, and what it computes with."""

from __future__ import annotations

from ocgraph import __version__
from ocgraph.cli.console import Console
from ocgraph.engine.compiled import is_compiled, is_stale


def tell(console: Console) -> int:
    """Say the version, and whether the compiled part of the engine is in use."""
    key = ("cli.engine.compiled" if is_compiled()
           else "cli.engine.stale" if is_stale() else "cli.engine.scipy")
    console.line(f"ocgraph {__version__} ({console.text(key)})")
    return 0
