"""What goes wrong with the register, as a page tells it: the very sentence, never a traceback.

The faults are brought about for real, and the sentences stand in `tests.faults`.
"""

from __future__ import annotations

import datetime

import pytest

from dashboard import asking, data, editing, uploads
from dashboard.view import DEMO, OWN
from ocgraph import __version__
from ocgraph.errors import OcgraphError
from ocgraph.i18n import explain, format_day
from ocgraph.model import Actor, Register
from ocgraph.network import Lens
from ocgraph.storage import Drafts, Store
from ocgraph.storage.copies import copies_folder, keep_copy
from ocgraph.storage.database import Database
from ocgraph.storage.schema import saves
from tests.dashboard.test_edit_part import field, press
from tests.dashboard.test_journal_part import TEAM
from tests.databases import new_database, postgresql_server, ready_database, restart
from tests.faults import (
    SENTENCES,
    as_read,
    following,
    held_by_another,
    make_newer,
    scramble,
    small_disk,
)
from tests.storage.test_clock import kept_ahead

KEPT = Register(actors=tuple(Actor(actor_id=f"a-{n}", name=f"Maison Fictive {n}", mrc_code="61")
                             for n in range(40)))


def keep():
    store = Store()
    store.replace(KEPT, save_key="one", file_name="a.xlsx")
    return store


def told(app):
    """Return what a page says is wrong."""
    assert not app.exception
    return [as_read(error.value) for error in app.error]


@pytest.fixture
def form(open_app):
    """Open the form of the first actor of the register."""
    def run():
        return open_app("donnees", source=OWN, data_part="edit", edited="actors",
                        record="actors:1")
    return run


@pytest.fixture
def disk(monkeypatch):
    with small_disk() as disk:
        monkeypatch.setenv("OCGRAPH_HOME", str(disk.folder / "home"))
        yield disk


@pytest.fixture
def impatient(monkeypatch):
    monkeypatch.setattr("ocgraph.storage.sqlite_file.WAIT_SECONDS", .1)
    monkeypatch.setattr("ocgraph.storage.database.PATIENCE_SECONDS", 0)


@pytest.fixture
def server(monkeypatch):
    address = f"{new_database(ready_database())}&application_name=page"
    monkeypatch.setenv("OCGRAPH_DATABASE_URL", address)
    monkeypatch.setenv("OCGRAPH_SIGN_IN", "none")
    yield address
    Database(address).engine.dispose()


def _start_again():
    """Forget what is kept between runs, as a dashboard that is started again."""
    for module in (asking, data, editing):
        for kept in vars(module).values():
            if hasattr(kept, "cache_clear") and kept is not data.read_demo:
                kept.cache_clear()


def typed(app, value="Maison Renommée", name="name"):
    field(app, name).set_value(value).run()
    return app


@pytest.mark.soak
def test_a_full_disk_keeps_what_is_typed_on_the_page_and_saves_it_once_freed(disk, form):
    store = keep()
    app = form()
    disk.fill()

    sentence = SENTENCES["disk full"].format(place=store.path)
    note = "Une note" + " longue" * 1_500
    assert told(typed(app, note, "private_note")) == [sentence]   # its draft
    assert told(press(app, "save_record")) == [sentence]
    assert field(app, "private_note").value == note and store.load() == KEPT

    disk.free()
    assert told(press(app, "save_record")) == []
    assert store.load().actors[0].private_note == note


@pytest.mark.soak
def test_a_full_disk_keeps_a_day_of_work_on_the_page_and_notes_it_once_freed(disk, open_app):
    store = Store()
    store.replace(TEAM, save_key="one", file_name="a.xlsx")
    app = open_app("donnees", source=OWN, data_part="journal", post="o")
    disk.fill()

    app.multiselect[0].set_value(["a"]).run()
    assert told(press(app, "note_it")) == [SENTENCES["disk full"].format(place=store.path)]
    assert app.multiselect[0].value == ["a"] and store.load() == TEAM

    disk.free()
    assert told(press(app, "note_it")) == []
    assert [one.target_id for one in store.load().engagements] == ["a"]


@pytest.mark.soak  # tests/cli and tests/storage hold it each time
def test_a_full_disk_costs_the_positions_kept_and_nothing_else(disk, open_app):
    keep()
    disk.fill()

    assert told(open_app("reseau", source=OWN)) == []
    assert not [path for path in (disk.folder / "home").iterdir() if "positions" in path.name]


@pytest.mark.soak
def test_a_file_brought_when_there_is_no_room_to_hold_it_is_refused_in_words(disk, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(disk.folder))
    disk.fill()

    with pytest.raises(OcgraphError) as refused:
        uploads.read_upload("a.csv", b"Nom\n" + b"Maison Fictive\n" * 9_000)
    assert as_read(explain(refused.value, "fr")) == SENTENCES["no room to work"].format(
        folder=disk.folder)


@pytest.mark.soak  # tests/cli and tests/storage hold it each time
def test_a_register_that_may_only_be_read_is_shown_and_said_when_it_is_corrected(disk, form):
    store = keep()
    disk.make_read_only()
    app = form()

    assert told(app) == []
    assert told(typed(app)) == [SENTENCES["read-only"].format(place=store.path)]
    assert told(press(app, "save_record")) == [SENTENCES["read-only"].format(place=store.path)]


@pytest.mark.soak  # tests/cli and tests/storage hold it each time
def test_a_register_that_someone_else_writes_is_said_and_saved_once_it_is_free(form, impatient):
    store = keep()
    app = typed(form())
    with held_by_another(store.path):
        assert told(press(app, "save_record"))[0] == SENTENCES["locked"].format(place=store.path)

    press(app, "save_record")
    assert store.load().actors[0].name == "Maison Renommée"


@pytest.mark.parametrize(("fault", "make"), [
    pytest.param("newer", make_newer, marks=pytest.mark.soak), ("damaged", scramble)])
def test_a_register_that_cannot_be_trusted_is_said_when_it_is_opened_and_when_it_is_corrected(
        form, open_app, fault, make):
    store = keep()
    copy = keep_copy(store, copies_folder())
    app = typed(form())
    make(store.path)
    sentence = SENTENCES[fault].format(place=store.path, ours=__version__)

    assert sentence in told(press(app, "save_record"))
    _start_again()
    app = open_app("reseau", source=OWN)
    assert told(app) == [sentence]
    offered = SENTENCES["copy to put back"].format(
        path=copy, day=format_day(datetime.date.today(), "fr"))
    assert [as_read(one.value) for one in app.info] == [offered] * (fault == "damaged")
    assert told(open_app("reseau", source=DEMO)) == []


@pytest.mark.soak  # tests/cli and tests/storage hold it each time
def test_a_server_that_only_follows_another_is_read_and_said(server, form):
    store = keep()
    with following():
        app = form()
        assert told(app) == []
        assert told(typed(app)) == [SENTENCES["read-only"].format(place=store.place)]


@pytest.mark.soak  # tests/cli and tests/storage hold it each time
def test_a_server_restarted_while_someone_types_shows_no_error(server, form):
    store = keep()
    app = form()
    restart()
    app = typed(app)
    restart()

    assert told(press(app, "save_record")) == []
    assert store.load().actors[0].name == "Maison Renommée"


@pytest.mark.soak  # tests/cli and tests/storage hold it each time
def test_a_server_stopped_while_someone_types_is_said_and_what_is_typed_stays(
        server, form, impatient):
    store = keep()
    app = typed(form())
    postgresql_server().stop()
    try:
        assert SENTENCES["server stopped"].format(place=store.place) in told(
            press(app, "save_record"))
    finally:
        postgresql_server().ensure_postgres_running()

    assert told(press(app.run(), "save_record")) == []
    assert store.load().actors[0].name == "Maison Renommée"


def test_what_was_typed_in_a_dashboard_that_stopped_is_there_in_the_next_one(server, form):
    keep()
    typed(form())
    Database(server).engine.dispose()

    again = form()    # nothing of the first one's session is left
    assert field(again, "name").value == "Maison Renommée"
    assert [draft.form for draft in Drafts().all()] == ["actors:1"]


@pytest.mark.parametrize(("path", "more"), [
    pytest.param("accueil", {}, marks=pytest.mark.soak),
    pytest.param("reseau", {}, marks=pytest.mark.soak),
    ("donnees", {"data_part": "memory", "memory_part": "then"})])
def test_a_clock_set_back_leaves_every_page_as_it_was(open_app, path, more):
    store = keep()
    kept_ahead(store.path, saves, "saved_at")

    assert told(open_app(path, source=OWN, **more)) == []
    assert data.register(OWN, Lens()) == KEPT
    assert store.first_day() > datetime.date.today()
