"""One replica takes over from another while someone types: what she sees is what is saved."""

from __future__ import annotations

import socket
import threading
from contextlib import suppress

import pytest
from playwright.sync_api import expect

from ocgraph.model import Actor, Register
from ocgraph.storage import Store
from tests.browser.pages import open_page, settle
from tests.serving import OCGRAPH, answering, free_port

pytestmark = pytest.mark.soak


class Front:
    """What stands before two replicas: it passes each connection on to the one in service."""

    def __init__(self, *ports):
        self.ports, self.open = list(ports), []
        self.listening = socket.create_server(("127.0.0.1", 0))
        threading.Thread(target=self._accept, daemon=True).start()

    @property
    def address(self):
        return f"http://127.0.0.1:{self.listening.getsockname()[1]}"

    def _accept(self):
        with suppress(OSError):
            while True:
                here, _ = self.listening.accept()
                there = socket.create_connection(("127.0.0.1", self.ports[0]))
                self.open += [here, there]
                for one, other in ((here, there), (there, here)):
                    threading.Thread(target=_pass_on, args=(one, other), daemon=True).start()

    def switch(self):
        """Cut every connection; the other replica takes the next ones."""
        self.ports.reverse()
        for one in self.open:
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)


def _pass_on(one, other):
    with suppress(OSError):
        while content := one.recv(65_536):
            other.sendall(content)
    for each in (one, other):
        with suppress(OSError):
            each.shutdown(socket.SHUT_RDWR)


@pytest.fixture
def front(tmp_path):
    """Two dashboards on one register, behind one address."""
    ports = [free_port(), free_port()]
    words = [[*OCGRAPH, "open", "--no-browser", "--port", str(port)] for port in ports]
    with (answering(words[0], ports[0], tmp_path), answering(words[1], ports[1], tmp_path)):
        front = Front(*ports)
        yield front
        front.listening.close()


def test_what_is_shown_is_saved_though_another_replica_took_over_in_mid_word(
        front, windows, new_page, tmp_path):
    store, page = Store(tmp_path / "home" / "register.sqlite"), new_page()
    store.replace(Register(actors=(Actor(actor_id="a-1", name="Maison Fictive"),)),
                  save_key="first", file_name="r.xlsx")
    open_page(page, front.address, "donnees", data_part="edit", record="actors:1")
    note = page.get_by_label("Note interne", exact=True)
    note.click()
    page.keyboard.type("Rencontre prévue", delay=60)

    for _ in range(3):
        front.switch()
        page.keyboard.type(" avec le service", delay=60)
        expect(note).to_be_enabled(timeout=30_000)
    page.wait_for_timeout(2_000)
    settle(page)
    shown = note.input_value()
    page.get_by_role("button", name="Enregistrer", exact=True).click()

    expect(page.get_by_text("C’est enregistré")).to_be_visible()
    windows.complaints.clear()    # the page says that its server has left
    assert shown.startswith("Rencontre prévue")
    assert store.load().actors[0].private_note == shown.strip()
    page.close()
