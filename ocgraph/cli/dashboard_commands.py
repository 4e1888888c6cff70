"""``ocgraph demo`` and ``ocgraph open``: the dashboard, on this machine alone."""

from __future__ import annotations

import argparse
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
import webbrowser
from importlib.util import find_spec
from pathlib import Path
from typing import NoReturn

from ocgraph.cli.console import Console
from ocgraph.errors import OcgraphError
from ocgraph.i18n import DEFAULT_LANGUAGE
from ocgraph.paths import user_folder
from ocgraph.settings import COOKIE_SECRET, SECRETS, problems, whole_environment
from ocgraph.storage import StorageError, Store
from ocgraph.storage.copies import copies_folder, is_due, keep_copy

HOST = "127.0.0.1"
FIRST_PORT = 8501
_PORTS_TRIED = 40
_SECONDS_TO_START = 90
# Windows has no signal for a closed terminal.
_STOP_SIGNALS = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]


def open_demo(arguments: argparse.Namespace, console: Console) -> int:
    """Open the dashboard on the demonstration asked for."""
    return launch_dashboard("quebec" if arguments.quebec else "demo", arguments.port,
                            open_browser=not arguments.no_browser, console=console)


def open_own(arguments: argparse.Namespace, console: Console) -> int:
    """Open the dashboard on the person's own register, once a day after a copy of it."""
    if not settings_are_right(console):
        return 1
    copy_of_the_day(console)
    return launch_dashboard("own", arguments.port, open_browser=not arguments.no_browser,
                            console=console)


def settings_are_right(console: Console, *, of_server: bool = False) -> bool:
    """Tell whether the settings can be followed; all that is wrong in them is said at once."""
    wrong = problems(of_server=of_server)
    for problem in wrong:
        console.explain(problem)
    return not wrong


def copy_of_the_day(console: Console) -> None:
    """Copy a register kept in a file of this machine; what prevents it is said, and no more.

    A register on a server is copied there, by whoever keeps it.
    """
    try:
        store, folder = Store(), copies_folder()
        if store.path is not None and is_due(store, folder):
            console.say("cli.open.copied", path=str(keep_copy(store, folder)))
    except StorageError as refused:
        console.explain(refused)


def launch_dashboard(register_source: str, port: int | None = None, *, open_browser: bool = True,
                     console: Console) -> int:
    """Start the dashboard, print its address once it answers, and wait until it is stopped.

    Parameters
    ----------
    register_source
        ``"demo"``, ``"quebec"`` or ``"own"``: one of the dashboard's sources.
    port
        Where to listen; the first free port from 8501 when not given.

    Raises
    ------
    OcgraphError
        ``cli.port_taken``, ``cli.no_dashboard``, or ``cli.dashboard_stopped`` when it did not
        start.
    """
    port = _free_port() if port is None else checked_port(port)
    address = f"http://{HOST}:{port}"
    for told_to_stop in _STOP_SIGNALS:
        signal.signal(told_to_stop, _leave)
    console.say("cli.dashboard.starting")
    # In a session of its own, so that Ctrl+C reaches us alone and we stop the server in order.
    with subprocess.Popen(command(port), cwd=dashboard_folder(), stdout=subprocess.DEVNULL,
                          env=environment(register_source), start_new_session=True) as server:
        try:
            _wait_for(server, address)
            page = address + _in_language(console.language)
            console.say(f"cli.dashboard.{register_source}", address=page)
            console.say("cli.dashboard.stop")
            if open_browser and _has_display():
                webbrowser.open(page)
            server.wait()
        except KeyboardInterrupt:
            console.say("cli.dashboard.stopped")
        finally:
            server.terminate()
    return 0


def _has_display() -> bool:
    """Tell whether a window can open: without one, a text browser would take the terminal.

    Whoever names a browser (``BROWSER``) gets it.
    """
    return sys.platform in ("darwin", "win32") or any(
        whole_environment().get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER"))


def _in_language(language: str) -> str:
    return "" if language == DEFAULT_LANGUAGE else f"/?lang={language}"


def _leave(_signal: int, _frame: object) -> NoReturn:
    raise KeyboardInterrupt  # told to stop: the server is stopped with us


def dashboard_folder() -> Path:
    """Return the folder of the dashboard, where it runs: its own options lie there."""
    found = find_spec("dashboard")
    folder = Path(found.origin).parent if found and found.origin else Path()
    if not (folder / "asgi.py").is_file():
        raise OcgraphError("cli.no_dashboard")
    return folder


def command(port: int, *, host: str = HOST, named: str = "localhost") -> list[str]:
    """Return the command of the server: where it listens, and the name it is asked for by.

    Its options are in ``.streamlit/config.toml`` too; these hold wherever that file is not read.
    """
    options = {"server.address": host, "server.port": str(port), "server.headless": "true",
               "browser.serverAddress": named, "browser.gatherUsageStats": "false",
               "server.fileWatcherType": "none"}
    if SECRETS.given:
        options["secrets.files"] = str(Path(SECRETS.given).absolute())
    return [sys.executable, "-m", "streamlit", "run", str(dashboard_folder() / "asgi.py"),
            *(word for name, value in options.items() for word in (f"--{name}", value)),
            *(word for name in dict.fromkeys((HOST, "localhost", named))
              for word in ("--server.allowedHosts", name))]


def environment(register_source: str) -> dict[str, str]:
    """Return what the dashboard is told: which register, and the secrets no command line shows.

    It runs in its own folder, so that a home given beside another one must be whole.
    """
    told = {"OCGRAPH_HOME": str(user_folder().resolve()), "OCGRAPH_DEMO": register_source}
    if COOKIE_SECRET.given:
        told["STREAMLIT_SERVER_COOKIE_SECRET"] = COOKIE_SECRET.given
    return whole_environment() | told


def checked_port(port: int, host: str = HOST) -> int:
    """Return a port that is free.

    Raises
    ------
    OcgraphError
        ``cli.port_taken``.
    """
    if not 1 <= port <= 65535 or not _is_free(port, host):
        raise OcgraphError("cli.port_taken", port=str(port))
    return port


def _free_port() -> int:
    tried = range(FIRST_PORT, FIRST_PORT + _PORTS_TRIED)
    port = next((port for port in tried if _is_free(port)), None)
    if port is None:
        raise OcgraphError("cli.port_taken", port=f"{tried[0]}–{tried[-1]}")
    return port


def _is_free(port: int, host: str = HOST) -> bool:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def _wait_for(server: subprocess.Popen, address: str) -> None:
    """Wait until the dashboard answers: an address that does not yet work helps nobody."""
    deadline = time.monotonic() + _SECONDS_TO_START
    while time.monotonic() < deadline and server.poll() is None:
        if _answers(address):
            return
        time.sleep(.1)
    raise OcgraphError("cli.dashboard_stopped")


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(f"{address}/_stcore/health", timeout=2) as answer:
            return answer.status == 200
    except (urllib.error.URLError, OSError):
        return False
