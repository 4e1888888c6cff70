"""The ``ocgraph`` command."""

from ocgraph.cli.dashboard_commands import launch_dashboard
from ocgraph.cli.main import main

__all__ = ["launch_dashboard", "main"]
