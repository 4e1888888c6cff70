"""Servers to be measured: started as the product is, with what their process has used."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple

from tests.serving import answering, free_port

_TICK = os.sysconf("SC_CLK_TCK")


class Server(NamedTuple):
    """A server to be measured: where it answers, and its process."""

    address: str
    process: int

    @property
    def processor(self) -> float:
        """Seconds of processor it has used, its own and the system's for it."""
        told = Path(f"/proc/{self.process}/stat").read_text(encoding="ascii").rpartition(")")[2]
        return sum(map(int, told.split()[11:13])) / _TICK

    def memory(self, name: str = "VmRSS") -> float:
        """Memory in MB: now, or the most it ever had (``VmHWM``)."""
        status = Path(f"/proc/{self.process}/status").read_text(encoding="ascii")
        return int(status.split(f"{name}:")[1].split()[0]) / 1024


def started(open_servers: ExitStack, folder: Path, words: Callable[[int], list[str]]) -> Server:
    """Start a command on a free port, in a folder of its own, until the stack is closed."""
    folder.mkdir()
    port = free_port()
    address = open_servers.enter_context(answering(words(port), port, folder))
    return Server(address, _listening(port))


def _listening(port: int) -> int:
    """Return the process that listens: the command that was started may only watch over it."""
    rows = [line.split() for line in Path("/proc/net/tcp").read_text("ascii").splitlines()[1:]]
    inode = next(row[9] for row in rows
                 if row[3] == "0A" and int(row[1].rpartition(":")[2], 16) == port)
    for descriptor in Path("/proc").glob("[0-9]*/fd/*"):
        try:
            if str(descriptor.readlink()) == f"socket:[{inode}]":
                return int(descriptor.parts[2])
        except OSError:
            continue    # gone meanwhile, or another's
    raise LookupError(port)
