"""The ``ocgraph`` command."""

from ocgraph.cli.main import main

__all__ = ["main"]
