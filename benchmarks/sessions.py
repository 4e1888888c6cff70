"""Fifty people at once on the dashboard: how long each waits for a first view, then for a choice.

``python -m benchmarks.sessions`` prints what is found on the demonstration, and records nothing.
They arrive within a second, and choose something four times, every two to six seconds.
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
from tests.serving import OCGRAPH, fetch

SESSIONS, CHOICES, PAUSE = 50, 4, (2.0, 6.0)
_PAGE = "carte"
_CHOSEN_BY = "-search"


def main() -> None:
    """Print what one person waits alone, then each of fifty, twice."""
    with tempfile.TemporaryDirectory() as named, ExitStack() as open_servers:
        ours = started(open_servers, Path(named) / "ours", lambda port: [
            *OCGRAPH, "demo", "--no-browser", "--port", str(port)])
        fetch(f"{ours.address}/{_PAGE}")
        print(f"load of the machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores; "
              f"memory at rest {ours.memory():.0f} MB")
        for n in (1, 1, SESSIONS, SESSIONS):
            _told(ours, n)


def _told(server: Server, n: int) -> None:
    before = server.processor
    waits = asyncio.run(_everybody(server, n))
    first, later = [each[0] for each in waits], [one for each in waits for one in each[1:]]
    runs = n * (1 + CHOICES)
    print(f"{n} sessions: first view {_half_and_most(first)}; choice {_half_and_most(later)}; "
          f"processor {1000 * (server.processor - before) / runs:.0f} ms a run; "
          f"memory {server.memory():.0f} MB")


def _half_and_most(seconds: list[float]) -> str:
    most = statistics.quantiles(seconds, n=20)[-1] if len(seconds) > 1 else seconds[0]
    return f"half within {statistics.median(seconds):.2f} s, 95 in 100 within {most:.2f} s"


async def _everybody(server: Server, n: int) -> list[list[float]]:
    return await asyncio.gather(*(_session(server, rank / n, random.Random(rank))
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
