"""The dashboard is started on this machine alone, and stopped with the command."""

from __future__ import annotations

import os
import signal
import socket
import time
import urllib.error
import urllib.request

import pytest

from tests.cli.servers import ADDRESS, started
from tests.serving import free_port


def status(address, host=None):
    request = urllib.request.Request(address, headers={"Host": host} if host else {})
    with urllib.request.urlopen(request, timeout=10) as answer:
        return answer.status


def test_the_address_is_printed_once_it_answers_and_is_closed_at_the_end(home):
    port = free_port()

    with started("demo", "--no-browser", "--port", str(port)) as (process, line):
        assert ADDRESS.search(line)[0] == f"http://127.0.0.1:{port}"
        assert status(f"http://127.0.0.1:{port}") == 200
        os.kill(process.pid, signal.SIGINT)
        assert process.wait(timeout=60) == 0
        assert "Arrêté." in process.stdout.read()

    with pytest.raises(urllib.error.URLError):
        status(f"http://127.0.0.1:{port}")


@pytest.mark.soak
def test_the_persons_own_register_opens_in_the_language_asked(home):
    port = free_port()

    with started("open", "--no-browser", "--port", str(port), "--lang", "en") as (_, line):
        assert line.startswith("Your register is open")
        assert line.strip().endswith("/?lang=en")


@pytest.mark.soak
@pytest.mark.parametrize("is_named", [False, True])
def test_without_a_screen_a_browser_is_opened_only_when_named(home, tmp_path, monkeypatch,
                                                              is_named):
    opened = tmp_path / "opened"
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER"):
        monkeypatch.delenv(name, raising=False)
    program = tmp_path / "lynx"  # a text browser that the standard library would open
    program.write_text(f"#!/bin/sh\necho $@ >> {opened}\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    if is_named:
        monkeypatch.setenv("BROWSER", str(program))

    with started("demo", "--port", str(free_port())) as (process, _):
        assert "Ctrl" in process.stdout.readline()
        deadline = time.monotonic() + (10 if is_named else 1)
        while time.monotonic() < deadline and not opened.exists():
            time.sleep(.05)

    assert opened.exists() is is_named


@pytest.mark.parametrize("asked", [None, 99_999])
def test_a_port_already_taken_is_said(ocgraph, asked):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = asked or other.getsockname()[1]
        code, _, err = ocgraph("demo", "--no-browser", "--port", str(port))

    assert code == 1
    assert "déjà pris" in err
