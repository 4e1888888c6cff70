"""The dashboard served as the product serves it: by its own command, on a free port."""

from __future__ import annotations

import os
import random
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from itertools import cycle, islice
from pathlib import Path

OCGRAPH = (sys.executable, "-m", "ocgraph.cli")
_N_PORTS = 1_000
_WORKER = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
_FIRST_PORT = 20_000 + _N_PORTS * (_WORKER % 10)   # below those the system chooses from
_PORTS = cycle(random.sample(range(_FIRST_PORT, _FIRST_PORT + _N_PORTS), _N_PORTS))


@contextmanager
def served(command: str, folder: Path, program: tuple[str, ...] = OCGRAPH) -> Iterator[str]:
    """Run ``ocgraph demo`` or ``ocgraph open`` and give its address.

    Parameters
    ----------
    command
        ``"demo"`` or ``"open"``.
    folder
        Where it runs; its register is kept in ``home`` there, what it prints in ``server.log``.
    program
        How ocgraph is run.
    """
    port = free_port()
    with answering([*program, command, "--no-browser", "--port", str(port)], port,
                   folder) as address:
        yield address


@contextmanager
def answering(words: list[str], port: int, folder: Path, *, seconds: int = 90,
              settings: Mapping[str, str] | None = None) -> Iterator[str]:
    """Run a command that serves on `port`, and give its address once it answers.

    Parameters
    ----------
    settings
        Variables of the environment, beside those of this machine.
    """
    log = folder / "server.log"
    with log.open("wb") as printed:
        server = subprocess.Popen(words, cwd=folder, stdout=printed, stderr=printed,
                                  env=_environment(folder) | dict(settings or {}),
                                  stdin=subprocess.DEVNULL, start_new_session=True)
    try:
        address = f"http://127.0.0.1:{port}"
        _wait_for(server, address, log, seconds)
        yield address
    finally:
        with suppress(ProcessLookupError):
            os.killpg(server.pid, signal.SIGTERM)
        server.wait(15)


def free_port() -> int:
    """Return a port nobody listens on, never twice the same, of those of this process alone.

    Between the answer and the use, another process of the tests must not be given the same, nor
    the system give it away.
    """
    for port in islice(_PORTS, _N_PORTS):
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port
    raise OSError("no free port")


def fetch(address: str) -> tuple[int, bytes]:
    """Return the status and the body of a page."""
    with urllib.request.urlopen(address, timeout=30) as answer:
        return answer.status, answer.read()


def _environment(folder: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items()
            if not name.startswith(("OCGRAPH_", "STREAMLIT_"))
            and name != "PYTHONDONTWRITEBYTECODE"}
    return kept | {"OCGRAPH_HOME": str(folder / "home")}


def _wait_for(server: subprocess.Popen, address: str, log: Path, seconds: int) -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if server.poll() is not None:
            break
        with suppress(urllib.error.URLError, OSError):
            if fetch(f"{address}/_stcore/health")[0] == 200:
                return
        time.sleep(.05)
    raise AssertionError(f"the dashboard did not start:\n{log.read_text(encoding='utf-8')}")
