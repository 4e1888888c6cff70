"""A reader with a link sees one page, from the first request to the last one allowed."""

from __future__ import annotations

import datetime
import gzip
import json
import logging

import pytest

from dashboard import shared_link
from dashboard.proposed import receiving
from dashboard.shared_link import COOKIE, UNKNOWN_TOKENS, WRONG_PASSPHRASES, SharedLink
from ocgraph.sharing.served import served_page
from ocgraph.storage import Proposals, SharedPages, ShareLinks, Store
from ocgraph.storage import visits as visits_module
from tests.dashboard.links import PAGE, Reader, elsewhere, linked, revoke_all, shared

GUESS = "a" * 43
WORDS = "le pain du jeudi"


@pytest.fixture
def reader():
    return Reader()


@pytest.fixture
def token():
    return linked()


@pytest.fixture
def visit(reader, token):
    return reader.ask(f"/p/{token}").visit


def openings(link_id=None):
    links = ShareLinks()
    return {one.outcome: one.n for one in links.openings(
        links.links()[0].link_id if link_id is None else link_id)}


def test_a_token_is_exchanged_for_a_cookie_and_an_address_without_it(reader, token):
    answer = reader.ask(f"/p/{token}")

    assert (answer.status, answer.headers["location"]) == (303, "/p/")
    assert token not in "".join(answer.headers.values()) + answer.text
    told = answer.headers["set-cookie"].lower()
    assert all(part in told for part in ("httponly", "samesite=lax", "path=/p"))
    assert "secure" not in told and "max-age" not in told and "expires" not in told


def test_behind_encryption_the_cookie_only_travels_encrypted(reader, token, monkeypatch):
    monkeypatch.setenv("OCGRAPH_PUBLIC_URL", "https://ocgraph.example.org")

    assert "secure" in reader.ask(f"/p/{token}").headers["set-cookie"].lower()


@pytest.mark.parametrize("path", ["/p/", "/p"])
def test_the_page_comes_compressed_and_may_answer_to_this_server_alone(reader, visit, path):
    answer = reader.ask(path, cookie=visit, accept_encoding="gzip, br")

    page = gzip.decompress(answer.body).decode()
    assert (answer.status, answer.headers["content-encoding"]) == (200, "gzip")
    assert '<html data-answers="/p/propositions" lang="fr">' in page and "Maison Fictive" in page
    assert page.count("connect-src 'self'") == 1
    assert reader.ask(path, cookie=visit).text == page    # a reader that reads no compression


def test_nothing_keeps_frames_lists_or_tells_where_one_came_from(reader, token, visit):
    for answer in (reader.ask("/p/", cookie=visit), reader.ask(f"/p/{token}"),
                   reader.ask("/p/"), reader.ask(f"/p/{GUESS}"), reader.ask("/p/", "POST")):
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "noindex" in answer.headers["x-robots-tag"]
        if answer.status != 303:
            policy = answer.headers["content-security-policy"]
            assert "frame-ancestors 'none'" in policy and "default-src 'none'" in policy


def test_only_its_own_room_is_answered_and_the_dashboard_gives_the_rest(reader, token):
    for path in ("/", "/carte", "/pret", "/px", f"/P/{token}", f"//p/{token}"):
        assert reader.ask(path).status == 299
    for path in ("/p", "/p/", f"/p/{token}", "/p/x", "/p/ouvrir", "/p/../carte"):
        assert reader.ask(path).status != 299


@pytest.mark.parametrize("path", [
    f"/p/{GUESS}", "/p/x", "/p//", "/p/../", "/p/../carte", "/p/..", "/p/%2e%2e", "/p/é",
    f"/p/{GUESS}/", f"/p/{GUESS}x", "/p/'", "/p/\0", "/p/" + "a" * 10_000, "/p/index.html"])
def test_a_guess_and_a_changed_path_get_one_and_the_same_answer(reader, token, path):
    answer, other = reader.ask(path), reader.ask(f"/p/{token[:-1]}_" if token[-1] != "_" else
                                                 f"/p/{token[:-1]}-")

    assert (answer.status, answer.body) == (404, other.body)
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize("change", ["{}/", "/{}", "{}/.", "./{}", "{}%00", "{} ", "{}\n"])
def test_a_token_with_something_more_leads_nowhere(reader, token, change):
    assert reader.ask(f"/p/{change.format(token)}").status == 404


def test_the_identifier_of_a_page_or_of_a_link_opens_nothing(reader, token):
    for name in (ShareLinks().links()[0].link_id, SharedPages().pages()[0].page_id):
        assert reader.ask(f"/p/{name}").status == 404
        assert reader.ask("/p/", cookie=f"{COOKIE}={name}").status == 403


def test_a_visit_sees_the_page_of_its_link_and_of_no_other(reader):
    one, other = linked(shared(content=PAGE)), linked(shared(
        "Autre", PAGE.replace(b"Maison Fictive", "École Inventée".encode())))

    visits = [reader.ask(f"/p/{token}").visit for token in (one, other)]

    pages = [reader.ask("/p/", cookie=visit).text for visit in visits]
    assert ["Maison Fictive" in page for page in pages] == [True, False]
    assert ["École Inventée" in page for page in pages] == [False, True]


def test_a_revoked_link_refuses_at_the_next_request_a_copied_cookie_and_its_token(
        reader, token, visit):
    assert reader.ask("/p/", cookie=visit).status == 200
    revoke_all()

    for answer in (reader.ask("/p/", cookie=visit), Reader().ask("/p/", cookie=visit),
                   reader.ask(f"/p/{token}")):
        assert answer.status == 410 and "retiré" in answer.text and b"Maison" not in answer.body
        assert "set-cookie" not in answer.headers
    assert openings() == {"opened": 1, "revoked": 1}


def test_a_page_let_go_of_is_refused_though_it_was_prepared(reader, visit):
    assert reader.ask("/p/", cookie=visit).status == 200

    SharedPages().drop(SharedPages().pages()[0].page_id)

    assert reader.ask("/p/", cookie=visit).status == 410


def test_an_expired_link_says_so_to_who_has_it(reader, token, visit, monkeypatch):
    then = visits_module.now() + datetime.timedelta(days=15)
    monkeypatch.setattr(visits_module, "now", lambda: then)

    for answer in (reader.ask("/p/", cookie=visit), reader.ask(f"/p/{token}")):
        assert answer.status == 410 and "échu" in answer.text


@pytest.mark.parametrize("cookie", ["", f"{COOKIE}=", f"{COOKIE}={GUESS}", f"{COOKIE}=x",
                                    "other=1"])
def test_without_a_visit_one_is_told_to_open_the_link_again(reader, token, cookie):
    answer = reader.ask("/p/", cookie=cookie)

    assert answer.status == 403 and "Ouvrez de nouveau le lien" in answer.text


@pytest.mark.parametrize(("path", "method", "allowed"), [
    ("/p/", "POST", "GET"), ("/p/", "HEAD", "GET"), ("/p/" + GUESS, "HEAD", "GET"),
    ("/p/" + GUESS, "POST", "GET"), ("/p/" + GUESS, "DELETE", "GET"), ("/p/ouvrir", "GET", "POST"),
    ("/p/ouvrir", "HEAD", "POST"), ("/p/x/y", "PUT", "GET"), ("/p/", "OPTIONS", "GET")])
def test_each_address_is_asked_for_in_one_way_only(reader, path, method, allowed):
    answer = reader.ask(path, method)

    assert (answer.status, answer.headers["allow"]) == (405, allowed)


def test_asking_for_the_head_alone_opens_nothing(reader, token):
    reader.ask(f"/p/{token}", "HEAD")

    assert openings() == {}


def test_a_passphrase_is_asked_for_in_words_and_opens(reader):
    token = linked(passphrase=WORDS)
    asked = reader.ask(f"/p/{token}", accept_language="en-CA,fr;q=0.5")

    assert asked.status == 200 and "Passphrase" in asked.text and "set-cookie" not in asked.headers
    assert "script" not in asked.text
    opened = reader.type(token, WORDS)
    assert (opened.status, opened.headers["location"]) == (303, "/p/")
    assert reader.ask("/p/", cookie=opened.visit).status == 200


def test_five_wrong_passphrases_make_the_link_wait_even_for_the_right_one(reader):
    token, other = linked(passphrase=WORDS), linked(passphrase=WORDS)

    wrong = [reader.type(token, f"{WORDS} {number}") for number in range(WRONG_PASSPHRASES)]
    paused = reader.type(token, WORDS)

    assert {answer.status for answer in wrong} == {403} and WRONG_PASSPHRASES == 5
    assert paused.status == 429 and "60\u00a0min" in paused.text
    assert "set-cookie" not in paused.headers
    assert reader.type(other, WORDS).status == 303    # another link waits for nobody


def test_right_passphrases_and_empty_ones_make_nothing_wait(reader):
    token = linked(passphrase=WORDS)
    reader.type(token, "faux faux")

    assert {reader.type(token, WORDS).status for _ in range(WRONG_PASSPHRASES + 1)} == {303}
    assert {reader.type(token, "").status for _ in range(WRONG_PASSPHRASES + 1)} == {200}


@pytest.mark.parametrize(("body", "status"), [
    (b"", 404), (b"token=x", 404), (b"token=" + GUESS.encode(), 404), (b"\xff\x00&&==", 404),
    (b"token=" + b"x" * 5_000, 413)])
def test_a_form_made_up_is_refused_in_words(reader, body, status):
    answer = reader.ask("/p/ouvrir", "POST", body)

    assert answer.status == status and "<p>" in answer.text


def proposed(reader, cookie, page_id, **headers):
    """Send a remark, as the page does."""
    message = {"ocgraph": "proposals", "version": 1, "page": page_id, "language": "fr",
               "made_on": "2026-11-27", "from": "",
               "proposals": [{"kind": "remark", "about": "", "text": "Bien."}]}
    return reader.ask("/p/propositions", "POST", json.dumps(message).encode(), cookie=cookie, **{
        "content_type": "application/json", "sec_fetch_site": "same-origin"} | headers)


def test_what_a_reader_proposes_is_received_while_her_link_leads_there(reader, visit):
    [page] = SharedPages().pages()
    received = proposed(reader, visit, page.page_id)

    assert (received.status, json.loads(received.body)) == (200, {"received": 1})
    assert [kept.proposal.text for kept in Proposals().waiting()] == ["Bien."]
    for answer in (proposed(reader, "", page.page_id), proposed(reader, visit, "0" * 32),
                   proposed(reader, visit, page.page_id, sec_fetch_site="cross-site"),
                   proposed(reader, visit, page.page_id, content_type="text/plain")):
        assert answer.status in (403, 415) and json.loads(answer.body)["refused"]
    revoke_all()
    assert proposed(reader, visit, page.page_id).status == 403
    assert len(Proposals().all()) == 1


def test_ten_megabytes_are_refused_in_words_and_nothing_is_kept(reader, visit):
    answer = reader.ask("/p/propositions", "POST", b"x" * 10**7, cookie=visit,
                        content_type="application/json", sec_fetch_site="same-origin")

    assert answer.status == 413 and "64" in json.loads(answer.body)["refused"][0]
    assert Proposals().all() == ()


def test_what_was_typed_is_never_in_the_answer(reader):
    token = linked(passphrase=WORDS)

    assert "faux" not in reader.type(token, "<b>faux").text


def test_an_address_that_guesses_waits_and_whoever_has_a_link_does_not(reader, token):
    answers = [reader.ask(f"/p/{GUESS}").status for _ in range(UNKNOWN_TOKENS + 2)]

    assert answers == [404] * UNKNOWN_TOKENS + [429] * 2
    assert reader.ask(f"/p/{token}").status == 303
    assert Reader(reader.app, host="192.0.2.2").ask(f"/p/{GUESS}").status == 404


def test_a_whole_room_opens_at_once_and_is_counted_one_by_one(reader, token):
    answers = reader.together(*[f"/p/{token}"] * 60, f"/p/{GUESS}")

    assert [answer.status for answer in answers] == [303] * 60 + [404]
    assert len({answer.visit for answer in answers[:60]}) == 60
    assert openings() == {"opened": 60} and openings("") == {"unknown": 1}


def test_two_replicas_know_the_same_visits_and_the_same_revocation(token):
    one, other = Reader(), Reader()
    visit = one.ask(f"/p/{token}").visit
    assert other.ask("/p/", cookie=visit).status == 200

    revoke_all()

    assert [each.ask("/p/", cookie=visit).status for each in (one, other)] == [410, 410]


@pytest.mark.parametrize(("asked", "word"), [
    ("", "Aucune page"), ("en", "There is no page"), ("fr-CA,en;q=0.9", "Aucune page"),
    ("de,en;q=0.3", "There is no page"), ("de", "Aucune page"), ("en;q=x,fr;q=0.1", "Aucune page"),
    (",;q=,", "Aucune page")])
def test_it_speaks_the_readers_language_or_french(reader, asked, word):
    assert word in reader.ask(f"/p/{GUESS}", accept_language=asked).text


def test_a_database_that_does_not_answer_is_said_without_telling_where_it_is(reader, token):
    Store().path.write_bytes(b"not a database, for sure" * 100)

    answer = reader.ask(f"/p/{token}")

    assert answer.status == 503 and str(Store().path) not in answer.text
    assert "quelques minutes" in answer.text


def test_neither_token_nor_visit_nor_passphrase_is_logged(reader, caplog, capfd):
    caplog.set_level(logging.DEBUG)
    token = linked(passphrase=WORDS)

    reader.ask(f"/p/{token}")
    reader.type(token, "faux faux")
    visit = reader.type(token, WORDS).visit.partition("=")[2]
    reader.ask("/p/", cookie=f"{COOKIE}={visit}")
    revoke_all()
    reader.ask(f"/p/{token}")

    said = caplog.text + "".join(capfd.readouterr())
    assert not any(secret in said for secret in (token, visit, WORDS))


def test_it_comes_before_all_that_gives_cookies_of_the_dashboard():
    from dashboard import asgi  # noqa: PLC0415 - makes the application

    assert asgi.app._user_middleware[0].cls is SharedLink
    assert SharedLink(elsewhere, receiving).app is elsewhere


def test_the_policy_of_a_page_that_has_none_allows_nothing():
    page, policy = served_page(b"<html><body>x</body></html>", "/p/propositions")

    assert page == b'<html data-answers="/p/propositions"><body>x</body></html>'
    assert policy.startswith("default-src 'none'")


def test_only_the_head_of_a_page_is_changed():
    tail = (b'<body><html <meta http-equiv="Content-Security-Policy" content="x"></body></html>')

    assert served_page(b"<html><head></head>" + tail, "/a")[0].endswith(tail)


def test_as_many_pages_are_held_prepared_as_said_and_no_more(reader, monkeypatch):
    monkeypatch.setattr(shared_link, "_PAGES_HELD", 2)
    for number in range(4):
        visit = reader.ask(f"/p/{linked(shared(str(number)))}").visit
        assert reader.ask("/p/", cookie=visit).status == 200

    assert len(reader.app._pages) == 2
