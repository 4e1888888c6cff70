"""Signing in through a certified OpenID provider, and what is said when it fails.

It needs Node.js and installs the provider, to the hash, from ``certified/package-lock.json``.
"""

from __future__ import annotations

import shutil
import subprocess
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import expect

from ocgraph.i18n import say
from ocgraph.io.register_folder import read_demo
from ocgraph.storage import People, Store
from tests.browser.pages import settle
from tests.browser.providers import (
    CLIENT_SECRET,
    one_s_own_browser,
    redirect,
    running,
    signing_in,
)
from tests.serving import free_port

pytestmark = pytest.mark.soak
CERTIFIED = Path(__file__).parent / "certified"


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    assert shutil.which("npm"), "no npm: install Node.js 20 or later"
    folder = tmp_path_factory.mktemp("provider") / "certified"
    shutil.copytree(CERTIFIED, folder)
    subprocess.run(["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"],
                   cwd=folder, check=True, timeout=300)
    return folder


@contextmanager
def certified_provider(folder, port, dashboard_port):
    with running(["node", "provider.mjs", str(port), redirect(dashboard_port), CLIENT_SECRET], port,
                 cwd=folder) as address:
        yield address


def vouch_for(page, who):
    page.fill("input[name=login]", who)
    page.fill("input[name=password]", "any")
    page.locator("button[type=submit]").click()
    page.get_by_role("button", name="Continue").click()
    page.wait_for_selector("h1")


@pytest.fixture
def register(tmp_path):
    path = tmp_path / "home" / "register.sqlite"
    Store(path).replace(read_demo(), save_key="one", file_name="r.xlsx")
    for who in ("claire", "unproved"):
        People(path).invite(f"{who}@exemple.invalid", f"{who} Fictive", "team_lead")


@pytest.mark.usefixtures("register")
def test_a_certified_provider_lets_in_who_is_invited_and_each_failure_is_said(
        browser, tmp_path, installed):
    port, dashboard_port = free_port(), free_port()
    provider = f"http://localhost:{port}/.well-known/openid-configuration"
    with signing_in(tmp_path, provider, dashboard_port) as address, (
            one_s_own_browser(browser)) as page:
        go(page, address)
        expect(page.get_by_text(say("fr", "sign_in.unreachable"))).to_be_visible()
        with certified_provider(installed, port, dashboard_port):
            page.get_by_role("link", name=say("fr", "sign_in.try_again")).click()
            go(page)
            page.get_by_role("link", name="Cancel").click()
            expect(page.get_by_text(say("fr", "sign_in.not_done"))).to_be_visible()
            refused(page, address, "unproved", "error.rights.email_not_verified")
            refused(page, address, "stranger", "error.rights.not_invited")
            in_and_out(page, f"{address}/methode")


def go(page, address=None):
    if address is not None:
        page.goto(address)
    page.get_by_role("button", name=say("fr", "sign_in.go"), exact=True).click()


def refused(page, address, who, words):
    go(page, address)
    vouch_for(page, who)
    expect(page.get_by_text(say("fr", words).split(".")[0])).to_be_visible()
    page.context.clear_cookies()


def in_and_out(page, address):
    go(page, address)
    vouch_for(page, "claire")
    settle(page)
    expect(page.get_by_text("claire Fictive")).to_be_visible()
    assert page.url == address
    page.get_by_role("button", name=say("fr", "sign_in.leave")).click()
    page.get_by_role("button", name="Yes, sign me out").click()
    expect(page.get_by_text(say("fr", "sign_in.lead"))).to_be_visible()
