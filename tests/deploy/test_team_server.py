"""nginx, two replicas and PostgreSQL on this machine, from the files of ``deploy/``."""

from __future__ import annotations

import http.client
import itertools
import socket
import threading
import time
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor

import pytest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from ocgraph.storage import SharedPages, ShareLinks, Store
from ocgraph.storage.shared_pages import new_page
from tests.databases import postgresql_server
from tests.deploy.people import HELD, N_PEOPLE, correct, keep_ten_actors, names_in_memory
from tests.deploy.person import Person
from tests.deploy.team_server import NAME, TeamServer, new_team_database
from tests.serving import fetch

pytestmark = pytest.mark.soak   # two replicas, nginx and a PostgreSQL are started


@pytest.fixture(scope="module")
def team(tmp_path_factory):
    """A team's server with a register of ten actors."""
    database = new_team_database()
    keep_ten_actors(Store(database))
    with TeamServer(tmp_path_factory.mktemp("team"), database) as server:
        yield server


def on(server, letter, page="", **parameters):
    """Return a person whose page is held by this replica."""
    person = Person(server, page, **parameters)
    for _ in range(40):
        person.cookies.clear()
        person.ask("/")
        if person.replica == letter:
            person.open()
            return person
    raise AssertionError(f"nobody was ever sent to {letter}")


def record(server, letter, number):
    """Return a person with the form of an actor open."""
    return on(server, letter, "donnees", data_part="edit", record=f"actors:{number}")


def once_noted(server, words):
    """Return what nginx noted once it holds these words: it writes after it has answered."""
    for _ in range(100):
        noted = (server.folder / "ocgraph.log").read_text(encoding="utf-8")
        if words in noted:
            return noted
        time.sleep(.05)
    raise AssertionError(noted)


def status(address):
    begun = time.monotonic()
    try:
        code = fetch(address)[0]
    except urllib.error.HTTPError as refused:
        code = refused.code
    return code, time.monotonic() - begun


def test_every_page_comes_with_headers_and_cookies_that_only_travel_encrypted(team):
    person = Person(team)
    code, headers, _ = person.ask("/")
    person.ask("/_stcore/health")

    assert code == 200
    assert headers["Strict-Transport-Security"] == "max-age=31536000"
    assert headers["X-Frame-Options"] == "SAMEORIGIN"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert "default-src 'self'" in headers["Content-Security-Policy"]
    assert headers["Server"] == "nginx"
    assert set(person.cookies) == {"ocgraph_browser", "ocgraph_replica", "_streamlit_xsrf"}
    assert all(cookie["secure"] and cookie["samesite"].lower() == "lax"
               for cookie in person.cookies.values())


@pytest.mark.parametrize("path", ["/pret", "/pret/", "//pret", "/%70ret", "/carte/../pret",
                                  "/_stcore/metrics", "/_stcore/metrics/", "/_stcore//metrics",
                                  "/_stcore/script-health-check"])
def test_what_watches_over_the_machine_is_closed_to_others(team, path):
    assert Person(team).ask(path)[0] == 404


def test_an_address_without_encryption_leads_to_the_other(team):
    link = http.client.HTTPConnection("127.0.0.1", team.ports["http"], timeout=10)
    link.request("GET", "/carte?selection=a-001", headers={"Host": NAME})
    answer = link.getresponse()
    link.close()

    assert (answer.status, answer.headers["Location"]) == (
        308, f"https://{NAME}/carte?selection=a-001")


def test_a_page_of_another_site_cannot_speak_in_ones_name(team):
    port = team.ports["https"]
    with pytest.raises(InvalidStatus) as refused:
        connect(f"wss://{NAME}:{port}/_stcore/stream", ssl=team.trust, subprotocols=["streamlit"],
                sock=socket.create_connection(("127.0.0.1", port)),
                origin="https://ailleurs.example.org")

    assert refused.value.response.status_code == 403


def test_what_is_noted_holds_no_question_and_no_address_of_a_file(team):
    person = on(team, "a")
    person.ask("/carte?place=Pays+fictif")
    person.upload(b"Nom\nMaison Fictive\n")

    noted = once_noted(team, "PUT /_stcore/upload_file/- 204")
    assert "GET /carte 200" in noted
    assert "Pays" not in noted and person.session not in noted


def test_a_workbook_of_25_megabytes_passes_and_a_larger_one_does_not(team):
    person = on(team, "b")

    assert person.upload(b"x" * (25 * 2**20 - 1_000)) == 204    # what surrounds it counts
    assert person.upload(b"x" * 27 * 2**20) == 413


def test_eight_files_of_eight_reach_the_page_that_waits_for_them(team):
    people = [Person(team) for _ in range(8)]
    for person in people:
        person.open()

    assert [person.upload(b"Nom\nMaison Fictive\n") for person in people] == [204] * 8


def test_a_file_sent_to_the_other_replica_would_be_refused(team):
    """That is what the cookie is for, and why it follows the connection of the page."""
    person = on(team, "a")
    person.cookies["ocgraph_replica"] = "b"

    assert person.upload(b"Nom\nMaison Fictive\n") == 400


def test_an_edit_made_in_one_replica_is_seen_in_the_other_at_its_next_action(team):
    one, other = record(team, "a", 1), record(team, "b", 1)
    assert other.find("text_input", "Nom *").default == HELD

    one.type("Nom *", "Maison Fictive du Nord")
    one.press("Enregistrer")
    assert one.reads("C’est enregistré")
    other.press("Fermer")

    grid = next(element for element in other.seen if element.WhichOneof("type") == "dataframe")
    assert b"Maison Fictive du Nord" in grid.SerializeToString()


def test_ready_only_while_the_database_answers(team):
    alive, ready = (f"http://127.0.0.1:{team.ports['a']}/{path}"
                    for path in ("_stcore/health", "pret"))
    assert status(ready)[0] == 200
    server = postgresql_server()
    server.stop()
    code, seconds = status(ready)
    is_alive = status(alive)[0]
    server.ensure_postgres_running()

    assert (code, is_alive) == (503, 200)
    assert seconds < 2.5
    assert status(ready)[0] == 200


def link_there(team):
    """Make a page and a link to it, in the team's database; return the token."""
    page = new_page("Rencontre", "fr", {}, {})
    SharedPages(team.database).keep(page, b"<!doctype html><html><body>Page</body></html>")
    return ShareLinks(team.database).make(page.page_id, label="Comite")


def test_a_link_opens_through_either_replica_and_is_noted_by_nobody(team):
    token, person = link_there(team), Person(team)

    code, headers, _ = person.ask(f"/p/{token}")
    person.cookies["ocgraph_replica"] = "ab"[person.cookies["ocgraph_replica"].value == "a"]

    assert (code, headers["Location"]) == (303, "/p/")
    assert person.cookies["ocgraph_visit"]["secure"]
    assert person.ask("/p/")[0] == 200    # by the other replica
    visit = person.cookies["ocgraph_visit"].value
    assert "GET /p/- 303" in once_noted(team, "GET /p/- 200")
    said = "".join(path.read_text(encoding="utf-8") for path in team.folder.glob("*.log"))
    assert token not in said and visit not in said


def test_a_link_revoked_is_refused_at_the_next_request_by_both_replicas(team):
    token, person = link_there(team), Person(team)
    person.ask(f"/p/{token}")
    links = ShareLinks(team.database)
    for link in links.links():
        links.revoke(link.link_id)

    for letter in "ab":
        person.cookies["ocgraph_replica"] = letter
        assert person.ask("/p/")[0] == 410
        assert person.ask(f"/p/{token}")[0] == 410


@pytest.mark.parametrize("path", ["/p/../p/{}x", "//p//{}", "/p/%2e%2e/p/{}", "/p/./{}"])
def test_a_changed_path_leads_to_no_shared_page(team, path):
    code, headers, body = Person(team).ask(path.format(link_there(team)))

    assert code in (200, 400, 404) and "ocgraph_visit" not in str(headers) and b">Page<" not in body


def test_two_hundred_of_one_room_open_at_once_and_a_thousand_more_wait(team):
    token = link_there(team)
    with ThreadPoolExecutor(16) as pool:
        room = list(pool.map(lambda _: Person(team).ask(f"/p/{token}")[0], range(200)))
        crowd = list(pool.map(lambda _: Person(team).ask("/p/x")[:3:2], range(1_500)))

    assert set(room) == {303}
    refused = [body for code, body in crowd if code == 429 and b"Trop de demandes" in body]
    assert refused and "réessayez".encode() in refused[0]


def test_ten_people_go_on_and_lose_nothing_when_a_replica_is_killed(team):
    people = [record(team, "ab"[number % 2], number + 1) for number in range(N_PEOPLE)]
    numbers = itertools.count()
    half = threading.Event()

    def work(number):
        return correct(people[number], number + 1, n_edits=2,
                       after_each=lambda: next(numbers) == 5 and half.set())

    with ThreadPoolExecutor(N_PEOPLE) as pool:
        working = [pool.submit(work, number) for number in range(N_PEOPLE)]
        assert half.wait(60)
        team.kill("a")
        told = [one.result() for one in working]

    kept = Store(team.database)
    assert {person.replica for person in people} == {"b"}
    assert [one[-1] for one in told] == [actor.name for actor in kept.load().actors]
    assert all(set(one) <= set(names_in_memory(kept, number + 1))
               for number, one in enumerate(told))
    assert [person.upload(b"Nom\n") for person in people] == [204] * N_PEOPLE
