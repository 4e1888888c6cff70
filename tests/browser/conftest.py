"""A real browser on the product as it is launched. Nothing may leave this machine.

A missing browser is a failure, not a skip: a silent skip would look like a success.
"""

from __future__ import annotations

import os
import shutil
from collections import defaultdict
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


@pytest.fixture(scope="package")
def browser(chromium):
    """One browser for these tests: Playwright's event loop must not outlive them."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture(scope="package")
def windows(browser):
    """The windows that are open, kept from one test to the next: a new one reads all anew."""
    return Windows(browser)


@pytest.fixture(scope="session")
def demo_folder(tmp_path_factory):
    """Where the server of the demonstration runs: its home, and what it prints."""
    return tmp_path_factory.mktemp("demo")


@pytest.fixture(scope="session")
def address(demo_folder):
    """Address of the demonstration, one server for all the tests that change nothing kept."""
    with served("demo", demo_folder) as address:
        yield address


@pytest.fixture
def own_address(tmp_path):
    """Address of a dashboard of its own, on an empty register, for a test that imports.

    Asked for before the page, it is closed after it: a page complains when its server has left.
    """
    with served("open", tmp_path) as address:
        yield address


@pytest.fixture
def new_page(windows):
    """Give pages, each in a session of its own: a session lasts as long as what is open in it.

    Once the test is over, nothing must have left the machine nor failed.
    """
    windows.outside, windows.complaints = [], []
    yield windows.take
    windows.leave_all()
    assert windows.outside == [], "these requests left the machine"
    assert windows.complaints == [], "the browser complained"


@pytest.fixture
def page(new_page):
    """A fresh page, as on a projector."""
    return new_page()


class Windows:
    """Windows of the browser, by their settings; what they ask for and complain of is noted."""

    def __init__(self, browser):
        self.browser = browser
        self.free, self.taken = defaultdict(list), []
        self.outside, self.complaints = [], []

    def take(self, **settings):
        """Return a page that shows nothing yet."""
        key = repr(sorted(settings.items()))
        page = self.free[key].pop() if self.free[key] else self._open(settings)
        self.taken.append((key, page))
        return page

    def leave_all(self):
        """Leave the pages taken, and what they kept in the browser, for another test."""
        for key, page in self.taken:
            if page.is_closed():
                page.context.close()
                continue
            self._empty(page)
            self.free[key].append(page)
        self.taken = []

    def _open(self, settings):
        context = self.browser.new_context(**{
            "locale": "fr-CA", "viewport": PROJECTOR, "reduced_motion": "reduce"} | settings)
        context.set_default_timeout(30_000)
        context.on("request", lambda request: self._note_if_outside(request.url))
        context.on("page", lambda page: page.on(
            "websocket", lambda socket: self._note_if_outside(socket.url)))
        context.on("console", lambda message: self.complaints.append(message.text)
                   if message.type == "error" else None)
        context.on("weberror", lambda failure: self.complaints.append(str(failure.error)))
        return context.new_page()

    @staticmethod
    def _empty(page):
        if page.url.startswith(("http", "file")):
            page.evaluate("localStorage.clear(); sessionStorage.clear()")
        page.goto("about:blank")    # its session ends there
        page.context.clear_cookies()

    def _note_if_outside(self, url):
        parts = urlsplit(url)
        here = parts.hostname in ("127.0.0.1", "localhost")
        if parts.scheme not in ("data", "blob", "file") and not here:
            self.outside.append(url)
