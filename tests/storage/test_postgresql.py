"""What may go wrong with a server, and what the person is told."""

from __future__ import annotations

import itertools
import threading

import psycopg
import pytest
import sqlalchemy as sa

from ocgraph import i18n
from ocgraph.model import Actor, Register
from ocgraph.storage import StorageError, Store
from ocgraph.storage.database import Database
from tests.databases import new_database, postgresql_server, restart

FEW = Register(actors=(Actor(actor_id="a-1", name="Maison Fictive"),))


@pytest.fixture
def address():
    address = new_database()
    yield address
    Database(address).engine.dispose()


@pytest.fixture
def hurried(monkeypatch):
    monkeypatch.setattr("ocgraph.storage.database.PATIENCE_SECONDS", 0)


def refusal(work):
    with pytest.raises(StorageError) as refused:
        work()
    return refused.value


@pytest.mark.parametrize("address", [
    "sqlite:///register.sqlite", "mysql://a:b@c/d", "register.sqlite", "://"])
def test_an_address_of_something_else_is_refused(address):
    assert refusal(lambda: Store(address)).code == "storage.address"


def test_the_address_comes_from_the_environment(monkeypatch, address):
    monkeypatch.setenv("OCGRAPH_DATABASE_URL", address)

    Store().replace(FEW, save_key="one", file_name="a.xlsx")

    assert Store(address).load() == FEW


def test_a_server_that_does_not_answer_is_said_and_its_password_is_not(hurried):
    refused = refusal(Store("postgresql://oc:motdepasse@127.0.0.1:1/registre").load)

    assert refused.code == "storage.server_lost"
    for language in ("fr", "en"):
        told = i18n.explain(refused, language)
        assert "registre @ 127.0.0.1" in told and "motdepasse" not in told


def test_a_database_that_does_not_exist_is_said(hurried):
    address = postgresql_server().get_uri(database="absente")

    assert refusal(Store(address).load).code == "storage.no_database"


def test_a_role_that_does_not_exist_is_said(hurried, address):
    stranger = address.replace("//postgres:", "//inconnue:")

    assert refusal(Store(stranger).load).code == "storage.login_refused"


def test_a_role_that_may_only_read_reads_and_is_told_it_may_not_write(address):
    Store(address).replace(FEW, save_key="one", file_name="a.xlsx")
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("CREATE ROLE lectrice LOGIN")
        connection.execute("GRANT SELECT ON ALL TABLES IN SCHEMA public TO lectrice")
    reader = Store(address.replace("//postgres:", "//lectrice:"))

    try:
        assert reader.load() == FEW
        refused = refusal(lambda: reader.replace(Register(), save_key="two", file_name="b.xlsx"))
        assert refused.code == "storage.login_refused"
    finally:
        Database(address.replace("//postgres:", "//lectrice:")).engine.dispose()
        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute("DROP OWNED BY lectrice")
            connection.execute("DROP ROLE lectrice")


def test_someone_elses_database_is_refused_and_left_as_it_is(address):
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("CREATE TABLE meta (something TEXT)")

    for work in (Store(address).load,
                 lambda: Store(address).replace(FEW, save_key="one", file_name="a.xlsx")):
        assert refusal(work).code == "storage.not_a_register"


def test_a_register_of_a_newer_version_is_refused(address):
    Store(address).replace(FEW, save_key="one", file_name="a.xlsx")
    with Database(address).writing() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = '99'"))

    assert refusal(Store(address).load).code == "storage.newer_schema"


def test_a_table_emptied_at_once_is_refused_for_it_would_leave_no_history(address):
    Store(address).replace(FEW, save_key="one", file_name="a.xlsx")

    with (psycopg.connect(address) as connection,
          pytest.raises(psycopg.errors.RaiseException, match="no history")):
        connection.execute("TRUNCATE actors")
    assert Store(address).load() == FEW


def test_another_program_holding_the_register_is_waited_for_then_said(address, monkeypatch):
    store = Store(address)
    store.replace(FEW, save_key="one", file_name="a.xlsx")
    monkeypatch.setattr("ocgraph.storage.postgresql_server.WAIT_SECONDS", .1)
    hurried = Store(f"{address}&application_name=pressee")
    with Database(address).writing():
        refused = refusal(lambda: hurried.replace(Register(), save_key="two", file_name="a.xlsx"))
    Database(f"{address}&application_name=pressee").engine.dispose()

    assert refused.code == "storage.busy"
    assert store.load() == FEW


def test_a_server_restarted_under_those_who_write_loses_nothing_and_shows_no_error(address):
    store, restarted, saved, failures = Store(address), threading.Event(), [], []

    def write_until_after_the_restart(who):
        for number in itertools.count():
            over = restarted.is_set()
            key = f"{who}-{number}"
            one = Register(actors=(Actor(actor_id=key, name=who),))
            try:
                store.add(one, save_key=key, file_name="a.csv")
                saved.append(key)
            except StorageError as refused:
                failures.append(refused.code)
            if over:
                return

    writers = [threading.Thread(target=write_until_after_the_restart, args=(f"w{number}",))
               for number in range(3)]
    for writer in writers:
        writer.start()
    restart()
    restarted.set()
    for writer in writers:
        writer.join()

    assert failures == []
    assert sorted(actor.actor_id for actor in store.load().actors) == sorted(saved)
