"""What a reader answers in the page to share: written, kept, sent or saved as a small file."""

from __future__ import annotations

import datetime
import json
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import expect

from ocgraph.privacy import Terms, redact
from ocgraph.sharing import bundle
from tests.browser.test_accessibility import grave_violations
from tests.browser.test_shared_page import (
    ON,
    PAGE_ID,
    PHONE,
    TABLE,
    drawn,
    opened,
    village,
    waited_for,
)

__all__ = ["village"]


@pytest.fixture
def school_page(page, village, tmp_path):
    """The page, on which a school is chosen."""
    opened(page, village, tmp_path)
    choose(page, "École Inventée")
    return page


def choose(page, name):
    page.locator("#wanted").fill(name)
    page.locator("#wanted").press("Enter")
    expect(page.locator("#selected h2")).to_have_text(name)


def propose(page, what):
    page.locator("#selected").get_by_role("button", name=what).click()


def write(page, **answers):
    for name, answer in answers.items():
        box = page.locator(f'dialog [name="{name}"]')
        if name == "field":
            box.select_option(answer)
        else:
            box.fill(answer)
    page.get_by_role("button", name="Ajouter à mes propositions").click()


def saved(page):
    """Press for the small file, and return its name and what it holds."""
    with page.expect_download() as download:
        page.get_by_role("button", name="Enregistrer le fichier à renvoyer").click()
    return download.value.suggested_filename, json.loads(download.value.path().read_bytes())


def asks_before_leaving(page):
    """Leave the page and come back; tell whether the browser asked first."""
    asked = []

    def stay_not(dialog):
        asked.append(dialog.type)
        dialog.accept()

    page.on("dialog", stay_not)
    page.reload()
    page.remove_listener("dialog", stay_not)
    return asked == ["beforeunload"]


@contextmanager
def answering(page, reply):
    """Serve a page with a way to the team; give its address and what the team received."""
    received = []

    class Team(BaseHTTPRequestHandler):
        def do_GET(self):
            self.answer(200, page, "text/html")

        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            received.append((self.path, self.headers["Content-Type"], json.loads(body)))
            self.answer(*reply, "application/json")

        def answer(self, status, content, media_type):
            self.send_response(status)
            self.send_header("Content-Type", media_type)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_):
            """Say nothing in the middle of the tests."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Team) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/p/", received, server
        finally:
            server.shutdown()


def served_page(register):
    """Return the page as a server gives it: it may ask of the server alone, and knows where."""
    page = bundle(redact(register, Terms(ON)), "fr", page_id=PAGE_ID).decode()
    for before, after in (("<html ", '<html data-answers="/p/propositions" '),
                          ("default-src 'none';", "default-src 'none'; connect-src 'self';")):
        page = page.replace(before, after, 1)
    return page.encode()


def test_all_that_one_proposes_is_in_the_small_file(page, village, tmp_path):
    opened(page, village, tmp_path)
    choose(page, "École Inventée")
    propose(page, "Corriger cette fiche")
    write(page, field="mrc_code", text="  C’est Montcalm.\nDepuis 2025. ")
    propose(page, "Nous travaillons aussi avec")
    write(page, whom="maison fictive")
    propose(page, "Nous travaillons aussi avec")
    write(page, whom="=HYPERLINK(“Caisse”)", text="<b>Un prêt</b>")
    propose(page, "Retirer mon organisme")
    write(page)
    page.get_by_role("button", name="Une remarque", exact=True).click()
    write(page, text="Belle\tcarte.")

    name, message = saved(page)
    today = datetime.date.today().isoformat()
    assert name == f"propositions-{today}.json"
    assert message == {
        "ocgraph": "proposals", "version": 1, "page": PAGE_ID, "language": "fr", "made_on": today,
        "from": "", "proposals": [
            {"kind": "correction", "about": "a1", "field": "mrc_code",
             "text": "C’est Montcalm.\nDepuis 2025."},
            {"kind": "partnership", "about": "a1", "with": "a2", "with_name": "", "text": ""},
            {"kind": "partnership", "about": "a1", "with": "", "text": "<b>Un prêt</b>",
             "with_name": "=HYPERLINK(“Caisse”)"},
            {"kind": "removal", "about": "a1", "text": ""},
            {"kind": "remark", "about": "", "text": "Belle carte."}]}
    expect(page.locator("#outcome")).to_contain_text("Rien n’est parti")
    assert page.locator("#answers b").count() == 0


def test_one_is_asked_before_leaving_what_is_neither_sent_nor_saved(page, village, tmp_path):
    opened(page, village, tmp_path)
    remark = page.get_by_role("button", name="Une remarque", exact=True)
    remark.click()
    assert not asks_before_leaving(page)
    remark.click()
    page.locator('dialog [name="text"]').press_sequentially("Merci")
    assert asks_before_leaving(page)
    remark.click()
    write(page, text="Merci")
    assert asks_before_leaving(page)
    expect(page.locator("#waiting")).to_contain_text("les relire et les enregistrer")
    expect(page.get_by_role("button", name="Ôter de la liste")).to_have_count(1)
    assert saved(page)[1]["from"] == ""
    assert not asks_before_leaving(page)
    page.get_by_label("De la part de quel organisme").select_option("a2")
    assert asks_before_leaving(page)
    assert saved(page)[1]["from"] == "a2"


def reach(page, name):
    """Go by the Tab key alone to what begins with a name."""
    for _ in range(120):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.innerText || document.activeElement.id"
                         ).startswith(name):
            return
    raise AssertionError(f"{name} is never reached")


def test_one_looks_and_presents_by_keyboard_alone(page, village, tmp_path):
    opened(page, village, tmp_path)
    reach(page, "Présenter")
    page.keyboard.press("Enter")
    expect(page.locator("#stage")).to_be_visible()
    page.keyboard.press("End")
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Présenter")).to_be_focused()
    reach(page, "wanted")
    page.keyboard.type("reve")
    page.keyboard.press("Enter")
    drawn(page, "fr", "t1")
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.press("Delete")
    reach(page, "Sièges (2)")
    page.keyboard.press("Enter")
    expect(page.locator('[data-table="Membership"] tr.chosen')).to_have_count(2)


def test_one_answers_by_keyboard_alone(page, village, tmp_path):
    opened(page, village, tmp_path)
    reach(page, "Une remarque")
    page.keyboard.press("Enter")
    page.keyboard.type("Merci")
    reach(page, "Ajouter à mes")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Une remarque", exact=True)).to_be_focused()
    reach(page, "Enregistrer le fichier")
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    assert json.loads(download.value.path().read_bytes())["proposals"][0]["text"] == "Merci"


@pytest.mark.parametrize(("what", "answers", "said"), [
    ("Corriger cette fiche", {"text": "  "}, "Écrivez quelque chose ici"),
    pytest.param("Corriger cette fiche", {"text": "é" * 2003}, "signes à retirer : 3",
                 marks=pytest.mark.soak),
    pytest.param("Corriger cette fiche", {"text": "a@exemple.invalid"}, "Retirez le courriel",
                 marks=pytest.mark.soak),
    pytest.param("Nous travaillons aussi", {"whom": ""}, "Dites avec quel organisme",
                 marks=pytest.mark.soak),
    pytest.param("Nous travaillons aussi", {"whom": "ecole inventee"}, "lui-même",
                 marks=pytest.mark.soak),
    pytest.param("Nous travaillons aussi", {"whom": "é" * 301}, "300 signes au plus",
                 marks=pytest.mark.soak)])
def test_what_is_wrong_is_said_beside_the_answer_which_stays(school_page, what, answers, said):
    page = school_page
    propose(page, what)
    write(page, **answers)

    (name, answer), = answers.items()
    box = page.locator(f'dialog [name="{name}"]')
    expect(box).to_be_focused()
    expect(box).to_have_value(answer)
    expect(box).to_have_attribute("aria-invalid", "true")
    expect(page.locator(f"#asked-{name}-problem")).to_contain_text(said.replace(" :", "\u00a0:"))
    assert f"asked-{name}-problem" in box.get_attribute("aria-describedby")


@pytest.mark.soak
def test_what_is_prepared_can_be_changed_and_taken_out_and_outlives_a_reload(page, village,
                                                                            tmp_path):
    opened(page, village, tmp_path)
    choose(page, TABLE)
    expect(page.locator("#selected")).not_to_contain_text("Retirer mon organisme")
    propose(page, "Corriger cette fiche")
    write(page, field="theme", text="Jeunesse")
    page.get_by_role("button", name="Une remarque", exact=True).click()
    page.locator('dialog [name="text"]').fill("À moitié")
    page.keyboard.press("Escape")
    page.reload()
    waited_for(page)

    expect(page.locator("#answers li")).to_have_count(1)
    page.get_by_role("button", name="Une remarque", exact=True).click()
    expect(page.locator('dialog [name="text"]')).to_have_value("À moitié")
    page.get_by_role("button", name="Annuler").click()
    page.get_by_role("button", name="Changer").click()
    expect(page.locator('dialog [name="field"]')).to_have_value("theme")
    page.locator('dialog [name="text"]').fill("Aînés")
    page.get_by_role("button", name="Changer ma proposition").click()
    expect(page.locator("#answers li")).to_contain_text("Aînés")
    page.get_by_role("button", name="English").click()
    expect(page.locator("#answers li")).to_contain_text("Correct the record “Table Rêvée”")
    page.get_by_role("button", name="Take off the list").click()
    expect(page.locator("#answers")).to_contain_text("None so far.")


def test_what_is_sent_is_received_and_told(page, village):
    with answering(served_page(village), (200, b'{"received": 1}')) as (address, received, _):
        page.goto(address)
        waited_for(page)
        page.get_by_role("button", name="Une remarque", exact=True).click()
        write(page, text="Merci")
        expect(page.locator("#waiting")).to_contain_text("les relire et les envoyer")
        page.get_by_role("button", name="Envoyer", exact=True).click()

        expect(page.locator("#outcome")).to_contain_text("reçu vos propositions\u00a0: 1.")
        expect(page.locator("#answers li")).to_have_count(0)
        assert not asks_before_leaving(page)
    ((path, media_type, message),) = received
    assert (path, media_type) == ("/p/propositions", "application/json")
    assert message["proposals"] == [{"kind": "remark", "about": "", "text": "Merci"}]


@pytest.mark.soak
def test_a_refusal_is_told_in_its_words_and_nothing_is_lost(new_page, windows, village):
    page, reply = new_page(), (422, b'{"refused": ["Trop <b>long</b>."]}')
    with answering(served_page(village), reply) as (address, _, _server):
        page.goto(address)
        waited_for(page)
        page.get_by_role("button", name="Une remarque", exact=True).click()
        write(page, text="Merci")
        page.get_by_role("button", name="Envoyer", exact=True).click()

        expect(page.locator("#outcome")).to_contain_text("Trop <b>long</b>.")
        expect(page.locator("#answers li")).to_have_count(1)
    windows.complaints.clear()      # the browser tells of the refusal, as it should


@pytest.mark.soak
def test_without_a_network_what_was_written_stays_and_the_file_is_offered(new_page, windows,
                                                                          village):
    page = new_page()
    with answering(served_page(village), (200, b"{}")) as (address, _, _server):
        page.goto(address)
        waited_for(page)
        page.get_by_role("button", name="Une remarque", exact=True).click()
        write(page, text="Merci")
        page.context.set_offline(True)
        page.get_by_role("button", name="Envoyer", exact=True).click()

        expect(page.locator("#outcome")).to_contain_text("le réseau ne répond pas")
        expect(page.locator("#waiting")).to_contain_text("les relire et les enregistrer")
        assert saved(page)[1]["proposals"][0]["text"] == "Merci"
        page.context.set_offline(False)
    windows.complaints.clear()      # the browser tells of the network, as it should


@pytest.mark.soak
@pytest.mark.parametrize("settings", [{}, {"viewport": PHONE, "has_touch": True}],
                         ids=["desktop", "phone"])
def test_no_form_has_a_grave_violation(new_page, village, tmp_path, settings):
    page = new_page(**settings)
    opened(page, village, tmp_path)
    choose(page, "École Inventée")
    for what in ("Corriger cette fiche", "Nous travaillons aussi", "Retirer mon organisme"):
        propose(page, what)
        assert grave_violations(page) == []
        page.keyboard.press("Escape")
    propose(page, "Corriger cette fiche")
    write(page, text=" ")
    assert grave_violations(page) == []
    write(page, text="Autre chose")
    assert grave_violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


@pytest.mark.soak
def test_a_page_without_a_name_of_its_own_asks_for_no_answer(page, village, tmp_path):
    path = tmp_path / "partage.html"
    path.write_bytes(bundle(redact(village, Terms(ON)), "fr"))
    page.goto(path.as_uri())
    waited_for(page)
    choose(page, "École Inventée")

    expect(page.locator("#answers")).to_have_count(0)
    expect(page.locator("#selected")).not_to_contain_text("Corriger")
