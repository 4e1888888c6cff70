"""Fifty people at once on the dashboard: how long each waits for a first view, then for a choice.

``python -m benchmarks.sessions`` prints what is found on the demonstration, and records nothing:
by one dashboard, then by two side by side, as a team's server has them. They arrive within a
second, and choose something four times, every two to six seconds.
"""

from __future__ import annotations

import asyncio
import os
import random
import statistics
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

from benchmarks.servers import Server, started
from tests.serving import OCGRAPH

SESSIONS, CHOICES, PAUSE = 50, 4, (2.0, 6.0)
_PAGE = "carte"
_CHOSEN_BY = "-search"


def main() -> None:
    """Print what one person waits alone, then each of fifty; with one dashboard, then two."""
    with tempfile.TemporaryDirectory() as named, ExitStack() as open_servers:
        servers = [started(open_servers, Path(named) / name, lambda port: [
            *OCGRAPH, "demo", "--no-browser", "--port", str(port)]) for name in "ab"]
        for server in servers:
            asyncio.run(_everybody([server], 1))
        print(f"load of the machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores; "
              f"memory at rest {servers[0].memory():.0f} MB each")
        for used, n in ((servers[:1], 1), (servers[:1], SESSIONS), (servers, SESSIONS)):
            _told(used, n)


def _told(servers: list[Server], n: int) -> None:
    before = sum(server.processor for server in servers)
    waits = asyncio.run(_everybody(servers, n))
    first, later = [each[0] for each in waits], [one for each in waits for one in each[1:]]
    runs = n * (1 + CHOICES)
    used = sum(server.processor for server in servers) - before
    print(f"{n} sessions on {len(servers)}: first view {_half_and_most(first)}; "
          f"choice {_half_and_most(later)}; processor {1000 * used / runs:.0f} ms a run; "
          f"memory {max(server.memory() for server in servers):.0f} MB")


def _half_and_most(seconds: list[float]) -> str:
    most = statistics.quantiles(seconds, n=20)[-1] if len(seconds) > 1 else seconds[0]
    return f"half within {statistics.median(seconds):.2f} s, 95 in 100 within {most:.2f} s"


async def _everybody(servers: list[Server], n: int) -> list[list[float]]:
    return await asyncio.gather(*(
        _session(servers[rank % len(servers)], rank / n, random.Random(rank))
        for rank in range(n)))


async def _session(server: Server, arrives: float, choices: random.Random) -> list[float]:
    """Open the page, then choose an actor now and then; return what each took."""
    await asyncio.sleep(arrives)
    where = f"ws://{urlsplit(server.address).netloc}/_stcore/stream"
    begun, waits = time.perf_counter(), []
    async with connect(where, max_size=None, subprotocols=["streamlit"], compression=None,
                       open_timeout=120, ping_timeout=None) as socket:
        asked = BackMsg()
        asked.rerun_script.page_name = _PAGE
        await socket.send(asked.SerializeToString())
        widget, offered = await _finished(socket)
        waits.append(time.perf_counter() - begun)
        for _ in range(CHOICES):
            await asyncio.sleep(choices.uniform(*PAUSE))
            begun = time.perf_counter()
            state = asked.rerun_script.widget_states.widgets.add()
            state.id, state.string_value = widget, choices.choice(offered)
            await socket.send(asked.SerializeToString())
            await _finished(socket)
            waits.append(time.perf_counter() - begun)
            del asked.rerun_script.widget_states.widgets[:]
    return waits


async def _finished(socket: ClientConnection) -> tuple[str, list[str]]:
    """Wait for the end of a run; return the field that chooses an actor, and what it offers."""
    found: tuple[str, list[str]] = ("", [])
    while True:
        told = ForwardMsg.FromString(await socket.recv())
        element = told.delta.new_element
        if element.WhichOneof("type") == "selectbox" and _CHOSEN_BY in element.selectbox.id:
            found = element.selectbox.id, list(element.selectbox.options)
        if told.WhichOneof("type") == "script_finished":
            return found


if __name__ == "__main__":
    main()
