"""A real browser on the product as it is launched. Nothing may leave this machine.

A missing browser is a failure, not a skip: a silent skip would look like a success.
"""

from __future__ import annotations

import os
import shutil
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect, sync_playwright

from tests.serving import served

expect.set_options(timeout=15_000)     # a busy machine is slow, not wrong

FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
         "--disable-background-networking", "--disable-component-update", "--disable-sync")
PROJECTOR = {"width": 1366, "height": 768}


@pytest.fixture(scope="session")
def chromium():
    """Path of the browser: ``OCGRAPH_CHROMIUM`` or the one on the path."""
    named = [os.environ.get("OCGRAPH_CHROMIUM"), "chromium", "chromium-browser", "google-chrome"]
    found = next((path for name in named if name and (path := shutil.which(name))), None)
    assert found, "no browser: apt-get install chromium, or give OCGRAPH_CHROMIUM=/path"
    return found


@pytest.fixture(scope="module")
def browser(chromium):
    """One browser a module: Playwright's event loop must not outlive the browser tests."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def address(tmp_path_factory):
    """Address of the demonstration, one server for all the tests that change nothing kept."""
    with served("demo", tmp_path_factory.mktemp("demo")) as address:
        yield address


@pytest.fixture
def own_address(tmp_path):
    """Address of a dashboard of its own, on an empty register, for a test that imports.

    Asked for before the page, it is closed after it: a page complains when its server has left.
    """
    with served("open", tmp_path) as address:
        yield address


@pytest.fixture
def new_page(browser):
    """Make pages, each in a session of its own.

    Once the test is over, nothing must have left the machine nor failed.
    """
    contexts, outside, complaints = [], [], []

    def make(**settings):
        context = browser.new_context(**{"locale": "fr-CA", "viewport": PROJECTOR} | settings)
        context.set_default_timeout(30_000)
        context.on("request", lambda request: _note_if_outside(request.url, outside))
        context.on("page", lambda page: page.on(
            "websocket", lambda socket: _note_if_outside(socket.url, outside)))
        context.on("console", lambda message: complaints.append(message.text)
                   if message.type == "error" else None)
        context.on("weberror", lambda failure: complaints.append(str(failure.error)))
        contexts.append(context)
        return context.new_page()

    yield make
    for context in contexts:
        context.close()
    assert outside == [], "these requests left the machine"
    assert complaints == [], "the browser complained"


@pytest.fixture
def page(new_page):
    """A fresh page, as on a projector."""
    return new_page()


def _note_if_outside(url, outside):
    parts = urlsplit(url)
    here = parts.hostname in ("127.0.0.1", "localhost")
    if parts.scheme not in ("data", "blob", "file") and not here:
        outside.append(url)
