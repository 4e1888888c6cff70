"""In a real browser, through a sign-in service on this machine: in, out, copied, gone."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from ocgraph.i18n import say
from ocgraph.io.register_folder import read_demo
from ocgraph.storage import People, Store
from tests.browser.pages import heading, settle
from tests.browser.providers import mock_provider, one_s_own_browser, signing_in
from tests.serving import free_port

COOKIE = "_streamlit_user"


@pytest.fixture
def register(tmp_path):
    """Keep a register where the dashboard will find it, with two people invited."""
    path = tmp_path / "home" / "register.sqlite"
    Store(path).replace(read_demo(), save_key="one", file_name="r.xlsx")
    people = People(path)
    people.invite("claire@exemple.invalid", "Claire Fictive", "team_lead")
    people.invite("paul@exemple.invalid", "Paul Fictif", "partner")
    return path


def press(page, key, language="fr"):
    page.get_by_role("button", name=say(language, key), exact=True).click()


def sign_in(page, who, language="fr"):
    press(page, "sign_in.go", language)
    page.get_by_role("button", name=who, exact=True).first.click()
    page.wait_for_selector("h1")
    settle(page)


@pytest.mark.soak
def test_one_signs_in_comes_to_the_page_asked_for_and_signs_out(browser, tmp_path, register):
    with mock_provider() as provider, signing_in(tmp_path, provider, free_port()) as address, (
            one_s_own_browser(browser)) as page:
        page.goto(f"{address}/methode?lang=en")
        expect(page.get_by_text(say("en", "sign_in.lead"))).to_be_visible()
        assert "220" not in page.content()
        sign_in(page, "claire", "en")

        assert page.url == f"{address}/methode?lang=en"
        expect(heading(page)).to_have_text(say("en", "page.method.title"))
        expect(page.get_by_text("Claire Fictive")).to_be_visible()

        _a_copied_cookie_is_refused_once_she_left(browser, address, page, register)

        page.goto(address)
        press(page, "sign_in.otherwise")
        page.get_by_role("button", name="End session").click()    # the service asks too
        expect(page.get_by_text(say("fr", "sign_in.lead"))).to_be_visible()
        assert COOKIE not in {cookie["name"] for cookie in page.context.cookies()}


def _a_copied_cookie_is_refused_once_she_left(browser, address, page, register):
    copied = page.context.cookies()
    people = People(register)
    [claire] = [one for one in people.accounts() if one.name == "Claire Fictive"]
    with one_s_own_browser(browser) as thief:
        thief.context.add_cookies(copied)
        thief.goto(f"{address}/methode")
        expect(thief.get_by_text("Claire Fictive")).to_be_visible()
        people.leave(claire.account_id)
        for opened, other in ((page, "Français"), (thief, "English")):
            opened.get_by_text(other, exact=True).click()
            expect(opened.get_by_role("alert")).to_be_visible()
            expect(opened.get_by_text("Claire Fictive")).to_have_count(0)
