"""``ocgraph serve``: one dashboard of a team's server, started and watched over by the system."""

from __future__ import annotations

import argparse
import os
from typing import NoReturn
from urllib.parse import urlsplit

from ocgraph.cli.console import Console
from ocgraph.cli.dashboard_commands import (
    checked_port,
    command,
    dashboard_folder,
    environment,
    settings_are_right,
)
from ocgraph.settings import ADDRESS, PORT, PUBLIC_URL, signs_in
from ocgraph.storage import StorageError, Store


def serve(arguments: argparse.Namespace, console: Console) -> int:
    """Check every setting, then become the server: whoever started us stops it, and reads it.

    No browser is opened and no copy is made: the system has its own hours for that.
    """
    if not settings_are_right(console, of_server=True):
        return 1
    if not signs_in():
        console.say("cli.serve.nobody_signs_in")
    if not arguments.check:
        _become_the_server(arguments.port, console)
    return _database_answers(console)


def _database_answers(console: Console) -> int:
    """Say whether the database answers. Started, a dashboard waits for one that does not yet."""
    try:
        Store().ask()
    except StorageError as unreachable:
        console.explain(unreachable)
        return 1
    console.say("cli.serve.right")
    return 0


def _become_the_server(port: int | None, console: Console) -> NoReturn:
    host = ADDRESS.value
    port = checked_port(int(PORT.value) if port is None else port, host)
    words = command(port, host=host, named=urlsplit(PUBLIC_URL.given).hostname or "localhost")
    shown = f"[{host}]" if ":" in host else host
    console.say("cli.serve.starting", address=f"http://{shown}:{port}")
    os.chdir(dashboard_folder())
    os.execve(words[0], words, environment("own"))
