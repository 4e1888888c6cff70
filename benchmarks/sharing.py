"""What a link to a shared page costs: two hundred readers at once, and one beside a page's run.

``python -m benchmarks.sharing`` prints what is found on the demonstration, and records nothing.
"""

from __future__ import annotations

import asyncio
import datetime
import os
import statistics
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect

from benchmarks.servers import Server, started
from ocgraph.io.register_folder import read_demo
from ocgraph.privacy import Terms, redact
from ocgraph.sharing import bundle
from ocgraph.storage import SharedPages, ShareLinks
from ocgraph.storage.shared_pages import new_page
from tests.serving import OCGRAPH, fetch

READERS, ROUNDS = 200, 3
_PAGE = "carte"
_RUNS = {"ours": 12, "as people write it": 6}


def main() -> None:
    """Print what is found, each round beside the others."""
    with tempfile.TemporaryDirectory() as named, ExitStack() as open_servers:
        ours = started(open_servers, Path(named) / "ours", lambda port: [
            *OCGRAPH, "demo", "--no-browser", "--port", str(port)])
        usual = started(open_servers, Path(named) / "usual", lambda port: [
            sys.executable, "-m", "streamlit", "run",
            str(Path(__file__).with_name("as_people_write_it.py")), "--server.headless", "true",
            "--server.port", str(port), "--server.address", "127.0.0.1"])
        token = _linked(Path(named) / "ours" / "home" / "register.sqlite")
        for server, page in ((ours, _PAGE), (usual, "")):
            _run_page(server, page)
        asyncio.run(_room(ours, token, 5))
        print(f"load of the machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores; "
              f"memory at rest {ours.memory():.0f} MB")
        costs = [_round(ours, usual, token) for _ in range(ROUNDS)]
        link, page, written = (statistics.median(each) for each in zip(*costs, strict=True))
        print(f"processor for a view: link {1000 * link:.2f} ms; our page {1000 * page:.0f} ms "
              f"({page / link:.0f} times); as people write it {1000 * written:.0f} ms "
              f"({written / link:.0f} times)")


def _round(ours: Server, usual: Server, token: str) -> tuple[float, float, float]:
    """Measure each once; tell the room; return the processor of one view of each."""
    before = ours.processor
    waited, size = asyncio.run(_room(ours, token, READERS))
    link = (ours.processor - before) / READERS
    waits = statistics.quantiles(waited, n=20)
    print(f"{READERS} at once: half within {1000 * statistics.median(waited):.0f} ms, "
          f"95 in 100 within {1000 * waits[-1]:.0f} ms, the last {1000 * max(waited):.0f} ms; "
          f"{size / 1000:.0f} kB each; memory {ours.memory():.0f} MB, "
          f"at most {ours.memory('VmHWM'):.0f} MB")
    return link, *(_cost(server, page, _RUNS[name]) for server, page, name in (
        (ours, _PAGE, "ours"), (usual, "", "as people write it")))


def _linked(place: Path) -> str:
    """Keep the page of the demonstration, and make a link to it."""
    page = new_page("Rencontre", "fr", {}, {})
    shared = redact(read_demo(), Terms(datetime.date.today()))
    SharedPages(place).keep(page, bundle(shared, "fr", is_demo=True))
    return ShareLinks(place).make(page.page_id, label="Mesure")


async def _room(server: Server, token: str, n: int) -> tuple[list[float], int]:
    """Open a link as many times at once; return the seconds each waited, and the size of one."""
    told = await asyncio.gather(*(_reader(server, token) for _ in range(n)))
    return [seconds for seconds, _ in told], told[0][1]


async def _reader(server: Server, token: str) -> tuple[float, int]:
    """Follow the link and read the whole page, as a browser does."""
    begun = time.perf_counter()
    parts = urlsplit(server.address)
    reader, writer = await asyncio.open_connection(parts.hostname, parts.port)
    head, _ = await _asked(reader, writer, f"/p/{token}")
    visit = next(line.split(": ", 1)[1].partition(";")[0] for line in head.splitlines()
                 if line.lower().startswith("set-cookie"))
    head, content = await _asked(reader, writer, "/p/", visit)
    assert " 200 " in head.splitlines()[0], head
    writer.close()
    return time.perf_counter() - begun, len(content)


async def _asked(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, path: str,
                 cookie: str = "") -> tuple[str, bytes]:
    writer.write(f"GET {path} HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: gzip\r\n"
                 f"Cookie: {cookie}\r\n\r\n".encode())
    head = (await reader.readuntil(b"\r\n\r\n")).decode()
    length = next((int(line.split(":")[1]) for line in head.splitlines()
                   if line.lower().startswith("content-length")), 0)
    return head, await reader.readexactly(length)


def _cost(server: Server, page: str, runs: int) -> float:
    """Return the processor of a view, each by a new session, one after the other."""
    before = server.processor
    for _ in range(runs):
        _run_page(server, page)
    return (server.processor - before) / runs


def _run_page(server: Server, page: str) -> None:
    """Open a page as a browser does, but for its files: the address, then the connection."""
    fetch(f"{server.address}/{page}")
    asked = BackMsg()
    asked.rerun_script.page_name = page
    where = f"ws://{urlsplit(server.address).netloc}/_stcore/stream"
    with connect(where, max_size=None, subprotocols=["streamlit"], compression=None) as socket:
        socket.send(asked.SerializeToString())
        while ForwardMsg.FromString(socket.recv(timeout=60)).WhichOneof(
                "type") != "script_finished":
            pass


if __name__ == "__main__":
    main()
